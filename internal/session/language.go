package session

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
)

// guestLanguage is that of a visitor: the cookie, else what the browser asks for, else English.
func (s *Sessions) guestLanguage(ctx context.Context, r *http.Request) context.Context {
	if chosen := s.chosenLanguage(r); chosen != "" {
		return i18n.With(ctx, chosen)
	}
	return i18n.With(ctx, "en")
}

func (s *Sessions) chosenLanguage(r *http.Request) string {
	if code := s.cookie(r, "language"); i18n.Known(code) {
		return code
	}
	return i18n.Match(r.Header.Get("Accept-Language"))
}

// personLanguage: what the person chose goes before all; their first collaboratory's comes last.
func personLanguage(ctx context.Context, r *http.Request, s *Sessions, a access.Actor) context.Context {
	switch {
	case a.Language != "":
		return i18n.With(ctx, a.Language)
	case s.chosenLanguage(r) == "" && len(a.Clubs()) > 0:
		return i18n.With(ctx, a.Clubs()[0].Language)
	}
	return ctx
}

// LanguageChosen tells whether the reader or their browser named a language of ours. Where not, a page may speak that
// of its collaboratory.
func LanguageChosen(r *http.Request) bool {
	return access.From(r.Context()).Language != "" || held(r.Context()).sessions.chosenLanguage(r) != ""
}

// Routes mounts POST /language, which keeps the language and goes back to the page it came from.
func (s *Sessions) Routes(r chi.Router) {
	r.Method(http.MethodPost, "/language", page.Handler(s.takeLanguage))
}

func (s *Sessions) takeLanguage(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	code := f.Value("language")
	if !i18n.Known(code) {
		return fault.Invalid("language", "Please choose one")
	}
	actor := access.From(r.Context())
	if actor.SignedIn() && s.options.SetLanguage != nil {
		if err := s.options.SetLanguage(r.Context(), actor.PersonID, code); err != nil {
			return err
		}
	}
	s.setCookie(w, "language", code, yearSeconds)
	return page.Redirect(w, r, cameFrom(r))
}

// cameFrom is the page of ours that the form stood on.
func cameFrom(r *http.Request) string {
	if next := r.PostFormValue("next"); next != "" {
		return OwnPath(next)
	}
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host {
		return "/"
	}
	return OwnPath(from.RequestURI())
}

// OwnPath is next when it leads to a page of this install, and "/" otherwise: nobody is sent away by a link that
// begins with us.
func OwnPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" {
		return "/"
	}
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t\x00") {
		return "/"
	}
	return next
}
