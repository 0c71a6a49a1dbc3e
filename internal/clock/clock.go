// Package clock tells the time to every verb, so that a test can walk through 120 days in a second.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time. Only the outermost layer uses the real one.
type Clock interface {
	Now() time.Time
}

// Real is the machine's clock, to the microsecond as Postgres keeps it.
type Real struct{}

// Now tells the machine's time in UTC.
func (Real) Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fixed is a clock that moves only when told to.
type Fixed struct {
	mu sync.Mutex
	at time.Time
}

// At makes a clock that stands at t.
func At(t time.Time) *Fixed { return &Fixed{at: t.UTC().Truncate(time.Microsecond)} }

// Now tells where the clock stands.
func (f *Fixed) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.at
}

// Set puts the clock to t.
func (f *Fixed) Set(t time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.at = t.UTC().Truncate(time.Microsecond)
}

// Advance moves the clock on by d.
func (f *Fixed) Advance(d time.Duration) { f.Set(f.Now().Add(d)) }

// Date is a civil date: its year, month and day count, at midnight UTC, as pgx reads a date column.
func Date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Today is the civil date at the instant t in a zone; an unknown zone counts as UTC.
func Today(t time.Time, zone string) time.Time {
	y, m, d := t.In(Zone(zone)).Date()
	return Date(y, m, d)
}

// zones remembers the zones that were asked for: reading one from the database of zones costs as much as a query.
var zones sync.Map // string -> *time.Location

// Zone is the named IANA zone, or UTC when the name is not known.
func Zone(name string) *time.Location {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC // and not remembered: names that do not exist are without end
	}
	zones.Store(name, loc)
	return loc
}
