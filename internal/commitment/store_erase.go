package commitment

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// openOf are the promises that somebody gave, or that they alone receive, and that can still be let go.
func openOf(ctx context.Context, q db.Querier, collaboratory, person id.ID) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
		SELECT c.id
		FROM commitment c
		JOIN presentation p ON p.collaboratory_id = c.collaboratory_id AND p.id = c.presentation_id
		WHERE c.collaboratory_id = $1 AND c.merged_into IS NULL AND c.state IN ('exploring', 'pledged', 'lapsed')
		  AND (c.giver_person_id = $2 OR p.presenter_id = $2 AND NOT EXISTS (
		    SELECT
		    FROM co_presenter k
		    JOIN membership m ON m.collaboratory_id = k.collaboratory_id AND m.person_id = k.person_id AND m.left_at IS NULL
		    WHERE k.collaboratory_id = p.collaboratory_id AND k.proposal_id = p.proposal_id))
		ORDER BY c.id`, collaboratory, person)
}

func guestsAt(ctx context.Context, q db.Querier, email string) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
		-- across: a person is erased everywhere
		SELECT id
		FROM guest
		WHERE email = $1 AND $1 <> ''`, email)
}

func languagesOfGivers(ctx context.Context, q db.Querier, givers []id.ID) ([]string, error) {
	return db.All[string](ctx, q, `
		-- across: a person is erased everywhere
		SELECT DISTINCT club.language
		FROM commitment c
		JOIN collaboratory club ON club.id = c.collaboratory_id
		WHERE c.giver_person_id = ANY ($1) OR c.giver_guest_id = ANY ($1)`, givers)
}

func erasePromises(ctx context.Context, tx *db.Tx, givers []id.ID, language, words string) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		UPDATE commitment c
		SET promise = $3, private_note = '', organisation = '', share_phone = false
		FROM collaboratory club
		WHERE club.id = c.collaboratory_id AND club.language = $2
		  AND (c.giver_person_id = ANY ($1) OR c.giver_guest_id = ANY ($1))`, givers, language, words)
	return err
}

func deleteNotesOf(ctx context.Context, tx *db.Tx, authors []id.ID) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		DELETE FROM commitment_note
		WHERE author_id = ANY ($1)`, authors)
	return err
}
