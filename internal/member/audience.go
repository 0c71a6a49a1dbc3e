package member

import (
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// Field is one thing a person says about themselves whose audience they choose. Name, organisation and sector are none:
// a promise says who made it and where they come from, so every member sees those.
type Field string

// The fields, as the records name them.
const (
	FieldSpoken     Field = "spoken"
	FieldPronouns   Field = "pronouns"
	FieldJob        Field = "job"
	FieldPlace      Field = "place"
	FieldIssues     Field = "issues"
	FieldSkills     Field = "skills"
	FieldOffers     Field = "offers"
	FieldLookingFor Field = "looking_for"
	FieldLanguages  Field = "languages"
	FieldStory      Field = "story"
	FieldLinks      Field = "links"
	FieldPhoto      Field = "photo"
	FieldEmail      Field = "email"
	FieldPhone      Field = "phone"
	FieldReach      Field = "reach"
)

// Fields are all of them, in the order a profile is read.
var Fields = []Field{
	FieldPhoto, FieldSpoken, FieldPronouns, FieldJob, FieldPlace, FieldIssues, FieldOffers, FieldLookingFor, FieldSkills,
	FieldLanguages, FieldStory, FieldLinks, FieldEmail, FieldPhone, FieldReach,
}

var fieldWords = map[Field]string{
	FieldSpoken:     i18n.Mark("How my name is said"),
	FieldPronouns:   i18n.Mark("Pronouns"),
	FieldJob:        i18n.Mark("What I do there"),
	FieldPlace:      i18n.Mark("Place"),
	FieldIssues:     i18n.Mark("What I work for"),
	FieldSkills:     i18n.Mark("Skills"),
	FieldOffers:     i18n.Mark("What I can offer"),
	FieldLookingFor: i18n.Mark("What I am looking for"),
	FieldLanguages:  i18n.Mark("Languages I speak"),
	FieldStory:      i18n.Mark("My story"),
	FieldLinks:      i18n.Mark("Links"),
	FieldPhoto:      i18n.Mark("Photo"),
	FieldEmail:      i18n.Mark("E-mail"),
	FieldPhone:      i18n.Mark("Phone"),
	FieldReach:      i18n.Mark("How I like to be reached"),
}

// Audience is who sees a field: ForAll, ForConveners, or the id of the one collaboratory whose members do.
type Audience string

// The two audiences that name no collaboratory. Conveners of every collaboratory a person belongs to see everything:
// they have to reach people, and a person without an address has only them.
const (
	ForAll       Audience = "all"
	ForConveners Audience = "conveners"
)

// ForClub is the members of one collaboratory.
func ForClub(collaboratory id.ID) Audience { return Audience(collaboratory.String()) }

// Audiences says who sees what. A field that is not named is for conveners.
type Audiences map[Field]Audience

// Of is who sees that field.
func (a Audiences) Of(f Field) Audience {
	if chosen, said := a[f]; said {
		return chosen
	}
	return ForConveners
}

// check: every field of ours, and no collaboratory but those the person is in.
func (a Audiences) check(mine []id.ID) error {
	var wrong fault.Fields
	for _, f := range Fields {
		chosen := a.Of(f)
		ours := chosen == ForAll || chosen == ForConveners
		for _, collaboratory := range mine {
			ours = ours || chosen == ForClub(collaboratory)
		}
		if !ours {
			wrong.Add(string(f), "Please choose one")
		}
	}
	return wrong.Err()
}

// Reader is who reads a portrait, seen from one collaboratory. The zero Reader is a stranger.
type Reader struct {
	Self          bool  // it is their own
	Collaboratory id.ID // both belong to it now; Nil when they share none
	Convener      bool  // of that collaboratory
}

// visible is the one rule of who sees a field of a portrait.
func visible(audience Audience, r Reader) bool {
	switch {
	case r.Self:
		return true
	case r.Collaboratory == id.Nil:
		return false
	case r.Convener, audience == ForAll:
		return true
	}
	return audience == ForClub(r.Collaboratory)
}

// SeenBy is the portrait as this reader may see it; the rest is empty. A stranger gets nothing at all.
func (p Portrait) SeenBy(r Reader) Portrait {
	if !r.Self && r.Collaboratory == id.Nil {
		return Portrait{}
	}
	for _, f := range Fields {
		if !visible(p.Audiences.Of(f), r) {
			p.hide(f)
		}
	}
	if !r.Self && !r.Convener {
		p.CareOf, p.Audiences = "", nil
	}
	return p
}

func (p *Portrait) hide(f Field) {
	switch f {
	case FieldSpoken:
		p.Spoken = ""
	case FieldPronouns:
		p.Pronouns = ""
	case FieldJob:
		p.Job = ""
	case FieldPlace:
		p.Place = ""
	case FieldIssues:
		p.Issues = nil
	case FieldSkills:
		p.Skills = nil
	case FieldOffers:
		p.Offers = nil
	case FieldLookingFor:
		p.LookingFor = nil
	case FieldLanguages:
		p.Languages = nil
	case FieldStory:
		p.Story = ""
	case FieldLinks:
		p.Links = nil
	case FieldPhoto:
		p.HasPhoto = false
	case FieldEmail:
		p.Email = ""
	case FieldPhone:
		p.Phone = ""
	case FieldReach:
		p.Reach = ""
	}
}
