package stage

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// expected is somebody who said that they come.
type expected struct {
	Name         string
	Organisation string
}

// mostExpected bounds a sign-in sheet.
const mostExpected = 1000

// getExpected are the people who come, by name; what they need stays with the host.
func getExpected(ctx context.Context, q db.Querier, collaboratory, at id.ID) ([]expected, error) {
	return db.All[expected](ctx, q, `
		SELECT o.name, o.organisation
		FROM answer a
		JOIN membership m ON m.collaboratory_id = a.collaboratory_id AND m.person_id = a.person_id AND m.left_at IS NULL
		JOIN person o ON o.id = a.person_id
		WHERE a.collaboratory_id = $1
		  AND a.gathering_id = $2
		  AND a.answer = 'going'
		ORDER BY lower(o.name), o.id
		LIMIT $3`, collaboratory, at, mostExpected)
}

// poster is one turn as the printed line-up shows it.
type poster struct {
	Title        string
	Summary      string
	Presenter    string
	Organisation string
	With         string
}

// getPosters are the turns of the evening in their order.
func getPosters(ctx context.Context, q db.Querier, collaboratory, at id.ID) ([]poster, error) {
	return db.All[poster](ctx, q, `
		SELECT p.title, p.summary, m.name AS presenter, m.organisation,
		       coalesce((
		         SELECT string_agg(o.name, ', ' ORDER BY o.name)
		         FROM co_presenter x
		         JOIN person o ON o.id = x.person_id
		         WHERE x.collaboratory_id = p.collaboratory_id
		           AND x.proposal_id = p.id), '') AS "with"
		FROM presentation t
		JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id
		JOIN person m ON m.id = t.presenter_id
		WHERE t.gathering_collaboratory_id = $1
		  AND t.gathering_id = $2
		  AND t.state <> 'withdrawn'
		ORDER BY t.position`, collaboratory, at)
}
