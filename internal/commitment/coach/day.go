package coach

import (
	"strings"
	"time"
)

// Day reads what somebody typed where only a day is asked for: “11 dec”, “friday”, “next gathering”, “12/11”, a number
// alone. It is the day by which it is due, a civil date from the day of speaking on; false when the words settle none.
func Day(l Language, words string, spokenOn time.Time, nextGathering *time.Time) (time.Time, bool) {
	c, s := newCalendar(spokenOn, nextGathering), speechOf(l)
	lead := "by "
	if l == Spanish {
		lead = "para "
	}
	text := strings.TrimSpace(words)
	tokens := tokenize(text, s.lexicon())
	if d, whole := wholeDay(tokens, 0); whole && len(tokens) == 1 {
		return c.dayOfMonth(d)
	}
	found := findDates(c, tokenize(lead+text, s.lexicon()), s, s.lexicon())
	if len(found) == 0 {
		found = findDates(c, tokenize(text, s.lexicon()), s, s.lexicon())
	}
	if len(found) == 0 {
		return time.Time{}, false
	}
	return found[0].day, true
}
