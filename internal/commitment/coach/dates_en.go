package coach

import "time"

var monthsEn = map[string]time.Month{
	"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
	"december": 12, "dec": 12,
}

var weekdaysEn = map[string]time.Weekday{
	"monday": 1, "mondays": 1, "mon": 1, "tuesday": 2, "tuesdays": 2, "tue": 2, "tues": 2, "wednesday": 3, "wednesdays": 3,
	"wed": 3, "thursday": 4, "thursdays": 4, "thu": 4, "thur": 4, "thurs": 4, "friday": 5, "fridays": 5, "fri": 5,
	"saturday": 6, "saturdays": 6, "sunday": 0, "sundays": 0,
}

var holidaysEn = map[string]holiday{
	"thanksgiving": floating(time.November, time.Thursday, 4), "christmas eve": fixed(12, 24), "christmas": fixed(12, 25),
	"xmas": fixed(12, 25), "new year's eve": fixed(12, 31), "new years eve": fixed(12, 31), "new year's": fixed(1, 1),
	"new years": fixed(1, 1), "new year's day": fixed(1, 1), "mlk day": floating(time.January, time.Monday, 3),
	"mlk": floating(time.January, time.Monday, 3), "martin luther king day": floating(time.January, time.Monday, 3),
	"valentine's day": fixed(2, 14), "valentines day": fixed(2, 14), "valentine's": fixed(2, 14),
	"presidents day": floating(time.February, time.Monday, 3), "presidents' day": floating(time.February, time.Monday, 3),
	"st patrick's day": fixed(3, 17), "good friday": fromEaster(-2), "easter": fromEaster(0),
	"cinco de mayo": fixed(5, 5), "mother's day": floating(time.May, time.Sunday, 2), "mothers day": floating(time.May, time.Sunday, 2),
	"memorial day": floating(time.May, time.Monday, -1), "juneteenth": fixed(6, 19), "father's day": floating(time.June, time.Sunday, 3),
	"fourth of july": fixed(7, 4), "independence day": fixed(7, 4), "labor day": floating(time.September, time.Monday, 1),
	"indigenous peoples day": floating(time.October, time.Monday, 2), "columbus day": floating(time.October, time.Monday, 2),
	"halloween": fixed(10, 31), "veterans day": fixed(11, 11), "day of the dead": fixed(11, 2), "earth day": fixed(4, 22),
}

var gatheringsEn = phraseSet(`our next gathering, the next gathering, next gathering, our next meeting, the next meeting,
	our next dinner, next time we meet, the next time we meet, the next time we gather, the next collaboratory, our next collaboratory`)

var ordinalsEn = map[string]int{"first": 1, "1": 1, "second": 2, "2": 2, "third": 3, "3": 3, "fourth": 4, "4": 4, "last": -1}

// soonEn are the words whose days are counted from the day of speaking.
var soonEn = map[string]int{"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
	"tomorrow": 1, "the day after tomorrow": 2}

// datesEn reads English dates, month before day.
type datesEn struct{}

func (d datesEn) periodAt(c calendar, t []token, i int) (period, int, bool) {
	for _, read := range []func(calendar, []token, int) (period, int, bool){
		d.named, d.monthFirst, d.dayFirst, d.weekOf, d.edgeOf, d.nthWeekday, d.weekday, d.thisOrNext, d.fromNow, d.inMonth,
	} {
		if p, end, ok := read(c, t, i); ok {
			return p, end, true
		}
	}
	return period{}, i, false
}

// named reads today, holidays, the next gathering and numeric dates.
func (datesEn) named(c calendar, t []token, i int) (period, int, bool) {
	if n, end := longestName(soonEn, t, i); end > i {
		return oneDay(c.days(n)), end, true
	}
	if h, end := longestName(holidaysEn, t, i); end > i {
		return oneDay(h.comes(c)), end, true
	}
	if n := gatheringsEn.at(t, i); n > 0 && c.gathering != nil {
		return oneDay(c.on(*c.gathering)), i + n, true
	}
	day, ok := c.numericDate(wordAt(t, i), true)
	return oneDay(day), i + 1, ok
}

// monthFirst reads "December 4th", "Dec 4 2027".
func (datesEn) monthFirst(c calendar, t []token, i int) (period, int, bool) {
	m, ok := monthsEn[wordAt(t, i)]
	if d, isDay := wholeDay(t, i+1); ok && isDay {
		if day, end, ok := withYear(c, t, i+2, m, d); ok {
			return oneDay(day), end, true
		}
	}
	return period{}, i, false
}

// dayFirst reads "the 4th of December", "the 15th", "the first of May".
func (datesEn) dayFirst(c calendar, t []token, i int) (period, int, bool) {
	d, ok := wholeDay(t, i)
	if wordAt(t, i) == "first" {
		d, ok = 1, true
	}
	if !ok {
		return period{}, i, false
	}
	next := i + 1
	if wordAt(t, next) == "of" {
		next++
	}
	if m, isMonth := monthsEn[wordAt(t, next)]; isMonth {
		day, found := c.monthDay(m, d)
		return oneDay(day), next + 1, found
	}
	day, found := c.dayOfMonth(d)
	return oneDay(day), i + 1, found && t[i].ordinal
}

// withYear takes a year behind a month and a day when one stands there.
func withYear(c calendar, t []token, i int, m time.Month, d int) (time.Time, int, bool) {
	if i < len(t) && t[i].isNumber && t[i].number >= 2000 && t[i].number < 2100 {
		day := c.date(int(t[i].number), m, d)
		return day, i + 1, day.Day() == d
	}
	day, ok := c.monthDay(m, d)
	return day, i, ok
}

// weekOf reads "the week of December 7", "the weekend of the 12th", "the week after
// Thanksgiving", "the day after Thanksgiving", "a week from Friday".
func (d datesEn) weekOf(c calendar, t []token, i int) (period, int, bool) {
	unit, link := wordAt(t, i), wordAt(t, i+1)
	if unit != "week" && unit != "weekend" && unit != "day" || link != "of" && link != "after" && link != "from" {
		return period{}, i, false
	}
	at := i + 2
	if wordAt(t, at) == "the" {
		at++
	}
	if w := wordAt(t, at); w == "week" || w == "weekend" || w == "day" {
		return period{}, i, false
	}
	p, end, ok := d.periodAt(c, t, at)
	if !ok {
		return period{}, i, false
	}
	return around(unit, link, p.last), end, true
}

func around(unit, link string, day time.Time) period {
	switch {
	case link == "from":
		return oneDay(day.AddDate(0, 0, 7))
	case unit == "day":
		return oneDay(day.AddDate(0, 0, 1))
	case unit == "weekend":
		return period{day, sundayOf(day)}
	case link == "after":
		day = day.AddDate(0, 0, 7)
	}
	friday := weekOf(day)
	return period{friday.AddDate(0, 0, -4), friday}
}

// edgeOf reads "end of the month", "end of January", "first week of December",
// "mid January", "early March".
func (d datesEn) edgeOf(c calendar, t []token, i int) (period, int, bool) {
	edge, at := wordAt(t, i), i+1
	last := map[string]int{"early": 10, "mid": 15, "middle": 15, "late": 31, "end": 31, "beginning": 10, "start": 10}[edge]
	if n := ordinalsEn[edge]; n != 0 && wordAt(t, at) == "week" {
		at, last = at+1, 7*n
	}
	if last == 0 {
		return period{}, i, false
	}
	for wordAt(t, at) == "of" || wordAt(t, at) == "in" || wordAt(t, at) == "the" {
		at++
	}
	return monthPart(c, t, at, last, monthsEn, map[string]int{"month": 1, "year": 2, "week": 3})
}

// monthPart is the stretch of a month up to its day last; a negative last or one
// behind its end means the end.
func monthPart(c calendar, t []token, at, last int, months map[string]time.Month, units map[string]int) (period, int, bool) {
	first := c.month(c.spoken.Month())
	if m, ok := months[wordAt(t, at)]; ok {
		first = c.month(m)
	} else {
		switch units[wordAt(t, at)] {
		case 1:
		case 2:
			first = c.month(time.December)
		case 3:
			return oneDay(weekOf(c.spoken)), at + 1, true
		default:
			return period{}, at, false
		}
	}
	end := lastOfMonth(first)
	if last > 0 && last < end.Day() {
		end = first.AddDate(0, 0, last-1)
	}
	return period{end, end}, at + 1, true
}

// nthWeekday reads "the second Monday in January".
func (datesEn) nthWeekday(c calendar, t []token, i int) (period, int, bool) {
	n, w := ordinalsEn[wordAt(t, i)], wordAt(t, i+1)
	day, isDay := weekdaysEn[w]
	m, isMonth := monthsEn[wordAt(t, i+3)]
	if n == 0 || !isDay || !isMonth {
		return period{}, i, false
	}
	found := nthWeekday(c.month(m), day, n)
	return oneDay(found), i + 4, true
}

// weekday reads "Friday", "next Friday", "sat" where it cannot be the verb.
func (datesEn) weekday(c calendar, t []token, i int) (period, int, bool) {
	w, at := wordAt(t, i), i
	next := w == "next"
	if next || w == "this" || w == "coming" {
		at++
	}
	if wordAt(t, i-1) == "last" {
		return period{}, i, false
	}
	if day, ok := weekdaysEn[wordAt(t, at)]; ok {
		return oneDay(c.weekday(day, next)), at + 1, true
	}
	short, ok := map[string]time.Weekday{"sat": 6, "sun": 0}[wordAt(t, at)]
	sure := at > i || map[string]bool{"on": true, "by": true, "every": true}[wordAt(t, i-1)]
	if !ok || !sure {
		return period{}, i, false
	}
	return oneDay(c.weekday(short, next)), at + 1, true
}

// thisOrNext reads "this week", "next month", "over the weekend".
func (datesEn) thisOrNext(c calendar, t []token, i int) (period, int, bool) {
	which, unit := wordAt(t, i), wordAt(t, i+1)
	if which != "this" && which != "next" && (which != "the" || unit != "weekend" || wordAt(t, i-1) != "over") {
		return period{}, i, false
	}
	p, ok := c.span(map[string]int{"week": 7, "weekend": 2, "month": 30, "year": 365}[unit], which == "next")
	return p, i + 2, ok
}

// span is this or the next week (7), weekend (2), month (30) or year (365).
func (c calendar) span(unit int, next bool) (period, bool) {
	n := 0
	if next {
		n = 1
	}
	switch monday := c.monday(n); unit {
	case 7:
		return period{monday, later(monday.AddDate(0, 0, 4), c.spoken)}, true
	case 2:
		return period{monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 6)}, true
	case 30:
		first := c.date(c.spoken.Year(), c.spoken.Month()+time.Month(n), 1)
		return period{first, lastOfMonth(first)}, true
	case 365:
		y := c.spoken.Year() + n
		return period{c.date(y, 1, 1), c.date(y, 12, 31)}, true
	}
	return period{}, false
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// fromNow reads "in two weeks", "within 10 days", "two weeks from now".
func (datesEn) fromNow(c calendar, t []token, i int) (period, int, bool) {
	at := i
	led := wordAt(t, i) == "in" || wordAt(t, i) == "within"
	if led {
		at++
	}
	n, ok := count(t, at)
	if !ok && (wordAt(t, at) == "a" || wordAt(t, at) == "the next") {
		n, ok = 1, true
	}
	unit := map[string]int{"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}[wordAt(t, at+1)]
	end := at + 2
	if trailing := wordAt(t, end) == "from" && (wordAt(t, end+1) == "now" || wordAt(t, end+1) == "today"); trailing {
		led, end = true, end+2
	}
	if !ok || !led || unit == 0 {
		return period{}, i, false
	}
	return oneDay(c.ahead(n, unit)), end, true
}

// ahead is n days (1), weeks (7) or months (30) after the day of speaking.
func (c calendar) ahead(n, unit int) time.Time {
	if unit == 30 {
		return c.spoken.AddDate(0, n, 0)
	}
	return c.days(n * unit)
}

// inMonth reads a month by itself; "may" and "march" only where they are no verbs.
func (datesEn) inMonth(c calendar, t []token, i int) (period, int, bool) {
	m, ok := monthsEn[wordAt(t, i)]
	led := map[string]bool{"in": true, "by": true, "this": true, "next": true, "before": true, "until": true, "of": true, "for": true, "during": true}[wordAt(t, i-1)]
	if !ok || (m == time.May || m == time.March) && !led {
		return period{}, i, false
	}
	first := c.month(m)
	return period{first, lastOfMonth(first)}, i + 1, true
}
