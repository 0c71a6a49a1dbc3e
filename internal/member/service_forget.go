package member

import (
	"context"
	"fmt"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Forget deletes people who were made for a practice room and stood nowhere else. Whoever has an address, or belongs
// anywhere still, stays. Who may do this is for the collaboratory to check.
func (s *Service) Forget(ctx context.Context, tx *db.Tx, people []id.ID) error {
	if err := deletePlayers(ctx, tx, people); err != nil {
		return fmt.Errorf("forgetting who only played: %w", err)
	}
	return nil
}
