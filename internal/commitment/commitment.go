package commitment

import (
	"slices"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Commitment is one promise with the facts around it that its rules ask for.
type Commitment struct {
	CollaboratoryID id.ID
	ID              id.ID
	PresentationID  id.ID
	AskID           *id.ID
	GiverPersonID   *id.ID // exactly one of the two givers is set
	GiverGuestID    *id.ID
	Organisation    string // on whose behalf; empty: as myself
	ShownAsMember   bool
	Kind            Kind
	Promise         string
	PrivateNote     string // only the presenter sees it
	SharePhone      bool
	Amount          *float64
	Unit            string
	Cents           *int64
	Due             *time.Time
	FirstMove       Side
	State           State
	Seq             int // the number of its newest event
	Redated         int
	DoneAmount      *float64
	DoneCents       *int64
	Source          Source
	EnteredBy       *id.ID
	VerifiedAt      *time.Time
	MergedInto      *id.ID
	PledgedAt       *time.Time
	DeliveredAt     *time.Time
	FulfilledAt     *time.Time
	EndedAt         *time.Time
	ContactedAt     *time.Time
	ThankedAt       *time.Time
	CreatedAt       time.Time

	Around
}

// Around is the turn that a promise helps: who receives it, and how its evening stands.
type Around struct {
	Title       string // of the presentation
	PresenterID id.ID
	Beside      []id.ID // co-presenters
	Zone        string  // of the collaboratory, in which a due date ends
	GatheringID id.ID
	Host        bool // the reader runs that gathering’s room
	Scribe      bool // the reader writes down there what is said aloud
	Turn
}

// Source is how a promise came to be written down.
type Source string

// The sources.
const (
	BySelf     Source = "self"
	ByScribe   Source = "scribe"   // said aloud at the gathering
	ByConvener Source = "convener" // told by phone or in passing
	ByCard     Source = "card"     // written on a printed card
)

// Event is one line of the history of a commitment.
type Event struct {
	Seq         int
	At          time.Time
	ActorID     *id.ID // nil: the house itself
	ForPersonID *id.ID // on whose word, or to whom it was handed
	Verb        Verb
	FromState   State
	ToState     State
	DueFrom     *time.Time
	DueTo       *time.Time
	Amount      *float64
	Cents       *int64
}

// The spans of time that the rules speak of.
const (
	LapseAfterDays   = 14             // past its date without a word
	KeptAfterDays    = 30             // delivered and unanswered
	CorrectFor       = 24 * time.Hour // a wrong answer can be taken back
	DisownFor        = 7 * 24 * time.Hour
	pledgesUntilHour = 12 // noon of the day after
)

// Is tells what a person is to this commitment.
func (c *Commitment) Is(person id.ID) access.Role {
	is := c.Around.Is(person)
	if person != id.Nil && c.GiverPersonID != nil && *c.GiverPersonID == person {
		is |= access.Giver
	}
	return is
}

// Is tells what a person is to this turn; Host and Scribe are those of the reader it was found for.
func (a *Around) Is(person id.ID) access.Role {
	var is access.Role
	if person == id.Nil {
		return is
	}
	if a.receives(person) {
		is |= access.Presenter
	}
	if a.Host {
		is |= access.Host
	}
	if a.Scribe {
		is |= access.Scribe
	}
	return is
}

func (a *Around) receives(person id.ID) bool {
	return a.PresenterID == person || slices.Contains(a.Beside, person)
}

// Receivers are the presenter and everyone beside them.
func (a *Around) Receivers() []id.ID { return append([]id.ID{a.PresenterID}, a.Beside...) }

// Kept tells whether the promise counts as kept at this instant: received, or said to be done and unanswered for
// thirty days.
func (c *Commitment) Kept(now time.Time) bool {
	return c.State == Fulfilled || SaidKept(c.State, c.DeliveredAt, now)
}

// SaidKept tells whether a promise counts as kept on the word of its giver alone.
func SaidKept(state State, deliveredAt *time.Time, now time.Time) bool {
	return state == Delivered && deliveredAt != nil && !now.Before(deliveredAt.AddDate(0, 0, KeptAfterDays))
}

// PastDue tells whether the day by which something was promised is over.
func PastDue(due *time.Time, today time.Time) bool { return due != nil && due.Before(today) }

// MayLapse tells whether an open promise has been past its date, and without a word of its giver, for long enough.
func MayLapse(due *time.Time, lastWord time.Time, today time.Time, zone string) bool {
	if due == nil {
		return false
	}
	since := *due
	if word := clock.Today(lastWord, zone); word.After(since) {
		since = word
	}
	return today.After(since.AddDate(0, 0, LapseAfterDays))
}

// future refuses a new day that is not to come; today itself still counts.
func future(day, today time.Time) error {
	switch {
	case day.Before(today):
		return fault.Invalid("due", "Choose a day that is still to come")
	case day.After(today.AddDate(3, 0, 0)):
		return fault.Invalid("due", "Choose a day within the next three years")
	}
	return nil
}

// correction finds where a commitment goes back to when its last answer is taken back: only an answer, only the last,
// only within a day.
func correction(last Event, now time.Time) (State, error) {
	if !slices.Contains(answers, last.Verb) {
		return "", fault.Conflict("There is no answer here to take back")
	}
	if now.Sub(last.At) > CorrectFor {
		return "", fault.Conflict("An answer can be taken back for 24 hours; that time is over")
	}
	return last.FromState, nil
}

// answers are the verbs that can be taken back within a day.
var answers = []Verb{Deliver, Receive, NotYet, Release, Decline, Redate, MakeFirm, Revive}

// ofTheReceiver are the answers any receiver may take back, whoever of them gave it.
func (v Verb) ofTheReceiver() bool { return v == Receive || v == NotYet || v == Decline }

// words of the giver bring a lapsed promise back and keep it from lapsing.
var wordsOfTheGiver = []Verb{Pledge, MakeFirm, Partly, Redate, Revive, HandOver, Edit, NotYet, Correct}
