package access

import "collaboratory/internal/fault"

// Action is something a verb does, named "room.verb".
type Action string

// The actions of every room. A new verb takes a line here and a line in rules.
const (
	CollaboratoryCreate Action = "collaboratory.create"
	CollaboratorySee    Action = "collaboratory.see"
	CollaboratoryChange Action = "collaboratory.change"
	MemberInvite        Action = "member.invite"
	MemberAdd           Action = "member.add"
	MemberRemove        Action = "member.remove"
	MemberLeave         Action = "member.leave"
	MemberRole          Action = "member.role"
	MemberEdit          Action = "member.edit"
	MemberChange        Action = "member.change"
	AuditSee            Action = "audit.see"

	GatheringSee      Action = "gathering.see"
	GatheringSchedule Action = "gathering.schedule"
	GatheringChange   Action = "gathering.change"
	GatheringNote     Action = "gathering.note"
	GatheringHand     Action = "gathering.hand"
	GatheringStart    Action = "gathering.start"
	GatheringAnswer   Action = "gathering.answer"
	GatheringNeeds    Action = "gathering.needs"
	GatheringGuest    Action = "gathering.guest"
	GatheringRemind   Action = "gathering.remind"

	ProposalSee         Action = "proposal.see"
	ProposalWrite       Action = "proposal.write"
	ProposalChange      Action = "proposal.change"
	ProposalDecide      Action = "proposal.decide"
	PresentationOrder   Action = "presentation.order"
	PresentationConfirm Action = "presentation.confirm"

	CommitmentSee       Action = "commitment.see"
	CommitmentHistory   Action = "commitment.history"
	CommitmentPledge    Action = "commitment.pledge"
	CommitmentPledgeFor Action = "commitment.pledge-for"
	CommitmentEdit      Action = "commitment.edit"
	CommitmentMakeFirm  Action = "commitment.make-firm"
	CommitmentDeliver   Action = "commitment.deliver"
	CommitmentRedate    Action = "commitment.redate"
	CommitmentReceive   Action = "commitment.receive"
	CommitmentRelease   Action = "commitment.release"
	CommitmentDecline   Action = "commitment.decline"
	CommitmentThank     Action = "commitment.thank"
	CommitmentHandOver  Action = "commitment.hand-over"
	CommitmentDisown    Action = "commitment.disown"
	CommitmentCorrect   Action = "commitment.correct"
	CommitmentMerge     Action = "commitment.merge"
	CommitmentVerify    Action = "commitment.verify"
	CommitmentLapse     Action = "commitment.lapse"
	CommitmentTrack     Action = "commitment.track"
	CommitmentBoard     Action = "commitment.board"

	FollowupSweep Action = "followup.sweep"
)

// rule is who may do an action, and the sentence for those who may not.
type rule struct {
	who     Role
	refusal *fault.Error
}

// rules is the one table of who may do what. An action that is not here is refused to everybody.
//
// The convener stands beside the giver and the presenter in the steps of a commitment because they may act on a
// person's word ("told me by phone"); the verb records for whom. The giver never stands beside Receive: nobody
// confirms their own pledge.
var rules = map[Action]rule{
	CollaboratoryCreate: {SignedIn, fault.Forbidden("Please sign in first")},
	CollaboratorySee:    {Member, onlyMember},
	CollaboratoryChange: {Convener, onlyConvener},
	MemberInvite:        {Convener, onlyConvener},
	MemberAdd:           {Convener, onlyConvener},
	MemberRemove:        {Convener, onlyConvener},
	MemberLeave:         {Self, fault.Forbidden("Only you yourself can leave")},
	MemberRole:          {Convener, onlyConvener},
	MemberEdit:          {Convener, onlyConvener},
	MemberChange:        {SignedIn, fault.Forbidden("Please sign in first")},
	AuditSee:            {Convener, onlyConvener},

	GatheringSee:      {Member | System, onlyMember},
	GatheringSchedule: {Convener, onlyConvener},
	GatheringChange:   {Convener, onlyConvener},
	GatheringNote:     {Convener, onlyConvener},
	GatheringHand:     {Convener | Host, onlyHost},
	GatheringStart:    {Host, onlyHost},
	GatheringAnswer:   {Self | Convener, fault.Forbidden("You can answer only for yourself")},
	GatheringNeeds:    {Convener | Host, onlyHost},
	GatheringGuest:    {Host | Scribe | Convener, fault.Forbidden("Only the host, the scribe and the conveners can write down a guest")},
	GatheringRemind:   {System, fault.Forbidden("Only the house itself reminds people")},

	ProposalSee:         {Member, onlyMember},
	ProposalWrite:       {Member, onlyMember},
	ProposalChange:      {Author | Convener, fault.Forbidden("Only its author and the conveners can change this proposal")},
	ProposalDecide:      {Convener, onlyConvener},
	PresentationOrder:   {Convener, onlyConvener},
	PresentationConfirm: {Presenter | Convener, onlyPresenter},

	CommitmentSee:       {Member, onlyMember},
	CommitmentHistory:   {Giver | Presenter | Convener, fault.Forbidden("Only the two sides and the conveners see the history")},
	CommitmentPledge:    {Member, onlyMember},
	CommitmentPledgeFor: {Host | Scribe | Convener, fault.Forbidden("Only the host, the scribe and the conveners can write down a pledge for somebody else")},
	CommitmentEdit:      {Giver | Host | Scribe | Convener, onlyGiver},
	CommitmentMakeFirm:  {Giver | Convener, onlyGiver},
	CommitmentDeliver:   {Giver | Convener, onlyGiver},
	CommitmentRedate:    {Giver | Convener, onlyGiver},
	CommitmentReceive:   {Presenter | Convener, onlyPresenter},
	CommitmentRelease:   {Giver | Presenter | Convener, fault.Forbidden("Only the two sides can let go of a promise")},
	CommitmentDecline:   {Presenter, onlyPresenter},
	CommitmentThank:     {Presenter, onlyPresenter},
	CommitmentHandOver:  {Giver | Convener, onlyGiver},
	CommitmentDisown:    {Giver | Convener, onlyGiver},
	CommitmentCorrect:   {Giver | Presenter | Convener, fault.Forbidden("Only the two sides can take an answer back")},
	CommitmentMerge:     {Host | Scribe | Convener, fault.Forbidden("Only the host, the scribe and the conveners can merge two pledges")},
	CommitmentVerify:    {Host | Scribe | Convener, fault.Forbidden("Only the host, the scribe and the conveners can vouch for a guest")},
	CommitmentLapse:     {System, fault.Forbidden("Only time makes a promise lapse")},
	CommitmentTrack:     {Presenter | Convener, onlyPresenter},
	CommitmentBoard:     {Convener, onlyConvener},

	FollowupSweep: {System, fault.Forbidden("Only the house itself reminds people")},
}

// The refusals that many actions share.
var (
	onlyConvener  = fault.Forbidden("Only a convener can do that")
	onlyHost      = fault.Forbidden("Only the host of this gathering can do that")
	onlyMember    = fault.Forbidden("Only members can do that")
	onlyPresenter = fault.Forbidden("Only the presenter can do that")
	onlyGiver     = fault.Forbidden("Only the person who made this promise can do that")
)
