package collaboratory

import (
	"context"
	"net/url"
	"slices"
	"strings"

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
	Filters     []ui.Field
	Members     []memberLine
	Columns     []string // of the table: what is offered and looked for only when somebody on this page says it
	Nearest     []memberLine
	Empty       string // when nobody is found
	EmptyAct    string
	EmptyURL    string
	Paging      ui.Paging
	Sectors     []sectorLine
	EmptyChairs string // what to ask about the sectors nobody comes from
	SumsURL     string
	Convener    bool
	InviteURL   string
	AddURL      string
	SettingsURL string
	ExportURL   string
}

type memberLine struct {
	Name, Of, URL      string
	Offers, LookingFor string
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
		ExportURL: c.URL("members", "export"),
		Filters:   filtersOf(ctx, d), Nearest: linesOf(ctx, c, d.Nearest, d.MayConvene), Members: linesOf(ctx, c, d.Members, d.MayConvene),
	}
	if d.Club.Shows(PartSums) && all > 1 {
		p.SumsURL = c.URL("members", "sums")
	}
	p.Sectors, p.EmptyChairs = sectorLines(ctx, c, d)
	p.Lede = ledeOf(ctx, p.Sectors)
	p.Columns = columnsOf(ctx, p.Members)
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
		return i18n.T(ctx, "Look for someone, or for what they can do.")
	}
	return i18n.N(ctx, "from one sector. Look for someone, or for what they can do.", "from %d sectors. Look for someone, or for what they can do.", full, full)
}

func linesOf(ctx context.Context, c page.Club, members []Member, convener bool) []memberLine {
	var all []memberLine
	for _, m := range members {
		line := memberLine{
			Name: m.Name, Of: ofWhat(ctx, m.Organisation, m.Sector), URL: c.URL("members", m.ID.String()),
			Offers: firstFew(ctx, m.Offers), LookingFor: firstFew(ctx, m.LookingFor),
		}
		if m.Role == RoleConvener {
			line.Of = besides(line.Of, i18n.T(ctx, "Convener"))
		}
		if convener && !m.HasAddress {
			line.Of = besides(line.Of, i18n.T(ctx, "no e-mail"))
		}
		all = append(all, line)
	}
	return all
}

func columnsOf(ctx context.Context, lines []memberLine) []string {
	columns := []string{i18n.T(ctx, "Member")}
	if slices.ContainsFunc(lines, func(m memberLine) bool { return m.Offers != "" || m.LookingFor != "" }) {
		columns = append(columns, i18n.T(ctx, "Offers"), i18n.T(ctx, "Is looking for"))
	}
	return columns
}

// firstFew is the beginning of a list, and how much longer it goes on.
func firstFew(ctx context.Context, all []string) string {
	const few = 3
	if len(all) <= few {
		return strings.Join(all, ", ")
	}
	first, more := strings.Join(all[:few], ", "), len(all)-few
	if more == 1 {
		return i18n.T(ctx, "%s and one more", first)
	}
	return i18n.T(ctx, "%s and %d more", first, more)
}

func besides(of, more string) string {
	if of == "" {
		return more
	}
	return of + " · " + more
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

// sectorLines are all sectors of the collaboratory, the fullest first, and others its members come from. Those nobody
// comes from are its empty chairs: one question asks about all of them.
func sectorLines(ctx context.Context, c page.Club, d Directory) (lines []sectorLine, emptyChairs string) {
	var empty []string
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
		if n == 0 {
			empty = append(empty, word)
		}
		lines = append(lines, sectorLine{
			Name: word, URL: c.URL("members") + "?sector=" + url.QueryEscape(name), Count: n,
			Number: i18n.Number(ctx, int64(n)), Empty: n == 0,
		})
	}
	switch len(empty) {
	case 0:
		return lines, ""
	case 1:
		return lines, i18n.T(ctx, "A chair is empty: %s. Who would you bring to the next gathering?", empty[0])
	}
	return lines, i18n.T(ctx, "Chairs are empty: %s. Who would you bring to the next gathering?", strings.Join(empty, ", "))
}

// filtersOf are the lists to narrow by; one without anything to choose is left out.
func filtersOf(ctx context.Context, d Directory) []ui.Field {
	sector := ui.Field{Name: "sector", Label: i18n.T(ctx, "Sector")}
	sector.Options = choices(i18n.T(ctx, "Every sector"), d.Club.Sectors, d.Sought.Sector, func(s string) string { return member.SectorWord(ctx, s) })
	place := ui.Field{Name: "place", Label: i18n.T(ctx, "Place")}
	place.Options = choices(i18n.T(ctx, "Every place"), d.Places, d.Sought.Place, func(s string) string { return s })
	issue := ui.Field{Name: "issue", Label: i18n.T(ctx, "Cause")}
	issue.Options = choices(i18n.T(ctx, "Every cause"), d.Issues, d.Sought.Issue, func(s string) string { return member.IssueWord(ctx, s) })
	return slices.DeleteFunc([]ui.Field{sector, place, issue}, func(f ui.Field) bool { return len(f.Options) < 2 })
}

func choices(all string, values []string, chosen string, word func(string) string) []ui.Option {
	options := []ui.Option{{Value: "", Label: all}}
	if chosen != "" && !slices.Contains(values, chosen) {
		values = append(slices.Clone(values), chosen)
	}
	for _, v := range values {
		options = append(options, ui.Option{Value: v, Label: word(v), Selected: v == chosen})
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
		for name, value := range map[string]string{"q": d.Sought.Words, "sector": d.Sought.Sector, "place": d.Sought.Place, "issue": d.Sought.Issue} {
			if value != "" {
				q.Set(name, value)
			}
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
