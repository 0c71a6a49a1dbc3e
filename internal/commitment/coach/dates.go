package coach

import (
	"strings"
	"time"
)

// period is the stretch of days that some words name. A promise "in May" or "next
// week" is due on the last of them.
type period struct{ first, last time.Time }

func oneDay(day time.Time) period { return period{day, day} }

// dateWords is a date found in the words: tokens from to to (exclusive).
type dateWords struct {
	from, to int
	day      time.Time
}

// dateReader reads one language's dates: the period named at token i and the token
// behind it.
type dateReader interface {
	periodAt(c calendar, t []token, i int) (period, int, bool)
}

// findDates claims every date in the words. "Before" takes the day before; "after"
// settles nothing.
func findDates(c calendar, t []token, r dateReader, lex *lexicon) []dateWords {
	var found []dateWords
	for i := 0; i < len(t); {
		p, end, ok := r.periodAt(c, t, i)
		if !ok || end <= i {
			i++
			continue
		}
		p, end = refine(c, t, r, p, end)
		if day, settled := settle(c, t, i, p, lex); settled {
			found = append(found, dateWords{i, end, day})
		}
		i = end
	}
	return found
}

// refine reads on when a second, narrower date follows at once ("Saturday, December
// 5", "el jueves 3 de diciembre").
func refine(c calendar, t []token, r dateReader, p period, end int) (period, int) {
	next := end
	for next < len(t) && next < end+3 && glue[t[next].word] {
		next++
	}
	narrower, stop, ok := r.periodAt(c, t, next)
	if !ok || p.first != p.last || narrower.first != narrower.last || narrower.last.Weekday() != p.last.Weekday() {
		return p, end
	}
	return narrower, stop
}

var glue = wordSet(", the el evening morning afternoon night noche tarde manana en la por")

func settle(c calendar, t []token, i int, p period, lex *lexicon) (time.Time, bool) {
	if lex.after.endingAt(t, i) > 0 {
		return time.Time{}, false
	}
	day := p.last
	if lex.before.endingAt(t, i) > 0 && p.first.After(c.spoken) {
		day = p.first.AddDate(0, 0, -1)
	}
	return day, !day.Before(c.spoken)
}

// numericDate reads 2026-12-04 and, by the language's habit, 12/4 or 4/12; a month
// that cannot be is read the other way round.
func (c calendar) numericDate(word string, monthFirst bool) (time.Time, bool) {
	if day, err := time.ParseInLocation("2006-01-02", word, c.spoken.Location()); err == nil {
		return day, true
	}
	part := strings.Split(word, "/")
	if len(part) < 2 || len(part) > 3 {
		return time.Time{}, false
	}
	m, d := smallNumber(part[0]), smallNumber(part[1])
	if !monthFirst && d <= 12 || m > 12 {
		m, d = d, m
	}
	if m < 1 || m > 12 {
		return time.Time{}, false
	}
	return c.inYear(part[2:], time.Month(m), d)
}

func (c calendar) inYear(year []string, m time.Month, d int) (time.Time, bool) {
	if len(year) == 0 {
		return c.monthDay(m, d)
	}
	y := smallNumber(year[0])
	if y < 100 {
		y += 2000
	}
	day := c.date(y, m, d)
	return day, day.Day() == d
}

// smallNumber reads up to four digits; anything else is 0.
func smallNumber(s string) int {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) || i > 3 {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// wholeDay tells whether a token is a number that can be a day of a month.
func wholeDay(t []token, i int) (int, bool) {
	if i >= len(t) || !t[i].isNumber || t[i].money {
		return 0, false
	}
	d := int(t[i].number)
	return d, float64(d) == t[i].number && d >= 1 && d <= 31
}

// wordAt is the word of token i, or "" behind the end.
func wordAt(t []token, i int) string {
	if i < 0 || i >= len(t) {
		return ""
	}
	return t[i].word
}

// count reads "two" or "3" as a number of days, weeks or months up to a hundred.
func count(t []token, i int) (int, bool) {
	if i >= len(t) || !t[i].isNumber || t[i].number < 1 || t[i].number > 100 {
		return 0, false
	}
	return int(t[i].number), true
}

// longestName finds the longest of the names beginning at i.
func longestName[V any](names map[string]V, t []token, i int) (V, int) {
	var best V
	end, key := i, ""
	for n := i; n < len(t) && n < i+6; n++ {
		if n > i {
			key += " "
		}
		key += t[n].word
		if v, ok := names[key]; ok {
			best, end = v, n+1
		}
	}
	return best, end
}
