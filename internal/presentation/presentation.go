package presentation

import (
	"slices"
	"time"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// Kind is what is proposed.
type Kind string

// The kinds of proposal.
const (
	Project    Kind = "project"
	Initiative Kind = "initiative"
	Challenge  Kind = "challenge"
)

// Kinds are all kinds of proposal, as they are offered.
var Kinds = []Kind{Project, Initiative, Challenge}

// AskKinds are the kinds of help one can ask for; a commitment has the same.
var AskKinds = []string{"introduction", "expertise", "time", "space", "money", "materials", "publicity", "partnership", "data", "other"}

// MostAsks is how many asks a proposal may carry: more would not fit a turn of half an hour.
const MostAsks = 6

// Ask is one specific need.
type Ask struct {
	ID     id.ID
	Kind   string
	What   string
	Amount *float64 // how much, in Unit; nil when it cannot be counted
	Unit   string
	Cents  *int64     // of the collaboratory's currency, only for money
	Due    *time.Time // civil date
}

// Proposal asks for a turn.
type Proposal struct {
	CollaboratoryID id.ID
	ID              id.ID
	AuthorID        id.ID
	Kind            Kind
	Title           string
	Summary         string // what it is
	Serves          string // whom it serves
	Stands          string // where it stands today
	TimeFrame       string
	Website         string
	State           State
	WishedGathering *id.ID // the gathering it was proposed for
	Reason          string // why not this time
	Version         int
	SubmittedAt     *time.Time
	DecidedAt       *time.Time
}

// State is where a proposal stands.
type State string

// The states of a proposal.
const (
	Draft     State = "draft"
	Submitted State = "submitted"
	Accepted  State = "accepted"
	Declined  State = "declined"
	Withdrawn State = "withdrawn"
)

// Step is something done to a proposal.
type Step string

// The steps. Writing leaves the state as it is.
const (
	StepWrite    Step = "write"
	StepSubmit   Step = "submit"
	StepAccept   Step = "accept"
	StepDecline  Step = "decline"
	StepWithdraw Step = "withdraw"
	StepReturn   Step = "return" // its presentation was taken off the line-up
)

var steps = map[Step]map[State]State{
	StepWrite:    {Draft: Draft, Submitted: Submitted, Accepted: Accepted, Declined: Declined, Withdrawn: Withdrawn},
	StepSubmit:   {Draft: Submitted, Declined: Submitted, Withdrawn: Submitted},
	StepAccept:   {Submitted: Accepted},
	StepDecline:  {Submitted: Declined},
	StepWithdraw: {Draft: Withdrawn, Submitted: Withdrawn, Declined: Withdrawn},
	StepReturn:   {Accepted: Submitted},
}

var refusals = map[State]string{
	Draft:     i18n.Mark("This proposal is still a draft"),
	Submitted: i18n.Mark("This proposal is with the conveners already"),
	Accepted:  i18n.Mark("This proposal already has its turn"),
	Declined:  i18n.Mark("The conveners said “not this time”; it can be sent again"),
	Withdrawn: i18n.Mark("This proposal was withdrawn"),
}

// After is the state a step leads to; fault.Conflict says in words why it cannot be taken from here.
func (s State) After(step Step) (State, error) {
	if to, ok := steps[step][s]; ok {
		return to, nil
	}
	return s, fault.Conflict(refusals[s])
}

// decided tells whether the conveners have this proposal before them or have had it: its words must then be whole.
func (s State) decided() bool { return s == Submitted || s == Accepted || s == Declined }

// Words is what an author types: a proposal and its asks, in the order they will be shown.
type Words struct {
	Key       id.ID // request key of a new proposal
	Kind      Kind
	Title     string
	Summary   string
	Serves    string
	Stands    string
	TimeFrame string
	Website   string
	Wish      id.ID // the gathering it is meant for; Nil: whenever there is a turn
	Asks      []Ask
}

// MayBeKept refuses what cannot even be kept as a draft: without a title nobody would find it again.
func (d Words) MayBeKept() error {
	var wrong fault.Fields
	if d.Title == "" {
		wrong.Add("title", "Give it a name people will remember")
	}
	if !slices.Contains(Kinds, d.Kind) {
		wrong.Add("kind", "Please choose one")
	}
	if len(d.Asks) > MostAsks {
		wrong.Add("asks", "A turn has room for %d asks at most", MostAsks)
	}
	for i, ask := range d.Asks {
		ask.check(&wrong, i)
	}
	return wrong.Err()
}

// MayBeSent refuses what the conveners could not decide on yet.
func (d Words) MayBeSent() error {
	if err := d.MayBeKept(); err != nil {
		return err
	}
	var wrong fault.Fields
	if d.Summary == "" {
		wrong.Add("summary", "Say in a few sentences what it is")
	}
	if d.Serves == "" {
		wrong.Add("serves", "Say whom it is for")
	}
	if d.Stands == "" {
		wrong.Add("stands", "Say where it stands today")
	}
	if len(d.Asks) == 0 {
		wrong.Add("ask-1-what", "Ask for at least one thing somebody in the room could do")
	}
	return wrong.Err()
}

func (a Ask) check(wrong *fault.Fields, i int) {
	if a.What == "" {
		wrong.Add(AskField(i, "what"), "Say what you ask for")
	}
	if !slices.Contains(AskKinds, a.Kind) {
		wrong.Add(AskField(i, "kind"), "Please choose one")
	}
	if a.Kind == "money" && a.Cents == nil {
		wrong.Add(AskField(i, "amount"), "Say how much money, such as 250")
	}
}

// AskField is the name of one field of the ask at place i, from 0, in the form.
func AskField(i int, name string) string {
	return "ask-" + string(rune('1'+i)) + "-" + name
}

// Turn is a presentation: the place a proposal got at a gathering.
type Turn struct {
	CollaboratoryID id.ID
	ID              id.ID
	ProposalID      id.ID
	GatheringID     id.ID
	PresenterID     id.ID
	Position        int // from 1, in the order of the line-up
	State           Phase
	ConfirmedAt     *time.Time
}
