package ui

import (
	"regexp"
	"strconv"

	"collaboratory/web"
)

// drawing is a tally as it is put on paper.
type drawing struct {
	number string   // said in figures when there are too many strokes to see
	hands  [][]bool // five strokes a hand, true when inked
}

const mostStrokes = 30

// drawTally rules the strokes. Over thirty nobody counts strokes any more: then it is the number
// of inked ones and only the last hand.
func drawTally(in, of int) drawing {
	in, of = max(in, 0), max(in, of, 0)
	if of <= mostStrokes {
		return drawing{hands: hands(in, of)}
	}
	last := in % 5
	if last == 0 && in > 0 {
		last = 5
	}
	return drawing{number: strconv.Itoa(in), hands: hands(last, 5)}
}

func hands(in, of int) [][]bool {
	var all [][]bool
	for stroke := range of {
		if stroke%5 == 0 {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], stroke < in)
	}
	return all
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// IconNames are all icons there are, as they stand in the sprite.
func IconNames() []string {
	var names []string
	for _, found := range symbolID.FindAllStringSubmatch(web.Text("icons.svg"), -1) {
		names = append(names, found[1])
	}
	return names
}

var symbolID = regexp.MustCompile(`<symbol id="([^"]+)"`)
