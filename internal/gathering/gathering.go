package gathering

import (
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// Gathering is one meeting of a collaboratory.
type Gathering struct {
	CollaboratoryID id.ID
	ID              id.ID
	Number          int // counts the gatherings of a collaboratory from 1
	Title           string
	When
	StartsAt     time.Time // derived from When
	EndsAt       time.Time // derived from When
	Place        string
	VideoURL     string
	Welcome      string // a line or two for the invitation and the page
	ReplyTo      string // where answers to its letters go; the collaboratory's when empty
	State        State
	Sequence     int // how often people's calendars had to change
	Version      int // raised by every edit, so that two editors notice each other
	CancelReason string
	PublishedAt  *time.Time
	StartedAt    *time.Time
	ClosedAt     *time.Time
	CancelledAt  *time.Time
	PledgesUntil *time.Time // until when late pledges are welcome; set when it is closed
	CreatedBy    id.ID
	Code         string // five characters to read off a wall, by which guests join
}

// Today is the civil date in the gathering's zone at an instant.
func (g Gathering) Today(now time.Time) time.Time { return clock.Today(now, g.Zone) }

// State is where a gathering stands.
type State string

// The states of a gathering.
const (
	Draft     State = "draft"
	Published State = "published"
	Live      State = "live"
	Closed    State = "closed"
	Cancelled State = "cancelled"
)

// Step is something done to a gathering that depends on where it stands.
type Step string

// The steps; edit, answer, note, hand and guest leave the state as it is.
const (
	StepEdit    Step = "edit"
	StepPublish Step = "publish"
	StepCancel  Step = "cancel"
	StepStart   Step = "start"
	StepClose   Step = "close"
	StepReopen  Step = "reopen"
	StepAnswer  Step = "answer"
	StepNote    Step = "note"
	StepHand    Step = "hand"
	StepGuest   Step = "guest"
)

// steps is the whole cycle: from where each step may be taken, and where it leads. A step that leads where the gathering
// already stands is taken once, however often the button is pressed.
var steps = map[Step]map[State]State{
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

// refusals are the sentences for steps that a state does not allow; where a step has none of its own, the state's.
var refusals = map[Step]map[State]string{
	StepCancel: {Live: i18n.Mark("The gathering is on: close it instead")},
	StepStart:  {Draft: notInvited},
	StepAnswer: {Draft: i18n.Mark("The invitations are not out yet")},
	StepNote:   {Draft: notInvited},
	StepGuest:  {Draft: notInvited},
}

var notInvited = i18n.Mark("Nobody is invited yet: publish the gathering first")

var stateRefusals = map[State]string{
	Draft:     i18n.Mark("This gathering is still a draft"),
	Published: i18n.Mark("The gathering has not started yet"),
	Live:      i18n.Mark("That cannot be changed while the gathering is on"),
	Closed:    i18n.Mark("This gathering is over"),
	Cancelled: i18n.Mark("This gathering was canceled"),
}

// After is the state a step leads to; fault.Conflict says in words why it cannot be taken from here.
func (s State) After(step Step) (State, error) {
	if to, ok := steps[step][s]; ok {
		return to, nil
	}
	if words := refusals[step][s]; words != "" {
		return s, fault.Conflict(words)
	}
	return s, fault.Conflict(stateRefusals[s])
}

// reopenWithin is how long after closing the host may open the room again.
const reopenWithin = 24 * time.Hour

// MayReopen refuses, in words, to open a gathering again more than a day after it was closed. One closed before its
// time, as after a rehearsal, may be opened until a day after its planned end.
func (g Gathering) MayReopen(now time.Time) error {
	if _, err := g.State.After(StepReopen); err != nil {
		return err
	}
	if g.ClosedAt != nil && now.Sub(*g.ClosedAt) > reopenWithin && now.Sub(g.EndsAt) > reopenWithin {
		return fault.Conflict("A gathering can be opened again within a day of closing; this one was closed longer ago")
	}
	return nil
}

// MayTakeGuests refuses a guest once late pledges are no longer taken.
func (g Gathering) MayTakeGuests(now time.Time) error {
	if _, err := g.State.After(StepGuest); err != nil {
		return err
	}
	if g.PledgesUntil != nil && now.After(*g.PledgesUntil) {
		return fault.Conflict("This gathering is over")
	}
	return nil
}

// Role is what somebody does in the room that evening.
type Role string

// The roles of an evening. A convener may do what a host may; a member has no role unless it was handed to them.
const (
	Host   Role = "host"
	Scribe Role = "scribe"
)
