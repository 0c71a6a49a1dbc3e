package gathering

import (
	"context"
	"time"

	"collaboratory/internal/jobs"
)

// sweep looks for reminders that are due.
type sweep struct{}

// Kind names the job.
func (sweep) Kind() string { return "gathering.remind" }

// purge looks for guests to forget.
type purge struct{}

// Kind names the job.
func (purge) Kind() string { return "gathering.purge" }

// AddJobs puts the room's work on the queue: every hour, reminders that are due and guests to forget.
func (s *Service) AddJobs(q *jobs.Queue) {
	jobs.Add(q, func(ctx context.Context, _ sweep) error {
		_, err := s.Remind(ctx, s.clock.Now())
		return err
	})
	jobs.Add(q, func(ctx context.Context, _ purge) error {
		_, err := s.PurgeGuests(ctx, s.clock.Now())
		return err
	})
	q.Every(time.Hour, sweep{})
	q.Every(time.Hour, purge{})
}
