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

// AddJobs puts the room's work on the queue: reminders are looked for every hour.
func (s *Service) AddJobs(q *jobs.Queue) {
	jobs.Add(q, func(ctx context.Context, _ sweep) error {
		_, err := s.Remind(ctx, s.clock.Now())
		return err
	})
	q.Every(time.Hour, sweep{})
}
