package stage

import (
	"context"
	"math"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

const (
	mostOpen     = 4  // asks at once
	mostNew      = 3  // newest promises beside them
	mostThanked  = 9  // slips in the thanks; what does not fit whole stays out of sight
	mostStrokes  = 15 // strokes of one ask; beyond, the number alone
	mostCounting = 30 // strokes of a total; beyond, its last hand
)

// wallAsk is something the turn asks for, as it stands.
type wallAsk struct {
	What   string
	In, Of int    // strokes; none when Of is zero
	Need   string // how much more; empty when it is found, or not said on the wall
	Full   bool
}

// wallSlip is a promise that lies in sight of everybody.
type wallSlip struct{ ID, Giver, What, By string }

// seenHarvest is what was firmly promised to the turn that is on, as far as everybody may see it.
func seenHarvest(r *Room) Harvest {
	var h Harvest
	for _, t := range r.Harvest {
		if t.ID == r.Turn.ID {
			h = t.Seen(r.Stage.Settings)
		}
	}
	if len(r.Turn.Promises) == mostPromises {
		return h // of so many the list holds only the newest
	}
	givers := map[id.ID]bool{}
	for _, p := range r.Turn.shown(r.Stage.Settings) {
		givers[p.giverID()] = true
	}
	h.Givers = len(givers)
	return h
}

func (p Promise) giverID() id.ID {
	switch {
	case p.GiverPersonID != nil:
		return *p.GiverPersonID
	case p.GiverGuestID != nil:
		return *p.GiverGuestID
	}
	return p.ID
}

func worth(cents *int64) int64 {
	if cents == nil {
		return 0
	}
	return *cents
}

func wallCountOf(ctx context.Context, r *Room) wallCount { return countOf(ctx, seenHarvest(r), r) }

func countOf(ctx context.Context, h Harvest, r *Room) wallCount {
	c := wallCount{
		N: max(h.Firm, 0), Number: i18n.Number(ctx, int64(max(h.Firm, 0))), Words: i18n.N(ctx, "promise", "promises", h.Firm),
	}
	if r.Stage.Amounts && h.Cents > 0 {
		c.Sum = i18n.Money(ctx, h.Cents, r.Place.Currency)
	}
	if h.Givers > 1 {
		c.From = i18n.T(ctx, "from %d people", h.Givers)
	}
	return c
}

// strokes are those of a total: all of them, or the last hand.
func (c wallCount) strokes() (in, of int) {
	switch {
	case c.N == 0:
		return 0, 5
	case c.N <= mostCounting:
		return c.N, c.N
	}
	return (c.N-1)%5 + 1, 5
}

// size is the style of a tally that has to fit.
func (c wallCount) size() string {
	if c.N > mostStrokes && c.N <= mostCounting {
		return "is-many"
	}
	return ""
}

// seenAsks are the asks of the turn, counting only what everybody may see.
func seenAsks(r *Room) []commitment.Asked {
	asks := append([]commitment.Asked(nil), r.Turn.Asks...)
	for _, p := range r.Turn.Promises {
		if p.AskID == nil || !p.Firm() || p.Shown(r.Stage.Settings) {
			continue
		}
		for i := range asks {
			if asks[i].ID == *p.AskID {
				asks[i].Promises--
				asks[i].Found -= worth(p.Cents)
				asks[i].Filled -= counted(p)
			}
		}
	}
	return asks
}

func counted(p Promise) float64 {
	if p.Amount == nil {
		return 1
	}
	return *p.Amount
}

// wallAsks are at most four of the asks; in the commitments only those that are still open.
func wallAsks(ctx context.Context, r *Room, open bool) []wallAsk {
	var views []wallAsk
	for _, a := range seenAsks(r) {
		if open && a.Full() || len(views) == mostOpen {
			continue
		}
		views = append(views, wallAskOf(ctx, a, r.Stage.Amounts))
	}
	return views
}

func wallAskOf(ctx context.Context, a commitment.Asked, amounts bool) wallAsk {
	v := wallAsk{What: a.What, Full: a.Full()}
	switch {
	case a.Cents != nil:
		if amounts && !v.Full {
			v.Need = stillNeeded(ctx, 2, i18n.Money(ctx, *a.Cents-a.Found, a.Currency))
		}
		return v
	case a.Amount != nil:
		v.In, v.Of = int(min(a.Filled, *a.Amount)), int(math.Ceil(*a.Amount))
		if !v.Full {
			v.Need = stillNeeded(ctx, *a.Amount-a.Filled, i18n.Decimal(ctx, *a.Amount-a.Filled))
		}
	default:
		v.In, v.Of = min(a.Promises, 1), 1
		if !v.Full {
			v.Need = stillNeeded(ctx, 1, "1")
		}
	}
	if v.Of > mostStrokes {
		v.In, v.Of = 0, 0
	}
	return v
}

func stillNeeded(ctx context.Context, n float64, much string) string {
	return i18n.N(ctx, "%s more", "%s more", int(math.Ceil(n)), much)
}

// wallSlips are the newest promises that everybody may see.
func wallSlips(ctx context.Context, r *Room, most int) []wallSlip {
	var slips []wallSlip
	for _, p := range r.Turn.shown(r.Stage.Settings) {
		if len(slips) == most {
			break
		}
		slip := wallSlip{ID: "promise-" + p.ID.String(), Giver: p.giver(ctx), What: commitment.Will(ctx, p.Promise), By: p.byWhen(ctx)}
		if much := p.amount(ctx, r.Place.Currency); much != "" && r.Stage.Amounts && p.Cents != nil {
			slip.By = join(much, slip.By)
		}
		slips = append(slips, slip)
	}
	return slips
}

func join(much, by string) string {
	if by == "" {
		return much
	}
	return much + ", " + by
}
