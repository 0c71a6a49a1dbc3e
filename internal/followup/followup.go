package followup

import (
	"slices"
	"strings"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/id"
)

// Step is one thing that is asked or said about a commitment; doc.go says when.
type Step string

// The steps.
const (
	Before     Step = "before"
	OnTheDay   Step = "today"
	After      Step = "after"
	Received7  Step = "received 7"
	Received21 Step = "received 21"
	Lapsed     Step = "lapsed"
	Revived    Step = "revived"
)

// The spans of the rule.
const (
	week            = 7 * 24 * time.Hour
	beforeDays      = 3 // before its date
	aheadDays       = 9 // a letter speaks of dates in up to so many days: the next one may come too late for them
	afterDays       = 2 // after its date
	afterWordDays   = 7 // after a word that left the date as it was
	firstAskDays    = 7 // after “did it”
	secondAskDays   = 21
	morning         = 9  // letters leave from this hour
	evening         = 20 // until before this one
	mostInOneLetter = 25 // the rest follows a week later
)

// item is one commitment from the side of one person, with what was asked of them about it.
type item struct {
	CollaboratoryID id.ID
	CommitmentID    id.ID
	Side            commitment.Side
	State           commitment.State
	Due             *time.Time
	DeliveredAt     *time.Time
	LastWordAt      *time.Time // the last word of the giver that left the date as it was
	LapsedAt        *time.Time // the last time it lapsed
	Listed          bool       // the list of its gathering has been sent
	Asked           []string   // “before 2026-12-11”
	ClubZone        string
}

// telling is the most telling step of an item at an instant.
type telling struct {
	step  Step
	about time.Time // the date it is about
	opens bool      // it is reason enough for a letter; others are only carried along
}

// tell finds the step to ask now; nothing when there is none or it was asked.
func (it item) tell(now time.Time) (telling, bool) {
	var t telling
	if it.Side == commitment.TheGiver {
		t = it.tellGiver(now)
	} else {
		t = it.tellReceiver(now)
	}
	return t, t.step != "" && !it.asked(t.step, t.about)
}

func (it item) tellGiver(now time.Time) telling {
	switch {
	case it.State == commitment.Lapsed && it.LapsedAt != nil:
		return telling{Lapsed, it.day(*it.LapsedAt), true}
	case it.State == commitment.Pledged && it.Due != nil:
		return it.tellDate(now)
	}
	return telling{}
}

// tellDate is what to say to the giver about the date of a promise that is under way.
func (it item) tellDate(now time.Time) telling {
	due, today := *it.Due, it.day(now)
	ahead := daysFrom(today, due)
	switch {
	case ahead >= 0 && !it.Listed || ahead > aheadDays:
		return telling{}
	case ahead > 0:
		return telling{Before, due, ahead <= beforeDays}
	case ahead == 0:
		return telling{OnTheDay, due, true}
	}
	if it.LastWordAt != nil && it.day(*it.LastWordAt).After(due) {
		word := it.day(*it.LastWordAt)
		if daysFrom(word, today) < afterWordDays {
			return telling{}
		}
		return telling{After, word, true}
	}
	return telling{After, due, -ahead >= afterDays}
}

func (it item) tellReceiver(now time.Time) telling {
	switch {
	case it.State == commitment.Delivered && it.DeliveredAt != nil:
		return it.tellDelivery(now)
	case it.State == commitment.Lapsed && it.LapsedAt != nil:
		return telling{Lapsed, it.day(*it.LapsedAt), true}
	case it.State == commitment.Pledged && it.LapsedAt != nil && it.asked(Lapsed, it.day(*it.LapsedAt)):
		return telling{Revived, it.day(*it.LapsedAt), true}
	}
	return telling{}
}

func (it item) tellDelivery(now time.Time) telling {
	said := it.day(*it.DeliveredAt)
	switch since := daysFrom(said, it.day(now)); {
	case since < firstAskDays || commitment.SaidKept(it.State, it.DeliveredAt, now):
		return telling{}
	case since < secondAskDays:
		return telling{Received7, said, true}
	}
	return telling{Received21, said, true}
}

func (it item) asked(step Step, about time.Time) bool {
	return slices.Contains(it.Asked, string(step)+" "+about.Format(time.DateOnly))
}

// day is the civil date of an instant where the collaboratory is.
func (it item) day(at time.Time) time.Time { return clock.Today(at, it.ClubZone) }

func daysFrom(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

// chosen is an item with what the letter says about it.
type chosen struct {
	at int // its place among the items planned
	telling
}

// plan is the one rule of letters: which steps go into the letter of a person at this instant, the most pressing first.
// Nothing when it is night where they are, when a letter went out within the last week, or when no step opens one.
func plan(now time.Time, zone string, lastLetter *time.Time, items []item) []chosen {
	if !mayWrite(now, zone, lastLetter) {
		return nil
	}
	var letter []chosen
	opened := false
	for i, it := range items {
		if t, ok := it.tell(now); ok {
			letter = append(letter, chosen{i, t})
			opened = opened || t.opens
		}
	}
	if !opened {
		return nil
	}
	slices.SortStableFunc(letter, func(a, b chosen) int { return a.rank() - b.rank() })
	return letter[:min(len(letter), mostInOneLetter)]
}

// order is how a letter is arranged; each step has its part.
var order = []Step{OnTheDay, After, Before, Lapsed, Received21, Received7, Revived}

// rank puts what opens a letter before what is only carried along.
func (c chosen) rank() int {
	place := slices.Index(order, c.step)
	if !c.opens {
		place += len(order)
	}
	return place
}

func mayWrite(now time.Time, zone string, lastLetter *time.Time) bool {
	return awake(now, zone) && (lastLetter == nil || now.Sub(*lastLetter) >= week)
}

// awake tells whether letters may come at this instant in a zone.
func awake(now time.Time, zone string) bool {
	hour := now.In(clock.Zone(zone)).Hour()
	return hour >= morning && hour < evening
}

// firstOf is the first text that says something.
func firstOf(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}
