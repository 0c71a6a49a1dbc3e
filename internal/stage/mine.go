package stage

import (
	"context"
	"net/http"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// mineView is what a phone shows its owner alone.
type mineView struct {
	Role    string // what they were handed: “You are the host now”
	RoleURL string
	RoleDo  string
	HandURL string
	HandUp  bool
	HasHand bool // hands go up just now
	Slips   []ownSlip
	Count   string
}

// ownSlip is one of their promises.
type ownSlip struct {
	Slip  ui.Slip
	Waits bool
	Edit  string // where it is changed or taken back; empty once it cannot be
}

func mineViewOf(ctx context.Context, s sight) mineView {
	v := mineView{HandURL: s.url("hand"), HandUp: s.mine.HandUp, HasHand: s.room.Place.State == onAir}
	v.role(ctx, s)
	open := s.room.takesChanges()
	for _, o := range s.mine.promises {
		slip := ownSlipOf(ctx, o, s.room.Place.Currency)
		slip.Waits = o.waits(s.room.Stage.Settings)
		if open && (o.State == commitment.Exploring || o.State == commitment.Pledged) {
			slip.Edit = s.url("pledges", o.ID.String())
		}
		v.Slips = append(v.Slips, slip)
	}
	if n := len(v.Slips); n > 0 {
		v.Count = i18n.N(ctx, "one", "%d", n, n)
	}
	return v
}

// role says what somebody was handed for this evening; who convenes always may run it, and is told nothing.
func (v *mineView) role(ctx context.Context, s sight) {
	switch {
	case s.actor.Convenes(s.club.CollaboratoryID):
	case s.Host:
		v.Role, v.RoleURL, v.RoleDo = i18n.T(ctx, "You are the host now."), s.url()+"?view=console", i18n.T(ctx, "Run the room")
	case s.Scribe:
		v.Role, v.RoleURL, v.RoleDo = i18n.T(ctx, "You are the scribe now."), s.url()+"?view=scribe", i18n.T(ctx, "Write down")
	}
}

func ownSlipOf(ctx context.Context, o own, currency string) ownSlip {
	s := ui.Slip{ID: "own-" + o.ID.String(), What: commitment.OwnSentence(ctx, o.Promise), Class: ui.SlipClass(string(o.State))}
	switch o.State {
	case commitment.Exploring:
		s.State = ui.StateOf("exploring", i18n.T(ctx, "Let’s talk"))
	case commitment.Delivered:
		s.State = ui.StateOf("delivered", i18n.T(ctx, "Said to be done"))
	default:
		s.State = ui.StateOf("fulfilled", i18n.T(ctx, "Promised"))
	}
	s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "for"), Strong: o.Title})
	if o.Due != nil {
		s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "by"), Strong: i18n.Date(ctx, *o.Due), Datetime: o.Due.Format(time.DateOnly)})
	}
	if much := commitment.HowMuch(ctx, o.Amount, o.Unit, o.Cents, currency); much != "" {
		s.Meta = append(s.Meta, ui.Meta{Before: much})
	}
	return ownSlip{Slip: s}
}

// takesChanges tells whether promises of this evening can still be changed or taken back.
func (r *Room) takesChanges() bool {
	return r.Place.PledgesUntil == nil || !r.Now.After(*r.Place.PledgesUntil)
}

// mine is the part that is the visitor’s own, fetched by their browser alone.
func (h *Handlers) mine(w http.ResponseWriter, r *http.Request) error {
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	return send(w, r, http.StatusOK, phoneMine(mineViewOf(r.Context(), s)))
}
