package presentation

import (
	"testing"
	"time"

	"collaboratory/internal/fault"
)

// TestEveryStepFromEveryState holds the whole table: each pair either leads somewhere or is refused in words.
func TestEveryStepFromEveryState(t *testing.T) {
	want := map[Step]map[State]State{
		StepWrite:    {Draft: Draft, Submitted: Submitted, Accepted: Accepted, Declined: Declined, Withdrawn: Withdrawn},
		StepSubmit:   {Draft: Submitted, Declined: Submitted, Withdrawn: Submitted},
		StepAccept:   {Submitted: Accepted},
		StepDecline:  {Submitted: Declined},
		StepWithdraw: {Draft: Withdrawn, Submitted: Withdrawn, Declined: Withdrawn},
		StepReturn:   {Accepted: Submitted},
	}
	for _, step := range []Step{StepWrite, StepSubmit, StepAccept, StepDecline, StepWithdraw, StepReturn} {
		for _, from := range []State{Draft, Submitted, Accepted, Declined, Withdrawn} {
			to, err := from.After(step)
			expected, allowed := want[step][from]
			switch {
			case allowed && (err != nil || to != expected):
				t.Errorf("%s from %s: %s, %v; want %s", step, from, to, err, expected)
			case !allowed && !fault.Is(err, fault.KindConflict):
				t.Errorf("%s from %s: %v, want a refusal", step, from, err)
			case !allowed && fault.Of(err).Message == "":
				t.Errorf("%s from %s is refused without words", step, from)
			}
		}
	}
}

func TestWhatAProposalNeeds(t *testing.T) {
	cents := int64(90000)
	whole := Words{Kind: Project, Title: "The Ride Board", Summary: "Rides", Serves: "Patients", Stands: "A phone is there", Asks: []Ask{{Kind: "time", What: "Six drivers"}}}
	for name, c := range map[string]struct {
		change      func(*Words)
		draft, sent bool
	}{
		"whole":               {func(*Words) {}, true, true},
		"without a title":     {func(w *Words) { w.Title = "" }, false, false},
		"without a summary":   {func(w *Words) { w.Summary = "" }, true, false},
		"for nobody":          {func(w *Words) { w.Serves = "" }, true, false},
		"nowhere yet":         {func(w *Words) { w.Stands = "" }, true, false},
		"without asks":        {func(w *Words) { w.Asks = nil }, true, false},
		"an unheard-of kind":  {func(w *Words) { w.Kind = "party" }, false, false},
		"seven asks":          {func(w *Words) { w.Asks = make([]Ask, 7) }, false, false},
		"an ask without kind": {func(w *Words) { w.Asks = []Ask{{What: "Help"}} }, false, false},
		"an ask for nothing":  {func(w *Words) { w.Asks = []Ask{{Kind: "time"}} }, false, false},
		"money without sum":   {func(w *Words) { w.Asks = []Ask{{Kind: "money", What: "Flour"}} }, false, false},
		"money":               {func(w *Words) { w.Asks = []Ask{{Kind: "money", What: "Flour", Cents: &cents}} }, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := whole
			c.change(&w)
			if got := w.MayBeKept() == nil; got != c.draft {
				t.Errorf("kept as a draft: %v, want %v", got, c.draft)
			}
			if got := w.MayBeSent() == nil; got != c.sent {
				t.Errorf("sent: %v, want %v", got, c.sent)
			}
		})
	}
}

func TestTheSameWordsHaveTheSameHash(t *testing.T) {
	a := Words{Kind: Project, Title: "Porch Papers", Asks: []Ask{{Kind: "time", What: "Two hours"}}}
	b := a
	b.Asks = []Ask{{Kind: "time", What: "Two hours"}}
	if string(a.hash()) != string(b.hash()) {
		t.Error("the same words differ")
	}
	b.Asks[0].What = "Three hours"
	if string(a.hash()) == string(b.hash()) {
		t.Error("other words are taken for the same")
	}
}

func TestTheRotation(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	at := func(n int) *time.Time { d := day(n); return &d }
	for name, c := range map[string]struct{ first, then inLine }{
		"never had a turn before had one":        {inLine{SubmittedAt: day(20)}, inLine{LastTurn: at(1), SubmittedAt: day(2)}},
		"longest ago before lately":              {inLine{LastTurn: at(1), SubmittedAt: day(20)}, inLine{LastTurn: at(5), SubmittedAt: day(6)}},
		"passed over more often before less":     {inLine{PassedOver: 2, SubmittedAt: day(20)}, inLine{PassedOver: 1, SubmittedAt: day(2)}},
		"asked first before asked later":         {inLine{SubmittedAt: day(2)}, inLine{SubmittedAt: day(3)}},
		"the last turn counts more than waiting": {inLine{LastTurn: at(1), SubmittedAt: day(9)}, inLine{LastTurn: at(2), PassedOver: 4, SubmittedAt: day(3)}},
	} {
		if before(c.first, c.then) >= 0 || before(c.then, c.first) <= 0 {
			t.Errorf("%s: order is wrong", name)
		}
	}
}
