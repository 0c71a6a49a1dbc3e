package stage

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// TestTheDeckIsWhole: each kind of help has words in each language that read on after a name, and nobody is taken for a
// neighbor.
func TestTheDeckIsWhole(t *testing.T) {
	t.Parallel()
	for language, mark := range map[string]string{"en": "(practice)", "es": "(ensayo)"} {
		d, ctx := deckOf(language), i18n.With(context.Background(), language)
		for _, kind := range commitment.Kinds {
			if len(d.promises[kind]) == 0 {
				t.Errorf("%s: nothing to promise for %s", language, kind)
			}
			for _, said := range append(slices.Clone(d.promises[kind]), d.talks...) {
				if whole := commitment.Sentence(ctx, "Ada", said); strings.Contains(whole, "“") {
					t.Errorf("%s: %q does not read on: %s", language, said, whole)
				}
			}
		}
		if len(d.names) != 12 {
			t.Errorf("%s: %d play-members", language, len(d.names))
		}
		for _, name := range append(slices.Clone(d.names), d.guests...) {
			if !strings.HasSuffix(name, mark) {
				t.Errorf("%s: %q could be a neighbor", language, name)
			}
		}
		if err := d.turn.MayBeSent(); err != nil {
			t.Errorf("%s: the turn to practice with: %v", language, err)
		}
	}
}

func TestWhatFitsAPhase(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		phase           presentation.Phase
		promised, hands int
		want            Deed
	}{
		{"", 0, 0, Waited},
		{presentation.Waiting, 0, 0, Waited},
		{presentation.Pitch, 0, 0, Waited},
		{presentation.Questions, 0, 0, RaisedHand},
		{presentation.Questions, 0, 2, RaisedHand},
		{presentation.Questions, 0, mostHands, Waited},
		{presentation.Writing, 0, 3, Promised},
		{presentation.Writing, 3, 0, WantsToTalk},
		{presentation.Writing, mostWritten, 0, Waited},
		{presentation.Commitments, 4, 0, Promised},
		{presentation.Commitments, 5, 0, GuestCame},
		{presentation.Commitments, 13, 0, WantsToTalk},
		{presentation.Commitments, mostPlayed, 0, Waited},
		{presentation.Thanks, 0, 0, Waited},
		{presentation.Done, 0, 0, Waited},
	} {
		at := someTable(c.phase)
		at.promised, at.hands = c.promised, c.hands
		d := at.deal()
		if d.Deed != c.want {
			t.Errorf("%s with %d promises and %d hands: %q, want %q", c.phase, c.promised, c.hands, d.Deed, c.want)
		}
		if d.who.Presents {
			t.Errorf("%s: the presenter does it", c.phase)
		}
	}
}

// someTable is three people, one of whom presents, and two asks.
func someTable(phase presentation.Phase) playTable {
	return playTable{
		phase: phase, turn: 1, now: time.Unix(1795000000, 0), today: clock.Date(2026, 11, 22), language: "en",
		players: []player{{ID: id.New(), Name: "Ada"}, {ID: id.New(), Name: "Ben", Presents: true}, {ID: id.New(), Name: "Cleo"}},
		asks: []commitment.Asked{
			{ID: id.New(), Kind: commitment.Money, What: "Stone", Cents: playCents(40000)},
			{ID: id.New(), Kind: commitment.Time, What: "Mornings", Amount: playNumber(8), Unit: "mornings"},
		},
	}
}

func TestTheyPromiseWhatIsMissing(t *testing.T) {
	t.Parallel()
	at := someTable(presentation.Commitments)
	first, second := at.pledge(0, true), at.pledge(1, true)
	if first.Ask != at.asks[0].ID || first.Cents == nil || *first.Cents != 10000 || first.Due == nil || !first.Due.After(at.today) {
		t.Errorf("to the first ask: %+v", first)
	}
	if second.Ask != at.asks[1].ID || second.Amount == nil || *second.Amount != 2 || second.Unit != "mornings" {
		t.Errorf("to the second ask: %+v", second)
	}
	if talk := at.pledge(2, false); talk.Due != nil || talk.Cents != nil || talk.Firm {
		t.Errorf("“Let’s talk” is firm: %+v", talk)
	}
	at.asks[0].Found, at.asks[1].Filled = 39900, 8
	if last := at.pledge(1, true); last.Ask != at.asks[0].ID || *last.Cents != 100 {
		t.Errorf("the last dollar: %+v", last)
	}
	at.asks[0].Found = 40000
	if more := at.pledge(0, true); more.Ask != id.Nil || more.Kind != commitment.Other {
		t.Errorf("when all is found: %+v", more)
	}
}

func TestNobodyPromisesForEver(t *testing.T) {
	t.Parallel()
	at := someTable(presentation.Commitments)
	for i := range at.players {
		at.players[i].Promised = mostEach
	}
	if d := at.deal(); d.Deed != Waited {
		t.Errorf("all have promised, and still: %+v", d)
	}
}

func TestAnEveningRightNow(t *testing.T) {
	t.Parallel()
	zone := clock.Zone("America/Chicago")
	for name, c := range map[string]struct {
		now        time.Time
		start, end string
		day        int
	}{
		"in the afternoon": {time.Date(2026, 11, 22, 14, 7, 31, 0, zone), "14:07", "16:37", 22},
		"in the evening":   {time.Date(2026, 11, 22, 22, 30, 0, 0, zone), "22:30", "23:59", 22},
		"before midnight":  {time.Date(2026, 11, 22, 23, 58, 0, 0, zone), "09:00", "21:00", 23},
		// The clocks go from two to three: an end at half past two is no time of that night.
		"as the clocks change": {time.Date(2026, 3, 8, 0, 0, 0, 0, zone), "00:00", "03:30", 8},
	} {
		w := rightNow(c.now, "America/Chicago", 150*time.Minute)
		if w.StartTime != c.start || w.EndTime != c.end || w.Day.Day() != c.day {
			t.Errorf("%s: %s from %s to %s", name, w.Day.Format(time.DateOnly), w.StartTime, w.EndTime)
		}
		if _, _, err := w.Instants(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
