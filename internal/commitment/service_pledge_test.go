package commitment_test

import (
	"sync"
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

func TestPledgeTwiceIsOnePromise(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := w.aPromise()
	first := w.pledge(w.walt, in)
	if again := w.pledge(w.walt, in); again.ID != first.ID {
		t.Errorf("sent twice made two promises: %s and %s", first.ID, again.ID)
	}
	if k := w.look(first); k.State != commitment.Pledged || k.Promise != "drive six Wednesday mornings" || k.Seq != 1 {
		t.Errorf("kept as %+v", k)
	}
	in.Promise = "I will drive ten Wednesday mornings"
	_, err := w.service.Pledge(w.as(w.walt), w.club, in)
	w.refused(fault.KindConflict, "the same form with other words", err)
	w.Clock.Advance(30 * time.Hour)
	in.Promise = "I will drive six Wednesday mornings"
	if late := w.pledge(w.walt, in); late.ID != first.ID {
		t.Error("sent again after the window closed: not the same answer")
	}
	if n := w.count(`SELECT count(*) FROM commitment_event WHERE commitment_id = $1`, first.ID); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
}

func TestPledgeTwiceAtOnce(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := w.aPromise()
	ids := make([]id.ID, 6)
	var wait sync.WaitGroup
	for i := range ids {
		wait.Go(func() {
			made, err := w.service.Pledge(w.as(w.walt), w.club, in)
			if err != nil {
				t.Error(err)
			}
			ids[i] = made
		})
	}
	wait.Wait()
	for _, made := range ids {
		if made != ids[0] {
			t.Errorf("different answers: %v", ids)
		}
	}
	if n := w.promised(`true`); n != 1 {
		t.Errorf("%d promises, want 1", n)
	}
}

func TestWhoMayPledge(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	for _, c := range []struct {
		what string
		who  id.ID
		kind fault.Kind
	}{
		{"a stranger", w.stranger, fault.KindNotFound},
		{"another collaboratory’s convener", w.nomad, fault.KindNotFound},
		{"the presenter to herself", w.amina, fault.KindConflict},
		{"the co-presenter", w.ruth, fault.KindConflict},
	} {
		_, err := w.service.Pledge(w.as(c.who), w.club, w.aPromise())
		w.refused(c.kind, c.what, err)
	}
	in := w.aPromise()
	in.Presentation = w.porchPapers
	_, err := w.service.Pledge(w.as(w.walt), w.club, in)
	w.refused(fault.KindInvalid, "an ask of another turn", err)
	_, err = w.service.Pledge(w.as(w.nomad), w.elsewhere, w.aPromise())
	w.refused(fault.KindNotFound, "through another collaboratory’s address", err)
}

func TestPledgeWindow(t *testing.T) {
	t.Parallel()
	w := beforeTheEvening(t)
	_, err := w.service.Pledge(w.as(w.walt), w.club, w.aPromise())
	w.refused(fault.KindConflict, "before the gathering", err)
	w.start()
	for _, phase := range []string{"pitch", "questions"} {
		w.phase(phase)
		_, err = w.service.Pledge(w.as(w.walt), w.club, w.aPromise())
		w.refused(fault.KindInvalid, "during "+phase, err)
	}
	for _, phase := range []string{"writing", "commitments", "thanks", "done"} {
		w.phase(phase)
		w.pledge(w.walt, w.aPromise())
	}
	w.close()
	w.pledge(w.walt, w.aPromise())
	w.Clock.Set(time.Date(2026, 12, 4, 12, 0, 1, 0, evening.Location()))
	_, err = w.service.Pledge(w.as(w.walt), w.club, w.aPromise())
	w.refused(fault.KindConflict, "after noon of the day after", err)
}

func TestPledgeForSomebodySaidAloud(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := commitment.PledgeForInput{PledgeInput: w.aPromise(), GuestName: "rosa villaseñor", Source: commitment.ByScribe}
	made, err := w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.must(err)
	c := commitment.Which{Collaboratory: w.club, ID: made}
	k, e := w.look(c), w.lastEvent(c)
	if k.GiverPersonID == nil || *k.GiverPersonID != w.rosa || k.Source != commitment.ByScribe || *k.EnteredBy != w.greta {
		t.Errorf("kept as %+v", k)
	}
	if e.ForPersonID == nil || *e.ForPersonID != w.rosa || *e.ActorID != w.greta {
		t.Errorf("the event does not say for whom: %+v", e)
	}
	again, err := w.service.PledgeFor(w.as(w.greta), w.club, in)
	if err != nil || again != made {
		t.Errorf("sent twice: %v, %v", again, err)
	}
	in.Key = id.New()
	for who, kind := range map[id.ID]fault.Kind{w.walt: fault.KindForbidden, w.amina: fault.KindForbidden, w.nomad: fault.KindNotFound} {
		_, err := w.service.PledgeFor(w.as(who), w.club, in)
		w.refused(kind, "written down by "+who.String(), err)
	}
	in.GuestName = "Amina Warsame"
	_, err = w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.refused(fault.KindInvalid, "for the presenter herself", err)
}

func TestPledgeForAGuest(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := commitment.PledgeForInput{PledgeInput: w.aPromise(), GuestName: "Delia Frost", Source: commitment.ByScribe}
	made, err := w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.must(err)
	_, err = w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.must(err)
	in.Key = id.New()
	_, err = w.service.PledgeFor(w.as(w.june), w.club, in)
	w.must(err)
	if n := w.count(`SELECT count(*) FROM guest`); n != 1 {
		t.Errorf("%d guests, want the one", n)
	}
	c := commitment.Which{Collaboratory: w.club, ID: made}
	if w.look(c).VerifiedAt != nil {
		t.Error("a guest’s promise is verified before anybody vouched for it")
	}
	w.refused(fault.KindForbidden, "a member vouching", w.service.Verify(w.as(w.walt), c))
	w.must(w.service.Verify(w.as(w.greta), c))
	w.must(w.service.Verify(w.as(w.june), c))
	if w.look(c).VerifiedAt == nil || w.look(c).Seq != 2 {
		t.Errorf("verified once: %+v", w.look(c))
	}
}

func TestToldByPhone(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.close()
	w.Clock.Advance(72 * time.Hour)
	in := commitment.PledgeForInput{PledgeInput: w.aPromise(), Giver: w.walt, Source: commitment.ByConvener}
	_, err := w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.refused(fault.KindForbidden, "the scribe", err)
	_, err = w.service.PledgeFor(w.as(w.june), w.club, in)
	w.must(err)
	in.Key, in.Source = id.New(), commitment.ByScribe
	_, err = w.service.PledgeFor(w.as(w.greta), w.club, in)
	w.refused(fault.KindConflict, "said aloud three days ago", err)
}
