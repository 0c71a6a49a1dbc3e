package stage

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
	"collaboratory/web/ui"
)

var consoleFace = face{
	name:  "console",
	may:   func(s standing) bool { return s.Host },
	parts: consoleParts,
	page:  consolePage,
	read:  readStaff,
}

// consoleParts are what the console shows and the stream renews.
func consoleParts(ctx context.Context, r *Room, _ id.ID) []part {
	return []part{
		{"now", consoleNow(nowViewOf(ctx, r))},
		{"say", consoleSay(sayViewOf(ctx, r))},
		{"in", consoleIn(inViewOf(ctx, r))},
		{"hands", consoleHands(handsViewOf(ctx, r))},
		{"run", consoleRun(runViewOf(ctx, r))},
	}
}

func consolePage(ctx context.Context, s sight) page.View {
	v := consoleView{
		Stream: s.stream("console"), Now: strconv.FormatInt(s.room.Now.UnixMilli(), 10), Ways: s.faces,
		Club: ui.Link{Label: s.room.Place.Title, URL: s.club.URL("gatherings", s.gathering.String())},
		Said: page.StatusOf(ctx), Refused: refusedIn(ctx), Aside: asideViewOf(ctx, s),
		TouchURL: s.url("touch"),
	}
	v.Parts = map[string]templ.Component{}
	for _, p := range consoleParts(ctx, s.room, s.own) {
		v.Parts[p.name] = p.body
	}
	return page.View{Title: i18n.T(ctx, "Run the room"), Bare: true, Stage: true, Script: "room.js", Class: "is-console", Body: s.practiced("console", consoleBody(v))}
}

// consoleView is the host’s page.
type consoleView struct {
	Stream, Now, TouchURL string
	Parts                 map[string]templ.Component
	Ways                  []faceLink
	Club                  ui.Link
	Said, Refused         string
	Aside                 asideView
}

// roomURL is an address of the room, with further parts appended, for the parts that everybody who looks this way shares.
func (r *Room) roomURL(parts ...string) string {
	return page.ClubURL(r.Place.Slug, append([]string{"gatherings", r.Place.Gathering.String(), "room"}, parts...)...)
}

// act is where a form of a face goes, and that its answer comes back to that face.
func (r *Room) act(face string, parts ...string) string {
	return r.roomURL(parts...) + "?view=" + face
}

// nowView is the band of the console: what is on, its clock, and what the host can press.
type nowView struct {
	Kicker, Title, Note string
	Phases              []phaseView
	Clock               clockView
	ActURL, Version     string
	Main                *ui.Button // the one thing that comes next
	More                []ui.Button
	Minute              *ui.Button // one more; pressed as often as one likes
	Way                 ui.Link    // where to go when nothing can be pressed here
}

func nowViewOf(ctx context.Context, r *Room) nowView {
	v := nowView{Title: r.Place.Title, ActURL: r.act("console", "step"), Version: strconv.Itoa(r.Stage.Version)}
	switch r.Place.State {
	case gathering.Live:
		v.live(ctx, r)
	case gathering.Published:
		v.Kicker = i18n.T(ctx, "Planned for %s", i18n.When(ctx, r.local(r.Place.StartsAt)))
		v.Note = i18n.T(ctx, "Once you start, everybody sees that it is on, and promises are taken.")
		v.Main = press(DoStart, i18n.T(ctx, "Start the gathering"), "next")
	case gathering.Closed:
		v.closed(ctx, r)
	case gathering.Cancelled:
		v.Kicker = i18n.T(ctx, "This gathering was canceled")
	default:
		v.Kicker, v.Note = i18n.T(ctx, "This is a draft"), i18n.T(ctx, "Nobody is invited yet: publish the gathering first")+"."
		v.Way = ui.Link{Label: i18n.T(ctx, "Open the gathering"), URL: page.ClubURL(r.Place.Slug, "gatherings", r.Place.Gathering.String())}
	}
	return v
}

func (v *nowView) live(ctx context.Context, r *Room) {
	switch {
	case r.On < 0:
		v.Kicker = i18n.T(ctx, "On now, nothing begun yet")
	case r.On >= len(r.Program):
		v.Kicker, v.Note = i18n.T(ctx, "That was everything"), i18n.T(ctx, "Close when everybody has said goodbye. Promises are welcome until noon tomorrow.")
		v.Main = press(DoClose, i18n.T(ctx, "Close the gathering"), "")
		v.More = []ui.Button{*press(DoBack, i18n.T(ctx, "Back"), "")}
		return
	default:
		v.on(ctx, r)
	}
	v.Main = press(DoNext, nextWords(ctx, r), "next")
	if r.On > 0 || r.Turn != nil && r.Turn.Phase != presentation.Pitch {
		back := press(DoBack, i18n.T(ctx, "Back"), "")
		back.Icon = "back"
		v.More = append(v.More, *back)
	}
	if r.On >= 0 {
		v.clockActs(ctx)
	}
}

func (v *nowView) on(ctx context.Context, r *Room) {
	on := r.Program[r.On]
	v.Title, v.Clock = on.Title, clockOf(r.Stage.Clock, r.Now)
	v.Kicker = i18n.T(ctx, "Item %d of %d", r.On+1, len(r.Program))
	if on.Turn != nil && r.Turn != nil {
		v.Kicker = i18n.T(ctx, "Turn %d of %d, %s", r.Program[:r.On+1].turns(), r.Program.turns(), on.Turn.Presenter)
		v.Phases = phasesOf(ctx, r.Turn.Phase)
	}
}

func (v *nowView) clockActs(ctx context.Context) {
	v.Minute = press(DoMore, i18n.T(ctx, "+1 minute"), "")
	if !v.Clock.Timed {
		return
	}
	act := press(DoPause, i18n.T(ctx, "Pause"), "")
	act.Icon = "pause"
	if v.Clock.Paused {
		act = press(DoResume, i18n.T(ctx, "Go on"), "")
		act.Icon = "play"
	}
	v.More = append(v.More, *act)
}

func (v *nowView) closed(ctx context.Context, r *Room) {
	v.Kicker = i18n.T(ctx, "The gathering is closed")
	if until := r.Place.PledgesUntil; until != nil && r.Now.Before(*until) {
		v.Note = i18n.T(ctx, "Late pledges are welcome until %s.", i18n.When(ctx, r.local(*until)))
	}
	g := gathering.Gathering{State: r.Place.State, ClosedAt: r.Place.ClosedAt, EndsAt: r.Place.EndsAt}
	if g.MayReopen(r.Now) == nil {
		v.More = []ui.Button{*press(DoReopen, i18n.T(ctx, "Open again"), "")}
	}
	v.Way = ui.Link{Label: i18n.T(ctx, "See what was promised"), URL: page.ClubURL(r.Place.Slug, "gatherings", r.Place.Gathering.String())}
}

func press(do Do, label, after string) *ui.Button {
	return &ui.Button{Name: "do", Value: string(do), Label: label, After: after, Attrs: templ.Attributes{"id": "do-" + string(do)}}
}

// mainPress is the large button. Start and Next are one to the keyboard, so that whoever began goes on from there.
func mainPress(b ui.Button) ui.Button {
	b.Kind = "next"
	if b.Value == string(DoStart) {
		b.Attrs = templ.Attributes{"id": "do-" + string(DoNext)}
	}
	return b
}

// nextWords name what the next press brings.
func nextWords(ctx context.Context, r *Room) string {
	m, err := r.Program.next(r.On)
	switch {
	case err != nil || m.at >= len(r.Program):
		return i18n.T(ctx, "Next: the end")
	case m.at == r.On:
		return i18n.T(ctx, "Next: %s", phaseName(ctx, m.phase))
	}
	return i18n.T(ctx, "Next: %s", r.Program[m.at].Title)
}

// sayView is what the host could say, and what is asked for.
type sayView struct {
	Words string
	Asks  []ui.Ask
}

func sayViewOf(ctx context.Context, r *Room) sayView {
	v := sayView{Words: sayNow(ctx, r)}
	if r.Turn != nil && r.Place.State == onAir {
		for _, a := range r.Turn.Asks {
			v.Asks = append(v.Asks, commitment.AskView(ctx, a, ""))
		}
	}
	return v
}
