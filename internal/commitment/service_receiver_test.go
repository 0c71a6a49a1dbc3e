package commitment_test

import (
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

func TestNotYetNeedsADayWhenItsOwnIsOver(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.must(w.service.Deliver(w.as(w.walt), c, ""))
	w.Clock.Advance(14 * 24 * time.Hour)
	w.refused(fault.KindInvalid, "its day is over", w.service.NotYet(w.as(w.amina), w.at(c), "The map is missing.", nil))
	w.refused(fault.KindForbidden, "by its giver", w.service.NotYet(w.as(w.walt), w.at(c), "", day(time.December, 30)))
	seen := w.at(c)
	w.must(w.service.NotYet(w.as(w.amina), seen, "The map is missing.", day(time.December, 30)))
	w.must(w.service.NotYet(w.as(w.amina), seen, "The map is missing.", day(time.December, 30)))
	if k := w.look(c); k.State != commitment.Pledged || !k.Due.Equal(*day(time.December, 30)) || k.Redated != 0 || k.DeliveredAt != nil {
		t.Errorf("not yet: %+v", k)
	}
}

func TestAWrongAnswerIsTakenBackForADay(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.refused(fault.KindConflict, "nothing to take back", w.service.Correct(w.as(w.walt), w.at(c)))
	w.must(w.service.Release(w.as(w.walt), w.at(c), ""))
	w.refused(fault.KindForbidden, "the other side takes it back", w.service.Correct(w.as(w.amina), w.at(c)))
	seen := w.at(c)
	w.must(w.service.Correct(w.as(w.walt), seen))
	w.must(w.service.Correct(w.as(w.walt), seen))
	w.stands(c, commitment.Pledged)

	w.must(w.service.Redate(w.as(w.walt), w.at(c), *day(time.December, 30), ""))
	w.must(w.service.Correct(w.as(w.walt), w.at(c)))
	if k := w.look(c); k.Redated != 0 || !k.Due.Equal(*day(time.December, 11)) {
		t.Errorf("the former day is not back: %+v", k)
	}

	w.must(w.service.Deliver(w.as(w.walt), w.at(c), ""))
	w.must(w.service.Receive(w.as(w.ruth), w.at(c), ""))
	w.refused(fault.KindForbidden, "the giver takes the receiver’s answer back", w.service.Correct(w.as(w.walt), w.at(c)))
	w.must(w.service.Correct(w.as(w.amina), w.at(c)))
	w.stands(c, commitment.Delivered)
	w.must(w.service.Receive(w.as(w.ruth), w.at(c), ""))
	w.Clock.Advance(commitment.CorrectFor + time.Second)
	w.refused(fault.KindConflict, "a day later", w.service.Correct(w.as(w.ruth), w.at(c)))
}

func TestALapsedPromiseLapsesAgainWhenDidItIsTakenBack(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.Clock.Advance(40 * 24 * time.Hour)
	w.must(w.service.Lapse(w.house(), c))
	w.must(w.service.Deliver(w.as(w.walt), w.at(c), ""))
	w.must(w.service.Correct(w.as(w.walt), w.at(c)))
	if k := w.look(c); k.State != commitment.Lapsed || k.DeliveredAt != nil {
		t.Errorf("it stands at %s, delivered %v", k.State, k.DeliveredAt)
	}
}

func TestDeclineAndRelease(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.refused(fault.KindForbidden, "the giver declines", w.service.Decline(w.as(w.walt), w.at(c), ""))
	w.refused(fault.KindForbidden, "the convener declines", w.service.Decline(w.as(w.june), w.at(c), ""))
	seen := w.at(c)
	w.must(w.service.Decline(w.as(w.amina), seen, "Somebody else drives."))
	w.must(w.service.Decline(w.as(w.amina), seen, "Somebody else drives."))
	w.stands(c, commitment.Declined)

	in := w.aPromise()
	in.Firm, in.Due = false, nil
	exploring := w.pledge(w.walt, in)
	w.must(w.service.Release(w.as(w.amina), w.at(exploring), ""))
	w.stands(exploring, commitment.Released)
	if e := w.lastEvent(exploring); e.ForPersonID != nil {
		t.Errorf("the presenter let go for herself, not for %v", e.ForPersonID)
	}
}

func TestThanks(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	a, b := w.pledge(w.walt, w.aPromise()), w.pledge(w.rosa, w.aPromise())
	declined := w.pledge(w.walt, w.aPromise())
	w.must(w.service.Decline(w.as(w.amina), declined, ""))
	seen := w.at(a)
	w.must(w.service.Thank(w.as(w.amina), seen, "Thank you, Walt."))
	w.must(w.service.Thank(w.as(w.amina), seen, "Thank you, Walt."))
	if w.look(a).Seq != 2 {
		t.Error("thanked twice")
	}
	w.refused(fault.KindForbidden, "the convener thanks", func() error {
		_, err := w.service.ThankEveryone(w.as(w.june), w.club, w.rideBoard, "")
		return err
	}())
	for _, want := range []int{1, 0} {
		n, err := w.service.ThankEveryone(w.as(w.ruth), w.club, w.rideBoard, "Thank you all.")
		if err != nil || n != want {
			t.Errorf("thanked %d (%v), want %d", n, err, want)
		}
	}
	if w.look(b).ThankedAt == nil || w.look(declined).ThankedAt != nil {
		t.Error("thanked the wrong ones")
	}
}

func TestContacted(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.must(w.service.Contact(w.as(w.amina), c, true))
	if w.look(c).ContactedAt == nil {
		t.Error("not ticked")
	}
	w.must(w.service.Contact(w.as(w.amina), c, false))
	if w.look(c).ContactedAt != nil {
		t.Error("still ticked")
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	twice, stays, rosas := w.pledge(w.walt, w.aPromise()), w.pledge(w.walt, w.aPromise()), w.pledge(w.rosa, w.aPromise())
	w.refused(fault.KindForbidden, "by its giver", w.service.Merge(w.as(w.walt), w.at(twice), stays.ID))
	w.refused(fault.KindInvalid, "with itself", w.service.Merge(w.as(w.greta), w.at(twice), twice.ID))
	w.refused(fault.KindInvalid, "of two people", w.service.Merge(w.as(w.greta), w.at(twice), rosas.ID))
	w.refused(fault.KindNotFound, "with nothing", w.service.Merge(w.as(w.greta), w.at(twice), id.New()))
	seen := w.at(twice)
	w.must(w.service.Merge(w.as(w.greta), seen, stays.ID))
	w.must(w.service.Merge(w.as(w.greta), seen, stays.ID))
	if k := w.look(twice); k.MergedInto == nil || *k.MergedInto != stays.ID {
		t.Errorf("merged: %+v", k)
	}
	w.refused(fault.KindConflict, "something done to the merged one", w.service.Deliver(w.as(w.walt), w.at(twice), ""))
}

func TestTheHistoryIsNeverChanged(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	for _, sql := range []string{`UPDATE commitment_event SET verb = 'x' WHERE commitment_id = $1`, `DELETE FROM commitment_event WHERE commitment_id = $1`} {
		if _, err := w.DB.Pool().Exec(t.Context(), sql, c.ID); err == nil {
			t.Errorf("went through: %s", sql)
		}
	}
}
