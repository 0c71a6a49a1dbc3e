package gathering

import (
	"time"

	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Coming is what somebody says to an invitation.
type Coming string

// The three answers. Somebody who gave none is silent.
const (
	Going Coming = "going"
	Maybe Coming = "maybe"
	Not   Coming = "not"
)

// How somebody comes.
const (
	InPerson = "in person"
	Remote   = "remote"
)

// Answer is what one member said to the invitation.
type Answer struct {
	PersonID       id.ID
	Answer         Coming
	Manner         string // InPerson or Remote
	WantsToPresent bool
	Needs          string // what would make it easy to come; for conveners and the host only
	AnsweredAt     time.Time
	AnsweredBy     *id.ID // set when a convener answered on somebody's word
}

// Reply is an answer as it is given.
type Reply struct {
	Answer         Coming
	Manner         string
	WantsToPresent bool
	Needs          string
}

// Check refuses an answer that says nothing, or video where there is none; a reply without a manner comes in person.
func (r *Reply) check(g Gathering) error {
	if r.Manner == "" {
		r.Manner = InPerson
	}
	var wrong fault.Fields
	if r.Answer != Going && r.Answer != Maybe && r.Answer != Not {
		wrong.Add("answer", "Please choose an answer")
	}
	if r.Manner != InPerson && (r.Manner != Remote || g.VideoURL == "") {
		wrong.Add("answer", "This gathering has no video link")
	}
	if len([]rune(r.Needs)) > maxNeeds {
		wrong.Add("needs", "Please keep this to %d characters", maxNeeds)
	}
	return wrong.Err()
}

const maxNeeds = 500

// Audience is whom a note goes to.
type Audience string

// The audiences of a note.
const (
	Everyone   Audience = "everyone"
	ToGoing    Audience = "going"
	Silent     Audience = "silent"
	Presenters Audience = "presenters"
)

// Audiences are all of them, in the order they are offered.
var Audiences = []Audience{Everyone, ToGoing, Silent, Presenters}

func (a Audience) known() bool {
	for _, known := range Audiences {
		if a == known {
			return true
		}
	}
	return false
}
