package commitment

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment/coach"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// Writing is a promise being written in the live room, by a member or a guest, for one turn of the evening. What it asks
// is what the promise’s own pages ask; only what stands around it differs.
type Writing struct {
	Title     string // of the turn
	Presenter string
	Opening   Opening
	Next      *time.Time // the day of the gathering after this one
	Asks      []Asked

	service *Service
	p       *pledging
}

// Write finds what a promise to a turn of a gathering needs. fault.NotFound for a turn that is not of this gathering, and
// for whoever may not promise there.
func (s *Service) Write(ctx context.Context, gathering, turn id.ID) (*Writing, error) {
	h := NewHandlers(s)
	p := &pledging{see: h.readerOf(ctx), presentation: turn}
	club, b := p.see.club.CollaboratoryID, db.NewBatch()
	queueTurn(b, &p.turn, club, turn, p.see.person)
	queuePledger(b, &p.who, club, turn, p.see.person, p.see.today)
	queueAsked(b, &p.asks, club, turn)
	if err := h.run(ctx, b); err != nil {
		return nil, err
	}
	if p.turn == nil || p.who == nil || p.turn.GatheringID != gathering {
		return nil, fault.NotFound("That page is not here")
	}
	if err := p.see.may(access.CommitmentPledge, p.see.actor.GuestAt(gathering)); err != nil {
		return nil, err
	}
	return &Writing{
		Title: p.turn.Title, Presenter: p.who.Presenter, Opening: p.turn.At(p.see.now), Next: p.who.NextGathering,
		Asks: p.asks, service: s, p: p,
	}, nil
}

// Sent is a form of the room as it arrived.
type Sent struct {
	*page.FormData
	Waited bool             // it waited on the phone for the line: nobody is there to be asked a question
	Action string           // where the answer to a question is sent
	Attrs  templ.Attributes // of the form that asks it
	Hidden []ui.HiddenField // that it carries along
}

// Taken is what became of it.
type Taken struct {
	Made     id.ID // the promise; Nil when it is not made
	Firm     bool
	Promise  string // as it is said to its giver
	Due      *time.Time
	Question templ.Component // the one question that makes it firm; nil when there is none
}

// Take reads the form or the answer to a question, as the promise’s own page does. What is wrong with it stands in the
// form afterwards; then nothing is made.
func (w *Writing) Take(ctx context.Context, f Sent) (Taken, error) {
	w.untouched(f)
	in := w.p.input(f.FormData)
	in.Organisation = f.Text("organisation", 200)
	w.kind(f, &in)
	reading := w.reading(ctx, f, &in)
	if w.asks(f, &in, reading) {
		return Taken{Question: w.question(ctx, f, reading)}, nil
	}
	if reading.Verdict == coach.Critique || f.Waited && in.Due == nil {
		in.Firm = false
	}
	in.dropUnchosenDay(f.FormData)
	if !f.OK() {
		return Taken{}, nil
	}
	made, err := w.service.Pledge(ctx, w.p.see.club.CollaboratoryID, in)
	if err != nil {
		if taken(f.FormData, err) {
			return Taken{}, nil
		}
		return Taken{}, err
	}
	return Taken{Made: made, Firm: in.Firm, Due: in.Due, Promise: ownSentence(ctx, plainPromise(in.Promise))}, nil
}

// untouched takes the day the form came with for no choice of the giver: a day in their words goes before it.
func (w *Writing) untouched(f Sent) {
	if was := f.Value("by_was"); was != "" && f.Value("by") == was {
		f.Set("due", was)
		f.Set("by", "")
	}
}

// kind is that of the ask, the one chosen, or what the words sound like.
func (w *Writing) kind(f Sent, in *PledgeInput) {
	if a := w.p.ask(in.Ask); a != nil {
		in.Kind = a.Kind
	}
	if in.Kind != "" {
		f.Set("kind", string(in.Kind))
		return
	}
	if in.Kind = GuessKind(in.Promise); in.Kind != Materials { // “the van” is one: nobody is asked how many of what we guessed
		f.Set("kind", string(in.Kind))
	}
}

// reading asks the coach. Who answers an ask in the words the form offers has said what they will do.
func (w *Writing) reading(ctx context.Context, f Sent, in *PledgeInput) coach.Reading {
	a := w.p.ask(in.Ask)
	if a == nil || oneLine(f.Value("promise")) != AskWords(ctx, a.What) {
		guessed := *in
		guessed.Kind = Kind(f.Value("kind"))
		r := w.p.read(ctx, f.FormData, &guessed)
		if guessed.Kind == "" || guessed.Kind == Other && guessed.Cents == nil {
			guessed.Kind = in.Kind
		}
		*in = guessed
		return r
	}
	r := coach.Reading{
		Verdict: coach.LetsTalk, HasWho: true, HasWhat: true, HasWhen: in.Due != nil, FirstMove: coach.Giver,
		HasAmount: !in.Kind.Counted() || in.Amount != nil || in.Cents != nil,
	}
	switch {
	case !r.HasAmount:
		r.Ask = amountQuestions[in.Kind]
	case !r.HasWhen:
		r.Ask = coach.AskByWhen
	default:
		r.Verdict = coach.Firm
	}
	return r
}

var amountQuestions = map[Kind]coach.Question{Money: coach.AskHowMuch, Time: coach.AskHowLong, Materials: coach.AskHowMany}

// asks tells whether there is a question to put before the promise is made.
func (w *Writing) asks(f Sent, in *PledgeInput, r coach.Reading) bool {
	if f.Waited || !in.Firm || !f.OK() || in.Promise == "" || w.Opening != OpenNow || w.p.turn.receives(w.p.see.person) {
		return false
	}
	return !settled(r, in, f.FormData)
}

// question is the form of the one question.
func (w *Writing) question(ctx context.Context, f Sent, r coach.Reading) templ.Component {
	v := coachViewOf(ctx, w.p.see, w.p.turn, w.p.who, f.FormData, r, f.Action)
	if value := f.Value("organisation"); value != "" {
		v.hidden = append(v.hidden, ui.HiddenField{Name: "organisation", Value: value})
	}
	v.hidden = append(v.hidden, f.Hidden...)
	v.attrs = f.Attrs
	return coachForm(v)
}

// AskWords are what the form offers to say to who answers an ask.
func AskWords(ctx context.Context, what string) string {
	return i18n.T(ctx, "help with “%s”", what)
}

// DayChoices are the answers to “by when?”, as the coach offers them, with the gathering after this one among them.
func DayChoices(ctx context.Context, today time.Time, next *time.Time) []ui.Option {
	return quickDays(ctx, today, next)
}

// SeesAddress says above the button what the presenter will see.
func SeesAddress(ctx context.Context, presenter string) string {
	return contactSentence(ctx, firstName(presenter))
}

// HowManyOf is the label of an amount whose unit is known.
func HowManyOf(ctx context.Context, unit string) string { return howManyOf(ctx, unit) }

// KindOptions are the kinds of help to choose from, with nothing chosen as the first.
func KindOptions(ctx context.Context, chosen Kind, first string) []ui.Option {
	options := kindOptions(ctx, chosen)
	options[0].Label = first
	return options
}

// Today is the day where the collaboratory is, from which promises are dated.
func (w *Writing) Today() time.Time { return clock.Today(w.p.see.now, w.p.turn.Zone) }

// MostPromise is how many characters a promise may have.
const MostPromise = mostPromise

// FirstName is how a button calls somebody.
func FirstName(name string) string { return firstName(name) }
