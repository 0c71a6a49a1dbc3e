package followup

import (
	"slices"
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
)

const river = "America/Chicago"

// at is an hour of a day in December 2026, in Pell River; days run on into January.
func at(day, hour int) time.Time {
	return time.Date(2026, 12, day, hour, 0, 0, 0, clock.Zone(river))
}

func date(day int) *time.Time {
	d := clock.Date(2026, 12, day)
	return &d
}

func instant(t time.Time) *time.Time { return &t }

func mine(due int, asked ...string) item {
	return item{Side: commitment.TheGiver, State: commitment.Pledged, Due: date(due), Listed: true, Asked: asked, ClubZone: river}
}

func lapsed(side commitment.Side, on time.Time, asked ...string) item {
	return item{Side: side, State: commitment.Lapsed, Due: date(11), LapsedAt: &on, Listed: true, Asked: asked, ClubZone: river}
}

func delivered(on time.Time, asked ...string) item {
	return item{Side: commitment.TheReceiver, State: commitment.Delivered, Due: date(11), DeliveredAt: &on, Asked: asked, ClubZone: river}
}

func TestWhatALetterCarries(t *testing.T) {
	unlisted := mine(11)
	unlisted.Listed = false
	partly := mine(11, "after 2026-12-11")
	partly.LastWordAt = instant(at(14, 10))
	revived := item{Side: commitment.TheReceiver, State: commitment.Pledged, LapsedAt: instant(at(15, 9)), Asked: []string{"lapsed 2026-12-15"}, ClubZone: river}

	for _, c := range []struct {
		name  string
		now   time.Time
		last  *time.Time
		items []item
		want  []Step
	}{
		{"four days before: nothing", at(7, 10), nil, []item{mine(11)}, nil},
		{"three days before", at(8, 10), nil, []item{mine(11)}, []Step{Before}},
		{"asked before", at(9, 10), nil, []item{mine(11, "before 2026-12-11")}, nil},
		{"asked before another date", at(9, 10), nil, []item{mine(11, "before 2026-12-01")}, []Step{Before}},
		{"its list has not come", at(9, 10), nil, []item{unlisted}, nil},
		{"its list never came and it is over", at(14, 10), nil, []item{unlisted}, []Step{After}},
		{"night", at(8, 8), nil, []item{mine(11)}, nil},
		{"nine in the morning", at(8, 9), nil, []item{mine(11)}, []Step{Before}},
		{"eight in the evening", at(8, 20), nil, []item{mine(11)}, nil},
		{"a letter six days ago", at(8, 10), instant(at(2, 10)), []item{mine(11)}, nil},
		{"a letter a week ago", at(8, 10), instant(at(1, 10)), []item{mine(11)}, []Step{Before}},
		{"on the day", at(11, 10), nil, []item{mine(11)}, []Step{OnTheDay}},
		{"on the day, spoken of a week ago", at(11, 10), instant(at(3, 10)), []item{mine(11, "before 2026-12-11")}, []Step{OnTheDay}},
		{"the day after: nothing yet", at(12, 10), nil, []item{mine(11)}, nil},
		{"two days after", at(13, 10), nil, []item{mine(11)}, []Step{After}},
		{"waited past its date: the question, not the reminder", at(16, 10), instant(at(8, 10)), []item{mine(11)}, []Step{After}},
		{"asked after it", at(20, 10), nil, []item{mine(11, "after 2026-12-11")}, nil},
		{"some of it came three days ago", at(17, 10), nil, []item{partly}, nil},
		{"some of it came a week ago", at(21, 10), nil, []item{partly}, []Step{After}},
		{"one opens, the next week is carried", at(8, 10), nil, []item{mine(17), mine(18), mine(11), mine(7)}, []Step{Before, After, Before}},
		{"nothing opens, so nothing is carried", at(8, 10), nil, []item{mine(17), mine(7)}, nil},
		{"lapsed, to its giver", at(26, 10), nil, []item{lapsed(commitment.TheGiver, at(26, 9))}, []Step{Lapsed}},
		{"lapsed, to its receiver", at(26, 10), nil, []item{lapsed(commitment.TheReceiver, at(26, 9))}, []Step{Lapsed}},
		{"lapsed and told", at(27, 10), nil, []item{lapsed(commitment.TheGiver, at(26, 9), "lapsed 2026-12-26")}, nil},
		{"lapsed a second time", at(29, 10), nil, []item{lapsed(commitment.TheGiver, at(28, 9), "lapsed 2026-12-15")}, []Step{Lapsed}},
		{"on its way again", at(17, 10), nil, []item{revived}, []Step{Revived}},
		{"delivered six days ago", at(17, 10), nil, []item{delivered(at(11, 12))}, nil},
		{"delivered a week ago", at(18, 10), nil, []item{delivered(at(11, 12))}, []Step{Received7}},
		{"delivered a week ago and asked", at(19, 10), nil, []item{delivered(at(11, 12), "received 7 2026-12-11")}, nil},
		{"delivered three weeks ago", at(32, 10), nil, []item{delivered(at(11, 12), "received 7 2026-12-11")}, []Step{Received21}},
		{"delivered thirty days ago: it counts as kept", at(41, 13), nil, []item{delivered(at(11, 12))}, nil},
		{"both sides of one person", at(18, 10), nil, []item{delivered(at(11, 12)), mine(16), mine(18)}, []Step{OnTheDay, After, Received7}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []Step
			for _, ch := range plan(c.now, river, c.last, c.items) {
				got = append(got, ch.step)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("the letter carries %v, want %v", got, c.want)
			}
		})
	}
}

func TestALetterKeepsItsMeasure(t *testing.T) {
	many := slices.Repeat([]item{mine(11)}, 40)
	if got := plan(at(8, 10), river, nil, many); len(got) != mostInOneLetter {
		t.Errorf("%d promises in one letter", len(got))
	}
}

func TestQuietHoursAreThoseOfTheReader(t *testing.T) {
	now := at(8, 10) // five in the afternoon in Madrid, one at night in Tokyo
	for zone, want := range map[string]bool{river: true, "Europe/Madrid": true, "Asia/Tokyo": false, "Pacific/Honolulu": false} {
		if awake(now, zone) != want {
			t.Errorf("%s at %s: awake %v", zone, now.In(clock.Zone(zone)).Format("15:04"), !want)
		}
	}
}
