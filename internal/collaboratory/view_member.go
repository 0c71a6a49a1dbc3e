package collaboratory

import (
	"context"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// memberPage is one member.
type memberPage struct {
	Name, Of, Said string // Said: how the name is spoken, and pronouns
	Back           string
	Preview        *preview
	PhotoURL       string
	Lists          []said // what they offer and look for
	Story          string
	Facts          []ui.Fact
	Links          []string
	Reach          []reach
	Unreached      string // why there is no way to reach them here
	CardURL        string
	Quiet          string // when they said nothing yet
	MeURL          string // when it is the reader
	PreviewURL     string
	EditURL        string
	PhotoFormURL   string
	RoleURL        string
	Role           string // the one that may be given
	RoleLabel      string
	RemoveURL      string
	LeaveURL       string
}

type said struct {
	Title string
	Lines []string
}

// reach is one way to somebody: an address to write to, a number to call, or words.
type reach struct{ Label, Words, URL string }

// preview is said on one's own page while it is shown as others see it.
type preview struct {
	Words    string
	Tabs     []ui.Link
	BackURL  string
	BackText string
}

func memberView(ctx context.Context, c page.Club, p Profile, seenAs string) page.View {
	m := portraitPage(ctx, c, p)
	actor := access.From(ctx)
	own := c.URL("members", p.ID.String())
	switch {
	case seenAs != "":
		m.Preview = previewOf(ctx, c, own, seenAs)
	case actor.PersonID == p.ID:
		m.MeURL, m.PreviewURL, m.LeaveURL = "/me/profile", own+"?as="+asMember, c.URL("leaving")
	case actor.Convenes(c.CollaboratoryID):
		m.RemoveURL = own + "/removal"
	}
	if seenAs == "" && actor.Convenes(c.CollaboratoryID) {
		m.convening(ctx, p, own)
	}
	if m.quiet() {
		m.Quiet = i18n.T(ctx, "Nothing more is said here yet.")
	}
	return page.View{Title: p.Name, Section: "members", Body: memberBody(m)}
}

// portraitPage is what a member says about themselves, as far as p carries it.
func portraitPage(ctx context.Context, c page.Club, p Profile) memberPage {
	own := c.URL("members", p.ID.String())
	m := memberPage{
		Name: p.Name, Of: ofWhat(ctx, p.Organisation, p.Sector), Said: joined(p.Spoken, p.Pronouns), Back: c.URL("members"),
		Story: p.Story, Links: p.Links, Facts: factsOf(ctx, c, p), Reach: reaches(ctx, p),
	}
	for _, list := range []said{
		{i18n.T(ctx, "Can offer"), p.Offers},
		{i18n.T(ctx, "Is looking for"), p.LookingFor},
	} {
		if len(list.Lines) > 0 {
			m.Lists = append(m.Lists, list)
		}
	}
	if p.HasPhoto {
		m.PhotoURL = own + "/photo.jpg"
	}
	if p.Email != "" || p.Phone != "" {
		m.CardURL = own + "/card.vcf"
	} else {
		m.Unreached = i18n.T(ctx, "How to reach %s is shared with conveners only: ask one of them.", p.Name)
	}
	return m
}

func (m memberPage) quiet() bool {
	return len(m.Lists) == 0 && m.Story == "" && len(m.Links) == 0 && m.PhotoURL == "" && m.Said == ""
}

// joined puts what is there side by side: “say SEE-nad · she”.
func joined(parts ...string) string {
	var there []string
	for _, part := range parts {
		if part != "" {
			there = append(there, part)
		}
	}
	return strings.Join(there, " · ")
}

func (m *memberPage) convening(ctx context.Context, p Profile, own string) {
	switch {
	case !p.HasAddress:
		m.EditURL, m.PhotoFormURL = own+"/edit", own+"/photo"
	case p.Role == RoleConvener:
		m.RoleURL, m.Role, m.RoleLabel = own+"/role", string(RoleMember), i18n.T(ctx, "Make a member again")
	default:
		m.RoleURL, m.Role, m.RoleLabel = own+"/role", string(RoleConvener), i18n.T(ctx, "Make a convener")
	}
}

func factsOf(ctx context.Context, c page.Club, p Profile) []ui.Fact {
	role := i18n.T(ctx, "Member")
	if p.Role == RoleConvener {
		role = i18n.T(ctx, "Convener")
	}
	var facts []ui.Fact
	add := func(label, text string) {
		if text != "" {
			facts = append(facts, ui.Fact{Strong: label, Text: text})
		}
	}
	add(i18n.T(ctx, "Role there"), p.Job)
	add(i18n.T(ctx, "Place"), p.Place)
	add(i18n.T(ctx, "Causes"), issueWords(ctx, p.Issues))
	add(i18n.T(ctx, "Skills"), strings.Join(p.Skills, ", "))
	add(i18n.T(ctx, "Languages spoken"), strings.Join(p.Languages, ", "))
	add(i18n.T(ctx, "Role here"), role)
	add(i18n.T(ctx, "Member since"), i18n.DateYear(ctx, p.JoinedAt.In(clock.Zone(c.Zone))))
	if !p.HasAddress && p.AddedBy != "" && access.From(ctx).Convenes(c.CollaboratoryID) {
		add(i18n.T(ctx, "Added by"), p.AddedBy)
	}
	return facts
}

func issueWords(ctx context.Context, issues []string) string {
	var words []string
	for _, issue := range issues {
		words = append(words, member.IssueWord(ctx, issue))
	}
	return strings.Join(words, ", ")
}

func reaches(ctx context.Context, p Profile) []reach {
	var ways []reach
	add := func(label, words, url string) {
		if words != "" {
			ways = append(ways, reach{label, words, url})
		}
	}
	add(i18n.T(ctx, "Best way"), p.Reach, "")
	add(i18n.T(ctx, "E-mail"), p.Email, "mailto:"+p.Email)
	add(i18n.T(ctx, "Letters in care of"), p.CareOf, "mailto:"+p.CareOf)
	add(i18n.T(ctx, "Phone"), p.Phone, "tel:"+dialled(p.Phone))
	return ways
}

// dialled keeps what a phone dials.
func dialled(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

// previewOf says as whom one looks at oneself.
func previewOf(ctx context.Context, c page.Club, own, seenAs string) *preview {
	p := &preview{Words: i18n.T(ctx, "This is how members of %s see you.", c.Name), BackURL: "/me/profile/audiences", BackText: i18n.T(ctx, "Who sees what")}
	if seenAs == asConvener {
		p.Words = i18n.T(ctx, "This is how conveners of %s see you.", c.Name)
	}
	p.Tabs = []ui.Link{
		{Label: i18n.T(ctx, "As members do"), URL: own + "?as=" + asMember, Current: seenAs == asMember},
		{Label: i18n.T(ctx, "As conveners do"), URL: own + "?as=" + asConvener, Current: seenAs == asConvener},
	}
	return p
}

// As whom one may look at oneself.
const (
	asMember   = "member"
	asConvener = "convener"
)
