package gathering

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Standing holds a gathering for the transaction and states what the actor is to it, for a verb of a room further right.
// fault.NotFound when there is no such gathering in this collaboratory; whether the actor may know of it, the caller’s
// access.Check says.
func (s *Service) Standing(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) (Gathering, access.Scope, error) {
	g, err := lockGathering(ctx, tx, collaboratory, gathering)
	if err != nil {
		return g, access.Scope{}, err
	}
	roles, err := getRoles(ctx, tx, collaboratory, gathering)
	if err != nil {
		return g, access.Scope{}, err
	}
	actor := access.From(ctx)
	return g, scopeOf(g, roles, actor, 0), nil
}
