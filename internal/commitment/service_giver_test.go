package commitment_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// at is the commitment as a reader sees it now.
func (w *town) at(c commitment.Which) commitment.Which {
	c.Seq = w.look(c).Seq
	return c
}

func TestDidItAndReceivedIt(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.at(w.pledge(w.walt, w.aPromise()))
	w.refused(fault.KindForbidden, "another member says it is done", w.service.Deliver(w.as(w.rosa), c, ""))
	w.refused(fault.KindNotFound, "another collaboratory’s convener", w.service.Deliver(w.as(w.nomad), c, ""))
	w.refused(fault.KindConflict, "received before it is done", w.service.Receive(w.as(w.amina), c, ""))
	w.must(w.service.Deliver(w.as(w.walt), c, "Six mornings, no dents."))
	w.must(w.service.Deliver(w.as(w.walt), c, "Six mornings, no dents."))
	if k := w.look(c); k.State != commitment.Delivered || k.Seq != 2 || k.DeliveredAt == nil {
		t.Errorf("done twice: %+v", k)
	}
	w.refused(fault.KindForbidden, "the giver confirms", w.service.Receive(w.as(w.walt), w.at(c), ""))
	now := w.at(c)
	w.must(w.service.Receive(w.as(w.ruth), now, "You saved us."))
	w.must(w.service.Receive(w.as(w.ruth), now, "You saved us."))
	w.stands(c, commitment.Fulfilled)
	if k := w.look(c); k.ThankedAt == nil || k.Seq != 3 {
		t.Errorf("received with thanks: %+v", k)
	}
	if n := w.count(`SELECT count(*) FROM commitment_note WHERE commitment_id = $1`, c.ID); n != 2 {
		t.Errorf("%d notes, want 2", n)
	}
	if n := w.count(`SELECT count(*) FROM audit WHERE action = 'commitment.receive' AND object_id = $1`, c.ID); n != 1 {
		t.Errorf("%d lines in the audit, want 1", n)
	}
}

func TestAConvenerActsOnAPersonsWord(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.must(w.service.Deliver(w.as(w.june), w.at(c), ""))
	if e := w.lastEvent(c); e.ForPersonID == nil || *e.ForPersonID != w.walt || *e.ActorID != w.june {
		t.Errorf("delivered for nobody: %+v", e)
	}
	w.must(w.service.Receive(w.as(w.june), w.at(c), ""))
	if e := w.lastEvent(c); e.ForPersonID == nil || *e.ForPersonID != w.amina {
		t.Errorf("received for nobody: %+v", e)
	}
	if n := w.count(`SELECT count(*) FROM audit WHERE object_id = $1 AND actor_id = $2 AND for_person_id IN ($3, $4)`, c.ID, w.june, w.walt, w.amina); n != 2 {
		t.Errorf("%d lines in the audit say for whom, want 2", n)
	}
	own := w.pledge(w.june, w.aPromise())
	w.must(w.service.Deliver(w.as(w.june), w.at(own), ""))
	w.refused(fault.KindForbidden, "the convener confirms her own promise", w.service.Receive(w.as(w.june), w.at(own), ""))
}

func TestAnOlderPageIsStale(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.at(w.pledge(w.walt, w.aPromise()))
	w.must(w.service.Redate(w.as(w.walt), c, *day(time.December, 18), "The van is in the shop."))
	w.refused(fault.KindConflict, "let go from an older page", w.service.Release(w.as(w.amina), c, ""))
	w.refused(fault.KindConflict, "another day from an older page", w.service.Redate(w.as(w.walt), c, *day(time.December, 20), ""))
	w.must(w.service.Redate(w.as(w.walt), c, *day(time.December, 18), "The van is in the shop."))
	if k := w.look(c); k.Redated != 1 || k.Seq != 2 {
		t.Errorf("the same new day twice: %+v", k)
	}
	seen := w.at(c)
	w.must(w.service.Contact(w.as(w.amina), seen, true))
	w.must(w.service.Deliver(w.as(w.walt), seen, ""))
	w.stands(c, commitment.Delivered)
}

func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.at(w.pledge(w.walt, w.aPromise()))
	results := make(chan error, 2)
	go func() { results <- w.service.Deliver(w.as(w.walt), c, "") }()
	go func() { results <- w.service.Decline(w.as(w.amina), c, "") }()
	a, b := <-results, <-results
	if (a == nil) == (b == nil) {
		t.Fatalf("both or neither went through: %v, %v", a, b)
	}
	if a == nil {
		a = b
	}
	w.refused(fault.KindConflict, "the slower of two", a)
	if n := w.count(`SELECT count(*) FROM commitment_event WHERE commitment_id = $1`, c.ID); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}

func TestPartlyAndNewDays(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	four := 4.0
	w.refused(fault.KindInvalid, "partly, but how much?", w.service.Partly(w.as(w.walt), w.at(c), commitment.PartlyInput{}))
	w.must(w.service.Partly(w.as(w.walt), w.at(c), commitment.PartlyInput{Amount: &four}))
	if k := w.look(c); k.State != commitment.Pledged || *k.DoneAmount != 4 {
		t.Errorf("partly: %+v", k)
	}
	w.refused(fault.KindInvalid, "a day that is over", w.service.Redate(w.as(w.walt), w.at(c), *day(time.December, 2), ""))
	w.refused(fault.KindInvalid, "the day it has", w.service.Redate(w.as(w.walt), w.at(c), *day(time.December, 11), ""))
	w.refused(fault.KindForbidden, "the presenter moves the day", w.service.Redate(w.as(w.amina), w.at(c), *day(time.December, 18), ""))
}

func TestLapseAndAnyWordRevives(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.refused(fault.KindConflict, "lapsing before its time", w.service.Lapse(w.house(), c))
	words := []func() error{
		func() error { return w.service.Revive(w.as(w.walt), w.at(c), "Still on it.") },
		func() error { return w.service.Redate(w.as(w.walt), w.at(c), *day(time.March, 20), "") },
		func() error {
			return w.service.Partly(w.as(w.walt), w.at(c), commitment.PartlyInput{Note: "Two of them are done."})
		},
		func() error { return w.service.HandOver(w.as(w.walt), w.at(c), w.rosa, "") },
	}
	for i, word := range words {
		w.Clock.Advance(time.Duration(40+i*60) * 24 * time.Hour)
		w.refused(fault.KindForbidden, "a person lapses it", w.service.Lapse(w.as(w.june), c))
		w.must(w.service.Lapse(w.house(), c))
		w.stands(c, commitment.Lapsed)
		if i == 1 { // the day offered must still be to come
			w.Clock.Set(time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC))
		}
		if err := word(); err != nil {
			t.Fatalf("word %d: %v", i, err)
		}
		w.stands(c, commitment.Pledged)
		w.refused(fault.KindConflict, "lapsing right after a word", w.service.Lapse(w.house(), c))
	}
}

func TestExploringBecomesFirm(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := w.aPromise()
	in.Firm, in.Due = false, nil
	c := w.pledge(w.walt, in)
	w.stands(c, commitment.Exploring)
	w.refused(fault.KindConflict, "done before it is firm", w.service.Deliver(w.as(w.walt), w.at(c), ""))
	w.refused(fault.KindInvalid, "firm without a day", w.service.MakeFirm(w.as(w.walt), w.at(c), commitment.FirmInput{}))
	seen := w.at(c)
	firm := commitment.FirmInput{Promise: "I will drive two mornings", Due: day(time.December, 18)}
	w.must(w.service.MakeFirm(w.as(w.walt), seen, firm))
	w.must(w.service.MakeFirm(w.as(w.walt), seen, firm))
	if k := w.look(c); k.State != commitment.Pledged || k.Promise != "drive two mornings" || k.Redated != 0 {
		t.Errorf("made firm: %+v", k)
	}
}

func TestHandOver(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	for what, to := range map[string]id.ID{"to a stranger": w.stranger, "to the presenter": w.amina, "to oneself": w.walt} {
		w.refused(fault.KindInvalid, what, w.service.HandOver(w.as(w.walt), w.at(c), to, ""))
	}
	w.refused(fault.KindForbidden, "by the presenter", w.service.HandOver(w.as(w.amina), w.at(c), w.rosa, ""))
	seen := w.at(c)
	w.must(w.service.HandOver(w.as(w.walt), seen, w.rosa, "Rosa has the van."))
	w.must(w.service.HandOver(w.as(w.walt), seen, w.rosa, "Rosa has the van."))
	if k, e := w.look(c), w.lastEvent(c); *k.GiverPersonID != w.rosa || *e.ForPersonID != w.rosa || k.Seq != 2 {
		t.Errorf("handed over: %+v, %+v", k, e)
	}
	w.refused(fault.KindForbidden, "the former giver", w.service.Deliver(w.as(w.walt), w.at(c), ""))
	w.must(w.service.Deliver(w.as(w.rosa), w.at(c), ""))
}

func TestEditAndTakeBackUntilNoon(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	edit := commitment.EditInput{Kind: commitment.Time, Promise: "I will drive four mornings", Due: day(time.December, 18)}
	w.refused(fault.KindForbidden, "by another member", w.service.Edit(w.as(w.rosa), w.at(c), edit))
	seen := w.at(c)
	w.must(w.service.Edit(w.as(w.walt), seen, edit))
	w.must(w.service.Edit(w.as(w.walt), seen, edit))
	other := edit
	other.Promise = "I will drive eight mornings"
	w.refused(fault.KindConflict, "other words from an older page", w.service.Edit(w.as(w.walt), seen, other))
	if k := w.look(c); k.Promise != "drive four mornings" || k.Seq != 2 || k.Redated != 0 {
		t.Errorf("edited: %+v", k)
	}
	w.Clock.Set(time.Date(2026, 12, 4, 12, 0, 1, 0, evening.Location()))
	w.refused(fault.KindConflict, "edited after noon", w.service.Edit(w.as(w.walt), w.at(c), other))
	w.refused(fault.KindConflict, "taken back after noon", w.service.TakeBack(w.as(w.walt), w.at(c)))
	w.Clock.Set(evening)
	seen = w.at(c)
	w.must(w.service.TakeBack(w.as(w.walt), seen))
	w.must(w.service.TakeBack(w.as(w.walt), seen))
	w.stands(c, commitment.Released)
}

func TestNotWhatISaid(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := commitment.PledgeForInput{PledgeInput: w.aPromise(), Giver: w.rosa, Source: commitment.ByScribe}
	made, err := w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.must(err)
	c := commitment.Which{Collaboratory: w.club, ID: made}
	w.refused(fault.KindForbidden, "the scribe", w.service.Disown(w.as(w.greta), w.at(c), ""))
	w.must(w.service.Disown(w.as(w.rosa), w.at(c), "I said four mornings."))
	w.stands(c, commitment.Exploring)
	w.refused(fault.KindConflict, "one’s own", w.service.Disown(w.as(w.walt), w.at(w.pledge(w.walt, w.aPromise())), ""))

	in.Key = id.New()
	made, err = w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.must(err)
	w.Clock.Advance(commitment.DisownFor + time.Second)
	late := commitment.Which{Collaboratory: w.club, ID: made}
	w.refused(fault.KindConflict, "after a week", w.service.Disown(w.as(w.rosa), w.at(late), ""))
}

// TestEveryVerbIsForSomebody asks every verb as a plain member, a stranger and another collaboratory’s convener.
func TestEveryVerbIsForSomebody(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	told := w.pledge(w.walt, w.aPromise())
	w.must(w.service.Deliver(w.as(w.walt), told, ""))
	s := w.service
	verbs := map[string]func(ctx context.Context) error{
		"deliver":   func(ctx context.Context) error { return s.Deliver(ctx, c, "") },
		"partly":    func(ctx context.Context) error { return s.Partly(ctx, c, commitment.PartlyInput{Note: "half"}) },
		"redate":    func(ctx context.Context) error { return s.Redate(ctx, c, *day(time.December, 30), "") },
		"release":   func(ctx context.Context) error { return s.Release(ctx, c, "") },
		"decline":   func(ctx context.Context) error { return s.Decline(ctx, c, "") },
		"receive":   func(ctx context.Context) error { return s.Receive(ctx, told, "") },
		"not yet":   func(ctx context.Context) error { return s.NotYet(ctx, told, "", nil) },
		"hand over": func(ctx context.Context) error { return s.HandOver(ctx, c, w.rosa, "") },
		"contact":   func(ctx context.Context) error { return s.Contact(ctx, c, true) },
		"thank":     func(ctx context.Context) error { return s.Thank(ctx, c, "") },
		"edit":      func(ctx context.Context) error { return s.Edit(ctx, c, commitment.EditInput{}) },
		"take back": func(ctx context.Context) error { return s.TakeBack(ctx, c) },
		"merge":     func(ctx context.Context) error { return s.Merge(ctx, c, told.ID) },
		"disown":    func(ctx context.Context) error { return s.Disown(ctx, c, "") },
		"correct":   func(ctx context.Context) error { return s.Correct(ctx, told) },
		"verify":    func(ctx context.Context) error { return s.Verify(ctx, c) },
		"everyone": func(ctx context.Context) error {
			_, err := s.ThankEveryone(ctx, w.club, w.rideBoard, "")
			return err
		},
	}
	for name, verb := range verbs {
		w.refused(fault.KindForbidden, name+" by a member", verb(w.as(w.rosa)))
		w.refused(fault.KindNotFound, name+" by a stranger", verb(w.as(w.stranger)))
		w.refused(fault.KindNotFound, name+" by another convener", verb(w.as(w.nomad)))
		w.refused(fault.KindNotFound, name+" by nobody", verb(w.t.Context()))
	}
}
