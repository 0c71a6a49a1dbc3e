package stage

import (
	"context"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) presenterRoutes(r chi.Router) {
	post(r, "/notes", h.keepNote)
}

// keepNote keeps what a presenter writes for themselves: as they type, and by the button.
func (h *Handlers) keepNote(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	ctx, v := r.Context(), visitorOf(r)
	text := f.Lines("note", mostNote)
	if f.OK() {
		err = h.service.WriteNote(ctx, v.club.CollaboratoryID, f.ID("turn"), text)
	}
	if err != nil && !f.Take(err) {
		return err
	}
	wrong := f.Error(ctx, "note")
	switch {
	case r.Header.Get("HX-Request") == "true" && wrong == "":
		return answerWith(w, r, http.StatusOK, noteKept(""))
	case r.Header.Get("HX-Request") == "true":
		return answerWith(w, r, http.StatusUnprocessableEntity, noteKept(wrong))
	case wrong != "":
		return h.noteAgain(w, r, f, wrong)
	}
	session.Flash(w, r, i18n.T(ctx, "Your notes are kept."))
	return page.Redirect(w, r, v.url()+"?view=presenter&turn="+f.ID("turn").String())
}

// noteAgain shows the page with the note that could not be kept, as it was typed.
func (h *Handlers) noteAgain(w http.ResponseWriter, r *http.Request, f *page.FormData, wrong string) error {
	s, face, err := h.look(r)
	if err != nil {
		return err
	}
	if face.name != presenterFace.name {
		return fault.Forbidden("Only the presenter can do that")
	}
	s.note = f.Value("note")
	ctx := context.WithValue(r.Context(), noteKey{}, wrong)
	view := presenterPage(ctx, s)
	view.Wrong = true
	return page.Render(w, r, view)
}

type noteKey struct{}

// noteWrong is why the note could not be kept; empty when it was.
func noteWrong(ctx context.Context) string {
	words, _ := ctx.Value(noteKey{}).(string)
	return words
}

// readNote reads what the presenter wrote for themselves; the stream never carries it.
func readNote(ctx context.Context, h *Handlers, r *http.Request, s *sight) (err error) {
	if asked := id.Maybe(r.URL.Query().Get("turn")); slices.Contains(s.Presents, asked) {
		s.own = asked
	}
	s.note, err = getNote(ctx, h.service.db.Pool(), s.club.CollaboratoryID, s.own, s.actor.PersonID)
	return err
}
