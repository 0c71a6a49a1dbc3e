package gathering

import (
	"context"
	"fmt"

	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
)

// Forget deletes a practice room’s gatherings, with agenda, answers and guests. The rooms to the right forget theirs first.
// Who may end a rehearsal is for the caller to check.
func (s *Service) Forget(ctx context.Context, tx *db.Tx, r collaboratory.Rehearsal) error {
	if err := deleteOf(ctx, tx, r.ID()); err != nil {
		return fmt.Errorf("forgetting the gatherings of a practice room: %w", err)
	}
	return nil
}
