package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed crowd.sql
var crowdSQL string

const (
	perBlock   = 10_000 // promises that one block of crowd.sql adds, in both its places
	fewBlocks  = 1
	manyBlocks = 20
	mostBlocks = 100
	warm, runs = 12, 20
	patience   = 2 * time.Second // for one page; what is slower is not asked again
	crowdFan   = 100             // the reader of crowd.sql
)

// listPage is a page whose list could grow with the number of promises.
type listPage struct{ name, path string }

// cost is what one run of a page asks of Postgres, the session query left out.
type cost struct {
	ms         float64 // the quickest run of each statement, added up
	gaveUp     bool    // one page took longer than patience: ms is that page, and no statements are known
	statements []statement
}

// statement is one of them.
type statement struct {
	begins          string
	ms, pages, rows float64
}

// heaviest is the one that touches most pages, slowest the one that takes longest.
func (c cost) heaviest() statement {
	return slices.MaxFunc(c.statements, func(a, b statement) int { return cmp.Compare(a.pages, b.pages) })
}

func (c cost) slowest() statement {
	return slices.MaxFunc(c.statements, func(a, b statement) int { return cmp.Compare(a.ms, b.ms) })
}

// measureLists grows the crowd and looks at what every list page asks of Postgres before and after.
func measureLists(ctx context.Context, pg *cluster, out *sheet, large bool) error {
	if err := pg.again(ctx, "pg_stat_statements", "bench"); err != nil {
		return err
	}
	if err := pg.exec(ctx, `CREATE EXTENSION pg_stat_statements`); err != nil {
		return err
	}
	blocks := manyBlocks
	if large {
		blocks = mostBlocks
	}
	if err := tellTownPage(ctx, pg, out); err != nil {
		return err
	}
	if err := crowd(ctx, pg, 0, fewBlocks); err != nil {
		return err
	}
	few, err := lookAtLists(ctx, pg)
	if err != nil {
		return err
	}
	began := time.Now()
	if err := crowd(ctx, pg, fewBlocks, blocks); err != nil {
		return err
	}
	fmt.Printf("%d commitments written in %s\n", blocks*perBlock, time.Since(began).Round(100*time.Millisecond))
	many, err := lookAtLists(ctx, pg)
	if err != nil {
		return err
	}
	pages, err := listPages(ctx, pg.url)
	for _, p := range pages {
		judgeList(out, p, few[p.name], many[p.name], blocks*perBlock)
	}
	return err
}

func judgeList(out *sheet, p listPage, few, many seen, commitments int) {
	if err := errors.Join(few.err, many.err); err != nil {
		out.missing("list-"+p.name, err)
		return
	}
	if few.gaveUp || many.gaveUp {
		out.judge("list-"+p.name+"-time", many.ms/few.ms, 1.5, false, // even when it was as slow before
			fmt.Sprintf("at most; %.2f ms at %d; gave up at %d after %.0f ms", few.ms, perBlock, commitments, many.ms))
		return
	}
	slow, before, after := many.slowest(), few.heaviest(), many.heaviest()
	out.atMost("list-"+p.name+"-time", many.ms/few.ms, 1.5,
		fmt.Sprintf("%.2f ms at %d, %.2f ms at %d; %.2f ms of it: %s", few.ms, perBlock, many.ms, commitments, slow.ms, slow.begins))
	out.atMost("list-"+p.name+"-pages", after.pages, after.rows+6,
		fmt.Sprintf("%.0f at %d; for %.0f rows: %s", before.pages, perBlock, after.rows, after.begins))
}

// crowd adds blocks of promises and lets Postgres look at what it has.
func crowd(ctx context.Context, pg *cluster, from, to int) error {
	sql := strings.NewReplacer(":from", strconv.Itoa(from), ":to", strconv.Itoa(to)).Replace(crowdSQL)
	if err := pg.exec(ctx, sql); err != nil {
		return fmt.Errorf("adding promises: %w", err)
	}
	return pg.exec(ctx, `VACUUM ANALYZE`)
}

func listPages(ctx context.Context, url string) ([]listPage, error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var turn, gathering string
	err = conn.QueryRow(ctx, `SELECT bench_id('turn', 1, 0)::text, bench_id('gathering', 1, 0)::text`).Scan(&turn, &gathering)
	const club = "/c/bench-000001"
	return []listPage{
		{"board", club + "/commitments/everyone"},
		{"evening", club + "/gatherings/" + gathering + "/commitments"},
		{"tracker", club + "/presentations/" + turn + "/commitments"},
		{"mine", club + "/commitments"},
		{"members", club + "/members"},
		{"gatherings", club + "/gatherings"},
		{"turns", club + "/turns"},
		{"gathering", club + "/gatherings/" + gathering},
		{"home", club},
		{"front", "/"},
	}, err
}

// seen is what a page costs, or why it could not be asked.
type seen struct {
	cost
	err error
}

func lookAtLists(ctx context.Context, pg *cluster) (map[string]seen, error) {
	pages, err := listPages(ctx, pg.url)
	if err != nil {
		return nil, err
	}
	return lookAt(ctx, pg, crowdFan, pages...)
}

// tellTownPage prints what the statements of the gathering page take, the one that `page` measures.
func tellTownPage(ctx context.Context, pg *cluster, out *sheet) error {
	t, err := readTown(ctx, pg.url)
	if err != nil {
		return err
	}
	found, err := lookAt(ctx, pg, 1, listPage{"page", t.page})
	if err != nil {
		return err
	}
	page := found["page"]
	if page.err != nil {
		return page.err
	}
	out.tell("page-sql-milliseconds", page.ms, fmt.Sprintf("of the page with 3 turns and 30 promises, in %d statements:", len(page.statements)))
	slices.SortFunc(page.statements, func(a, b statement) int { return cmp.Compare(b.ms, a.ms) })
	for _, s := range page.statements {
		fmt.Printf("  %.2f ms, %.0f pages, %.0f rows %s\n", s.ms, s.pages, s.rows, s.begins)
	}
	return nil
}

// lookAt opens the app and counts what each page costs for this reader.
func lookAt(ctx context.Context, pg *cluster, reader int, pages ...listPage) (map[string]seen, error) {
	a, err := openOurs(ctx, pg.url)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	conn, err := pgx.Connect(ctx, pg.url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	v := visitor{handler: a.Handler(), reader: reader}
	found := map[string]seen{}
	for _, p := range pages {
		c, err := costOf(ctx, conn, v, p)
		found[p.name] = seen{c, err}
	}
	return found, nil
}

// costOf asks for a page until its statements are prepared and planned, then counts what they take.
func costOf(ctx context.Context, conn *pgx.Conn, v visitor, p listPage) (cost, error) {
	for n := range warm + runs {
		if n == warm {
			if _, err := conn.Exec(ctx, `SELECT pg_stat_statements_reset()`); err != nil {
				return cost{}, err
			}
		}
		took, err := v.patiently(ctx, p)
		if err != nil || took >= patience {
			return cost{ms: float64(took.Milliseconds()), gaveUp: true}, err
		}
	}
	return readCost(ctx, conn)
}

// patiently asks for a page, and breaks off when it takes too long.
func (v visitor) patiently(ctx context.Context, p listPage) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	began := time.Now()
	w, _ := v.ask(ctx, http.MethodGet, p.path, nil)
	if ctx.Err() == nil && w.Code != http.StatusOK {
		return 0, fmt.Errorf("%s answered %d: %s", p.path, w.Code, plainText(w.Body.Bytes()))
	}
	return time.Since(began), nil
}

func readCost(ctx context.Context, conn *pgx.Conn) (cost, error) {
	rows, err := conn.Query(ctx, `
		SELECT query, min_exec_time, (shared_blks_hit + shared_blks_read)::float8 / calls, rows::float8 / calls
		FROM pg_stat_statements
		WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
		  AND calls >= $1
		  AND query NOT LIKE '%FROM session s%'
		  AND query NOT LIKE '%pg_stat_statements%'`, runs)
	if err != nil {
		return cost{}, err
	}
	defer rows.Close()
	var c cost
	for rows.Next() {
		var one statement
		if err := rows.Scan(&one.begins, &one.ms, &one.pages, &one.rows); err != nil {
			return c, err
		}
		one.begins = beginning(one.begins)
		c.ms += one.ms
		c.statements = append(c.statements, one)
	}
	if len(c.statements) == 0 && rows.Err() == nil {
		return c, errors.New("the page asked nothing of Postgres")
	}
	return c, rows.Err()
}

// beginning is enough of a statement to find it: its first tables.
func beginning(query string) string {
	query = strings.Join(strings.Fields(query), " ")
	if at := strings.Index(query, " FROM "); at >= 0 {
		query = query[at+1:]
	}
	if len(query) > 90 {
		query = query[:90] + "…"
	}
	return query
}
