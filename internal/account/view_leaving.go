package account

import (
	"context"
	"strconv"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
)

// leavingPage is what is still open, before somebody leaves.
type leavingPage struct {
	Club     string
	Back     string
	LeaveURL string
	Given    []openLine
	Received []openLine
	Turns    []openLine
}

// openLine is one thing that is still open.
type openLine struct {
	What, Words string
	URL         string // its page, where it can be handed on; empty where it cannot
	LetGoURL    string
	Seq         string
}

func leavingView(ctx context.Context, c page.Club, o Open) page.View {
	p := leavingPage{Club: c.Name, Back: c.URL(), LeaveURL: c.URL("members", "leave")}
	for _, promise := range o.Given {
		line := lineOf(ctx, promise, i18n.T(ctx, "to %s, for %s", promise.Other, promise.Title))
		line.LetGoURL, line.Seq = c.URL("leaving", promise.ID.String()), strconv.Itoa(promise.Seq)
		if promise.Firm {
			line.URL = c.URL("commitments", promise.ID.String())
		}
		p.Given = append(p.Given, line)
	}
	for _, promise := range o.Received {
		p.Received = append(p.Received, lineOf(ctx, promise, i18n.T(ctx, "from %s, for %s", promise.Other, promise.Title)))
	}
	for _, turn := range o.Turns {
		p.Turns = append(p.Turns, openLine{What: turn.Title, Words: i18n.DayYear(ctx, turn.Day)})
	}
	return page.View{Title: i18n.T(ctx, "Leave this collaboratory"), Body: leavingBody(p)}
}

func lineOf(ctx context.Context, p OpenPromise, words string) openLine {
	if p.Due != nil {
		words += " · " + i18n.T(ctx, "by %s", i18n.DayYear(ctx, *p.Due))
	}
	return openLine{What: i18n.Capital(p.Promise), Words: words}
}
