package jobs

import (
	"context"
	"errors"
	"fmt"

	"collaboratory/internal/db"
)

// mostDrained stops a test whose jobs enqueue themselves for ever.
const mostDrained = 100_000

// Tick enqueues the jobs of Every whose time has come round by the clock: all of them the first time. A started queue
// does this by itself.
func (q *Queue) Tick(ctx context.Context) error {
	now := q.clock.Now()
	return q.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		for i, r := range q.rounds {
			if !r.last.IsZero() && now.Sub(r.last) < r.every {
				continue
			}
			if err := q.Enqueue(ctx, tx, r.args); err != nil {
				return err
			}
			q.rounds[i].last = now
		}
		return nil
	})
}

// Drain works, in this goroutine, every job that is due by the clock, and those they enqueue, until none is left: the
// earliest first. A job that fails rests as it would in life and comes back once the clock has moved on. What failed is
// returned, all together; a kind that nobody works is an error too.
func (q *Queue) Drain(ctx context.Context) error { return q.drain(ctx, false) }

// DrainTwice is Drain with the worker killed each time after the work and before the note that it is done, so that
// every job runs a second time.
func (q *Queue) DrainTwice(ctx context.Context) error { return q.drain(ctx, true) }

func (q *Queue) drain(ctx context.Context, twice bool) error {
	var failed []error
	killed := map[int64]bool{}
	for range mostDrained {
		now := q.clock.Now()
		job, err := claim(ctx, q.db.Pool(), now)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		if job == nil {
			return errors.Join(failed...)
		}
		cause := q.work(ctx, job)
		if cause == nil && twice && !killed[job.ID] {
			killed[job.ID] = true
			err = release(ctx, q.db.Pool(), job)
		} else {
			err = q.settle(ctx, job, cause)
		}
		if cause != nil {
			failed = append(failed, fmt.Errorf("job %s: %w", job.Kind, cause))
		}
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
	}
	return errors.New("jobs: there is no end of jobs")
}

func (q *Queue) work(ctx context.Context, job *due) error {
	w, known := q.workers[job.Kind]
	if !known {
		return Never(fmt.Errorf("nobody works %s", job.Kind))
	}
	return w.run(context.WithValue(ctx, lastKey{}, job.Attempt >= job.MaxAttempts), job.Args)
}

// settle notes how the work ended.
func (q *Queue) settle(ctx context.Context, job *due, cause error) error {
	now := q.clock.Now()
	switch {
	case cause == nil:
		return complete(ctx, q.db.Pool(), job, now)
	case isNever(cause) || job.Attempt >= job.MaxAttempts:
		return giveUp(ctx, q.db.Pool(), job, now, cause)
	}
	return postpone(ctx, q.db.Pool(), job, now, cause)
}
