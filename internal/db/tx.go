package db

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
)

// quietRetries is how often a transaction that lost a race is tried again
// before anybody hears of it.
const quietRetries = 2

// Tx is a transaction with what is to happen around its end.
type Tx struct {
	pgx.Tx
	db     *DB
	before []func(ctx context.Context) error
	after  []func()
	kept   map[any]any
	failed error
}

type txKey struct{}

// InTx runs fn in one transaction: what fn wrote is kept when fn returns nil,
// and gone when it returns an error or panics.
//
// fn may run up to three times: when Postgres undoes a transaction because it
// lost a race (serialization failure, deadlock), InTx begins again with a fresh
// Tx. So fn must only touch the database, its Tx and variables it sets anew.
//
// An InTx inside fn, with fn's context, joins the transaction that is open. If
// the inner fn fails, the whole fails, even when the outer fn goes on.
//
// A Postgres out of reach is fault.Unavailable; every other error comes back as
// fn returned it.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	if open, ok := ctx.Value(txKey{}).(*Tx); ok && open.db == d {
		return open.join(ctx, fn)
	}
	for tries := 0; ; tries++ {
		err := d.once(ctx, fn)
		if err == nil {
			return nil
		}
		if tries == quietRetries || !lostRace(err) || !pause(ctx, tries) {
			return outage(err)
		}
	}
}

// BeforeCommit runs f as the last work inside the transaction; its error undoes
// everything. For what must be written in one fixed order at the end.
func (tx *Tx) BeforeCommit(f func(ctx context.Context) error) {
	tx.before = append(tx.before, f)
}

// AfterCommit runs f once Postgres has kept the transaction, in the order in
// which the calls came; never after a rollback.
func (tx *Tx) AfterCommit(f func()) { tx.after = append(tx.after, f) }

// Keep remembers a value under key for as long as the transaction lasts.
func (tx *Tx) Keep(key, value any) {
	if tx.kept == nil {
		tx.kept = map[any]any{}
	}
	tx.kept[key] = value
}

// Kept is the value that Keep remembered under key, or nil.
func (tx *Tx) Kept(key any) any { return tx.kept[key] }

func (tx *Tx) join(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	err := fn(ctx, tx)
	if err != nil && tx.failed == nil {
		tx.failed = err
	}
	return err
}

func (d *DB) once(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	begun, err := d.pool.Begin(ctx)
	if err != nil {
		return unreachable(ctx, err)
	}
	tx := &Tx{Tx: begun, db: d}
	// After a commit this does nothing. It does not use ctx: a visitor who
	// left must not leave a transaction open. It also runs when fn panics.
	defer func() { _ = begun.Rollback(context.WithoutCancel(ctx)) }()

	if err := tx.run(context.WithValue(ctx, txKey{}, tx), fn); err != nil {
		return err
	}
	if err := begun.Commit(ctx); err != nil {
		return err
	}
	for _, f := range tx.after {
		f()
	}
	return nil
}

func (tx *Tx) run(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	if err := fn(ctx, tx); err != nil {
		return err
	}
	if tx.failed != nil {
		return tx.failed
	}
	for i := 0; i < len(tx.before); i++ { // one may add another
		if err := tx.before[i](ctx); err != nil {
			return err
		}
	}
	return nil
}

func lostRace(err error) bool {
	code := sqlState(err)
	return code == "40001" || code == "40P01"
}

// pause waits a moment, different for each, so that two that collided do not
// collide again. It reports false when there is nobody left to wait for.
func pause(ctx context.Context, tries int) bool {
	wait := time.Duration(5+rand.IntN(20)*(tries+1)) * time.Millisecond
	select {
	case <-time.After(wait):
		return true
	case <-ctx.Done():
		return false
	}
}

// unreachable is the answer when no connection was to be had. A caller who gave
// up first hears of that instead.
func unreachable(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return err
	}
	return unavailable(err)
}
