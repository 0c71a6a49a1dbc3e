package presentation

import (
	"context"
	"fmt"

	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
)

// Forget deletes the proposals and turns of a practice room. What was promised to them is forgotten first.
// Who may end a rehearsal is for the caller to check.
func (s *Service) Forget(ctx context.Context, tx *db.Tx, r collaboratory.Rehearsal) error {
	if err := deleteOf(ctx, tx, r.ID()); err != nil {
		return fmt.Errorf("forgetting the proposals of a practice room: %w", err)
	}
	return nil
}
