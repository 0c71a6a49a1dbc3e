package collaboratory

import (
	"time"

	"collaboratory/internal/id"
)

// Rehearsal is a practice room: a collaboratory of its own, made from one gathering of another. Only this room hands
// one out, for a collaboratory that is one, held by the transaction: who has it in hand may forget what is in it.
type Rehearsal struct {
	made  id.ID
	slug  string
	of    Rehearsed
	until time.Time
}

// Rehearsed is the gathering that a practice room was made from.
type Rehearsed struct {
	Collaboratory id.ID
	Slug          string // of that collaboratory
	Gathering     id.ID
}

// ID is the practice room’s own, as of any collaboratory.
func (r Rehearsal) ID() id.ID { return r.made }

// Slug is its address.
func (r Rehearsal) Slug() string { return r.slug }

// Of is the gathering it was made from.
func (r Rehearsal) Of() Rehearsed { return r.of }

// Over tells whether its time is up at an instant.
func (r Rehearsal) Over(now time.Time) bool { return !r.until.After(now) }

// rehearsalLasts is how long a practice room stands at most.
const rehearsalLasts = 24 * time.Hour
