package stage

import (
	"context"
	"strconv"
	"strings"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
)

// inView is what comes in: the promises to the turn that is on, newest first, and guests who wait for a nod. Between
// turns it is what each turn was promised.
type inView struct {
	Count     string
	Turn      string // id of the turn, for whoever listens to the page
	Waiting   []feedLine
	Lines     []feedLine
	Empty     string
	Harvest   []harvestLine
	HideURL   string
	NodURL    string
	Version   string
	ScribeURL string
	Hand      bool // roles can still be handed over
}

// feedLine is one promise as those who run the room read it.
type feedLine struct {
	ID      string
	Giver   string
	Of      string // the organization they promise for
	Will    string
	More    string // how much and by when
	Sources string // how it came in
	Talk    bool
	Hidden  bool
}

type harvestLine struct{ Title, Words string }

func inViewOf(ctx context.Context, r *Room) inView {
	v := inView{
		HideURL: r.act("console", "hidden"), NodURL: r.act("console", "nods"), Version: strconv.Itoa(r.Stage.Version),
		ScribeURL: r.roomURL() + "?view=scribe",
	}
	_, over := r.Place.State.After(gathering.StepHand)
	v.Hand = over == nil
	if r.Turn == nil || r.Place.State != onAir && r.Place.State != gathering.Closed {
		v.harvest(ctx, r)
		return v
	}
	v.Turn = r.Turn.ID.String()
	firm, talks := r.Turn.counts()
	v.Count = countWords(ctx, firm, talks)
	for _, p := range r.Turn.Promises {
		line := feedLineOf(ctx, p, r.Place.Currency)
		if p.Waits(r.Stage.Settings) && p.Firm() && !p.Hidden {
			v.Waiting = append(v.Waiting, line)
			continue
		}
		v.Lines = append(v.Lines, line)
	}
	if len(r.Turn.Promises) == 0 {
		v.Empty = i18n.T(ctx, "Nothing so far. Promises stand here as they come in.")
	}
	return v
}

// countWords are how many promises there are, of both sorts.
func countWords(ctx context.Context, firm, talks int) string {
	words := i18n.N(ctx, "1 firm", "%d firm", firm)
	if talks > 0 {
		words += ", " + i18n.N(ctx, "1 to talk over", "%d to talk over", talks)
	}
	return words
}

func feedLineOf(ctx context.Context, p Promise, currency string) feedLine {
	v := feedLine{
		ID: p.ID.String(), Giver: p.Giver, Of: p.Organisation, Will: commitment.Will(ctx, p.Promise), Talk: !p.Firm(), Hidden: p.Hidden,
		Sources: strings.Join(sources(ctx, p), ", "),
	}
	for _, words := range []string{p.amount(ctx, currency), p.byWhen(ctx)} {
		if words != "" && v.More != "" {
			v.More += ", "
		}
		v.More += words
	}
	return v
}

// sources are how a promise came in.
func sources(ctx context.Context, p Promise) []string {
	var words []string
	if p.GiverGuestID != nil {
		words = append(words, i18n.T(ctx, "guest"))
	}
	switch p.Source {
	case commitment.ByScribe:
		words = append(words, i18n.T(ctx, "said aloud"))
	case commitment.BySelf:
		words = append(words, i18n.T(ctx, "by phone"))
	case commitment.ByCard:
		words = append(words, i18n.T(ctx, "written on a card"))
	case commitment.ByConvener:
		words = append(words, i18n.T(ctx, "passed on"))
	}
	if p.ShownAsMember {
		words = append(words, i18n.T(ctx, "others read “A member”"))
	}
	return words
}

func (v *inView) harvest(ctx context.Context, r *Room) {
	for _, h := range r.Harvest {
		if h.Firm+h.Talks > 0 {
			v.Harvest = append(v.Harvest, harvestLine{h.Title, countWords(ctx, h.Firm, h.Talks)})
		}
	}
	if len(v.Harvest) == 0 {
		v.Empty = i18n.T(ctx, "Promises stand here as they come in.")
	}
}

// handsView are the raised hands, in the order they went up.
type handsView struct {
	Hands  []handView
	AllURL string
}

type handView struct{ Name, Note, URL string }

func handsViewOf(ctx context.Context, r *Room) handsView {
	v := handsView{AllURL: r.act("console", "hands", everybody)}
	if r.Place.State != onAir {
		return v
	}
	for _, h := range r.Hands {
		hand := handView{Name: h.Name, URL: r.act("console", "hands", h.Who.String())}
		if h.Guest {
			hand.Note = i18n.T(ctx, "guest")
		}
		v.Hands = append(v.Hands, hand)
	}
	return v
}
