package stage

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// getNote is what a presenter wrote for themselves about a turn; empty when nothing.
func getNote(ctx context.Context, q db.Querier, collaboratory, turn, person id.ID) (string, error) {
	text, err := db.Maybe[string](ctx, q, `
		SELECT text
		FROM stage_note
		WHERE collaboratory_id = $1
		  AND presentation_id = $2
		  AND person_id = $3`, collaboratory, turn, person)
	if err != nil || text == nil {
		return "", err
	}
	return *text, nil
}
