package presentation

import (
	"context"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/page"
)

// LineUp is the slot on a gathering's page: whose turn it is, what they ask for, and how much of it is promised.
// A stranger to the collaboratory gets nothing.
func LineUp(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
	m, belongs := access.From(ctx).Membership(of.Collaboratory)
	if !belongs {
		return templ.NopComponent
	}
	var d struct {
		places []place
		asks   []askAt
	}
	queueLineUp(b, &d.places, of.Collaboratory, of.ID)
	queueLineUpAsks(b, &d.asks, of.Collaboratory, of.ID)
	return lineUpSlot(&d.places, &d.asks, m.Role&access.Convener != 0, page.ClubURL(m.Slug, "gatherings", of.ID.String(), "line-up"), page.ClubURL(m.Slug, "proposals", "new")+"?gathering="+of.ID.String())
}

// ToConfirm is the slot on one's own front page: turns ahead that wait for the presenter's word.
func (h *Handlers) ToConfirm(ctx context.Context, b *db.Batch, _ page.Subject) templ.Component {
	actor := access.From(ctx)
	if !actor.SignedIn() {
		return templ.NopComponent
	}
	d := &struct{ turns []unconfirmed }{}
	queueUnconfirmed(b, &d.turns, actor.PersonID, h.service.clock.Now())
	return toConfirmSlot(&d.turns)
}
