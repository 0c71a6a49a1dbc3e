package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofrs/uuid/v5"
	"github.com/jackc/pgx/v5"
)

// town is where things of town.sql are found.
type town struct {
	club    uuid.UUID
	readers []uuid.UUID // whose sessions the connections have
	page    string      // the path of the gathering that is read
	turns   []uuid.UUID // those that are pledged to; three belong to each gathering
	due     string      // a day to promise something by
}

const gatheringsPledgedTo = 16

func readTown(ctx context.Context, url string) (town, error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return town{}, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var t town
	err = conn.QueryRow(ctx, `
		SELECT bench_id('club', 0, 0),
		       array(SELECT bench_id('person', 0, n) FROM generate_series(1, $2::integer) n),
		       '/c/bench-town/gatherings/' || bench_id('gathering', 0, 17),
		       array(SELECT bench_id('turn', 0, n) FROM generate_series(1, $1::integer) n),
		       (current_date + 14)::text`, 3*gatheringsPledgedTo, connections).Scan(&t.club, &t.readers, &t.page, &t.turns, &t.due)
	return t, err
}

// measureServed takes the figures of the page and of the pledge, with both programs running.
func measureServed(ctx context.Context, pg *cluster, out *sheet, s settings) error {
	t, err := readTown(ctx, pg.url)
	if err != nil {
		return err
	}
	inside, err := lookInside(ctx, pg, t)
	if err != nil {
		return err
	}
	ours, err := startProgram(ctx, "ours", pg.url)
	if err != nil {
		return err
	}
	defer ours.stop()
	bare, err := startProgram(ctx, "bare", pg.url, "BENCH_BYTES="+strconv.Itoa(inside.bytes))
	if err != nil {
		return err
	}
	defer bare.stop()
	m := served{ctx: ctx, pg: pg, out: out, settings: s, town: t, inside: inside, ours: ours, bare: bare}
	if s.wants("page") {
		err = m.page()
	}
	if s.wants("pledge") {
		err = errors.Join(err, m.pledge())
	}
	return err
}

// served is what the figures of the page and the pledge are measured with.
type served struct {
	ctx        context.Context
	pg         *cluster
	out        *sheet
	settings   settings
	town       town
	inside     inside
	ours, bare *program
}

func (m served) driven(t target) contestant { return driven(m.pg, m.settings.round, t) }

// inside is what is known only within the app's own process.
type inside struct {
	bytes, pageTrips, pledgeTrips int
}

// lookInside asks for the page and makes a promise a few times, and keeps the last of each.
func lookInside(ctx context.Context, pg *cluster, t town) (inside, error) {
	a, err := openOurs(ctx, pg.url)
	if err != nil {
		return inside{}, err
	}
	defer a.Close()
	v := visitor{handler: a.Handler(), reader: 1}
	var found inside
	for range 3 {
		w, trips := v.ask(ctx, http.MethodGet, t.page, nil)
		if w.Code != http.StatusOK {
			return found, fmt.Errorf("the gathering page answered %d: %s", w.Code, plainText(w.Body.Bytes()))
		}
		found.bytes, found.pageTrips = w.Body.Len(), trips
		w, trips = v.ask(ctx, http.MethodPost, t.pledgePath(0), strings.NewReader(string(t.form(nil))))
		if w.Code != http.StatusSeeOther {
			return found, fmt.Errorf("the pledge answered %d: %s", w.Code, plainText(w.Body.Bytes()))
		}
		found.pledgeTrips = trips
	}
	return found, nil
}

// get asks for a page as a reader of the town, each connection another.
func get(path string) func(buf []byte, worker, n int) []byte {
	return func(buf []byte, worker, _ int) []byte {
		buf = fmt.Appendf(buf, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session=%s\r\n\r\n", path, cookie(worker+1))
		return buf
	}
}

// post sends a form.
func post(buf []byte, path string, worker int, form []byte) []byte {
	buf = fmt.Appendf(buf, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session=%s\r\n", path, cookie(worker+1))
	buf = fmt.Appendf(buf, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n", len(form))
	return append(buf, form...)
}

func (t town) pledgePath(turn int) string {
	return "/c/bench-town/presentations/" + t.turns[turn].String() + "/commitments"
}

// form is a promise that is firm as it stands, under a key of its own.
func (t town) form(buf []byte) []byte {
	key, err := uuid.NewV7()
	if err != nil {
		panic(err)
	}
	buf = append(buf, "kind=materials&promise=bring+6+boxes+of+apples+to+the+food+shelf&amount=6&unit=boxes&due="...)
	buf = append(append(buf, t.due...), "&key="...)
	return append(buf, key.String()...)
}
