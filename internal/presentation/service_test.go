package presentation_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"collaboratory/internal/commitment"
	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

func TestADraftIsForItsAuthorOnly(t *testing.T) {
	w := pellRiver(t)
	half := presentation.Words{Key: id.New(), Kind: presentation.Challenge, Title: "Half a thought"}
	proposal, err := w.s.Propose(w.as(author), w.Club, half, false)
	w.must(err)
	if got := w.state(proposal); got != presentation.Draft {
		t.Errorf("it is %s", got)
	}
	w.wrote("Half a thought")
	half.Key = id.New()
	_, err = w.s.Propose(w.as(author), w.Club, half, true)
	w.refused("sending half a thought", err, fault.KindInvalid)

	for _, name := range []string{example.Convener, beside} {
		w.refused(name+" rewriting a draft", w.s.Rewrite(w.as(name), w.Club, proposal, 1, words("Mine"), false), fault.KindNotFound)
		w.refused(name+" withdrawing a draft", w.s.Withdraw(w.as(name), w.Club, proposal), fault.KindNotFound)
		_, err := w.s.Accept(w.as(name), w.Club, proposal, w.gathering(example.WinterTitle))
		w.refused(name+" accepting a draft", err, fault.KindNotFound)
	}
	w.must(w.s.Join(w.as(author), w.Club, proposal, w.Person(beside)))
	w.must(w.s.Rewrite(w.as(beside), w.Club, proposal, 1, words("A whole thought"), true))
	w.wrote("A whole thought", "june")
	if got := w.state(proposal); got != presentation.Submitted {
		t.Errorf("sent, it is %s", got)
	}
}

func TestTheSameFormIsKeptOnce(t *testing.T) {
	w := pellRiver(t)
	form := words("Porch lights")
	var ids [8]id.ID
	var errs [8]error
	var all sync.WaitGroup
	for i := range ids {
		ctx, mine := w.as(author), form
		mine.Asks = slices.Clone(form.Asks)
		all.Go(func() { ids[i], errs[i] = w.s.Propose(ctx, w.Club, mine, true) })
	}
	all.Wait()
	w.must(errors.Join(errs[:]...))
	for _, got := range ids {
		if got != ids[0] {
			t.Errorf("the same form answers %s and %s", ids[0], got)
		}
	}
	if n := value[int](w, `SELECT count(*) FROM proposal WHERE title = 'Porch lights'`); n != 1 {
		t.Errorf("it is kept %d times", n)
	}
	w.wrote("Porch lights", "june")
	if got := w.asksOf(ids[0]); !slices.Equal(got, []string{"time: Six drivers", "money: Fuel"}) {
		t.Errorf("asks: %v", got)
	}
	form.Summary = "Something else."
	_, err := w.s.Propose(w.as(author), w.Club, form, true)
	w.refused("the same form with other words", err, fault.KindConflict)
	_, err = w.s.Propose(w.as(beside), w.Club, form, true)
	w.must(err) // somebody else’s form with the same key is a form of its own
}

func TestAWishMustBeOneOfOurs(t *testing.T) {
	w := pellRiver(t)
	for _, change := range []func(presentation.Words) error{
		func(f presentation.Words) error { _, err := w.s.Propose(w.as(author), w.Club, f, true); return err },
		func(f presentation.Words) error {
			return w.s.Rewrite(w.as(author), w.Club, w.sent("Wished"), 2, f, false)
		},
	} {
		form := words("Astray")
		form.Wish = id.New()
		w.refused("a gathering nobody knows", change(form), fault.KindInvalid)
	}
}

func TestRewriting(t *testing.T) {
	w := pellRiver(t)
	proposal := w.sent("First words")
	seen := w.version(proposal)
	w.must(w.s.Rewrite(w.as(author), w.Club, proposal, seen, words("Second words"), true))
	w.refused("on words somebody has changed", w.s.Rewrite(w.as(author), w.Club, proposal, seen, words("Lost words"), true), fault.KindConflict)
	w.wrote("First words", "june")
	w.wrote("Second words") // the conveners have it already
	half := words("Third words")
	half.Asks = nil
	w.refused("half a proposal the conveners read", w.s.Rewrite(w.as(author), w.Club, proposal, w.version(proposal), half, false), fault.KindInvalid)

	turn, err := w.s.Accept(w.as(example.Convener), w.Club, proposal, w.gathering(example.WinterTitle))
	w.must(err)
	w.must(w.s.Rewrite(w.as(author), w.Club, proposal, w.version(proposal), words("Last words"), true))
	if got := w.state(proposal); got != presentation.Accepted || !slices.Contains(w.lineUp(w.gathering(example.WinterTitle)), "Last words") {
		t.Errorf("rewritten, the turn %s is lost: %s", turn, got)
	}
}

// TestSentAgain: the conveners hear of a proposal each time it comes to them.
func TestSentAgain(t *testing.T) {
	w := pellRiver(t)
	proposal := w.sent("Once more")
	w.must(w.s.Decline(w.as(example.Convener), w.Club, proposal, "Say whom it serves."))
	w.must(w.s.Rewrite(w.as(author), w.Club, proposal, w.version(proposal), words("Once more"), false))
	if got := w.state(proposal); got != presentation.Declined {
		t.Errorf("kept after a no, it is %s", got)
	}
	w.must(w.s.Rewrite(w.as(author), w.Club, proposal, w.version(proposal), words("Once more"), true))
	w.wrote("proposes “Once more”", "june", "june")
	if reason := value[string](w, `SELECT reason FROM proposal WHERE id = $1`, proposal); reason != "" {
		t.Errorf("the old no stands beside it: %q", reason)
	}
	w.must(w.s.Withdraw(w.as(author), w.Club, proposal))
	w.must(w.s.Withdraw(w.as(author), w.Club, proposal))
	if got := w.state(proposal); got != presentation.Withdrawn {
		t.Errorf("withdrawn, it is %s", got)
	}
	_, err := w.s.Accept(w.as(example.Convener), w.Club, proposal, w.gathering(example.WinterTitle))
	w.refused("a turn for what was withdrawn", err, fault.KindConflict)
	w.must(w.s.Rewrite(w.as(author), w.Club, proposal, w.version(proposal), words("Once more"), true))
	w.wrote("proposes “Once more”", "june", "june", "june")
	if got := w.state(proposal); got != presentation.Submitted {
		t.Errorf("sent a third time, it is %s", got)
	}
}

func TestAnAskWithAPromiseStays(t *testing.T) {
	w := pellRiver(t)
	tonight := w.gathering(example.TonightTitle)
	w.must(w.Gatherings.Start(w.as(example.Host), w.Club, tonight))
	turn := w.turnAt(tonight, 0)
	proposal := value[id.ID](w, `SELECT proposal_id FROM presentation WHERE id = $1`, turn)
	asks := w.rows(proposal)
	due, two := example.Now.AddDate(0, 0, 20), 2.0
	_, err := w.Commitments.Pledge(w.as(author), w.Club, commitment.PledgeInput{
		Presentation: turn, Ask: asks[1].ID, Kind: "time", Promise: "fold on Saturday", Amount: &two, Unit: "people", Due: &due, Firm: true, Key: id.New(),
	})
	w.must(err)

	form := words("Lanterns on the River")
	form.Asks = []presentation.Ask{{ID: asks[0].ID, Kind: "materials", What: "Paper"}}
	w.refused("leaving out an ask somebody answered", w.s.Rewrite(w.as("Bea Nakai"), w.Club, proposal, w.version(proposal), form, false), fault.KindConflict)
	if got := w.rows(proposal); !slices.Equal(got, asks) {
		t.Errorf("the refusal changed the asks to %v", got)
	}
	form.Asks = []presentation.Ask{{Kind: "space", What: "A dry room"}, {ID: asks[1].ID, Kind: "time", What: "Four people to fold"}}
	w.must(w.s.Rewrite(w.as("Bea Nakai"), w.Club, proposal, w.version(proposal), form, false))
	if got := w.rows(proposal); len(got) != 2 || got[1].ID != asks[1].ID || got[1].What != "Four people to fold" {
		t.Errorf("the asks are %v", got)
	}
}

// TestAnAskOfSomebodyElse: an id that a form was not given changes nothing.
func TestAnAskOfSomebodyElse(t *testing.T) {
	w := pellRiver(t)
	theirs := w.sent("Theirs")
	form := words("Mine")
	form.Asks = []presentation.Ask{{ID: w.rows(theirs)[0].ID, Kind: "other", What: "Taken over"}}
	_, _ = w.s.Propose(w.as(beside), w.Club, form, true)
	if got := w.asksOf(theirs); !slices.Equal(got, []string{"time: Six drivers", "money: Fuel"}) {
		t.Errorf("their asks are now %v", got)
	}
}

func TestPresentingTogether(t *testing.T) {
	w := pellRiver(t)
	proposal := w.sent("Side by side")
	with := func() []string {
		return all[string](w, `SELECT p.name FROM co_presenter c JOIN person p ON p.id = c.person_id WHERE c.proposal_id = $1 ORDER BY p.name`, proposal)
	}
	w.must(w.s.Join(w.as(author), w.Club, proposal, w.Person(beside)))
	w.must(w.s.Join(w.as(author), w.Club, proposal, w.Person(beside)))
	w.must(w.s.Join(w.as(beside), w.Club, proposal, w.Person(third)))
	if got := with(); !slices.Equal(got, []string{third, beside}) {
		t.Errorf("beside the author stand %v", got)
	}
	_, _ = w.nomad()
	w.refused("a stranger beside us", w.s.Join(w.as(author), w.Club, proposal, w.Person("Noa Mad")), fault.KindInvalid)
	w.refused("nobody beside us", w.s.Join(w.as(author), w.Club, proposal, id.Nil), fault.KindInvalid)
	w.refused("the author beside themselves", w.s.Join(w.as(author), w.Club, proposal, w.Person(author)), fault.KindConflict)
	w.must(w.s.Leave(w.as(beside), w.Club, proposal, w.Person(beside)))
	w.must(w.s.Leave(w.as(author), w.Club, proposal, w.Person(beside)))
	if got := with(); !slices.Equal(got, []string{third}) {
		t.Errorf("beside the author stand %v", got)
	}
	w.refused("one who left", w.s.Leave(w.as(beside), w.Club, proposal, w.Person(third)), fault.KindForbidden)
}
