package gathering

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/page"
)

// Next shows the next gathering of one collaboratory, for its front page: the day, the place, and what the reader
// answered. It is a page.Slot whose subject is the collaboratory; without a next gathering it shows nothing.
func (h *Handlers) Next(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
	var row *upcoming
	queueNext(b, &row, access.From(ctx).PersonID, of.Collaboratory, h.service.clock.Now())
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if row == nil {
			return nil
		}
		v := newNextView(ctx, *row, h.service.clock.Now())
		v.Club = ""
		return nextNotice(*v).Render(ctx, w)
	})
}

// NextOfMine shows the next gathering in all collaboratories of the reader, for the front page of the house. It is a
// page.Slot without a subject.
func (h *Handlers) NextOfMine(ctx context.Context, b *db.Batch, _ page.Subject) templ.Component {
	var rows []upcoming
	queueNextOfMine(b, &rows, access.From(ctx).PersonID, h.service.clock.Now())
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if len(rows) == 0 {
			return nil
		}
		return nextNotice(*newNextView(ctx, rows[0], h.service.clock.Now())).Render(ctx, w)
	})
}
