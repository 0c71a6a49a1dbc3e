package member

import (
	"context"
	"slices"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// IssueWord is the reader's word for a cause; one that somebody wrote is their own word.
func IssueWord(ctx context.Context, issue string) string {
	if word, ours := issueWords[issue]; ours {
		return i18n.T(ctx, word)
	}
	return issue
}

// ProfileForm is the form of a whole profile: one's own, or that of a person whom a convener acts for.
type ProfileForm struct {
	Name, Spoken, Pronouns, Place, Languages ui.Field
	Organisation, Job, Sector                ui.Field
	Issues                                   ui.Field // any number
	OtherIssues                              ui.Field
	Offers, LookingFor, Skills               ui.Field
	Story, Links                             ui.Field
	Phone, Reach                             ui.Field
}

// Fill is the form of a profile as it is kept; offered are the causes that are boxes to tick.
func Fill(p Portrait, offered []string) *page.FormData {
	return page.Filled(map[string]string{
		"name": p.Name, "spoken": p.Spoken, "pronouns": p.Pronouns, "place": p.Place, "languages": lines(p.Languages),
		"organisation": p.Organisation, "job": p.Job, "sector": p.Sector, "issues": lines(p.Issues),
		"offers": lines(p.Offers), "looking-for": lines(p.LookingFor), "skills": lines(p.Skills), "story": p.Story,
		"links": lines(p.Links), "phone": p.Phone, "reach": p.Reach, "language": p.Language, "care-of": p.CareOf,
	})
}

// Read is the profile as somebody typed it.
func Read(f *page.FormData) Portrait {
	return Portrait{
		Profile: Profile{
			Name: f.Value("name"), Phone: f.Value("phone"), Organisation: f.Value("organisation"),
			Sector: f.Value("sector"), Language: f.Value("language"), CareOf: f.Value("care-of"),
		},
		Spoken: f.Value("spoken"), Pronouns: f.Value("pronouns"), Job: f.Value("job"), Place: f.Value("place"),
		Issues: append(chosenIssues(f), split(f.Value("other-issues"))...), Skills: split(f.Value("skills")),
		Offers: split(f.Value("offers")), LookingFor: split(f.Value("looking-for")), Languages: split(f.Value("languages")),
		Story: f.Value("story"), Links: split(f.Value("links")), Reach: f.Value("reach"),
	}
}

// chosenIssues reads ticked boxes, or the form as it was filled.
func chosenIssues(f *page.FormData) []string {
	var all []string
	for _, value := range f.Values("issues") {
		all = append(all, split(value)...)
	}
	return all
}

func lines(all []string) string { return strings.Join(all, "\n") }

func split(text string) []string { return strings.Split(strings.ReplaceAll(text, "\r", ""), "\n") }

// ProfileFormOf is the form with what was typed, and the sectors and causes to choose from. self tells whether it speaks to
// the person themselves.
func ProfileFormOf(ctx context.Context, f *page.FormData, sectors, issues []string, self bool) ProfileForm {
	oneALine := i18n.T(ctx, "One a line")
	p := ProfileForm{
		Name:         line(ctx, f, "name", i18n.T(ctx, "Name"), i18n.T(ctx, "As neighbors say it. It stands beside what is promised."), 200),
		Spoken:       line(ctx, f, "spoken", i18n.T(ctx, "How the name is said"), i18n.T(ctx, "Such as: say SEE-nad"), 80),
		Pronouns:     line(ctx, f, "pronouns", i18n.T(ctx, "Pronouns"), i18n.T(ctx, "Such as she, he, they"), 40),
		Place:        line(ctx, f, "place", i18n.T(ctx, "Place"), i18n.T(ctx, "The part of town, or the town"), 80),
		Languages:    text(ctx, f, "languages", i18n.T(ctx, "Languages spoken"), oneALine, 2),
		Organisation: line(ctx, f, "organisation", i18n.T(ctx, "Organization, or trade"), "", 200),
		Job:          line(ctx, f, "job", i18n.T(ctx, "Role there"), i18n.T(ctx, "Such as head nurse, or volunteer on Tuesdays"), 120),
		Sector:       line(ctx, f, "sector", i18n.T(ctx, "Sector"), "", 60),
		Issues:       line(ctx, f, "issues", i18n.T(ctx, "Causes"), i18n.T(ctx, "Any number"), 0),
		OtherIssues:  text(ctx, f, "other-issues", i18n.T(ctx, "Other causes, in your own words"), oneALine, 2),
		Offers:       text(ctx, f, "offers", i18n.T(ctx, "Can offer"), i18n.T(ctx, "One a line, such as: a van on Tuesdays"), 4),
		LookingFor:   text(ctx, f, "looking-for", i18n.T(ctx, "Is looking for"), i18n.T(ctx, "One a line, such as: someone who knows grants"), 4),
		Skills:       text(ctx, f, "skills", i18n.T(ctx, "Skills"), i18n.T(ctx, "One a line, such as: bookkeeping"), 3),
		Story:        text(ctx, f, "story", i18n.T(ctx, "A short story"), i18n.T(ctx, "What brought you here, in a few sentences"), 5),
		Links:        text(ctx, f, "links", i18n.T(ctx, "Links"), i18n.T(ctx, "Web addresses, one a line"), 2),
		Phone:        line(ctx, f, "phone", i18n.T(ctx, "Phone"), i18n.T(ctx, "When somebody promises, the other side sees it only if they say so then."), 40),
		Reach:        line(ctx, f, "reach", i18n.T(ctx, "Best way to be reached"), i18n.T(ctx, "Such as: call after six, no texts"), 300),
	}
	p.Name.Required, p.Name.Optional, p.OtherIssues.MaxLength = true, false, 0
	p.Story.MaxLength = longStory
	p.Sector.Options = SectorOptions(ctx, sectors, f.Value("sector"))
	p.Issues.Options, p.OtherIssues.Value = issueOptions(ctx, f, issues)
	if self {
		p.Name.Autocomplete, p.Organisation.Autocomplete, p.Job.Autocomplete = "name", "organization", "organization-title"
	} else {
		p.Name.Autocomplete, p.Phone.Autocomplete = "off", "off"
	}
	return p
}

func line(ctx context.Context, f *page.FormData, name, label, hint string, most int) ui.Field {
	field := f.Field(ctx, name, label, hint)
	field.Optional, field.MaxLength = true, most
	return field
}

func text(ctx context.Context, f *page.FormData, name, label, hint string, rows int) ui.Field {
	field := f.Field(ctx, name, label, hint)
	field.Optional, field.Rows = true, rows
	return field
}

// issueOptions are the causes to choose from; others that were chosen stand among the person's own words.
func issueOptions(ctx context.Context, f *page.FormData, offered []string) (options []ui.Option, other string) {
	chosen := chosenIssues(f)
	own := strings.TrimSpace(f.Value("other-issues"))
	for _, issue := range offered {
		options = append(options, ui.Option{Value: issue, Label: IssueWord(ctx, issue), Selected: slices.Contains(chosen, issue)})
	}
	for _, issue := range chosen {
		if !slices.Contains(offered, issue) && issue != "" {
			own = strings.TrimSpace(own + "\n" + IssueWord(ctx, issue))
		}
	}
	return options, own
}

// profilePage is the page where one changes one's profile.
type profilePage struct {
	Form   ProfileForm
	Email  string
	Errors []ui.FieldError
}

func profileView(ctx context.Context, mine MyProfile, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "My profile"), "")
	v.Body = profileBody(profilePage{Form: ProfileFormOf(ctx, f, mine.Sectors, mine.Issues, true), Email: mine.Portrait.Email, Errors: f.Errors(ctx)})
	return v
}

// employerPage is the small form of somebody who works elsewhere now.
type employerPage struct {
	Was                       string
	Organisation, Job, Sector ui.Field
	Errors                    []ui.FieldError
}

func employerView(ctx context.Context, mine MyProfile, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "I work somewhere else now"), "")
	whole := ProfileFormOf(ctx, f, mine.Sectors, mine.Issues, true)
	p := employerPage{Organisation: whole.Organisation, Job: whole.Job, Sector: whole.Sector, Errors: f.Errors(ctx)}
	if of := mine.Portrait.Organisation; of != "" {
		p.Was = i18n.T(ctx, "What you promised for %s stays promised for it. What you promise from now on is yours, or your new organization’s.", of)
	}
	v.Body = employerBody(p)
	return v
}

// audiencePage says who sees what.
type audiencePage struct {
	Fields   []ui.Field
	Previews []ui.Link
	Errors   []ui.FieldError
}

func audienceView(ctx context.Context, mine Portrait, f *page.FormData) page.View {
	if f == nil {
		f = page.Filled(nil)
		for _, field := range Fields {
			f.Set(string(field), string(mine.Audiences.Of(field)))
		}
	}
	v := page.FormView(f, i18n.T(ctx, "Who sees what"), "")
	p := audiencePage{Previews: previews(ctx), Errors: f.Errors(ctx)}
	for _, field := range Fields {
		one := f.Field(ctx, string(field), i18n.T(ctx, fieldWords[field]), "")
		one.Options = audienceOptions(ctx)
		p.Fields = append(p.Fields, one)
	}
	v.Body = audienceBody(p)
	return v
}

func audienceOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Value: string(ForAll), Label: i18n.T(ctx, "Everybody in my collaboratories")}}
	for _, m := range access.From(ctx).Clubs() {
		options = append(options, ui.Option{Value: string(ForClub(m.CollaboratoryID)), Label: i18n.T(ctx, "Only members of %s", m.Name)})
	}
	return append(options, ui.Option{Value: string(ForConveners), Label: i18n.T(ctx, "Only conveners")})
}

// previews lead to one's own page as others see it, in each collaboratory.
func previews(ctx context.Context) []ui.Link {
	var links []ui.Link
	actor := access.From(ctx)
	for _, m := range actor.Clubs() {
		links = append(links, ui.Link{
			Label: i18n.T(ctx, "See it as others do in %s", m.Name),
			URL:   page.ClubURL(m.Slug, "members", actor.PersonID.String()) + "?as=member",
		})
	}
	return links
}
