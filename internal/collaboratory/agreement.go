package collaboratory

import (
	"time"

	"collaboratory/internal/id"
)

// Agreement is what members are asked to agree to. No words: there is none.
type Agreement struct {
	Version    int
	Words      string
	WrittenAt  time.Time
	AcceptedAt *time.Time // by the reader, of this version
}

// Asks tells whether its reader is still to be asked.
func (a Agreement) Asks() bool { return a.Words != "" && a.AcceptedAt == nil }

// Acceptance is one member and the newest version they accepted, if any.
type Acceptance struct {
	PersonID   id.ID
	Name       string
	Version    *int
	AcceptedAt *time.Time
}
