package example

import (
	"context"
	"errors"
	"time"

	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
)

// Guide is somebody of the town whose eyes a newcomer may look through.
type Guide struct{ Role, Name, Email string }

// Guides are one person of each role.
var Guides = []Guide{
	{"convener", Convener, "june@pellriver.example"},
	{"host", Host, "marcus@pellriver.example"},
	{"presenter", "Delia Moss", "delia@pellriver.example"},
	{"member", "Walt Pruitt", "walt@pellriver.example"},
	{"scribe", Scribe, "greta@pellriver.example"},
}

// ErrHalfBuilt says that the building of the town was cut short: what is there is no town to walk in.
var ErrHalfBuilt = errors.New("the town of Pell River was left half-built; use an empty database")

// Settle builds Pell River in a database that has no collaboratory yet, as if now were its evening; a town that stands is
// left as people have made it. One that was cut short is ErrHalfBuilt. Letters link to base.
func Settle(ctx context.Context, d *db.DB, now time.Time, base string) error {
	type standing struct{ Begun, Settled bool }
	town, err := db.One[standing](ctx, d.Pool(), `
		SELECT EXISTS (SELECT FROM person) AS begun,
		       EXISTS (SELECT FROM audit WHERE action = $1) AS settled`, settled)
	switch {
	case err != nil:
		return err
	case town.Settled:
		return nil
	case town.Begun:
		return ErrHalfBuilt
	}
	h, err := Furnish(ctx, d, clock.At(now), base)
	if err != nil {
		return err
	}
	if err := h.Town(ctx); err != nil {
		return err
	}
	return audit.Record(system(ctx), d.Pool(), now, audit.Entry{Action: settled, Object: "collaboratory", ObjectID: h.Club, Collaboratory: h.Club})
}

const settled = "town.settled"
