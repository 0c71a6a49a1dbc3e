package gathering

import (
	"time"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// ItemKind tells what an item of the agenda is for.
type ItemKind string

// The kinds of items.
const (
	PlainItem  ItemKind = "item"
	ReportItem ItemKind = "report" // what we promised, and what came of it
	TurnItem   ItemKind = "turn"   // one presenter's turn
)

// Item is one line of the agenda.
type Item struct {
	ID      id.ID // Nil for a new line
	Title   string
	Minutes int
	Kind    ItemKind
}

// Template names an agenda to start from.
type Template string

// The templates of an agenda.
const (
	Evening  Template = "evening"
	Short    Template = "short"
	WholeDay Template = "day"
)

// Templates are all of them, in the order they are offered.
var Templates = []Template{Evening, Short, WholeDay}

// templates are the agendas to start from; their titles are translated when a gathering takes them.
var templates = map[Template][]Item{
	Evening: {
		{Title: welcome, Minutes: 10},
		{Title: report, Minutes: 15, Kind: ReportItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: i18n.Mark("Stretch, tea"), Minutes: 15},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: offers, Minutes: 15},
		{Title: closing, Minutes: 5},
	},
	Short: {
		{Title: welcome, Minutes: 10},
		{Title: report, Minutes: 10, Kind: ReportItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: offers, Minutes: 15},
		{Title: closing, Minutes: 5},
	},
	WholeDay: {
		{Title: i18n.Mark("Doors and coffee"), Minutes: 20},
		{Title: welcome, Minutes: 20},
		{Title: report, Minutes: 20, Kind: ReportItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: i18n.Mark("Small groups"), Minutes: 60},
		{Title: i18n.Mark("Lunch"), Minutes: 60},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: turn, Minutes: 30, Kind: TurnItem},
		{Title: i18n.Mark("Stretch, tea"), Minutes: 15},
		{Title: offers, Minutes: 30},
		{Title: closing, Minutes: 15},
		{Title: i18n.Mark("Dinner together"), Minutes: 90},
	},
}

var (
	welcome = i18n.Mark("Welcome")
	report  = i18n.Mark("What we promised last time, and what came of it")
	turn    = i18n.Mark("A turn")
	offers  = i18n.Mark("Offers and needs around the room")
	closing = i18n.Mark("Closing round: one word each")
)

// Items are the lines of a template, with titles in English source text; none for an unknown one.
func (t Template) Items() []Item {
	items := append([]Item(nil), templates[t]...)
	for i := range items {
		if items[i].Kind == "" {
			items[i].Kind = PlainItem
		}
	}
	return items
}

// Turns counts the lines that are somebody's turn.
func Turns(items []Item) (n int) {
	for _, item := range items {
		if item.Kind == TurnItem {
			n++
		}
	}
	return n
}

// Minutes is how long an agenda takes.
func Minutes(items []Item) (sum int) {
	for _, item := range items {
		sum += item.Minutes
	}
	return sum
}

// Starts are the instants at which the lines begin, one after the other from the start of the gathering.
func Starts(start time.Time, items []Item) []time.Time {
	starts := make([]time.Time, len(items))
	for i, item := range items {
		starts[i] = start
		start = start.Add(time.Duration(item.Minutes) * time.Minute)
	}
	return starts
}

// The bounds of an agenda.
const (
	maxItems   = 40
	maxMinutes = 600
	maxTitle   = 200
)

func checkAgenda(items []Item) error {
	var wrong fault.Fields
	if len(items) > maxItems {
		wrong.Add("", "An agenda holds at most %d lines", maxItems)
	}
	for i, item := range items {
		switch {
		case item.Title == "":
			wrong.Add(itemField(i, "title"), "Line %d has minutes but no words: say what happens", i+1)
		case len([]rune(item.Title)) > maxTitle:
			wrong.Add(itemField(i, "title"), "Please keep this to %d characters", maxTitle)
		case item.Kind != PlainItem && item.Kind != ReportItem && item.Kind != TurnItem:
			wrong.Add(itemField(i, "kind"), "Please choose one")
		case item.Minutes < 0 || item.Minutes > maxMinutes:
			wrong.Add(itemField(i, "minutes"), "Minutes are a whole number from %d to %d", 0, maxMinutes)
		}
	}
	return wrong.Err()
}

// samePlan tells whether two agendas read the same.
func samePlan(a, b []Item) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Title != b[i].Title || a[i].Minutes != b[i].Minutes || a[i].Kind != b[i].Kind {
			return false
		}
	}
	return true
}
