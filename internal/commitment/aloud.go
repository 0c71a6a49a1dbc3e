package commitment

import (
	"context"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment/coach"
	"collaboratory/internal/i18n"
)

// ReadDay reads the day somebody said, in the reader’s language or the other one: “11 dec”, “viernes”, “next gathering”.
// false when the words settle no day that is still to come.
func ReadDay(ctx context.Context, words string, today time.Time, nextGathering *time.Time) (time.Time, bool) {
	languages := []coach.Language{coach.English, coach.Spanish}
	if i18n.Lang(ctx) == "es" {
		languages = []coach.Language{coach.Spanish, coach.English}
	}
	for _, l := range languages {
		if day, ok := coach.Day(l, words, today, nextGathering); ok {
			return clock.Date(day.Date()), true
		}
	}
	return time.Time{}, false
}

// TakeFromWords fills in what the words of a promise say and the form left open: an amount of money, or how many of what
// the ask counts.
func (in *PledgeForInput) TakeFromWords(ctx context.Context, today time.Time, unit string) {
	in.fromWords(readPromise(ctx, coach.Draft{Text: in.Promise, SpokenOn: today, By: in.Due}), unit)
}
