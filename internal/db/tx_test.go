package db_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
)

var errNo = errors.New("no")

func TestAfterCommitRunsWhenOthersCanSee(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), withNotes(t)
	var order []string
	err := d.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		tx.AfterCommit(func() {
			order = append(order, "first")
			if n := notes(t, d); n != 1 {
				t.Errorf("the hook sees %d notes", n)
			}
		})
		tx.AfterCommit(func() { order = append(order, "second") })
		order = append(order, "work")
		return note(ctx, tx)
	})
	if err != nil || !slices.Equal(order, []string{"work", "first", "second"}) {
		t.Errorf("order %v, %v", order, err)
	}
}

func TestAnErrorLeavesNothing(t *testing.T) {
	t.Parallel()
	d := withNotes(t)
	err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		tx.AfterCommit(func() { t.Error("the hook ran") })
		return errors.Join(note(ctx, tx), errNo)
	})
	if !errors.Is(err, errNo) || notes(t, d) != 0 {
		t.Errorf("%v, %d notes", err, notes(t, d))
	}
}

func TestAPanicLeavesNothing(t *testing.T) {
	t.Parallel()
	d := withNotes(t)
	func() {
		defer func() {
			if cause, _ := recover().(error); !errors.Is(cause, errNo) {
				t.Error("the panic was swallowed")
			}
		}()
		_ = d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
			tx.AfterCommit(func() { t.Error("the hook ran") })
			_ = note(ctx, tx)
			panic(errNo)
		})
	}()
	if n := notes(t, d); n != 0 {
		t.Errorf("%d notes", n)
	}
	if in := d.Pool().Stat().AcquiredConns(); in != 0 {
		t.Errorf("%d connections were not given back", in)
	}
}

func TestASwallowedSQLErrorIsNoCommit(t *testing.T) {
	t.Parallel()
	d := withNotes(t)
	err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		tx.AfterCommit(func() { t.Error("the hook ran") })
		_ = note(ctx, tx)
		_, _ = tx.Exec(ctx, `SELECT 1/0`)
		return nil
	})
	if err == nil || notes(t, d) != 0 {
		t.Errorf("%v, %d notes", err, notes(t, d))
	}
}

func TestALostRaceIsRunAgain(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"40001", "40P01"} {
		d := withNotes(t)
		tries, hooks := 0, 0
		err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
			tries++
			tx.AfterCommit(func() { hooks++ })
			if err := note(ctx, tx); err != nil || tries == 3 {
				return err
			}
			return raise(ctx, tx, code)
		})
		if err != nil || tries != 3 || hooks != 1 || notes(t, d) != 1 {
			t.Errorf("%s: %v after %d tries, %d hooks, %d notes", code, err, tries, hooks, notes(t, d))
		}
	}
}

func TestARaceLostForGoodComesOut(t *testing.T) {
	t.Parallel()
	d, tries := withNotes(t), 0
	err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		tries++
		return raise(ctx, tx, "40001")
	})
	if err == nil || tries != 3 {
		t.Errorf("%v after %d tries", err, tries)
	}
}

func TestOtherErrorsAreNotRunAgain(t *testing.T) {
	t.Parallel()
	d, tries := withNotes(t), 0
	_ = d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		tries++
		return raise(ctx, tx, "23505")
	})
	if tries != 1 {
		t.Errorf("%d tries", tries)
	}
}

func TestAnInnerTransactionJoins(t *testing.T) {
	t.Parallel()
	d := withNotes(t)
	hooks := 0
	err := d.InTx(context.Background(), func(ctx context.Context, outer *db.Tx) error {
		outer.Keep("word", "hi")
		err := d.InTx(ctx, func(ctx context.Context, inner *db.Tx) error {
			if inner.Kept("word") != "hi" {
				t.Error("the inner transaction is another")
			}
			inner.AfterCommit(func() { hooks++ })
			return note(ctx, inner)
		})
		if hooks != 0 {
			t.Error("the inner hook ran before the commit")
		}
		return err
	})
	if err != nil || hooks != 1 || notes(t, d) != 1 {
		t.Errorf("%v, %d hooks, %d notes", err, hooks, notes(t, d))
	}
}

func TestAnInnerFailureFailsTheWhole(t *testing.T) {
	t.Parallel()
	d := withNotes(t)
	err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		_ = d.InTx(ctx, func(context.Context, *db.Tx) error { return errNo })
		return note(ctx, tx)
	})
	if !errors.Is(err, errNo) || notes(t, d) != 0 {
		t.Errorf("%v, %d notes", err, notes(t, d))
	}
}

func TestBeforeCommitIsPartOfTheWhole(t *testing.T) {
	t.Parallel()
	d := withNotes(t)
	err := d.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
		tx.BeforeCommit(func(ctx context.Context) error { return note(ctx, tx) })
		return nil
	})
	if err != nil || notes(t, d) != 1 {
		t.Errorf("%v, %d notes", err, notes(t, d))
	}
	err = d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		tx.BeforeCommit(func(context.Context) error { return errNo })
		return note(ctx, tx)
	})
	if !errors.Is(err, errNo) || notes(t, d) != 1 {
		t.Errorf("%v, %d notes", err, notes(t, d))
	}
}

func withNotes(t *testing.T) *db.DB {
	t.Helper()
	d := dbtest.New(t)
	exec(t, d, `CREATE TABLE note (text text)`)
	return d
}

func note(ctx context.Context, q db.Querier) error {
	_, err := q.Exec(ctx, `INSERT INTO note (text) VALUES ('kept')`)
	return err
}

func notes(t *testing.T, d *db.DB) int {
	t.Helper()
	n, err := db.Value[int](context.Background(), d.Pool(), `SELECT count(*) FROM note`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func raise(ctx context.Context, q db.Querier, code string) error {
	_, err := q.Exec(ctx, `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '`+code+`'; END $$`)
	return err
}
