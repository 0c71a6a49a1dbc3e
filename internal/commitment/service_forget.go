package commitment

import (
	"context"
	"fmt"

	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
)

// Forget deletes what was promised in a practice room, its history with it: there alone the database lets a history go.
// Who may end a rehearsal is for the caller to check.
func (s *Service) Forget(ctx context.Context, tx *db.Tx, r collaboratory.Rehearsal) error {
	if err := deleteOf(ctx, tx, r.ID()); err != nil {
		return fmt.Errorf("forgetting the promises of a practice room: %w", err)
	}
	return nil
}
