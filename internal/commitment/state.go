package commitment

import (
	"slices"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// State is how a commitment stands; doc.go draws how one leads to another.
type State string

// The seven states.
const (
	Exploring State = "exploring"
	Pledged   State = "pledged"
	Delivered State = "delivered"
	Fulfilled State = "fulfilled"
	Lapsed    State = "lapsed"
	Released  State = "released"
	Declined  State = "declined"
)

// States are all states, open ones first.
var States = []State{Exploring, Pledged, Lapsed, Delivered, Fulfilled, Released, Declined}

// Open tells whether somebody still has something to do or to say.
func (s State) Open() bool { return s == Exploring || s == Pledged || s == Lapsed || s == Delivered }

// Verb is something done to a commitment; each leaves one event with this name.
type Verb string

// The verbs. Pledge begins a history and is therefore not in the table.
const (
	Pledge   Verb = "pledge"
	MakeFirm Verb = "make firm"
	Deliver  Verb = "deliver"   // “Did it”
	Partly   Verb = "partly"    // some of it is there
	Redate   Verb = "re-date"   // “Need more time”
	Revive   Verb = "revive"    // “I am still on it”
	Release  Verb = "release"   // “I can’t after all”, or the receiver lets go
	Decline  Verb = "decline"   // the receiver does not need it
	Receive  Verb = "receive"   // “Yes, I received it”
	NotYet   Verb = "not yet"   // “Not yet, because…”
	Lapse    Verb = "lapse"     // 14 days past its date without a word
	Correct  Verb = "correct"   // takes back a wrong answer within a day
	HandOver Verb = "hand over" // another member takes the promise on
	Contact  Verb = "contact"   // the receiver ticks, or unticks, “we are in touch”
	Thank    Verb = "thank"
	Edit     Verb = "edit"
	TakeBack Verb = "take back" // the promise is undone while the evening’s window is open
	Merge    Verb = "merge"     // the same promise was written down twice
	Disown   Verb = "disown"    // “That is not what I said”
	Verify   Verb = "verify"    // a guest’s promise is known to be theirs
	NotMine  Verb = "not mine"  // who got the guest’s letter says that it was not them: the promise is withdrawn
	Claim    Verb = "claim"     // a guest’s promise becomes that of the member whose address they have
)

// Verbs are all verbs of the table.
var Verbs = []Verb{
	MakeFirm, Deliver, Partly, Redate, Revive, Release, Decline, Receive, NotYet, Lapse, Correct,
	HandOver, Contact, Thank, Edit, TakeBack, Merge, Disown, Verify, NotMine, Claim,
}

// quiet verbs do not make an answer to an older page stale: they say nothing about how the promise stands.
var quiet = []Verb{Contact, Thank, Verify, Claim}

// ofTheEvening are the verbs that change what the screens of a gathering’s room show.
var ofTheEvening = []Verb{MakeFirm, Release, Decline, Edit, TakeBack, Merge, Disown, Verify, NotMine}

// Where a verb leads when that is not one fixed state.
const (
	same   State = ""       // an event, not a state
	former State = "former" // where it stood before the last answer
)

// step is one line of the table: the verb, from where to where, who may, whose word it is, who hears of it at once.
type step struct {
	verb   Verb
	from   []State
	to     State
	action access.Action // who may: the line of this action in the rule table of access
	never  access.Role   // who may not, whatever else they are
	side   Side          // whose word it is; another who acts, acts for them
	letter []Side        // who gets a letter at once
}

// Side is one of the two ends of a promise.
type Side string

// The sides. Nobody’s is what the room or the house does.
const (
	TheGiver    Side = "giver"
	TheReceiver Side = "receiver"
	Either      Side = "either" // the one who acts; a convener acts for the giver
	Nobody      Side = ""
)

// table is the one transition table: every pair of state and verb that is not in it is refused.
var table = []step{
	{MakeFirm, in(Exploring), Pledged, access.CommitmentMakeFirm, 0, TheGiver, nil},
	{Deliver, in(Pledged, Lapsed), Delivered, access.CommitmentDeliver, 0, TheGiver, to(TheReceiver)},
	{Partly, in(Pledged), same, access.CommitmentDeliver, 0, TheGiver, nil},
	{Partly, in(Lapsed), Pledged, access.CommitmentDeliver, 0, TheGiver, nil},
	{Redate, in(Pledged), same, access.CommitmentRedate, 0, TheGiver, nil},
	{Redate, in(Lapsed), Pledged, access.CommitmentRedate, 0, TheGiver, nil},
	{Revive, in(Lapsed), Pledged, access.CommitmentRedate, 0, TheGiver, nil},
	{HandOver, in(Pledged), same, access.CommitmentHandOver, 0, TheGiver, to(TheGiver, TheReceiver)},
	{HandOver, in(Lapsed), Pledged, access.CommitmentHandOver, 0, TheGiver, to(TheGiver, TheReceiver)},
	{Disown, in(Pledged), Exploring, access.CommitmentDisown, 0, TheGiver, to(TheReceiver)},

	{Receive, in(Delivered), Fulfilled, access.CommitmentReceive, access.Giver, TheReceiver, to(TheGiver)},
	{NotYet, in(Delivered), Pledged, access.CommitmentReceive, access.Giver, TheReceiver, to(TheGiver)},
	{Decline, in(Exploring, Pledged, Lapsed), Declined, access.CommitmentDecline, access.Giver, TheReceiver, to(TheGiver)},
	{Thank, in(Pledged, Delivered, Fulfilled, Released), same, access.CommitmentThank, access.Giver, TheReceiver, to(TheGiver)},
	{Contact, in(Exploring, Pledged, Lapsed, Delivered), same, access.CommitmentTrack, access.Giver, TheReceiver, nil},

	{Release, in(Exploring, Pledged, Lapsed), Released, access.CommitmentRelease, 0, Either, to(Either)},
	{Correct, in(Pledged, Delivered, Fulfilled, Released, Declined), former, access.CommitmentCorrect, 0, Either, nil},
	{Lapse, in(Pledged), Lapsed, access.CommitmentLapse, 0, Nobody, nil},

	{Edit, in(Exploring, Pledged), same, access.CommitmentEdit, 0, TheGiver, nil},
	{TakeBack, in(Exploring, Pledged), Released, access.CommitmentEdit, 0, TheGiver, nil},
	{Merge, in(Exploring, Pledged), same, access.CommitmentMerge, 0, Nobody, nil},
	{Verify, in(States...), same, access.CommitmentVerify, 0, Nobody, nil},
	{NotMine, in(Exploring, Pledged, Lapsed), Released, access.CommitmentDisown, 0, TheGiver, nil},
	{Claim, in(States...), same, access.CommitmentClaim, 0, Nobody, nil},
}

func in(states ...State) []State { return states }
func to(sides ...Side) []Side    { return sides }

// stepFor finds the line of the table for a verb on a commitment that stands at from; fault.Conflict, in words that
// say why, when there is none.
func stepFor(verb Verb, from State) (step, error) {
	for _, s := range table {
		if s.verb == verb && slices.Contains(s.from, from) {
			return s, nil
		}
	}
	return step{}, refusal(verb, from)
}

// refusal says why a verb does not fit a state: first what the verb would have needed, then how the promise stands.
func refusal(verb Verb, from State) error {
	if message, ok := refusals[verb][from]; ok {
		return fault.Conflict(message)
	}
	switch from {
	case Exploring:
		return fault.Conflict("This is still “Let’s talk”: first it needs a day, so that it is a firm promise")
	case Pledged:
		return fault.Conflict("This promise is under way: that does not fit it now")
	case Lapsed:
		return fault.Conflict("This promise is past its date: any word from its giver brings it back first")
	case Delivered:
		return fault.Conflict("This is said to be done: the one who was promised it answers first")
	case Fulfilled:
		return fault.Conflict("This promise was kept: nothing more is needed")
	case Released:
		return fault.Conflict("This promise was let go: make a new one if you wish")
	}
	return fault.Conflict("This was not needed, with thanks: make a new promise if you wish")
}

// refusals are the pairs whose reason is not that of the state alone.
var refusals = map[Verb]map[State]string{
	MakeFirm: {Pledged: i18n.Mark("This promise is firm already"), Lapsed: i18n.Mark("This promise is firm already: give it a new day instead")},
	Receive:  {Pledged: i18n.Mark("Its giver has not said yet that it is done"), Lapsed: i18n.Mark("Its giver has not said yet that it is done")},
	NotYet: {
		Pledged: i18n.Mark("Its giver has not said yet that it is done"), Lapsed: i18n.Mark("Its giver has not said yet that it is done"),
		Fulfilled: i18n.Mark("You said that you received it. A wrong answer can be taken back for 24 hours"),
	},
	Revive:  {Pledged: i18n.Mark("This promise is under way already")},
	Lapse:   {Lapsed: i18n.Mark("This promise is past its date already")},
	Correct: {Exploring: i18n.Mark("There is no answer here to take back"), Lapsed: i18n.Mark("There is no answer here to take back")},
	Release: {Delivered: i18n.Mark("This is said to be done. Answer “Not yet” first, then let it go")},
	Decline: {Delivered: i18n.Mark("This is said to be done. Answer “Not yet” first")},
	Thank: {
		Exploring: i18n.Mark("This is still “Let’s talk”: thank them once it is a promise"),
		Lapsed:    i18n.Mark("This promise is past its date: write to its giver first"),
	},
	Contact: {Fulfilled: i18n.Mark("This promise was kept: you have been in touch")},
	Disown:  {Exploring: i18n.Mark("This is kept as “Let’s talk” already")},
	Edit:    {Lapsed: i18n.Mark("Its words can no longer be changed. Give it a new day, or let it go")},
	TakeBack: {
		Lapsed: i18n.Mark("It can no longer be taken back. Let it go instead"), Delivered: i18n.Mark("You said that it is done. Take that back first"),
	},
	Merge: {Lapsed: i18n.Mark("Only promises that are still open can be put together")},
}

// mayEver refuses somebody who could not do the verb however the promise stood. It is asked before the table, so that a
// refusal never tells a third person how somebody's promise stands.
func mayEver(verb Verb, actor access.Actor, collaboratory id.ID, is access.Role) error {
	var err error
	for _, s := range table {
		if s.verb != verb {
			continue
		}
		if err = s.allows(actor, collaboratory, is); err == nil {
			return nil
		}
	}
	return err
}

// allows answers whether an actor who is this to the commitment may take the step; a stranger gets fault.NotFound.
func (s step) allows(actor access.Actor, collaboratory id.ID, is access.Role) error {
	if err := access.Check(actor, s.action, access.Scope{Collaboratory: collaboratory, Is: is}); err != nil {
		return err
	}
	if is&s.never != 0 {
		return fault.Forbidden("Nobody answers for the other side of their own promise")
	}
	return nil
}
