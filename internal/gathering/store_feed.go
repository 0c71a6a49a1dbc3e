package gathering

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

const feedRenewedSQL = `
	SELECT coalesce((
		SELECT renewed
		FROM calendar_feed
		WHERE person_id = $1
	), 0)`

func queueFeedRenewed(b *db.Batch, renewed *int, person id.ID) {
	db.QueueOne(b, renewed, feedRenewedSQL, person)
}

func feedRenewed(ctx context.Context, q db.Querier, person id.ID) (int, error) {
	return db.Value[int](ctx, q, feedRenewedSQL, person)
}

func renewFeed(ctx context.Context, tx *db.Tx, person id.ID, now time.Time) error {
	_, err := tx.Exec(ctx, `
	INSERT INTO calendar_feed (person_id, renewed, renewed_at)
	VALUES ($1, 1, $2)
	ON CONFLICT (person_id) DO UPDATE
	SET renewed = calendar_feed.renewed + 1,
		renewed_at = excluded.renewed_at`, person, now)
	return err
}
