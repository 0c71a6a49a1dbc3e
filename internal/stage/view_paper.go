package stage

import (
	"context"
	"strconv"
	"strings"

	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// paperView is the page from which everything for an evening on paper is printed.
type paperView struct {
	Back   ui.Link
	Sheets []paperSheet
}

// paperSheet is one thing to print.
type paperSheet struct{ Title, Words, URL, Label string }

func (s sight) paperOf(ctx context.Context) paperView {
	v := paperView{Back: ui.Link{Label: s.room.Place.Title, URL: s.club.URL("gatherings", s.gathering.String())}}
	v.Sheets = []paperSheet{
		{i18n.T(ctx, "The line-up"), i18n.T(ctx, "A poster for the door: who presents, in which order."), s.url("paper", "lineup"), i18n.T(ctx, "Open the line-up")},
		{i18n.T(ctx, "The way in"), i18n.T(ctx, "A poster with the code, to scan or to type."), s.url("paper", "poster"), i18n.T(ctx, "Open the poster")},
	}
	if s.mayPrint() != nil {
		return v
	}
	v.Sheets = append(v.Sheets, paperSheet{
		i18n.T(ctx, "Sign-in sheet"), i18n.T(ctx, "Everybody who comes, with a box to tick, and lines for guests."), s.url("paper", "sign-in"), i18n.T(ctx, "Open the sheet"),
	})
	for _, t := range s.room.Harvest {
		v.Sheets = append(v.Sheets, paperSheet{
			i18n.T(ctx, "Pledge cards: %s", t.Title), i18n.T(ctx, "For anyone without a phone, or when the line is down. Four to a page; yellow paper is best."),
			s.url("paper", "cards") + "?turn=" + t.ID.String(), i18n.T(ctx, "Open the cards"),
		})
	}
	return v
}

// heading is what stands at the top of everything printed for an evening.
type heading struct{ Club, Title, When, Where string }

func (r *Room) heading(ctx context.Context) heading {
	return heading{
		Club: r.Place.Club, Title: r.Place.Title, Where: r.Place.Where,
		When: i18n.Day(ctx, r.Place.Day) + ", " + i18n.ClockRange(ctx, r.local(r.Place.StartsAt), r.local(r.Place.EndsAt)),
	}
}

// lineUpView is the line-up as a poster.
type lineUpView struct {
	heading
	Back  ui.Link
	Facts []ui.Fact
	Turns []posterView
}

type posterView struct{ Title, Who, Summary string }

func (s sight) lineUpOf(ctx context.Context, turns []poster) lineUpView {
	v := lineUpView{heading: s.room.heading(ctx), Back: s.paperBack(ctx)}
	v.Facts = []ui.Fact{{Strong: i18n.Day(ctx, s.room.Place.Day), Text: i18n.ClockRange(ctx, s.room.local(s.room.Place.StartsAt), s.room.local(s.room.Place.EndsAt))}}
	if v.Where != "" {
		v.Facts = append(v.Facts, ui.Fact{Strong: i18n.T(ctx, "Where"), Text: v.Where})
	}
	for _, t := range turns {
		who := t.Presenter
		if t.Organisation != "" {
			who = i18n.T(ctx, "%s, %s", t.Presenter, t.Organisation)
		}
		if t.With != "" {
			who += ", " + i18n.T(ctx, "with %s", t.With)
		}
		v.Turns = append(v.Turns, posterView{Title: t.Title, Who: who, Summary: t.Summary})
	}
	return v
}

func (s sight) paperBack(ctx context.Context) ui.Link {
	return ui.Link{Label: i18n.T(ctx, "On paper"), URL: s.url("paper")}
}

// signInView is the sheet at the door: who comes, and lines for those nobody knew of.
type signInView struct {
	heading
	Back   ui.Link
	Count  string
	People []expected
	Guests []struct{} // empty lines
}

// guestLines are how many lines for guests stand on a sign-in sheet.
const guestLines = 12

func (s sight) signInOf(ctx context.Context, people []expected) signInView {
	return signInView{
		heading: s.room.heading(ctx), Back: s.paperBack(ctx), People: people, Guests: make([]struct{}, guestLines),
		Count: i18n.N(ctx, "one person", "%d people", len(people)),
	}
}

// cardsView are the pledge cards of one turn, four to a sheet.
type cardsView struct {
	Title, Turn string
	Back        ui.Link
	Action      string
	TurnID      string
	Tabs        []ui.Link
	Many, From  ui.Field
	Print       string
	Sheets      [][]cardView
}

type cardView struct{ Code, Number string }

const (
	perSheet   = 4
	usualCards = 24
	mostSheet  = 100 // cards printed at once
)

func (s sight) cardsOf(ctx context.Context, turn Harvest, number int, f *page.FormData) cardsView {
	many, from := cardCount(f, "cards", usualCards, mostSheet), cardCount(f, "from", 1, mostCards)
	many = (many + perSheet - 1) / perSheet * perSheet
	v := cardsView{
		Title: i18n.T(ctx, "Pledge cards for %s", turn.Title), Turn: turn.Title, Back: s.paperBack(ctx), Action: s.url("paper", "cards"), TurnID: turn.ID.String(),
		Print: i18n.N(ctx, "Print one card", "Print %d cards", many),
	}
	for i := from; i < from+many && i <= mostCards; i++ {
		if (i-from)%perSheet == 0 {
			v.Sheets = append(v.Sheets, nil)
		}
		last := len(v.Sheets) - 1
		v.Sheets[last] = append(v.Sheets[last], cardView{Code: s.room.Place.Code, Number: Card{number, i}.String()})
	}
	for _, t := range s.room.Harvest {
		v.Tabs = append(v.Tabs, ui.Link{Label: t.Title, URL: v.Action + "?turn=" + t.ID.String(), Current: t.ID == turn.ID})
	}
	v.Many = ui.Field{Name: "cards", Label: i18n.T(ctx, "How many cards"), Value: strconv.Itoa(many), InputMode: "numeric", Class: "input is-short"}
	v.From = ui.Field{Name: "from", Label: i18n.T(ctx, "First number"), Hint: i18n.T(ctx, "When you print more, go on where the others ended."), Value: strconv.Itoa(from), InputMode: "numeric", Class: "input is-short"}
	return v
}

// cardCount is a number out of the address; anything else is the usual one.
func cardCount(f *page.FormData, name string, usual, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(f.Value(name)))
	if err != nil || n < 1 {
		return usual
	}
	return min(n, most)
}

// turnToPrint is the turn whose cards were asked for, else the one that is on, else the first; nil when there is none.
func (r *Room) turnToPrint(asked id.ID) *Harvest {
	turn := r.turnToWrite(asked)
	for i := range r.Harvest {
		if r.Harvest[i].ID == turn {
			return &r.Harvest[i]
		}
	}
	return nil
}

// wayInView is the poster with the code of the evening.
type wayInView struct {
	heading
	Back          ui.Link
	Code, Address string
	Steps         []string
}

func (s sight) wayInOf(ctx context.Context) wayInView {
	address := page.HouseOf(ctx).Base + "/g/" + s.room.Place.Code
	_, plain, found := strings.Cut(address, "://")
	if !found {
		plain = address
	}
	plain = strings.TrimSuffix(plain, s.room.Place.Code)
	return wayInView{
		heading: s.room.heading(ctx), Back: s.paperBack(ctx), Code: s.room.Place.Code, Address: address,
		Steps: []string{
			i18n.T(ctx, "Point your phone’s camera at the square, or type %s and the code.", plain),
			i18n.T(ctx, "Say who you are. Nothing to install, no password."),
			i18n.T(ctx, "Follow along, raise a hand, and promise your help."),
		},
	}
}
