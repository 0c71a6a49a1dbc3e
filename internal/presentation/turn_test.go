package presentation_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

func TestATurnIsGivenOnce(t *testing.T) {
	w := pellRiver(t)
	june, winter := w.as(example.Convener), w.gathering(example.WinterTitle)
	proposal := w.sent("The Long Table")
	w.must(w.s.Join(w.as(author), w.Club, proposal, w.Person(beside)))

	var turns [6]id.ID
	var errs [6]error
	var taps sync.WaitGroup
	for i := range turns {
		taps.Go(func() { turns[i], errs[i] = w.s.Accept(june, w.Club, proposal, winter) })
	}
	taps.Wait()
	w.must(errors.Join(errs[:]...))
	for _, turn := range turns {
		if turn != turns[0] {
			t.Errorf("tapped twice it answers %s and %s", turns[0], turn)
		}
	}
	if got := w.lineUp(winter); !slices.Equal(got, []string{"The Ride Board", "Porch Papers", "Bread Before School", "The Long Table"}) {
		t.Errorf("the line-up is %v", got)
	}
	w.wrote("“The Long Table” has a turn", "gordon", "walt")
	_, err := w.s.Accept(june, w.Club, proposal, w.gathering(example.TonightTitle))
	w.refused("a second turn elsewhere", err, fault.KindConflict)
}

func TestNoTurnWhereItIsOver(t *testing.T) {
	w := pellRiver(t)
	june, proposal := w.as(example.Convener), w.sent("Too late")
	winter := w.gathering(example.WinterTitle)
	_, err := w.s.Accept(june, w.Club, proposal, w.gathering(example.AutumnTitle))
	w.refused("at a closed gathering", err, fault.KindConflict)
	_, err = w.s.Accept(june, w.Club, proposal, id.New())
	w.refused("at no gathering", err, fault.KindNotFound)

	turn := w.turnAt(winter, 0)
	w.must(w.Gatherings.Cancel(june, w.Club, winter, "The hall is flooded."))
	_, err = w.s.Accept(june, w.Club, proposal, winter)
	w.refused("at a cancelled gathering", err, fault.KindConflict)
	w.refused("ordering a cancelled one", w.s.Move(june, w.Club, winter, turn, 1), fault.KindConflict)
	_, err = w.s.Announce(june, w.Club, winter)
	w.refused("announcing a cancelled one", err, fault.KindConflict)

	w.must(w.s.TakeOff(w.as("Amina Warsame"), w.Club, turn)) // so that it can have its turn at another
	freed := value[id.ID](w, `SELECT proposal_id FROM presentation WHERE id = $1`, turn)
	_, err = w.s.Accept(june, w.Club, freed, w.gathering(example.TonightTitle))
	w.must(err)
}

func TestNoTurnForOneWhoLeft(t *testing.T) {
	w := pellRiver(t)
	june, winter := w.as(example.Convener), w.gathering(example.WinterTitle)
	proposal, together := w.sent("Left behind"), w.sent("Together")
	w.must(w.s.Join(w.as(author), w.Club, together, w.Person(beside)))
	w.must(w.Collaboratories.Remove(june, w.Club, w.Person(beside)))
	_, err := w.s.Accept(june, w.Club, together, winter)
	w.must(err)
	w.wrote("“Together” has a turn", "walt")
	w.must(w.Collaboratories.Remove(june, w.Club, w.Person(author)))
	_, err = w.s.Accept(june, w.Club, proposal, winter)
	w.refused("a turn for one who left", err, fault.KindConflict)
	if page := w.pages().As(example.Convener).Get(at + "/turns"); strings.Contains(page.Text("#waiting-for-a-turn"), "Left behind") {
		t.Error("one who left still waits for a turn")
	}
}

func TestNotThisTime(t *testing.T) {
	w := pellRiver(t)
	june, proposal := w.as(example.Convener), w.sent("Not yet ripe")
	w.refused("without a reason", w.s.Decline(june, w.Club, proposal, ""), fault.KindInvalid)
	w.must(w.s.Decline(june, w.Club, proposal, "Ask for one thing less."))
	w.must(w.s.Decline(june, w.Club, proposal, "Ask for one thing less."))
	w.refused("another reason after the first", w.s.Decline(june, w.Club, proposal, "No."), fault.KindConflict)
	w.wrote("“Not yet ripe”: not this time", "walt")
	texts, err := w.Letters(t.Context(), "walt@pellriver.example")
	w.must(err)
	if !strings.Contains(texts[0], "Ask for one thing less.") || !strings.Contains(texts[0], proposal.String()) {
		t.Errorf("the letter does not give the reason and the way on: %s", texts[0])
	}
	_, err = w.s.Accept(june, w.Club, proposal, w.gathering(example.WinterTitle))
	w.refused("a turn after a no", err, fault.KindConflict)
}

func TestTheOrderOfTheLineUp(t *testing.T) {
	w := pellRiver(t)
	june, winter := w.as(example.Convener), w.gathering(example.WinterTitle)
	rides, papers, bread := w.turnAt(winter, 0), w.turnAt(winter, 1), w.turnAt(winter, 2)
	for _, c := range []struct {
		turn id.ID
		by   int
		want string
	}{
		{rides, 1, "Porch Papers, The Ride Board, Bread Before School"},
		{bread, -2, "Bread Before School, Porch Papers, The Ride Board"},
		{bread, -1, "Bread Before School, Porch Papers, The Ride Board"},
		{papers, 99, "Bread Before School, The Ride Board, Porch Papers"},
		{papers, 0, "Bread Before School, The Ride Board, Porch Papers"},
	} {
		w.must(w.s.Move(june, w.Club, winter, c.turn, c.by))
		if got := strings.Join(w.lineUp(winter), ", "); got != c.want {
			t.Errorf("moved by %d: %s, want %s", c.by, got, c.want)
		}
	}
	w.must(w.s.Order(june, w.Club, winter, []id.ID{papers, rides, bread}))
	if got := strings.Join(w.lineUp(winter), ", "); got != "Porch Papers, The Ride Board, Bread Before School" {
		t.Errorf("put in order: %s", got)
	}
	for name, order := range map[string][]id.ID{
		"one missing": {papers, rides}, "one twice": {papers, papers, rides}, "a stranger": {papers, rides, id.New()},
	} {
		w.refused(name, w.s.Order(june, w.Club, winter, order), fault.KindConflict)
	}
	w.refused("a turn of another gathering", w.s.Move(june, w.Club, winter, w.turnAt(w.gathering(example.TonightTitle), 0), 1), fault.KindNotFound)
}

// TestManyHandsOnOneLineUp: whatever conveners do at once, every turn keeps a place of its own.
func TestManyHandsOnOneLineUp(t *testing.T) {
	w := pellRiver(t)
	june, winter := w.as(example.Convener), w.gathering(example.WinterTitle)
	turns := []id.ID{w.turnAt(winter, 0), w.turnAt(winter, 1), w.turnAt(winter, 2)}
	var proposals []id.ID
	for _, title := range []string{"Fourth", "Fifth", "Sixth", "Seventh"} {
		proposals = append(proposals, w.sent(title))
	}
	errs := make(chan error, 100)
	var hands sync.WaitGroup
	for i := range 6 {
		hands.Go(func() {
			for range 4 {
				errs <- w.s.Move(june, w.Club, winter, turns[rand.IntN(3)], rand.IntN(5)-2)
			}
			if i < len(proposals) {
				turn, err := w.s.Accept(june, w.Club, proposals[i], winter)
				errs <- err
				if i == 0 {
					errs <- w.s.TakeOff(w.as(author), w.Club, turn)
				}
			}
		})
	}
	hands.Wait()
	close(errs)
	for err := range errs {
		w.must(err)
	}
	got := w.lineUp(winter)
	slices.Sort(got)
	if want := []string{"Bread Before School", "Fifth", "Porch Papers", "Seventh", "Sixth", "The Ride Board"}; !slices.Equal(got, want) {
		t.Errorf("the line-up holds %v, want %v", got, want)
	}
	if n := value[int](w, `SELECT count(*) - count(DISTINCT position) FROM presentation WHERE gathering_id = $1`, winter); n != 0 {
		t.Errorf("%d turns share a place", n)
	}
}

func TestConfirmingAndSteppingBack(t *testing.T) {
	w := pellRiver(t)
	winter, proposal := w.gathering(example.WinterTitle), w.sent("Come and go")
	turn, err := w.s.Accept(w.as(example.Convener), w.Club, proposal, winter)
	w.must(err)
	for range 2 {
		w.must(w.s.Confirm(w.as(author), w.Club, turn))
	}
	noted := func(action string) int {
		return value[int](w, `SELECT count(*) FROM audit WHERE action = $1 AND object_id = $2`, action, proposal)
	}
	if noted("presentation.confirmed") != 1 {
		t.Errorf("confirmed twice, it is noted %d times", noted("presentation.confirmed"))
	}
	w.must(w.s.TakeOff(w.as(author), w.Club, turn))
	if got := w.state(proposal); got != presentation.Submitted || slices.Contains(w.lineUp(winter), "Come and go") {
		t.Errorf("taken off, it is %s, with %v", got, w.lineUp(winter))
	}
	w.refused("confirming what is off", w.s.Confirm(w.as(author), w.Club, turn), fault.KindNotFound)
	again, err := w.s.Accept(w.as(example.Convener), w.Club, proposal, winter)
	w.must(err)
	if again == turn {
		t.Error("a new turn is not the old one")
	}
	w.wrote("“Come and go” has a turn", "walt", "walt")

	tonight := w.gathering(example.TonightTitle)
	w.must(w.Gatherings.Start(w.as(example.Host), w.Club, tonight))
	w.refused("stepping back once it has begun", w.s.TakeOff(w.as("Bea Nakai"), w.Club, w.turnAt(tonight, 0)), fault.KindConflict)
}

func TestALineUpIsToldOnce(t *testing.T) {
	w := pellRiver(t)
	june, winter := w.as(example.Convener), w.gathering(example.WinterTitle)
	reachable := value[int](w, `
		SELECT count(*) FROM person p JOIN membership m ON m.person_id = p.id
		WHERE m.collaboratory_id = $1 AND m.left_at IS NULL AND coalesce(p.email, p.care_of_email) IS NOT NULL`, w.Club)
	tell := func(want int) {
		t.Helper()
		told, err := w.s.Announce(june, w.Club, winter)
		w.must(err)
		if told != want {
			t.Errorf("%d are told, want %d", told, want)
		}
	}
	tell(reachable)
	tell(0)
	texts, err := w.Letters(t.Context(), "walt@pellriver.example")
	w.must(err)
	if !strings.Contains(texts[0], "Porch Papers: Ximena Duarte with Priya Raman") {
		t.Errorf("the letter does not name who presents together: %s", texts[0])
	}
	w.must(w.s.Move(june, w.Club, winter, w.turnAt(winter, 0), 1))
	tell(reachable)

	for range 3 {
		w.must(w.s.TakeOff(june, w.Club, w.turnAt(winter, 0)))
	}
	_, err = w.s.Announce(june, w.Club, winter)
	w.refused("telling an empty line-up", err, fault.KindConflict)
}
