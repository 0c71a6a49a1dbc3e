package stage

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/presentation"
)

// clockView is the clock of what is on. The page shows Text; the script counts on from Ends by the server’s time, so
// that every screen shows the same second.
type clockView struct {
	Ends   string // unix milliseconds; empty while it stands
	Left   string // milliseconds; while it stands
	Text   string
	Over   bool
	Paused bool
	Timed  bool
}

func clockOf(c Clock, now time.Time) clockView {
	left := c.Remaining(now)
	v := clockView{Timed: c.Timed(), Paused: c.Paused(), Over: c.Timed() && left < 0, Text: minutesAndSeconds(left)}
	if c.EndsAt != nil {
		v.Text = wholeMinutes(left)
		v.Ends = strconv.FormatInt(c.EndsAt.UnixMilli(), 10)
	}
	if c.Left != nil {
		v.Left = strconv.FormatInt(c.Left.Milliseconds(), 10)
	}
	return v
}

// wholeMinutes is what a clock that runs shows until the script counts on: what is begun counts whole. It stays the same
// for a minute, so that a promise does not push the clock to every screen with it.
func wholeMinutes(left time.Duration) string {
	return fmt.Sprintf("%d min", int((left.Abs()+time.Minute-1)/time.Minute))
}

// minutesAndSeconds is a span as a clock shows it, without a sign: the words beside it say that it is over.
func minutesAndSeconds(left time.Duration) string {
	seconds := int(left.Abs().Round(time.Second) / time.Second)
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// phaseName is a phase as the room calls it.
func phaseName(ctx context.Context, p presentation.Phase) string {
	switch p {
	case presentation.Pitch:
		return i18n.T(ctx, "Pitch")
	case presentation.Questions:
		return i18n.T(ctx, "Questions")
	case presentation.Writing:
		return i18n.T(ctx, "Quiet writing")
	case presentation.Commitments:
		return i18n.T(ctx, "Commitments")
	case presentation.Thanks:
		return i18n.T(ctx, "Thanks")
	case presentation.Done:
		return i18n.T(ctx, "Done")
	}
	return i18n.T(ctx, "Still to come")
}

// phaseView is one step in the row of phases.
type phaseView struct {
	Label   string
	Done    bool
	Current bool
}

// phasesOf is the row of phases of the turn that is on.
func phasesOf(ctx context.Context, now presentation.Phase) []phaseView {
	var views []phaseView
	past := true
	for _, p := range presentation.OnNow {
		if p == now {
			past = false
		}
		views = append(views, phaseView{Label: phaseName(ctx, p), Current: p == now, Done: past || now == presentation.Done})
	}
	return views
}

// shownGiver is a giver as everybody reads them.
func shownGiver(ctx context.Context, name, organisation string, asMember bool) string {
	switch {
	case asMember:
		return i18n.T(ctx, "A member")
	case organisation != "":
		return i18n.T(ctx, "%s, %s", name, organisation)
	}
	return name
}

// giver is who promised, as everybody reads them.
func (p Promise) giver(ctx context.Context) string {
	return shownGiver(ctx, p.Giver, p.Organisation, p.ShownAsMember)
}

// byWhen is the day of a promise in words; empty when there is none.
func (p Promise) byWhen(ctx context.Context) string {
	if p.Due == nil {
		return ""
	}
	return i18n.T(ctx, "by %s", i18n.Date(ctx, *p.Due))
}

// amount is how much was promised, in words.
func (p Promise) amount(ctx context.Context, currency string) string {
	return commitment.HowMuch(ctx, p.Amount, p.Unit, p.Cents, currency)
}

// shown are the promises that everybody in the room may see, newest first.
func (t *Turn) shown(s Settings) []Promise {
	var all []Promise
	for _, p := range t.Promises {
		if p.Shown(s) {
			all = append(all, p)
		}
	}
	return all
}

// counts are how many of the turn’s promises are firm and how many are “Let’s talk”.
func (t *Turn) counts() (firm, talks int) {
	for _, p := range t.Promises {
		if p.Firm() {
			firm++
		} else {
			talks++
		}
	}
	return firm, talks
}
