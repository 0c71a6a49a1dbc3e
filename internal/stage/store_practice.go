package stage

import (
	"context"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// home is the collaboratory of a gathering, as far as a practice room is like it.
type home struct {
	Slug     string
	Zone     string
	Language string
	Currency string
}

func getHome(ctx context.Context, tx *db.Tx, collaboratory id.ID) (home, error) {
	return db.One[home](ctx, tx, `
		SELECT slug, zone, language, currency
		FROM collaboratory
		WHERE id = $1
		  AND rehearsal_of IS NULL`, collaboratory)
}

// rehearsalGathering is the one gathering of a practice room.
func rehearsalGathering(ctx context.Context, tx *db.Tx, made id.ID) (id.ID, error) {
	return db.Value[id.ID](ctx, tx, `
		SELECT id
		FROM gathering
		WHERE collaboratory_id = $1
		ORDER BY number
		LIMIT 1`, made)
}

// turnWords are the turns of a gathering in the words of their proposals, in the order of the line-up.
func turnWords(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) ([]presentation.Words, error) {
	type proposed struct {
		CollaboratoryID                                    id.ID
		ID                                                 id.ID
		Kind                                               presentation.Kind
		Title, Summary, Serves, Stands, TimeFrame, Website string
	}
	rows, err := db.All[proposed](ctx, tx, `
		SELECT p.collaboratory_id, p.id, p.kind, p.title, p.summary, p.serves, p.stands, p.time_frame, p.website
		FROM presentation t
		JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id
		WHERE t.gathering_collaboratory_id = $1
		  AND t.gathering_id = $2
		  AND t.state <> 'withdrawn'
		ORDER BY t.position`, collaboratory, gathering)
	if err != nil {
		return nil, err
	}
	var all []presentation.Words
	for _, p := range rows {
		w := presentation.Words{
			Kind: p.Kind, Title: p.Title, Summary: p.Summary, Serves: p.Serves, Stands: p.Stands, TimeFrame: p.TimeFrame, Website: p.Website,
		}
		if w.Asks, err = asksOf(ctx, tx, p.CollaboratoryID, p.ID); err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, nil
}

// asksOf are the asks of a proposal without their ids, to be asked anew.
func asksOf(ctx context.Context, tx *db.Tx, collaboratory, proposal id.ID) ([]presentation.Ask, error) {
	return db.All[presentation.Ask](ctx, tx, `
		SELECT '00000000-0000-0000-0000-000000000000'::uuid AS id, kind, what, amount::float8 AS amount, unit, cents, due
		FROM ask
		WHERE collaboratory_id = $1
		  AND proposal_id = $2
		ORDER BY position`, collaboratory, proposal)
}

// onTable is the turn that is on, as the play-members find it.
type onTable struct {
	ID       id.ID
	Phase    presentation.Phase
	Position int
	Promised int
	Hands    int
}

// getTable reads what the play-members find; nil when no turn is on.
func getTable(ctx context.Context, tx *db.Tx, made, gathering id.ID) (*onTable, []commitment.Asked, []player, error) {
	on, err := db.Maybe[onTable](ctx, tx, `
		SELECT t.id, t.state AS phase, t.position,
		       (SELECT count(*)
		        FROM commitment c
		        WHERE c.collaboratory_id = t.collaboratory_id AND c.presentation_id = t.id) AS promised,
		       (SELECT count(*)
		        FROM stage_hand h
		        WHERE h.collaboratory_id = s.collaboratory_id AND h.gathering_id = s.gathering_id) AS hands
		FROM stage s
		JOIN presentation t ON t.collaboratory_id = s.collaboratory_id AND t.id = s.presentation_id
		WHERE s.collaboratory_id = $1
		  AND s.gathering_id = $2`, made, gathering)
	if err != nil || on == nil {
		return nil, nil, nil, err
	}
	asks, err := db.All[commitment.Asked](ctx, tx, asksSQL, made, gathering)
	if err != nil {
		return nil, nil, nil, err
	}
	players, err := db.All[player](ctx, tx, `
		SELECT p.id, p.name, t.presenter_id = p.id AS presents,
		       (SELECT count(*)
		        FROM commitment c
		        WHERE c.collaboratory_id = t.collaboratory_id AND c.presentation_id = t.id AND c.giver_person_id = p.id) AS promised,
		       EXISTS (
		         SELECT
		         FROM stage_hand h
		         WHERE h.collaboratory_id = $1 AND h.gathering_id = $3 AND h.who_id = p.id) AS hand_up
		FROM presentation t
		JOIN membership m ON m.collaboratory_id = t.collaboratory_id AND m.left_at IS NULL
		JOIN person p ON p.id = m.person_id AND p.email IS NULL
		WHERE t.collaboratory_id = $1
		  AND t.id = $2
		ORDER BY p.name, p.id`, made, on.ID, gathering)
	return on, asks, players, err
}

// deleteStage deletes all rows of this room that a practice room has, in the order in which they hang on each other.
func deleteStage(ctx context.Context, tx *db.Tx, made id.ID) error {
	for _, sql := range []string{
		`DELETE FROM stage_card WHERE collaboratory_id = $1`,
		`DELETE FROM stage_screen WHERE collaboratory_id = $1`,
		`DELETE FROM stage_note WHERE collaboratory_id = $1`,
		`DELETE FROM stage_item WHERE collaboratory_id = $1`,
		`DELETE FROM stage_hand WHERE collaboratory_id = $1`,
		`DELETE FROM stage_run WHERE collaboratory_id = $1`,
		`DELETE FROM stage WHERE collaboratory_id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, made); err != nil {
			return err
		}
	}
	return nil
}
