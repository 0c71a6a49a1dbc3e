package db_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
)

func TestPostgresOutOfReachIsUnavailable(t *testing.T) {
	t.Parallel()
	_, err := db.Open(context.Background(), "postgres://app@/app?host="+t.TempDir()+"&sslmode=disable", db.Options{})
	if !fault.Is(err, fault.KindUnavailable) {
		t.Errorf("opening gave %v", err)
	}
}

func TestAnUnreadableAddressIsAPlainError(t *testing.T) {
	t.Parallel()
	_, err := db.Open(context.Background(), "postgres://%zz", db.Options{})
	if err == nil || fault.Of(err) != nil {
		t.Errorf("opening gave %v", err)
	}
}

func TestALostConnectionIsUnavailable(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	const end = `SELECT pg_terminate_backend(pg_backend_pid())`
	if _, err := db.Value[bool](context.Background(), d.Pool(), end); !fault.Is(err, fault.KindUnavailable) {
		t.Errorf("a read gave %v", err)
	}
	err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, end)
		return err
	})
	if !fault.Is(err, fault.KindUnavailable) {
		t.Errorf("a transaction gave %v", err)
	}
	if err := d.Ping(context.Background()); err != nil {
		t.Errorf("the pool did not recover: %v", err)
	}
}

func TestWhoGivesUpHearsOfThat(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := d.InTx(ctx, func(context.Context, *db.Tx) error { return nil })
	if err == nil || fault.Of(err) != nil {
		t.Errorf("a transaction gave %v", err)
	}
}

func TestInstantsComeBackInUTC(t *testing.T) {
	t.Parallel()
	at, err := db.Value[time.Time](context.Background(), dbtest.New(t).Pool(),
		`SELECT '2026-11-22 18:00-06'::timestamptz`)
	if err != nil || at.Location() != time.UTC || at.Hour() != 0 {
		t.Errorf("got %v, %v", at, err)
	}
}

func TestAConstraintIsKnownByName(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), dbtest.New(t)
	exec(t, d, `CREATE TABLE seat (person text, CONSTRAINT seat_one_each UNIQUE (person))`)
	exec(t, d, `INSERT INTO seat VALUES ('Ada')`)

	_, err := d.Pool().Exec(ctx, `INSERT INTO seat VALUES ('Ada')`)
	if !db.Conflict(err, "seat_one_each") || db.ConstraintOf(err) != "seat_one_each" {
		t.Errorf("got %v", err)
	}
	if db.Conflict(err, "another") || db.Conflict(nil, "") || db.ConstraintOf(nil) != "" {
		t.Error("a conflict where there is none")
	}
	_, err = d.Pool().Exec(ctx, `SELECT 1/0`)
	if db.ConstraintOf(err) != "" {
		t.Errorf("got a constraint from %v", err)
	}
}

func exec(t *testing.T, d *db.DB, sql string) {
	t.Helper()
	if _, err := d.Pool().Exec(context.Background(), sql); err != nil {
		t.Fatal(err)
	}
}
