package stage

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
	"collaboratory/web/ui"
)

var presenterFace = face{
	name:  "presenter",
	may:   func(s standing) bool { return len(s.Presents) > 0 },
	parts: presenterParts,
	page:  presenterPage,
	read:  readNote,
}

// presenterParts are what a presenter’s page shows and the stream renews: one turn, for those who present it.
func presenterParts(ctx context.Context, r *Room, own id.ID) []part {
	parts := []part{{"now", presenterNow(presenterNowOf(ctx, r, own))}, {"back", templ.NopComponent}, {"asks", templ.NopComponent}}
	if r.Turn == nil || r.Turn.ID != own || r.Place.State != onAir {
		return parts
	}
	if r.Turn.Phase == presentation.Thanks {
		parts[1].body = presenterBack(readBackOf(ctx, r))
	}
	parts[2].body = presenterAsks(presenterAsksOf(ctx, r))
	return parts
}

func presenterPage(ctx context.Context, s sight) page.View {
	v := presenterView{
		Stream: s.stream("presenter") + "&turn=" + s.own.String(), Now: strconv.FormatInt(s.room.Now.UnixMilli(), 10), Ways: s.faces,
		Club: ui.Link{Label: s.room.Place.Title, URL: s.club.URL("gatherings", s.gathering.String())},
		Said: page.StatusOf(ctx), Refused: refusedIn(ctx), Parts: map[string]templ.Component{},
		NoteURL: s.room.act("presenter", "notes") + "&turn=" + s.own.String(), Turn: s.own.String(), Turns: s.otherTurns(),
	}
	for _, p := range presenterParts(ctx, s.room, s.own) {
		v.Parts[p.name] = p.body
	}
	v.Note = ui.Field{
		Name: "note", Label: i18n.T(ctx, "My notes"), Value: s.note, Rows: 12, MaxLength: mostNote, Error: noteWrong(ctx),
		Hint: i18n.T(ctx, "Only you see them. They are kept as you type."),
	}
	return page.View{Title: i18n.T(ctx, "My turn"), Bare: true, Stage: true, Room: true, Script: "room.js", Class: "is-presenter", Body: s.practiced("presenter", presenterBody(v))}
}

// presenterView is the page of somebody who presents.
type presenterView struct {
	Stream, Now   string
	Parts         map[string]templ.Component
	Ways          []faceLink
	Club          ui.Link
	Said, Refused string
	NoteURL, Turn string
	Note          ui.Field
	Turns         []ui.Link
}

// otherTurns are for somebody who has more than one turn this evening.
func (s sight) otherTurns() []ui.Link {
	if len(s.Presents) < 2 {
		return nil
	}
	var links []ui.Link
	for _, t := range s.room.Harvest {
		if slices.Contains(s.Presents, t.ID) {
			links = append(links, ui.Link{Label: t.Title, URL: s.room.roomURL() + "?view=presenter&turn=" + t.ID.String(), Current: t.ID == s.own})
		}
	}
	return links
}

// presenterNowView is the band: when my turn comes, and while it is on, its phase and clock.
type presenterNowView struct {
	Kicker, Title, Words string
	Phases               []phaseView
	Clock                clockView
	Way                  ui.Link
	Aloud                bool // the turn is on
}

func presenterNowOf(ctx context.Context, r *Room, own id.ID) presenterNowView {
	v := presenterNowView{Kicker: i18n.T(ctx, "My turn")}
	at := r.Program.find(own)
	if at < 0 {
		return v
	}
	turn := r.Program[at].Turn
	v.Title = turn.Title
	switch {
	case r.Place.State == onAir && r.On == at && r.Turn != nil:
		v.Aloud, v.Phases, v.Clock = true, phasesOf(ctx, r.Turn.Phase), clockOf(r.Stage.Clock, r.Now)
		v.Words = phaseAdvice(ctx, r.Turn.Phase)
	case turn.Phase == presentation.Done || r.Place.State == gathering.Closed:
		v.over(ctx, r, own)
	default:
		v.Words = r.whenItComes(ctx, at)
	}
	return v
}

// over is a turn that has been: how much was promised, and the way to it.
func (v *presenterNowView) over(ctx context.Context, r *Room, own id.ID) {
	v.Words = i18n.T(ctx, "Your turn is over.")
	for _, h := range r.Harvest {
		if h.ID == own && h.Firm+h.Talks > 0 {
			v.Words = i18n.T(ctx, "Your turn is over: %s.", countWords(ctx, h.Firm, h.Talks))
		}
	}
	v.Way = ui.Link{Label: i18n.T(ctx, "See what was promised"), URL: page.ClubURL(r.Place.Slug, "presentations", own.String(), "commitments")}
}

// phaseAdvice is the one thing for a presenter to do in a phase.
func phaseAdvice(ctx context.Context, p presentation.Phase) string {
	switch p {
	case presentation.Pitch:
		return i18n.T(ctx, "You have the floor. Say what you need, in plain words.")
	case presentation.Questions:
		return i18n.T(ctx, "Short answers: the room asks only to understand.")
	case presentation.Writing:
		return i18n.T(ctx, "Everybody writes for themselves. Rest a moment.")
	case presentation.Commitments:
		return i18n.T(ctx, "Now you only listen. Help is on its way.")
	case presentation.Thanks:
		return i18n.T(ctx, "Read back what was promised, then say thank you.")
	}
	return ""
}

var (
	places  = []string{i18n.Mark("the first"), i18n.Mark("the second"), i18n.Mark("the third"), i18n.Mark("the fourth"), i18n.Mark("the fifth"), i18n.Mark("the sixth")}
	howMany = []string{"", "", i18n.Mark("two"), i18n.Mark("three"), i18n.Mark("four"), i18n.Mark("five"), i18n.Mark("six")}
)

// whenItComes says which turn of the evening this is, and about when.
func (r *Room) whenItComes(ctx context.Context, at int) string {
	nth, all := r.Program[:at].turns(), r.Program.turns()
	when := i18n.Clock(ctx, r.local(r.startOf(at)))
	switch {
	case all == 1:
		return i18n.T(ctx, "Yours is the only turn, at about %s.", when)
	case nth < len(places) && all < len(howMany):
		return i18n.T(ctx, "Your turn is %s of %s, at about %s.", i18n.T(ctx, places[nth]), i18n.T(ctx, howMany[all]), when)
	}
	return i18n.T(ctx, "Your turn is number %d of %d, at about %s.", nth+1, all, when)
}

// startOf is about when an entry comes on, to five minutes: from where the evening stands now, if everything before it
// takes as long as planned.
func (r *Room) startOf(at int) time.Time {
	start, from := r.began(), 0
	if r.Place.State == onAir && r.On >= 0 && r.On < at {
		on := r.Program[r.On]
		start, from = r.Now, r.On+1
		for _, run := range r.Runs {
			if planned := run.BeganAt.Add(time.Duration(on.Minutes) * time.Minute); run.of(on) {
				if planned.After(start) {
					start = planned
				}
				break
			}
		}
	}
	for _, e := range r.Program[from:at] {
		start = start.Add(time.Duration(e.Minutes) * time.Minute)
	}
	return start.Round(5 * time.Minute)
}

// presenterAsksView is what I ask for, filling up.
type presenterAsksView struct {
	Asks  []ui.Ask
	Count string
}

func presenterAsksOf(ctx context.Context, r *Room) presenterAsksView {
	v := presenterAsksView{}
	if firm, talks := r.Turn.counts(); firm+talks > 0 {
		v.Count = countWords(ctx, firm, talks)
	}
	for _, a := range r.Turn.Asks {
		v.Asks = append(v.Asks, commitment.AskView(ctx, a, ""))
	}
	return v
}

// backLine is one promise as the presenter reads it back.
type backLine struct {
	Giver, Of, Will, Much, By string
	Veiled                    bool // the giver wants to be “a member” to the others
}

// readBackOf are the promises of the turn in the order they were made. The presenter receives them, and therefore sees
// every giver’s name; who wants to be “a member” to the others is marked, so that the name is not read aloud.
func readBackOf(ctx context.Context, r *Room) []backLine {
	var lines []backLine
	for _, p := range r.Turn.shown(r.Stage.Settings) {
		lines = append(lines, backLine{Giver: p.Giver, Of: p.Organisation, Will: commitment.Will(ctx, p.Promise), Much: p.amount(ctx, r.Place.Currency), By: p.byWhen(ctx), Veiled: p.ShownAsMember})
	}
	slices.Reverse(lines)
	return lines
}
