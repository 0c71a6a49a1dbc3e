package gathering

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// deleteOf deletes all rows of this room that a practice room has, in the order in which they hang on each other.
func deleteOf(ctx context.Context, tx *db.Tx, rehearsal id.ID) error {
	for _, sql := range []string{
		`DELETE FROM gathering_note WHERE collaboratory_id = $1`,
		`DELETE FROM guest WHERE collaboratory_id = $1`,
		`DELETE FROM answer WHERE collaboratory_id = $1`,
		`DELETE FROM gathering_role WHERE collaboratory_id = $1`,
		`DELETE FROM agenda_item WHERE collaboratory_id = $1`,
		`DELETE FROM gathering WHERE collaboratory_id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, rehearsal); err != nil {
			return err
		}
	}
	return nil
}
