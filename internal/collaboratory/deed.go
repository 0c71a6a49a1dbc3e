package collaboratory

import "collaboratory/internal/i18n"

// DeedKind is what a deed is about, as conveners look for it.
type DeedKind string

// The kinds of deeds, as they are offered. Personal ones belong to no collaboratory: people see their own, stewards all.
const (
	DeedMembership  DeedKind = "membership"
	DeedRoles       DeedKind = "roles"
	DeedGatherings  DeedKind = "gatherings"
	DeedTurns       DeedKind = "turns"
	DeedCommitments DeedKind = "commitments"
	DeedSettings    DeedKind = "settings"
	DeedExports     DeedKind = "exports"
	DeedPersonal    DeedKind = "personal"
)

// deedKinds are those a convener may choose, with their words.
var deedKinds = []struct {
	kind  DeedKind
	words string
}{
	{DeedMembership, i18n.Mark("Who joins and who leaves")},
	{DeedRoles, i18n.Mark("Roles")},
	{DeedGatherings, i18n.Mark("Gatherings")},
	{DeedTurns, i18n.Mark("Turns")},
	{DeedCommitments, i18n.Mark("Commitments")},
	{DeedSettings, i18n.Mark("Settings")},
	{DeedExports, i18n.Mark("Files taken out of the house")},
}

// deedWord is what a deed is about and how it is told.
type deedWord struct {
	kind  DeedKind
	words string
}

// deedWords tells every deed that is written down anywhere in the house; a test looks that none is missing.
var deedWords = map[string]deedWord{
	"member.invited":              {DeedMembership, i18n.Mark("invited somebody")},
	"member.invited-again":        {DeedMembership, i18n.Mark("sent an invitation again")},
	"member.invitation-withdrawn": {DeedMembership, i18n.Mark("took an invitation back")},
	"member.link-opened":          {DeedMembership, i18n.Mark("opened the link to join")},
	"member.link-renewed":         {DeedMembership, i18n.Mark("made a new link to join")},
	"member.link-closed":          {DeedMembership, i18n.Mark("closed the link to join")},
	"member.joined":               {DeedMembership, i18n.Mark("joined")},
	"member.added":                {DeedMembership, i18n.Mark("added somebody without e-mail")},
	"member.edited":               {DeedMembership, i18n.Mark("changed what is known of a member")},
	"member.photo-set":            {DeedMembership, i18n.Mark("changed the photo of a member")},
	"member.left":                 {DeedMembership, i18n.Mark("left")},
	"member.removed":              {DeedMembership, i18n.Mark("ended a membership")},
	"agreement.accepted":          {DeedMembership, i18n.Mark("accepted the agreement")},

	"member.role":           {DeedRoles, i18n.Mark("changed a role")},
	"gathering.role-handed": {DeedRoles, i18n.Mark("changed who hosts or writes at a gathering")},
	"backup.named":          {DeedRoles, i18n.Mark("named a backup convener")},
	"backup.invited":        {DeedRoles, i18n.Mark("asked somebody by e-mail to be backup convener")},
	"backup.ended":          {DeedRoles, i18n.Mark("ended that somebody is backup convener")},
	"backup.called":         {DeedRoles, i18n.Mark("asked the conveners for a word")},
	"backup.answered":       {DeedRoles, i18n.Mark("said to be here as a convener")},
	"backup.took-over":      {DeedRoles, i18n.Mark("took over as convener")},
	"convener.appointed":    {DeedRoles, i18n.Mark("appointed a convener")},
	"convener.none":         {DeedRoles, i18n.Mark("left as the last convener")},

	"gathering.scheduled":               {DeedGatherings, i18n.Mark("scheduled a gathering")},
	"gathering.edited":                  {DeedGatherings, i18n.Mark("changed a gathering")},
	"gathering.agenda-set":              {DeedGatherings, i18n.Mark("changed the agenda")},
	"gathering.published":               {DeedGatherings, i18n.Mark("sent the invitations to a gathering")},
	"gathering.canceled":                {DeedGatherings, i18n.Mark("canceled a gathering")},
	"gathering.started":                 {DeedGatherings, i18n.Mark("started a gathering")},
	"gathering.closed":                  {DeedGatherings, i18n.Mark("closed a gathering")},
	"gathering.reopened":                {DeedGatherings, i18n.Mark("opened a gathering again")},
	"gathering.answered-for":            {DeedGatherings, i18n.Mark("answered an invitation for somebody")},
	"gathering.note-sent":               {DeedGatherings, i18n.Mark("wrote to members about a gathering")},
	"gathering.guest-added":             {DeedGatherings, i18n.Mark("wrote down a guest")},
	"gathering.guest-joined":            {DeedGatherings, i18n.Mark("joined a gathering as a guest")},
	"gathering.guest-verified":          {DeedGatherings, i18n.Mark("confirmed their address as a guest")},
	"gathering.guest-address-forgotten": {DeedGatherings, i18n.Mark("had the address of a guest forgotten")},
	"screen.paired":                     {DeedGatherings, i18n.Mark("paired a big screen")},
	"screen.ended":                      {DeedGatherings, i18n.Mark("ended a big screen")},

	"proposal.written":              {DeedTurns, i18n.Mark("wrote a proposal")},
	"proposal.changed":              {DeedTurns, i18n.Mark("changed a proposal")},
	"proposal.submitted":            {DeedTurns, i18n.Mark("sent a proposal in")},
	"proposal.accepted":             {DeedTurns, i18n.Mark("accepted a proposal")},
	"proposal.declined":             {DeedTurns, i18n.Mark("declined a proposal")},
	"proposal.withdrawn":            {DeedTurns, i18n.Mark("withdrew a proposal")},
	"proposal.co-presenter added":   {DeedTurns, i18n.Mark("added a co-presenter")},
	"proposal.co-presenter removed": {DeedTurns, i18n.Mark("took a co-presenter away")},
	"presentation.taken off":        {DeedTurns, i18n.Mark("took a turn off the line-up")},
	"presentation.ordered":          {DeedTurns, i18n.Mark("changed the line-up")},
	"presentation.confirmed":        {DeedTurns, i18n.Mark("confirmed a turn")},
	"presentation.phase":            {DeedTurns, i18n.Mark("led a turn on")},

	"commitment.pledge":    {DeedCommitments, i18n.Mark("made a promise")},
	"commitment.make firm": {DeedCommitments, i18n.Mark("made a promise firm")},
	"commitment.deliver":   {DeedCommitments, i18n.Mark("said that a promise is done")},
	"commitment.partly":    {DeedCommitments, i18n.Mark("said that part of a promise is done")},
	"commitment.re-date":   {DeedCommitments, i18n.Mark("gave a promise a new day")},
	"commitment.revive":    {DeedCommitments, i18n.Mark("said to be still on a promise")},
	"commitment.release":   {DeedCommitments, i18n.Mark("has let go of a promise")},
	"commitment.decline":   {DeedCommitments, i18n.Mark("declined a promise with thanks")},
	"commitment.receive":   {DeedCommitments, i18n.Mark("confirmed that a promise was kept")},
	"commitment.not yet":   {DeedCommitments, i18n.Mark("said that a promise is not there yet")},
	"commitment.lapse":     {DeedCommitments, i18n.Mark("noted that a promise is past its date")},
	"commitment.correct":   {DeedCommitments, i18n.Mark("took an answer back")},
	"commitment.hand over": {DeedCommitments, i18n.Mark("handed a promise over")},
	"commitment.contact":   {DeedCommitments, i18n.Mark("noted to be in touch about a promise")},
	"commitment.thank":     {DeedCommitments, i18n.Mark("said thanks for a promise")},
	"commitment.edit":      {DeedCommitments, i18n.Mark("changed a promise")},
	"commitment.take back": {DeedCommitments, i18n.Mark("took a promise back")},
	"commitment.merge":     {DeedCommitments, i18n.Mark("merged two promises")},
	"commitment.disown":    {DeedCommitments, i18n.Mark("said that a promise was not theirs")},
	"commitment.verify":    {DeedCommitments, i18n.Mark("vouched for the promise of a guest")},
	"commitment.not mine":  {DeedCommitments, i18n.Mark("said that the promise of a guest was not theirs")},
	"commitment.claim":     {DeedCommitments, i18n.Mark("took on their promise as a guest")},

	"collaboratory.created":  {DeedSettings, i18n.Mark("started the collaboratory")},
	"collaboratory.changed":  {DeedSettings, i18n.Mark("changed the settings")},
	"collaboratory.moved":    {DeedSettings, i18n.Mark("changed the address")},
	"collaboratory.archived": {DeedSettings, i18n.Mark("archived the collaboratory")},
	"collaboratory.reopened": {DeedSettings, i18n.Mark("brought the collaboratory back")},
	"agreement.written":      {DeedSettings, i18n.Mark("changed the agreement")},
	"town.settled":           {DeedSettings, i18n.Mark("set the example up")},

	"member.exported":          {DeedExports, i18n.Mark("downloaded the members as a table")},
	"audit.exported":           {DeedExports, i18n.Mark("downloaded the history as a table")},
	"collaboratory.copy-asked": {DeedExports, i18n.Mark("asked for a copy of everything")},
	"collaboratory.copy-taken": {DeedExports, i18n.Mark("downloaded a copy of everything")},

	"member.signed-in":                {DeedPersonal, i18n.Mark("signed in")},
	"member.changed":                  {DeedPersonal, i18n.Mark("changed their profile")},
	"member.photo":                    {DeedPersonal, i18n.Mark("changed their photo")},
	"member.photo-removed":            {DeedPersonal, i18n.Mark("removed their photo")},
	"member.employer":                 {DeedPersonal, i18n.Mark("changed where they work")},
	"member.audiences":                {DeedPersonal, i18n.Mark("changed who sees their profile")},
	"member.self-described":           {DeedPersonal, i18n.Mark("answered the questions for the sums")},
	"member.self-description-deleted": {DeedPersonal, i18n.Mark("deleted their answers for the sums")},
	"address.changed":                 {DeedPersonal, i18n.Mark("changed their e-mail address")},
	"address.stopped":                 {DeedPersonal, i18n.Mark("stopped a change of their e-mail address")},
	"letters.chosen":                  {DeedPersonal, i18n.Mark("chose which letters come")},
	"erasing.asked":                   {DeedPersonal, i18n.Mark("asked to be erased")},
	"erasing.called-back":             {DeedPersonal, i18n.Mark("called back that they be erased")},
	"member.erased":                   {DeedPersonal, i18n.Mark("was erased")},
	"address.asked":                   {DeedPersonal, i18n.Mark("asked to change their e-mail address")},
	"account.copy-asked":              {DeedPersonal, i18n.Mark("asked for a copy of their own records")},
	"account.copy-taken":              {DeedPersonal, i18n.Mark("downloaded a copy of their own records")},
	"calendar.renewed":                {DeedPersonal, i18n.Mark("made a new calendar address")},
}

// actionsOf are the actions of one kind; nil, which is all, for a kind that is not offered.
func actionsOf(kind DeedKind) []string {
	var actions []string
	if kind == DeedPersonal {
		return nil
	}
	for action, word := range deedWords {
		if word.kind == kind {
			actions = append(actions, action)
		}
	}
	return actions
}

// HasDeedWords tells whether a deed can be told in words.
func HasDeedWords(action string) bool { _, has := deedWords[action]; return has }
