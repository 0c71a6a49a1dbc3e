package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/gofrs/uuid/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

//go:embed page.sql
var pageSQL string

// bare is the program ours is measured against: the same work with nothing around it.
type bare struct {
	pool     *pgxpool.Pool
	pledging []sentence // pledge.sql
	club     uuid.UUID
	page     uuid.UUID // the gathering that is read
	more     []string  // brings the page to the size of ours
	hub      bareHub
}

// runBare serves until its starter is gone, and prints where.
func runBare(ctx context.Context) error {
	config, err := pgxpool.ParseConfig(os.Getenv("BENCH_DATABASE"))
	if err != nil {
		return err
	}
	config.MaxConns, config.MinConns = 20, 4 // as ours
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	b := &bare{pool: pool, pledging: sentences(pledgeSQL)}
	err = pool.QueryRow(ctx, `SELECT bench_id('club', 0, 0), bench_id('gathering', 0, 17)`).Scan(&b.club, &b.page)
	if err != nil {
		return err
	}
	if err := b.fill(ctx); err != nil {
		return err
	}
	return b.serve(ctx)
}

func (b *bare) serve(ctx context.Context) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /page", b.showPage)
	mux.HandleFunc("GET /signed", b.showSigned)
	mux.HandleFunc("POST /turns/{turn}/commitments", b.pledge)
	mux.HandleFunc("POST /rooms/{turn}", b.pledgeInRoom)
	mux.HandleFunc("GET /rooms/{turn}", b.watchRoom)
	go b.listen(ctx)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 20 * time.Second, WriteTimeout: 40 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Println(listener.Addr())
	_ = server.Serve(listener)
	return nil
}

// fill adds lines until the page weighs what it should.
func (b *bare) fill(ctx context.Context) error {
	want, _ := strconv.Atoi(os.Getenv("BENCH_BYTES"))
	for {
		buf, err := b.render(ctx, "")
		if err != nil || buf.Len() >= want {
			return err
		}
		b.more = append(b.more, fmt.Sprintf("Line %d, as dull as any other, but somebody has to write it.", len(b.more)))
	}
}

type bareView struct {
	Title, Reader string
	Promises      []barePromise
	More          []string
}

type barePromise struct{ Title, Presenter, Giver, GiverOf, Kind, Promise, Due, State string }

func (b *bare) showPage(w http.ResponseWriter, r *http.Request) { b.answer(w, r, "") }

func (b *bare) showSigned(w http.ResponseWriter, r *http.Request) {
	who, err := b.session(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	b.answer(w, r, who.Name)
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (b *bare) answer(w http.ResponseWriter, r *http.Request, who string) {
	buf, err := b.render(r.Context(), who)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(buf.Bytes())
	buffers.Put(buf)
}

func (b *bare) render(ctx context.Context, who string) (*bytes.Buffer, error) {
	rows, err := b.pool.Query(ctx, pageSQL, b.club, b.page)
	if err != nil {
		return nil, err
	}
	v := bareView{Title: "Gathering No. 17", Reader: who, More: b.more}
	for rows.Next() {
		var p barePromise
		var due time.Time
		if err := rows.Scan(&p.Title, &p.Presenter, &p.Giver, &p.GiverOf, &p.Kind, &p.Promise, &due, &p.State); err != nil {
			rows.Close()
			return nil, err
		}
		p.Due = due.Format(time.DateOnly)
		v.Promises = append(v.Promises, p)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	return buf, barePage(v).Render(ctx, buf)
}

// session asks who the cookie belongs to: the first of pledge.sql.
func (b *bare) session(r *http.Request) (who sessionRow, err error) {
	c, err := r.Cookie("session")
	if err != nil {
		return who, err
	}
	hash := tokenHash(c.Value)
	rows, err := b.pool.Query(r.Context(), b.pledging[0].sql, b.pledging[0].values(pledge{session: hash})...)
	if err != nil {
		return who, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := who.scan(rows); err != nil {
			return who, err
		}
		who.hash = hash
	}
	if who.hash == "" && rows.Err() == nil {
		return who, errors.New("nobody is signed in")
	}
	return who, rows.Err()
}

type sessionRow struct {
	hash                                                                      string
	SessionID, PersonID, ClubID                                               uuid.UUID
	Data                                                                      []byte
	LastSeenAt                                                                time.Time
	Steward                                                                   bool
	Name, Email, Language, Slug, ClubName, Zone, ClubLanguage, Currency, Role string
}

func (s *sessionRow) scan(rows pgx.Rows) error {
	return rows.Scan(&s.SessionID, &s.Data, &s.LastSeenAt, &s.PersonID, &s.Name, &s.Email, &s.Language, &s.Steward,
		&s.ClubID, &s.Slug, &s.ClubName, &s.Zone, &s.ClubLanguage, &s.Currency, &s.Role)
}

// cookie is the session of reader n, who is person n of town.sql.
func cookie(n int) string { return fmt.Sprintf("bench-session-%d", n) }

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
