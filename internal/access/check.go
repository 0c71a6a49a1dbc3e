package access

import (
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Scope is what a verb found out about the object, as plain facts.
type Scope struct {
	Collaboratory id.ID // whose it is; Nil when it belongs to no collaboratory
	Is            Role  // what the actor is to this very object
}

// Check answers whether the actor may do this to that object. A stranger to the collaboratory gets fault.NotFound, so
// that nobody learns what they may not see; a member who may not gets fault.Forbidden, which says who may; and what would
// change anything in an archived collaboratory is fault.Conflict for everybody.
func Check(actor Actor, action Action, scope Scope) error {
	allowed, known := rules[action]
	has := roles(actor, scope)
	if known && has&allowed.who != 0 {
		return putAway(actor, action, scope)
	}
	if !known || strange(actor, scope) {
		return fault.NotFound("That page is not here")
	}
	return allowed.refusal
}

// Allows tells the same as Check, for a view that wonders whether to show a button.
func Allows(actor Actor, action Action, scope Scope) bool {
	return Check(actor, action, scope) == nil
}

// roles gathers all the actor is here. A fact of the object counts only inside the collaboratory, so that a
// presenter who has left is no presenter any more; conveners run the room unless they hand it over. Of a guest two facts
// count: that they are one, and what they gave themselves.
func roles(actor Actor, scope Scope) Role {
	if actor.IsSystem() {
		return System
	}
	if !actor.SignedIn() {
		return Anyone | actor.guest(scope)
	}
	has := Anyone | SignedIn
	if actor.Steward {
		has |= Steward
	}
	if scope.Collaboratory == id.Nil {
		return has | scope.Is
	}
	m, belongs := actor.Membership(scope.Collaboratory)
	if !belongs {
		return has | actor.guest(scope)
	}
	has |= m.Role | scope.Is
	if has&Convener != 0 {
		has |= Host
	}
	return has
}

// guest is what a pass adds; nothing where the verb did not find the actor a guest of the object's gathering.
func (a Actor) guest(scope Scope) Role {
	if a.Guest == nil || scope.Is&Guest == 0 {
		return 0
	}
	return scope.Is & (Guest | Giver)
}

func strange(actor Actor, scope Scope) bool {
	if scope.Collaboratory == id.Nil {
		return false
	}
	_, belongs := actor.Membership(scope.Collaboratory)
	return !belongs && !actor.IsSystem()
}
