package stage

import (
	"context"
	"fmt"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Erase deletes what this room keeps of a person who is being erased: their notes to themselves and their raised hand.
// What they did as a host stays, as ids. Who may erase whom is for the caller to check.
func (s *Service) Erase(ctx context.Context, tx *db.Tx, person id.ID) error {
	if err := deleteOfPerson(ctx, tx, person); err != nil {
		return fmt.Errorf("erasing what live rooms keep of a person: %w", err)
	}
	return nil
}
