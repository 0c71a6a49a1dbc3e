package stage

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
	"collaboratory/web/ui"
)

// placeView is the place of the form: the same for everybody, it changes only with the turn and whether it can be sent.
type placeView struct {
	For     string // turn and whether it can be sent: the script keeps what somebody writes while this is the same
	Form    *formView
	Next    string    // what comes next, while nobody presents
	Words   string    // why there is no form
	Earlier []ui.Link // turns of the evening that still take promises
	Made    *madeView // what was just promised
	Thanks  []slipLine
}

// formView is the form “I will…” in the room.
type formView struct {
	Action, Turn, Key string
	Title             string // of the turn, when it is not the one that is on
	Lead              string
	Draft             bool // it can be written, and sent in a moment
	Filled            bool // it came back with what was typed
	From              string
	Wrong             []ui.FieldError
	Promise           ui.Field
	By                ui.Field
	Other             ui.Field
	ByWas             string
	Ask               askData
	Asks              []askData
	MuchOpen          bool
	Amount, Unit      ui.Field
	Money             ui.Field
	Kind              ui.Field
	MoreOpen          bool
	Private, Behalf   ui.Field
	Shown, Phone      ui.Field
	Contact           string
}

// askData is an ask as the form takes it on when somebody chooses it.
type askData struct {
	ID, What, Words, Kind, Unit, Label, Amount string
	Money, Counted                             bool
}

func askDataOf(ctx context.Context, a commitment.Asked) askData {
	d := askData{ID: a.ID.String(), What: a.What, Words: commitment.AskWords(ctx, a.What), Kind: string(a.Kind), Money: a.Cents != nil || a.Kind == commitment.Money}
	d.Counted = d.Money || a.Kind.Counted() || a.Amount != nil
	if !d.Money && a.Unit != "" {
		d.Unit, d.Label, d.Amount = a.Unit, commitment.HowManyOf(ctx, a.Unit), "1"
	}
	return d
}

// placeOf is the place of the form for the turn that is on.
func placeOf(ctx context.Context, r *Room) placeView {
	v := placeView{For: "no turn, " + string(r.Place.State), Earlier: earlierOf(r)}
	switch {
	case r.Turn != nil && r.Turn.Phase != presentation.Waiting:
		facts := formFacts{
			room: r, turn: r.Turn.ID.String(), presenter: r.Turn.Presenter, asks: r.Turn.Asks, next: r.Place.Next,
			draft: !takesPromises(r.Turn.Phase),
		}
		v.For = facts.mark()
		v.Form = formOf(ctx, facts, nil)
		v.Form.Lead = leadOf(ctx, r)
	case r.Place.State == gathering.Published, r.Place.State == gathering.Draft:
		v.Words = i18n.T(ctx, "Keep this page open. It changes by itself when we begin.")
	case r.Place.State == gathering.Closed:
		v.Words = i18n.T(ctx, "Promises can still be made, changed or taken back until noon of the day after.")
	case r.Place.State == onAir:
		v.Next = nextOf(ctx, r)
	}
	return v
}

// leadOf says what to do now, in one line.
func leadOf(ctx context.Context, r *Room) string {
	switch r.Turn.Phase {
	case presentation.Pitch, presentation.Questions:
		return i18n.T(ctx, "Write while you listen. You can send it when writing begins.")
	case presentation.Thanks:
		return i18n.T(ctx, "Late promises are welcome.")
	}
	if r.Stage.AloudFirst {
		return i18n.T(ctx, "Say it aloud, then press.")
	}
	return i18n.T(ctx, "What will you do?")
}

// nextOf is what comes next.
func nextOf(ctx context.Context, r *Room) string {
	at := r.On + 1
	if at < 0 || at >= len(r.Program) {
		return ""
	}
	next := r.Program[at]
	if next.Turn != nil {
		return i18n.T(ctx, "%s, presented by %s", next.Title, next.Turn.Presenter)
	}
	return next.Title
}

// earlierOf are the turns of the evening that are over, which still take promises.
func earlierOf(r *Room) []ui.Link {
	var links []ui.Link
	for _, h := range r.Harvest {
		if h.Phase == presentation.Done && (r.Turn == nil || h.ID != r.Turn.ID) {
			links = append(links, ui.Link{Key: h.ID.String(), Label: h.Title, URL: r.roomURL("pledges") + "?turn=" + h.ID.String()})
		}
	}
	return links
}

// formFacts are what a form is made of.
type formFacts struct {
	room      *Room
	turn      string
	title     string // set when it is not the turn that is on
	presenter string
	asks      []commitment.Asked
	next      *time.Time
	draft     bool
}

func (f formFacts) mark() string {
	if f.draft {
		return f.turn + ":draft"
	}
	return f.turn + ":open"
}

// formOf is the form, empty for everybody or with what somebody typed.
func formOf(ctx context.Context, facts formFacts, f *page.FormData) *formView {
	v := &formView{Action: facts.room.roomURL("pledges"), Turn: facts.turn, Title: facts.title, Draft: facts.draft, Filled: f != nil}
	if facts.next != nil {
		v.ByWas = facts.next.Format(time.DateOnly)
	}
	if f == nil {
		f = page.Filled(map[string]string{"by": v.ByWas})
	} else {
		v.Key, v.Wrong = f.Key().String(), f.Errors(ctx)
	}
	for _, a := range facts.asks {
		d := askDataOf(ctx, a)
		v.Asks = append(v.Asks, d)
		if f.ID("ask") == a.ID {
			v.Ask = d
		}
	}
	v.fields(ctx, f)
	v.days(ctx, facts, f)
	v.Contact = commitment.SeesAddress(ctx, facts.presenter)
	return v
}

func (v *formView) fields(ctx context.Context, f *page.FormData) {
	v.Promise = f.Field(ctx, "promise", i18n.T(ctx, "I will…"), "")
	v.Promise.Rows, v.Promise.MaxLength, v.Promise.Attrs = 3, commitment.MostPromise, templ.Attributes{"autocapitalize": "none"}
	v.Amount = f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
	v.Amount.InputMode, v.Amount.Optional = "decimal", v.Ask.ID == ""
	if v.Ask.Label != "" {
		v.Amount.Label = v.Ask.Label
	}
	v.Unit = f.Field(ctx, "unit", i18n.T(ctx, "of what"), i18n.T(ctx, "Such as hours, mornings or chairs"))
	v.Unit.MaxLength, v.Unit.Optional = 40, true
	v.Money = f.Field(ctx, "cents", i18n.T(ctx, "How much money"), "")
	v.Money.InputMode, v.Money.Optional = "decimal", v.Ask.ID == ""
	v.Kind = f.Field(ctx, "kind", i18n.T(ctx, "What kind of help is it?"), "")
	v.Kind.Options = commitment.KindOptions(ctx, commitment.Kind(f.Value("kind")), i18n.T(ctx, "As my words say"))
	v.Private = f.Field(ctx, "private_note", i18n.T(ctx, "Only the presenter sees this"), "")
	v.Private.Optional, v.Private.MaxLength, v.Private.Rows = true, 1000, 2
	v.Behalf = f.Field(ctx, "organisation", i18n.T(ctx, "For my organization, called"), "")
	v.Behalf.Optional, v.Behalf.MaxLength = true, 200
	v.Shown = ui.Field{Name: "shown_as_member", Label: i18n.T(ctx, "Show me to others as “a member”"), Checked: f.Ticked("shown_as_member")}
	v.Phone = ui.Field{Name: "share_phone", Label: i18n.T(ctx, "Show the presenter my phone number too"), Checked: f.Ticked("share_phone")}
	v.MuchOpen = v.Ask.Counted || f.Value("amount") != "" || f.Value("cents") != "" || f.Error(ctx, "amount") != "" || f.Error(ctx, "cents") != ""
	v.MoreOpen = f.Value("private_note") != "" || f.Value("organisation") != "" || v.Shown.Checked || v.Phone.Checked || f.Error(ctx, "kind") != ""
}

// days are the quick answers to “by when?”, the next gathering chosen; another day opens a field.
func (v *formView) days(ctx context.Context, facts formFacts, f *page.FormData) {
	today := clock.Today(facts.room.Now, facts.room.Place.ClubZone)
	v.By = f.Field(ctx, "by", i18n.T(ctx, "by"), "")
	v.By.Error = f.Error(ctx, "due")
	v.By.Options = commitment.DayChoices(ctx, today, facts.next)
	v.Other = ui.Field{Name: "by-other", Label: i18n.T(ctx, "Another day"), Value: f.Value("by-other"), Error: f.Error(ctx, "by-other")}
	chosen := f.Value("by")
	if chosen == "" {
		chosen = f.Value("due")
	}
	if chosen == "" {
		return
	}
	for i := range v.By.Options {
		v.By.Options[i].Selected = v.By.Options[i].Value == chosen
		if v.By.Options[i].Selected {
			return
		}
	}
	v.By.Options[len(v.By.Options)-1].Selected = true
	if v.Other.Value == "" {
		v.Other.Value = chosen
	}
}
