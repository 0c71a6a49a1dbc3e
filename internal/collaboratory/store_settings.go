package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/file"
	"collaboratory/internal/id"
)

func updateClub(ctx context.Context, q db.Querier, collaboratory id.ID, s Settings) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET name = $2,
		    town = $3,
		    zone = $4,
		    language = $5,
		    currency = $6,
		    reply_to = $7
		WHERE id = $1`,
		collaboratory, s.Name, s.Town, s.Zone, s.Language, s.Currency, s.ReplyTo)
	return err
}

func updateSectors(ctx context.Context, q db.Querier, collaboratory id.ID, words []string) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET sectors = $2
		WHERE id = $1`, collaboratory, words)
	return err
}

func updateIssues(ctx context.Context, q db.Querier, collaboratory id.ID, words []string, house bool) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET issues = CASE WHEN $3 THEN '{}' ELSE $2::text[] END
		WHERE id = $1`, collaboratory, words, house)
	return err
}

func updateNorms(ctx context.Context, q db.Querier, collaboratory id.ID, norms string) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET norms = $2
		WHERE id = $1`, collaboratory, norms)
	return err
}

func updateParts(ctx context.Context, q db.Querier, collaboratory id.ID, on []Part) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET parts = $2
		WHERE id = $1`, collaboratory, on)
	return err
}

// takeAddress makes a slug this collaboratory's for good; false when it is or was another's.
func takeAddress(ctx context.Context, q db.Querier, collaboratory id.ID, slug string) (bool, error) {
	tag, err := q.Exec(ctx, `
		INSERT INTO collaboratory_address (slug, collaboratory_id)
		VALUES ($2, $1)
		ON CONFLICT (slug) DO UPDATE
		SET collaboratory_id = excluded.collaboratory_id
		WHERE collaboratory_address.collaboratory_id = $1`, collaboratory, slug)
	return tag.RowsAffected() == 1, err
}

func leaveAddress(ctx context.Context, q db.Querier, collaboratory id.ID, slug string) error {
	_, err := q.Exec(ctx, `
		DELETE FROM collaboratory_address
		WHERE collaboratory_id = $1
		  AND slug = $2`, collaboratory, slug)
	return err
}

func updateSlug(ctx context.Context, q db.Querier, collaboratory id.ID, slug string) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET slug = $2
		WHERE id = $1`, collaboratory, slug)
	return err
}

// standing is what is known of an address by everybody: where it leads now, and whether strangers may go there.
type standing struct {
	ID     id.ID
	Slug   string
	Public bool
}

// addressLeadsTo is nil for an address that never was anybody's.
func addressLeadsTo(ctx context.Context, q db.Querier, slug string) (*standing, error) {
	return db.Maybe[standing](ctx, q, `
		SELECT c.id,
		       c.slug,
		       'public' = ANY (c.parts) AND c.archived_at IS NULL AS public
		FROM collaboratory_address a
		JOIN collaboratory c ON c.id = a.collaboratory_id
		WHERE a.slug = $1`, slug)
}

func upsertLogo(ctx context.Context, q db.Querier, collaboratory id.ID, p file.Picture, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO logo (collaboratory_id, body, width, height, hash, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (collaboratory_id) DO UPDATE
		SET body = excluded.body,
		    width = excluded.width,
		    height = excluded.height,
		    hash = excluded.hash,
		    changed_at = excluded.changed_at`, collaboratory, p.Body, p.Width, p.Height, p.Hash, at)
	return err
}

func deleteLogo(ctx context.Context, q db.Querier, collaboratory id.ID) (bool, error) {
	tag, err := q.Exec(ctx, `
		DELETE FROM logo
		WHERE collaboratory_id = $1`, collaboratory)
	return tag.RowsAffected() == 1, err
}

func findLogo(ctx context.Context, q db.Querier, collaboratory id.ID) (file.Picture, error) {
	return db.One[file.Picture](ctx, q, `
		SELECT body,
		       width,
		       height,
		       hash
		FROM logo
		WHERE collaboratory_id = $1`, collaboratory)
}

func findPublicLogo(ctx context.Context, q db.Querier, slug string) (file.Picture, error) {
	return db.One[file.Picture](ctx, q, `
		SELECT l.body,
		       l.width,
		       l.height,
		       l.hash
		FROM logo l
		JOIN collaboratory c ON c.id = l.collaboratory_id
		WHERE c.slug = $1
		  AND 'public' = ANY (c.parts)
		  AND c.archived_at IS NULL`, slug)
}

func queueHasLogo(b *db.Batch, has *bool, collaboratory id.ID) {
	db.QueueOne(b, has, `
		SELECT EXISTS (
		  SELECT
		  FROM logo
		  WHERE collaboratory_id = $1)`, collaboratory)
}
