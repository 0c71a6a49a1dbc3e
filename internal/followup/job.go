package followup

import (
	"context"
	"time"

	"collaboratory/internal/jobs"
)

// sweep looks for what is due.
type sweep struct{}

// Kind names the job.
func (sweep) Kind() string { return "followup.sweep" }

// AddJobs puts the room's work on the queue: every hour, what is due. A sweep that ran out of time goes on at once; one
// that failed for another reason makes way for that of the next hour, which finds all it left.
func (s *Service) AddJobs(q *jobs.Queue) {
	jobs.Add(q, func(ctx context.Context, _ sweep) error {
		err := s.Sweep(ctx, s.clock.Now())
		if err == nil || ctx.Err() != nil {
			return err
		}
		return jobs.Never(err)
	})
	q.Every(time.Hour, sweep{})
}
