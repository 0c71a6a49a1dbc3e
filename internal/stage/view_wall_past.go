package stage

import (
	"context"
	"unicode/utf8"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
)

// mostTold are the stories of the gathering before that are told at once.
const mostTold = 3

// wallPast is what the gathering before promised, and what came of it.
type wallPast struct {
	Firm, Kept int
	Promised   string
	WasKept    string
	UnderWay   string
	Stories    []wallSlip
}

func wallPastOf(ctx context.Context, r *Room) *wallPast {
	if r.Past == nil || r.Past.Firm == 0 {
		return nil
	}
	past := r.Past
	v := &wallPast{
		Firm: past.Firm, Kept: past.Kept,
		Promised: i18n.N(ctx, "One promise on %[2]s.", "%d promises on %s.", past.Firm, past.Firm, i18n.Date(ctx, past.Day)),
		WasKept:  i18n.N(ctx, "One is kept.", "%d are kept.", past.Kept),
	}
	if past.UnderWay > 0 {
		v.UnderWay = i18n.N(ctx, "One more is said to be done.", "%d more are said to be done.", past.UnderWay)
	}
	for _, s := range past.Stories {
		if len(v.Stories) == mostTold {
			break
		}
		v.Stories = append(v.Stories, wallSlip{Giver: shownGiver(ctx, s.Giver, "", s.ShownAsMember), What: commitment.Will(ctx, s.Promise)})
	}
	return v
}

// stretch is one stretch of a long tally: so many strokes, so many of them inked.
type stretch struct{ in, of int }

// sheets are the strokes of the gathering before, pencilled what was promised, inked what is kept; none where nobody
// would count them any more.
func (p *wallPast) sheets() []stretch {
	if p.Firm > 2*mostCounting {
		return nil
	}
	var all []stretch
	for from := 0; from < p.Firm; from += mostCounting {
		of := min(p.Firm-from, mostCounting)
		all = append(all, stretch{in: min(max(p.Kept-from, 0), of), of: of})
	}
	return all
}

// lengthClass tells the style how long a text is, for type that has to fit.
func lengthClass(text string) string {
	switch n := utf8.RuneCountInString(text); {
	case n <= 16:
		return "is-xs"
	case n <= 26:
		return "is-s"
	case n <= 60:
		return "is-m"
	}
	return "is-l"
}
