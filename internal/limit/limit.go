// Package limit says “not so often”. The counts lie in Postgres, in a table that a crash may empty, so that all copies
// of the program count together.
//
// A hall full of phones shares one address. So an address is only ever held to what went wrong: Check before, Failed
// after a wrong code or an unknown mail. What everybody does rightly is counted by Allow, under the browser or the
// person.
package limit

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
)

// Limiter counts. A nil Limiter, like Off, never refuses.
type Limiter struct {
	db    *db.DB
	clock clock.Clock
}

// New counts in the database.
func New(d *db.DB, c clock.Clock) *Limiter { return &Limiter{db: d, clock: c} }

// Off never refuses: for tests and benches.
func Off() *Limiter { return nil }

// Allow counts one more under key and refuses the one after max in this window of per with fault.TooMany. Windows
// stand on the clock, so at their edge twice as many may pass.
func (l *Limiter) Allow(ctx context.Context, key string, max int, per time.Duration) error {
	if l == nil {
		return nil
	}
	count, ends, err := l.add(ctx, key, per)
	if err != nil || count <= max {
		return err
	}
	return tooMany(ends.Sub(l.clock.Now()))
}

// Check refuses with fault.TooMany when max failures are counted under key in this window; it counts nothing itself.
func (l *Limiter) Check(ctx context.Context, key string, max int, per time.Duration) error {
	if l == nil {
		return nil
	}
	starts, ends := l.window(per)
	count, err := db.Maybe[int](ctx, l.db.Pool(), `
		SELECT count
		FROM limit_count
		WHERE key = $1
		  AND starts = $2`, stored(key, per), starts)
	if err != nil || count == nil || *count < max {
		return err
	}
	return tooMany(ends.Sub(l.clock.Now()))
}

// Failed counts a wrong code or an unknown mail under key.
func (l *Limiter) Failed(ctx context.Context, key string, per time.Duration) error {
	if l == nil {
		return nil
	}
	_, _, err := l.add(ctx, key, per)
	return err
}

// Sweep forgets windows that are over.
func (l *Limiter) Sweep(ctx context.Context) error {
	if l == nil {
		return nil
	}
	_, err := l.db.Pool().Exec(ctx, `DELETE FROM limit_count WHERE ends < $1`, l.clock.Now())
	return err
}

// add stands outside the caller's transaction: a failure counts although the verb is undone.
func (l *Limiter) add(ctx context.Context, key string, per time.Duration) (int, time.Time, error) {
	starts, ends := l.window(per)
	count, err := db.Value[int](ctx, l.db.Pool(), `
		INSERT INTO limit_count (key, starts, count, ends)
		VALUES ($1, $2, 1, $3)
		ON CONFLICT (key, starts) DO UPDATE
		SET count = limit_count.count + 1
		RETURNING count`, stored(key, per), starts, ends)
	return count, ends, err
}

func (l *Limiter) window(per time.Duration) (starts, ends time.Time) {
	starts = l.clock.Now().Truncate(per)
	return starts, starts.Add(per)
}

// stored keeps addresses and mails out of the table, and windows of different lengths apart.
func stored(key string, per time.Duration) string {
	sum := sha256.Sum256([]byte(per.String() + " " + key))
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

func tooMany(wait time.Duration) error {
	minutes := int(wait.Round(time.Minute) / time.Minute)
	if minutes <= 1 {
		return fault.TooMany(wait, "That was tried many times just now. Please wait a minute and try again")
	}
	return fault.TooMany(wait, "That was tried many times just now. Please wait %d minutes and try again", minutes)
}
