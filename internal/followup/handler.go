package followup

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers answer the links in the letters of this room.
type Handlers struct{ service *Service }

// NewHandlers makes the pages behind the links.
func NewHandlers(s *Service) *Handlers { return &Handlers{service: s} }

// Answers are the two halves of /a/{token} for a link signed for one of Purposes: GET shows whose answer it would be
// and changes nothing, POST gives it. They need no sign-in: the link is enough.
func (h *Handlers) Answers() (get, post page.Handler) { return h.ask, h.answer }

func (h *Handlers) ask(w http.ResponseWriter, r *http.Request) error {
	l, r, err := h.open(r)
	if err != nil {
		return gone(w, r, err)
	}
	return page.Render(w, r, answerView(r.Context(), l, r.URL.Path, nil, r.URL.Query().Has("thanks"), nil))
}

func (h *Handlers) answer(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	l, r, err := h.open(r)
	if err != nil {
		return gone(w, r, err)
	}
	in := readAnswer(f, l)
	if f.OK() {
		err = h.service.AnswerFromLetter(r.Context(), chi.URLParam(r, "token"), in)
		if err == nil {
			return page.Redirect(w, r, r.URL.Path+"?thanks")
		}
		return h.refused(w, r, l, f, err)
	}
	return page.Render(w, r, answerView(r.Context(), l, r.URL.Path, f, false, nil))
}

// refused shows the page again with what is wrong, or how the promise stands now when it changed meanwhile.
func (h *Handlers) refused(w http.ResponseWriter, r *http.Request, l Letter, f *page.FormData, err error) error {
	if f.Take(err) {
		return page.Render(w, r, answerView(r.Context(), l, r.URL.Path, f, false, nil))
	}
	if !fault.Is(err, fault.KindConflict) {
		return err
	}
	now, r, openErr := h.open(r)
	if openErr != nil {
		return openErr
	}
	return page.Render(w, r, answerView(r.Context(), now, r.URL.Path, nil, false, fault.Of(err)))
}

// open reads the link, and lets the page speak the language of its letter unless the reader chose another.
func (h *Handlers) open(r *http.Request) (Letter, *http.Request, error) {
	l, err := h.service.OpenLetter(r.Context(), chi.URLParam(r, "token"))
	if err != nil || access.From(r.Context()).SignedIn() || session.LanguageChosen(r) {
		return l, r, err
	}
	return l, r.WithContext(i18n.With(r.Context(), firstOf(l.Language, l.ClubLanguage))), nil
}

// gone says kindly that a link has run out, and where its answer can still be given.
func gone(w http.ResponseWriter, r *http.Request, err error) error {
	if !fault.Is(err, fault.KindGone) {
		return err
	}
	return page.Render(w, r, goneView(r.Context()))
}

// readAnswer reads what somebody says along with their answer.
func readAnswer(f *page.FormData, l Letter) Answer {
	in := Answer{Note: f.Lines("note", mostNote)}
	if seq := f.Whole("seq", 0, 1<<30); seq != nil {
		in.Seq = *seq
	}
	switch l.Purpose {
	case DidIt:
		if l.Kind == commitment.Money {
			in.Cents = f.Cents("amount")
		} else {
			in.Amount = f.Amount("amount")
		}
	case MoreTime, NotYet:
		in.Due = f.Date("due")
		if quick := f.Date("day"); in.Due == nil {
			in.Due = quick
		}
	}
	return in
}
