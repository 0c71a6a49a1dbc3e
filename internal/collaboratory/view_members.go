package collaboratory

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// directory is the page of members.
type directory struct {
	Title, Lede string
	Alone       bool // the first one here: nobody to look for yet
	URL         string
	Words       string
	Sector      ui.Field
	Members     []memberLine
	Empty       string // when nobody is found
	EmptyAct    string
	EmptyURL    string
	Paging      ui.Paging
	Sectors     []sectorLine
	EmptyChair  string // a sector nobody comes from
	Convener    bool
	InviteURL   string
	AddURL      string
	SettingsURL string
}

type memberLine struct {
	Name, Of, URL string
	Role          string
	NoAddress     string
}

type sectorLine struct {
	Name, URL string
	Count     int
	Number    string
	Empty     bool
}

func membersView(ctx context.Context, c page.Club, d Directory) page.View {
	all := 0
	for _, t := range d.Tally {
		all += t.Count
	}
	p := directory{
		Title: i18n.N(ctx, "One of us", "%d of us", all, all),
		URL:   c.URL("members"), Words: d.Sought.Words, Paging: pagingOf(c, d),
		Convener: d.MayConvene, InviteURL: c.URL("invitations"), AddURL: c.URL("members", "new"), SettingsURL: c.URL("settings"),
	}
	p.Sectors, p.EmptyChair = sectorLines(ctx, c, d)
	p.Lede = ledeOf(ctx, p.Sectors)
	p.Sector = ui.Field{Name: "sector", Label: i18n.T(ctx, "Sector"), Options: sectorChoices(ctx, d)}
	for _, m := range d.Members {
		p.Members = append(p.Members, lineOf(ctx, c, m))
	}
	if len(p.Members) == 0 {
		p.Empty, p.EmptyAct, p.EmptyURL = i18n.T(ctx, "Nobody is found by that."), i18n.T(ctx, "Show everybody"), p.URL
	} else if all == 1 && d.MayConvene {
		p.Title, p.Lede, p.Alone = i18n.T(ctx, "Members"), "", true
		p.Empty = i18n.T(ctx, "You are the first. Who else belongs at the table?") // the way to invite stands above
	}
	return page.View{Title: i18n.T(ctx, "Members"), Section: "members", Body: membersPage(p)}
}

func ledeOf(ctx context.Context, sectors []sectorLine) string {
	full := 0
	for _, s := range sectors {
		if s.Count > 0 {
			full++
		}
	}
	if full == 0 {
		return i18n.T(ctx, "Look for a name or an organization.")
	}
	return i18n.N(ctx, "from one sector. Look for a name or an organization.", "from %d sectors. Look for a name or an organization.", full, full)
}

func lineOf(ctx context.Context, c page.Club, m Member) memberLine {
	line := memberLine{Name: m.Name, Of: ofWhat(ctx, m.Organisation, m.Sector), URL: c.URL("members", m.ID.String())}
	if m.Role == RoleConvener {
		line.Role = i18n.T(ctx, "Convener")
	}
	if !m.HasAddress {
		line.NoAddress = i18n.T(ctx, "no e-mail")
	}
	return line
}

// ofWhat is where somebody comes from: “River Clinic · Health”.
func ofWhat(ctx context.Context, organisation, sector string) string {
	var parts []string
	if organisation != "" {
		parts = append(parts, organisation)
	}
	if sector != "" {
		parts = append(parts, member.SectorWord(ctx, sector))
	}
	return strings.Join(parts, " · ")
}

// sectorLines are all sectors of the collaboratory, the fullest first, and others its members come from. The empty chair
// is the first one nobody sits on.
func sectorLines(ctx context.Context, c page.Club, d Directory) (lines []sectorLine, emptyChair string) {
	counted := map[string]int{}
	for _, t := range d.Tally {
		counted[t.Sector] = t.Count
	}
	names := slices.Clone(d.Club.Sectors)
	for _, t := range d.Tally {
		if t.Sector != "" && !slices.Contains(names, t.Sector) {
			names = append(names, t.Sector)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return counted[b] - counted[a] })
	for _, name := range names {
		n, word := counted[name], member.SectorWord(ctx, name)
		if n == 0 && emptyChair == "" {
			emptyChair = word
		}
		lines = append(lines, sectorLine{
			Name: word, URL: c.URL("members") + "?sector=" + url.QueryEscape(name), Count: n,
			Number: i18n.Number(ctx, int64(n)), Empty: n == 0,
		})
	}
	return lines, emptyChair
}

func sectorChoices(ctx context.Context, d Directory) []ui.Option {
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "Every sector")}}
	for _, s := range d.Club.Sectors {
		options = append(options, ui.Option{Value: s, Label: member.SectorWord(ctx, s), Selected: s == d.Sought.Sector})
	}
	return options
}

func pagingOf(c page.Club, d Directory) ui.Paging {
	if len(d.Members) == 0 {
		return ui.Paging{}
	}
	p := ui.Paging{}
	link := func(name string, m Member) string {
		q := url.Values{name: {m.ID.String() + "." + m.Name}}
		if d.Sought.Words != "" {
			q.Set("q", d.Sought.Words)
		}
		if d.Sought.Sector != "" {
			q.Set("sector", d.Sought.Sector)
		}
		return c.URL("members") + "?" + q.Encode()
	}
	if d.HasBefore {
		p.BeforeURL = link("before", d.Members[0])
	}
	if d.HasNext {
		p.NextURL = link("after", d.Members[len(d.Members)-1])
	}
	return p
}

// memberPage is one member.
type memberPage struct {
	Name, Of  string
	Back      string
	Facts     []ui.Fact
	MeURL     string // when it is the reader
	EditURL   string
	RoleURL   string
	Role      string // the one that may be given
	RoleLabel string
	RemoveURL string
	LeaveURL  string
}

func memberView(ctx context.Context, c page.Club, p Profile) page.View {
	actor := access.From(ctx)
	m := memberPage{Name: p.Name, Of: ofWhat(ctx, p.Organisation, p.Sector), Back: c.URL("members"), Facts: factsOf(ctx, c, p)}
	own := c.URL("members", p.ID.String())
	if actor.PersonID == p.ID {
		m.MeURL, m.LeaveURL = "/me", c.URL("members", "leave")
	} else if actor.Convenes(c.CollaboratoryID) {
		m.RemoveURL = own + "/removal"
	}
	if actor.Convenes(c.CollaboratoryID) {
		m.convening(ctx, p, own)
	}
	return page.View{Title: p.Name, Section: "members", Body: memberBody(m)}
}

func (m *memberPage) convening(ctx context.Context, p Profile, own string) {
	switch {
	case p.Email == "":
		m.EditURL = own + "/edit"
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
	facts := []ui.Fact{{Strong: i18n.T(ctx, "Role"), Text: role}}
	add := func(label, text string) {
		if text != "" {
			facts = append(facts, ui.Fact{Strong: label, Text: text})
		}
	}
	add(i18n.T(ctx, "E-mail"), p.Email)
	add(i18n.T(ctx, "Letters in care of"), p.CareOf)
	add(i18n.T(ctx, "Phone"), p.Phone)
	add(i18n.T(ctx, "Member since"), i18n.DateYear(ctx, p.JoinedAt.In(clock.Zone(c.Zone))))
	if p.Email == "" && p.AddedBy != "" && access.From(ctx).Convenes(c.CollaboratoryID) {
		add(i18n.T(ctx, "Added by"), p.AddedBy)
	}
	return facts
}
