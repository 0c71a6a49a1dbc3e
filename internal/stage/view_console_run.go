package stage

import (
	"context"
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

// runView is the evening as planned and as it went.
type runView struct {
	Late      string // how far the evening is from its plan, in words
	Lines     []runLine
	ActURL    string
	Version   string
	AgendaURL string // to the agenda, while it can still be changed
}

type runLine struct {
	Time, Datetime string
	What           string
	How            string // who has it, how long it was planned and took
	Past, Now      bool
	Turn           bool
	Go             string // the line to go straight to; empty when one cannot
}

// farOff is when an evening is not late but held at another time, as a rehearsal is.
const farOff = 3 * time.Hour

func runViewOf(ctx context.Context, r *Room) runView {
	v := runView{ActURL: r.act("console", "step"), Version: strconv.Itoa(r.Stage.Version)}
	if r.Stage.BeganAt == nil && r.Place.State != gathering.Closed && r.Place.State != gathering.Cancelled {
		v.AgendaURL = page.ClubURL(r.Place.Slug, "gatherings", r.Place.Gathering.String(), "agenda")
	}
	at := r.began()
	for i, e := range r.Program {
		local := r.local(at)
		line := runLine{
			Time: local.Format("3:04"), Datetime: local.Format("15:04"), What: e.Title, How: r.how(ctx, e, i == r.On),
			Past: i < r.On, Now: i == r.On && r.Place.State == onAir, Turn: e.Turn != nil,
		}
		if r.Place.State == onAir && !line.Now {
			line.Go = e.key().String()
		}
		v.Lines = append(v.Lines, line)
		at = at.Add(time.Duration(e.Minutes) * time.Minute)
	}
	v.Late = lateWords(ctx, r)
	return v
}

// how says who has an entry, how many minutes were planned and, once it is over, how many it took.
func (r *Room) how(ctx context.Context, e Entry, now bool) string {
	words := []string{i18n.T(ctx, "%d min", e.Minutes)}
	if e.Turn != nil {
		words = append([]string{e.Turn.Presenter}, words...)
	}
	if took := minutesOf(r.took(e)); took > 0 && !now {
		words = append(words, i18n.T(ctx, "took %d min", took))
	}
	return strings.Join(words, ", ")
}

// key is how a press names this entry: its line, or its turn where the agenda has no line for it.
func (e Entry) key() id.ID {
	if e.Item != id.Nil {
		return e.Item
	}
	return e.turnID()
}

// began is when the plan begins: as invited, or, for an evening held at quite another time, when it did begin.
func (r *Room) began() time.Time {
	begin := r.Place.StartsAt
	if len(r.Runs) > 0 && r.Runs[0].BeganAt.Sub(begin).Abs() > farOff {
		return r.Runs[0].BeganAt
	}
	return begin
}

// took is how long an entry really was on, as far as that is over.
func (r *Room) took(e Entry) (sum time.Duration) {
	for _, run := range r.Runs {
		if run.of(e) && run.EndedAt != nil {
			sum += run.EndedAt.Sub(run.BeganAt)
		}
	}
	return sum
}

func (run Run) of(e Entry) bool {
	if e.Turn != nil {
		return run.Turn != nil && *run.Turn == e.Turn.ID
	}
	return run.Turn == nil && run.Item != nil && *run.Item == e.Item
}

// ends is when the evening would end if everything from now on took as long as planned; false when nothing is on.
func (r *Room) ends() (time.Time, bool) {
	if r.Place.State != onAir || r.On < 0 || r.On >= len(r.Program) {
		return time.Time{}, false
	}
	on := r.Program[r.On]
	end := r.Now
	for _, run := range r.Runs {
		if !run.of(on) {
			continue
		}
		if planned := run.BeganAt.Add(time.Duration(on.Minutes) * time.Minute); planned.After(end) {
			end = planned
		}
		break
	}
	for _, e := range r.Program[r.On+1:] {
		end = end.Add(time.Duration(e.Minutes) * time.Minute)
	}
	return end, true
}

// lateWords say how the evening stands to its plan, and when it ends.
func lateWords(ctx context.Context, r *Room) string {
	end, known := r.ends()
	if !known {
		return ""
	}
	plan := r.began()
	for _, e := range r.Program {
		plan = plan.Add(time.Duration(e.Minutes) * time.Minute)
	}
	at := i18n.Clock(ctx, r.local(end))
	switch late := minutesOf(end.Sub(plan)); {
	case late >= 2:
		return i18n.T(ctx, "%d minutes late: we end at %s.", late, at)
	case late <= -2:
		return i18n.T(ctx, "%d minutes early: we end at %s.", -late, at)
	}
	return i18n.T(ctx, "On time: we end at %s.", at)
}

// minutesOf is a span in whole minutes, as people count them.
func minutesOf(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }
