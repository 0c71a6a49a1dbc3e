// Package access answers one question: may this actor do this here?
//
// A room finds the row first and states the facts as a Scope: whose collaboratory it is, and what the actor is to this
// very object (its giver, its presenter, its host). Check holds them against the one rule table in rules.go. It is pure:
// it reads no database and knows no room.
package access

import (
	"context"
	"slices"

	"collaboratory/internal/id"
)

// Role is a set of what an actor is, seen from one object.
type Role uint32

// The roles. Member and Convener come from the actor's membership, the rest are facts of the object.
const (
	Anyone    Role = 1 << iota // not signed in
	SignedIn                   // a person, of no collaboratory in particular
	Member                     // belongs to the collaboratory of the object
	Convener                   // calls that collaboratory together
	Host                       // runs this gathering's room
	Scribe                     // types what is said aloud at this gathering
	Author                     // wrote this proposal
	Presenter                  // presents, or co-presents: the receiver of its commitments
	Giver                      // made this commitment
	Self                       // the person the row is about
	Guest                      // joined this gathering by its code, without being a member
	Steward                    // looks after the whole install
	System                     // the house itself, in a job
)

// Membership is one collaboratory a person belongs to.
type Membership struct {
	CollaboratoryID id.ID
	Slug            string
	Name            string
	Role            Role // Member, or Member|Convener
	Zone            string
	Currency        string // ISO 4217 code of its money
	Language        string
	Rehearsal       bool // a practice room: open at its address, and left out wherever people look at what they belong to
	Archived        bool // put away: everything can be read, nothing changed
}

// Pass is what somebody holds who joined one gathering by its code. It names that gathering and nothing else.
type Pass struct {
	ID            id.ID // of the guest
	Gathering     id.ID
	Collaboratory id.ID
	Name          string
}

// Actor is who acts. The zero Actor is somebody not signed in.
type Actor struct {
	PersonID    id.ID
	Name        string
	Email       string
	Language    string // chosen by the person; empty when never chosen
	Steward     bool
	Memberships []Membership
	SessionID   id.ID
	Through     string // how they were let in when they did not sign in: “letter”; it goes into the audit
	Guest       *Pass  // of one gathering; somebody signed in may hold one too, where they are no member
	cause       string // of a System actor
}

// AsSystem is the house itself, acting in a job; cause goes into the audit.
func AsSystem(cause string) Actor { return Actor{cause: cause} }

// SignedIn tells whether this is a known person.
func (a Actor) SignedIn() bool { return a.PersonID != id.Nil }

// IsSystem tells whether the house itself acts.
func (a Actor) IsSystem() bool { return a.cause != "" }

// Cause says why the house acts; empty for people.
func (a Actor) Cause() string { return a.cause }

// GuestAt is Guest when the actor holds a pass for this gathering, for the Scope of what belongs to it; otherwise 0.
func (a Actor) GuestAt(gathering id.ID) Role {
	if a.Guest != nil && gathering != id.Nil && a.Guest.Gathering == gathering {
		return Guest
	}
	return 0
}

// Membership finds the actor's place in a collaboratory.
func (a Actor) Membership(collaboratory id.ID) (Membership, bool) {
	for _, m := range a.Memberships {
		if m.CollaboratoryID == collaboratory {
			return m, true
		}
	}
	return Membership{}, false
}

// Joined is the actor with a place they have just been given, until their next request knows of it by itself.
func (a Actor) Joined(place Membership) Actor {
	a.Memberships = append(slices.Clone(a.Memberships), place)
	return a
}

// Clubs are the collaboratories the actor belongs to, without the rooms they practice in.
func (a Actor) Clubs() []Membership {
	var clubs []Membership
	for _, m := range a.Memberships {
		if !m.Rehearsal {
			clubs = append(clubs, m)
		}
	}
	return clubs
}

// MembershipBySlug finds the actor's place by the address of the collaboratory.
func (a Actor) MembershipBySlug(slug string) (Membership, bool) {
	for _, m := range a.Memberships {
		if m.Slug == slug {
			return m, true
		}
	}
	return Membership{}, false
}

// Convenes tells whether the actor is a convener of that collaboratory.
func (a Actor) Convenes(collaboratory id.ID) bool {
	m, ok := a.Membership(collaboratory)
	return ok && m.Role&Convener != 0
}

type actorKey struct{}

// With keeps the actor in the context of a request or a job.
func With(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// From reads the actor of this request or job; the zero Actor when there is none.
func From(ctx context.Context) Actor {
	a, _ := ctx.Value(actorKey{}).(Actor)
	return a
}
