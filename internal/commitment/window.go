package commitment

import (
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
)

// Turn is a presentation at its gathering, as far as the window for promises goes.
type Turn struct {
	Phase          string // waiting, pitch, questions, writing, commitments, thanks, done, withdrawn
	GatheringState string // draft, published, live, closed, cancelled
	Day            time.Time
	GatheringZone  string
	StartsAt       time.Time
	EndsAt         time.Time
	PledgesUntil   *time.Time
	Staged         bool // the live room leads the turns of this gathering: at least one has begun
}

// Opening is whether promises can be made for a turn just now.
type Opening int

// The openings.
const (
	Shut     Opening = iota // before its gathering, or it was withdrawn
	Drafting                // it is being presented: write, and send in a moment
	OpenNow                 // the room is promising, or late ones are still welcome: until noon of the day after
	Over                    // the evening is over; a convener may still write down what they are told
)

// Until is when promises of the evening can last be changed or taken back: noon of the day after, unless the
// gathering says otherwise.
func (t Turn) Until() time.Time {
	if t.PledgesUntil != nil {
		return *t.PledgesUntil
	}
	return time.Date(t.Day.Year(), t.Day.Month(), t.Day.Day()+1, pledgesUntilHour, 0, 0, 0, clock.Zone(t.GatheringZone))
}

// At tells how the window stands at an instant. A gathering that is on takes promises for each of its turns, but for the
// one that is just being presented, and where the live room leads, those still to come; one that nobody started takes
// them when it ends.
func (t Turn) At(now time.Time) Opening {
	switch {
	case t.Phase == "withdrawn" || t.GatheringState == "cancelled" || t.GatheringState == "draft":
		return Shut
	case t.GatheringState == "closed" || !now.Before(t.EndsAt):
		if now.After(t.Until()) {
			return Over
		}
		return OpenNow
	case t.Phase == "pitch" || t.Phase == "questions":
		return Drafting
	case t.GatheringState != "live" || t.comesLater():
		return Shut
	}
	return OpenNow
}

// comesLater tells whether the live room has not come to this turn yet.
func (t Turn) comesLater() bool { return t.Staged && t.Phase == "waiting" }

// begun tells whether the evening has begun: from then on the scribe writes down what is said aloud, whatever the
// phase.
func (t Turn) begun(now time.Time) bool {
	return t.Phase != "withdrawn" && (t.GatheringState == "live" || t.GatheringState == "closed" || t.GatheringState == "published" && !now.Before(t.StartsAt))
}

// mayPledge says why a member cannot promise just now; nil when they can.
func (t Turn) mayPledge(now time.Time) error {
	switch t.At(now) {
	case Drafting:
		return fault.Invalid("", "Promises open in a moment, when the presenter has finished. What you wrote is still here: press again then")
	case Over:
		return fault.Conflict("Promises for this evening closed at noon of the day after. Tell the presenter or a convener: they can still write it down")
	case Shut:
		if t.GatheringState == "live" && t.comesLater() {
			return fault.Conflict("This turn comes later: promises open with it")
		}
		return fault.Conflict("Promises for this turn open at its gathering")
	}
	return nil
}
