package member

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func deletePlayers(ctx context.Context, tx *db.Tx, people []id.ID) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM person
		WHERE id = ANY($1)
		  AND email IS NULL
		  AND NOT EXISTS (
		    SELECT
		    FROM membership
		    WHERE person_id = person.id)`, people)
	return err
}
