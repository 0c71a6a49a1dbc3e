package stage

import (
	"context"
	"net/http"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// ownPledge is where the visitor changes a promise of theirs, or takes it back.
func (h *Handlers) ownPledge(w http.ResponseWriter, r *http.Request) error {
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	o, err := s.ownOf(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, s.changePage(r.Context(), o, o.form()))
}

// changePledge keeps the new words; “make it firm” is a change as well.
func (h *Handlers) changePledge(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	o, err := s.ownOf(r)
	if err != nil {
		return err
	}
	said, err := h.change(ctx, s, o, f)
	switch {
	case err == nil && f.OK():
		session.Flash(w, r, said)
		return page.Redirect(w, r, s.url()+"?view=phone")
	case err != nil && !f.Take(err) && !f.TakeConflict(err):
		return err
	}
	view := s.changePage(ctx, o, f)
	view.Wrong = true
	return page.Render(w, r, view)
}

func (h *Handlers) change(ctx context.Context, s sight, o own, f *page.FormData) (string, error) {
	seq := 0
	if n := f.Whole("seq", 0, 1_000_000); n != nil {
		seq = *n
	}
	which := commitment.Which{Collaboratory: s.club.CollaboratoryID, ID: o.ID, Seq: seq}
	in := commitment.EditInput{
		Kind: o.Kind, Promise: f.Text("promise", commitment.MostPromise), PrivateNote: f.Lines("private_note", 1000),
		Organisation: f.Text("organisation", 200), ShownAsMember: f.Ticked("shown_as_member"), SharePhone: f.Ticked("share_phone") && !o.ByGuest,
		Amount: f.Amount("amount"), Unit: f.Text("unit", 40), Cents: f.Cents("cents"), Due: f.Date("due"),
	}
	if in.Amount == nil {
		in.Unit = ""
	}
	switch {
	case !f.OK():
		return "", nil
	case f.Has("firm"):
		firm := commitment.FirmInput{Promise: in.Promise, Amount: in.Amount, Unit: in.Unit, Cents: in.Cents, Due: in.Due}
		return i18n.T(ctx, "Now it is a firm promise. Thank you."), h.service.commitments.MakeFirm(ctx, which, firm)
	}
	return i18n.T(ctx, "Changed."), h.service.commitments.Edit(ctx, which, in)
}

// takeBack undoes a promise of the visitor’s own.
func (h *Handlers) takeBack(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	o, err := s.ownOf(r)
	if err != nil {
		return page.Redirect(w, r, s.url()+"?view=phone") // taken back already, or never theirs: neither changes anything
	}
	seq := 0
	if n := f.Whole("seq", 0, 1_000_000); n != nil {
		seq = *n
	}
	if err := h.service.commitments.TakeBack(ctx, commitment.Which{Collaboratory: s.club.CollaboratoryID, ID: o.ID, Seq: seq}); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(ctx, "Taken back. Nothing more is asked about it."))
	return page.Redirect(w, r, s.url()+"?view=phone")
}
