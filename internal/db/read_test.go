package db_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
)

type pie struct {
	Name   string
	Slices int
	Due    *time.Time
	Smell  string `db:"-"`
}

const (
	pies  = `SELECT name, slices, NULL::timestamptz AS due FROM (VALUES ('apple', 8), ('plum', 6)) AS p (name, slices)`
	noPie = pies + ` WHERE name = $1`
)

func TestReads(t *testing.T) {
	t.Parallel()
	ctx, q := context.Background(), dbtest.New(t).Pool()

	all, err := db.All[pie](ctx, q, pies)
	if err != nil || len(all) != 2 || all[1].Name != "plum" || all[1].Slices != 6 {
		t.Errorf("All gave %v, %v", all, err)
	}
	if all, err := db.All[pie](ctx, q, noPie, "mud"); err != nil || all == nil || len(all) != 0 {
		t.Errorf("All of none gave %v, %v", all, err)
	}
	if one, err := db.One[pie](ctx, q, noPie, "apple"); err != nil || one.Slices != 8 {
		t.Errorf("One gave %v, %v", one, err)
	}
	if _, err := db.One[pie](ctx, q, noPie, "mud"); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("One of none gave %v", err)
	}
	if some, err := db.Maybe[pie](ctx, q, noPie, "plum"); err != nil || some == nil || some.Slices != 6 {
		t.Errorf("Maybe gave %v, %v", some, err)
	}
	if none, err := db.Maybe[pie](ctx, q, noPie, "mud"); err != nil || none != nil {
		t.Errorf("Maybe of none gave %v, %v", none, err)
	}
	if _, err := db.Value[int](ctx, q, `SELECT 1 WHERE false`); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("Value of none gave %v", err)
	}
	if days, err := db.All[time.Time](ctx, q, `SELECT '2026-01-02'::date`); err != nil || days[0].Day() != 2 {
		t.Errorf("a column of days gave %v, %v", days, err)
	}
	if _, err := db.All[pie](ctx, q, `SELECT 'apple' AS name`); err == nil {
		t.Error("a missing column was not noticed")
	}
}

func TestABatchIsOneRoundTrip(t *testing.T) {
	t.Parallel()
	q := dbtest.New(t).Pool()
	var all []pie
	var one pie
	var some, none *pie
	var names []string
	var n int
	b := db.NewBatch()
	db.QueueAll(b, &all, pies)
	db.QueueOne(b, &one, noPie, "apple")
	db.QueueMaybe(b, &some, noPie, "plum")
	db.QueueMaybe(b, &none, noPie, "mud")
	db.QueueAll(b, &names, `SELECT unnest($1::text[])`, []string{"a", "b"})
	db.QueueOne(b, &n, `SELECT 7`)

	ctx, trips := db.CountRoundTrips(context.Background())
	if err := b.Run(ctx, q); err != nil {
		t.Fatal(err)
	}
	if trips() != 1 || b.Len() != 0 {
		t.Errorf("%d round trips, %d left", trips(), b.Len())
	}
	if len(all) != 2 || one.Slices != 8 || some == nil || some.Slices != 6 || none != nil || n != 7 {
		t.Errorf("got %v, %v, %v, %v, %d", all, one, some, none, n)
	}
	if !slices.Equal(names, []string{"a", "b"}) {
		t.Errorf("got %v", names)
	}
	if err := b.Run(ctx, q); err != nil || trips() != 1 {
		t.Errorf("an empty batch: %v, %d round trips", err, trips())
	}
}

func TestABatchFailsWithItsFirstFailure(t *testing.T) {
	t.Parallel()
	ctx, q := context.Background(), dbtest.New(t).Pool()
	var one pie
	var n int
	b := db.NewBatch()
	db.QueueOne(b, &one, noPie, "mud")
	db.QueueOne(b, &n, `SELECT 7`)
	if err := b.Run(ctx, q); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("nothing there: %v", err)
	}
	db.QueueOne(b, &n, `SELECT 1/0`)
	if err := b.Run(ctx, q); err == nil || fault.Of(err) != nil {
		t.Errorf("a broken query: %v", err)
	}
	db.QueueOne(b, &n, `SELECT 7`)
	if err := b.Run(ctx, q); err != nil || n != 7 {
		t.Errorf("afterwards: %d, %v", n, err)
	}
}

func TestATransactionIsCounted(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	ctx, trips := db.CountRoundTrips(context.Background())
	err := d.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		_, err := db.Value[int](ctx, tx, `SELECT 1`)
		return err
	})
	if err != nil || trips() != 3 {
		t.Errorf("%v, %d round trips; want begin, select, commit", err, trips())
	}
}
