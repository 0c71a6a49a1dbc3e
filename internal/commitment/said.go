package commitment

import "context"

// Sentence is a promise with its giver, as every page and letter says it: “Walt Pruitt will lend the van”.
func Sentence(ctx context.Context, giver, promise string) string {
	return sentence(ctx, giver, promise)
}

// OwnSentence is a promise as it is said to its giver: “I will lend the van”.
func OwnSentence(ctx context.Context, promise string) string { return ownSentence(ctx, promise) }

// HowMuch is an amount in words: “$250”, “6 mornings”; empty when nothing is counted.
func HowMuch(ctx context.Context, amount *float64, unit string, cents *int64, currency string) string {
	return howMuch(ctx, amount, unit, cents, currency)
}
