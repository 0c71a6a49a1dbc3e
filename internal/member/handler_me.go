package member

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) me(w http.ResponseWriter, r *http.Request) error {
	return h.showMe(w, r, nil)
}

// showMe shows the page with the form as it was typed, or as it is known when f is nil.
func (h *Handlers) showMe(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	ctx := r.Context()
	me, err := h.service.Me(ctx)
	if err != nil {
		return err
	}
	open, err := h.sessions.List(ctx, me.Person.ID)
	if err != nil {
		return err
	}
	return page.Render(w, r, meView(ctx, me, open, f, h.service.clock.Now()))
}

func (h *Handlers) change(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.BeCalled(r.Context(), f.Value("name"), f.Value("language"))
	if err == nil {
		language := f.Value("language")
		session.Flash(w, r, i18n.T(i18n.With(r.Context(), language), "Saved."))
		return page.Redirect(w, r, "/me")
	}
	if !f.Take(err) {
		return err
	}
	return h.showMe(w, r, f)
}

func (h *Handlers) name(w http.ResponseWriter, r *http.Request) error {
	next := session.OwnPath(r.URL.Query().Get("next"))
	if access.From(r.Context()).Name != "" {
		return page.Redirect(w, r, next)
	}
	return page.Render(w, r, nameView(r.Context(), page.Filled(map[string]string{"next": next})))
}

func (h *Handlers) giveName(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.GiveName(r.Context(), f.Value("name"))
	if err == nil {
		return page.Redirect(w, r, session.OwnPath(f.Value("next")))
	}
	if !f.Take(err) {
		return err
	}
	return page.Render(w, r, nameView(r.Context(), f))
}

func (h *Handlers) endSession(w http.ResponseWriter, r *http.Request) error {
	open, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	if err := h.sessions.End(r.Context(), access.From(r.Context()).PersonID, open); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "That device is signed out."))
	return page.Redirect(w, r, "/me#devices")
}

func (h *Handlers) endOthers(w http.ResponseWriter, r *http.Request) error {
	if err := h.sessions.EndOthers(r.Context(), access.From(r.Context()).PersonID); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "All your other devices are signed out."))
	return page.Redirect(w, r, "/me#devices")
}

// Named asks a person who has no name yet for it before any other page; put it around what people read signed in.
func Named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor := access.From(r.Context())
		if actor.SignedIn() && actor.Name == "" && r.Method == http.MethodGet && !needsNoName(r.URL.Path) {
			http.Redirect(w, r, namePath(r.URL.RequestURI()), http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func needsNoName(path string) bool {
	return path == "/me/name" || path == "/privacy" || path == "/help" ||
		strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/i/") || strings.HasPrefix(path, "/sign-in")
}

func namePath(next string) string { return "/me/name?next=" + url.QueryEscape(next) }
