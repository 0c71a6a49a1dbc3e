package commitment

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// Asked is an ask with how much of it is firmly promised.
type Asked = asked

// Full tells whether nothing more is needed of what was asked for.
func (a asked) Full() bool {
	switch {
	case a.Cents != nil:
		return a.Found >= *a.Cents
	case a.Amount != nil:
		return a.Filled >= *a.Amount
	}
	return a.Promises > 0
}

// AskView shows an ask with its tally; with a doURL it offers “I will…”.
func AskView(ctx context.Context, a Asked, doURL string) ui.Ask { return askViewOf(ctx, a, doURL) }

// Will is how a promise reads on after its giver’s name, which stands in type of its own: “will lend the van”; one that
// does not read on is quoted.
func Will(ctx context.Context, promise string) string {
	if readsOn(promise) && readsIn(i18n.Lang(ctx), promise) {
		return i18n.T(ctx, "will %s", promise)
	}
	return i18n.T(ctx, "“%s”", promise)
}
