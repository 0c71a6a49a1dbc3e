package stage

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// The names under which a browser holds what it was given at the door.
const (
	guestCookie  = "guest"
	screenCookie = "screen"
)

// visitor is who stands in the room.
type visitor struct {
	club      page.Club
	gathering id.ID
	actor     access.Actor
	screen    bool   // the venue’s PC: the big screen of this gathering and nothing else
	paired    Screen // which one, when it is one
}

type visitorKey struct{}

// Door lets into the room of a gathering: members of the collaboratory, who need nothing more; guests with a pass for
// this very gathering; a paired screen. Everybody else finds nothing here, or is asked to sign in.
func (h *Handlers) Door(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := h.letIn(r)
		if err != nil && h.wasScreen(w, r) {
			return
		}
		if err != nil {
			page.Fail(w, r, err)
			return
		}
		ctx := page.WithClub(access.With(r.Context(), v.actor), v.club.Membership)
		next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, visitorKey{}, v)))
	})
}

// visitorOf is who stands in the room. It panics outside Door.
func visitorOf(r *http.Request) visitor {
	return r.Context().Value(visitorKey{}).(visitor)
}

func (h *Handlers) letIn(r *http.Request) (visitor, error) {
	at, err := id.Parse(chi.URLParam(r, "gathering"))
	if err != nil {
		return visitor{}, err
	}
	v := visitor{gathering: at, actor: access.From(r.Context())}
	if m, member := v.actor.MembershipBySlug(chi.URLParam(r, "slug")); member {
		v.club = page.Club{Membership: m}
		return v, nil
	}
	if held := session.Kept(r, guestCookie); held != "" {
		if known, err := h.guest(r, &v, held); known || err != nil {
			return v, err
		}
	}
	if held := session.Kept(r, screenCookie); held != "" {
		if known, err := h.screenOf(r, &v, held); known || err != nil {
			return v, err
		}
	}
	return v, fault.NotFound("That page is not here")
}

// guest lets a guest in whose pass is for this gathering. A pass that is no longer good for it says so in words.
func (h *Handlers) guest(r *http.Request, v *visitor, held string) (bool, error) {
	pass, door, err := h.service.gatherings.Pass(r.Context(), held)
	if door.ID != v.gathering || door.Club.Slug != chi.URLParam(r, "slug") {
		return false, unlessMissing(err)
	}
	if err != nil {
		return false, err
	}
	v.actor.Guest = &pass
	v.club = page.Club{Membership: door.Club}
	return true, nil
}

// unlessMissing lets an outage through; whatever else is wrong with what a browser holds only means that it does not fit
// here.
func unlessMissing(err error) error {
	if fault.Is(err, fault.KindUnavailable) {
		return err
	}
	return nil
}
