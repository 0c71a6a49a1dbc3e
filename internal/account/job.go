package account

import (
	"context"
	"errors"
	"time"

	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
)

// makeCopy makes the file somebody asked for.
type makeCopy struct{ Person, Copy id.ID }

// Kind names the job.
func (makeCopy) Kind() string { return "account.copy" }

// sweep erases whose seven days are over, and forgets old changes of address.
type sweep struct{}

// Kind names the job.
func (sweep) Kind() string { return "account.sweep" }

// AddJobs puts the room’s work on the queue: files that were asked for, and every hour a sweep. A sweep that failed makes way for that of the next hour, which
// finds all it left.
func (s *Service) AddJobs(q *jobs.Queue) {
	jobs.Add(q, func(ctx context.Context, j makeCopy) error { return s.MakeCopy(ctx, j.Person, j.Copy) })
	jobs.Add(q, func(ctx context.Context, _ sweep) error {
		err := errors.Join(s.Sweep(ctx), s.ForgetOldChanges(ctx), s.SweepCopies(ctx))
		if err == nil || ctx.Err() != nil {
			return err
		}
		return jobs.Never(err)
	})
	q.Every(time.Hour, sweep{})
}
