package gathering

import (
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// Door is what stands behind the code of a gathering: whose it is, which one, and whether its room is open to guests.
type Door struct {
	Club  access.Membership // of the collaboratory; Role is 0, whoever asks
	ID    id.ID
	Title string
	Place string
	Code  string
	When
	StartsAt     time.Time
	EndsAt       time.Time
	State        State
	PledgesUntil *time.Time
	Shut         error // in words, why nobody can join just now; nil while the room is open
}

// door is the row as its readers see it at an instant.
func (r doorRow) door(now time.Time) Door {
	d := Door{
		Club: access.Membership{
			CollaboratoryID: r.CollaboratoryID, Slug: r.Slug, Name: r.Name, Zone: r.ClubZone, Currency: r.Currency, Language: r.Language,
			Archived: r.Archived,
		},
		ID: r.ID, Title: r.Title, Place: r.Place, Code: r.Code, When: r.When, StartsAt: r.StartsAt, EndsAt: r.EndsAt,
		State: r.State, PledgesUntil: r.PledgesUntil,
	}
	d.Shut = d.admits(now)
	return d
}

// Open tells whether guests can join just now.
func (d Door) Open() bool { return d.Shut == nil }

// Until is when the room closes to guests: noon of the day after.
func (d Door) Until() time.Time {
	if d.PledgesUntil != nil {
		return *d.PledgesUntil
	}
	return d.pledgesUntil(d.EndsAt)
}

// admits says in words why no guest can be in the room at an instant; nil from the start until noon of the day after.
func (d Door) admits(now time.Time) error {
	switch {
	case d.Club.Archived:
		return fault.Conflict("This collaboratory is archived: nobody meets here any more")
	case d.State == Cancelled:
		return fault.Conflict(stateRefusals[Cancelled])
	case now.After(d.Until()):
		return fault.Conflict("This gathering is over. Its room was open until noon of the day after")
	case d.State == Draft, d.State == Published && now.Before(d.StartsAt):
		return fault.Conflict("The gathering has not started yet. Come back when it does: the code stays the same")
	}
	return nil
}

// over tells whether the room has closed to guests for good.
func (d Door) over(now time.Time) bool { return d.State == Cancelled || now.After(d.Until()) }

// Joining is what somebody says who joins by the code.
type Joining struct {
	Key     id.ID // request key: the same form sent twice is one guest
	Name    string
	Email   string // theirs alone
	NoEmail bool   // they have none
	Pass    string // what this browser holds already, if anything: with the same name it is the same guest
}

// settle brings what was said into the shape it is kept in and says everything that is wrong with it.
func (in *Joining) settle() error {
	in.Name, in.Email = strings.Join(strings.Fields(in.Name), " "), member.CleanEmail(in.Email)
	var wrong fault.Fields
	switch n := len([]rune(in.Name)); {
	case n == 0:
		wrong.Add("name", "Write your name")
	case n > mostName:
		wrong.Add("name", "Write a name of at most %d characters", mostName)
	}
	switch {
	case in.Email == "" && !in.NoEmail:
		wrong.Add("email", "Write your e-mail address, or tick that you have none")
	case in.Email != "" && !member.IsEmail(in.Email):
		wrong.Add("email", "Write an e-mail address like maria@example.org")
	}
	if in.Key == id.Nil {
		wrong.Add("", "The form did not arrive whole: please send it again")
	}
	return wrong.Err()
}

const mostName = 200

// Candidate is a guest of a gathering as its conveners see them, who may invite them to become a member.
type Candidate struct {
	ID           id.ID
	Name         string
	Organisation string
	Email        string // empty: they gave none
	VerifiedAt   *time.Time
	InvitedAt    *time.Time
	Promises     int
}

// forgetAfter is how long after a gathering the house remembers a guest who never said that it was them.
const forgetAfter = 30 * 24 * time.Hour
