package account

import (
	"context"
	"time"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
)

// recordsPage offers a copy of all that is kept.
type recordsPage struct {
	Stands  string // how it is with the one that was asked for; empty: none was
	TakeURL string // empty while it is made
	MayAsk  bool
}

func recordsView(ctx context.Context, c *Copy, now time.Time) page.View {
	p := recordsPage{MayAsk: c == nil || !now.Before(c.AskedAt.Add(copyRests))}
	switch {
	case c != nil && c.ReadyAt != nil:
		p.TakeURL = "/me/records/" + c.ID.String()
		p.Stands = i18n.T(ctx, "Your file is ready. It is there for a day from when you asked.")
	case c != nil:
		p.Stands = i18n.T(ctx, "Your file is being made. That takes a moment, and a letter tells you when it is ready.")
	}
	return page.View{Title: i18n.T(ctx, "My records"), Body: recordsBody(p)}
}
