package commitment

import (
	"context"
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/i18n"
)

// sentence is a promise with its giver: “Walt Pruitt will lend the van”; a promise that is a whole sentence, or in the
// reader’s other language, is quoted.
func sentence(ctx context.Context, giver, promise string) string {
	if readsOn(promise) && readsIn(i18n.Lang(ctx), promise) {
		return i18n.T(ctx, "%s will %s", giver, promise)
	}
	return i18n.T(ctx, "%s: “%s”", giver, promise)
}

// ownSentence is a promise to its giver: “I will lend the van”; one that does not read on after “I will” stands as it is.
func ownSentence(ctx context.Context, promise string) string {
	if readsOn(promise) && readsIn(i18n.Lang(ctx), promise) {
		return i18n.T(ctx, "I will %s", promise)
	}
	return i18n.Capital(promise)
}

// firstName is how a button calls somebody; a title or an initial takes the name after it along.
func firstName(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if len([]rune(word)) > 2 && !strings.HasSuffix(word, ".") {
			return strings.Join(words[:i+1], " ")
		}
	}
	return name
}

// howMuch is an amount in words: “$250”, “6 mornings”; empty when nothing is counted.
func howMuch(ctx context.Context, amount *float64, unit string, cents *int64, currency string) string {
	switch {
	case cents != nil:
		return i18n.Money(ctx, *cents, currency)
	case amount != nil && unit != "":
		return i18n.Decimal(ctx, *amount) + " " + unit
	case amount != nil:
		return i18n.Decimal(ctx, *amount)
	}
	return ""
}

func byDay(ctx context.Context, due *time.Time) string {
	if due == nil {
		return i18n.T(ctx, "no day yet")
	}
	return i18n.ShortDay(ctx, *due)
}

func isoDay(day *time.Time) string {
	if day == nil {
		return ""
	}
	return day.Format(time.DateOnly)
}

// plainNumber and plainSum are amounts as a field holds them.
func plainNumber(amount *float64) string {
	if amount == nil {
		return ""
	}
	return strconv.FormatFloat(*amount, 'f', -1, 64)
}

func plainSum(cents *int64) string {
	if cents == nil {
		return ""
	}
	return strconv.FormatFloat(float64(*cents)/100, 'f', -1, 64)
}

func yes(ticked bool) string {
	if ticked {
		return "yes"
	}
	return ""
}
