package collaboratory

import (
	"time"

	"collaboratory/internal/id"
)

// Officer is a convener, or who stands in for them.
type Officer struct {
	PersonID id.ID
	Name     string
	Email    string
}

// Call is a backup convener's question whether anybody still convenes. A word of any convener ends it; without one the
// backup may take over once its days are over.
type Call struct {
	ID         id.ID
	CalledBy   id.ID
	CallerName string
	CalledAt   time.Time
}

const (
	callLasts     = 14 * 24 * time.Hour // how long conveners have to say a word
	callReminds   = 7 * 24 * time.Hour  // when they are asked a second time
	backupAskRest = 21 * 24 * time.Hour // before conveners are asked again for a backup
)

// Over is when the caller may take over, unless a convener says a word before.
func (c Call) Over() time.Time { return c.CalledAt.Add(callLasts) }

// HerePurpose is what the link “I am here” in a letter to a convener is signed for.
const HerePurpose = "convener is here"

// hereLasts is how long that link can be used: well past the days of the call, for as long as it may still be open.
const hereLasts = 60 * 24 * time.Hour
