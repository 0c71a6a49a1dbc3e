package gathering

import (
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
)

// TestSteps holds every pair of step and state against the cycle; what is not listed is refused in words.
func TestSteps(t *testing.T) {
	want := map[Step]map[State]State{
		StepEdit:    {Draft: Draft, Published: Published},
		StepPublish: {Draft: Published, Published: Published},
		StepCancel:  {Draft: Cancelled, Published: Cancelled, Cancelled: Cancelled},
		StepStart:   {Published: Live, Live: Live},
		StepClose:   {Live: Closed, Closed: Closed},
		StepReopen:  {Closed: Live, Live: Live},
		StepAnswer:  {Published: Published, Live: Live},
		StepNote:    {Published: Published, Live: Live, Closed: Closed},
		StepHand:    {Draft: Draft, Published: Published, Live: Live},
		StepGuest:   {Published: Published, Live: Live, Closed: Closed},
	}
	for step := range want {
		for _, from := range []State{Draft, Published, Live, Closed, Cancelled} {
			to, err := from.After(step)
			expected, allowed := want[step][from]
			if allowed && (err != nil || to != expected) {
				t.Errorf("%s from %s = %s, %v; want %s", step, from, to, err, expected)
			}
			if !allowed && (!fault.Is(err, fault.KindConflict) || fault.Of(err).Message == "") {
				t.Errorf("%s from %s: got %s, %v; want a refusal in words", step, from, to, err)
			}
		}
	}
}

func TestReopenWithinADay(t *testing.T) {
	closed := time.Date(2026, 12, 4, 2, 30, 0, 0, time.UTC)
	g := Gathering{State: Closed, ClosedAt: &closed}
	if err := g.MayReopen(closed.Add(24 * time.Hour)); err != nil {
		t.Error("a day after closing it may open again:", err)
	}
	if err := g.MayReopen(closed.Add(24*time.Hour + time.Second)); !fault.Is(err, fault.KindConflict) {
		t.Error("later than a day it stays closed, got", err)
	}
	g.EndsAt = closed.Add(5 * 24 * time.Hour)
	if err := g.MayReopen(g.EndsAt.Add(time.Hour)); err != nil {
		t.Error("a rehearsal does not use the evening up:", err)
	}
}

func TestInstants(t *testing.T) {
	const chicago = "America/Chicago"
	december := clock.Date(2026, 12, 3)
	spring, fall := clock.Date(2027, 3, 14), clock.Date(2026, 11, 1)
	cases := []struct {
		name       string
		when       When
		start, end string // RFC 3339; empty when refused
		field      string
	}{
		{"an evening", When{december, "18:00", "20:30", chicago}, "2026-12-04T00:00:00Z", "2026-12-04T02:30:00Z", ""},
		{"the hour the clocks skip", When{spring, "02:30", "04:00", chicago}, "", "", "start"},
		{"an end in the hour they skip", When{spring, "01:00", "02:15", chicago}, "", "", "end"},
		{"across the skipped hour", When{spring, "01:30", "03:30", chicago}, "2027-03-14T07:30:00Z", "2027-03-14T08:30:00Z", ""},
		{"the hour shown twice is the first", When{fall, "01:30", "03:00", chicago}, "2026-11-01T06:30:00Z", "2026-11-01T09:00:00Z", ""},
		{"the end before the start", When{december, "18:00", "17:30", chicago}, "", "", "end"},
		{"no length", When{december, "18:00", "18:00", chicago}, "", "", "end"},
		{"no zone", When{december, "18:00", "20:30", ""}, "", "", "zone"},
		{"where the server stands", When{december, "18:00", "20:30", "Local"}, "", "", "zone"},
		{"no day", When{time.Time{}, "18:00", "20:30", chicago}, "", "", "day"},
		{"no start", When{december, "", "20:30", chicago}, "", "", "start"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start, end, err := c.when.Instants()
			if c.field != "" {
				if f := fault.Of(err); f == nil || f.Fields[0].Name != c.field {
					t.Fatalf("got %v, want a sentence at %s", err, c.field)
				}
				return
			}
			if err != nil || start.Format(time.RFC3339) != c.start || end.Format(time.RFC3339) != c.end {
				t.Errorf("got %s to %s, %v", start.Format(time.RFC3339), end.Format(time.RFC3339), err)
			}
		})
	}
}

func TestEndBeforeStartSaysTheHour(t *testing.T) {
	_, _, err := When{clock.Date(2026, 12, 3), "18:00", "17:30", "America/Chicago"}.Instants()
	if f := fault.Of(err); f == nil || f.Fields[0].Args[0] != "6:00 pm" {
		t.Error("the sentence names the start, got", err)
	}
}

func TestLatePledges(t *testing.T) {
	w := When{clock.Date(2026, 12, 3), "18:00", "20:30", "America/Chicago"}
	noon := "2026-12-04T18:00:00Z"
	for name, closed := range map[string]time.Time{
		"the same evening": w.at(0, 21).UTC(), "after midnight": w.at(-1, 1).UTC(), "a rehearsal days before": w.at(3, 15).UTC(),
	} {
		if got := w.pledgesUntil(closed).Format(time.RFC3339); got != noon {
			t.Errorf("closed %s: pledges until %s, want %s", name, got, noon)
		}
	}
	if got := w.pledgesUntil(w.at(-2, 10).UTC()).Format(time.RFC3339); got != "2026-12-06T18:00:00Z" {
		t.Errorf("closed two days late: pledges until %s", got)
	}
}

func TestTemplates(t *testing.T) {
	for template, want := range map[Template]struct{ minutes, turns int }{
		Evening: {150, 3}, Short: {100, 2}, WholeDay: {450, 4}, "unknown": {0, 0},
	} {
		items := template.Items()
		if Minutes(items) != want.minutes || Turns(items) != want.turns {
			t.Errorf("%s: %d minutes and %d turns, want %v", template, Minutes(items), Turns(items), want)
		}
	}
	start := time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC)
	starts := Starts(start, Evening.Items())
	if got := starts[len(starts)-1].Format("15:04"); got != "20:25" {
		t.Error("the closing round begins at", got)
	}
}

func TestRemindersAt(t *testing.T) {
	g := Gathering{When: When{clock.Date(2026, 12, 3), "18:00", "20:30", "America/Chicago"}, State: Published}
	long, short := g.at(30, 12), g.at(6, 12)
	cases := []struct {
		name      string
		published time.Time
		now       time.Time
		want      []reminder
	}{
		{"a week before, in the morning", long, g.at(7, 9), []reminder{{days: 7}}},
		{"a week before, too early in the day", long, g.at(7, 8), nil},
		{"five days before, at night", long, g.at(5, 20), nil},
		{"the day before", long, g.at(1, 10), []reminder{{days: 1, going: true}}},
		{"the day itself", long, g.at(0, 10), nil},
		{"invited only yesterday", short, g.at(5, 11), nil},
		{"invited two days ago", short, g.at(4, 12), []reminder{{days: 7}}},
	}
	for _, c := range cases {
		g.PublishedAt = &c.published
		got := g.remindersAt(c.now)
		if len(got) != len(c.want) || len(got) == 1 && got[0] != c.want[0] {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
