package account

import (
	"time"

	"collaboratory/internal/id"
)

// Copy is one file with all that is kept about a person, for them to take away.
type Copy struct {
	ID      id.ID
	AskedAt time.Time
	ReadyAt *time.Time // nil while it is made
}

const (
	copyLasts = 24 * time.Hour
	copyRests = time.Hour // who asks again within it gets the one that was asked for
)

// Ends is when the file is gone.
func (c Copy) Ends() time.Time { return c.AskedAt.Add(copyLasts) }
