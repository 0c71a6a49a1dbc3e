package collaboratory

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func bringBack(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	_, err := tx.Exec(ctx, `
		UPDATE collaboratory
		SET archived_at = NULL
		WHERE id = $1`, collaboratory)
	return err
}

func gatheringUnderWay(ctx context.Context, q db.Querier, collaboratory id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
		  SELECT
		  FROM gathering
		  WHERE collaboratory_id = $1
		    AND state = 'live')`, collaboratory)
}
