// Package id makes the house's identifiers: uuid v7, which sort by the time they were made.
package id

import (
	"github.com/gofrs/uuid/v5"

	"collaboratory/internal/fault"
)

// ID names one row for ever. The zero ID names nothing.
type ID = uuid.UUID

// Nil names nothing.
var Nil = uuid.Nil

// New makes an id. It panics only when the machine has no randomness left to give, when nothing else could be trusted either.
func New() ID { return uuid.Must(uuid.NewV7()) }

// Parse reads an id from an address or a form. What is no id names nothing here: fault.NotFound.
func Parse(s string) (ID, error) {
	v, err := uuid.FromString(s)
	if err != nil {
		return Nil, fault.NotFound("That page is not here")
	}
	return v, nil
}

// Maybe reads an optional id: empty or unreadable text is Nil.
func Maybe(s string) ID { return uuid.FromStringOrNil(s) }
