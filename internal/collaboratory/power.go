package collaboratory

import (
	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
)

// powerWords tells every action of the one rule table in words; a test looks that none is missing. An empty one is not
// told: the house does it by itself, or it is part of another.
var powerWords = map[access.Action]string{
	access.CollaboratoryCreate:  i18n.Mark("start a collaboratory"),
	access.CollaboratorySee:     i18n.Mark("see the members and what this collaboratory is"),
	access.CollaboratoryChange:  i18n.Mark("change the settings"),
	access.CollaboratoryRules:   "",
	access.CollaboratoryAgree:   i18n.Mark("accept the agreement"),
	access.CollaboratoryVisit:   i18n.Mark("see the public page, where it is switched on"),
	access.CollaboratoryCopy:    i18n.Mark("take a copy of everything out of the house"),
	access.CollaboratoryArchive: i18n.Mark("archive the collaboratory"),
	access.CollaboratoryReopen:  i18n.Mark("bring an archived collaboratory back"),
	access.BackupName:           i18n.Mark("name a backup convener"),
	access.BackupCall:           "",
	access.BackupAnswer:         i18n.Mark("answer a backup convener"),
	access.BackupTakeOver:       "",
	access.BackupSweep:          "",
	access.ConvenerAppoint:      i18n.Mark("appoint a convener where nobody convenes"),
	access.MemberInvite:         i18n.Mark("invite people"),
	access.MemberAdd:            i18n.Mark("add somebody without e-mail, and act for them"),
	access.MemberRemove:         i18n.Mark("end a membership"),
	access.MemberLeave:          i18n.Mark("leave"),
	access.MemberRole:           i18n.Mark("give and take roles"),
	access.MemberEdit:           i18n.Mark("change what is known of a member without e-mail"),
	access.MemberChange:         i18n.Mark("change their own profile"),
	access.MemberExport:         i18n.Mark("download the members as a table"),
	access.AuditSee:             i18n.Mark("see who did what"),

	access.GatheringSee:      i18n.Mark("see the gatherings"),
	access.GatheringSchedule: i18n.Mark("schedule gatherings"),
	access.GatheringChange:   i18n.Mark("change and cancel gatherings"),
	access.GatheringNote:     i18n.Mark("write to members about a gathering"),
	access.GatheringHand:     i18n.Mark("hand over who hosts and who writes"),
	access.GatheringStart:    i18n.Mark("start and close a gathering"),
	access.GatheringAnswer:   i18n.Mark("answer an invitation for themselves; conveners for somebody who told them"),
	access.GatheringNeeds:    i18n.Mark("see what would make it easy for somebody to come"),
	access.GatheringGuest:    i18n.Mark("write down a guest"),
	access.GatheringRemind:   "",
	access.GatheringRoom:     i18n.Mark("be in the room of a gathering on their phone"),
	access.GatheringStep:     i18n.Mark("lead the agenda"),
	access.GatheringJoin:     i18n.Mark("join a gathering as a guest by its code"),
	access.GatheringGuests:   i18n.Mark("see the guests of a gathering, and invite them"),
	access.GatheringVerify:   "",
	access.GatheringPurge:    "",
	access.GatheringRehearse: i18n.Mark("practice a gathering"),
	access.RehearsalEnd:      "",

	access.ProposalSee:         i18n.Mark("read proposals"),
	access.ProposalWrite:       i18n.Mark("propose a project"),
	access.ProposalChange:      i18n.Mark("change a proposal"),
	access.ProposalDecide:      i18n.Mark("accept and decline proposals"),
	access.PresentationOrder:   i18n.Mark("order the line-up"),
	access.PresentationConfirm: i18n.Mark("confirm a turn"),
	access.PresentationPhase:   i18n.Mark("lead a turn through its parts"),

	access.CommitmentSee:       i18n.Mark("see what was promised"),
	access.CommitmentHistory:   i18n.Mark("see the history of a promise"),
	access.CommitmentPledge:    i18n.Mark("make a promise"),
	access.CommitmentPledgeFor: i18n.Mark("write down what somebody promises aloud"),
	access.CommitmentEdit:      i18n.Mark("change a promise while the evening lasts"),
	access.CommitmentMakeFirm:  i18n.Mark("make a promise firm"),
	access.CommitmentDeliver:   i18n.Mark("say that a promise is done"),
	access.CommitmentRedate:    i18n.Mark("give a promise a new day"),
	access.CommitmentReceive:   i18n.Mark("confirm that a promise was kept"),
	access.CommitmentRelease:   i18n.Mark("let go of a promise"),
	access.CommitmentDecline:   i18n.Mark("decline a promise with thanks"),
	access.CommitmentThank:     i18n.Mark("say thanks"),
	access.CommitmentHandOver:  i18n.Mark("hand a promise over"),
	access.CommitmentDisown:    i18n.Mark("say that this is not what they said"),
	access.CommitmentCorrect:   i18n.Mark("take an answer back within a day"),
	access.CommitmentMerge:     i18n.Mark("merge two promises that are one"),
	access.CommitmentVerify:    i18n.Mark("vouch for the promise of a guest"),
	access.CommitmentClaim:     "",
	access.CommitmentLapse:     "",
	access.CommitmentTrack:     i18n.Mark("follow the promises to a turn, with how to reach each other"),
	access.CommitmentBoard:     i18n.Mark("see all promises on one board"),

	access.StageHand:     i18n.Mark("raise a hand in the room"),
	access.StageHide:     i18n.Mark("hide something on the big screen"),
	access.StageNod:      i18n.Mark("let the promise of a guest onto the big screen"),
	access.StageSettings: i18n.Mark("set up the big screen"),
	access.StageNote:     i18n.Mark("keep notes on their own turn"),
	access.StageScreen:   i18n.Mark("pair the big screen"),
	access.StagePaper:    i18n.Mark("print and type in pledge cards"),

	access.FollowupSweep: "",
	access.AccountSweep:  "",
}

// powerRoles are the roles as they are explained, with their words. What a role of a member may do besides is what every
// member may.
var powerRoles = []struct {
	role  access.Role
	words string
}{
	{access.Convener, i18n.Mark("Conveners")},
	{access.Host, i18n.Mark("The host of a gathering")},
	{access.Scribe, i18n.Mark("The scribe of a gathering")},
	{access.Presenter, i18n.Mark("Presenters, about their turn")},
	{access.Giver, i18n.Mark("Whoever made a promise, about it")},
	{access.Member, i18n.Mark("Every member")},
	{access.Guest, i18n.Mark("Guests of one gathering")},
	{access.Anyone, i18n.Mark("Everybody, without signing in")},
	{access.Steward, i18n.Mark("Stewards, who look after this install")},
}

// HasPowerWords tells whether an action can be told in words, or is meant not to be told.
func HasPowerWords(action access.Action) bool { _, has := powerWords[action]; return has }
