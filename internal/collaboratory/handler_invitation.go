package collaboratory

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) invitations(w http.ResponseWriter, r *http.Request) error {
	return h.showInvitations(w, r, page.Filled(nil))
}

func (h *Handlers) showInvitations(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	c := page.ClubOf(r.Context())
	in, err := h.service.Invitations(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, invitationsView(r.Context(), c, in, f, h.service.doorURL, h.service.clock.Now()))
}

func (h *Handlers) invite(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	out, err := h.service.Invite(r.Context(), c.CollaboratoryID, f.Value("people"))
	if err == nil {
		session.Flash(w, r, outcomeWords(r.Context(), out))
		return page.Redirect(w, r, c.URL("invitations"))
	}
	if !f.Take(err) {
		return err
	}
	return h.showInvitations(w, r, f)
}

func (h *Handlers) resend(w http.ResponseWriter, r *http.Request) error {
	invited, err := inPath(r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	if err := h.service.Resend(r.Context(), c.CollaboratoryID, invited); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "A new letter is on its way."))
	return page.Redirect(w, r, c.URL("invitations"))
}

func (h *Handlers) withdraw(w http.ResponseWriter, r *http.Request) error {
	invited, err := inPath(r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	if err := h.service.Withdraw(r.Context(), c.CollaboratoryID, invited); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "The invitation is taken back."))
	return page.Redirect(w, r, c.URL("invitations"))
}

func (h *Handlers) link(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	verb := h.service.OpenLink
	switch f.Value("do") {
	case "renew":
		verb = h.service.RenewLink
	case "close":
		verb = h.service.CloseLink
	}
	if err := verb(r.Context(), c.CollaboratoryID); err != nil {
		return err
	}
	return page.Redirect(w, r, c.URL("invitations")+"#link")
}

// atDoor reads where a token leads. A visitor who named no language reads that of the collaboratory.
func (h *Handlers) atDoor(r *http.Request) (Door, *http.Request, error) {
	door, err := h.service.LookAtDoor(r.Context(), chi.URLParam(r, "token"))
	if err == nil && !session.LanguageChosen(r) {
		r = r.WithContext(i18n.With(r.Context(), door.Language))
	}
	return door, r, err
}

func (h *Handlers) door(w http.ResponseWriter, r *http.Request) error {
	door, r, err := h.atDoor(r)
	if err != nil {
		return err
	}
	f := page.Filled(map[string]string{"name": door.Name})
	return page.Render(w, r, doorView(r.Context(), door, f, chi.URLParam(r, "token")))
}

// enter lets the holder of an invitation in; who came by the open link is sent a letter, unless we know them.
func (h *Handlers) enter(w http.ResponseWriter, r *http.Request) error {
	door, r, err := h.atDoor(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	switch {
	case door.Email != "":
		err = h.accept(w, r, f)
	case access.From(r.Context()).SignedIn():
		err = h.joinAsMyself(w, r)
	default:
		err = h.askToJoin(w, r, f)
	}
	if err == nil || !f.Take(err) {
		return err
	}
	return page.Render(w, r, doorView(r.Context(), door, f, chi.URLParam(r, "token")))
}

func (h *Handlers) accept(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	in, err := h.service.Accept(r.Context(), chi.URLParam(r, "token"), f.Value("name"), i18n.Lang(r.Context()))
	if err != nil {
		return err
	}
	if err := h.sessions.SignIn(r.Context(), in.Entry.PersonID); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "Welcome to %s. You belong.", in.Club))
	return page.Redirect(w, r, in.Entry.Next)
}

func (h *Handlers) joinAsMyself(w http.ResponseWriter, r *http.Request) error {
	slug, err := h.service.JoinAsMyself(r.Context(), chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "Welcome. You belong."))
	return page.Redirect(w, r, page.ClubURL(slug))
}

func (h *Handlers) askToJoin(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	plain := chi.URLParam(r, "token")
	if err := h.service.AskToJoin(r.Context(), plain, f.Value("name"), f.Value("email"), i18n.Lang(r.Context())); err != nil {
		return err
	}
	return page.Redirect(w, r, "/i/"+plain+"/sent")
}

func (h *Handlers) sent(w http.ResponseWriter, r *http.Request) error {
	door, r, err := h.atDoor(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, sentView(r.Context(), door))
}

func (h *Handlers) opened(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.Opened(r.Context(), chi.URLParam(r, "token")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
