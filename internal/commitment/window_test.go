package commitment

import (
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
)

func evening(state, phase string) Turn {
	zone := clock.Zone("America/Chicago")
	return Turn{
		Phase: phase, GatheringState: state, Day: clock.Date(2026, time.December, 3), GatheringZone: "America/Chicago",
		StartsAt: time.Date(2026, 12, 3, 18, 0, 0, 0, zone), EndsAt: time.Date(2026, 12, 3, 20, 30, 0, 0, zone),
	}
}

func TestWindow(t *testing.T) {
	zone := clock.Zone("America/Chicago")
	during := time.Date(2026, 12, 3, 19, 0, 0, 0, zone)
	noon := time.Date(2026, 12, 4, 12, 0, 0, 0, zone)
	for _, c := range []struct {
		name string
		turn Turn
		now  time.Time
		want Opening
	}{
		{"a draft", evening("draft", "waiting"), during, Shut},
		{"before it starts", evening("published", "waiting"), during.AddDate(0, 0, -3), Shut},
		{"its evening is on", evening("live", "waiting"), during, OpenNow},
		{"the pitch", evening("live", "pitch"), during, Drafting},
		{"clarifying questions", evening("live", "questions"), during, Drafting},
		{"quiet writing", evening("live", "writing"), during, OpenNow},
		{"commitments", evening("live", "commitments"), during, OpenNow},
		{"the next turn is on", evening("live", "done"), during, OpenNow},
		{"closed, that night", evening("closed", "done"), during.Add(4 * time.Hour), OpenNow},
		{"nobody led the phases", evening("published", "waiting"), during.Add(4 * time.Hour), OpenNow},
		{"at noon", evening("closed", "done"), noon, OpenNow},
		{"after noon", evening("closed", "done"), noon.Add(time.Second), Over},
		{"withdrawn", evening("live", "withdrawn"), during, Shut},
		{"canceled", evening("cancelled", "waiting"), during, Shut},
	} {
		if got := c.turn.At(c.now); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheGatheringMaySayHowLong(t *testing.T) {
	turn := evening("closed", "done")
	until := time.Date(2026, 12, 6, 12, 0, 0, 0, time.UTC)
	turn.PledgesUntil = &until
	if err := turn.mayPledge(until); err != nil {
		t.Errorf("within the time the gathering gave: %v", err)
	}
	if err := turn.mayPledge(until.Add(time.Minute)); !fault.Is(err, fault.KindConflict) {
		t.Errorf("after it: %v, want a conflict", err)
	}
}
