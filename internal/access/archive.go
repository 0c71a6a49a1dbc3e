package access

import "collaboratory/internal/fault"

// goesOn is what is done in an archived collaboratory as before: reading, going away, and bringing it back.
var goesOn = map[Action]bool{
	CollaboratorySee: true, CollaboratoryRules: true, CollaboratoryVisit: true, CollaboratoryCopy: true, CollaboratoryReopen: true,
	MemberLeave: true, MemberExport: true, AuditSee: true, ConvenerAppoint: true,
	GatheringSee: true, GatheringRoom: true, GatheringPurge: true, ProposalSee: true,
	CommitmentSee: true, CommitmentHistory: true, CommitmentTrack: true, CommitmentBoard: true,
}

// errArchived answers whoever wants to change something in a collaboratory that was put away.
var errArchived = fault.Conflict("This collaboratory is archived: everything can be read, and nothing changed. Its conveners can bring it back")

// putAway refuses what an archived collaboratory no longer does.
func putAway(actor Actor, action Action, scope Scope) error {
	if m, belongs := actor.Membership(scope.Collaboratory); belongs && m.Archived && !goesOn[action] {
		return errArchived
	}
	return nil
}
