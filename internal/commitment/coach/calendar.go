package coach

import "time"

// calendar settles words into days. Days are civil dates at midnight in the zone of
// the day of speaking.
type calendar struct {
	spoken    time.Time
	gathering *time.Time
}

func newCalendar(spoken time.Time, gathering *time.Time) calendar {
	y, m, d := spoken.Date()
	return calendar{time.Date(y, m, d, 0, 0, 0, 0, spoken.Location()), gathering}
}

func (c calendar) date(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, c.spoken.Location())
}

func (c calendar) days(n int) time.Time { return c.spoken.AddDate(0, 0, n) }

// monthDay is the next such day from the day of speaking on; a day the month does
// not have is not found.
func (c calendar) monthDay(m time.Month, d int) (time.Time, bool) {
	for y := c.spoken.Year(); y <= c.spoken.Year()+4; y++ {
		day := c.date(y, m, d)
		if day.Day() == d && d > 0 && !day.Before(c.spoken) {
			return day, true
		}
	}
	return time.Time{}, false
}

// dayOfMonth is the next day with this number, this month or a later one.
func (c calendar) dayOfMonth(d int) (time.Time, bool) {
	for i := range 3 {
		first := c.date(c.spoken.Year(), c.spoken.Month()+time.Month(i), 1)
		if day, ok := c.monthDay(first.Month(), d); ok && day.Year() == first.Year() {
			return day, true
		}
	}
	return time.Time{}, false
}

// month is the first day of the next such month; the month of speaking counts.
func (c calendar) month(m time.Month) time.Time {
	first := c.date(c.spoken.Year(), m, 1)
	if lastOfMonth(first).Before(c.spoken) {
		return first.AddDate(1, 0, 0)
	}
	return first
}

func lastOfMonth(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, day.Location())
}

// weekday is the first such day after the day of speaking; with next it is never in
// the week of speaking.
func (c calendar) weekday(w time.Weekday, next bool) time.Time {
	ahead := (int(w)-int(c.spoken.Weekday())+6)%7 + 1
	day := c.days(ahead)
	if next && day.Before(c.monday(1)) {
		return day.AddDate(0, 0, 7)
	}
	return day
}

// monday is the Monday of the week of speaking, or of one so many weeks on.
func (c calendar) monday(weeks int) time.Time {
	return c.days(7*weeks - (int(c.spoken.Weekday())+6)%7)
}

// weekOf is the last working day of the week around day, the day by which a thing
// promised for that week is due.
func weekOf(day time.Time) time.Time {
	return day.AddDate(0, 0, 4-(int(day.Weekday())+6)%7)
}

// sundayOf is the last day of the weekend around or after day.
func sundayOf(day time.Time) time.Time {
	return day.AddDate(0, 0, (7-int(day.Weekday()))%7)
}

// nthWeekday is the nth such weekday of the month that first opens; n below 0
// counts from the end.
func nthWeekday(first time.Time, w time.Weekday, n int) time.Time {
	if n < 0 {
		last := lastOfMonth(first)
		return last.AddDate(0, 0, -(int(last.Weekday())-int(w)+7)%7)
	}
	return first.AddDate(0, 0, (int(w)-int(first.Weekday())+7)%7+7*(n-1))
}

// easter is Easter Sunday of a year (the anonymous Gregorian computus).
func (c calendar) easter(y int) time.Time {
	a, b, d := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(d/4) - h - d%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return c.date(y, time.Month(n/31), n%31+1)
}

// holiday is a day of the year that people name instead of a date.
type holiday func(c calendar, year int) time.Time

func fixed(m time.Month, d int) holiday {
	return func(c calendar, y int) time.Time { return c.date(y, m, d) }
}

func floating(m time.Month, w time.Weekday, n int) holiday {
	return func(c calendar, y int) time.Time { return nthWeekday(c.date(y, m, 1), w, n) }
}

func fromEaster(days int) holiday {
	return func(c calendar, y int) time.Time { return c.easter(y).AddDate(0, 0, days) }
}

// comes is the holiday's next day from the day of speaking on.
func (h holiday) comes(c calendar) time.Time {
	if day := h(c, c.spoken.Year()); !day.Before(c.spoken) {
		return day
	}
	return h(c, c.spoken.Year()+1)
}

// QuickDays proposes four days for a promise spoken on a day: Fridays from a week on
// that are no holiday, and the next gathering when one is planned. They come in
// order, each once, none before the day after speaking.
func QuickDays(spokenOn time.Time, nextGathering *time.Time) []time.Time {
	c := newCalendar(spokenOn, nextGathering)
	var days []time.Time
	if nextGathering != nil {
		if g := c.on(*nextGathering); g.After(c.spoken) {
			days = append(days, g)
		}
	}
	for friday := c.days(6); len(days) < 4; friday = friday.AddDate(0, 0, 1) {
		if friday.Weekday() == time.Friday && friday.After(c.days(6)) && !c.isQuiet(friday) {
			days = insertDay(days, friday)
		}
	}
	return days
}

// on is the civil date of t as a day of this calendar.
func (c calendar) on(t time.Time) time.Time {
	y, m, d := t.Date()
	return c.date(y, m, d)
}

// isQuiet tells the days on which nobody should be asked to have something ready.
func (c calendar) isQuiet(day time.Time) bool {
	if m, d := day.Month(), day.Day(); m == time.December && d >= 24 || m == time.January && d <= 2 {
		return true
	}
	thanksgiving := floating(time.November, time.Thursday, 4)(c, day.Year())
	return day.Equal(thanksgiving.AddDate(0, 0, 1)) || day.Equal(fromEaster(-2)(c, day.Year()))
}

func insertDay(days []time.Time, day time.Time) []time.Time {
	for i, d := range days {
		if d.Equal(day) {
			return days
		}
		if day.Before(d) {
			return append(days[:i], append([]time.Time{day}, days[i:]...)...)
		}
	}
	return append(days, day)
}
