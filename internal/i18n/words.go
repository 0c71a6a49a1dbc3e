package i18n

import (
	"context"
	"fmt"
	"strings"
)

// T is text in the reader's language, with args put in by fmt verbs. A
// translation may reorder them (%[2]s). A text without verbs is taken as it
// stands, whatever args are.
func T(ctx context.Context, text string, args ...any) string {
	return fill(of(ctx).word(text), args)
}

// N is T for something counted: one when n is one, many otherwise, chosen by
// the rule of the reader's language. Without args, n is what %d stands for;
// with args, they are all there is (put n among them where it belongs).
func N(ctx context.Context, one, many string, n int, args ...any) string {
	if len(args) == 0 {
		args = []any{n}
	}
	return fill(of(ctx).count(one, many, n), args)
}

// Mark returns text unchanged and tells the catalogue that it will be shown
// through T elsewhere: for the texts of tables and constants.
func Mark(text string) string { return text }

// fill is Sprintf, except that a text without verbs ignores args: the
// singular of a count often has no number ("a seat left").
func fill(text string, args []any) string {
	if len(args) == 0 || strings.IndexByte(text, '%') < 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}
