package followup_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// TestAHundredAndTwentyDays lets a small town live from its gathering to April, with the program killed at work every
// day, and then holds every letter and every promise against the rule.
func TestAHundredAndTwentyDays(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	dice := rand.New(rand.NewPCG(12, 3))
	givers := []string{"Walt", "Rosa", "Hank", "Cal", "Nell", "Mabel", "Opal", "Dale"}
	for i := range 40 {
		w.pledge(fmt.Sprintf("number %d", i), givers[dice.IntN(len(givers))], dayOf(12, 9+dice.IntN(80)))
	}
	for i := range 4 {
		w.pledgeAt(w.madrid, w.bicycles, fmt.Sprintf("bike %d", i), "Walt", dayOf(12, 12+9*i))
	}
	w.close()
	for at := on(12, 3, 21); at.Before(on(4, 2, 0)); at = at.AddDate(0, 0, 1) {
		w.liveOneDay(at, dice)
	}
	w.checkWeeks()
	w.checkHours()
	w.checkSteps()
	w.checkStates()
}

// liveOneDay sweeps at night, in the morning (killed, and again), at noon by the queue’s workers, each of them run
// twice, and in the evening; in between people answer, or do not.
func (w *town) liveOneDay(day time.Time, dice *rand.Rand) {
	w.t.Helper()
	hour := func(h int) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), h, 0, 0, 0, chicago).AddDate(0, 0, 1)
	}
	w.sweepAt(hour(3))
	w.clock.Set(hour(9))
	for kill := 1; kill <= 5; kill += 2 {
		ctx, cancel := w.clock.dies(w.t.Context(), kill+dice.IntN(4))
		_ = w.service.Sweep(house(ctx), w.clock.Fixed.Now())
		cancel()
	}
	w.sweepAt(hour(9))
	w.clock.Set(hour(12))
	w.must(w.Queue.Tick(w.t.Context()))
	w.must(w.Queue.DrainTwice(w.t.Context()))
	w.answerSomething(dice)
	w.sweepAt(hour(15))
	w.sweepAt(hour(19))
	w.sweepAt(hour(22))
}

// answerSomething lets one promise move on about every other day.
func (w *town) answerSomething(dice *rand.Rand) {
	w.t.Helper()
	name := fmt.Sprintf("number %d", dice.IntN(80))
	which, known := w.promises[name]
	if !known {
		return
	}
	giver := w.giverOf(which)
	today := clock.Today(w.clock.Now(), w.club.zone)
	switch state := w.state(name); {
	case state == commitment.Delivered && dice.IntN(2) == 0:
		w.must(w.Commitments.Receive(w.as("Amina"), which, ""))
	case state == commitment.Pledged && dice.IntN(3) == 0:
		w.must(w.Commitments.Redate(w.as(giver), which, today.AddDate(0, 0, 20), ""))
	case state == commitment.Pledged:
		w.must(w.Commitments.Deliver(w.as(giver), which, ""))
	case state == commitment.Lapsed:
		w.must(w.Commitments.Revive(w.as(giver), which, ""))
	}
}

func (w *town) giverOf(which commitment.Which) string {
	w.t.Helper()
	giver := w.find(`SELECT giver_person_id FROM commitment WHERE id = $1`, which.ID)
	for name, person := range w.people {
		if person == giver {
			return name
		}
	}
	w.t.Fatal("a promise of somebody who is not of the cast")
	return ""
}

// checkWeeks: no follow-up letter within a week of the one before, or of a list.
func (w *town) checkWeeks() {
	w.t.Helper()
	for name := range w.people {
		var last time.Time
		for _, l := range w.letters(name, "followup", "promises") {
			if l.Kind == "followup" && l.CreatedAt.Sub(last) < 7*24*time.Hour {
				w.t.Errorf("%s got letters at %s and %s", name, last, l.CreatedAt)
			}
			last = l.CreatedAt
		}
	}
}

// checkHours: every letter came by day, where its reader is.
func (w *town) checkHours() {
	w.t.Helper()
	zones := map[string]string{"Nell": "Pacific/Auckland", "Pilar": "Europe/Madrid"}
	total := 0
	for name := range w.people {
		zone := zones[name]
		if zone == "" {
			zone = "America/Chicago"
		}
		for _, l := range w.letters(name, "followup", "promises") {
			total++
			hour := l.CreatedAt.In(clock.Zone(zone)).Hour()
			if name != "Walt" && (hour < 9 || hour >= 20) {
				w.t.Errorf("%s got a letter at %s", name, l.CreatedAt.In(clock.Zone(zone)))
			}
		}
	}
	if total < 60 {
		w.t.Errorf("only %d letters in 120 days", total)
	}
	if n := w.count(`SELECT count(*) FROM letter WHERE kind = 'promises'`); n != w.count(`SELECT count(DISTINCT (person_id, cause)) FROM letter WHERE kind = 'promises'`) {
		w.t.Error("a list came twice")
	}
}

// checkSteps: every step belongs to a letter of its person that tells of it, and each was asked on a day that fits.
func (w *town) checkSteps() {
	w.t.Helper()
	if n := w.count(`
		SELECT count(*) FROM followup_step s
		LEFT JOIN letter l ON l.id = s.letter_id AND l.person_id = s.person_id AND l.created_at = s.at
		LEFT JOIN commitment c ON c.id = s.commitment_id
		WHERE l.id IS NULL OR strpos(lower(l.text_body), lower(c.promise)) = 0 AND l.text_body <> ''`); n != 0 {
		w.t.Errorf("%d steps without a letter that tells of them", n)
	}
	if n := w.count(`
		SELECT count(*) FROM letter l
		WHERE l.kind = 'followup' AND NOT EXISTS (SELECT 1 FROM followup_step s WHERE s.letter_id = l.id)`); n != 0 {
		w.t.Errorf("%d letters that ask nothing", n)
	}
	all, err := db.All[step](w.t.Context(), w.DB.Pool(), `
		SELECT p.name, c.promise, club.zone, s.step, s.about, s.at
		FROM followup_step s
		JOIN commitment c ON c.id = s.commitment_id
		JOIN collaboratory club ON club.id = c.collaboratory_id
		JOIN person p ON p.id = s.person_id`)
	w.must(err)
	if len(all) < 60 {
		w.t.Errorf("only %d steps in 120 days", len(all))
	}
	for _, a := range all {
		days := int(clock.Today(a.At, a.Zone).Sub(a.About) / (24 * time.Hour))
		if !fits(a.Step, days) {
			w.t.Errorf("%s: %s was asked %q %d days from its date", a.Promise, a.Name, a.Step, days)
		}
	}
}

// step is one thing asked of somebody about a promise.
type step struct {
	Name, Promise, Zone, Step string
	About, At                 time.Time
}

func fits(step string, days int) bool {
	switch step {
	case "before":
		return days >= -9 && days < 0
	case "today":
		return days == 0
	case "after":
		return days >= 1 && days <= 14
	case "received 7":
		return days >= 7 && days < 21
	case "received 21":
		return days >= 21 && days < 30
	}
	return days >= 0
}

// dated is one stretch of a promise: a date it had, from the event that gave it until the one that ended it.
type dated struct {
	CommitmentID id.ID
	Name         string
	Zone         string
	Due          time.Time
	From         time.Time
	Until        *time.Time
}

// checkStates: whoever can be reached was asked about every date that passed in silence, before it lapsed; nothing
// lapsed early or stayed too long.
func (w *town) checkStates() {
	w.t.Helper()
	now := w.clock.Now()
	all, err := db.All[dated](w.t.Context(), w.DB.Pool(), `
		SELECT e.commitment_id, p.name, club.zone, e.due_to AS due, e.at AS from,
		       (SELECT min(n.at) FROM commitment_event n
		        WHERE n.commitment_id = e.commitment_id AND n.seq > e.seq AND n.verb IN ('re-date', 'deliver', 'revive', 'lapse')) AS until
		FROM commitment_event e
		JOIN commitment c ON c.id = e.commitment_id
		JOIN collaboratory club ON club.id = c.collaboratory_id
		JOIN person p ON p.id = c.giver_person_id
		WHERE e.due_to IS NOT NULL`)
	w.must(err)
	reminded := 0
	for _, d := range all {
		end := now
		if d.Until != nil {
			end = *d.Until
		}
		silent := int(clock.Today(end, d.Zone).Sub(d.Due) / (24 * time.Hour))
		if d.Name == cast["Opal"] || silent < 14 {
			continue
		}
		reminded++
		if n := w.count(`SELECT count(*) FROM followup_step WHERE commitment_id = $1 AND step = 'after' AND about = $2`, d.CommitmentID, d.Due); n != 1 {
			w.t.Errorf("%s was asked %d times about the date %s", d.Name, n, d.Due.Format(time.DateOnly))
		}
		if ahead := int(d.Due.Sub(clock.Today(d.From, d.Zone)) / (24 * time.Hour)); ahead >= 8 && d.Due.After(*dayOf(12, 12)) {
			if n := w.count(`SELECT count(*) FROM followup_step WHERE commitment_id = $1 AND step IN ('before', 'today') AND about = $2`, d.CommitmentID, d.Due); n == 0 {
				w.t.Errorf("%s was not reminded of %s", d.Name, d.Due.Format(time.DateOnly))
			}
		}
	}
	if reminded < 10 {
		w.t.Errorf("only %d dates passed in silence", reminded)
	}
	w.checkLapses(now)
}

func (w *town) checkLapses(now time.Time) {
	w.t.Helper()
	today := clock.Today(now, w.club.zone)
	if n := w.count(`
		SELECT count(*) FROM commitment_event e JOIN commitment c ON c.id = e.commitment_id
		WHERE e.verb = 'lapse' AND e.at < c.due + 14 AND NOT EXISTS (
		  SELECT 1 FROM commitment_event n WHERE n.commitment_id = e.commitment_id AND n.seq > e.seq)`); n != 0 {
		w.t.Errorf("%d promises lapsed early", n)
	}
	if n := w.count(`
		SELECT count(*) FROM commitment c
		WHERE c.state = 'pledged' AND c.due < $1::date - 15 AND NOT EXISTS (
		  SELECT 1 FROM commitment_event e WHERE e.commitment_id = c.id AND e.at > $2)`, today, now.AddDate(0, 0, -15)); n != 0 {
		w.t.Errorf("%d promises should have lapsed", n)
	}
	for _, verb := range []string{"lapse", "revive", "deliver", "receive"} {
		if w.count(`SELECT count(*) FROM commitment_event WHERE verb = $1`, verb) == 0 {
			w.t.Errorf("nobody did %q in 120 days", verb)
		}
	}
}

// TestAKilledSweepGoesOnWhereItWas kills the work at every single look at the clock, until it comes through.
func TestAKilledSweepGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	names := []string{"Walt", "Rosa", "Hank", "Cal", "Dale"}
	for _, name := range names {
		w.pledge("for "+name, name, dayOf(12, 20))
	}
	w.close()
	w.sweepTo(on(12, 16, 22))
	w.clock.Set(on(12, 17, 10))
	through := false
	for n := 1; n < 60 && !through; n++ {
		ctx, cancel := w.clock.dies(t.Context(), 3)
		through = w.service.Sweep(house(ctx), w.clock.Fixed.Now()) == nil && ctx.Err() == nil
		cancel()
	}
	w.clock.die = nil
	w.sweepAt(on(12, 17, 11))
	for _, name := range names {
		if n := len(w.letters(name, "followup")); n != 1 {
			t.Errorf("%s got %d letters", name, n)
		}
	}
}

// TestTwoSweepsAtOnce: two copies of the program at work write one letter.
func TestTwoSweepsAtOnce(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge("six mornings", "Walt", dayOf(12, 20))
	w.close()
	w.sweepTo(on(12, 16, 22))
	w.clock.Set(on(12, 17, 10))
	ended := make(chan error)
	for range 4 {
		go func() { ended <- w.service.Sweep(house(context.WithoutCancel(t.Context())), w.clock.Now()) }()
	}
	var failed []error
	for range 4 {
		failed = append(failed, <-ended)
	}
	if slices.ContainsFunc(failed, func(err error) bool { return err != nil }) {
		t.Error(failed)
	}
	if n := len(w.letters("Walt", "followup")); n != 1 {
		t.Errorf("%d letters", n)
	}
}
