package stage

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/live"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// How often a browser may ask for a number, and how many wrong ones a person may type.
const (
	mostNumbers, numbersPer = 20, time.Hour
	mostWrong, wrongPer     = 10, 15 * time.Minute
)

// pairingRoutes are open to everybody: a screen shows nothing before a host has typed its number.
func (h *Handlers) pairingRoutes(r chi.Router) {
	get(r, "/screen", h.pairing)
	post(r, "/screen", h.makeScreen)
}

// screenRoutes are the host’s side of it, behind the form of the console (screensForm).
func (h *Handlers) screenRoutes(r chi.Router) {
	post(r, "/screens", h.pairScreen)
	post(r, "/screens/end", h.unpairScreens)
}

// pairing shows the number a browser waits with, or offers to wait; once paired it leads to the big screen.
func (h *Handlers) pairing(w http.ResponseWriter, r *http.Request) error {
	key := screenKey(r)
	if key == "" {
		return page.Render(w, r, pairingPage(r.Context(), "", false))
	}
	screen, err := h.service.FindScreen(r.Context(), key)
	if err != nil {
		if err := unlessMissing(err); err != nil {
			return err
		}
		return page.Render(w, r, pairingPage(r.Context(), "", true))
	}
	if screen.Paired() {
		v := visitor{club: page.Club{Membership: screen.Club}, gathering: screen.Gathering}
		return page.Redirect(w, r, v.wallURL())
	}
	waiting := pairingPage(r.Context(), screenDigits(r), false)
	waiting.Again = true
	return page.Render(w, r, waiting)
}

// makeScreen has this browser wait with a number.
func (h *Handlers) makeScreen(w http.ResponseWriter, r *http.Request) error {
	if err := h.limiter.Allow(r.Context(), "screen/"+session.BrowserID(w, r), mostNumbers, numbersPer); err != nil {
		return err
	}
	made, err := h.service.MakeScreen(r.Context(), screenKey(r))
	if err != nil {
		return err
	}
	session.Keep(w, r, screenCookie, made.Key+"."+made.Digits, int(screenLasts/time.Second))
	return page.Redirect(w, r, "/screen")
}

// pairingEvents says “me” when a waiting screen was paired, and “bye” when its number has run out.
func (h *Handlers) pairingEvents(w http.ResponseWriter, r *http.Request) error {
	key := screenKey(r)
	screen, err := h.service.FindScreen(r.Context(), key)
	if fault.Is(err, fault.KindUnavailable) {
		return err
	}
	if err == nil {
		ctx, cancel := context.WithTimeout(r.Context(), screen.Until.Sub(h.service.clock.Now()))
		defer cancel()
		r = r.WithContext(ctx)
	}
	return h.service.hub.Serve(w, r, live.Stream{
		Private: []live.Topic{screen.topic()}, Again: screen.Paired(),
		Still: func(ctx context.Context) error {
			_, err := h.service.FindScreen(ctx, key)
			return err
		},
	})
}

// pairScreen takes the number a host read off the big screen.
func (h *Handlers) pairScreen(w http.ResponseWriter, r *http.Request) error {
	ctx, v := r.Context(), visitorOf(r)
	form, err := page.Form(w, r)
	if err != nil {
		return err
	}
	tries := "pairing/" + access.From(ctx).PersonID.String()
	if err := h.limiter.Check(ctx, tries, mostWrong, wrongPer); err != nil {
		return err
	}
	err = h.service.PairScreen(ctx, v.club.CollaboratoryID, v.gathering, form.Value("digits"))
	if fault.Is(err, fault.KindInvalid) {
		if err := h.limiter.Failed(ctx, tries, wrongPer); err != nil {
			return err
		}
	}
	return h.screensAnswer(w, r, err, i18n.T(ctx, "The big screen shows this room now."))
}

// unpairScreens ends every big screen of the gathering.
func (h *Handlers) unpairScreens(w http.ResponseWriter, r *http.Request) error {
	v := visitorOf(r)
	err := h.service.UnpairScreens(r.Context(), v.club.CollaboratoryID, v.gathering)
	return h.screensAnswer(w, r, err, i18n.T(r.Context(), "No big screen shows this room any more."))
}

// screensAnswer goes back to the console and says there what came of it.
func (h *Handlers) screensAnswer(w http.ResponseWriter, r *http.Request, err error, done string) error {
	if err != nil {
		said := refusalOf(r.Context(), err)
		if said == "" {
			return err
		}
		done = said
	}
	session.Flash(w, r, done)
	return page.Redirect(w, r, visitorOf(r).url()+"?view=console")
}
