package commitment

import (
	"slices"

	"collaboratory/internal/access"
	"collaboratory/internal/id"
)

// party is who acts on a promise: a member as themselves, or a guest of its gathering by their pass.
type party struct {
	id    id.ID        // of the person or the guest, as it stands in the history
	guest *access.Pass // nil: a person
}

// partyOf finds in what part somebody acts on what belongs to a gathering. A member is never a guest there, whatever
// pass their browser keeps.
func partyOf(actor access.Actor, collaboratory, gathering id.ID) party {
	_, member := actor.Membership(collaboratory)
	if pass := actor.Guest; !member && actor.GuestAt(gathering) != 0 && pass.Collaboratory == collaboratory {
		return party{id: pass.ID, guest: pass}
	}
	return party{id: actor.PersonID}
}

// role is Guest for a guest.
func (p party) role() access.Role {
	if p.guest == nil {
		return 0
	}
	return access.Guest
}

// byPass are the verbs a guest may do in the room to what they promised; the others wait for a letter to their address.
var byPass = []Verb{Edit, TakeBack, MakeFirm}

// isTo tells what a guest is to a promise: its giver, for what a pass is good for, or for all when they act through a
// letter that reached their address.
func (p party) isTo(c *Commitment, verb Verb, through string) access.Role {
	is := p.role()
	if p.guest != nil && c.GiverGuestID != nil && *c.GiverGuestID == p.id && (through == throughLetter || slices.Contains(byPass, verb)) {
		is |= access.Giver
	}
	return is
}

// throughLetter is how somebody acts who was let in by a link of a letter.
const throughLetter = "letter"

// gives tells whether a guest acts on what they promised themselves.
func (p party) gives(is access.Role) bool { return p.guest != nil && is&access.Giver != 0 }
