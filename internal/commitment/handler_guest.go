package commitment

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// GuestAnswers are the two halves of /a/{token} for a link signed for WasThisYou: GET shows what was promised and
// changes nothing, POST takes the answer. They need no sign-in: the link is enough.
func (h *Handlers) GuestAnswers() (get, post page.Handler) {
	return h.openGuestLetter, h.answerGuestLetter
}

func (h *Handlers) openGuestLetter(w http.ResponseWriter, r *http.Request) error {
	l, err := h.service.OpenGuestLetter(r.Context(), chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	ctx := guestLanguage(r, l)
	v := guestLetterViewOf(ctx, l, r.URL.Path)
	return page.Render(w, r.WithContext(ctx), page.View{Title: v.Title, Form: v.Open, Body: wasThisYou(v)})
}

func (h *Handlers) answerGuestLetter(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	answer := f.Value("answer")
	if answer == "yes" || answer == "no" {
		if err := h.service.AnswerGuestLetter(r.Context(), chi.URLParam(r, "token"), answer == "yes"); err != nil {
			return err
		}
	}
	return page.Redirect(w, r, r.URL.Path)
}

// guestLanguage is the language a guest joined in, unless the reader chose another.
func guestLanguage(r *http.Request, l GuestLetter) context.Context {
	switch {
	case access.From(r.Context()).SignedIn() || session.LanguageChosen(r):
		return r.Context()
	case l.Language != "":
		return i18n.With(r.Context(), l.Language)
	}
	return i18n.With(r.Context(), l.ClubLanguage)
}
