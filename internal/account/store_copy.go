package account

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// askCopy keeps that a copy is asked for. When one was asked for since an instant it stays, and fresh is false.
func askCopy(ctx context.Context, tx *db.Tx, person id.ID, c Copy, since time.Time) (fresh bool, err error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO account_copy (person_id, id, asked_at)
		VALUES ($1, $2, $3)
		ON CONFLICT (person_id) DO UPDATE
		SET id = excluded.id,
		    asked_at = excluded.asked_at,
		    ready_at = NULL,
		    body = NULL
		WHERE account_copy.asked_at <= $4`, person, c.ID, c.AskedAt, since)
	return tag.RowsAffected() == 1, err
}

const copySQL = `
		SELECT id,
		       asked_at,
		       ready_at
		FROM account_copy
		WHERE person_id = $1`

func findCopy(ctx context.Context, q db.Querier, person id.ID) (*Copy, error) {
	return db.Maybe[Copy](ctx, q, copySQL, person)
}

func lockCopy(ctx context.Context, tx *db.Tx, person id.ID) (*Copy, error) {
	return db.Maybe[Copy](ctx, tx, copySQL+`
		FOR UPDATE`, person)
}

func keepCopy(ctx context.Context, tx *db.Tx, which id.ID, body []byte, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE account_copy
		SET body = $2,
		    ready_at = $3
		WHERE id = $1`, which, body, at)
	return err
}

// copyBody is the file of a person that was asked for after an instant; nil when there is none.
func copyBody(ctx context.Context, q db.Querier, person, which id.ID, after time.Time) (*[]byte, error) {
	return db.Maybe[[]byte](ctx, q, `
		SELECT body
		FROM account_copy
		WHERE person_id = $1
		  AND id = $2
		  AND asked_at > $3
		  AND ready_at IS NOT NULL`, person, which, after)
}

func deleteOldCopies(ctx context.Context, q db.Querier, until time.Time) error {
	_, err := q.Exec(ctx, `
		DELETE FROM account_copy
		WHERE asked_at <= $1`, until)
	return err
}

func deleteCopyOf(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM account_copy
		WHERE person_id = $1`, person)
	return err
}
