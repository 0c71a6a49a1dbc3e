package stage

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/clock"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
	"collaboratory/web/ui"
)

// wallKind is what the big screen is about just now; it is the name of its style, too.
type wallKind string

const (
	wallWelcome     wallKind = "welcome"     // people arrive
	wallItem        wallKind = "item"        // a line of the agenda that is no turn
	wallReport      wallKind = "report"      // what we promised, and what came of it
	wallListen      wallKind = "listen"      // pitch, questions and quiet writing of a turn
	wallCommitments wallKind = "commitments" // hands go up
	wallThanks      wallKind = "thanks"
	wallClosing     wallKind = "closing" // the whole evening, together
)

// wallView is the big screen as it stands. It holds what everybody may see, and nothing else.
type wallView struct {
	Practice bool // a practice room
	Kind     wallKind
	Lang     string
	Club     string
	Who      string
	Title    string
	Clock    clockView
	Door     wallDoor
	When     string
	Lede     string
	Now      string // one line: what everybody does now
	Next     string
	Past     *wallPast
	Turns    []wallTurn
	Asks     []wallAsk
	Asked    bool // the turn asks for something, found or not
	Slips    []wallSlip
	Count    wallCount
	Motion   bool
	Sound    bool
	Turn     string // the id of the turn, to know a new promise from a new turn
}

// wallDoor is the way in for whoever sits in the room with a phone.
type wallDoor struct {
	QR      ui.QR
	Address string // without the code, as one says it
	Code    string
}

// wallTurn is a turn of the evening in a list.
type wallTurn struct{ Title, Presenter, Count, Sum string }

// wallCount is how much was promised: a number, its strokes, and the words beside it.
type wallCount struct {
	N      int
	Number string
	Words  string
	Sum    string // empty without money, or where amounts stay off the wall
	From   string // how many people stand behind it
}

// wallParts is the one part of the big screen.
func wallParts(ctx context.Context, r *Room, _ id.ID) []part {
	ctx = i18n.With(ctx, r.Place.Language)
	return []part{{name: "wall", body: speaking(r.Place.Language, wallBody(wallViewOf(ctx, r)))}}
}

// speaking renders in a language, whoever asks.
func speaking(lang string, body templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return body.Render(i18n.With(ctx, lang), w)
	})
}

func wallPage(ctx context.Context, v visitor, parts []live.Part, now time.Time) page.View {
	return page.View{
		Title: i18n.T(ctx, "Big screen"), Bare: true, Stage: true, Script: "room.js", Scripts: []string{"wall.js"}, Again: true,
		Body: wallPlace(v.wallURL("events"), parts, now),
	}
}

// wallViewOf chooses what the big screen shows, by what is on.
func wallViewOf(ctx context.Context, r *Room) wallView {
	v := wallView{
		Kind: wallKindOf(r), Lang: i18n.Lang(ctx), Club: r.Place.Club, Door: wallDoorOf(ctx, r.Place),
		Clock: clockOf(r.Stage.Clock, r.Now), Motion: r.Stage.Motion, Sound: r.Stage.Sound,
		Practice: r.Place.Rehearsal,
	}
	switch v.Kind {
	case wallWelcome:
		v.welcome(ctx, r)
	case wallReport:
		v.Title, v.Past = r.Program[r.On].Title, wallPastOf(ctx, r)
	case wallListen:
		v.turn(ctx, r)
		v.Now, v.Next = wallNow(ctx, r.Turn.Phase), phaseName(ctx, r.Turn.Phase)
		v.Asks = wallAsks(ctx, r, false)
	case wallCommitments:
		v.turn(ctx, r)
		v.Asks, v.Slips, v.Count.From = wallAsks(ctx, r, true), wallSlips(ctx, r, mostNew), ""
	case wallThanks:
		v.turn(ctx, r)
		v.thanks(ctx, r)
	case wallClosing:
		v.closing(ctx, r)
	default:
		v.item(ctx, r)
	}
	return v
}

func wallKindOf(r *Room) wallKind {
	switch {
	case r.Place.State == gathering.Closed:
		return wallClosing
	case r.Place.State == gathering.Cancelled:
		return wallItem
	case r.Place.State != onAir, r.On < firstMatter(r.Program):
		return wallWelcome
	case r.On >= len(r.Program):
		return wallClosing
	}
	entry := r.Program[r.On]
	switch {
	case entry.Kind == gathering.ReportItem && r.Past != nil:
		return wallReport
	case entry.Turn == nil || r.Turn == nil:
		return wallItem
	}
	switch r.Turn.Phase {
	case presentation.Commitments:
		return wallCommitments
	case presentation.Thanks, presentation.Done:
		return wallThanks
	}
	return wallListen
}

// firstMatter is where the evening turns from arriving to what it is about: its first report or turn.
func firstMatter(p Program) int {
	for i, e := range p {
		if e.Turn != nil || e.Kind == gathering.ReportItem {
			return i
		}
	}
	return min(1, len(p))
}

func wallDoorOf(ctx context.Context, p Place) wallDoor {
	base := page.HouseOf(ctx).Base
	_, address, _ := strings.Cut(base, "://")
	return wallDoor{QR: ui.DrawQR(base + "/g/" + p.Code), Address: address + "/g", Code: p.Code}
}

func (v *wallView) welcome(ctx context.Context, r *Room) {
	zone := clock.Zone(r.Place.Zone)
	v.When = i18n.Day(ctx, r.Place.Day) + ", " + i18n.ClockRange(ctx, r.Place.StartsAt.In(zone), r.Place.EndsAt.In(zone))
	v.Title = r.Place.Title
	v.Past = wallPastOf(ctx, r)
	for _, e := range r.Program {
		if e.Turn != nil {
			v.Turns = append(v.Turns, wallTurn{Title: e.Title, Presenter: e.Turn.Presenter})
		}
	}
	if n := len(v.Turns); n > 0 {
		v.Lede = i18n.N(ctx, "Today one neighbor takes a turn:", "Today %d neighbors take their turn:", n)
	}
}

// item is a line of the agenda, and what comes after it.
func (v *wallView) item(ctx context.Context, r *Room) {
	if r.Place.State == gathering.Cancelled {
		v.Who, v.Title, v.Clock = r.Place.Title, i18n.T(ctx, "This gathering does not take place"), clockView{}
		v.Next = nextTime(ctx, r.Place)
		return
	}
	v.Title = r.Program[r.On].Title
	if r.On+1 == len(r.Program) {
		return
	}
	next := r.Program[r.On+1]
	v.Next = i18n.T(ctx, "Next: %s", next.Title)
	if next.Turn != nil {
		v.Next = i18n.T(ctx, "Next: %s, by %s", next.Title, next.Turn.Presenter)
	}
}

// turn is the head of every view of a turn, and what it was promised so far.
func (v *wallView) turn(ctx context.Context, r *Room) {
	t := r.Turn
	v.Title, v.Turn, v.Asked = t.Title, t.ID.String(), len(t.Asks) > 0
	who := []string{shownGiver(ctx, t.Presenter, t.Organisation, false)}
	if t.With != "" {
		who = append(who, i18n.T(ctx, "with %s", t.With))
	}
	v.Who = strings.Join(who, ", ")
	v.Count = wallCountOf(ctx, r)
}

// wallNow is the one line that says what everybody does in a phase.
func wallNow(ctx context.Context, p presentation.Phase) string {
	switch p {
	case presentation.Questions:
		return i18n.T(ctx, "What would you like to ask?")
	case presentation.Writing:
		return i18n.T(ctx, "Write down what you could do, and by when.")
	}
	return i18n.T(ctx, "Listen, and think of what you could do.")
}

func (v *wallView) thanks(ctx context.Context, r *Room) {
	v.Now = i18n.T(ctx, "Thank you.")
	v.Slips = wallSlips(ctx, r, mostThanked)
}

// closing is what the whole evening was promised, turn by turn in the order they came.
func (v *wallView) closing(ctx context.Context, r *Room) {
	v.Title, v.Clock = i18n.T(ctx, "Today, together"), clockView{}
	var total Harvest
	for _, t := range r.Harvest {
		t = t.Seen(r.Stage.Settings)
		line := wallTurn{Title: t.Title, Presenter: t.Presenter, Count: i18n.N(ctx, "one promise", "%d promises", t.Firm)}
		if r.Stage.Amounts && t.Cents > 0 {
			line.Sum = i18n.Money(ctx, t.Cents, r.Place.Currency)
		}
		total.Firm, total.Cents = total.Firm+t.Firm, total.Cents+t.Cents
		v.Turns = append(v.Turns, line)
	}
	v.Count = countOf(ctx, total, r)
	v.Next = nextTime(ctx, r.Place)
	if until := r.Place.PledgesUntil; until != nil && until.After(r.Now) {
		v.Lede = i18n.T(ctx, "You can still promise until %s", i18n.When(ctx, until.In(clock.Zone(r.Place.Zone))))
	}
}

func nextTime(ctx context.Context, p Place) string {
	if p.Next == nil {
		return i18n.T(ctx, "Until next time.")
	}
	return i18n.T(ctx, "Next time: %s", i18n.Day(ctx, *p.Next))
}
