package presentation

import (
	"context"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// turnsData is what the page of turns reads.
type turnsData struct {
	waiting  []waitingTurn
	had      []hadTurn
	mine     []shown
	upcoming []upcoming
	wishers  []wisher
}

// turnsView is the rotation: who waits and why in this order, whose turn is next, who had one.
type turnsView struct {
	title    string
	newURL   string
	allURL   string // all that was sent, for conveners
	mine     []proposalRow
	next     []nextView
	waiting  []waitingView
	wishers  string
	had      []hadView
	convener bool
}

type nextView struct{ title, when, turns, url string }

// waitingView is one who waits, and why they stand where they stand.
type waitingView struct{ title, url, who, of, why string }

type hadView struct{ title, url, who, when, promises string }

func turnsViewOf(ctx context.Context, d turnsData, see reader) turnsView {
	club := page.ClubOf(ctx)
	v := turnsView{title: i18n.T(ctx, "Turns"), newURL: club.URL("proposals", "new"), allURL: club.URL("proposals"), convener: see.Convener, waiting: waitingViews(ctx, d.waiting, see)}
	for _, p := range d.mine {
		if p.Mine && p.State != Withdrawn {
			v.mine = append(v.mine, rowOf(ctx, p))
		}
	}
	for _, g := range d.upcoming {
		if g.State != "draft" || see.Convener {
			v.next = append(v.next, nextOf(ctx, g, see))
		}
	}
	for _, t := range d.had {
		v.had = append(v.had, hadView{
			title: t.Title, url: club.URL("presentations", t.ID.String()), who: t.Presenter, when: dayAt(ctx, t.StartsAt, t.Zone),
			promises: i18n.N(ctx, "one promise", "%d promises", t.Promises),
		})
	}
	v.wishers = wisherNames(ctx, d.wishers)
	return v
}

func nextOf(ctx context.Context, g upcoming, see reader) nextView {
	club := page.ClubOf(ctx)
	v := nextView{
		title: g.Title, when: dayAt(ctx, g.StartsAt, g.Zone), url: club.URL("gatherings", g.ID.String()),
		turns: i18n.N(ctx, "one turn given", "%d turns given", g.Turns),
	}
	if see.Convener {
		v.url += "/line-up"
	}
	return v
}

// waitingViews are those who wait, in the order of the rotation. A member reads whose turn it is before theirs; only
// conveners may open what others have sent.
func waitingViews(ctx context.Context, waiting []waitingTurn, see reader) []waitingView {
	sortRotation(waiting, func(w waitingTurn) inLine {
		return inLine{Turns: w.Turns, LastTurn: w.LastTurn, SubmittedAt: w.SubmittedAt, PassedOver: w.PassedOver}
	})
	views := make([]waitingView, len(waiting))
	for i, w := range waiting {
		views[i] = waitingView{title: w.Title, who: w.Author, of: w.Organisation, why: whyHere(ctx, w)}
		if see.Convener || w.AuthorID == see.Person {
			views[i].url = page.ClubOf(ctx).URL("proposals", w.ProposalID.String())
		}
	}
	return views
}

func whyHere(ctx context.Context, w waitingTurn) string {
	words := []string{i18n.T(ctx, "Never had a turn")}
	if w.LastTurn != nil {
		words[0] = i18n.T(ctx, "Last turn in %s", i18n.Month(ctx, *w.LastTurn))
	}
	words = append(words, i18n.T(ctx, "waits since %s", i18n.Date(ctx, w.SubmittedAt)))
	if w.PassedOver > 0 {
		words = append(words, i18n.N(ctx, "passed over once", "passed over %d times", w.PassedOver))
	}
	if w.WishTitle != nil {
		words = append(words, i18n.T(ctx, "meant for “%s”", *w.WishTitle))
	}
	return strings.Join(words, ", ")
}

func wisherNames(ctx context.Context, wishers []wisher) string {
	names := make([]string, len(wishers))
	for i, w := range wishers {
		names[i] = w.Name
	}
	return i18n.List(ctx, names)
}

// lineUpData is what the convener's page of a line-up reads.
type lineUpData struct {
	heading heading
	places  []place
	waiting []waitingTurn
	wishers []wisher
}

// lineUpView is “Presenting tonight” as the convener orders it.
type lineUpView struct {
	title       string
	kicker      string
	backURL     string
	moveURL     string
	places      []placeView
	waiting     []waitingView
	wishers     string
	announceURL string // empty while nobody is invited or nothing is to tell
	over        bool
}

type placeView struct {
	id, title, url, who, of, sector string
	state                           ui.State
	first, last                     bool
	takeOffURL                      string
}

func lineUpViewOf(ctx context.Context, d lineUpData) lineUpView {
	club := page.ClubOf(ctx)
	at := club.URL("gatherings", d.heading.ID.String())
	v := lineUpView{
		title: i18n.T(ctx, "Presenting tonight"), backURL: at, moveURL: at + "/line-up", wishers: wisherNames(ctx, d.wishers),
		kicker:  i18n.T(ctx, "%s, %s", d.heading.Title, dayAt(ctx, d.heading.StartsAt, d.heading.Zone)),
		waiting: waitingViews(ctx, d.waiting, reader{Convener: true}),
		over:    d.heading.State == "closed" || d.heading.State == "cancelled",
	}
	for i, p := range d.places {
		v.places = append(v.places, placeViewOf(ctx, p, i == 0, i == len(d.places)-1))
	}
	if d.heading.State == "published" && len(d.places) > 0 {
		v.announceURL = v.moveURL + "/announcement"
	}
	return v
}

func placeViewOf(ctx context.Context, p place, first, last bool) placeView {
	url := page.ClubOf(ctx).URL("presentations", p.ID.String())
	v := placeView{
		id: p.ID.String(), title: p.Title, url: url, who: p.presenters(ctx), of: p.Organisation, sector: p.Sector, first: first, last: last,
		state: ui.State{Icon: "hourglass", Words: i18n.T(ctx, "Not confirmed yet")}, takeOffURL: url + "/removal",
	}
	if p.ConfirmedAt != nil {
		v.state = ui.State{Icon: "check", Words: i18n.T(ctx, "Confirmed")}
	}
	return v
}

// presenters names all who present.
func (p place) presenters(ctx context.Context) string {
	if len(p.CoPresenters) == 0 {
		return p.Presenter
	}
	return i18n.T(ctx, "%s with %s", p.Presenter, i18n.List(ctx, p.CoPresenters))
}

// turnSlotView is a turn on the gathering's page: the project, who presents it, and its asks with their tallies.
type turnSlotView struct {
	title, url, who, of, summary string
	asksLabel                    string
	live                         bool // promises are taken now, and the reader may make one
	asks                         []ui.Ask
}

func slotViews(ctx context.Context, places []place, asks []askAt) []turnSlotView {
	byTurn := map[id.ID][]ui.Ask{}
	for _, a := range asks {
		byTurn[a.PresentationID] = append(byTurn[a.PresentationID], askAtView(ctx, a, page.ClubOf(ctx).Currency))
	}
	views := make([]turnSlotView, len(places))
	for i, p := range places {
		views[i] = turnSlotView{
			title: p.Title, url: page.ClubOf(ctx).URL("presentations", p.ID.String()), who: p.presenters(ctx), of: p.Organisation,
			summary: p.Summary, asks: byTurn[p.ID], asksLabel: i18n.T(ctx, "What %s asks for", p.Presenter), live: p.Live && p.PresenterID != access.From(ctx).PersonID,
		}
	}
	return views
}

// askAtView draws what is promised against what is asked: money as a bar, what can be counted as a tally, and anything
// else as one stroke that is inked by the first promise.
func askAtView(ctx context.Context, a askAt, currency string) ui.Ask {
	v := ui.Ask{Kind: a.Kind, What: a.What, Unit: a.Unit}
	switch {
	case a.Cents != nil:
		v.Money, v.MoneyFilled, v.MoneyNeeded = true, a.FilledCents, *a.Cents
		v.Words = i18n.T(ctx, "%s of %s found", i18n.Money(ctx, a.FilledCents, currency), i18n.Money(ctx, *a.Cents, currency))
		v.Full = a.FilledCents >= *a.Cents
	case a.Amount != nil:
		v.Filled, v.Needed = int(a.FilledAmount+0.5), int(*a.Amount+0.5)
		v.Full = a.FilledAmount >= *a.Amount
	default:
		v.Filled, v.Needed = min(int(a.Promises), 1), 1
		v.Full = a.Promises > 0
	}
	return v
}

// unconfirmedViews ask a presenter for their word, each turn with its day.
func unconfirmedViews(ctx context.Context, turns []unconfirmed) []nextView {
	views := make([]nextView, len(turns))
	for i, t := range turns {
		views[i] = nextView{
			title: i18n.T(ctx, "You have a turn with “%s”", t.Title),
			when:  dayAt(ctx, t.StartsAt, t.Zone),
			url:   page.ClubURL(t.Slug, "presentations", t.ID.String()),
		}
	}
	return views
}
