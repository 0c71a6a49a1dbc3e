package collaboratory

import (
	"cmp"
	"slices"
)

// fewest is how many must stand behind a number before it is shown.
const fewest = 5

// Group is one answer and how many gave it. The empty answer is those who said nothing.
type Group struct {
	Answer string
	Count  int
}

// Sum is what may be shown of the answers to one question.
type Sum struct {
	Groups []Group // each of fewest or more, the largest first; those who said nothing last
	Rest   int     // all other answers together; 0 or fewest and more
}

// suppress leaves out every group that is too small to hide in. The number of members is known to everybody, so a
// single group left out could be computed from the others: then the smallest of those shown goes too, until what is
// left out hides itself. Those who said nothing are a group like any other, for the same reason.
func suppress(groups []Group) Sum {
	shown, hidden, rest := []Group{}, 0, 0
	for _, g := range groups {
		switch {
		case g.Count >= fewest:
			shown = append(shown, g)
		case g.Count > 0:
			hidden++
			rest += g.Count
		}
	}
	slices.SortStableFunc(shown, func(a, b Group) int { return b.Count - a.Count })
	for rest > 0 && (rest < fewest || hidden < 2) && len(shown) > 0 {
		last := shown[len(shown)-1]
		shown, hidden, rest = shown[:len(shown)-1], hidden+1, rest+last.Count
	}
	if rest < fewest {
		rest = 0 // too few members to show anything
	}
	slices.SortStableFunc(shown, func(a, b Group) int { return cmp.Compare(silent(a), silent(b)) })
	return Sum{Groups: shown, Rest: rest}
}

func silent(g Group) int {
	if g.Answer == "" {
		return 1
	}
	return 0
}

// Sums is who a collaboratory is, as far as its members said and enough of them said it.
type Sums struct {
	Members              int
	Age, Ideology, Roots Sum
	Mine                 bool // the actor has answered
}
