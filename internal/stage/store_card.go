package stage

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// cardTurn is a turn with the number its cards carry.
type cardTurn struct {
	ID        id.ID
	Number    int
	Withdrawn bool
}

const cardTurnsSQL = `
	SELECT id, row_number() OVER (ORDER BY accepted_at, id) AS number, state = 'withdrawn' AS withdrawn
	FROM presentation
	WHERE gathering_collaboratory_id = $1
	  AND gathering_id = $2
	ORDER BY number`

// typedCard is a card that was typed, with the promise it became.
type typedCard struct {
	CommitmentID id.ID
	AuthorID     id.ID
	RequestKey   id.ID
	Giver        string
	Promise      string
	TakenBack    bool
}

// getCard is what became of a card; nil when it was not typed yet.
func getCard(ctx context.Context, q db.Querier, at Stage, card Card) (*typedCard, error) {
	return db.Maybe[typedCard](ctx, q, `
		SELECT c.id AS commitment_id, c.author_id, c.request_key, coalesce(o.name, u.name, '') AS giver, c.promise,
		       c.state = 'released' AS taken_back
		FROM stage_card k
		JOIN commitment c ON c.collaboratory_id = k.collaboratory_id AND c.id = k.commitment_id
		LEFT JOIN person o ON o.id = c.giver_person_id
		LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
		WHERE k.collaboratory_id = $1
		  AND k.gathering_id = $2
		  AND k.code = $3`, at.Collaboratory, at.Gathering, card.String())
}

// keepCard remembers the promise a card became. The caller has looked that it became none, and holds the gathering.
func keepCard(ctx context.Context, tx *db.Tx, at Stage, card Card, commitment, by id.ID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO stage_card (collaboratory_id, gathering_id, code, commitment_id, typed_by, typed_at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (collaboratory_id, gathering_id, code) DO UPDATE
		SET commitment_id = excluded.commitment_id,
		    typed_by = excluded.typed_by,
		    typed_at = excluded.typed_at
		WHERE stage_card.commitment_id <> excluded.commitment_id`, at.Collaboratory, at.Gathering, card.String(), commitment, by, now)
	return err
}
