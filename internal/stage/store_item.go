package stage

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

func insertHand(ctx context.Context, tx *db.Tx, s Stage, who id.ID, guest bool, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO stage_hand (collaboratory_id, gathering_id, who_id, is_guest, raised_at)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (collaboratory_id, gathering_id, who_id) DO NOTHING`,
		s.Collaboratory, s.Gathering, who, guest, now)
	return err
}

// deleteHand takes one hand down, or all of them, and tells whose they were.
func deleteHand(ctx context.Context, tx *db.Tx, s Stage, who *id.ID) ([]raised, error) {
	return db.All[raised](ctx, tx, `
		DELETE FROM stage_hand
		WHERE collaboratory_id = $1
		  AND gathering_id = $2
		  AND ($3::uuid IS NULL OR who_id = $3)
		RETURNING who_id`, s.Collaboratory, s.Gathering, who)
}

// raised is whose hand was up.
type raised struct{ WhoID id.ID }

// ofThisEvening is a promise made to a turn of the gathering; the SELECT an item is written from, so that no promise of
// elsewhere can be touched.
const ofThisEvening = `
	FROM commitment c
	JOIN presentation t ON t.collaboratory_id = c.collaboratory_id AND t.id = c.presentation_id
	WHERE c.collaboratory_id = $1
	  AND c.id = $3
	  AND t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2`

func hideItem(ctx context.Context, tx *db.Tx, s Stage, commitment id.ID, by *id.ID, at *time.Time) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO stage_item (collaboratory_id, commitment_id, gathering_id, hidden_by, hidden_at)
		SELECT $1, $3, $2, $4, $5 `+ofThisEvening+`
		ON CONFLICT (collaboratory_id, commitment_id) DO UPDATE
		SET hidden_by = excluded.hidden_by,
		    hidden_at = excluded.hidden_at`, s.Collaboratory, s.Gathering, commitment, by, at)
	return found(tag.RowsAffected(), err)
}

func nodItem(ctx context.Context, tx *db.Tx, s Stage, commitment, by id.ID, at time.Time) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO stage_item (collaboratory_id, commitment_id, gathering_id, nodded_by, nodded_at)
		SELECT $1, $3, $2, $4, $5 `+ofThisEvening+`
		ON CONFLICT (collaboratory_id, commitment_id) DO UPDATE
		SET nodded_by = coalesce(stage_item.nodded_by, excluded.nodded_by),
		    nodded_at = coalesce(stage_item.nodded_at, excluded.nodded_at)`, s.Collaboratory, s.Gathering, commitment, by, at)
	return found(tag.RowsAffected(), err)
}

// getGiver is who gave a promise: a member or a guest.
func getGiver(ctx context.Context, q db.Querier, collaboratory, commitment id.ID) (id.ID, error) {
	return db.Value[id.ID](ctx, q, `
		SELECT coalesce(giver_person_id, giver_guest_id, id)
		FROM commitment
		WHERE collaboratory_id = $1
		  AND id = $2`, collaboratory, commitment)
}

func found(rows int64, err error) error {
	if err == nil && rows == 0 {
		return fault.NotFound("That page is not here")
	}
	return err
}

// getPresents tells whether a person presents or co-presents a turn; fault.NotFound when there is no such turn.
func getPresents(ctx context.Context, q db.Querier, collaboratory, turn, person id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT t.presenter_id = $3 OR EXISTS (
		  SELECT
		  FROM co_presenter o
		  WHERE o.collaboratory_id = t.collaboratory_id
		    AND o.proposal_id = t.proposal_id
		    AND o.person_id = $3)
		FROM presentation t
		WHERE t.collaboratory_id = $1
		  AND t.id = $2
		  AND t.state <> 'withdrawn'`, collaboratory, turn, person)
}

func putNote(ctx context.Context, tx *db.Tx, collaboratory, turn, person id.ID, text string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO stage_note (collaboratory_id, presentation_id, person_id, text, changed_at)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (collaboratory_id, presentation_id, person_id) DO UPDATE
		SET text = excluded.text,
		    changed_at = excluded.changed_at`, collaboratory, turn, person, text, now)
	return err
}

// membersOf are the members of a collaboratory, by name.
func membersOf(ctx context.Context, q db.Querier, collaboratory id.ID) ([]member, error) {
	return db.All[member](ctx, q, `
		SELECT p.id, p.name
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND p.name <> ''
		ORDER BY p.name, p.id`, collaboratory)
}
