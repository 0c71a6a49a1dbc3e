package gathering

import (
	"context"
	"strconv"
	"time"

	"collaboratory/internal/calendar"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// planView is the form by which a gathering is scheduled or changed.
type planView struct {
	URL      string
	Back     ui.Link
	Title    string
	Lede     string
	Errors   []ui.FieldError
	Hidden   []ui.HiddenField
	Name     ui.Field
	Day      ui.Field
	DayHint  string
	Start    ui.Field
	End      ui.Field
	Zone     ui.Field
	Place    ui.Field
	Video    ui.Field
	Welcome  ui.Field
	ReplyTo  ui.Field
	Template *ui.Field // only when scheduling
	Changed  *changedView
	Send     string
	Draft    string // the quiet second button, when scheduling
}

// changedView shows what somebody else wrote meanwhile.
type changedView struct {
	Text  string
	Facts []ui.Fact
}

// startingValues are what a new gathering starts from: last time's hours and place, and the collaboratory's zone.
func startingValues(b beginning) map[string]string {
	values := map[string]string{"start": "18:00", "end": "20:30", "zone": b.c.Zone, "agenda": string(Evening)}
	if len(b.last) > 0 {
		last := b.last[0]
		values["start"], values["end"], values["zone"], values["place"] = last.StartTime, last.EndTime, last.Zone, last.Place
	}
	return values
}

func planValues(g Gathering, language string) map[string]string {
	values := map[string]string{
		"day": g.Day.Format(time.DateOnly), "start": g.StartTime, "end": g.EndTime, "zone": g.Zone,
		"place": g.Place, "video": g.VideoURL, "welcome": g.Welcome, "reply_to": g.ReplyTo, "version": strconv.Itoa(g.Version), "title": g.Title,
	}
	if g.Title == titleOf(language, g.Day) {
		values["title"] = ""
	}
	return values
}

// readPlan reads the plan out of a form and notes what is wrong with it.
func readPlan(f *page.FormData) Plan {
	day := f.Date("day") // first, so that what is wrong is named in the order of the form
	p := Plan{
		Title: f.Text("title", 200), Place: f.Text("place", 300), VideoURL: f.Link("video", 500), Welcome: f.Lines("welcome", 2000), ReplyTo: f.Email("reply_to"),
		When: When{StartTime: f.Time("start"), EndTime: f.Time("end"), Zone: f.Text("zone", 60)},
	}
	if day != nil {
		p.Day = *day
	}
	return p
}

func newScheduleView(ctx context.Context, c page.Club, b beginning, f *page.FormData) planView {
	v := newPlanView(ctx, f, b.c.Zone)
	v.URL = c.URL("gatherings")
	v.Back = ui.Link{Label: i18n.T(ctx, "All gatherings"), URL: c.URL("gatherings")}
	v.Title = i18n.T(ctx, "Schedule a gathering")
	v.Lede = i18n.T(ctx, "When, where, and what kind of evening. Everything else can wait, and nobody is invited until you say so.")
	v.Hidden = []ui.HiddenField{f.Hidden()}
	v.DayHint = dayHint(ctx, b.last)
	v.Day.Hint = v.DayHint
	template := templateField(ctx, f)
	v.Template = &template
	v.Send = i18n.T(ctx, "See it before inviting")
	v.Draft = i18n.T(ctx, "Keep as a draft")
	return v
}

func newEditView(ctx context.Context, c page.Club, g Gathering, f *page.FormData) planView {
	v := newPlanView(ctx, f, g.Zone)
	v.URL = gatheringURL(c, g, "edit")
	v.Back = backTo(ctx, c, g)
	v.Title = i18n.T(ctx, "Change this gathering")
	if g.State == Published {
		v.Lede = i18n.T(ctx, "The invitations are out. When the day, time, place or link changes, everybody gets a letter and their calendar follows.")
	}
	v.Hidden = []ui.HiddenField{{Name: "version", Value: f.Value("version")}}
	v.Send = i18n.T(ctx, "Save the change")
	return v
}

// newPlanView holds the fields both forms share.
func newPlanView(ctx context.Context, f *page.FormData, zone string) planView {
	v := planView{
		Errors:  f.Errors(ctx),
		Name:    f.Field(ctx, "title", i18n.T(ctx, "A name for it"), i18n.T(ctx, "Without one it is called by its day.")),
		Day:     f.Field(ctx, "day", i18n.T(ctx, "Day"), ""),
		Start:   f.Field(ctx, "start", i18n.T(ctx, "Starts"), ""),
		End:     f.Field(ctx, "end", i18n.T(ctx, "Ends"), ""),
		Zone:    f.Field(ctx, "zone", i18n.T(ctx, "Time zone"), ""),
		Place:   f.Field(ctx, "place", i18n.T(ctx, "Place and address"), ""),
		Video:   f.Field(ctx, "video", i18n.T(ctx, "Video link"), i18n.T(ctx, "If some join from home.")),
		ReplyTo: f.Field(ctx, "reply_to", i18n.T(ctx, "Answers to its letters go to"), i18n.T(ctx, "An e-mail address. Left empty, they go where this collaboratory’s go.")),
		Welcome: f.Field(ctx, "welcome", i18n.T(ctx, "A line for the invitation"), i18n.T(ctx, "Soup from half past five. Ramp on the river side.")),
	}
	v.Day.Required, v.Start.Required, v.End.Required = true, true, true
	v.Name.Optional, v.Video.Optional, v.Welcome.Optional, v.ReplyTo.Optional = true, true, true, true
	v.ReplyTo.Autocomplete = "off"
	v.Place.Autocomplete, v.Video.Autocomplete = "off", "off"
	v.Welcome.Rows = 3
	v.Zone.Options = zoneOptions(ctx, zone, v.Zone.Value)
	return v
}

// zoneOptions are the zones to choose from, and those in use when they are not among them.
func zoneOptions(ctx context.Context, inUse ...string) []ui.Option {
	var options []ui.Option
	listed := map[string]bool{}
	for _, z := range calendar.Zones() {
		options = append(options, ui.Option{Value: z.Name, Label: i18n.T(ctx, z.Label)})
		listed[z.Name] = true
	}
	for _, zone := range inUse {
		if !listed[zone] && calendar.Known(zone) {
			options = append(options, ui.Option{Value: zone, Label: zone})
			listed[zone] = true
		}
	}
	return options
}

// dayHint remembers the weekday the last gatherings were on, when they were all on one.
func dayHint(ctx context.Context, last []Gathering) string {
	if len(last) < 2 {
		return ""
	}
	for _, g := range last[1:] {
		if g.Day.Weekday() != last[0].Day.Weekday() {
			return ""
		}
	}
	return i18n.T(ctx, "Your last %d were all on a %s.", len(last), i18n.Weekday(ctx, last[0].Day))
}

var templateWords = map[Template][2]string{
	Evening:  {i18n.Mark("An evening with three turns"), i18n.Mark("Welcome, what we promised last time, three turns of 30 minutes, tea, offers and needs, closing. %s")},
	Short:    {i18n.Mark("A short evening with two turns"), i18n.Mark("The same without the tea. %s")},
	WholeDay: {i18n.Mark("A day with four turns, and dinner"), i18n.Mark("Coffee, four turns, small groups, lunch, and dinner together at the end. %s")},
}

func templateField(ctx context.Context, f *page.FormData) ui.Field {
	field := f.Field(ctx, "agenda", i18n.T(ctx, "Agenda"), "")
	for _, t := range Templates {
		words := templateWords[t]
		field.Options = append(field.Options, ui.Option{
			Value: string(t), Label: i18n.T(ctx, words[0]), Selected: f.Value("agenda") == string(t),
			Hint: i18n.T(ctx, words[1], span(ctx, Minutes(t.Items()))),
		})
	}
	return field
}

func backTo(ctx context.Context, c page.Club, g Gathering) ui.Link {
	return ui.Link{Label: i18n.Day(ctx, g.Day), URL: gatheringURL(c, g)}
}

// meanwhile shows what a gathering says now to an editor who was overtaken.
func meanwhile(ctx context.Context, g Gathering) *changedView {
	return &changedView{
		Text: i18n.T(ctx, "Somebody else has changed this gathering meanwhile. What you typed is below; this is what it says now. Save again if yours should stand."),
		Facts: []ui.Fact{
			{Strong: i18n.T(ctx, "Day"), Text: i18n.DayYear(ctx, g.Day)},
			{Strong: i18n.T(ctx, "Hours"), Text: hours(ctx, g) + ", " + zoneLabel(ctx, g.Zone)},
			{Strong: i18n.T(ctx, "Place and address"), Text: where(ctx, g)},
			{Strong: i18n.T(ctx, "Video link"), Text: g.VideoURL},
		},
	}
}

// cancelView asks for the reason before a gathering is called off.
type cancelView struct {
	URL    string
	Back   ui.Link
	Errors []ui.FieldError
	Lede   string
	Reason ui.Field
}

func newCancelView(ctx context.Context, c page.Club, g Gathering, f *page.FormData) cancelView {
	v := cancelView{URL: gatheringURL(c, g, "cancellation"), Back: backTo(ctx, c, g), Errors: f.Errors(ctx)}
	v.Reason = f.Field(ctx, "reason", i18n.T(ctx, "Why"), "")
	v.Reason.Rows = 3
	if g.State == Draft {
		v.Lede = i18n.T(ctx, "Nobody is invited yet, so nobody gets a letter.")
		v.Reason.Optional = true
	} else {
		v.Lede = i18n.T(ctx, "Everybody who was invited gets your reason, and it leaves their calendar.")
	}
	return v
}
