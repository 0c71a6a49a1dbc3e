package presentation_test

import (
	"slices"
	"sync"
	"testing"

	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// onAir is the town with the short evening at the library begun: The Ride Board is not there, its own two turns are.
func onAir(t *testing.T) (w town, first, second id.ID) {
	w = pellRiver(t)
	tonight := w.gathering(example.TonightTitle)
	w.must(w.Gatherings.Start(w.as(example.Host), w.Club, tonight))
	return w, w.turnAt(tonight, 0), w.turnAt(tonight, 1)
}

func (w town) phase(turn id.ID) presentation.Phase {
	w.t.Helper()
	return value[presentation.Phase](w, `SELECT state FROM presentation WHERE id = $1`, turn)
}

// steps takes one step after the other and checks where each leads.
func (w town) steps(turn id.ID, step presentation.PhaseStep, want ...presentation.Phase) {
	w.t.Helper()
	for _, phase := range want {
		got, err := w.s.Step(w.as(example.Host), w.Club, turn, step)
		w.must(err)
		if kept := w.phase(turn); got != phase || kept != phase {
			w.t.Fatalf("%s leads to %s and keeps %s, want %s", step, got, kept, phase)
		}
	}
}

func TestATurnGoesThroughItsPhases(t *testing.T) {
	w, first, second := onAir(t)
	w.steps(first, presentation.Forward, presentation.Pitch, presentation.Questions, presentation.Writing, presentation.Commitments, presentation.Thanks, presentation.Done)
	w.steps(first, presentation.Back, presentation.Thanks, presentation.Commitments)
	w.steps(first, presentation.Finish, presentation.Done, presentation.Done)
	w.steps(second, presentation.Forward, presentation.Pitch, presentation.Questions)
	w.steps(second, presentation.Reset, presentation.Waiting, presentation.Waiting)

	from := all[string](w, `
		SELECT coalesce(detail ->> 'from', '') || ' ' || coalesce(detail ->> 'to', '')
		FROM audit
		WHERE action = 'presentation.phase' AND object_id = $1
		ORDER BY at, id`, second)
	if want := []string{"waiting pitch", "pitch questions", "questions waiting"}; !slices.Equal(from, want) {
		t.Errorf("the audit says %q, want %q", from, want)
	}
}

func TestStepsThatCannotBeTaken(t *testing.T) {
	w, first, second := onAir(t)
	host := w.as(example.Host)
	w.steps(first, presentation.Forward, presentation.Pitch)
	for what, try := range map[string]struct {
		turn id.ID
		step presentation.PhaseStep
		kind fault.Kind
	}{
		"another turn while one is on": {second, presentation.Forward, fault.KindConflict},
		"back from waiting":            {second, presentation.Back, fault.KindConflict},
		"finishing what has not begun": {second, presentation.Finish, fault.KindConflict},
		"a turn nobody knows":          {id.New(), presentation.Forward, fault.KindNotFound},
	} {
		_, err := w.s.Step(host, w.Club, try.turn, try.step)
		w.refused(what, err, try.kind)
	}
	if w.phase(first) != presentation.Pitch || w.phase(second) != presentation.Waiting {
		t.Errorf("a refused step left the turns at %s and %s", w.phase(first), w.phase(second))
	}
	w.steps(first, presentation.Forward, presentation.Questions, presentation.Writing)
	_, err := w.s.Step(host, w.Club, first, presentation.Reset)
	w.refused("waiting again once people promise", err, fault.KindConflict)
}

func TestOnlyOneTurnIsOn(t *testing.T) {
	w, first, second := onAir(t)
	var errs [2]error
	var presses sync.WaitGroup
	for i, turn := range []id.ID{first, second} {
		presses.Go(func() { _, errs[i] = w.s.Step(w.as(example.Host), w.Club, turn, presentation.Forward) })
	}
	presses.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("both were pressed at once: %v and %v, want one refused", errs[0], errs[1])
	}
	for _, err := range errs {
		if err != nil {
			w.refused("the slower of two", err, fault.KindConflict)
		}
	}
}

func TestWhoMovesATurn(t *testing.T) {
	w, first, _ := onAir(t)
	presenter := value[string](w, `SELECT p.name FROM presentation t JOIN person p ON p.id = t.presenter_id WHERE t.id = $1`, first)
	for _, name := range []string{presenter, example.Scribe, author} {
		_, err := w.s.Step(w.as(name), w.Club, first, presentation.Forward)
		w.refused(name, err, fault.KindForbidden)
	}
	stranger, elsewhere := w.nomad()
	_, err := w.s.Step(stranger, w.Club, first, presentation.Forward)
	w.refused("a convener of elsewhere", err, fault.KindNotFound)
	_, err = w.s.Step(stranger, elsewhere, first, presentation.Forward)
	w.refused("through another collaboratory", err, fault.KindNotFound)
	_, err = w.s.Step(t.Context(), w.Club, first, presentation.Forward)
	w.refused("nobody signed in", err, fault.KindNotFound)
	if w.phase(first) != presentation.Waiting {
		t.Errorf("the turn is at %s", w.phase(first))
	}
	_, err = w.s.Step(w.as(example.Convener), w.Club, first, presentation.Forward)
	w.must(err)
}

func TestNoPhasesOutsideTheEvening(t *testing.T) {
	w := pellRiver(t)
	host, tonight := w.as(example.Host), w.gathering(example.TonightTitle)
	first, second := w.turnAt(tonight, 0), w.turnAt(tonight, 1)
	_, err := w.s.Step(host, w.Club, first, presentation.Forward)
	w.refused("before the start", err, fault.KindConflict)
	w.must(w.s.TakeOff(w.as(example.Convener), w.Club, second))
	w.must(w.Gatherings.Start(host, w.Club, tonight))
	_, err = w.s.Step(host, w.Club, second, presentation.Forward)
	w.refused("a turn that was taken off", err, fault.KindNotFound)
	w.must(w.Gatherings.Hand(host, w.Club, tonight, gathering.Handing{Person: w.Person(beside), Role: gathering.Host}))
	_, err = w.s.Step(host, w.Club, first, presentation.Forward)
	w.refused("who has handed the host’s part on", err, fault.KindForbidden)
	_, err = w.s.Step(w.as(beside), w.Club, first, presentation.Forward)
	w.must(err)
	w.must(w.Gatherings.Close(w.as(beside), w.Club, tonight))
	_, err = w.s.Step(w.as(beside), w.Club, first, presentation.Forward)
	w.refused("after the end", err, fault.KindConflict)
}
