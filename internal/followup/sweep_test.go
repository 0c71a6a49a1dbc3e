package followup_test

import (
	"regexp"
	"strings"
	"testing"

	"collaboratory/internal/commitment"
)

func TestASilentPromiseIsAskedAboutAndLapses(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge("six mornings", "Walt", dayOf(12, 11))
	w.close()
	w.sweepTo(on(12, 25, 22))
	if got := w.state("six mornings"); got != commitment.Pledged {
		t.Errorf("14 days past its date it is %s", got)
	}
	w.sweepTo(on(12, 26, 12))
	if got := w.state("six mornings"); got != commitment.Lapsed {
		t.Errorf("after 14 days past its date it is %s", got)
	}
	w.expect("six mornings", "Walt", "Dec 11 12h today", "Dec 18 12h after", "Dec 26 09h lapsed")
	w.expect("six mornings", "Amina", "Dec 26 09h lapsed")
	w.expect("six mornings", "Ruth", "Dec 26 09h lapsed")
}

func TestAPromiseFarAheadIsRemindedAndItsReceiverAsked(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	promise := w.pledge("the van", "Rosa", dayOf(1, 20))
	w.close()
	w.sweepTo(on(1, 24, 10))
	w.expect("the van", "Rosa", "Jan 17 09h before", "Jan 24 09h after")
	w.must(w.Commitments.Deliver(w.as("Rosa"), promise, ""))
	w.sweepTo(on(2, 25, 12))
	w.expect("the van", "Amina", "Jan 31 09h received 7", "Feb 14 09h received 21")
	if got := w.state("the van"); got != commitment.Delivered {
		t.Errorf("it stands at %s", got)
	}
	delivered := on(1, 24, 10)
	if now := w.clock.Now(); !commitment.SaidKept(commitment.Delivered, &delivered, now) {
		t.Error("after 30 days without an answer it counts as kept")
	}
	if letters := w.letters("Rosa", "followup"); letters[0].Language != "es" {
		t.Error("Rosa reads Spanish")
	}
}

func TestAnyWordBringsALapsedPromiseBack(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	promise := w.pledge("the ladder", "Hank", dayOf(12, 20))
	w.close()
	w.sweepTo(on(1, 8, 12))
	w.expect("the ladder", "Hank", "Dec 17 09h before", "Dec 24 09h after", "Jan 4 09h lapsed")
	w.must(w.Commitments.Redate(w.as("Hank"), promise, *dayOf(2, 10), ""))
	w.sweepTo(on(2, 12, 12))
	w.expect("the ladder", "Hank", "Dec 17 09h before", "Dec 24 09h after", "Jan 4 09h lapsed", "Feb 7 09h before")
	w.expect("the ladder", "Amina", "Jan 4 09h lapsed", "Jan 11 09h revived")
}

func TestAWordThatLeavesTheDateIsAskedAboutAWeekLater(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	promise := w.pledge("chairs", "Cal", dayOf(12, 20))
	w.close()
	w.sweepTo(on(12, 28, 10))
	half := 3.0
	w.must(w.Commitments.Partly(w.as("Cal"), promise, commitment.PartlyInput{Amount: &half}))
	w.sweepTo(on(1, 11, 22))
	w.expect("chairs", "Cal", "Dec 17 09h before", "Dec 24 09h after", "Jan 4 09h after")
	if got := w.state("chairs"); got != commitment.Pledged {
		t.Errorf("14 days after the word it is %s", got)
	}
	w.sweepTo(on(1, 12, 3))
	if got := w.state("chairs"); got != commitment.Lapsed {
		t.Errorf("after 14 days without a word it is %s", got)
	}
}

func TestWhoHasNoMailGetsNoLettersAndCareOfNamesBoth(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge("songs", "Mabel", dayOf(12, 20))
	w.pledge("soup", "Opal", dayOf(12, 20))
	w.close()
	w.sweepTo(on(1, 6, 12))
	if n := len(w.letters("Opal", "promises", "followup")); n != 0 {
		t.Errorf("%d letters to somebody without an address", n)
	}
	if got := w.state("soup"); got != commitment.Lapsed {
		t.Errorf("her promise is %s", got)
	}
	letters := w.letters("Mabel", "promises", "followup")
	if len(letters) == 0 || letters[0].Email != "ruthann@pellriver.example" || !strings.Contains(letters[0].TextBody, "Mabel") {
		t.Errorf("letters in care of Ruth: %+v", letters)
	}
}

func TestNobodyIsAskedWhoRefusedOrLeft(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge("hay", "Dale", dayOf(12, 20))
	w.pledge("ink", "Greta", dayOf(12, 20))
	w.close()
	w.sweepTo(on(12, 5, 12))
	w.must(w.Collaboratories.Remove(w.as("June"), w.club.id, w.people["Greta"]))
	w.sweepTo(on(12, 17, 12))
	w.refuse("Dale")
	w.sweepTo(on(1, 6, 12))
	for name, want := range map[string]int{"Dale": 1, "Greta": 0} {
		if n := len(w.letters(name, "followup")); n != want {
			t.Errorf("%s got %d letters, want %d", name, n, want)
		}
	}
}

// refuse opens the link at the foot of somebody’s newest follow-up letter.
func (w *town) refuse(name string) {
	w.t.Helper()
	letters := w.letters(name, "followup")
	link := regexp.MustCompile(`/unsubscribe/([A-Za-z0-9_.-]+)`).FindStringSubmatch(letters[len(letters)-1].TextBody)
	if link == nil {
		w.t.Fatalf("no way out of the letter: %s", letters[len(letters)-1].TextBody)
	}
	w.must(w.Office.Unsubscribe(w.t.Context(), link[1], false))
}

func TestListsGoOutOnceWhenPromisingEnds(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledgeFor("six mornings", "Walt", commitment.ByScribe, commitment.PledgeInput{Due: dayOf(12, 18), SharePhone: true})
	w.pledge("stars", "Nell", dayOf(12, 18))
	w.close()
	w.sweepAt(on(12, 4, 11))
	if n := w.count(`SELECT count(*) FROM letter WHERE kind = 'promises' AND collaboratory_id = $1`, w.club.id); n != 0 {
		t.Errorf("%d lists before noon", n)
	}
	w.sweepAt(on(12, 4, 12))
	w.sweepAt(on(12, 4, 12))
	walt, amina := w.letters("Walt", "promises"), w.letters("Amina", "promises")
	if len(walt) != 1 || len(amina) != 1 || len(w.letters("Ruth", "promises")) != 1 {
		t.Fatalf("lists: %d to Walt, %d to Amina", len(walt), len(amina))
	}
	contains(t, walt[0].TextBody, "I will drive six mornings", "to Amina Warsame, for The Ride Board", "amina@pellriver.example", "18 December", "That is not what I said", "Need more time")
	contains(t, amina[0].TextBody, "Walt Pruitt will drive six mornings", "walt@pellriver.example, 555 0134", "nell@pellriver.example")
	if strings.Contains(amina[0].TextBody, "nell@pellriver.example, 555") || strings.Contains(walt[0].TextBody, "555") {
		t.Error("a phone that nobody shared")
	}
	// It is seven in the morning of the next day in Auckland: Nell’s list waits two hours.
	if len(w.letters("Nell", "promises")) != 0 {
		t.Error("a letter at seven in the morning")
	}
	w.sweepAt(on(12, 4, 14))
	if len(w.letters("Nell", "promises")) != 1 {
		t.Error("the list waited beyond the morning")
	}
	w.sweepTo(on(12, 6, 12))
	if n := w.count(`SELECT count(*) FROM letter WHERE kind = 'promises' AND collaboratory_id = $1`, w.club.id); n != 4 {
		t.Errorf("%d lists in all", n)
	}
}

func TestOnlyTheHouseSweeps(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	if err := w.service.Sweep(w.as("June"), w.clock.Now()); err == nil {
		t.Error("a convener sweeps")
	}
}

func contains(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestAGatheringNobodyClosedHasItsListsTooAndACanceledOneNone(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge("six mornings", "Walt", dayOf(12, 18))
	w.pledgeAt(w.madrid, w.bicycles, "a tandem", "Walt", dayOf(12, 18))
	w.cancelMadrid()
	w.sweepAt(on(12, 4, 11))
	if n := len(w.letters("Walt", "promises")); n != 0 {
		t.Errorf("%d lists before noon", n)
	}
	w.sweepTo(on(12, 5, 12))
	if n := len(w.letters("Walt", "promises")); n != 1 {
		t.Errorf("%d lists", n)
	}
}

func TestWhatAConvenerWroteDownLaterCanBeDisownedFromTheReminder(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.close()
	w.sweepTo(on(12, 10, 12))
	w.pledgeFor("later", "Walt", commitment.ByConvener, commitment.PledgeInput{Promise: "I will sweep the hall", Due: dayOf(12, 14)})
	w.sweepTo(on(12, 11, 12))
	w.expect("later", "Walt", "Dec 11 09h before")
	contains(t, w.letters("Walt", "followup")[0].TextBody, "I will sweep the hall", "That is not what I said")
}

// cancelMadrid: a gathering that is on is no longer called off by a verb, only before it begins; but a promise is made
// while it is on, so the state is set.
func (w *town) cancelMadrid() {
	w.t.Helper()
	_, err := w.DB.Pool().Exec(w.t.Context(), `UPDATE gathering SET state = 'cancelled' WHERE id = $1`, w.gathering2)
	w.must(err)
}
