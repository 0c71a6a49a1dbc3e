package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// insertRehearsal keeps a practice room. No form asks for one twice with the same key: the gathering and its maker name it.
func insertRehearsal(ctx context.Context, tx *db.Tx, c Collaboratory, r Rehearsal) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO collaboratory (id, slug, name, zone, language, currency, created_by, created_at, request_key,
		                           request_hash, rehearsal_club, rehearsal_of, rehearsal_until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $1, '', $9, $10, $11)`,
		c.ID, c.Slug, c.Name, c.Zone, c.Language, c.Currency, c.CreatedBy, c.CreatedAt,
		r.of.Collaboratory, r.of.Gathering, r.until)
	return err
}

// rehearsalRow is a practice room as it is kept.
type rehearsalRow struct {
	ID        id.ID
	Slug      string
	Club      id.ID
	ClubSlug  string
	Gathering id.ID
	Until     time.Time
}

func (row rehearsalRow) rehearsal() Rehearsal {
	return Rehearsal{
		made: row.ID, slug: row.Slug, until: row.Until,
		of: Rehearsed{Collaboratory: row.Club, Slug: row.ClubSlug, Gathering: row.Gathering},
	}
}

const rehearsalSQL = `
	SELECT c.id,
	       c.slug,
	       c.rehearsal_club AS club,
	       whole.slug AS club_slug,
	       c.rehearsal_of AS gathering,
	       c.rehearsal_until AS until
	FROM collaboratory c
	JOIN collaboratory whole ON whole.id = c.rehearsal_club`

func lockRehearsal(ctx context.Context, tx *db.Tx, made id.ID) (rehearsalRow, error) {
	return db.One[rehearsalRow](ctx, tx, rehearsalSQL+`
	WHERE c.id = $1
	  AND c.rehearsal_of IS NOT NULL
	FOR NO KEY UPDATE OF c`, made)
}

func lockRehearsalOf(ctx context.Context, tx *db.Tx, collaboratory, gathering, by id.ID) (*rehearsalRow, error) {
	return db.Maybe[rehearsalRow](ctx, tx, rehearsalSQL+`
	WHERE c.rehearsal_club = $1
	  AND c.rehearsal_of = $2
	  AND c.created_by = $3
	FOR NO KEY UPDATE OF c`, collaboratory, gathering, by)
}

func rehearsalsOver(ctx context.Context, q db.Querier, now time.Time) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
		SELECT id
		FROM collaboratory
		WHERE rehearsal_of IS NOT NULL
		  AND rehearsal_until <= $1
		ORDER BY rehearsal_until
		LIMIT 200`, now)
}

// playersOf are the people who were made for a practice room: without an address, and members of nothing else.
func playersOf(ctx context.Context, tx *db.Tx, made id.ID) ([]id.ID, error) {
	return db.All[id.ID](ctx, tx, `
		SELECT m.person_id
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND p.email IS NULL
		  AND NOT EXISTS (
		    SELECT
		    FROM membership other
		    WHERE other.person_id = m.person_id
		      AND other.collaboratory_id <> $1)`, made)
}

// deleteRehearsal deletes the rows of a practice room in the order in which they hang on each other; of any other
// collaboratory it deletes nothing.
func deleteRehearsal(ctx context.Context, tx *db.Tx, made id.ID) error {
	for _, sql := range []string{
		`DELETE FROM joining_link WHERE collaboratory_id = $1`,
		`DELETE FROM invitation WHERE collaboratory_id = $1`,
		`DELETE FROM membership WHERE collaboratory_id = $1`,
		`DELETE FROM collaboratory WHERE id = $1 AND rehearsal_of IS NOT NULL`,
	} {
		if _, err := tx.Exec(ctx, sql, made); err != nil {
			return err
		}
	}
	return nil
}
