package presentation

import (
	"context"
	"strconv"
	"time"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// formView is the form a proposal is written in.
type formView struct {
	title     string
	lede      string
	action    string
	wrong     []ui.FieldError
	key       ui.HiddenField
	version   string // of a proposal that is there already
	kind      ui.Field
	name      ui.Field
	summary   ui.Field
	serves    ui.Field
	stands    ui.Field
	timeFrame ui.Field
	website   ui.Field
	wish      ui.Field
	asks      []askForm
	moreAsks  []askForm
	mayDraft  bool
	sendLabel string
	back      string // where the way back leads, in words
	backURL   string
}

// askForm is the fields of one ask.
type askForm struct {
	legend                       string
	id                           ui.HiddenField
	what, kind, amount, unit, by ui.Field
}

func formViewOf(ctx context.Context, f *page.FormData, ahead []upcoming, old *shown) formView {
	club := page.ClubOf(ctx)
	v := formView{
		title: i18n.T(ctx, "Propose a project"), lede: i18n.T(ctx, "What you are working on, and what somebody in the room could do. You can keep it as a draft and come back."),
		action: club.URL("proposals"), back: i18n.T(ctx, "Turns"), backURL: club.URL("turns"), key: f.Hidden(), wrong: f.Errors(ctx), mayDraft: true, sendLabel: i18n.T(ctx, "Send it to the conveners"),
	}
	if old != nil {
		v.title, v.action, v.version = i18n.T(ctx, "Change the proposal"), club.URL("proposals", old.ID.String()), strconv.Itoa(old.Version)
		v.back, v.backURL = i18n.T(ctx, "The proposal"), v.action
		v.mayDraft = old.State == Draft || old.State == Declined
		if old.State == Submitted || old.State == Accepted {
			v.sendLabel = i18n.T(ctx, "Keep the new words")
		}
	}
	v.words(ctx, f, ahead)
	for i := range MostAsks {
		a := askFormOf(ctx, f, i)
		if i < 3 || a.begun() {
			v.asks = append(v.asks, a)
		} else {
			v.moreAsks = append(v.moreAsks, a)
		}
	}
	return v
}

func (v *formView) words(ctx context.Context, f *page.FormData, ahead []upcoming) {
	v.kind = f.Field(ctx, "kind", i18n.T(ctx, "What kind is it?"), "")
	for _, k := range Kinds {
		v.kind.Options = append(v.kind.Options, ui.Option{Value: string(k), Label: i18n.T(ctx, kindWords[k]), Selected: f.Value("kind") == string(k)})
	}
	v.name = limited(f.Field(ctx, "title", i18n.T(ctx, "Its name"), i18n.T(ctx, "A few words people will remember, such as “The Ride Board”.")), 200)
	v.summary = limited(f.Field(ctx, "summary", i18n.T(ctx, "What is it?"), i18n.T(ctx, "Two or three sentences, as you would tell a neighbor.")), 1500)
	v.serves = limited(f.Field(ctx, "serves", i18n.T(ctx, "Whom is it for?"), i18n.T(ctx, "Who would notice, and where.")), 500)
	v.stands = limited(f.Field(ctx, "stands", i18n.T(ctx, "Where does it stand today?"), i18n.T(ctx, "What is done, what comes next, what is in the way.")), 1000)
	v.timeFrame = limited(f.Field(ctx, "time_frame", i18n.T(ctx, "Time frame"), i18n.T(ctx, "Such as “until June”, or “ongoing”.")), 200)
	v.website = limited(f.Field(ctx, "website", i18n.T(ctx, "Website"), ""), 300)
	v.timeFrame.Optional, v.website.Optional = true, true
	v.summary.Rows, v.serves.Rows, v.stands.Rows = 4, 2, 3
	v.wish = f.Field(ctx, "wish", i18n.T(ctx, "For which gathering?"), "")
	v.wish.Options = []ui.Option{{Label: i18n.T(ctx, "Whenever there is a turn")}}
	for _, g := range ahead {
		if g.State == "published" || f.Value("wish") == g.ID.String() {
			v.wish.Options = append(v.wish.Options, ui.Option{
				Value: g.ID.String(), Label: i18n.T(ctx, "%s, %s", g.Title, dayAt(ctx, g.StartsAt, g.Zone)), Selected: f.Value("wish") == g.ID.String(),
			})
		}
	}
}

func askFormOf(ctx context.Context, f *page.FormData, i int) askForm {
	a := askForm{
		legend: i18n.T(ctx, "Ask %d", i+1),
		id:     ui.HiddenField{Name: AskField(i, "id"), Value: f.Value(AskField(i, "id"))},
		what:   limited(f.Field(ctx, AskField(i, "what"), i18n.T(ctx, "What do you need?"), i18n.T(ctx, "One thing somebody could do, such as “Six drivers, one morning a week”.")), 300),
		kind:   f.Field(ctx, AskField(i, "kind"), i18n.T(ctx, "Kind of help"), ""),
		amount: f.Field(ctx, AskField(i, "amount"), i18n.T(ctx, "How much"), ""),
		unit:   limited(f.Field(ctx, AskField(i, "unit"), i18n.T(ctx, "of what"), ""), 40),
		by:     f.Field(ctx, AskField(i, "due"), i18n.T(ctx, "By"), ""),
	}
	a.kind.Options = []ui.Option{{Label: i18n.T(ctx, "Choose one")}}
	for _, k := range AskKinds {
		a.kind.Options = append(a.kind.Options, ui.Option{Value: k, Label: ui.KindWord(ctx, k), Selected: f.Value(AskField(i, "kind")) == k})
	}
	a.amount.Optional, a.unit.Optional, a.by.Optional = true, true, true
	a.amount.Class, a.amount.InputMode = "is-short", "decimal"
	a.unit.Placeholder = i18n.T(ctx, "drivers, hours, crates")
	return a
}

// begun tells whether anything was typed or is wrong here: then it is not folded away.
func (a askForm) begun() bool {
	for _, f := range []ui.Field{a.what, a.kind, a.amount, a.unit, a.by} {
		if f.Value != "" || f.Error != "" {
			return true
		}
	}
	return false
}

func limited(f ui.Field, most int) ui.Field {
	f.MaxLength = most
	return f
}

// filledFrom is the form as a kept proposal fills it.
func filledFrom(p Proposal, asks []Ask) *page.FormData {
	values := map[string]string{
		"kind": string(p.Kind), "title": p.Title, "summary": p.Summary, "serves": p.Serves, "stands": p.Stands,
		"time_frame": p.TimeFrame, "website": p.Website, "version": strconv.Itoa(p.Version),
	}
	if p.WishedGathering != nil {
		values["wish"] = p.WishedGathering.String()
	}
	for i, a := range asks {
		values[AskField(i, "id")] = a.ID.String()
		values[AskField(i, "kind")] = a.Kind
		values[AskField(i, "what")] = a.What
		values[AskField(i, "unit")] = a.Unit
		values[AskField(i, "amount")] = plainAmount(a)
		if a.Due != nil {
			values[AskField(i, "due")] = a.Due.Format(time.DateOnly)
		}
	}
	return page.Filled(values)
}

func plainAmount(a Ask) string {
	switch {
	case a.Cents != nil:
		return strconv.FormatFloat(float64(*a.Cents)/100, 'f', -1, 64)
	case a.Amount != nil:
		return strconv.FormatFloat(*a.Amount, 'f', -1, 64)
	}
	return ""
}
