package access

import "collaboratory/internal/fault"

// Action is something a verb does, named "room.verb".
type Action string

// The actions of every room. A new verb takes a line here and a line in rules.
const (
	CollaboratoryCreate  Action = "collaboratory.create"
	CollaboratorySee     Action = "collaboratory.see"
	CollaboratoryChange  Action = "collaboratory.change"
	CollaboratoryRules   Action = "collaboratory.rules"
	CollaboratoryAgree   Action = "collaboratory.agree"
	CollaboratoryVisit   Action = "collaboratory.visit"
	CollaboratoryCopy    Action = "collaboratory.copy"
	CollaboratoryArchive Action = "collaboratory.archive"
	CollaboratoryReopen  Action = "collaboratory.reopen"
	BackupName           Action = "backup.name"
	BackupCall           Action = "backup.call"
	BackupAnswer         Action = "backup.answer"
	BackupTakeOver       Action = "backup.take-over"
	BackupSweep          Action = "backup.sweep"
	ConvenerAppoint      Action = "convener.appoint"
	MemberInvite         Action = "member.invite"
	MemberAdd            Action = "member.add"
	MemberRemove         Action = "member.remove"
	MemberLeave          Action = "member.leave"
	MemberRole           Action = "member.role"
	MemberEdit           Action = "member.edit"
	MemberChange         Action = "member.change"
	AccountSweep         Action = "account.sweep"
	MemberExport         Action = "member.export"
	AuditSee             Action = "audit.see"

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
	GatheringRoom     Action = "gathering.room"
	GatheringStep     Action = "gathering.step"
	GatheringJoin     Action = "gathering.join"
	GatheringGuests   Action = "gathering.guests"
	GatheringVerify   Action = "gathering.verify"
	GatheringPurge    Action = "gathering.purge"
	GatheringRehearse Action = "gathering.rehearse"
	RehearsalEnd      Action = "rehearsal.end"

	ProposalSee         Action = "proposal.see"
	ProposalWrite       Action = "proposal.write"
	ProposalChange      Action = "proposal.change"
	ProposalDecide      Action = "proposal.decide"
	PresentationOrder   Action = "presentation.order"
	PresentationConfirm Action = "presentation.confirm"
	PresentationPhase   Action = "presentation.phase"

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
	CommitmentClaim     Action = "commitment.claim"
	CommitmentLapse     Action = "commitment.lapse"
	CommitmentTrack     Action = "commitment.track"
	CommitmentBoard     Action = "commitment.board"

	StageHand     Action = "stage.hand"
	StageHide     Action = "stage.hide"
	StageNod      Action = "stage.nod"
	StageSettings Action = "stage.settings"
	StageNote     Action = "stage.note"
	StageScreen   Action = "stage.screen"
	StagePaper    Action = "stage.paper"

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
// confirms their own pledge. A guest's pass opens the room and pledging there; a guest who gave a promise
// is its giver, and verifies it through the letter to their address: the verb looks that it is theirs.
var rules = map[Action]rule{
	CollaboratoryCreate:  {SignedIn, fault.Forbidden("Please sign in first")},
	CollaboratorySee:     {Member, onlyMember},
	CollaboratoryChange:  {Convener, onlyConvener},
	CollaboratoryRules:   {Convener, onlyConvener},
	CollaboratoryAgree:   {Member, onlyMember},
	CollaboratoryVisit:   {Anyone | SignedIn, onlyMember},
	CollaboratoryCopy:    {Convener | System, onlyConvener},
	CollaboratoryArchive: {Convener, onlyConvener},
	CollaboratoryReopen:  {Convener, onlyConvener},
	BackupName:           {Convener, onlyConvener},
	BackupCall:           {Self, onlyBackup},
	BackupAnswer:         {Convener, onlyConvener},
	BackupTakeOver:       {Self, onlyBackup},
	BackupSweep:          {System, fault.Forbidden("Only the house itself reminds people")},
	ConvenerAppoint:      {Steward | System, fault.Forbidden("Only a steward of this install can do that")},
	MemberInvite:         {Convener, onlyConvener},
	MemberAdd:            {Convener, onlyConvener},
	MemberRemove:         {Convener, onlyConvener},
	MemberLeave:          {Self, fault.Forbidden("Only you yourself can leave")},
	MemberRole:           {Convener, onlyConvener},
	MemberEdit:           {Convener, onlyConvener},
	MemberChange:         {SignedIn, fault.Forbidden("Please sign in first")},
	AccountSweep:         {System, fault.Forbidden("Only the house itself erases and forgets")},
	MemberExport:         {Convener, onlyConvener},
	AuditSee:             {Convener, onlyConvener},

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
	GatheringRoom:     {Member | Guest, onlyMember},
	GatheringStep:     {Host, onlyHost},
	GatheringJoin:     {Anyone, fault.Forbidden("Only people can join a gathering")},
	GatheringGuests:   {Convener, onlyConvener},
	GatheringVerify:   {Guest, fault.Forbidden("Only the guest can say so")},
	GatheringPurge:    {System, fault.Forbidden("Only the house itself forgets guests")},
	GatheringRehearse: {Host | Convener, onlyHost},
	RehearsalEnd:      {Convener | System, onlyHost},

	ProposalSee:         {Member, onlyMember},
	ProposalWrite:       {Member, onlyMember},
	ProposalChange:      {Author | Convener, fault.Forbidden("Only its author and the conveners can change this proposal")},
	ProposalDecide:      {Convener, onlyConvener},
	PresentationOrder:   {Convener, onlyConvener},
	PresentationConfirm: {Presenter | Convener, onlyPresenter},
	PresentationPhase:   {Host, onlyHost},

	CommitmentSee:       {Member, onlyMember},
	CommitmentHistory:   {Giver | Presenter | Convener, fault.Forbidden("Only the two sides and the conveners see the history")},
	CommitmentPledge:    {Member | Guest, onlyMember},
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
	CommitmentVerify:    {Host | Scribe | Convener | Guest, fault.Forbidden("Only the host, the scribe and the conveners can vouch for a guest")},
	CommitmentClaim:     {System | Guest, onlyGiver},
	CommitmentLapse:     {System, fault.Forbidden("Only time makes a promise lapse")},
	CommitmentTrack:     {Presenter | Convener, onlyPresenter},
	CommitmentBoard:     {Convener, onlyConvener},

	StageHand:     {Member | Guest, onlyMember},
	StageHide:     {Host | Scribe, onlyHostOrScribe},
	StageNod:      {Host | Scribe, onlyHostOrScribe},
	StageSettings: {Host, onlyHost},
	StageNote:     {Presenter, onlyPresenter},
	StageScreen:   {Host, onlyHost},
	StagePaper:    {Host | Scribe, onlyHostOrScribe},

	FollowupSweep: {System, fault.Forbidden("Only the house itself reminds people")},
}

// The refusals that many actions share.
var (
	onlyConvener     = fault.Forbidden("Only a convener can do that")
	onlyBackup       = fault.Forbidden("Only the backup convener can do that")
	onlyHostOrScribe = fault.Forbidden("Only the host and the scribe of this gathering can do that")
	onlyHost         = fault.Forbidden("Only the host of this gathering can do that")
	onlyMember       = fault.Forbidden("Only members can do that")
	onlyPresenter    = fault.Forbidden("Only the presenter can do that")
	onlyGiver        = fault.Forbidden("Only the person who made this promise can do that")
)
