package app

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"collaboratory/internal/access"
	"collaboratory/internal/account"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/followup"
	"collaboratory/internal/gathering"
	"collaboratory/internal/home"
	"collaboratory/internal/limit"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
	"collaboratory/internal/stage"
	"collaboratory/web"
	"collaboratory/web/ui"
)

// rooms are the pages of every room, with their slots filled.
type rooms struct {
	members         *member.Handlers
	collaboratories *collaboratory.Handlers
	gatherings      *gathering.Handlers
	presentations   *presentation.Handlers
	commitments     *commitment.Handlers
	followups       *followup.Handlers
	home            *home.Handlers
	stage           *stage.Handlers
	account         *account.Handlers
}

// openPages makes the pages and wires the slots: here a left page gets what a right room shows on it.
func (a *App) openPages() rooms {
	p := rooms{
		members:         member.NewHandlers(a.Members, a.Sessions, a.client),
		collaboratories: collaboratory.NewHandlers(a.Collaboratories, a.Sessions),
		gatherings:      gathering.NewHandlers(a.Gatherings),
		presentations:   presentation.NewHandlers(a.Presentations),
		commitments:     commitment.NewHandlers(a.Commitments),
		followups:       followup.NewHandlers(a.Followups),
		home:            home.NewHandlers(home.New(a.DB, a.Clock)),
		stage:           stage.NewHandlers(a.Stages, a.Limiter, a.client),
		account:         account.NewHandlers(a.Accounts),
	}
	p.gatherings.LineUp = presentation.LineUp
	p.gatherings.Promises = p.commitments.AtGathering
	p.gatherings.Room = p.stage.AtGathering
	p.presentations.Help = p.commitments.AtPresentation
	p.home.Mine = p.commitments.Mine
	p.home.NextOfMine = p.gatherings.NextOfMine
	p.home.ToConfirm = p.presentations.ToConfirm
	p.home.Next = p.gatherings.Next
	p.home.Concerns = p.collaboratories.Concerns
	p.home.Crest = p.collaboratories.Crest
	return p
}

// Handler is every address of the install.
func (a *App) Handler() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.RequestID, a.house, secureHeaders(a.Config.Secure()), calm, logRequests, middleware.GetHead)
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	r.Get("/readyz", a.ready)
	r.Mount("/static", web.Handler())
	p := a.openPages()
	r.Group(func(r chi.Router) {
		r.Use(a.Sessions.Load, calm) // never compressed: each stream would keep a dictionary of its own
		p.stage.Streams(r)
	})
	r.Group(func(r chi.Router) {
		r.Use(compress, a.Sessions.Load, calm, ownOriginOnly) // the last two answer in the reader's language
		r.NotFound(page.Handler(notFound).ServeHTTP)
		r.MethodNotAllowed(page.Handler(notFound).ServeHTTP)
		a.open(r, p)
		r.Group(func(r chi.Router) {
			r.Use(signedIn, member.Named)
			a.closed(r, p)
		})
		r.Route("/c/{slug}", func(r chi.Router) { a.club(r, p) })
	})
	return r
}

// open mounts what everybody may ask for; routes_test.go lists it and denies the rest.
func (a *App) open(r chi.Router, p rooms) {
	p.home.Routes(r)
	p.members.Routes(r)
	p.collaboratories.Routes(r)
	p.gatherings.Feeds(r)
	p.stage.Routes(r.With(p.collaboratories.Moved))
	p.account.Routes(r)
	a.Sessions.Routes(r)
	a.Office.Routes(r)
	ask, answer := p.followups.Answers()
	askGuest, answerGuest := p.commitments.GuestAnswers()
	r.Method(http.MethodGet, "/a/{token}", a.answer(p.gatherings.OpenAnswer, askGuest, p.collaboratories.OpenCall, ask))
	r.Method(http.MethodPost, "/a/{token}", a.answer(p.gatherings.SendAnswer, answerGuest, p.collaboratories.AnswerFromLetter, answer))
	if a.Config.Dev {
		r.Group(func(r chi.Router) {
			r.Use(notBehindProxy)
			a.Office.DevRoutes(r)
			r.Method(http.MethodGet, "/dev/kit", page.Handler(kit))
		})
	}
}

// closed mounts what asks for a sign-in first.
func (a *App) closed(r chi.Router, p rooms) {
	p.members.SignedInRoutes(r)
	p.account.SignedInRoutes(r)
	p.collaboratories.SignedInRoutes(r)
}

// club mounts what stands under /c/{slug}. Strangers see its public page where that is switched on, and old addresses
// lead on; for everything else one must be signed in and belong, and each verb asks again what one may do.
func (a *App) club(r chi.Router, p rooms) {
	r.Use(p.collaboratories.Moved, p.collaboratories.Welcome)
	p.collaboratories.OpenClubRoutes(r)
	r.Group(func(r chi.Router) {
		r.Use(signedIn, member.Named, collaboratory.Club)
		r.NotFound(page.Handler(notFound).ServeHTTP)
		r.MethodNotAllowed(page.Handler(notFound).ServeHTTP)
		p.home.ClubRoutes(r)
		p.collaboratories.ClubRoutes(r)
		p.account.ClubRoutes(r)
		p.gatherings.Routes(r)
		p.presentations.Routes(r)
		p.commitments.Routes(r)
	})
}

// answer sends the link of a letter to the room whose purpose it carries.
func (a *App) answer(invitation, guest, convener, promise page.Handler) page.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		switch a.Signer.Purpose(chi.URLParam(r, "token")) {
		case gathering.AnswerPurpose:
			return invitation(w, r)
		case commitment.WasThisYou:
			return guest(w, r)
		case collaboratory.HerePurpose:
			return convener(w, r)
		}
		return promise(w, r)
	}
}

// house keeps the facts of the install for every page.
func (a *App) house(next http.Handler) http.Handler {
	facts := page.House{Dev: a.Config.Dev, Base: a.Config.BaseURL}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(page.WithHouse(r.Context(), facts)))
	})
}

// client names where a request comes from, to count wrong codes under.
func (a *App) client(r *http.Request) string {
	return limit.AddressKey(limit.ClientIP(r, a.Config.TrustedProxies))
}

// signedIn sends strangers to the door. A form posted by somebody whose session has ended is refused in words.
func signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !access.From(r.Context()).SignedIn() {
			page.Fail(w, r, fault.Forbidden("Please sign in first"))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ownOriginOnly refuses forms that other sites send in our readers' names.
func ownOriginOnly(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(page.Handler(func(http.ResponseWriter, *http.Request) error {
		return fault.Forbidden("That form came from another site: open the page here and send it again")
	}))
	return protection.Handler(next)
}

// notBehindProxy closes the development pages when a proxy stands in front: then they would be open to the world.
func notBehindProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			if name == "Forwarded" || strings.HasPrefix(name, "X-Forwarded-") {
				page.Fail(w, r, fault.NotFound("That page is not here"))
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func compress(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }

func notFound(http.ResponseWriter, *http.Request) error {
	return fault.NotFound("That page is not here")
}

func kit(w http.ResponseWriter, r *http.Request) error {
	return page.Render(w, r, page.View{Title: "Kit", Body: ui.Kit()})
}

// ready tells a load balancer whether this copy can answer: Postgres is there and its schema is ours.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	if err := a.DB.Current(r.Context()); err != nil {
		slog.WarnContext(r.Context(), "not ready", "error", err)
		w.Header().Set("Retry-After", "5")
		http.Error(w, "not ready\n", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ready " + a.Clock.Now().Format(time.RFC3339) + "\n"))
}
