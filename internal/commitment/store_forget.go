package commitment

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// deleteOf deletes all rows of this room that a practice room has, in the order in which they hang on each other.
func deleteOf(ctx context.Context, tx *db.Tx, rehearsal id.ID) error {
	for _, sql := range []string{
		`DELETE FROM commitment_note WHERE collaboratory_id = $1`,
		`DELETE FROM commitment_event WHERE collaboratory_id = $1`,
		`DELETE FROM commitment WHERE collaboratory_id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, rehearsal); err != nil {
			return err
		}
	}
	return nil
}
