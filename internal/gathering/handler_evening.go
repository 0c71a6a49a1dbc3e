package gathering

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) previewInvitation(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	p, err := h.service.previewInvitation(ctx, c.CollaboratoryID, g)
	if err != nil {
		return err
	}
	return page.Render(w, r, page.View{
		Title: i18n.T(ctx, "See it before inviting"), Section: "gatherings", Form: true,
		Body: invitationPage(newInvitationView(ctx, c, p)),
	})
}

func (h *Handlers) publish(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(ctx context.Context, c page.Club, g id.ID) (string, error) {
		letters, err := h.service.Publish(ctx, c.CollaboratoryID, g)
		if err == nil && letters == 0 {
			return i18n.T(ctx, "The invitations are out."), nil
		}
		return i18n.N(ctx, "The gathering is published. One invitation is on its way.", "The gathering is published. %d invitations are on their way.", letters), err
	})
}

func (h *Handlers) start(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(ctx context.Context, c page.Club, g id.ID) (string, error) {
		return i18n.T(ctx, "The gathering has started."), h.service.Start(ctx, c.CollaboratoryID, g)
	})
}

func (h *Handlers) close(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(ctx context.Context, c page.Club, g id.ID) (string, error) {
		return i18n.T(ctx, "The gathering is closed. Late pledges are welcome until noon tomorrow."), h.service.Close(ctx, c.CollaboratoryID, g)
	})
}

func (h *Handlers) reopen(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, func(ctx context.Context, c page.Club, g id.ID) (string, error) {
		return i18n.T(ctx, "The gathering is open again."), h.service.Reopen(ctx, c.CollaboratoryID, g)
	})
}

// act does one thing to a gathering and goes back to its page with the sentence that says so.
func (h *Handlers) act(w http.ResponseWriter, r *http.Request, do func(context.Context, page.Club, id.ID) (string, error)) error {
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	said, err := do(r.Context(), c, g)
	if err != nil {
		return err
	}
	session.Flash(w, r, said)
	return page.Redirect(w, r, c.URL("gatherings", g.String()))
}

func (h *Handlers) hand(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	in := Handing{Person: f.ID("person"), Role: Role(f.Value("role")), Back: f.Ticked("back")}
	return h.act(w, r, func(ctx context.Context, c page.Club, g id.ID) (string, error) {
		if in.Back {
			return i18n.T(ctx, "The role is taken back."), h.service.Hand(ctx, c.CollaboratoryID, g, in)
		}
		return i18n.T(ctx, "The role is handed over."), h.service.Hand(ctx, c.CollaboratoryID, g, in)
	})
}

func (h *Handlers) inviteGuest(w http.ResponseWriter, r *http.Request) error {
	guest, err := id.Parse(chi.URLParam(r, "guest"))
	if err != nil {
		return err
	}
	return h.act(w, r, func(ctx context.Context, c page.Club, g id.ID) (string, error) {
		return i18n.T(ctx, "The invitation is on its way."), h.service.InviteGuest(ctx, c.CollaboratoryID, g, guest)
	})
}

func (h *Handlers) askCancel(w http.ResponseWriter, r *http.Request) error {
	return h.cancelForm(w, r, page.Filled(nil))
}

func (h *Handlers) cancelForm(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	ctx := r.Context()
	c, id, err := gatheringOf(r)
	if err != nil {
		return err
	}
	g, err := h.service.forChange(ctx, c.CollaboratoryID, id)
	if err != nil {
		return err
	}
	view := page.FormView(f, i18n.T(ctx, "Cancel this gathering"), "gatherings")
	view.Body = cancelPage(newCancelView(ctx, c, g, f))
	return page.Render(w, r, view)
}

func (h *Handlers) cancel(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	reason := f.Lines("reason", maxReason)
	if f.OK() {
		err = h.service.Cancel(ctx, c.CollaboratoryID, g, reason)
		if err == nil {
			session.Flash(w, r, i18n.T(ctx, "The gathering is canceled."))
			return page.Redirect(w, r, c.URL("gatherings", g.String()))
		}
		if !f.Take(err) {
			return err
		}
	}
	return h.cancelForm(w, r, f)
}
