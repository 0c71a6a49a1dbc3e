package stage

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

var scribeFace = face{
	name:  "scribe",
	may:   func(s standing) bool { return s.Scribe || s.Host },
	parts: scribeParts,
	page:  scribePage,
	read:  readDesk,
}

// scribeParts are what the scribe’s page shows and the stream renews. Between turns the promises of the turn before stay.
func scribeParts(ctx context.Context, r *Room, _ id.ID) []part {
	parts := []part{{"now", deskNow(deskNowOf(ctx, r))}}
	if r.Turn != nil {
		parts = append(parts, part{"in", deskIn(deskInOf(ctx, r, r.Turn, false), false)})
	}
	return parts
}

func scribePage(ctx context.Context, s sight) page.View {
	v := deskView{
		Stream: s.stream("scribe"), Now: strconv.FormatInt(s.room.Now.UnixMilli(), 10), Ways: s.faces,
		Club: ui.Link{Label: s.room.Place.Title, URL: s.club.URL("gatherings", s.gathering.String())},
		Said: page.StatusOf(ctx), Refused: refusedIn(ctx), Follows: !s.desk.late,
		Band: deskNow(deskNowOf(ctx, s.room)), Tabs: s.deskTabs(ctx), Form: deskFormOf(ctx, s, s.desk.form),
	}
	if s.desk.turn != nil {
		v.In = deskIn(deskInOf(ctx, s.room, s.desk.turn, s.desk.late), false)
	}
	return page.View{
		Title: i18n.T(ctx, "Write down what is said aloud"), Bare: true, Stage: true, Room: true, Wrong: !s.desk.form.OK(),
		Script: "room.js", Scripts: []string{"scribe.js"}, Class: "is-desk", Body: s.practiced("scribe", deskBody(v)),
	}
}

// deskView is the scribe’s page.
type deskView struct {
	Stream, Now   string
	Ways          []faceLink
	Club          ui.Link
	Said, Refused string
	Follows       bool
	Band, In      templ.Component
	Tabs          []deskTab
	Form          deskForm
}

// deskTab is a turn the scribe can write under.
type deskTab struct {
	ui.Link
	Number string // that its cards begin with
	Title  string
}

// deskTabs are the turn that is on, and every other for what is said late.
func (s sight) deskTabs(ctx context.Context) []deskTab {
	here := s.room.roomURL() + "?view=scribe"
	var tabs []deskTab
	for _, t := range s.room.Harvest {
		tab := deskTab{Link: ui.Link{Label: t.Title, URL: here + "&turn=" + t.ID.String()}, Title: t.Title, Number: s.desk.number(t.ID)}
		if s.room.Turn != nil && s.room.Turn.ID == t.ID {
			tab.Label, tab.URL = i18n.T(ctx, "On now: %s", t.Title), here
		}
		tab.Current = s.desk.turn != nil && s.desk.turn.ID == t.ID
		tabs = append(tabs, tab)
	}
	return tabs
}

func (d *desk) number(turn id.ID) string {
	for _, n := range d.numbers {
		if n.ID == turn {
			return strconv.Itoa(n.Number)
		}
	}
	return ""
}

// deskNowView is the band of the scribe’s page: which turn is on, its phase, its clock.
type deskNowView struct {
	Kicker, Title, Note string
	Turn                string // its id, for the script
	Phase               string
	Clock               clockView
}

func deskNowOf(ctx context.Context, r *Room) deskNowView {
	v := deskNowView{Title: r.Place.Title, Note: restWords(ctx, r)}
	if r.Place.State != onAir || r.On < 0 || r.On >= len(r.Program) {
		return v
	}
	on := r.Program[r.On]
	v.Title, v.Clock, v.Note = on.Title, clockOf(r.Stage.Clock, r.Now), ""
	v.Kicker = i18n.T(ctx, "Item %d of %d", r.On+1, len(r.Program))
	if on.Turn != nil && r.Turn != nil {
		v.Turn, v.Phase = r.Turn.ID.String(), phaseName(ctx, r.Turn.Phase)
		v.Kicker = i18n.T(ctx, "Turn %d of %d, %s", r.Program[:r.On+1].turns(), r.Program.turns(), on.Turn.Presenter)
	}
	return v
}

// restWords say how the evening stands while nothing is on.
func restWords(ctx context.Context, r *Room) string {
	switch {
	case r.Place.State == gathering.Closed:
		return i18n.T(ctx, "The gathering is closed")
	case r.Place.State != onAir:
		return i18n.T(ctx, "The gathering has not started yet. What is said aloud can be written down once it is on.")
	case r.On >= len(r.Program):
		return i18n.T(ctx, "That was everything")
	}
	return i18n.T(ctx, "On now, nothing begun yet")
}

// deskForm is the form of the scribe: one promise, field by field.
type deskForm struct {
	Action, Turn, For    string
	Late                 bool
	Usual                string // the day that stands there when nobody says one
	Moved                string // the sentence for when the room has gone on while something is typed
	Wrong                []ui.FieldError
	Whole                []string // what is wrong with none of its fields
	Hidden               []ui.HiddenField
	Card, Giver, Promise ui.Field
	Due, Amount, Ask     ui.Field
	People               []deskName
	Empty                string
}

type deskName struct {
	ID, Label, Name, Note string
	Guest                 bool
}

func deskFormOf(ctx context.Context, s sight, f *page.FormData) deskForm {
	d := s.desk
	v := deskForm{Action: s.room.act("scribe", "said"), Late: d.late, Empty: i18n.T(ctx, "Nobody has a turn at this gathering yet.")}
	if d.turn == nil {
		return v
	}
	v.Empty = ""
	if d.late {
		v.Action += "&turn=" + d.turn.ID.String()
	}
	v.Usual = s.room.usualDay(ctx)
	v.Turn, v.For = d.turn.ID.String(), i18n.T(ctx, "For %s", d.turn.Title)
	v.Moved = i18n.T(ctx, "The room has gone on. What you are typing is still for %s.", d.turn.Title)
	v.Wrong = f.Errors(ctx)
	for _, w := range v.Wrong {
		if w.Field == "" {
			v.Whole = append(v.Whole, w.Message)
		}
	}
	v.Hidden = []ui.HiddenField{f.Hidden(), {Name: "turn", Value: v.Turn}}
	v.fields(ctx, s, f)
	for _, a := range d.people {
		v.People = append(v.People, deskName{ID: a.ID.String(), Label: d.label(a), Name: a.Name, Note: a.Organisation, Guest: a.Guest})
	}
	return v
}

func (v *deskForm) fields(ctx context.Context, s sight, f *page.FormData) {
	v.Card = f.Field(ctx, "card", i18n.T(ctx, "Card"), "")
	v.Card.Optional, v.Card.Placeholder, v.Card.Class = true, s.desk.number(s.desk.turn.ID)+"-07", "input is-short"
	v.Giver = f.Field(ctx, "giver", i18n.T(ctx, "Who"), "")
	v.Promise = f.Field(ctx, "promise", i18n.T(ctx, "will"), "")
	v.Due = f.Field(ctx, "due", i18n.T(ctx, "by"), i18n.T(ctx, "“friday”, “12/11” or “next gathering” will do."))
	v.Amount = f.Field(ctx, "amount", i18n.T(ctx, "How much"), "")
	v.Amount.Optional, v.Amount.Placeholder = true, i18n.T(ctx, "6 mornings, $250")
	v.Giver.Attrs = map[string]any{"list": "people", "spellcheck": "false"}
	for _, field := range []*ui.Field{&v.Card, &v.Giver, &v.Promise, &v.Due, &v.Amount} {
		field.Autocomplete = "off"
	}
	v.Promise.MaxLength = mostSaid
	v.begin(s.desk.byCard)
	v.Ask = f.Field(ctx, "ask", i18n.T(ctx, "It helps with"), "")
	v.Ask.Optional = true
	v.Ask.Options = []ui.Option{{Label: i18n.T(ctx, "something else")}}
	for _, a := range s.desk.turn.Asks {
		v.Ask.Options = append(v.Ask.Options, ui.Option{Value: a.ID.String(), Label: a.What, Selected: f.ID("ask") == a.ID})
	}
}

// begin puts the cursor where the scribe goes on: at what is wrong, else at the card if they key cards, else at the name.
func (v *deskForm) begin(byCard bool) {
	first := &v.Giver
	if byCard {
		first = &v.Card
	}
	for _, field := range []*ui.Field{&v.Amount, &v.Due, &v.Promise, &v.Giver, &v.Card} {
		if field.Error != "" {
			first = field
		}
	}
	attrs := templ.Attributes{"autofocus": true}
	for name, value := range first.Attrs {
		attrs[name] = value
	}
	first.Attrs = attrs
}
