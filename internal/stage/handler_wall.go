package stage

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// wallFace is the big screen: the same for everybody who looks, members, guests and the paired screen alike.
var wallFace = face{
	name:  "wall",
	may:   func(standing) bool { return true },
	parts: wallParts,
}

// wall shows the big screen, in the language of its collaboratory.
func (h *Handlers) wall(w http.ResponseWriter, r *http.Request) error {
	v := visitorOf(r)
	if !v.mayWatch() {
		return fault.NotFound("That page is not here")
	}
	r = r.WithContext(i18n.With(r.Context(), v.club.Language))
	parts, err := h.service.hub.Parts(r.Context(), h.wallStream(r, v))
	if err != nil {
		return err
	}
	return page.Render(w, r, wallPage(r.Context(), v, parts, h.service.clock.Now()))
}

// wallEvents is the stream of the big screen. That of a paired screen ends with its day.
func (h *Handlers) wallEvents(w http.ResponseWriter, r *http.Request) error {
	v := visitorOf(r)
	if !v.mayWatch() {
		return fault.NotFound("That page is not here")
	}
	if v.screen {
		ctx, cancel := context.WithTimeout(r.Context(), v.paired.Until.Sub(h.service.clock.Now()))
		defer cancel()
		r = r.WithContext(ctx)
	}
	return h.service.hub.Serve(w, r, h.wallStream(r, v))
}

func (v visitor) mayWatch() bool {
	scope := access.Scope{Collaboratory: v.club.CollaboratoryID, Is: v.actor.GuestAt(v.gathering)}
	return v.screen || access.Allows(v.actor, access.GatheringRoom, scope)
}

func (h *Handlers) wallStream(r *http.Request, v visitor) live.Stream {
	s := live.Stream{
		Topics: []live.Topic{Topic(v.gathering)}, Key: "wall/" + v.club.Language,
		Render: func(ctx context.Context) ([]live.Part, error) {
			return h.service.render(i18n.With(ctx, v.club.Language), v, wallFace, id.Nil)
		},
		Private: v.private(),
		Still:   func(ctx context.Context) error { return h.service.still(ctx, v, wallFace) },
	}
	if v.screen {
		key := screenKey(r)
		s.Private = []live.Topic{v.paired.topic()}
		s.Still = func(ctx context.Context) error { return h.service.stillShows(ctx, key, v.gathering) }
	}
	return s
}

// wallURL is the address of the big screen.
func (v visitor) wallURL(parts ...string) string {
	return v.club.URL(append([]string{"gatherings", v.gathering.String(), "screen"}, parts...)...)
}

// onWall are the two addresses that a paired screen may ask for: the big screen and its stream.
func onWall(r *http.Request) bool {
	at := "/gatherings/" + chi.URLParam(r, "gathering") + "/screen"
	path := strings.TrimSuffix(r.URL.Path, "/")
	return r.Method == http.MethodGet && (strings.HasSuffix(path, at) || strings.HasSuffix(path, at+"/events"))
}

// screenOf lets in the browser of a venue that was paired with this gathering.
func (h *Handlers) screenOf(r *http.Request, v *visitor, _ string) (bool, error) {
	if !onWall(r) {
		return false, nil
	}
	paired, err := h.service.FindScreen(r.Context(), screenKey(r))
	if err != nil || paired.Gathering != v.gathering || paired.Club.Slug != chi.URLParam(r, "slug") {
		return false, unlessMissing(err)
	}
	v.screen, v.paired, v.club = true, paired, page.Club{Membership: paired.Club}
	return true, nil
}

// wasScreen answers a browser whose showing has ended: its page goes back to the pairing, its stream says goodbye.
// Whoever is signed in gets the usual answer.
func (h *Handlers) wasScreen(w http.ResponseWriter, r *http.Request) bool {
	if session.Kept(r, screenCookie) == "" || !onWall(r) || access.From(r.Context()).SignedIn() {
		return false
	}
	if strings.HasSuffix(r.URL.Path, "/events") {
		ended := func(context.Context) error { return fault.Gone("This screen shows no gathering any more") }
		if err := h.service.hub.Serve(w, r, live.Stream{Still: ended}); err != nil {
			page.Fail(w, r, err)
		}
		return true
	}
	http.Redirect(w, r, "/screen", http.StatusSeeOther)
	return true
}

// stillShows tells whether a screen shows this gathering still.
func (s *Service) stillShows(ctx context.Context, key string, at id.ID) error {
	screen, err := s.FindScreen(ctx, key)
	if err == nil && screen.Gathering != at {
		return fault.Gone("This screen shows no gathering any more")
	}
	return err
}

// screenLasts is how long a browser holds its key: while it waits, and until midnight of the longest day.
const screenLasts = 26 * time.Hour

// screenKey is the key a browser holds; while it waits, its number stands behind it.
func screenKey(r *http.Request) string {
	key, _, _ := strings.Cut(session.Kept(r, screenCookie), ".")
	return key
}

// screenDigits is the number a browser waits with; empty when what it holds is no such number.
func screenDigits(r *http.Request) string {
	_, digits, _ := strings.Cut(session.Kept(r, screenCookie), ".")
	if len(digits) != 6 || onlyDigits(digits) != digits {
		return ""
	}
	return digits
}
