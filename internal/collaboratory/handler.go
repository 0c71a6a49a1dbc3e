package collaboratory

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers are the pages of a collaboratory, but for its front page, which is home's.
type Handlers struct {
	service  *Service
	sessions *session.Sessions
}

// NewHandlers makes them.
func NewHandlers(service *Service, sessions *session.Sessions) *Handlers {
	return &Handlers{service: service, sessions: sessions}
}

// Club is the middleware of /c/{slug}: it says whose page this is. Who does not belong finds nothing there, and who is
// not signed in is asked to. It costs no query: the session knows what its person belongs to.
func Club(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m, belongs := access.From(r.Context()).MembershipBySlug(chi.URLParam(r, "slug"))
		if !belongs {
			page.Fail(w, r, fault.NotFound("That page is not here"))
			return
		}
		next.ServeHTTP(w, r.WithContext(page.WithClub(r.Context(), m)))
	})
}

// Routes mounts, at the top, the ways in: /i/{token} and below, for everybody.
func (h *Handlers) Routes(r chi.Router) {
	r.Method(http.MethodGet, "/i/{token}", page.Handler(h.door))
	r.Method(http.MethodPost, "/i/{token}", page.Handler(h.enter))
	r.Method(http.MethodPost, "/i/{token}/opened", page.Handler(h.opened))
	r.Method(http.MethodGet, "/i/{token}/sent", page.Handler(h.sent))
}

// SignedInRoutes mounts, at the top, /c/new.
func (h *Handlers) SignedInRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/c/new", page.Handler(h.new))
	r.Method(http.MethodPost, "/c/new", page.Handler(h.create))
}

// ClubRoutes mounts, under /c/{slug} and behind Club: /members, /invitations, /settings, /agreement, /backup, /audit,
// /first-steps.
func (h *Handlers) ClubRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/first-steps", page.Handler(h.firstSteps))
	r.Method(http.MethodGet, "/members", page.Handler(h.members))
	r.Method(http.MethodGet, "/members/new", page.Handler(h.newPerson))
	r.Method(http.MethodPost, "/members/new", page.Handler(h.addPerson))
	r.Method(http.MethodPost, "/members/leave", page.Handler(h.leave))
	h.directoryRoutes(r)
	r.Method(http.MethodGet, "/members/{id}", page.Handler(h.member))
	r.Method(http.MethodGet, "/members/{id}/edit", page.Handler(h.edit))
	r.Method(http.MethodPost, "/members/{id}/edit", page.Handler(h.editPerson))
	r.Method(http.MethodPost, "/members/{id}/role", page.Handler(h.giveRole))
	r.Method(http.MethodPost, "/members/{id}/removal", page.Handler(h.remove))
	r.Method(http.MethodGet, "/invitations", page.Handler(h.invitations))
	r.Method(http.MethodPost, "/invitations", page.Handler(h.invite))
	r.Method(http.MethodPost, "/invitations/link", page.Handler(h.link))
	r.Method(http.MethodPost, "/invitations/{id}/letter", page.Handler(h.resend))
	r.Method(http.MethodPost, "/invitations/{id}/withdrawal", page.Handler(h.withdraw))
	h.settingsRoutes(r)
	h.officeRoutes(r)
}

func (h *Handlers) new(w http.ResponseWriter, r *http.Request) error {
	if err := access.Check(access.From(r.Context()), access.CollaboratoryCreate, access.Scope{}); err != nil {
		return err
	}
	return page.Render(w, r, newView(r.Context(), page.Filled(nil)))
}

func (h *Handlers) create(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	made, err := h.service.Create(r.Context(), Founding{
		Key: f.Key(), Name: f.Value("name"), Town: f.Value("town"), Zone: f.Value("zone"), Language: i18n.Lang(r.Context()),
	})
	if err == nil {
		return page.Redirect(w, r, page.ClubURL(made.Slug, "first-steps"))
	}
	if !f.Take(err) {
		return err
	}
	return page.Render(w, r, newView(r.Context(), f))
}

func (h *Handlers) firstSteps(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	club, err := h.service.See(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, firstStepsView(r.Context(), c, club))
}

// inPath reads the id in the address: of a member, or of an invitation.
func inPath(r *http.Request) (id.ID, error) { return id.Parse(chi.URLParam(r, "id")) }
