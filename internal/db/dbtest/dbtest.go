// Package dbtest gives every test a database of its own: real Postgres, all
// migrations run, dropped when the test ends.
//
//	d := dbtest.New(t)               empty
//	d := dbtest.NewFrom(t, town)     a copy of what town.Build made once
//
// A database is a clone of a template, made in some thirty milliseconds. The
// server is the one TEST_DATABASE_URL names (its user must be allowed to create
// databases), else a private one in memory that all test programs of this
// checkout share and that ends by itself soon after the last of them; see
// guardian.go. Nothing survives a power cut there; a test of crashes starts
// its own with db/private.
package dbtest

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"collaboratory/internal/db"
)

// Template is a filled database that tests copy.
type Template struct {
	// Name tells templates apart: small letters only.
	Name string
	// Hash changes whenever Build would make something else; see SourceHash.
	// The migrations count by themselves.
	Hash string
	// Build fills an empty, migrated database. It runs once for all tests of
	// the same Hash and must leave nothing running.
	Build func(ctx context.Context, d *db.DB) error
}

// New is an empty database with all migrations run.
func New(t testing.TB) *db.DB {
	t.Helper()
	return open(t, URL(t))
}

// NewFrom is a copy of what the template's Build made.
func NewFrom(t testing.TB, from Template) *db.DB {
	t.Helper()
	return open(t, URLFrom(t, from))
}

// URL is the address of an empty database, for a test that starts the whole
// program.
func URL(t testing.TB) string {
	t.Helper()
	return clone(t, empty)
}

// URLFrom is the address of a copy of what the template's Build made.
func URLFrom(t testing.TB, from Template) string {
	t.Helper()
	return clone(t, from)
}

func open(t testing.TB, url string) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), url, db.Options{MaxConns: 4, MinConns: 1, Name: "test"})
	if err != nil {
		t.Fatalf("opening the test's database: %v", err)
	}
	t.Cleanup(d.Close)
	return d
}

var numbered atomic.Int64

// clone makes the test's database. The name carries when it was made, so that
// what a killed test program left behind can be told from what is in use.
func clone(t testing.TB, from Template) string {
	t.Helper()
	ctx := context.Background()
	h, err := theHost()
	if err != nil {
		t.Fatalf("finding a Postgres for the test: %v", err)
	}
	name := fmt.Sprintf("test_%d_%d_%d", time.Now().Unix(), os.Getpid(), numbered.Add(1))
	if err := h.cloneAs(ctx, from, name); err != nil {
		t.Fatalf("making the test's database: %v", err)
	}
	t.Cleanup(func() {
		if err := h.drop(ctx, name); err != nil {
			t.Errorf("dropping the test's database: %v", err)
		}
	})
	return h.url(name)
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }
