package collaboratory

import (
	"time"

	"collaboratory/internal/id"
)

// Front is what strangers see of a collaboratory whose public page is on: never a person.
type Front struct {
	ID      id.ID
	Slug    string
	Name    string
	Town    string
	HasLogo bool
	Held    int      // gatherings that took place
	Kept    int      // promises kept
	Next    *NextOut `db:"-"`
}

// NextOut is the next gathering as strangers see it.
type NextOut struct {
	StartsAt time.Time
	Zone     string
	Place    string // empty unless the place is shown
}
