package account

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers are the pages of one’s own account.
type Handlers struct{ service *Service }

// NewHandlers makes them.
func NewHandlers(s *Service) *Handlers { return &Handlers{service: s} }

// Routes mounts, at the top, the links of this room’s letters: they need no sign-in.
func (h *Handlers) Routes(r chi.Router) {
	r.Method(http.MethodGet, "/account/{token}", page.Handler(h.look))
	r.Method(http.MethodPost, "/account/{token}", page.Handler(h.use))
}

// SignedInRoutes mounts, at the top, the pages below /me that are of this room.
func (h *Handlers) SignedInRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/me/address", page.Handler(h.address))
	r.Method(http.MethodPost, "/me/address", page.Handler(h.askForAddress))
	r.Method(http.MethodGet, "/me/zone", page.Handler(h.zone))
	r.Method(http.MethodPost, "/me/zone", page.Handler(h.chooseZone))
	r.Method(http.MethodGet, "/me/letters", page.Handler(h.letters))
	r.Method(http.MethodPost, "/me/letters", page.Handler(h.chooseLetters))
	r.Method(http.MethodPost, "/me/letters/again", page.Handler(h.acceptLetters))
	r.Method(http.MethodGet, "/me/calendar", page.Handler(h.calendar))
	r.Method(http.MethodPost, "/me/calendar/renewal", page.Handler(h.renewCalendar))
	h.copyRoutes(r)
	r.Method(http.MethodGet, "/me/erasing", page.Handler(h.erasing))
	r.Method(http.MethodPost, "/me/erasing", page.Handler(h.askToBeErased))
	r.Method(http.MethodPost, "/me/erasing/call-back", page.Handler(h.keep))
}

func (h *Handlers) address(w http.ResponseWriter, r *http.Request) error {
	return h.showAddress(w, r, page.Filled(nil))
}

func (h *Handlers) showAddress(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	asked, err := h.service.AskedAddress(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, addressView(r.Context(), access.From(r.Context()).Email, asked, f))
}

func (h *Handlers) askForAddress(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.AskForAddress(r.Context(), f.Value("email"))
	if err == nil {
		return page.Redirect(w, r, "/me/address")
	}
	if !f.Take(err) {
		return err
	}
	return h.showAddress(w, r, f)
}

func (h *Handlers) zone(w http.ResponseWriter, r *http.Request) error {
	zone, err := h.service.Zone(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, zoneView(r.Context(), page.Filled(map[string]string{"zone": zone})))
}

func (h *Handlers) chooseZone(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	if err := h.service.ChooseZone(r.Context(), f.Value("zone")); err != nil {
		if !f.Take(err) {
			return err
		}
		return page.Render(w, r, zoneView(r.Context(), f))
	}
	return saved(w, r, "/me#account")
}

func (h *Handlers) letters(w http.ResponseWriter, r *http.Request) error {
	l, err := h.service.Letters(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, lettersView(r.Context(), l))
}

func (h *Handlers) chooseLetters(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	if err := h.service.ChooseLetters(r.Context(), f.Values("letters")); err != nil {
		return err
	}
	return saved(w, r, "/me/letters")
}

func (h *Handlers) acceptLetters(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	if err := h.service.AcceptLetters(r.Context(), f.ID("collaboratory"), f.Value("kind")); err != nil {
		return err
	}
	return saved(w, r, "/me/letters")
}

func (h *Handlers) calendar(w http.ResponseWriter, r *http.Request) error {
	feed, err := h.service.rooms.Gatherings.FeedURL(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, calendarView(r.Context(), feed))
}

func (h *Handlers) renewCalendar(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.rooms.Gatherings.RenewFeed(r.Context()); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "Your calendar has a new address. The one before opens nothing any more."))
	return page.Redirect(w, r, "/me/calendar")
}

func (h *Handlers) erasing(w http.ResponseWriter, r *http.Request) error {
	l, err := h.service.Leaving(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, erasingView(r.Context(), l))
}

func (h *Handlers) askToBeErased(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.AskToBeErased(r.Context()); err != nil {
		return err
	}
	return page.Redirect(w, r, "/me/erasing")
}

func (h *Handlers) keep(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.Keep(r.Context()); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "You keep your account."))
	return page.Redirect(w, r, "/me")
}

// look shows what a link of a letter would do, and does nothing: mail scanners open links too.
func (h *Handlers) look(w http.ResponseWriter, r *http.Request) error {
	ctx, link := r.Context(), chi.URLParam(r, "token")
	switch purpose := h.service.Signer.Purpose(link); purpose {
	case ConfirmAddress, StopAddress:
		c, err := h.service.LookAtAddress(ctx, purpose, link)
		if err != nil {
			return err
		}
		return page.Render(w, r, changeView(ctx, purpose, c, r.URL.Path))
	case KeepAccount:
		if _, err := h.service.LookAtKeep(ctx, link); err != nil {
			return err
		}
		return page.Render(w, r, keepView(ctx, r.URL.Path))
	}
	return errNoLink
}

var errNoLink = fault.NotFound("This link is not one of ours, or it did not arrive whole")

func (h *Handlers) use(w http.ResponseWriter, r *http.Request) error {
	var do func(context.Context, string) error
	var said string
	ctx, link := r.Context(), chi.URLParam(r, "token")
	switch h.service.Signer.Purpose(link) {
	case ConfirmAddress:
		do, said = h.service.ConfirmAddress, i18n.T(ctx, "Your address is changed. Sign in with the new one from now on.")
	case StopAddress:
		do, said = h.service.StopAddress, i18n.T(ctx, "Stopped. You sign in with this address, and every device is signed out.")
	case KeepAccount:
		do, said = h.service.KeepByLetter, i18n.T(ctx, "You keep your account.")
	default:
		return errNoLink
	}
	if err := do(ctx, link); err != nil {
		return err
	}
	session.Flash(w, r, said)
	return page.Redirect(w, r, "/")
}

func saved(w http.ResponseWriter, r *http.Request, to string) error {
	session.Flash(w, r, i18n.T(r.Context(), "Saved."))
	return page.Redirect(w, r, to)
}
