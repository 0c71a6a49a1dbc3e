package commitment

import (
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/gathering"
	"collaboratory/internal/mail"
)

// Service holds the verbs of this room.
type Service struct {
	db     *db.DB
	clock  clock.Clock
	office *mail.Office
	// gatherings names a guest of an evening.
	gatherings *gathering.Service
}

// New makes the verbs of commitments.
func New(database *db.DB, clock clock.Clock, office *mail.Office, gatherings *gathering.Service) *Service {
	return &Service{db: database, clock: clock, office: office, gatherings: gatherings}
}
