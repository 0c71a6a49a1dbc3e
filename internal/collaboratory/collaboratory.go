package collaboratory

import (
	"crypto/sha256"
	"strings"
	"time"
	"unicode/utf8"

	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Collaboratory is a community as its settings describe it.
type Collaboratory struct {
	ID        id.ID
	Slug      string
	Name      string
	Town      string
	Zone      string // IANA
	Language  string // "en" or "es": of letters to people whose language is not known
	Currency  string // ISO 4217
	ReplyTo   string // where answers to letters go; empty: to the convener who wrote
	Sectors   []string
	Issues    []string // the causes members choose from
	Norms     string   // how its members mean to treat each other
	Parts     []Part   // switched on beside the four entries every collaboratory has
	CreatedBy id.ID
	CreatedAt time.Time
	Rehearsal bool // a practice room

	ArchivedAt  *time.Time // since when it can only be read
	BackupEmail string     // of somebody invited to stand in for the conveners, until they join
	BackupAskAt *time.Time // when conveners are asked again for somebody to stand in
}

// Role is what a member is in a collaboratory.
type Role string

// The roles. A convener is a member too.
const (
	RoleMember   Role = "member"
	RoleConvener Role = "convener"
)

// Stage is how far somebody invited has come.
type Stage string

// The stages, in their order. Bounced is known from the letter, not from the invitation.
const (
	StageInvited   Stage = "invited"
	StageBounced   Stage = "bounced"
	StageOpened    Stage = "opened"
	StageJoined    Stage = "joined"
	StageWithdrawn Stage = "withdrawn"
)

// invitationLasts is how long an invitation may be accepted.
const invitationLasts = 30 * 24 * time.Hour

// mostAtOnce bounds how many people one paste may invite.
const mostAtOnce = 300

// Founding is a collaboratory about to be created. Only name and town are asked for.
type Founding struct {
	Key      id.ID
	Name     string
	Town     string
	Zone     string // as the browser guessed; may be empty or wrong
	Language string // of the reader
}

func (n Founding) tidy() Founding {
	n.Name, n.Town = oneLine(n.Name), oneLine(n.Town)
	return n
}

func (n Founding) check() error {
	var wrong fault.Fields
	checkName(&wrong, n.Name)
	if n.Town == "" {
		wrong.Add("town", "Write the town, such as Pell River")
	}
	fits(&wrong, "town", n.Town, 200)
	return wrong.Err()
}

// hash tells one request from another that carries the same key. What was guessed does not count.
func (n Founding) hash() []byte { return hashOf(n.Name, n.Town) }

func checkName(wrong *fault.Fields, name string) {
	if name == "" {
		wrong.Add("name", "Write a name, such as Pell River Collaboratory")
	}
	fits(wrong, "name", name, 200)
}

func fits(wrong *fault.Fields, field, text string, most int) {
	if !keepable(text) {
		wrong.Add(field, "There are characters in here that cannot be kept: please type it again")
		return
	}
	if n := utf8.RuneCountInString(text); n > most {
		wrong.Add(field, "Please keep this to %d characters; it has %d", most, n)
	}
}

// keepable tells whether the records can hold a text.
func keepable(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

func isCurrency(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func hashOf(parts ...string) []byte {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return sum[:]
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
