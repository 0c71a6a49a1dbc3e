package commitment

import (
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/gathering"
	"collaboratory/internal/live"
	"collaboratory/internal/mail"
	"collaboratory/internal/token"
)

// Service holds the verbs of this room.
type Service struct {
	db     *db.DB
	clock  clock.Clock
	office *mail.Office
	signer *token.Signer
	// gatherings names a guest of an evening.
	gatherings *gathering.Service
	hub        *live.Hub // hears what changes on the screens of an evening; nil in a house without any
}

// New makes the verbs of commitments.
func New(database *db.DB, clock clock.Clock, office *mail.Office, signer *token.Signer, gatherings *gathering.Service, hub *live.Hub) *Service {
	return &Service{db: database, clock: clock, office: office, signer: signer, gatherings: gatherings, hub: hub}
}

// changed tells the screens of the evening, and those of the giver, that a promise is new there or stands otherwise.
func (s *Service) changed(tx *db.Tx, c *Commitment) {
	topics := []live.Topic{live.Of("gathering", c.GatheringID)}
	if c.GiverPersonID != nil {
		topics = append(topics, live.Of("person", *c.GiverPersonID))
	}
	if c.GiverGuestID != nil {
		topics = append(topics, live.Of("guest", *c.GiverGuestID))
	}
	s.hub.Changed(tx, topics...)
}
