package member

import (
	"net/url"
	"slices"
	"strings"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
)

// Portrait is all a person says about themselves: what we ask everybody, and what they add if they like. One person has
// one portrait, in however many collaboratories they are.
type Portrait struct {
	Profile
	Email      string
	Spoken     string   // how the name is said: “say SEE-nad”
	Pronouns   string   //
	Job        string   // what they are at their organisation
	Place      string   // the part of town, or the town
	Issues     []string // some of Issues, and words of their own
	Skills     []string
	Offers     []string // what they can offer
	LookingFor []string
	Languages  []string // they speak
	Story      string
	Links      []string // web addresses
	Reach      string   // how they like to be reached, in words
	HasPhoto   bool
	Audiences  Audiences
}

// Issues are the causes people work for, in the order they are offered; everybody may add their own.
var Issues = []string{
	"housing", "food", "health", "children", "schools", "jobs", "small-business", "immigration", "transport",
	"environment", "safety", "arts", "aging", "disability", "young-people", "democracy", "faith", "veterans",
}

var issueWords = map[string]string{
	"housing":        i18n.Mark("Housing"),
	"food":           i18n.Mark("Food"),
	"health":         i18n.Mark("Health and care"),
	"children":       i18n.Mark("Small children"),
	"schools":        i18n.Mark("Schools and learning"),
	"jobs":           i18n.Mark("Jobs and pay"),
	"small-business": i18n.Mark("Small business"),
	"immigration":    i18n.Mark("New neighbors"),
	"transport":      i18n.Mark("Getting around"),
	"environment":    i18n.Mark("Land, water and air"),
	"safety":         i18n.Mark("Safety"),
	"arts":           i18n.Mark("Arts and memory"),
	"aging":          i18n.Mark("Growing old"),
	"disability":     i18n.Mark("Living with a disability"),
	"young-people":   i18n.Mark("Young people"),
	"democracy":      i18n.Mark("Voting and public life"),
	"faith":          i18n.Mark("Faith and belonging"),
	"veterans":       i18n.Mark("Veterans"),
}

// How much may be said, so that a page stays a page.
const (
	mostLines  = 12
	longLine   = 160
	longStory  = 1500
	mostLinks  = 5
	longLink   = 300
	mostIssues = 24
)

func (p Portrait) tidy() Portrait {
	p.Profile = p.Profile.tidy()
	p.Spoken, p.Pronouns, p.Job, p.Place = oneLine(p.Spoken), oneLine(p.Pronouns), oneLine(p.Job), oneLine(p.Place)
	p.Issues, p.Skills, p.Offers = tidyLines(p.Issues), tidyLines(p.Skills), tidyLines(p.Offers)
	p.LookingFor, p.Languages, p.Links = tidyLines(p.LookingFor), tidyLines(p.Languages), tidyLines(p.Links)
	p.Story, p.Reach = strings.TrimSpace(strings.ReplaceAll(p.Story, "\r\n", "\n")), oneLine(p.Reach)
	for i, link := range p.Links {
		if !strings.Contains(link, ":") || strings.HasPrefix(link, "www.") {
			p.Links[i] = "https://" + link
		}
	}
	return p
}

// tidyLines drops empty and doubled lines and keeps the order.
func tidyLines(typed []string) []string {
	lines := []string{}
	for _, line := range typed {
		line = oneLine(line)
		if line != "" && !slices.ContainsFunc(lines, func(other string) bool { return strings.EqualFold(line, other) }) {
			lines = append(lines, line)
		}
	}
	return lines
}

// check says what of a portrait cannot be taken, all at once.
func (p Portrait) check() error {
	var wrong fault.Fields
	p.checkInto(&wrong)
	fits(&wrong, "spoken", p.Spoken, 80)
	fits(&wrong, "pronouns", p.Pronouns, 40)
	fits(&wrong, "job", p.Job, 120)
	fits(&wrong, "place", p.Place, 80)
	fits(&wrong, "story", p.Story, longStory)
	fits(&wrong, "reach", p.Reach, 300)
	checkLines(&wrong, "issues", p.Issues, mostIssues, 60)
	checkLines(&wrong, "skills", p.Skills, mostLines, longLine)
	checkLines(&wrong, "offers", p.Offers, mostLines, longLine)
	checkLines(&wrong, "looking-for", p.LookingFor, mostLines, longLine)
	checkLines(&wrong, "languages", p.Languages, mostLines, 60)
	checkLines(&wrong, "links", p.Links, mostLinks, longLink)
	for _, link := range p.Links {
		if !isWebAddress(link) {
			wrong.Add("links", "Write a web address like https://example.org")
			break
		}
	}
	return wrong.Err()
}

func checkLines(wrong *fault.Fields, field string, lines []string, most, long int) {
	if len(lines) > most {
		wrong.Add(field, "Please keep this to %d lines; there are %d", most, len(lines))
		return
	}
	for _, line := range lines {
		fits(wrong, field, line, long)
	}
}

// isWebAddress: http or https, of a host with a name, without a password in it. Nothing else may become a link.
func isWebAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && strings.Contains(u.Hostname(), ".")
}

// Employer is where somebody works now.
type Employer struct {
	Organisation string
	Job          string
	Sector       string
}

func (e Employer) tidy() Employer {
	return Employer{Organisation: oneLine(e.Organisation), Job: oneLine(e.Job), Sector: oneLine(e.Sector)}
}

func (e Employer) check() error {
	var wrong fault.Fields
	fits(&wrong, "organisation", e.Organisation, 200)
	fits(&wrong, "job", e.Job, 120)
	fits(&wrong, "sector", e.Sector, 60)
	return wrong.Err()
}
