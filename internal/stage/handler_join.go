package stage

import (
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) joinRoutes(r chi.Router) {
	get(r, "/g", h.askCode)
	get(r, "/g/{code}", h.askName)
	post(r, "/g/{code}", h.join)
}

// Wrong codes are counted by where they come from; a hall of phones is one address, so right ones never are.
const (
	wrongCodes    = 200
	wrongCodesPer = 10 * time.Minute
)

// askCode is where the five characters on the big screen are typed.
func (h *Handlers) askCode(w http.ResponseWriter, r *http.Request) error {
	if code := strings.Join(strings.Fields(r.URL.Query().Get("code")), ""); code != "" && len(code) <= 20 {
		if _, err := h.doorOf(r, code); err == nil || !fault.Is(err, fault.KindNotFound) {
			return page.Redirect(w, r, "/g/"+urlSafe(code))
		}
		return page.Render(w, r, codePage(r.Context(), code, true))
	}
	return page.Render(w, r, codePage(r.Context(), "", false))
}

// urlSafe keeps of a code what a code is made of.
func urlSafe(code string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, strings.ToUpper(code))
}

// doorOf finds the gathering behind a code. A wrong one counts.
func (h *Handlers) doorOf(r *http.Request, code string) (gathering.Door, error) {
	ctx, key := r.Context(), "code/"+h.client(r)
	if err := h.limiter.Check(ctx, key, wrongCodes, wrongCodesPer); err != nil {
		return gathering.Door{}, err
	}
	door, err := h.service.gatherings.FindByCode(ctx, code)
	if fault.Is(err, fault.KindNotFound) {
		if counted := h.limiter.Failed(ctx, key, wrongCodesPer); counted != nil {
			return gathering.Door{}, counted
		}
	}
	return door, err
}

// askName is the page behind the code on the big screen. Who belongs, or came in before, is in the room with no step.
func (h *Handlers) askName(w http.ResponseWriter, r *http.Request) error {
	door, answered, err := h.atDoor(w, r)
	if err != nil || answered {
		return err
	}
	switch {
	case r.URL.Query().Has("youth"):
		return page.Render(w, r, youthPage(r.Context(), door))
	case !door.Open():
		return h.shut(w, r, door)
	}
	values := map[string]string{}
	if actor := access.From(r.Context()); actor.SignedIn() {
		values["name"] = actor.Name
	}
	return page.Render(w, r, joinPage(r.Context(), door, page.Filled(values)))
}

// atDoor finds the door. The reader is answered here who has no right code, and who is sent on to the room: a member, or
// a guest who is in already.
func (h *Handlers) atDoor(w http.ResponseWriter, r *http.Request) (door gathering.Door, answered bool, err error) {
	door, err = h.doorOf(r, chi.URLParam(r, "code"))
	switch {
	case fault.Is(err, fault.KindNotFound):
		return door, true, page.Render(w, r, codePage(r.Context(), chi.URLParam(r, "code"), true))
	case err != nil:
		return door, false, err
	case h.isIn(r, door):
		return door, true, page.Redirect(w, r, roomOf(door))
	}
	return door, false, nil
}

// isIn tells whether the reader needs no joining: they belong, or hold a pass for this gathering.
func (h *Handlers) isIn(r *http.Request, door gathering.Door) bool {
	if _, member := access.From(r.Context()).Membership(door.Club.CollaboratoryID); member {
		return true
	}
	held := session.Kept(r, guestCookie)
	if held == "" {
		return false
	}
	pass, _, err := h.service.gatherings.Pass(r.Context(), held)
	return err == nil && pass.Gathering == door.ID
}

func roomOf(door gathering.Door) string {
	return page.ClubURL(door.Club.Slug, "gatherings", door.ID.String(), "room")
}

// shut says in words why the room is not open. Before the start the page looks again by itself, and lets in then.
func (h *Handlers) shut(w http.ResponseWriter, r *http.Request, door gathering.Door) error {
	if h.service.clock.Now().Before(door.EndsAt) && door.State != gathering.Cancelled {
		w.Header().Set("Refresh", "60")
	}
	return page.Render(w, r, shutPage(r.Context(), door, h.service.clock.Now()))
}

// join lets a guest in.
func (h *Handlers) join(w http.ResponseWriter, r *http.Request) error {
	door, answered, err := h.atDoor(w, r)
	if err != nil || answered {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	in := gathering.Joining{
		Key: f.Key(), Name: f.Text("name", 200), Email: f.Value("email"), NoEmail: f.Ticked("no_email"), Pass: session.Kept(r, guestCookie),
	}
	pass := ""
	if f.OK() {
		pass, err = h.service.gatherings.Join(r.Context(), door.Code, in)
	}
	if f.TakeConflict(err) {
		f.Set("key", id.New().String()) // sent before with other words: pressed again, it is a new form
	}
	switch {
	case f.Take(err), !f.OK():
		return page.Render(w, r, joinPage(r.Context(), door, f))
	case err != nil:
		return err
	}
	left := door.Until().Sub(h.service.clock.Now())
	session.Keep(w, r, guestCookie, pass, int(left.Seconds()))
	return page.Redirect(w, r, roomOf(door))
}
