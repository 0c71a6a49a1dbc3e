package stage

import (
	"context"
	"strconv"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// madeView is what was just promised, in words.
type madeView struct {
	What, By, Thanks string
	State            ui.State
}

func (s sight) madeOf(ctx context.Context, presenter string, t commitment.Taken) madeView {
	v := madeView{What: t.Promise, State: ui.StateOf("fulfilled", i18n.T(ctx, "Promised")), Thanks: i18n.T(ctx, "Promised. Thank you. %s can see it now.", presenter)}
	if t.Due != nil {
		v.By = i18n.T(ctx, "by %s", i18n.Date(ctx, *t.Due))
	}
	if !t.Firm {
		v.State = ui.StateOf("exploring", i18n.T(ctx, "Let’s talk"))
		v.Thanks = i18n.T(ctx, "Kept as “Let’s talk”. %s will see it.", presenter)
		return v
	}
	for _, o := range s.mine.promises {
		if o.ID == t.Made && o.waits(s.room.Stage.Settings) {
			v.Thanks += " " + i18n.T(ctx, "Everybody sees it after the host’s nod.")
		}
	}
	return v
}

// factsOf are what a form for some turn of the evening is made of.
func (s sight) factsOf(turn id.ID, w *commitment.Writing) formFacts {
	facts := formFacts{
		room: s.room, turn: turn.String(), title: w.Title, presenter: w.Presenter, asks: w.Asks, next: w.Next,
		draft: w.Opening == commitment.Drafting,
	}
	if s.room.Turn != nil && s.room.Turn.ID == turn {
		facts.title = ""
	}
	return facts
}

// filledFor is the form as “I will…” beside an ask opens it: with its words, its kind and how much.
func filledFor(ctx context.Context, facts formFacts, ask id.ID) *page.FormData {
	values := map[string]string{}
	if facts.next != nil {
		values["by"] = facts.next.Format(time.DateOnly)
	}
	for _, a := range facts.asks {
		if a.ID == ask {
			d := askDataOf(ctx, a)
			values["ask"], values["promise"], values["kind"], values["amount"], values["unit"] = d.ID, d.Words, d.Kind, d.Amount, d.Unit
		}
	}
	return page.Filled(values)
}

// ownChangeView is the form that changes a promise of one’s own.
type ownChangeView struct {
	Action, Back string
	Title        string
	Seq          string
	Wrong        []ui.FieldError
	Explores     bool
	Money        bool
	Counts       bool
	Promise, Due ui.Field
	Amount, Unit ui.Field
	Cents        ui.Field
	Private      ui.Field
	Behalf       ui.Field
	Shown, Phone ui.Field
}

// form is a promise as its fields hold it.
func (o own) form() *page.FormData {
	values := map[string]string{
		"promise": o.Promise, "private_note": o.PrivateNote, "organisation": o.Organisation, "unit": o.Unit, "seq": strconv.Itoa(o.Seq),
	}
	if o.Due != nil {
		values["due"] = o.Due.Format(time.DateOnly)
	}
	if o.Amount != nil {
		values["amount"] = strconv.FormatFloat(*o.Amount, 'f', -1, 64)
	}
	if o.Cents != nil {
		values["cents"] = strconv.FormatFloat(float64(*o.Cents)/100, 'f', -1, 64)
	}
	if o.ShownAsMember {
		values["shown_as_member"] = "yes"
	}
	if o.SharePhone {
		values["share_phone"] = "yes"
	}
	return page.Filled(values)
}

func (s sight) changePage(ctx context.Context, o own, f *page.FormData) page.View {
	v := ownChangeView{
		Action: s.url("pledges", o.ID.String()), Back: s.url() + "?view=phone", Title: o.Title, Seq: f.Value("seq"), Wrong: f.Errors(ctx),
		Explores: o.State == commitment.Exploring, Money: o.Kind == commitment.Money || o.Cents != nil,
	}
	v.Counts = !v.Money && (o.Kind.Counted() || o.Amount != nil)
	v.Promise = f.Field(ctx, "promise", i18n.T(ctx, "I will…"), "")
	v.Promise.Rows, v.Promise.MaxLength = 3, commitment.MostPromise
	v.Due = f.Field(ctx, "due", i18n.T(ctx, "by"), "")
	v.Amount = f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
	v.Amount.InputMode = "decimal"
	v.Unit = f.Field(ctx, "unit", i18n.T(ctx, "of what"), i18n.T(ctx, "Such as hours, mornings or chairs"))
	v.Cents = f.Field(ctx, "cents", i18n.T(ctx, "How much money"), "")
	v.Cents.InputMode = "decimal"
	v.Private = f.Field(ctx, "private_note", i18n.T(ctx, "Only the presenter sees this"), "")
	v.Private.Optional, v.Private.MaxLength, v.Private.Rows = true, 1000, 2
	v.Behalf = f.Field(ctx, "organisation", i18n.T(ctx, "For my organization, called"), "")
	v.Behalf.Optional, v.Behalf.MaxLength = true, 200
	v.Shown = ui.Field{Name: "shown_as_member", Label: i18n.T(ctx, "Show me to others as “a member”"), Checked: f.Ticked("shown_as_member")}
	v.Phone = ui.Field{Name: "share_phone", Label: i18n.T(ctx, "Show the presenter my phone number too"), Checked: f.Ticked("share_phone")}
	return phoneWith(ctx, s, changeForm(v))
}
