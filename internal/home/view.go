package home

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// mineView is `/` around its slots.
type mineView struct {
	title  string
	clubs  []ui.Link // when there are several, or none
	newURL string    // to start a collaboratory, for those who belong to none
}

func mineViewOf(ctx context.Context, actor access.Actor, now time.Time) mineView {
	v := mineView{title: greet(ctx, actor, now)}
	if len(actor.Clubs()) == 0 {
		v.newURL = "/c/new"
	}
	if len(actor.Clubs()) > 1 {
		for _, m := range actor.Clubs() {
			v.clubs = append(v.clubs, ui.Link{Label: m.Name, URL: page.ClubURL(m.Slug)})
		}
	}
	return v
}

// greet says good morning, afternoon or evening by the clock of the person's first collaboratory.
func greet(ctx context.Context, actor access.Actor, now time.Time) string {
	zone := "UTC"
	if len(actor.Clubs()) > 0 {
		zone = actor.Clubs()[0].Zone
	}
	first, _, _ := strings.Cut(actor.Name, " ")
	switch hour := now.In(clock.Zone(zone)).Hour(); {
	case hour >= 5 && hour < 12:
		return i18n.T(ctx, "Good morning, %s.", first)
	case hour >= 12 && hour < 18:
		return i18n.T(ctx, "Good afternoon, %s.", first)
	}
	return i18n.T(ctx, "Good evening, %s.", first)
}

// clubView is `/c/{slug}` around its slots.
type clubView struct {
	title     string
	first     []stepView // what to do first, while the collaboratory is new
	last      *lastView
	proposals ui.Link   // waiting for a convener's word; empty URL when none
	convene   []ui.Link // the pages only conveners open
}

// stepView is one of the first steps; done ones are checked off.
type stepView struct {
	words, hint, url string
	done             bool
	main             bool // the one thing to do now
}

// lastView is the last gathering: what was promised, and what came of it.
type lastView struct {
	title, when, url string
	sum              string
	kept, promised   int
	told             []ui.Slip
}

func clubViewOf(ctx context.Context, d clubData, actor access.Actor) clubView {
	club := page.ClubOf(ctx)
	v := clubView{title: club.Name}
	if d.last != nil {
		v.last = lastViewOf(ctx, *d.last, d.told)
	}
	if !actor.Convenes(club.CollaboratoryID) {
		return v
	}
	v.first = firstSteps(ctx, d.beginning, club)
	if len(v.first) == 0 {
		v.convene = []ui.Link{
			{Label: i18n.T(ctx, "Invite people"), URL: club.URL("invitations")},
			{Label: i18n.T(ctx, "Schedule a gathering"), URL: club.URL("gatherings", "new")},
		}
	}
	v.convene = append(v.convene, ui.Link{Label: i18n.T(ctx, "Settings"), URL: club.URL("settings")})
	if n := d.beginning.Proposals; n > 0 {
		v.proposals = ui.Link{Label: i18n.N(ctx, "One proposal waits for your word", "%d proposals wait for your word", n), URL: club.URL("proposals")}
	}
	return v
}

// firstSteps are shown until there is a gathering and somebody to come.
func firstSteps(ctx context.Context, b beginning, club page.Club) []stepView {
	steps := []stepView{
		{words: i18n.T(ctx, "Invite members"), hint: i18n.T(ctx, "Paste their e-mail addresses, or share a link."), url: club.URL("invitations"), done: b.Invited > 0 || b.Members > 1},
		{words: i18n.T(ctx, "Schedule a gathering"), hint: i18n.T(ctx, "A day, a time and a place. Nobody is invited until you say so."), url: club.URL("gatherings", "new"), done: b.Gatherings > 0},
	}
	for i, s := range steps {
		if !s.done {
			steps[i].main = b.Gatherings == 0 // a gathering ahead has the main button: is the reader coming?
			return steps
		}
	}
	return nil
}

func lastViewOf(ctx context.Context, l last, kept []told) *lastView {
	club := page.ClubOf(ctx)
	v := &lastView{
		title: l.Title, when: i18n.DayYear(ctx, l.StartsAt.In(clock.Zone(l.Zone))), url: club.URL("gatherings", l.ID.String()),
		kept: l.Kept, promised: l.Promised,
	}
	if l.Promised == 0 {
		v.sum = i18n.T(ctx, "Nothing was promised that evening.")
		return v
	}
	parts := []string{i18n.T(ctx, "%d of %d kept", l.Kept, l.Promised)}
	if l.UnderWay > 0 {
		parts = append(parts, i18n.N(ctx, "one under way", "%d under way", l.UnderWay))
	}
	if l.LetGo > 0 {
		parts = append(parts, i18n.N(ctx, "one let go", "%d let go", l.LetGo))
	}
	v.sum = strings.Join(parts, ", ")
	for _, t := range kept {
		v.told = append(v.told, toldSlip(ctx, t, l.Zone))
	}
	return v
}

func toldSlip(ctx context.Context, t told, zone string) ui.Slip {
	who := t.Giver
	if who == "" {
		who = i18n.T(ctx, "A member")
	}
	if t.Organisation != "" {
		who = i18n.T(ctx, "%s for %s", who, t.Organisation)
	}
	slip := ui.Slip{
		Class: ui.SlipClass("fulfilled"), What: commitment.Sentence(ctx, who, t.Promise), For: t.Presentation,
		ForURL: page.ClubOf(ctx).URL("presentations", t.TurnID.String()),
	}
	if t.Fulfilled {
		slip.Stamp = ui.Stamped{Words: i18n.T(ctx, "Kept"), Day: i18n.ShortDay(ctx, t.KeptOn.In(clock.Zone(zone)))}
	} else {
		slip.State = ui.StateOf("fulfilled", i18n.T(ctx, "Kept, said by the giver"))
	}
	return slip
}
