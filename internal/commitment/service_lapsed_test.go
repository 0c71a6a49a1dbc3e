package commitment_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
)

// TestWhatALapsedPromiseMayBecome holds every answer to a promise that passed its date, and who may give it.
func TestWhatALapsedPromiseMayBecome(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	s := w.service
	answers := []struct {
		name  string
		do    func(ctx context.Context, c commitment.Which) error
		giver bool // the giver answers, else the presenter
		want  commitment.State
	}{
		{"did it", func(ctx context.Context, c commitment.Which) error { return s.Deliver(ctx, c, "") }, true, commitment.Delivered},
		{"still on it", func(ctx context.Context, c commitment.Which) error { return s.Revive(ctx, c, "") }, true, commitment.Pledged},
		{"cannot", func(ctx context.Context, c commitment.Which) error { return s.Release(ctx, c, "") }, true, commitment.Released},
		{"let go", func(ctx context.Context, c commitment.Which) error { return s.Release(ctx, c, "") }, false, commitment.Released},
		{"not needed", func(ctx context.Context, c commitment.Which) error { return s.Decline(ctx, c, "") }, false, commitment.Declined},
	}
	made := make([]commitment.Which, len(answers))
	for i := range answers {
		made[i] = w.pledge(w.walt, w.aPromise())
	}
	w.Clock.Advance(40 * 24 * time.Hour)
	for i, a := range answers {
		c := made[i]
		w.must(s.Lapse(w.house(), c))
		w.refused(fault.KindForbidden, a.name+" by a member", a.do(w.as(w.rosa), w.at(c)))
		w.refused(fault.KindNotFound, a.name+" by another convener", a.do(w.as(w.nomad), w.at(c)))
		w.refused(fault.KindConflict, "received", s.Receive(w.as(w.amina), w.at(c), ""))
		w.refused(fault.KindConflict, "thanked for", s.Thank(w.as(w.amina), w.at(c), ""))
		w.refused(fault.KindConflict, "taken back", s.TakeBack(w.as(w.walt), w.at(c)))
		who := w.amina
		if a.giver {
			who = w.walt
		}
		w.must(a.do(w.as(who), w.at(c)))
		w.stands(c, a.want)
		if e := w.lastEvent(c); e.FromState != string(commitment.Lapsed) || e.ToState != string(a.want) {
			t.Errorf("%s: the history says %s to %s", a.name, e.FromState, e.ToState)
		}
	}
}

// TestMakingFirmIsForTheGiver: or for a convener, on the giver’s word.
func TestMakingFirmIsForTheGiver(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := w.aPromise()
	in.Firm, in.Due = false, nil
	c, firm := w.pledge(w.walt, in), commitment.FirmInput{Promise: "I will drive two mornings", Due: day(time.December, 18)}
	w.refused(fault.KindForbidden, "by the presenter", w.service.MakeFirm(w.as(w.amina), w.at(c), firm))
	w.refused(fault.KindForbidden, "by a member", w.service.MakeFirm(w.as(w.rosa), w.at(c), firm))
	w.refused(fault.KindNotFound, "by another convener", w.service.MakeFirm(w.as(w.nomad), w.at(c), firm))
	w.must(w.service.MakeFirm(w.as(w.june), w.at(c), firm))
	if e := w.lastEvent(c); e.ForPersonID == nil || *e.ForPersonID != w.walt {
		t.Errorf("made firm for nobody: %+v", e)
	}
}
