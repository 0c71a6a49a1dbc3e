package commitment

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/commitment/coach"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// pledgeView is the form “I will…”.
type pledgeView struct {
	action   string
	back     string
	title    string // of the presentation
	ask      string // what was asked for, when it answers an ask
	draft    string // why it cannot be sent just yet; empty when it can
	contact  string
	wrong    []ui.FieldError
	hidden   []ui.HiddenField
	promise  ui.Field
	kind     ui.Field
	due      ui.Field
	amount   ui.Field
	unit     ui.Field
	money    ui.Field
	asks     Kind // of the ask it answers; empty when nobody asked
	counts   bool // the ask says of what
	muchOpen bool // how much is written already, or wrong
	moreOpen bool
	as       ui.Field
	hasOrg   bool
	shown    ui.Field
	private  ui.Field
	phone    ui.Field
	moves    ui.Field
	hasPhone bool
}

func pledgeViewOf(ctx context.Context, see reader, turn *Around, who *pledger, ask *asked, f *page.FormData, presentation id.ID) pledgeView {
	v := pledgeView{
		action: see.club.URL("presentations", presentation.String(), "commitments"),
		back:   see.club.URL("presentations", presentation.String()), title: turn.Title,
		wrong: f.Errors(ctx), contact: contactSentence(ctx, who.Presenter),
		hasOrg: who.Organisation != "", hasPhone: who.Phone != "",
		hidden: []ui.HiddenField{f.Hidden(), {Name: "ask", Value: f.Value("ask")}, {Name: "by_was", Value: f.Value("by_was")}},
	}
	if ask != nil {
		v.ask, v.asks, v.counts = ask.What, ask.Kind, ask.Unit != ""
		v.hidden = append(v.hidden, ui.HiddenField{Name: "kind", Value: string(ask.Kind)})
		if v.counts {
			v.hidden = append(v.hidden, ui.HiddenField{Name: "unit", Value: ask.Unit})
		}
	}
	if turn.At(see.now) == Drafting {
		v.draft = i18n.T(ctx, "Write it now. You can send it as soon as the presenter has finished.")
	}
	v.fields(ctx, f, who)
	if v.counts {
		v.amount.Label = howManyOf(ctx, ask.Unit)
	}
	v.muchOpen = anyOf(ctx, f, "amount", "unit", "cents")
	v.moreOpen = anyOf(ctx, f, "private_note", "shown_as_member") || f.Value("first_move") == "receiver" || f.Value("as") == "organisation"
	return v
}

// anyOf tells whether one of these fields was filled in or is wrong, so that what hides them opens.
func anyOf(ctx context.Context, f *page.FormData, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return f.Value(name) != "" || f.Error(ctx, name) != "" })
}

func howManyOf(ctx context.Context, unit string) string { return i18n.T(ctx, "How many %s", unit) }

func contactSentence(ctx context.Context, presenter string) string {
	return i18n.T(ctx, "%s will see your e-mail address, so that you can arrange it.", presenter)
}

func (v *pledgeView) fields(ctx context.Context, f *page.FormData, who *pledger) {
	v.promise = f.Field(ctx, "promise", i18n.T(ctx, "I will…"), i18n.T(ctx, "What exactly, so that anyone could see it was done? Everyone here can read it."))
	v.promise.MaxLength, v.promise.Rows, v.promise.Attrs = mostPromise, 3, map[string]any{"autocapitalize": "none"}
	v.kind = f.Field(ctx, "kind", i18n.T(ctx, "What kind of help is it?"), "")
	v.kind.Options = kindOptions(ctx, Kind(f.Value("kind")))
	v.due = f.Field(ctx, "due", i18n.T(ctx, "by"), "")
	v.amount = f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
	v.amount.InputMode, v.amount.Optional = "decimal", true
	v.unit = f.Field(ctx, "unit", i18n.T(ctx, "of what"), i18n.T(ctx, "Such as hours, mornings or chairs"))
	v.unit.MaxLength, v.unit.Optional = mostUnit, true
	v.money = f.Field(ctx, "cents", i18n.T(ctx, "How much money"), "")
	v.money.InputMode, v.money.Optional = "decimal", true
	v.as = f.Field(ctx, "as", i18n.T(ctx, "Who promises?"), "")
	v.as.Options = []ui.Option{
		{Value: "myself", Label: i18n.T(ctx, "I myself"), Selected: f.Value("as") != "organisation"},
		{Value: "organisation", Label: who.Organisation, Selected: f.Value("as") == "organisation"},
	}
	v.shown = ui.Field{Name: "shown_as_member", Label: i18n.T(ctx, "Show me to others as “a member”"), Checked: f.Ticked("shown_as_member")}
	v.private = f.Field(ctx, "private_note", i18n.T(ctx, "Only the presenter sees this"), "")
	v.private.Optional, v.private.MaxLength, v.private.Rows = true, mostNote, 2
	v.phone = ui.Field{Name: "share_phone", Label: i18n.T(ctx, "Show them my phone number too: %s", who.Phone), Checked: f.Ticked("share_phone")}
	v.moves = f.Field(ctx, "first_move", i18n.T(ctx, "Who moves first?"), "")
	v.moves.Options = []ui.Option{
		{Value: "giver", Label: i18n.T(ctx, "I get in touch"), Selected: f.Value("first_move") != "receiver"},
		{Value: "receiver", Label: i18n.T(ctx, "They get in touch with me"), Selected: f.Value("first_move") == "receiver"},
	}
}

func kindOptions(ctx context.Context, chosen Kind) []ui.Option {
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "Please choose")}}
	for _, k := range Kinds {
		options = append(options, ui.Option{Value: string(k), Label: ui.KindWord(ctx, string(k)), Selected: k == chosen})
	}
	return options
}

// coachView is the slip that asks the one question.
type coachView struct {
	action   string
	attrs    templ.Attributes // of the form, in the live room
	title    string           // of the presentation
	who      string
	said     string // the promise in the giver’s own words
	strokes  int    // inked of five
	waiting  string // “Almost firm. One stroke to go.”
	question string
	hint     string
	contact  string
	hidden   []ui.HiddenField
	got      []string
	gotWords string

	askDay    bool
	days      []ui.Option
	otherDay  ui.Field
	askAmount bool
	money     bool
	counts    bool   // the unit is known
	keep      string // how it can be kept as “Let’s talk”
	amount    ui.Field
	unit      ui.Field
	askWords  bool
	promise   ui.Field
}

// carried are the fields a coach’s page carries along unseen.
var carried = []string{"ask", "kind", "as", "shown_as_member", "private_note", "share_phone", "first_move", "by_was", "promise", "due", "amount", "unit", "cents"}

func coachViewOf(ctx context.Context, see reader, turn *Around, who *pledger, f *page.FormData, r coach.Reading, action string) coachView {
	plain := plainPromise(f.Value("promise"))
	v := coachView{
		action: action, title: turn.Title, who: who.Presenter, said: ownSentence(ctx, plain),
		question: i18n.T(ctx, questions[r.Ask]), contact: contactSentence(ctx, who.Presenter),
		hidden: []ui.HiddenField{f.Hidden(), {Name: "asked", Value: string(r.Ask)}},
	}
	switch {
	case r.Verdict == coach.LetsTalk && r.HasWho && r.HasWhat && !r.HasAmount && !r.Declined && !r.Conditional:
		v.askAmount, v.money = true, Kind(f.Value("kind")) == Money
		v.counts = !v.money && f.Value("unit") != ""
	case r.Verdict == coach.LetsTalk && r.HasWho && r.HasWhat && !r.HasWhen && !r.Declined && !r.Conditional:
		v.askDay = true
	default:
		v.askWords = true
	}
	v.keep = i18n.T(ctx, "Keep it as “Let’s talk”")
	if v.askDay {
		v.keep = i18n.T(ctx, "I cannot say a day yet: keep it as “Let’s talk”")
	}
	v.carry(f)
	v.parts(ctx, r, plain, f)
	v.answers(ctx, see, who, f)
	return v
}

// carry keeps what was typed, but for the one thing the page asks about.
func (v *coachView) carry(f *page.FormData) {
	asks := map[string]bool{"promise": v.askWords, "due": v.askDay, "amount": v.askAmount && !v.money, "unit": v.askAmount && !v.money && !v.counts, "cents": v.askAmount && v.money}
	for _, name := range carried {
		if value := f.Value(name); value != "" && !asks[name] {
			v.hidden = append(v.hidden, ui.HiddenField{Name: name, Value: value})
		}
	}
}

// parts says which of the five strokes are there.
func (v *coachView) parts(ctx context.Context, r coach.Reading, promise string, f *page.FormData) {
	v.strokes = 1
	v.got = []string{i18n.T(ctx, "Who moves first: you")}
	if f.Value("first_move") == "receiver" || r.FirstMove == coach.Receiver {
		v.got[0] = i18n.T(ctx, "Who moves first: %s", v.who)
	}
	for _, part := range []struct {
		has  bool
		said string
	}{
		{r.HasWho, i18n.T(ctx, "Who: you")},
		{r.HasWhat, i18n.T(ctx, "What: %s", promise)},
		{r.HasAmount, i18n.T(ctx, "How much: said, or not needed")},
		{r.HasWhen, i18n.T(ctx, "By when: said")},
	} {
		if part.has {
			v.strokes++
			v.got = append(v.got, part.said)
		}
	}
	v.waiting = i18n.N(ctx, "Almost firm. One stroke to go.", "%d strokes to go.", 5-v.strokes, 5-v.strokes)
	if v.strokes == 5 {
		v.waiting = i18n.T(ctx, "All five strokes are there. One question is left.")
	}
	v.gotWords = i18n.N(ctx, "The one you already have", "The %d you already have", v.strokes, v.strokes)
}

func (v *coachView) answers(ctx context.Context, see reader, who *pledger, f *page.FormData) {
	switch {
	case v.askDay:
		v.hint = i18n.T(ctx, "A day makes it easy to count on. You can change it later.")
		v.days = quickDays(ctx, see.today, who.NextGathering)
		v.otherDay = f.Field(ctx, "by-other", i18n.T(ctx, "Another day"), "")
	case v.askAmount && v.money:
		v.amount = f.Field(ctx, "cents", i18n.T(ctx, "How much money"), "")
		v.amount.InputMode = "decimal"
	case v.counts:
		v.question = howManyOf(ctx, f.Value("unit")) + "?"
		v.amount = f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
		v.amount.InputMode = "decimal"
	case v.askAmount:
		v.amount = f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
		v.amount.InputMode = "decimal"
		v.unit = f.Field(ctx, "unit", i18n.T(ctx, "of what"), i18n.T(ctx, "Such as hours, mornings or chairs"))
	default:
		v.promise = f.Field(ctx, "promise", i18n.T(ctx, "I will…"), "")
		v.promise.MaxLength, v.promise.Rows = mostPromise, 3
	}
}

// quickDays are four answers to “by when?” in their order: three days that suit most promises, the next gathering among
// them when it is planned, and another day.
func quickDays(ctx context.Context, today time.Time, next *time.Time) []ui.Option {
	days := coach.QuickDays(today, next)
	for len(days) > 3 {
		last := len(days) - 1
		if next != nil && days[last].Equal(*next) {
			last--
		}
		days = slices.Delete(days, last, last+1)
	}
	var options []ui.Option
	for _, day := range days {
		label := i18n.QuickDay(ctx, day)
		if next != nil && day.Equal(*next) {
			label = i18n.T(ctx, "%s, our next gathering", label)
		}
		options = append(options, ui.Option{Value: day.Format(time.DateOnly), Label: label})
	}
	return append(options, ui.Option{Value: "other", Label: i18n.T(ctx, "Another day")})
}

// readPromise asks the coach in the reader’s language, and in the other one when the words seem to be in that.
func readPromise(ctx context.Context, d coach.Draft) coach.Reading {
	best := coach.Reading{}
	languages := []coach.Language{coach.English, coach.Spanish}
	if i18n.Lang(ctx) == "es" {
		languages = []coach.Language{coach.Spanish, coach.English}
	}
	text := d.Text
	for i, l := range languages {
		d.Text = spoken(text, l)
		if r := coach.Read(l, d); i == 0 || r.Verdict > best.Verdict {
			best = r
		}
	}
	return best
}

// spoken gives the promise back the lead that the form’s label says for it.
func spoken(promise string, l coach.Language) string {
	plain := plainPromise(promise)
	switch {
	case !readsOn(plain):
		return strings.TrimSpace(promise)
	case l == coach.Spanish:
		return "Me comprometo a " + plain
	}
	return "I will " + plain
}
