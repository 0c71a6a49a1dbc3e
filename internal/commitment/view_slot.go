package commitment

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// askView is one ask with its tally.
type askView = ui.Ask

func askViewOf(ctx context.Context, a asked, doURL string) askView {
	v := ui.Ask{Kind: string(a.Kind), What: a.What, Who: a.Who}
	if doURL != "" {
		v.DoLabel, v.DoURL = i18n.T(ctx, "I will…"), doURL
	}
	switch {
	case a.Cents != nil:
		v.Money, v.MoneyFilled, v.MoneyNeeded = true, min(a.Found, *a.Cents), *a.Cents
		if sum := i18n.Money(ctx, *a.Cents, a.Currency); !strings.Contains(a.What, sum) {
			v.What = i18n.T(ctx, "%s: %s", a.What, sum)
		}
		v.Words = i18n.T(ctx, "%s found, %s still needed", i18n.Money(ctx, a.Found, a.Currency), i18n.Money(ctx, max(*a.Cents-a.Found, 0), a.Currency))
		v.Full = a.Found >= *a.Cents
	case a.Amount != nil:
		v.Filled, v.Needed, v.Unit = min(int(a.Filled), int(*a.Amount+0.5)), max(int(*a.Amount+0.5), 1), a.Unit
		v.Words = i18n.T(ctx, "%s of %s, %s still needed", i18n.Decimal(ctx, min(a.Filled, *a.Amount)), howMuch(ctx, a.Amount, a.Unit, nil, ""), i18n.Decimal(ctx, max(*a.Amount-a.Filled, 0)))
		v.Full = a.Filled >= *a.Amount
	default:
		v.Filled, v.Needed = min(a.Promises, 1), 1
		v.Words = i18n.T(ctx, "still needed")
		v.Full = a.Promises > 0
	}
	if a.Due != nil {
		v.Note = i18n.T(ctx, "by %s", i18n.Date(ctx, *a.Due))
	}
	return v
}

func promisesSoFar(ctx context.Context, n int) string {
	if n == 0 {
		return ""
	}
	if n == mostShown {
		return i18n.T(ctx, "the newest %d", n)
	}
	return i18n.N(ctx, "one", "%d", n, n)
}

// closedWords says why nothing can be promised just now.
func closedWords(ctx context.Context, opening Opening, is access.Role) string {
	switch {
	case is&access.Presenter != 0:
		return ""
	case opening == Shut:
		return i18n.T(ctx, "Promises open at the gathering, when this turn comes.")
	case opening == Over:
		return i18n.T(ctx, "The evening is over. If you can still help, tell the presenter or a convener: they can write it down.")
	}
	return ""
}

// slipView is one promise as everyone may read it.
type slipView struct {
	slip ui.Slip
}

// publicSlip shows a promise to everyone: by name or as “a member”, never past its date.
func publicSlip(ctx context.Context, see reader, row listed) slipView {
	mine := row.GiverPersonID != nil && *row.GiverPersonID == see.person
	s := ui.Slip{Class: ui.SlipClass(string(row.State)), What: sentence(ctx, shownName(ctx, row), row.Promise)}
	if mine {
		s.What = ownSentence(ctx, row.Promise)
	}
	if mine || see.convenes() || row.PresenterID == see.person {
		s.WhatURL = see.club.URL("commitments", row.ID.String())
	}
	switch {
	case row.Band == BandKept:
		s.Class = "is-done"
		s.Stamp, s.State = keptStamp(ctx, row)
	case row.State == Delivered:
		s.State = ui.StateOf("underway", i18n.T(ctx, "Said to be done"))
	}
	if row.Due != nil && row.State == Pledged && !PastDue(row.Due, see.today) {
		s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "by"), Strong: i18n.Date(ctx, *row.Due), Datetime: isoDay(row.Due)})
	}
	if much := howMuch(ctx, row.Amount, row.Unit, row.Cents, row.Currency); much != "" {
		s.Meta = append(s.Meta, ui.Meta{Before: much})
	}
	if row.Organisation != "" {
		s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "on behalf of"), Strong: row.Organisation})
	}
	return slipView{slip: s}
}

// shownName is the giver as others read it.
func shownName(ctx context.Context, row listed) string {
	if row.ShownAsMember {
		return i18n.T(ctx, "A member")
	}
	return row.Giver
}

// ShownGiver is the giver of a promise as a whole room reads it: by name, or as “A member” when they wish so, with the
// organization they promise for.
func ShownGiver(ctx context.Context, name, organisation string, shownAsMember bool) string {
	if shownAsMember {
		name = i18n.T(ctx, "A member")
	}
	if organisation == "" {
		return name
	}
	return i18n.T(ctx, "%s, for %s", name, organisation)
}

// local is an instant as the clocks of the collaboratory showed it.
func (row listed) local(at time.Time) time.Time { return at.In(clock.Zone(row.Zone)) }

// keptStamp is the stamp for a promise that was received, and plain words for one kept on its giver’s word.
func keptStamp(ctx context.Context, row listed) (ui.Stamped, ui.State) {
	if row.State == Fulfilled && row.FulfilledAt != nil {
		return ui.Stamped{Words: i18n.T(ctx, "Kept"), Day: i18n.ShortDay(ctx, row.local(*row.FulfilledAt))}, ui.State{}
	}
	return ui.Stamped{}, ui.StateOf("fulfilled", i18n.T(ctx, "Kept, said by %s", shownName(ctx, row)))
}

// gatheringView is what a gathering’s page shows of its promises.
type gatheringView struct {
	count    string
	turns    []turnPromises
	boardURL string
	writeURL string
}

// turnPromises are the promises to one turn, each a short line.
type turnPromises struct {
	title, url string
	lines      []string
}

func gatheringViewOf(ctx context.Context, see reader, d *gatheringData) gatheringView {
	v := gatheringView{count: promisesSoFar(ctx, len(d.shown))}
	if d.at == nil {
		return v
	}
	for _, row := range d.shown {
		t := v.turn(row, see)
		line := sentence(ctx, shownName(ctx, row), row.Promise)
		if row.Band == BandKept {
			line = i18n.T(ctx, "%s (kept)", line)
		}
		t.lines = append(t.lines, line)
	}
	base := []string{"gatherings", d.at.ID.String()}
	if see.may(access.CommitmentBoard, 0) == nil {
		v.boardURL = see.club.URL(append(base, "commitments")...)
	}
	if see.may(access.CommitmentPledgeFor, d.at.is()) == nil && d.at.begun(see.now) {
		v.writeURL = see.club.URL(append(base, "scribe")...)
	}
	return v
}

func (v *gatheringView) turn(row listed, see reader) *turnPromises {
	for i := range v.turns {
		if v.turns[i].title == row.Title {
			return &v.turns[i]
		}
	}
	v.turns = append(v.turns, turnPromises{title: row.Title, url: see.club.URL("presentations", row.PresentationID.String())})
	return &v.turns[len(v.turns)-1]
}

// ownView is what a person’s front page shows of their promises.
type ownView struct {
	parts []slipBand
	links []ui.Link
}

func ownViewOf(ctx context.Context, see reader, d *ownData) ownView {
	var v ownView
	v.add(ctx, side{reader: see, is: access.Giver}, "given", i18n.T(ctx, "What I promised"), d.given)
	v.add(ctx, side{reader: see, is: access.Presenter}, "received", i18n.T(ctx, "What was promised to me"), d.received)
	for _, m := range see.actor.Clubs() {
		v.links = append(v.links, ui.Link{Label: i18n.T(ctx, "All I ever promised at %s", m.Name), URL: page.ClubURL(m.Slug, "commitments")})
	}
	return v
}

func (v *ownView) add(ctx context.Context, s side, name, title string, rows []listed) {
	if len(rows) == 0 && s.is != access.Giver {
		return
	}
	part := slipBand{id: name, title: title}
	if len(rows) > 0 {
		part.count = i18n.N(ctx, "one open", "%d open", len(rows), len(rows))
	}
	if len(rows) == mostOpen {
		part.count = ""
	}
	for _, row := range rows {
		s.club = page.Club{Membership: access.Membership{Slug: row.Slug}}
		part.slips = append(part.slips, ownSlipOf(ctx, s, row))
	}
	v.parts = append(v.parts, part)
}
