package member

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/file"
	"collaboratory/internal/id"
)

func upsertPhoto(ctx context.Context, q db.Querier, person id.ID, p file.Picture, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO photo (person_id, body, width, height, hash, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (person_id) DO UPDATE
		SET body = excluded.body,
		    width = excluded.width,
		    height = excluded.height,
		    hash = excluded.hash,
		    changed_at = excluded.changed_at`, person, p.Body, p.Width, p.Height, p.Hash, at)
	return err
}

func deletePhoto(ctx context.Context, q db.Querier, person id.ID) error {
	_, err := q.Exec(ctx, `
		DELETE FROM photo
		WHERE person_id = $1`, person)
	return err
}

func findPhoto(ctx context.Context, q db.Querier, person id.ID) (file.Picture, error) {
	return db.One[file.Picture](ctx, q, `
		SELECT body,
		       width,
		       height,
		       hash
		FROM photo
		WHERE person_id = $1`, person)
}
