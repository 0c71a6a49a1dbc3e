package member

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func findSelf(ctx context.Context, q db.Querier, person id.ID) (*SelfDescription, error) {
	return db.Maybe[SelfDescription](ctx, q, `
		SELECT age_band,
		       ideology,
		       background
		FROM self_description
		WHERE person_id = $1`, person)
}

func upsertSelf(ctx context.Context, q db.Querier, person id.ID, d SelfDescription) error {
	_, err := q.Exec(ctx, `
		INSERT INTO self_description (person_id, age_band, ideology, background)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (person_id) DO UPDATE
		SET age_band = excluded.age_band,
		    ideology = excluded.ideology,
		    background = excluded.background`, person, d.AgeBand, d.Ideology, d.Background)
	return err
}

func deleteSelf(ctx context.Context, q db.Querier, person id.ID) error {
	_, err := q.Exec(ctx, `
		DELETE FROM self_description
		WHERE person_id = $1`, person)
	return err
}
