package stage

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func deleteOfPerson(ctx context.Context, tx *db.Tx, person id.ID) error {
	for _, sql := range []string{
		`-- across: a person is erased everywhere
		DELETE FROM stage_note WHERE person_id = $1`,
		`-- across: a person is erased everywhere
		DELETE FROM stage_hand WHERE who_id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, person); err != nil {
			return err
		}
	}
	return nil
}
