package page

import (
	"context"

	"github.com/a-h/templ"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Subject is the row a slot speaks about.
type Subject struct{ Collaboratory, ID id.ID }

// Slot is a piece of a left room's page that a right room fills. It queues its reads on the page's batch and returns
// the component that shows them once the batch has run. Its queries carry the actor and scope themselves.
type Slot func(ctx context.Context, b *db.Batch, of Subject) templ.Component

// Fill fills the slot, or shows nothing when no room took it.
func (s Slot) Fill(ctx context.Context, b *db.Batch, of Subject) templ.Component {
	if s == nil {
		return templ.NopComponent
	}
	return s(ctx, b, of)
}
