package commitment

import (
	"context"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

// mostShown bounds the promises on a presentation’s page; the tracker has them all.
const mostShown = 60

// helpData is what the slot on a presentation’s page reads.
type helpData struct {
	turn  *Around
	who   *pledger
	asks  []asked
	shown []listed
}

// AtPresentation is the slot on a presentation’s page: what is asked for and how much of it is found, what is promised so far, and
// the form “I will…” while promises are open. A stranger to the collaboratory gets nothing.
func (h *Handlers) AtPresentation(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
	see := h.readerOf(ctx)
	if see.club.CollaboratoryID != of.Collaboratory || see.may(access.CommitmentSee, 0) != nil {
		return templ.NopComponent
	}
	d := &helpData{}
	queueTurn(b, &d.turn, of.Collaboratory, of.ID, see.person)
	queuePledger(b, &d.who, of.Collaboratory, of.ID, see.person, see.today)
	queueAsked(b, &d.asks, of.Collaboratory, of.ID)
	queueShown(b, &d.shown, of.Collaboratory, of.ID, see.today, see.kept, mostShown)
	return helpSlot(see, of.ID, d)
}

// helpView is what the slot shows.
type helpView struct {
	asks     []askView
	shown    []slipView
	count    string
	form     *pledgeView
	closed   string // why there is no form; empty when there is one or nothing to say
	trackURL string
}

func helpViewOf(ctx context.Context, see reader, presentation id.ID, d *helpData) helpView {
	if d.turn == nil || d.who == nil {
		return helpView{}
	}
	is := d.turn.Is(see.person)
	opening := d.turn.At(see.now)
	mayPledge := is&access.Presenter == 0 && (opening == OpenNow || opening == Drafting)
	v := helpView{count: promisesSoFar(ctx, len(d.shown)), closed: closedWords(ctx, opening, is)}
	base := see.club.URL("presentations", presentation.String(), "commitments")
	for _, a := range d.asks {
		url := ""
		if mayPledge {
			url = base + "/new?ask=" + a.ID.String()
		}
		v.asks = append(v.asks, askViewOf(ctx, a, url))
	}
	for _, row := range d.shown {
		v.shown = append(v.shown, publicSlip(ctx, see, row))
	}
	if see.may(access.CommitmentTrack, is) == nil {
		v.trackURL = base
	}
	if mayPledge {
		p := &pledging{see: see, presentation: presentation, turn: d.turn, who: d.who, asks: d.asks}
		form := pledgeViewOf(ctx, see, d.turn, d.who, nil, p.filled(""), presentation)
		v.form = &form
	}
	return v
}

// AtGathering is the slot on a gathering’s page: what was promised there, for everyone to read, and for those who run
// it the ways to the board and to writing down. A stranger to the collaboratory gets nothing.
func (h *Handlers) AtGathering(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
	see := h.readerOf(ctx)
	if see.club.CollaboratoryID != of.Collaboratory || see.may(access.CommitmentSee, 0) != nil {
		return templ.NopComponent
	}
	d := &gatheringData{}
	queueEvening(b, &d.at, of.Collaboratory, of.ID, see.person)
	queueTold(b, &d.shown, of.Collaboratory, of.ID, see.today, see.kept, mostShown)
	return gatheringSlot(see, d)
}

// gatheringData is what the slot on a gathering’s page reads.
type gatheringData struct {
	at    *eveningRow
	shown []listed
}

// mostOpen bounds each list on a person’s front page; the pages of the collaboratory have them all.
const mostOpen = 8

// Mine is the slot on a person’s front page, across all their collaboratories: what they promised and what was promised
// to them, as far as it is open, most urgent first. Nobody signed in gets nothing.
func (h *Handlers) Mine(ctx context.Context, b *db.Batch, _ page.Subject) templ.Component {
	actor, now := access.From(ctx), h.service.clock.Now()
	mine := actor.Clubs()
	if !actor.SignedIn() || len(mine) == 0 {
		return templ.NopComponent
	}
	var clubs []id.ID
	for _, m := range mine {
		clubs = append(clubs, m.CollaboratoryID)
	}
	see := reader{actor: actor, person: actor.PersonID, now: now, kept: now.AddDate(0, 0, -KeptAfterDays)}
	see.today = clock.Today(now, mine[0].Zone)
	d := &ownData{}
	queueOpenAnywhere(b, &d.given, givenAnywhere, see.person, clubs, see.today, see.kept, mostOpen)
	queueOpenAnywhere(b, &d.received, receivedAnywhere, see.person, clubs, see.today, see.kept, mostOpen)
	return ownSlot(see, d)
}

// ownData is what the slot on a person’s front page reads.
type ownData struct {
	given, received []listed
}
