package mail

import (
	"context"
	"fmt"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Forget deletes what people refused of a practice room; letters of one there never were. Refusals of any other
// collaboratory stay.
func (o *Office) Forget(ctx context.Context, tx *db.Tx, rehearsal id.ID) error {
	if err := deleteRefusalsOf(ctx, tx, rehearsal); err != nil {
		return fmt.Errorf("forgetting what was refused of a practice room: %w", err)
	}
	return nil
}
