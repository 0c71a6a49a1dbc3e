package account

import (
	"time"

	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

const (
	confirmLasts = 24 * time.Hour
	stopLasts    = 7 * 24 * time.Hour
	eraseAfter   = 7 * 24 * time.Hour
	letterWait   = 24 * time.Hour // how long an erasing waits for letters that still name the person
	asksAnHour   = 5
)

// The purposes of the links in the letters of this room.
const (
	ConfirmAddress = "account confirm"
	StopAddress    = "account stop"
	KeepAccount    = "account keep"
)

// Change is somebody asking to sign in with another address.
type Change struct {
	ID          id.ID
	PersonID    id.ID
	OldEmail    string
	NewEmail    string
	AskedAt     time.Time
	ConfirmedAt *time.Time
	StoppedAt   *time.Time
}

// waits tells whether the new mailbox may still confirm.
func (c Change) waits(now time.Time) bool {
	return c.ConfirmedAt == nil && c.StoppedAt == nil && now.Before(c.AskedAt.Add(confirmLasts))
}

// stoppable tells whether the old mailbox may still stop or undo it.
func (c Change) stoppable(now time.Time) bool {
	return c.StoppedAt == nil && now.Before(c.AskedAt.Add(stopLasts))
}

// Erasing is somebody who asked to be erased.
type Erasing struct {
	PersonID  id.ID
	AskedAt   time.Time
	DueAt     time.Time
	SettledAt *time.Time // when they left everywhere; from then on nothing calls it back
}

// Sort is one sort of letters that a person may do without.
type Sort struct {
	Name  string
	Words string
	Kinds []string // what the letters of this sort are marked with
	On    bool     // they get them
}

// sorts are all the letters one may do without, in the order they are offered. Letters about signing in, about one’s own
// account and what one has just asked for are not among them.
func sorts() []Sort {
	return []Sort{
		{Name: "gatherings", Words: i18n.Mark("Invitations to gatherings, and what changes about them"), Kinds: []string{"gathering", "gathering change"}},
		{Name: "reminders", Words: i18n.Mark("Reminders before a gathering"), Kinds: []string{"reminder"}},
		{Name: "notes", Words: i18n.Mark("Notes from hosts and conveners"), Kinds: []string{"gathering note"}},
		{Name: "turns", Words: i18n.Mark("News of what I proposed"), Kinds: []string{"proposal"}},
		{Name: "promises", Words: i18n.Mark("Lists of what was promised, after a gathering"), Kinds: []string{"promises"}},
		{Name: "followup", Words: i18n.Mark("Questions and news about promises of mine and to me"), Kinds: []string{"commitment", "followup"}},
	}
}
