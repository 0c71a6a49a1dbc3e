package presentation

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// kindWords are the kinds as people read them.
var kindWords = map[Kind]string{
	Project:    i18n.Mark("Project"),
	Initiative: i18n.Mark("Initiative"),
	Challenge:  i18n.Mark("Challenge"),
}

var stateWords = map[State]string{
	Draft:     i18n.Mark("Draft, only you see it"),
	Submitted: i18n.Mark("With the conveners"),
	Accepted:  i18n.Mark("Has its turn"),
	Declined:  i18n.Mark("Not this time"),
	Withdrawn: i18n.Mark("Withdrawn"),
}

var stateIcons = map[State]string{Draft: "pen", Submitted: "hourglass", Accepted: "check", Declined: "release", Withdrawn: "release"}

func stateOf(ctx context.Context, s State) ui.State {
	return ui.State{Icon: stateIcons[s], Words: i18n.T(ctx, stateWords[s])}
}

// askView is one ask as it stands on a page without promises.
func askView(ctx context.Context, a Ask, currency string) ui.Ask {
	v := ui.Ask{Kind: a.Kind, What: a.What, Words: howMuch(ctx, a, currency)}
	if a.Amount != nil {
		v.Needed, v.Unit = int(*a.Amount+0.5), a.Unit
	}
	if a.Cents != nil {
		v.Money, v.MoneyNeeded = true, *a.Cents
	}
	if a.Due != nil {
		v.Note = i18n.T(ctx, "by %s", i18n.DayYear(ctx, *a.Due))
	}
	return v
}

func askViews(ctx context.Context, asks []Ask, currency string) []ui.Ask {
	views := make([]ui.Ask, len(asks))
	for i, a := range asks {
		views[i] = askView(ctx, a, currency)
	}
	return views
}

func howMuch(ctx context.Context, a Ask, currency string) string {
	switch {
	case a.Cents != nil:
		return i18n.Money(ctx, *a.Cents, currency)
	case a.Amount != nil:
		return strings.TrimSpace(i18n.Decimal(ctx, *a.Amount) + " " + a.Unit)
	}
	return i18n.T(ctx, "open")
}

func dayAt(ctx context.Context, t time.Time, zone string) string {
	return i18n.DayYear(ctx, t.In(zoneOf(zone)))
}

// proposalData is what the pages of one proposal read.
type proposalData struct {
	shown    shown
	asks     []Ask
	with     []named
	members  []named
	upcoming []upcoming
}

// proposalView is a proposal as its author and the conveners see it.
type proposalView struct {
	title     string
	kicker    string
	back      string // where the way back leads, in words
	backURL   string
	state     ui.State
	presenter string
	of        string
	parts     []ui.Fact
	website   string
	asks      []ui.Ask
	reason    string
	with      []withView
	turnURL   string
	turnWords string

	editURL     string
	withdrawURL string // empty when it cannot be withdrawn any more
	withURL     string // empty for those who may not name co-presenters
	addWith     ui.Field

	acceptURL   string // empty for those who do not decide, or when it is decided
	gatherings  ui.Field
	scheduleURL string // there is no gathering to accept it for
	declineURL  string
	reasonForm  ui.Field
	wrong       []ui.FieldError
}

// withView is a co-presenter and the value that takes the name off again.
type withView struct{ name, of, id string }

func proposalViewOf(ctx context.Context, d proposalData, see reader, f *page.FormData) proposalView {
	club := page.ClubOf(ctx)
	p := d.shown
	v := proposalView{
		title: p.Title, kicker: i18n.T(ctx, kindWords[p.Kind]), state: stateOf(ctx, p.State), presenter: p.Author, of: p.Organisation,
		parts: partsOf(ctx, p.Proposal), website: p.Website, asks: askViews(ctx, d.asks, club.Currency), reason: p.Reason,
		wrong: f.Errors(ctx), back: i18n.T(ctx, "Turns"), backURL: club.URL("turns"),
	}
	if see.Convener {
		v.back, v.backURL = i18n.T(ctx, "All proposals"), club.URL("proposals")
	}
	for _, w := range d.with {
		v.with = append(v.with, withView{name: w.Name, of: w.Organisation, id: w.ID.String()})
	}
	if p.TurnID != nil {
		v.turnURL = club.URL("presentations", p.TurnID.String())
		v.turnWords = i18n.T(ctx, "Presents at “%s” on %s", *p.GatheringTitle, dayAt(ctx, *p.GatheringAt, *p.GatheringZone))
	}
	base := club.URL("proposals", p.ID.String())
	if p.Mine || see.Convener {
		v.mayWrite(ctx, p, base, d, f)
	}
	if see.Convener && p.State == Submitted {
		v.mayDecide(ctx, base, d.upcoming, p, f)
	}
	return v
}

func (v *proposalView) mayWrite(ctx context.Context, p shown, base string, d proposalData, f *page.FormData) {
	if _, err := p.State.After(StepWrite); err == nil {
		v.editURL = base + "/edit"
	}
	if _, err := p.State.After(StepWithdraw); err == nil {
		v.withdrawURL = base + "/withdrawal"
	}
	v.withURL = base + "/presenters"
	v.addWith = f.Field(ctx, "person", i18n.T(ctx, "Present together with"), "")
	v.addWith.Optional, v.addWith.Options = true, []ui.Option{{Label: i18n.T(ctx, "Choose a member")}}
	for _, m := range d.members {
		if m.ID != p.AuthorID {
			v.addWith.Options = append(v.addWith.Options, ui.Option{Value: m.ID.String(), Label: m.Name})
		}
	}
}

func (v *proposalView) mayDecide(ctx context.Context, base string, ahead []upcoming, p shown, f *page.FormData) {
	v.acceptURL, v.declineURL = base+"/acceptance", base+"/refusal"
	v.reasonForm = f.Field(ctx, "reason", i18n.T(ctx, "Why not this time"), i18n.T(ctx, "They read this in a letter. Say what would make it ready, or when there is room."))
	v.reasonForm.MaxLength = 1000
	v.gatherings = ui.Field{Name: "gathering", Label: i18n.T(ctx, "At which gathering?")}
	for _, g := range ahead {
		label := i18n.T(ctx, "%s, %s", g.Title, dayAt(ctx, g.StartsAt, g.Zone))
		if g.Turns > 0 {
			label += i18n.N(ctx, " (one turn so far)", " (%d turns so far)", g.Turns)
		}
		v.gatherings.Options = append(v.gatherings.Options, ui.Option{
			Value: g.ID.String(), Label: label, Selected: p.WishedGathering != nil && *p.WishedGathering == g.ID,
		})
	}
	if len(ahead) == 0 {
		v.acceptURL, v.scheduleURL = "", page.ClubOf(ctx).URL("gatherings", "new")
	}
}

// partsOf are the parts of a proposal that were filled in, each under its question.
func partsOf(ctx context.Context, p Proposal) []ui.Fact {
	var parts []ui.Fact
	for _, part := range []ui.Fact{
		{Strong: i18n.T(ctx, "What it is"), Text: p.Summary},
		{Strong: i18n.T(ctx, "Whom it is for"), Text: p.Serves},
		{Strong: i18n.T(ctx, "Where it stands"), Text: p.Stands},
		{Strong: i18n.T(ctx, "Time frame"), Text: p.TimeFrame},
	} {
		if part.Text != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// turnView is a presentation as every member sees it.
type turnView struct {
	title      string
	kicker     string
	gathering  string
	atURL      string
	state      ui.State
	presenter  string
	of         string
	with       string
	parts      []ui.Fact
	website    string
	asks       []ui.Ask // only when no room shows what is promised for them
	editURL    string
	trackURL   string
	confirmURL string // for the presenter who has not confirmed yet
	takeOffURL string
}

func turnViewOf(ctx context.Context, d proposalData, see reader, helped bool) turnView {
	club, p := page.ClubOf(ctx), d.shown
	turn := club.URL("presentations", p.TurnID.String())
	v := turnView{
		title: p.Title, kicker: i18n.T(ctx, kindWords[p.Kind]), presenter: p.Author, of: p.Organisation,
		gathering: i18n.T(ctx, "The gathering on %s", dayAt(ctx, *p.GatheringAt, *p.GatheringZone)),
		atURL:     club.URL("gatherings", p.GatheringID.String()), parts: partsOf(ctx, p.Proposal), website: p.Website,
		with: coPresenters(ctx, d.with),
	}
	if !helped {
		v.asks = askViews(ctx, d.asks, club.Currency)
	}
	if p.Mine || see.Convener {
		v.editURL = club.URL("proposals", p.ID.String())
		if !helped { // the room that shows the promises has the way to follow them, too
			v.trackURL = turn + "/commitments"
		}
	}
	ahead := *p.GatheringState == "draft" || *p.GatheringState == "published"
	if ahead && p.TurnConfirmed == nil {
		v.state = ui.State{Icon: "hourglass", Words: i18n.T(ctx, "Not confirmed yet")}
	}
	if !p.Mine && !see.Convener {
		return v
	}
	if ahead || *p.GatheringState == "cancelled" {
		v.takeOffURL = turn + "/removal"
	}
	if ahead && p.TurnConfirmed == nil {
		v.confirmURL = turn + "/confirmation"
	}
	return v
}

func coPresenters(ctx context.Context, with []named) string {
	if len(with) == 0 {
		return ""
	}
	names := make([]string, len(with))
	for i, w := range with {
		names[i] = w.Name
	}
	return i18n.T(ctx, "with %s", i18n.List(ctx, names))
}

// listView is the proposals of one reader: their own, and for conveners all that was sent.
type listView struct {
	title   string
	backURL string
	rows    []proposalRow
	newURL  string
}

type proposalRow struct {
	title, url, by, when string
	state                ui.State
}

func listViewOf(ctx context.Context, sent []shown, see reader) listView {
	club := page.ClubOf(ctx)
	v := listView{title: i18n.T(ctx, "My proposals"), backURL: club.URL("turns"), newURL: club.URL("proposals", "new")}
	if see.Convener {
		v.title = i18n.T(ctx, "Proposals")
	}
	for _, p := range sent {
		v.rows = append(v.rows, rowOf(ctx, p))
	}
	return v
}

func rowOf(ctx context.Context, p shown) proposalRow {
	row := proposalRow{title: p.Title, url: page.ClubOf(ctx).URL("proposals", p.ID.String()), by: p.Author, state: stateOf(ctx, p.State)}
	if p.GatheringAt != nil {
		row.when = dayAt(ctx, *p.GatheringAt, *p.GatheringZone)
	}
	return row
}
