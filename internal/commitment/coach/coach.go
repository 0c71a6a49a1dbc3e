package coach

import "time"

// Language is the language a promise is written in.
type Language string

// The languages the coach reads.
const (
	English Language = "en"
	Spanish Language = "es"
)

// Kind is the kind of help promised, as commitments name them.
type Kind string

// The kinds the coach asks about in their own words.
const (
	Introduction Kind = "introduction"
	Expertise    Kind = "expertise"
	Time         Kind = "time"
	Space        Kind = "space"
	Money        Kind = "money"
	Materials    Kind = "materials"
	Publicity    Kind = "publicity"
	Partnership  Kind = "partnership"
	Data         Kind = "data"
	Other        Kind = "other"
)

// counts tells whether a promise of this kind needs an amount.
func (k Kind) counts() bool { return k == Money || k == Materials || k == Time }

// Verdict is how far the words go.
type Verdict int

// The verdicts, from the least to the most.
const (
	Critique Verdict = iota // advice, opinion or doubt: no act by the speaker
	LetsTalk                // some will to give, or a no
	Firm                    // a complete promise
)

// String names a verdict as commitments store it.
func (v Verdict) String() string { return [...]string{"critique", "talk", "firm"}[v] }

// Side is who moves first.
type Side string

// The sides of a promise; the giver moves first unless the words say otherwise.
const (
	Giver    Side = "giver"
	Receiver Side = "receiver"
)

// Part is one stroke of a firm promise.
type Part string

// The five parts.
const (
	Who       Part = "who"
	What      Part = "what"
	HowMuch   Part = "amount"
	When      Part = "when"
	FirstMove Part = "first_move"
)

// Draft is a promise being written: the words and the fields of the form around them.
type Draft struct {
	Text          string
	Kind          Kind
	SpokenOn      time.Time  // the day of speaking, a civil date in the collaboratory's zone
	By            *time.Time // the date picked in the form, nil when none
	HasAmount     bool       // the amount field is filled in
	NextGathering *time.Time // nil when none is planned
	FirstMove     Side       // picked in the form, empty when not
	OnBehalf      bool       // for the giver's organization
}

// Reading is what the coach found.
type Reading struct {
	Verdict     Verdict
	HasWho      bool
	HasWhat     bool
	HasAmount   bool       // said, filled in, or not needed by the kind
	HasWhen     bool       // settled by the words or picked
	FirstMove   Side       // always known: the giver unless said or picked otherwise
	Hedged      bool       // a way out was left open
	Conditional bool       // it hangs on somebody else
	ThirdParty  bool       // it is somebody else's promise
	Declined    bool       // it is a no
	When        *time.Time // the day found in the words; nil when there is none
	Amount      *Amount    // the amount found in the words; nil when there is none
	Missing     []Part     // in the order they are asked
	Ask         Question   // AskNothing when firm
}

// Read reads a draft. It never fails: words it does not know are an opinion, and an
// empty text is one too.
func Read(l Language, d Draft) Reading {
	c := newCalendar(d.SpokenOn, d.NextGathering)
	r := newReader(d.Text, speechOf(l), c, d.OnBehalf)
	best := Reading{}
	for _, s := range r.statements() {
		if reading := r.read(s, d); reading.outranks(best) {
			best = reading
		}
	}
	best.FirstMove = r.firstMove(d)
	best.Missing = best.missing()
	best.Ask = choose(best, d.Kind, r)
	return best
}

// read weighs one statement with what the form adds.
func (r *reader) read(s statement, d Draft) Reading {
	if s.force == judging {
		return Reading{}
	}
	out := Reading{
		Verdict: LetsTalk, HasWho: s.force != another, HasWhat: s.deliverable,
		HasAmount: !d.Kind.counts() || d.HasAmount || s.enough(d.Kind) || d.Kind == Materials && s.deliverable && r.isSingle(s),
		HasWhen:   d.By != nil || s.date != nil,
		Hedged:    s.hedged, Conditional: s.conditional || s.force == pending,
		ThirdParty: s.force == another, Declined: s.force == refusing,
	}
	if s.date != nil {
		out.When = &s.date.day
	}
	if s.amount != nil {
		out.Amount = &s.amount.Amount
	}
	yes := s.force == firmly || s.force == offering
	if yes && !s.hedged && !s.conditional && out.HasWhat && out.HasAmount && out.HasWhen {
		out.Verdict = Firm
	}
	return out
}

// enough tells whether the amount said answers "how much" for a kind.
func (s statement) enough(k Kind) bool {
	if s.amount == nil {
		return false
	}
	return k != Money || s.amount.Unit != UnitHours
}

// outranks prefers the firmer reading, then the one with more parts; the first of
// equals stays.
func (a Reading) outranks(b Reading) bool {
	if a.Verdict != b.Verdict {
		return a.Verdict > b.Verdict
	}
	return a.strength() > b.strength()
}

func (a Reading) strength() int {
	n := 0
	for _, has := range []bool{a.HasWho, a.HasWhat, a.HasWhat, a.HasWhen, a.HasAmount, !a.Declined, !a.ThirdParty} {
		if has {
			n++
		}
	}
	return n
}

func (a Reading) missing() []Part {
	var out []Part
	for _, p := range []struct {
		part Part
		has  bool
	}{{Who, a.HasWho}, {What, a.HasWhat}, {HowMuch, a.HasAmount}, {When, a.HasWhen}} {
		if !p.has {
			out = append(out, p.part)
		}
	}
	return out
}

func (r *reader) firstMove(d Draft) Side {
	switch {
	case d.FirstMove != "":
		return d.FirstMove
	case r.lex.firstSteps.within(r.tokens):
		return Receiver
	}
	return Giver
}
