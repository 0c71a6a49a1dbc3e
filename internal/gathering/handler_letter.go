package gathering

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// OpenAnswer shows the page behind the link of an invitation; nobody need sign in. The house sends links of
// AnswerPurpose at /a/{token} here. It changes nothing: a scanner may visit it.
func (h *Handlers) OpenAnswer(w http.ResponseWriter, r *http.Request) error {
	l, err := h.service.OpenLetter(r.Context(), chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	f := page.Filled(answerValues(l.Answer))
	if said := r.URL.Query().Get("answer"); said != "" {
		f.Set("answer", said)
	}
	return h.letterForm(w, r, l, f)
}

// SendAnswer takes the answer of the person the link names. The house sends the POST of /a/{token} here.
func (h *Handlers) SendAnswer(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	link := chi.URLParam(r, "token")
	l, err := h.service.OpenLetter(r.Context(), link)
	if err != nil {
		return err
	}
	reply := readReply(f)
	if f.OK() {
		err = h.service.AnswerFromLetter(r.Context(), link, reply)
		if err == nil {
			session.Flash(w, r, i18n.T(r.Context(), "Thank you, your answer is kept."))
			return page.Redirect(w, r, "/a/"+link)
		}
		if !f.Take(err) {
			return err
		}
	}
	return h.letterForm(w, r, l, f)
}

func (h *Handlers) letterForm(w http.ResponseWriter, r *http.Request, l Letter, f *page.FormData) error {
	ctx := letterLanguage(r, l)
	v := newLetterView(ctx, l, "/a/"+chi.URLParam(r, "token"), f)
	view := page.FormView(f, i18n.T(ctx, "Are you coming?"), "")
	view.Body = letterPage(v)
	return page.Render(w, r.WithContext(ctx), view)
}

// letterLanguage is the language of the letter the link came from, unless the reader chose another.
func letterLanguage(r *http.Request, l Letter) context.Context {
	switch {
	case access.From(r.Context()).SignedIn() || session.LanguageChosen(r):
		return r.Context()
	case l.Reader.Language != "":
		return i18n.With(r.Context(), l.Reader.Language)
	}
	return i18n.With(r.Context(), l.Reader.ClubLanguage)
}
