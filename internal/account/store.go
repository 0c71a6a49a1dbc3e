package account

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

const changeColumns = `
	id,
	person_id,
	old_email,
	new_email,
	asked_at,
	confirmed_at,
	stopped_at`

func insertChange(ctx context.Context, tx *db.Tx, c Change) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO address_change (id, person_id, old_email, new_email, asked_at)
		VALUES ($1, $2, $3, $4, $5)`, c.ID, c.PersonID, c.OldEmail, c.NewEmail, c.AskedAt)
	return err
}

func findChange(ctx context.Context, q db.Querier, change id.ID) (Change, error) {
	return db.One[Change](ctx, q, `
		SELECT `+changeColumns+`
		FROM address_change
		WHERE id = $1`, change)
}

func lockChange(ctx context.Context, tx *db.Tx, change id.ID) (Change, error) {
	return db.One[Change](ctx, tx, `
		SELECT `+changeColumns+`
		FROM address_change
		WHERE id = $1
		FOR UPDATE`, change)
}

func newestChange(ctx context.Context, q db.Querier, person id.ID) (*Change, error) {
	return db.Maybe[Change](ctx, q, `
		SELECT `+changeColumns+`
		FROM address_change
		WHERE person_id = $1
		ORDER BY asked_at DESC, id DESC
		LIMIT 1`, person)
}

func confirmChange(ctx context.Context, tx *db.Tx, change id.ID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE address_change
		SET confirmed_at = $2
		WHERE id = $1`, change, at)
	return err
}

func stopUnconfirmed(ctx context.Context, tx *db.Tx, person id.ID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE address_change
		SET stopped_at = $2
		WHERE person_id = $1
		  AND confirmed_at IS NULL
		  AND stopped_at IS NULL`, person, at)
	return err
}

// stopSince stops a change with all that came after it, so that nobody brings those back.
func stopSince(ctx context.Context, tx *db.Tx, person id.ID, since, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE address_change
		SET stopped_at = $3
		WHERE person_id = $1
		  AND asked_at >= $2
		  AND stopped_at IS NULL`, person, since, at)
	return err
}

func forgetChanges(ctx context.Context, q db.Querier, before time.Time) error {
	_, err := q.Exec(ctx, `
		DELETE FROM address_change
		WHERE asked_at < $1`, before)
	return err
}

func deleteChangesOf(ctx context.Context, tx *db.Tx, person id.ID, email string) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM address_change
		WHERE person_id = $1
		   OR new_email = $2
		   OR old_email = $2`, person, email)
	return err
}
