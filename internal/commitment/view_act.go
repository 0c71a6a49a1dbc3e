package commitment

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// actForm is the page of one act: the promise, a question or two, one main button.
type actForm struct {
	title, lede string
	back        ui.Link
	action      string
	wrong       []ui.FieldError
	hidden      []ui.HiddenField
	slip        ui.Slip
	hasSlip     bool
	fields      []actField
	button      ui.Button
	second      *ui.Button
	onWord      string // on whose word a convener acts
}

// actField is a field and how it is asked.
type actField struct {
	shape string // area, date, number, text, select, check
	field ui.Field
}

func actFormOf(ctx context.Context, o *opened, a actDo, noun string, f *page.FormData) actForm {
	v := a.form(ctx, o, f)
	here := o.see.club.URL("commitments", o.c.ID.String())
	v.action, v.back = here+"/"+noun, ui.Link{Label: i18n.T(ctx, "Back to the promise"), URL: here}
	v.wrong = f.Errors(ctx)
	seq := seqField(o.c.Seq)
	if typed := f.Value("seq"); typed != "" {
		seq.Value = typed
	}
	v.hidden = append(v.hidden, seq)
	v.slip, v.hasSlip = slipOf(ctx, o), true
	if o.s.is == access.Convener {
		v.onWord = i18n.T(ctx, "You write down what somebody told you. The history says that you did it on their word.")
	}
	return v
}

// slipOf is the promise as its page and the pages of its acts show it.
func slipOf(ctx context.Context, o *opened) ui.Slip {
	s := ownSlipOf(ctx, o.s, o.row).slip
	s.Level = 2
	return s
}

func noteField(ctx context.Context, f *page.FormData, label, hint string) actField {
	field := f.Field(ctx, "note", label, hint)
	field.Optional, field.MaxLength, field.Rows = true, mostNote, 3
	return actField{"area", field}
}

func dueField(ctx context.Context, f *page.FormData, label, hint string, suggested *time.Time) actField {
	field := f.Field(ctx, "due", label, hint)
	if field.Value == "" {
		field.Value = isoDay(suggested)
	}
	return actField{"date", field}
}

func deliveryForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	v := actForm{
		title:  i18n.T(ctx, "Did it"),
		lede:   i18n.T(ctx, "%s has the last word and is asked whether it arrived.", o.row.Presenter),
		fields: []actField{noteField(ctx, f, i18n.T(ctx, "A word to go with it"), "")},
		button: ui.Button{Label: i18n.T(ctx, "It is done"), Kind: "main"},
		second: &ui.Button{Label: i18n.T(ctx, "Only a part of it, so far"), Name: "partly", Value: "1"},
	}
	switch {
	case o.c.Cents != nil:
		amount := f.Field(ctx, "cents", i18n.T(ctx, "How much so far, when it is only a part"), i18n.T(ctx, "of %s", howMuch(ctx, nil, "", o.c.Cents, o.row.Currency)))
		amount.Optional, amount.InputMode = true, "decimal"
		v.fields = append(v.fields, actField{"number", amount})
	default:
		amount := f.Field(ctx, "amount", i18n.T(ctx, "How much so far, when it is only a part"), howMuchOf(ctx, o))
		amount.Optional, amount.InputMode = true, "decimal"
		v.fields = append(v.fields, actField{"number", amount})
	}
	return v
}

func howMuchOf(ctx context.Context, o *opened) string {
	if much := howMuch(ctx, o.c.Amount, o.c.Unit, nil, ""); much != "" {
		return i18n.T(ctx, "of %s", much)
	}
	return ""
}

func dateForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	return actForm{
		title: i18n.T(ctx, "Need more time"), lede: i18n.T(ctx, "That happens. Choose a day you can count on."),
		fields: []actField{
			dueField(ctx, f, i18n.T(ctx, "The new day"), "", nil),
			noteField(ctx, f, i18n.T(ctx, "Why"), i18n.T(ctx, "Only you and the presenter see this.")),
		},
		button: ui.Button{Label: i18n.T(ctx, "Keep the new day"), Kind: "main"},
	}
}

func releaseForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	v := actForm{
		title:  i18n.T(ctx, "I can’t after all"),
		lede:   i18n.T(ctx, "It does not count against anyone. %s hears of it and can ask the others.", o.row.Presenter),
		fields: []actField{noteField(ctx, f, i18n.T(ctx, "A word to go with it"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Let it go"), Kind: "main"},
	}
	if o.s.is == access.Presenter {
		v.title = i18n.T(ctx, "Let it go")
		v.lede = i18n.T(ctx, "%s gets a kind note. It does not count against anyone.", o.row.Giver)
	}
	return v
}

func refusalForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	return actForm{
		title: i18n.T(ctx, "Not needed, with thanks"), lede: i18n.T(ctx, "%s hears that you do not need it after all, and that you are thankful.", o.row.Giver),
		fields: []actField{noteField(ctx, f, i18n.T(ctx, "A word to go with it"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Say so, with thanks"), Kind: "main"},
	}
}

func notYetForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	v := actForm{
		title:  i18n.T(ctx, "Not yet, because…"),
		lede:   i18n.T(ctx, "The promise is under way again. %s hears why.", o.row.Giver),
		hidden: []ui.HiddenField{{Name: "answer", Value: "not yet"}},
		fields: []actField{noteField(ctx, f, i18n.T(ctx, "What is missing?"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Send"), Kind: "main"},
	}
	if PastDue(o.c.Due, o.see.today) || f.Error(ctx, "due") != "" {
		v.fields = append(v.fields, dueField(ctx, f, i18n.T(ctx, "By when then?"), i18n.T(ctx, "Its day is over, so it needs a new one."), nil))
	}
	return v
}

func thanksForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	return actForm{
		title: i18n.T(ctx, "Say thanks"), lede: i18n.T(ctx, "%s gets a letter with your words.", o.row.Giver),
		fields: []actField{noteField(ctx, f, i18n.T(ctx, "Your words"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Say thanks"), Kind: "main"},
	}
}

func objectionForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	return actForm{
		title:  i18n.T(ctx, "That is not what I said"),
		lede:   i18n.T(ctx, "Then it is not a firm promise: it is kept as “Let’s talk”, and %s hears of it.", o.row.Presenter),
		fields: []actField{noteField(ctx, f, i18n.T(ctx, "What did you say?"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Send"), Kind: "main"},
	}
}

func giverForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	who := f.Field(ctx, "giver", i18n.T(ctx, "Who takes it on?"), i18n.T(ctx, "Ask them first. They get a letter, and so does %s.", o.row.Presenter))
	who.Options = []ui.Option{{Value: "", Label: i18n.T(ctx, "Please choose")}}
	for _, m := range o.members {
		if !o.c.receives(m.ID) && (o.c.GiverPersonID == nil || *o.c.GiverPersonID != m.ID) {
			who.Options = append(who.Options, ui.Option{Value: m.ID.String(), Label: m.Name})
		}
	}
	return actForm{
		title: i18n.T(ctx, "Hand it on"), lede: i18n.T(ctx, "Another member takes on this promise in your place."),
		fields: []actField{{"select", who}, noteField(ctx, f, i18n.T(ctx, "A word to go with it"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Hand it on"), Kind: "main"},
	}
}

// promiseForm makes “Let’s talk” firm, or changes the words of a promise while the evening’s window is open.
func promiseForm(ctx context.Context, o *opened, f *page.FormData) actForm {
	if !f.Has("promise") {
		fillPromise(f, o)
	}
	words := f.Field(ctx, "promise", i18n.T(ctx, "I will…"), i18n.T(ctx, "What exactly, so that anyone could see it was done? Everyone here can read it."))
	words.MaxLength, words.Rows = mostPromise, 3
	v := actForm{
		title: i18n.T(ctx, "Change my words"), lede: i18n.T(ctx, "You can change a promise until noon of the day after the gathering."),
		fields: []actField{{"area", words}, dueField(ctx, f, i18n.T(ctx, "by"), "", nil)},
		button: ui.Button{Label: i18n.T(ctx, "Keep it so"), Kind: "main"},
	}
	v.fields = append(v.fields, amountFields(ctx, f, o)...)
	if o.c.State == Exploring {
		v.title, v.lede = i18n.T(ctx, "Make it firm"), i18n.T(ctx, "Say what, how much and by when: then %s can count on it.", o.row.Presenter)
		v.button = ui.Button{Label: i18n.T(ctx, "Pledge"), Kind: "pledge", Wide: true, Name: "firm", Value: "1"}
		v.second = &ui.Button{Label: i18n.T(ctx, "Only change my words"), Kind: "quiet"}
	}
	kind := f.Field(ctx, "kind", i18n.T(ctx, "What kind of help is it?"), "")
	kind.Options = kindOptions(ctx, Kind(f.Value("kind")))[1:]
	v.fields = append(v.fields, actField{"select", kind})
	if o.s.is == access.Giver {
		private := f.Field(ctx, "private_note", i18n.T(ctx, "Only the presenter sees this"), "")
		private.Optional, private.MaxLength = true, mostNote
		v.fields = append(v.fields, actField{"area", private},
			actField{"check", ui.Field{Name: "shown_as_member", Label: i18n.T(ctx, "Show me to others as “a member”"), Checked: f.Ticked("shown_as_member")}})
	}
	v.hidden = []ui.HiddenField{{Name: "organisation", Value: f.Value("organisation")}, {Name: "share_phone", Value: f.Value("share_phone")}}
	return v
}

func fillPromise(f *page.FormData, o *opened) {
	c := o.c
	for name, value := range map[string]string{
		"promise": c.Promise, "due": isoDay(c.Due), "kind": string(c.Kind), "private_note": c.PrivateNote, "organisation": c.Organisation,
		"unit": c.Unit, "amount": plainNumber(c.Amount), "cents": plainSum(c.Cents),
		"shown_as_member": yes(c.ShownAsMember), "share_phone": yes(c.SharePhone),
	} {
		f.Set(name, value)
	}
}

func amountFields(ctx context.Context, f *page.FormData, o *opened) []actField {
	if o.c.Kind == Money {
		money := f.Field(ctx, "cents", i18n.T(ctx, "How much money"), "")
		money.InputMode, money.Optional = "decimal", true
		return []actField{{"number", money}}
	}
	amount := f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
	amount.InputMode, amount.Optional = "decimal", true
	unit := f.Field(ctx, "unit", i18n.T(ctx, "of what"), i18n.T(ctx, "Such as hours, mornings or chairs"))
	unit.Optional, unit.MaxLength = true, mostUnit
	return []actField{{"number", amount}, {"text", unit}}
}

func thankEveryoneForm(ctx context.Context, see reader, turn *Around, presentation id.ID, f *page.FormData) actForm {
	tracker := see.club.URL("presentations", presentation.String(), "commitments")
	return actForm{
		title: i18n.T(ctx, "Thank everyone"), lede: i18n.T(ctx, "Everyone who promised something for %s and has not been thanked yet gets one letter with your words.", turn.Title),
		action: see.club.URL("presentations", presentation.String(), "thanks"), back: ui.Link{Label: turn.Title, URL: tracker},
		wrong: f.Errors(ctx), fields: []actField{noteField(ctx, f, i18n.T(ctx, "Your words"), "")},
		button: ui.Button{Label: i18n.T(ctx, "Thank everyone"), Kind: "main"},
	}
}
