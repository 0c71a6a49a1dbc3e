// Package exampletest opens Pell River for a test: a house of its own on a database of its own. Only tests import it.
//
//	h := exampletest.Open(t)       an empty house with a clock that stands at Sunday 22 November 2026, five in the afternoon
//	h := exampletest.OpenTown(t)   the same with Pell River in it; made once and copied for each test
//	ctx := h.As(t.Context(), "June Abernathy")   as she would ask
package exampletest

import (
	"context"
	"testing"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/example"
)

// Open is a house with nobody in it yet, on a database of its own.
func Open(t testing.TB) *example.House {
	t.Helper()
	return furnish(t, dbtest.New(t))
}

// OpenTown is a house with Pell River in it. The town is built once for all tests and copied for each.
func OpenTown(t testing.TB) *example.House {
	t.Helper()
	h := furnish(t, dbtest.NewFrom(t, dbtest.Template{Name: "town", Hash: dbtest.SourceHash(), Build: buildTown}))
	if err := h.FindClub(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

func furnish(t testing.TB, d *db.DB) *example.House {
	t.Helper()
	h, err := example.Furnish(t.Context(), d, clock.At(example.Now), example.Base)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func buildTown(ctx context.Context, d *db.DB) error {
	h, err := example.Furnish(ctx, d, clock.At(example.Now), example.Base)
	if err != nil {
		return err
	}
	return h.Town(ctx)
}
