package stage

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// screenRow is a row of table stage_screen, with the collaboratory it is paired with.
type screenRow struct {
	ID            id.ID
	CodeUntil     time.Time
	Until         *time.Time
	EndedAt       *time.Time
	Collaboratory *id.ID
	Gathering     *id.ID
	Slug          string
	Name          string
	Zone          string
	Currency      string
	Language      string
}

func getScreen(ctx context.Context, q db.Querier, browser []byte) (screenRow, error) {
	return db.One[screenRow](ctx, q, `
		SELECT s.id, s.code_until, s.until, s.ended_at, s.collaboratory_id AS collaboratory, s.gathering_id AS gathering,
		       coalesce(c.slug, '') AS slug, coalesce(c.name, '') AS name, coalesce(c.zone, '') AS zone,
		       coalesce(c.currency, '') AS currency, coalesce(c.language, '') AS language
		FROM stage_screen s
		LEFT JOIN collaboratory c ON c.id = s.collaboratory_id
		WHERE s.browser_hash = $1`, browser)
}

// insertScreen keeps a browser that waits; false when another one waits with the same number.
func insertScreen(ctx context.Context, tx *db.Tx, screen id.ID, browser, code []byte, until, now time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO stage_screen (id, browser_hash, code_hash, code_until, made_at)
		SELECT $1, $2, $3, $4, $5
		WHERE NOT EXISTS (
		  SELECT
		  FROM stage_screen w
		  WHERE w.code_hash = $3
		    AND w.paired_at IS NULL
		    AND w.code_until > $5)`, screen, browser, code, until, now)
	return tag.RowsAffected() == 1, err
}

// deleteScreens forgets the screen this browser had before, and those that were over long ago.
func deleteScreens(ctx context.Context, tx *db.Tx, before []byte, longAgo time.Time) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM stage_screen
		WHERE browser_hash = $1
		   OR code_until < $2 AND coalesce(until, code_until) < $2`, before, longAgo)
	return err
}

// pairScreen gives the screen that waits with a number to a gathering; nil when none does.
func pairScreen(ctx context.Context, tx *db.Tx, s Stage, code []byte, by id.ID, now, until time.Time) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, tx, `
		UPDATE stage_screen
		SET collaboratory_id = $1,
		    gathering_id = $2,
		    paired_by = $4,
		    paired_at = $5,
		    until = $6
		WHERE code_hash = $3
		  AND paired_at IS NULL
		  AND ended_at IS NULL
		  AND code_until > $5
		RETURNING id`, s.Collaboratory, s.Gathering, code, by, now, until)
}

// isPaired tells whether the number was typed for this very gathering already.
func isPaired(ctx context.Context, tx *db.Tx, s Stage, code []byte, now time.Time) (bool, error) {
	return db.Value[bool](ctx, tx, `
		SELECT EXISTS (
		  SELECT
		  FROM stage_screen
		  WHERE collaboratory_id = $1
		    AND gathering_id = $2
		    AND code_hash = $3
		    AND code_until > $4
		    AND ended_at IS NULL)`, s.Collaboratory, s.Gathering, code, now)
}

// endScreens ends all screens of a gathering and says which they were.
func endScreens(ctx context.Context, tx *db.Tx, s Stage, now time.Time) ([]id.ID, error) {
	return db.All[id.ID](ctx, tx, `
		UPDATE stage_screen
		SET ended_at = $3
		WHERE collaboratory_id = $1
		  AND gathering_id = $2
		  AND ended_at IS NULL
		RETURNING id`, s.Collaboratory, s.Gathering, now)
}
