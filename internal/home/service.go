package home

import (
	"context"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Service reads what the front pages show.
type Service struct {
	db    *db.DB
	clock clock.Clock
}

// New makes the service.
func New(database *db.DB, c clock.Clock) *Service { return &Service{db: database, clock: c} }

// clubData is what a collaboratory's front page shows beside its slots.
type clubData struct {
	last      *last
	told      []told
	beginning beginning
}

// queueClub puts the front page's own reads on the batch.
func (s *Service) queueClub(b *db.Batch, d *clubData, collaboratory id.ID) {
	now := s.clock.Now()
	queueLast(b, &d.last, collaboratory, now)
	queueTold(b, &d.told, collaboratory, now)
	queueBeginning(b, &d.beginning, collaboratory)
}

// run asks for everything that was queued, in one round trip.
func (s *Service) run(ctx context.Context, b *db.Batch) error { return b.Run(ctx, s.db.Pool()) }
