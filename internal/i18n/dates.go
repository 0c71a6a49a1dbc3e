package i18n

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// The functions here read the year, month, day and hour that t shows in its
// own location: convert an instant to the gathering's zone first. A civil
// date may be in any location.

// Day is “Thursday 3 December”, “jueves 3 de diciembre”.
func Day(ctx context.Context, t time.Time) string {
	return Weekday(ctx, t) + " " + Date(ctx, t)
}

// DayYear is “Thursday 3 December 2026”, “jueves 3 de diciembre de 2026”.
func DayYear(ctx context.Context, t time.Time) string {
	return Day(ctx, t) + of(ctx).of + strconv.Itoa(t.Year())
}

// Date is “3 December”, “3 de diciembre”.
func Date(ctx context.Context, t time.Time) string {
	s := of(ctx)
	return strconv.Itoa(t.Day()) + s.of + s.months[t.Month()-1]
}

// DateYear is “3 December 2026”, “3 de diciembre de 2026”.
func DateYear(ctx context.Context, t time.Time) string {
	return Date(ctx, t) + of(ctx).of + strconv.Itoa(t.Year())
}

// ShortDay is “3 Dec”, “3 dic”.
func ShortDay(ctx context.Context, t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + of(ctx).shortMonths[t.Month()-1]
}

// ShortDayYear is “3 Dec 2026”, “3 dic 2026”.
func ShortDayYear(ctx context.Context, t time.Time) string {
	return ShortDay(ctx, t) + " " + strconv.Itoa(t.Year())
}

// QuickDay is “Fri 11 Dec”, “vie 11 dic”, for small buttons.
func QuickDay(ctx context.Context, t time.Time) string {
	return of(ctx).shortWeekdays[t.Weekday()] + " " + ShortDay(ctx, t)
}

// Weekday is “Thursday”, “jueves”.
func Weekday(ctx context.Context, t time.Time) string {
	return of(ctx).weekdays[t.Weekday()]
}

// Month is “December 2026”, “diciembre de 2026”.
func Month(ctx context.Context, t time.Time) string {
	s := of(ctx)
	return s.months[t.Month()-1] + s.of + strconv.Itoa(t.Year())
}

// Clock is “6:00 pm”, “6:00 p. m.”
func Clock(ctx context.Context, t time.Time) string {
	return hands(t) + " " + of(ctx).half(t)
}

// ClockRange is “6:00 to 8:30 pm”, or “11:00 am to 1:00 pm” across noon.
func ClockRange(ctx context.Context, from, to time.Time) string {
	s := of(ctx)
	start := hands(from)
	if s.half(from) != s.half(to) || civilDay(from) != civilDay(to) {
		start = Clock(ctx, from)
	}
	return start + " " + s.to + " " + Clock(ctx, to)
}

// When is “Thursday 3 December, 6:00 pm”.
func When(ctx context.Context, t time.Time) string {
	return Day(ctx, t) + ", " + Clock(ctx, t)
}

// WhenYear is “Thursday 3 December 2026, 6:00 pm”.
func WhenYear(ctx context.Context, t time.Time) string {
	return DayYear(ctx, t) + ", " + Clock(ctx, t)
}

// Relative says how far day is from today: “today”, “tomorrow”, “in 8 days”,
// “in 3 weeks”, “yesterday”, “2 weeks ago”. Both are civil dates.
func Relative(ctx context.Context, day, today time.Time) string {
	s, n := of(ctx), DaysBetween(today, day)
	switch {
	case n == 1:
		return s.tomorrow
	case n == -1:
		return s.yesterday
	case n > 0:
		return fmt.Sprintf(s.ahead, s.span(n))
	case n < 0:
		return fmt.Sprintf(s.ago, s.span(-n))
	}
	return s.today
}

// Due is Relative for the day by which something was promised. A day that is
// over is said without blame: “a week past its date”.
func Due(ctx context.Context, due, today time.Time) string {
	if n := DaysBetween(due, today); n > 0 {
		s := of(ctx)
		return fmt.Sprintf(s.past, s.span(n))
	}
	return Relative(ctx, due, today)
}

// DaysBetween counts the days from one civil date to another; it is negative
// when to is the earlier.
func DaysBetween(from, to time.Time) int {
	return int(civilDay(to).Sub(civilDay(from)) / (24 * time.Hour))
}

// span is an amount of days: whole weeks as weeks, and weeks roughly from
// four on, when a day more or less no longer matters.
func (m *manner) span(days int) string {
	if days%7 == 0 || days > 28 {
		return plural(m.week, days/7)
	}
	return plural(m.day, days)
}

func plural(forms [2]string, n int) string {
	if n == 1 {
		return forms[0]
	}
	return fmt.Sprintf(forms[1], n)
}

// hands is the time without its half of the day: “6:00”.
func hands(t time.Time) string { return t.Format("3:04") }

func (m *manner) half(t time.Time) string {
	if t.Hour() < 12 {
		return m.am
	}
	return m.pm
}

// civilDay is the day t shows, freed of its zone so that days can be counted.
func civilDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
