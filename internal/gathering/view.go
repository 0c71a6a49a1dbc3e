package gathering

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/calendar"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// ordinals name the first dozen gatherings of a collaboratory.
var ordinals = []string{
	i18n.Mark("The first gathering"), i18n.Mark("The second gathering"), i18n.Mark("The third gathering"),
	i18n.Mark("The fourth gathering"), i18n.Mark("The fifth gathering"), i18n.Mark("The sixth gathering"),
	i18n.Mark("The seventh gathering"), i18n.Mark("The eighth gathering"), i18n.Mark("The ninth gathering"),
	i18n.Mark("The tenth gathering"), i18n.Mark("The eleventh gathering"), i18n.Mark("The twelfth gathering"),
}

func ordinal(ctx context.Context, number int) string {
	if number >= 1 && number <= len(ordinals) {
		return i18n.T(ctx, ordinals[number-1])
	}
	return i18n.T(ctx, "Gathering %d", number)
}

// titleOf is what a gathering is called when nobody gave it a name.
func titleOf(language string, day time.Time) string {
	ctx := i18n.With(context.Background(), language)
	return i18n.T(ctx, "Gathering on %s", i18n.Date(ctx, day))
}

// agendaFrom are the lines of a template in a language.
func agendaFrom(ctx context.Context, language string, t Template) []Item {
	ctx = i18n.With(ctx, language)
	items := t.Items()
	for i := range items {
		items[i].Title = i18n.T(ctx, items[i].Title)
	}
	keepIDs(nil, items)
	return items
}

// stateWords say how a gathering stands, where that is worth a word.
var stateWords = map[State]string{
	Draft:     i18n.Mark("Draft: nobody is invited yet"),
	Live:      i18n.Mark("On now"),
	Cancelled: i18n.Mark("Canceled"),
}

// answerWords say what the reader answered.
var answerWords = map[Coming]string{
	Going: i18n.Mark("You are coming"),
	Maybe: i18n.Mark("You may be coming"),
	Not:   i18n.Mark("Not this time"),
}

// hours are “6:00 to 8:30 pm” in the gathering's zone.
func hours(ctx context.Context, g Gathering) string {
	zone := clock.Zone(g.Zone)
	return i18n.ClockRange(ctx, g.StartsAt.In(zone), g.EndsAt.In(zone))
}

// span says how long something takes, in one piece: “2 h 30 min”.
func span(ctx context.Context, minutes int) string {
	switch {
	case minutes < 60:
		return unbroken(i18n.T(ctx, "%d min", minutes))
	case minutes%60 == 0:
		return unbroken(i18n.T(ctx, "%d h", minutes/60))
	}
	return unbroken(i18n.T(ctx, "%d h %d min", minutes/60, minutes%60))
}

// unbroken keeps words on one line.
func unbroken(words string) string { return strings.ReplaceAll(words, " ", "\u00a0") }

// posterDay is the day as a poster says it: the date stays in one piece.
func posterDay(ctx context.Context, day time.Time) string {
	return i18n.Weekday(ctx, day) + " " + unbroken(i18n.Date(ctx, day))
}

// placeFact is the name of a place in heavy letters, and its address under it.
func placeFact(ctx context.Context, g Gathering) ui.Fact {
	name, address, _ := strings.Cut(where(ctx, g), ", ")
	return ui.Fact{Strong: name, Text: address}
}

// where is the place in one line, or that it is by video.
func where(ctx context.Context, g Gathering) string {
	switch {
	case g.Place != "":
		return g.Place
	case g.VideoURL != "":
		return i18n.T(ctx, "By video")
	}
	return i18n.T(ctx, "The place is not set yet")
}

func zoneLabel(ctx context.Context, zone string) string { return i18n.T(ctx, calendar.Label(zone)) }

// listView is the page of all gatherings.
type listView struct {
	Lede        string
	Next        *nextView
	Later       []rowView
	Drafts      []rowView
	Past        []rowView
	ScheduleURL string // only for conveners
	FeedURL     string
	Empty       string
	PastCount   string
}

// rowView is one gathering in a list.
type rowView struct {
	URL, Day, Datetime, Hours, Where, Stands string
}

func newListView(ctx context.Context, c page.Club, l list, feed string) listView {
	v := listView{FeedURL: feed}
	if l.convene {
		v.ScheduleURL = c.URL("gatherings", "new")
	}
	for i := len(l.rows) - 1; i >= 0; i-- { // the next one first
		row := l.rows[i]
		switch {
		case row.State == Draft:
			v.Drafts = append(v.Drafts, newRowView(ctx, c, row))
		case row.ahead(l.now) && v.Next == nil:
			v.Next = newNextView(ctx, upcoming{listed: row, Slug: c.Slug}, l.now)
		case row.ahead(l.now):
			v.Later = append(v.Later, newRowView(ctx, c, row))
		}
	}
	for _, row := range l.rows { // the latest first
		if row.State != Draft && !row.ahead(l.now) {
			v.Past = append(v.Past, newRowView(ctx, c, row))
		}
	}
	if v.Next == nil && len(v.Drafts) == 0 {
		v.Empty = i18n.T(ctx, "No gathering is planned. Once a day is set, everybody is invited from here.")
	}
	return v
}

func newRowView(ctx context.Context, c page.Club, row listed) rowView {
	v := rowView{
		URL: c.URL("gatherings", row.ID.String()), Day: i18n.DayYear(ctx, row.Day), Datetime: row.Day.Format(time.DateOnly),
		Hours: hours(ctx, row.Gathering), Where: where(ctx, row.Gathering),
	}
	switch words := stateWords[row.State]; {
	case words != "":
		v.Stands = i18n.T(ctx, words)
	default:
		v.Stands = i18n.N(ctx, "One person said yes", "%d said yes", row.Going)
	}
	return v
}

// nextView is the notice of the next gathering, on a front page and on top of the list.
type nextView struct {
	Club     string // shown where several collaboratories meet on a page
	Weekday  string
	Date     string
	Datetime string
	Hours    string
	Where    string
	Kicker   string
	URL      string
	Relative string
	Answer   string // what the reader said
	State    ui.State
	AskURL   string // to the question, when the reader is silent
	LiveURL  string // to the room, while it is on
}

func newNextView(ctx context.Context, u upcoming, now time.Time) *nextView {
	g := u.Gathering
	url := page.ClubURL(u.Slug, "gatherings", g.ID.String())
	v := &nextView{
		Club: u.Club, Weekday: i18n.Weekday(ctx, g.Day), Date: i18n.Date(ctx, g.Day), Datetime: g.Day.Format(time.DateOnly),
		Hours: hours(ctx, g), Where: where(ctx, g), Kicker: ordinal(ctx, g.Number), URL: url,
		Relative: i18n.Relative(ctx, g.Day, g.Today(now)),
	}
	switch {
	case g.State == Live:
		v.LiveURL = url + "/room"
	case u.Answer == nil:
		v.AskURL = url + "#rsvp"
	default:
		v.State = ui.State{Icon: map[Coming]string{Going: "check", Maybe: "help", Not: "x"}[*u.Answer], Words: i18n.T(ctx, answerWords[*u.Answer])}
	}
	return v
}

// emptyLabel is the one act of the empty page, for those who may schedule.
func emptyLabel(ctx context.Context, v listView) string {
	if v.ScheduleURL == "" {
		return ""
	}
	return i18n.T(ctx, "Schedule a gathering")
}
