package account

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Place is a collaboratory somebody belongs to.
type Place struct {
	ID                                         id.ID
	Slug, Name, Role, Zone, Language, Currency string
	Rehearsal, Archived                        bool
}

const erasingColumns = `
	person_id,
	asked_at,
	due_at,
	settled_at`

// insertErasing tells whether they ask for the first time.
func insertErasing(ctx context.Context, tx *db.Tx, e Erasing) (fresh bool, err error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO account_erasing (person_id, asked_at, due_at)
		VALUES ($1, $2, $3)
		ON CONFLICT (person_id) DO NOTHING`, e.PersonID, e.AskedAt, e.DueAt)
	return tag.RowsAffected() == 1, err
}

func findErasing(ctx context.Context, q db.Querier, person id.ID) (*Erasing, error) {
	return db.Maybe[Erasing](ctx, q, `
		SELECT `+erasingColumns+`
		FROM account_erasing
		WHERE person_id = $1`, person)
}

func lockErasing(ctx context.Context, tx *db.Tx, person id.ID) (*Erasing, error) {
	return db.Maybe[Erasing](ctx, tx, `
		SELECT `+erasingColumns+`
		FROM account_erasing
		WHERE person_id = $1
		FOR UPDATE`, person)
}

func settleErasing(ctx context.Context, tx *db.Tx, person id.ID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE account_erasing
		SET settled_at = $2
		WHERE person_id = $1`, person, at)
	return err
}

func deleteErasing(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM account_erasing
		WHERE person_id = $1`, person)
	return err
}

func dueErasings(ctx context.Context, q db.Querier, now time.Time) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
		SELECT person_id
		FROM account_erasing
		WHERE due_at <= $1
		ORDER BY due_at, person_id
		LIMIT 200`, now)
}

func placesOf(ctx context.Context, q db.Querier, person id.ID) ([]Place, error) {
	return db.All[Place](ctx, q, `
		-- across: somebody who is erased leaves wherever they belong
		SELECT c.id,
		       c.slug,
		       c.name,
		       m.role,
		       c.zone,
		       c.language,
		       c.currency,
		       c.rehearsal_of IS NOT NULL AS rehearsal,
		       c.archived_at IS NOT NULL AS archived
		FROM membership m
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.person_id = $1
		  AND m.left_at IS NULL
		ORDER BY c.id`, person)
}

// convenesAlone are the collaboratories with other members that would have no convener without this person.
func convenesAlone(ctx context.Context, q db.Querier, person id.ID) ([]Place, error) {
	return db.All[Place](ctx, q, `
		-- across: whoever wants to be erased hands on every collaboratory that nobody else convenes
		SELECT c.id,
		       c.slug,
		       c.name,
		       m.role,
		       c.zone,
		       c.language,
		       c.currency,
		       false AS rehearsal,
		       c.archived_at IS NOT NULL AS archived
		FROM membership m
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.person_id = $1
		  AND m.left_at IS NULL
		  AND m.role = 'convener'
		  AND c.rehearsal_of IS NULL
		  AND EXISTS (
		    SELECT
		    FROM membership o
		    WHERE o.collaboratory_id = c.id
		      AND o.person_id <> $1
		      AND o.left_at IS NULL)
		  AND NOT EXISTS (
		    SELECT
		    FROM membership o
		    WHERE o.collaboratory_id = c.id
		      AND o.person_id <> $1
		      AND o.left_at IS NULL
		      AND (o.role = 'convener' OR o.backup))
		ORDER BY c.name, c.id`, person)
}
