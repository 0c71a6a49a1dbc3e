package presentation

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// turnsAheadOf are the turns somebody presents that have not begun.
func turnsAheadOf(ctx context.Context, q db.Querier, collaboratory, person id.ID) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
		SELECT t.id
		FROM presentation t
		JOIN gathering g
		  ON g.collaboratory_id = t.gathering_collaboratory_id
		 AND g.id = t.gathering_id
		WHERE t.collaboratory_id = $1
		  AND t.presenter_id = $2
		  AND t.state = 'waiting'
		  AND g.state IN ('draft', 'published', 'live')
		ORDER BY t.proposal_id`, collaboratory, person)
}

// openProposal is one that still may get a turn.
type openProposal struct {
	ID   id.ID
	Mine bool // and not only with somebody else
}

func openProposalsOf(ctx context.Context, q db.Querier, collaboratory, person id.ID) ([]openProposal, error) {
	return db.All[openProposal](ctx, q, `
		SELECT
			p.id,
			p.author_id = $2 AS mine
		FROM proposal p
		WHERE p.collaboratory_id = $1
		  AND p.state IN ('draft', 'submitted')
		  AND (p.author_id = $2 OR EXISTS (
			SELECT
			FROM co_presenter c
			WHERE c.collaboratory_id = p.collaboratory_id
			  AND c.proposal_id = p.id
			  AND c.person_id = $2
		  ))
		ORDER BY p.id`, collaboratory, person)
}

func languagesOfAuthor(ctx context.Context, q db.Querier, person id.ID) ([]string, error) {
	return db.All[string](ctx, q, `
		-- across: a person is erased everywhere
		SELECT DISTINCT c.language
		FROM proposal p
		JOIN collaboratory c ON c.id = p.collaboratory_id
		WHERE p.author_id = $1`, person)
}

// eraseProposals blanks the asks and then the proposals of an author in the collaboratories of one language.
func eraseProposals(ctx context.Context, tx *db.Tx, person id.ID, language, title, what string) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		WITH alone AS (
			SELECT p.collaboratory_id, p.id
			FROM proposal p
			JOIN collaboratory c ON c.id = p.collaboratory_id
			WHERE p.author_id = $1
			  AND c.language = $2
			  AND NOT EXISTS (
				SELECT
				FROM co_presenter k
				JOIN membership m ON m.collaboratory_id = k.collaboratory_id AND m.person_id = k.person_id
				WHERE k.collaboratory_id = p.collaboratory_id
				  AND k.proposal_id = p.id
				  AND m.left_at IS NULL
			  )
		), asks AS (
			UPDATE ask
			SET what = $4
			FROM alone
			WHERE ask.collaboratory_id = alone.collaboratory_id
			  AND ask.proposal_id = alone.id
		)
		UPDATE proposal
		SET title = $3,
			summary = '',
			serves = '',
			stands = '',
			time_frame = '',
			website = '',
			reason = ''
		FROM alone
		WHERE proposal.collaboratory_id = alone.collaboratory_id
		  AND proposal.id = alone.id`, person, language, title, what)
	return err
}

func eraseReasons(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		UPDATE proposal
		SET reason = ''
		WHERE decided_by = $1
		  AND reason <> ''`, person)
	return err
}
