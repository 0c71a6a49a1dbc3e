package collaboratory

import (
	"context"
	"errors"
	"time"

	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
)

// makeCopy makes one file with everything a collaboratory keeps.
type makeCopy struct{ Collaboratory, Copy id.ID }

// Kind names the job.
func (makeCopy) Kind() string { return "collaboratory.copy" }

// sweep looks for calls to conveners that somebody is to hear of, and for files to forget.
type sweep struct{}

// Kind names the job.
func (sweep) Kind() string { return "collaboratory.sweep" }

// AddJobs puts the room's work on the queue: files that were asked for, and every hour what time has brought.
func (s *Service) AddJobs(q *jobs.Queue) {
	jobs.Add(q, func(ctx context.Context, j makeCopy) error { return s.MakeCopy(ctx, j.Collaboratory, j.Copy) })
	jobs.Add(q, func(ctx context.Context, _ sweep) error {
		return errors.Join(s.SweepCalls(ctx), s.SweepCopies(ctx))
	})
	q.Every(time.Hour, sweep{})
}
