package stage

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
	"collaboratory/web/ui"
)

// phoneFace is the room in the hand of everybody in it, member or guest.
var phoneFace = face{
	name:  "phone",
	may:   func(standing) bool { return true },
	parts: phoneParts,
	page:  phonePage,
}

// phoneParts are pushed to every phone: nothing in them is anybody’s own.
func phoneParts(ctx context.Context, r *Room, _ id.ID) []part {
	return []part{
		{"now", phoneNow(bandOf(ctx, r))},
		{"pledge", pledgePlace(placeOf(ctx, r))},
		{"asks", phoneAsks(stillOf(ctx, r))},
	}
}

// phoneView is the page around the parts.
type phoneView struct {
	Stream  string
	Now     string // the server’s time, for the clocks
	Who     string // whose drafts and slips these are on a shared phone
	Class   string
	Own     string // turns the visitor presents: they promise nothing there
	MineURL string
	Here    string // this page
	Ways    []faceLink
	Parts   []part
	Pinned  templ.Component // stands in place of the form, and stays
	Mine    mineView
	YouAre  string
	Status  string
}

func phonePage(ctx context.Context, s sight) page.View { return phoneWith(ctx, s, nil) }

// phoneWith is the phone with something in place of the form that is pushed: a question, a form that came back, an
// earlier turn. Nil: the form of the turn that is on, with a key of its own.
func phoneWith(ctx context.Context, s sight, pinned templ.Component) page.View {
	who, guest := whoIs(s.actor, s.club.CollaboratoryID)
	v := phoneView{
		Stream: s.stream("phone"), Now: strconv.FormatInt(s.room.Now.UnixMilli(), 10), Who: who.String(), MineURL: s.url("mine"),
		Here: s.url() + "?view=phone", Ways: s.faces, Pinned: pinned, Mine: mineViewOf(ctx, s), Status: page.StatusOf(ctx),
		Parts: phoneParts(ctx, s.room, id.Nil), YouAre: i18n.T(ctx, "You are here as %s", s.actor.Name),
	}
	if guest {
		v.YouAre = i18n.T(ctx, "You are here as %s, a guest", s.actor.Guest.Name)
	}
	if s.mine.HasPhone {
		v.Class = " has-phone"
	}
	var own []string
	for _, turn := range s.Presents {
		own = append(own, turn.String())
	}
	v.Own = strings.Join(own, " ")
	place := placeOf(ctx, s.room)
	if place.Form != nil {
		place.Form.Key = id.New().String()
	}
	v.Parts[1].body = pledgePlace(place)
	return page.View{Title: s.room.Place.Title, Bare: true, Room: true, Script: "room.js", Body: s.practiced("phone", phonePageBody(v))}
}

// bandView is what is on now.
type bandView struct {
	Phase  string
	Clock  clockView
	Title  string
	Under  string
	Yellow bool // it is time to promise
}

func bandOf(ctx context.Context, r *Room) bandView {
	v := bandView{Title: r.Place.Title}
	switch {
	case r.Place.State == gathering.Closed || r.Place.State == gathering.Cancelled:
		v.Phase, v.Under = i18n.T(ctx, "The gathering is over"), i18n.T(ctx, "Thank you for being here.")
		return v
	case r.Place.State != onAir:
		v.Phase, v.Under = i18n.T(ctx, "Not begun yet"), i18n.T(ctx, "We begin at %s.", i18n.Clock(ctx, r.local(r.Place.StartsAt)))
		return v
	case r.On < 0:
		v.Phase, v.Under = i18n.T(ctx, "Welcome"), i18n.T(ctx, "We begin in a moment.")
		return v
	case r.On >= len(r.Program):
		v.Phase, v.Under = i18n.T(ctx, "The end"), i18n.T(ctx, "That was everything for today. Thank you.")
		return v
	}
	v.Clock = clockOf(r.Stage.Clock, r.Now)
	v.Title, v.Phase = r.Program[r.On].Title, i18n.T(ctx, "Now")
	if t := r.Turn; t != nil {
		v.Title, v.Phase, v.Yellow = t.Title, phaseName(ctx, t.Phase), t.Phase == presentation.Commitments
		v.Under = presentersOf(ctx, t)
	}
	return v
}

// presentersOf is who presents a turn: by name, with where they are from, or with those beside them.
func presentersOf(ctx context.Context, t *Turn) string {
	switch {
	case t.With != "":
		return i18n.T(ctx, "%s, with %s", t.Presenter, t.With)
	case t.Organisation != "":
		return i18n.T(ctx, "%s, %s", t.Presenter, t.Organisation)
	}
	return t.Presenter
}

// stillView is what the turn that is on still needs and what it was promised so far.
type stillView struct {
	Turn     string
	Asks     []ui.Ask
	Title    string
	Slips    []slipLine
	Count    int
	Words    string
	Harvest  string
	HasForm  bool
	NoneYet  bool
	Promised bool // what was promised comes first: the turn is at its thanks
}

// slipLine is a promise as everybody may read it.
type slipLine struct {
	ID, Giver, Will, Meta, Said string
}

// newest bounds the promises a phone shows.
const newest = 5

func stillOf(ctx context.Context, r *Room) stillView {
	v := stillView{Harvest: harvestWords(ctx, r)}
	t := r.Turn
	if t == nil {
		return v
	}
	v.Turn, v.Title = t.ID.String(), i18n.T(ctx, "What is needed")
	v.Promised = t.Phase == presentation.Thanks
	var full []ui.Ask
	for _, a := range seenAsks(r) {
		ask := commitment.AskView(ctx, a, r.roomURL("pledges")+"?turn="+v.Turn+"&ask="+a.ID.String())
		if ask.Full {
			ask.DoURL = ""
			full = append(full, ask)
			continue
		}
		v.Asks = append(v.Asks, ask)
	}
	v.Asks = append(v.Asks, full...)
	for _, p := range t.shown(r.Stage.Settings) {
		v.Count++
		if v.Count <= newest {
			v.Slips = append(v.Slips, slipLineOf(ctx, p, r))
		}
	}
	v.Words = i18n.N(ctx, "One promise so far", "%d promises so far", v.Count, v.Count)
	v.NoneYet = v.Count == 0 && takesPromises(t.Phase)
	return v
}

func slipLineOf(ctx context.Context, p Promise, r *Room) slipLine {
	line := slipLine{ID: p.ID.String(), Giver: p.giver(ctx), Will: commitment.Will(ctx, p.Promise)}
	meta := []string{p.byWhen(ctx)}
	if r.Stage.Amounts {
		meta = append(meta, p.amount(ctx, r.Place.Currency))
	}
	line.Meta = joined(meta)
	line.Said = line.Giver + " " + line.Will
	return line
}

// joined puts what there is of some facts on one line.
func joined(facts []string) string {
	var all []string
	for _, f := range facts {
		if f != "" {
			all = append(all, f)
		}
	}
	return strings.Join(all, " · ")
}

// takesPromises tells whether promises are sent in a phase, not only written.
func takesPromises(p presentation.Phase) bool {
	return p == presentation.Writing || p == presentation.Commitments || p == presentation.Thanks || p == presentation.Done
}

// harvestWords are what the whole evening was promised, counting of the turn that is on only what everybody may see.
func harvestWords(ctx context.Context, r *Room) string {
	sum := 0
	for _, h := range r.Harvest {
		sum += h.Firm
	}
	if r.Turn != nil {
		firm, _ := r.Turn.counts()
		sum -= firm - len(r.Turn.shown(r.Stage.Settings))
	}
	if sum <= 0 {
		return ""
	}
	return i18n.N(ctx, "One promise today", "%d promises today", sum, sum)
}

// bandClass turns the band yellow while it is time to promise.
func bandClass(v bandView) string {
	if v.Yellow {
		return "room-band band"
	}
	return "room-band"
}
