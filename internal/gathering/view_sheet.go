package gathering

import (
	"context"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// sheetView is the page of one gathering.
type sheetView struct {
	Back                    ui.Link
	Kicker                  string
	Title                   string
	Lede                    []string
	Facts                   []ui.Fact
	BannerTitle, BannerText string
	Answer                  *answerView
	Ahead                   bool // what the reader is asked stands first on a phone; once the evening is on, the turns do
	Room                    templ.Component
	LineUp                  templ.Component
	Promises                templ.Component
	Agenda                  []ui.AgendaItem
	AgendaSum               string
	AgendaWarn              string
	AgendaURL               string
	Coming                  comingView
	Guests                  []guestView
	Keep                    *keepView
}

func newSheetView(ctx context.Context, c page.Club, sh *sheet, f *page.FormData, lineUp, promises templ.Component) sheetView {
	g := sh.g
	v := sheetView{
		Back:   ui.Link{Label: i18n.T(ctx, "All gatherings"), URL: c.URL("gatherings")},
		Kicker: ordinal(ctx, g.Number), Title: posterDay(ctx, g.Day),
		Facts:  facts(ctx, c, g, sh.today()),
		Agenda: agendaLines(ctx, c, sh), LineUp: lineUp, Promises: promises,
		Coming: newComingView(ctx, sh), Guests: newGuestViews(ctx, c, sh),
	}
	if g.Day.Year() != sh.today().Year() {
		v.Title = i18n.DayYear(ctx, g.Day)
	}
	if g.Title != titleOf(c.Language, g.Day) {
		v.Kicker += " · " + g.Title
	}
	v.Lede, v.Ahead = paragraphs(g.Welcome), g.State == Draft || g.State == Published
	v.BannerTitle, v.BannerText = banner(ctx, sh)
	v.sumAgenda(ctx, c, sh)
	if _, err := g.State.After(StepAnswer); err == nil && g.ahead(sh.now) {
		v.Answer = newAnswerView(ctx, gatheringURL(c, g, "rsvp"), g, sh.mine, f)
		v.Answer.Count = v.Coming.Words
		if g.State == Live {
			v.Answer.Kind = ""
		}
	}
	if sh.convene || sh.run {
		v.Keep = newKeepView(ctx, c, sh)
	}
	return v
}

func gatheringURL(c page.Club, g Gathering, parts ...string) string {
	return c.URL(append([]string{"gatherings", g.ID.String()}, parts...)...)
}

func banner(ctx context.Context, sh *sheet) (title, text string) {
	switch g := sh.g; g.State {
	case Draft:
		return i18n.T(ctx, "This is a draft"), i18n.T(ctx, "Only conveners see it. Nobody is invited until you say so.")
	case Cancelled:
		return i18n.T(ctx, "This gathering was canceled"), g.CancelReason
	case Live:
		if len(sh.turns) > 0 {
			return i18n.T(ctx, "On now"), i18n.T(ctx, "Open a presentation below to say what you will do, and by when.")
		}
		return i18n.T(ctx, "On now"), ""
	}
	return "", ""
}

// facts are the three things to know under the date: when, where, how from home.
func facts(ctx context.Context, c page.Club, g Gathering, today time.Time) []ui.Fact {
	when := ui.Fact{Strong: hours(ctx, g), Text: i18n.Capital(i18n.Relative(ctx, g.Day, today)) + ". " + zoneLabel(ctx, g.Zone)}
	if g.State != Draft && g.State != Cancelled {
		when.Act = ui.Button{Label: i18n.T(ctx, "Add to my calendar"), Kind: "quiet", Icon: "calendar", URL: gatheringURL(c, g, "calendar.ics")}
	}
	all := []ui.Fact{when}
	if g.Place != "" {
		place := placeFact(ctx, g)
		place.Act = ui.Button{
			Label: i18n.T(ctx, "How to get there"), Kind: "quiet", Icon: "pin",
			URL: "https://www.openstreetmap.org/search?query=" + url.QueryEscape(g.Place), Attrs: templ.Attributes{"rel": "noreferrer"},
		}
		all = append(all, place)
	}
	if g.VideoURL != "" {
		home := i18n.T(ctx, "Or from home")
		if g.Place == "" {
			home = i18n.T(ctx, "By video")
		}
		all = append(all, ui.Fact{Strong: home, Act: ui.Button{
			Label: i18n.T(ctx, "Join by video"), Kind: "quiet", Icon: "video", URL: g.VideoURL, Attrs: templ.Attributes{"rel": "noreferrer"},
		}})
	}
	if g.Place == "" && g.VideoURL == "" {
		all = append(all, ui.Fact{Strong: i18n.T(ctx, "The place is not set yet")})
	}
	return all
}

// agendaLines are the lines with their hours; a turn whose presentation is known carries its title.
func agendaLines(ctx context.Context, c page.Club, sh *sheet) []ui.AgendaItem {
	zone := clock.Zone(sh.g.Zone)
	starts := Starts(sh.g.StartsAt.In(zone), sh.agenda)
	turns := sh.turns
	lines := make([]ui.AgendaItem, len(sh.agenda))
	for i, item := range sh.agenda {
		lines[i] = ui.AgendaItem{
			Time: starts[i].Format("3:04"), Datetime: starts[i].Format("15:04"),
			What: item.Title, Minutes: span(ctx, item.Minutes), Turn: item.Kind == TurnItem,
		}
		if item.Kind == TurnItem && len(turns) > 0 {
			lines[i].What = turns[0].Title
			if turns[0].CollaboratoryID == sh.g.CollaboratoryID {
				lines[i].URL = c.URL("presentations", turns[0].ID.String())
			}
			turns = turns[1:]
		}
	}
	return lines
}

func (v *sheetView) sumAgenda(ctx context.Context, c page.Club, sh *sheet) {
	minutes := Minutes(sh.agenda)
	if len(sh.agenda) > 0 {
		v.AgendaSum = span(ctx, minutes)
	}
	if !sh.convene || sh.g.State != Draft && sh.g.State != Published {
		return
	}
	v.AgendaURL = gatheringURL(c, sh.g, "agenda")
	if over := minutes - int(sh.g.EndsAt.Sub(sh.g.StartsAt).Minutes()); over > 0 {
		v.AgendaWarn = i18n.T(ctx, "The agenda takes %s more than there is time for.", span(ctx, over))
	}
}
