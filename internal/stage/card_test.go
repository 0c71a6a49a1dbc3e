package stage_test

import (
	"strings"
	"testing"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

func TestReadCard(t *testing.T) {
	for typed, want := range map[string]string{
		"1-07": "1-07", "1-7": "1-07", " 2 – 12 ": "2-12", "2 12": "2-12", "rk7m2 · 1-07": "1-07", "RK7M2-1-07": "1-07", "12-104": "12-104",
		"": "", "107": "", "1-0": "", "0-1": "", "seven": "", "ABCDE · 1-07": "", "1-07-3": "",
	} {
		card, err := stage.ReadCard(typed, "RK7M2")
		got := card.String()
		if err != nil {
			got = ""
		}
		if got != want {
			t.Errorf("%q is card %q, want %q (%v)", typed, got, want, err)
		}
	}
}

func TestACardIsTypedOnce(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	form := d.typed("card", "2-07", "giver", "Walt Pruitt", "promise", "drive on Fridays", "due", "11 dec")
	d.expect(d.post(d.scribe("said"), example.Scribe, form), 303)
	if n := d.count(`SELECT count(*) FROM commitment WHERE presentation_id = $1 AND source = 'card'`, d.crate); n != 1 {
		t.Fatalf("%d promises to the turn the card is of", n)
	}
	d.expect(d.post(d.scribe("said"), example.Scribe, form), 303)
	again := d.typed("card", "2-7", "giver", "Rosa Villaseñor", "promise", "drive too")
	a := d.expect(d.post(d.scribe("said"), example.Scribe, again), 422)
	if words := shown(a.Find("#card-error")); !strings.Contains(words, "Card 2-07 is written down already: Walt Pruitt will drive on Fridays") {
		t.Errorf("it says %q", words)
	}
	if d.promised("true") != 1 || d.count(`SELECT count(*) FROM stage_card`) != 1 {
		t.Error("the card was typed twice")
	}
	d.must(d.Commitments.TakeBack(d.As(t.Context(), example.Scribe), commitment.Which{Collaboratory: d.Club, ID: d.one("promise = 'drive on Fridays'")}))
	again.Set("key", id.New().String())
	d.expect(d.post(d.scribe("said"), example.Scribe, again), 303)
	if d.promised("state = 'pledged' AND source = 'card'") != 1 {
		t.Error("a slip of the pen keeps the card for good")
	}
}

func TestACardOfAnUnknownTurn(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for _, card := range []string{"7-01", "ZZZZZ 1-01", "seven"} {
		a := d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("card", card, "giver", "Walt Pruitt", "promise", "drive")), 422)
		if a.Find("#card-error").Length() != 1 || a.Find("#promise").AttrOr("value", "") != "drive" {
			t.Errorf("%s: no word beside the card, or the text is gone", card)
		}
	}
	if d.promised("true") != 0 {
		t.Error("something was written all the same")
	}
}

// TestCardsKeepTheirTurn: cards printed before the order of the evening changed still belong to the right turn.
func TestCardsKeepTheirTurn(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.exec(`UPDATE presentation SET position = 10 - position WHERE gathering_id = $1`, d.evening)
	d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("card", "1-01", "giver", "Walt Pruitt", "promise", "fold")), 303)
	turn, err := db.Value[id.ID](t.Context(), d.DB.Pool(), `SELECT presentation_id FROM commitment WHERE source = 'card' AND promise = 'fold'`)
	d.must(err)
	if turn != d.lanterns {
		t.Error("the promise went to another turn")
	}
}

func TestTheSameOnACard(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	scribe, walt := d.As(t.Context(), example.Scribe), d.promise(d.As(t.Context(), "Walt Pruitt"), "lend the van", nil)
	card := &stage.Card{Turn: 1, Number: 3}
	for range 2 {
		d.must(d.Stages.Same(scribe, d.Club, d.evening, walt, card))
	}
	rosa := d.promise(d.As(t.Context(), "Rosa Villaseñor"), "lend the bus", nil)
	if err := d.Stages.Same(scribe, d.Club, d.evening, rosa, card); !fault.Is(err, fault.KindInvalid) {
		t.Errorf("one card became two promises: %v", err)
	}
	if err := d.Stages.Same(d.As(t.Context(), "Walt Pruitt"), d.Club, d.evening, walt, card); !fault.Is(err, fault.KindForbidden) {
		t.Errorf("a member types cards: %v", err)
	}
}
