package jobs

import (
	"context"
	"encoding/json"
	"time"

	"collaboratory/internal/db"
)

// wakeSQL is the word river's own listeners wait for.
const wakeSQL = `SELECT pg_notify(current_schema() || '.river_insert', '{"queue": "default"}')`

// due is a job taken by Drain.
type due struct {
	ID          int64
	Kind        string
	Args        []byte
	Attempt     int
	MaxAttempts int
}

// claim takes the next job that is due by now, or nil.
func claim(ctx context.Context, q db.Querier, now time.Time) (*due, error) {
	return db.Maybe[due](ctx, q, `
		UPDATE river_job
		SET state = 'running',
		    attempt = attempt + 1,
		    attempted_at = $1
		WHERE id = (
			SELECT id
			FROM river_job
			WHERE state IN ('available', 'scheduled', 'retryable')
			  AND scheduled_at <= $1
			ORDER BY scheduled_at, priority, id
			LIMIT 1
			FOR UPDATE SKIP LOCKED
		)
		RETURNING id, kind, args, attempt::int AS attempt, max_attempts::int AS max_attempts`, now)
}

// release gives a job back as if the program had been killed before it could say that the work is done.
func release(ctx context.Context, q db.Querier, job *due) error {
	_, err := q.Exec(ctx, `
		UPDATE river_job
		SET state = 'available',
		    attempt = attempt - 1
		WHERE id = $1`, job.ID)
	return err
}

func complete(ctx context.Context, q db.Querier, job *due, now time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE river_job
		SET state = 'completed',
		    finalized_at = $2
		WHERE id = $1`, job.ID, now)
	return err
}

func postpone(ctx context.Context, q db.Querier, job *due, now time.Time, cause error) error {
	_, err := q.Exec(ctx, `
		UPDATE river_job
		SET state = 'retryable',
		    scheduled_at = $2,
		    errors = array_append(errors, $3::jsonb)
		WHERE id = $1`, job.ID, now.Add(retryAfter(job.Attempt)), failure(job, now, cause))
	return err
}

func giveUp(ctx context.Context, q db.Querier, job *due, now time.Time, cause error) error {
	_, err := q.Exec(ctx, `
		UPDATE river_job
		SET state = 'discarded',
		    finalized_at = $2,
		    errors = array_append(errors, $3::jsonb)
		WHERE id = $1`, job.ID, now, failure(job, now, cause))
	return err
}

// failure is one error in the form river keeps.
func failure(job *due, now time.Time, cause error) []byte {
	kept, _ := json.Marshal(map[string]any{"at": now, "attempt": job.Attempt, "error": cause.Error(), "trace": ""})
	return kept
}
