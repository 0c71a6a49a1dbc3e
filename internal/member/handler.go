package member

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers are the pages of a person: the front door, what they say of themselves, and two pages to read.
type Handlers struct {
	service  *Service
	sessions *session.Sessions
	client   func(*http.Request) string
}

// NewHandlers makes them. client names where a request comes from, to count wrong codes under.
func NewHandlers(service *Service, sessions *session.Sessions, client func(*http.Request) string) *Handlers {
	return &Handlers{service: service, sessions: sessions, client: client}
}

// Routes mounts, at the top, what everybody may open: /sign-in and below, /sign-out, /privacy, /help.
func (h *Handlers) Routes(r chi.Router) {
	r.Method(http.MethodGet, "/sign-in", page.Handler(h.door))
	r.Method(http.MethodPost, "/sign-in", page.Handler(h.ask))
	r.Method(http.MethodGet, "/sign-in/sent", page.Handler(h.sent))
	r.Method(http.MethodPost, "/sign-in/sent", page.Handler(h.useCode))
	r.Method(http.MethodGet, "/sign-in/{token}", page.Handler(h.link))
	r.Method(http.MethodPost, "/sign-in/{token}", page.Handler(h.useLink))
	r.Method(http.MethodPost, "/sign-out", page.Handler(h.signOut))
	r.Method(http.MethodGet, "/privacy", page.Handler(h.privacy))
	r.Method(http.MethodGet, "/help", page.Handler(h.help))
}

// SignedInRoutes mounts, at the top, what only somebody signed in may open: /me and below.
func (h *Handlers) SignedInRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/me", page.Handler(h.me))
	r.Method(http.MethodPost, "/me", page.Handler(h.change))
	r.Method(http.MethodGet, "/me/name", page.Handler(h.name))
	r.Method(http.MethodPost, "/me/name", page.Handler(h.giveName))
	r.Method(http.MethodPost, "/me/sessions/others/end", page.Handler(h.endOthers))
	r.Method(http.MethodPost, "/me/sessions/{id}/end", page.Handler(h.endSession))
	h.profileRoutes(r)
}

func (h *Handlers) door(w http.ResponseWriter, r *http.Request) error {
	next := session.OwnPath(r.URL.Query().Get("next"))
	if access.From(r.Context()).SignedIn() {
		return page.Redirect(w, r, next)
	}
	f := page.Filled(map[string]string{"next": next})
	return page.Render(w, r, doorView(r.Context(), f, ""))
}

func (h *Handlers) ask(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	err = h.service.AskToSignIn(ctx, Ask{
		Email: f.Value("email"), Browser: session.BrowserID(w, r), Client: h.client(r),
		Next: f.Value("next"), Language: i18n.Lang(ctx),
	})
	if err == nil {
		return page.Redirect(w, r, "/sign-in/sent")
	}
	if !f.Take(err) {
		return err
	}
	return page.Render(w, r, doorView(ctx, f, ""))
}

func (h *Handlers) sent(w http.ResponseWriter, r *http.Request) error {
	email, err := h.service.AskedFrom(r.Context(), session.BrowserID(w, r))
	if err != nil {
		return err
	}
	return page.Render(w, r, sentView(r.Context(), page.Filled(nil), email))
}

func (h *Handlers) useCode(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	browser := session.BrowserID(w, r)
	entry, err := h.service.UseCode(r.Context(), browser, h.client(r), f.Value("code"))
	if err == nil {
		return h.letIn(w, r, entry)
	}
	if fault.Is(err, fault.KindGone) {
		return page.Render(w, r, endedView(r.Context(), fault.Of(err)))
	}
	if !f.Take(err) {
		return err
	}
	email, err := h.service.AskedFrom(r.Context(), browser)
	if err != nil {
		return err
	}
	return page.Render(w, r, sentView(r.Context(), f, email))
}

func (h *Handlers) link(w http.ResponseWriter, r *http.Request) error {
	email, err := h.service.LookAtLink(r.Context(), chi.URLParam(r, "token"))
	if ended(err) {
		return page.Render(w, r, endedView(r.Context(), fault.Of(err)))
	}
	if err != nil {
		return err
	}
	return page.Render(w, r, linkView(r.Context(), email))
}

func (h *Handlers) useLink(w http.ResponseWriter, r *http.Request) error {
	entry, err := h.service.UseLink(r.Context(), chi.URLParam(r, "token"))
	if ended(err) {
		return page.Render(w, r, endedView(r.Context(), fault.Of(err)))
	}
	if err != nil {
		return err
	}
	return h.letIn(w, r, entry)
}

// ended: a link that is over and one we never made look the same, and both offer a new letter.
func ended(err error) bool {
	return fault.Is(err, fault.KindGone) || fault.Is(err, fault.KindNotFound)
}

func (h *Handlers) letIn(w http.ResponseWriter, r *http.Request, entry Entry) error {
	if err := h.sessions.SignIn(r.Context(), entry.PersonID); err != nil {
		return err
	}
	if entry.Name == "" {
		return page.Redirect(w, r, namePath(entry.Next))
	}
	return page.Redirect(w, r, entry.Next)
}

func (h *Handlers) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := h.sessions.SignOut(r.Context()); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "You are signed out."))
	return page.Redirect(w, r, "/sign-in")
}

func (h *Handlers) privacy(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "Privacy"), Body: readingPage(privacyText(ctx))})
}

func (h *Handlers) help(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "Help"), Body: readingPage(helpText(ctx, access.From(ctx).SignedIn()))})
}
