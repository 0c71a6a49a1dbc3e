package stage

import (
	"context"
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) scribeRoutes(r chi.Router) {
	post(r, "/said", h.writeSaid)
	get(r, "/said/{commitment}", h.askChange)
	post(r, "/said/{commitment}", h.changeSaid)
	post(r, "/said/{commitment}/withdrawal", h.takeBackSaid)
	post(r, "/merges", h.mergeSaid)
}

// atDesk is the scribe’s page as somebody asks for it who may write down what others say.
func (h *Handlers) atDesk(r *http.Request) (sight, error) {
	s, f, err := h.look(r)
	if err == nil {
		err = s.mayWrite()
	}
	if err == nil && f.name != scribeFace.name {
		err = readDesk(r.Context(), h, r, &s)
	}
	return s, err
}

// writeSaid keeps one promise said aloud or written on a card, or marks the one that is known already.
func (h *Handlers) writeSaid(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	s, err := h.atDesk(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if same := f.ID("same"); same != id.Nil {
		return h.sameSaid(w, r, s, f, same)
	}
	in := s.input(ctx, f)
	if f.OK() {
		made, err := h.keepSaid(ctx, s, in)
		if err == nil {
			return h.saidDone(w, r, s, f, made, i18n.Mark("Written down: %s"))
		}
		if !f.Take(err) && !f.TakeConflict(err) {
			return err
		}
	}
	return s.deskAgain(w, r, f)
}

func (h *Handlers) keepSaid(ctx context.Context, s sight, in saidInput) (id.ID, error) {
	if in.card == nil {
		return h.service.commitments.PledgeFor(ctx, s.club.CollaboratoryID, in.PledgeForInput)
	}
	return h.service.WriteCard(ctx, s.club.CollaboratoryID, s.gathering, *in.card, in.PledgeForInput)
}

// sameSaid is “this is it”: nothing new is written.
func (h *Handlers) sameSaid(w http.ResponseWriter, r *http.Request, s sight, f *page.FormData, same id.ID) error {
	in := saidInput{}
	if typed := f.Text("card", 20); typed != "" {
		s.card(f, typed, &in)
	}
	if f.OK() {
		err := h.service.Same(r.Context(), s.club.CollaboratoryID, s.gathering, same, in.card)
		if err == nil {
			return h.saidDone(w, r, s, f, same, i18n.Mark("Written down already: %s"))
		}
		if !f.Take(err) && !f.TakeConflict(err) {
			return err
		}
	}
	return s.deskAgain(w, r, f)
}

// saidDone says what was written down and gives the form back, empty.
func (h *Handlers) saidDone(w http.ResponseWriter, r *http.Request, s sight, f *page.FormData, made id.ID, how string) error {
	ctx := r.Context()
	row, err := getWritten(ctx, h.service.db.Pool(), s.club.CollaboratoryID, s.gathering, made)
	if err != nil {
		return err
	}
	sentence := commitment.Sentence(ctx, row.Giver, row.Promise)
	if row.Due != nil {
		sentence = i18n.T(ctx, "%s, by %s", sentence, i18n.Date(ctx, *row.Due))
	}
	words := i18n.T(ctx, how, sentence) + "."
	if r.Header.Get("HX-Request") != "true" {
		session.Flash(w, r, words)
		return page.Redirect(w, r, s.deskURL())
	}
	if s, err = h.atDesk(r); err != nil {
		return err
	}
	s.desk.byCard = f.Value("card") != ""
	return answerWith(w, r, http.StatusOK, deskWritten(deskFormOf(ctx, s, s.desk.form), words, s.deskTabs(ctx), deskInOf(ctx, s.room, s.desk.turn, s.desk.late)))
}

// deskAgain gives the form back with what was typed and what is wrong with it.
func (s sight) deskAgain(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	s.desk.form = f
	if r.Header.Get("HX-Request") == "true" && s.desk.turn != nil {
		return answerWith(w, r, http.StatusUnprocessableEntity, deskForms(deskFormOf(r.Context(), s, f)))
	}
	return page.Render(w, r, scribePage(r.Context(), s))
}

// deskURL is the scribe’s page, under the same turn.
func (s sight) deskURL() string {
	url := s.room.roomURL() + "?view=" + scribeFace.name
	if s.desk.late {
		url += "&turn=" + s.desk.turn.ID.String()
	}
	return url
}

func answerWith(w http.ResponseWriter, r *http.Request, code int, body templ.Component) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	return body.Render(r.Context(), w)
}

// takeBackSaid undoes what was written down by mistake.
func (h *Handlers) takeBackSaid(w http.ResponseWriter, r *http.Request) error {
	return h.onSaid(w, r, i18n.Mark("Taken back."), func(ctx context.Context, s sight, row written, _ *page.FormData) error {
		return h.service.commitments.TakeBack(ctx, commitment.Which{Collaboratory: s.club.CollaboratoryID, ID: row.ID})
	})
}

// mergeSaid puts two entries of one promise together.
func (h *Handlers) mergeSaid(w http.ResponseWriter, r *http.Request) error {
	return h.onSaid(w, r, i18n.Mark("Put together."), func(ctx context.Context, s sight, row written, f *page.FormData) error {
		if f.ID("into") == id.Nil {
			return fault.Invalid("into", "Choose another promise to put it together with")
		}
		return h.service.commitments.Merge(ctx, commitment.Which{Collaboratory: s.club.CollaboratoryID, ID: row.ID}, f.ID("into"))
	})
}

// onSaid does something to one promise of this evening and comes back to the scribe’s page.
func (h *Handlers) onSaid(w http.ResponseWriter, r *http.Request, done string, do func(context.Context, sight, written, *page.FormData) error) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	s, row, err := h.saidAt(r, f)
	if err != nil {
		return err
	}
	if err := do(r.Context(), s, row, f); err != nil {
		return h.answer(w, r, "in", err)
	}
	if r.Header.Get("HX-Request") == "true" {
		return h.answer(w, r, "in", nil)
	}
	session.Flash(w, r, i18n.T(r.Context(), done))
	return page.Redirect(w, r, s.deskURL())
}

// saidAt finds the promise named in the address or in the form.
func (h *Handlers) saidAt(r *http.Request, f *page.FormData) (sight, written, error) {
	s, err := h.atDesk(r)
	if err != nil {
		return s, written{}, err
	}
	which := id.Maybe(chi.URLParam(r, "commitment"))
	if which == id.Nil && f != nil {
		which = f.ID("commitment")
	}
	row, err := getWritten(r.Context(), h.service.db.Pool(), s.club.CollaboratoryID, s.gathering, which)
	return s, row, err
}

// askChange is the page on which a promise that was written down is put right.
func (h *Handlers) askChange(w http.ResponseWriter, r *http.Request) error {
	s, row, err := h.saidAt(r, nil)
	if err != nil {
		return err
	}
	return h.showChange(w, r, s, row, s.filledWith(r.Context(), row))
}

func (h *Handlers) showChange(w http.ResponseWriter, r *http.Request, s sight, row written, f *page.FormData) error {
	turn, err := h.service.readTurn(r.Context(), s.club.CollaboratoryID, s.gathering, row.PresentationID)
	if err != nil {
		return err
	}
	v := page.FormView(f, i18n.T(r.Context(), "Put it right"), "gatherings")
	v.Stage, v.Body = true, deskChangeBody(s.changeOf(r.Context(), row, turn, f))
	return page.Render(w, r, v)
}

// changeSaid keeps new words, another day or another amount.
func (h *Handlers) changeSaid(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	s, row, err := h.saidAt(r, f)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := commitment.PledgeInput{Promise: f.Text("promise", mostSaid), Due: s.room.due(ctx, f), Kind: commitment.Kind(f.Value("kind"))}
	f.Need("promise", in.Promise, "Write what they will do")
	howMuch(f, &in, row.Unit)
	if row.Due == nil && f.Value("due") == "" {
		in.Due = nil
	}
	if f.OK() {
		which := commitment.Which{Collaboratory: s.club.CollaboratoryID, ID: row.ID}
		if seq := f.Whole("seq", 0, 1_000_000); seq != nil {
			which.Seq = *seq
		}
		err := h.service.commitments.Edit(ctx, which, commitment.EditInput{
			Kind: in.Kind, Promise: in.Promise, Organisation: row.Organisation, Amount: in.Amount, Unit: in.Unit, Cents: in.Cents, Due: in.Due,
		})
		if err == nil {
			session.Flash(w, r, i18n.T(ctx, "The change is kept."))
			return page.Redirect(w, r, s.deskURL())
		}
		if !f.Take(err) && !f.TakeConflict(err) {
			return err
		}
	}
	return h.showChange(w, r, s, row, f)
}
