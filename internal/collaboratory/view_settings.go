package collaboratory

import (
	"context"
	"strings"

	"collaboratory/internal/calendar"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// overviewPage tells how everything stands, with a way to change each.
type overviewPage struct {
	Back  ui.Link
	Parts []overviewPart
}

type overviewPart struct {
	Title string
	Facts []ui.Fact
}

func overviewView(ctx context.Context, c page.Club, o Overview) page.View {
	change := func(parts ...string) ui.Button {
		return ui.Button{Label: i18n.T(ctx, "Change"), Kind: "quiet", URL: c.URL(append([]string{"settings"}, parts...)...)}
	}
	fact := func(label, text string, act ui.Button) ui.Fact {
		act.About = label
		return ui.Fact{Strong: label, Text: text, Act: act}
	}
	club := o.Club
	basics := change("basics")
	p := overviewPage{Back: ui.Link{Label: c.Name, URL: c.URL()}}
	p.Parts = []overviewPart{
		{i18n.T(ctx, "The basics"), []ui.Fact{
			fact(i18n.T(ctx, "Name"), club.Name, basics),
			fact(i18n.T(ctx, "Town"), orNone(ctx, club.Town), basics),
			fact(i18n.T(ctx, "Time zone"), i18n.T(ctx, calendar.Label(club.Zone)), basics),
			fact(i18n.T(ctx, "Language of letters"), i18n.Name(club.Language), basics),
			fact(i18n.T(ctx, "Currency"), club.Currency, basics),
			fact(i18n.T(ctx, "Answers to letters go to"), replyWords(ctx, club), basics),
			fact(i18n.T(ctx, "Address"), "/c/"+club.Slug, change("address")),
			fact(i18n.T(ctx, "Picture"), yesOrNone(ctx, o.HasLogo, i18n.T(ctx, "There is one")), change("logo")),
		}},
		{i18n.T(ctx, "Words of your own"), []ui.Fact{
			fact(i18n.T(ctx, "Sectors"), i18n.List(ctx, words(ctx, Sectors, club)), change("words", string(Sectors))),
			fact(i18n.T(ctx, "Causes"), i18n.List(ctx, words(ctx, Causes, club)), change("words", string(Causes))),
			fact(i18n.T(ctx, "How we treat each other"), yesOrNone(ctx, club.Norms != "", firstLine(club.Norms)), change("norms")),
			fact(i18n.T(ctx, "Agreement"), agreementWords(ctx, o), change("agreement")),
		}},
		{i18n.T(ctx, "What is switched on"), []ui.Fact{
			fact(i18n.T(ctx, "Beside gatherings, turns, commitments and members"), partWords(ctx, club), change("parts")),
		}},
		{i18n.T(ctx, "Who looks after it"), []ui.Fact{
			fact(i18n.T(ctx, "Conveners"), i18n.List(ctx, names(o.Conveners)), ui.Button{Label: i18n.T(ctx, "Members"), Kind: "quiet", URL: c.URL("members")}),
			fact(i18n.T(ctx, "Backup convener"), backupWords(ctx, o), ui.Button{Label: i18n.T(ctx, "Change"), Kind: "quiet", URL: c.URL("backup")}),
			fact(i18n.T(ctx, "Who may do what"), i18n.T(ctx, "Every role in words"), ui.Button{Label: i18n.T(ctx, "Read"), Kind: "quiet", URL: c.URL("settings", "powers")}),
			fact(i18n.T(ctx, "Who did what"), i18n.T(ctx, "Membership, roles, turns, commitments, files"), ui.Button{Label: i18n.T(ctx, "Read"), Kind: "quiet", URL: c.URL("audit")}),
		}},
		{i18n.T(ctx, "Copy and archive"), []ui.Fact{
			fact(i18n.T(ctx, "Archive"), archiveWords(ctx, c, club), ui.Button{Label: i18n.T(ctx, "Open"), Kind: "quiet", URL: c.URL("settings", "archive")}),
		}},
	}
	return page.View{Title: i18n.T(ctx, "Settings"), Body: overviewBody(p)}
}

func orNone(ctx context.Context, text string) string { return yesOrNone(ctx, text != "", text) }

func yesOrNone(ctx context.Context, has bool, text string) string {
	if !has {
		return i18n.T(ctx, "None yet")
	}
	return text
}

func replyWords(ctx context.Context, club Collaboratory) string {
	if club.ReplyTo == "" {
		return i18n.T(ctx, "The convener who wrote")
	}
	return club.ReplyTo
}

func firstLine(text string) string {
	line, rest, _ := strings.Cut(text, "\n")
	if len([]rune(line)) > 120 {
		return string([]rune(line)[:120]) + "…"
	}
	if rest != "" {
		line += " …"
	}
	return line
}

func names(officers []Officer) []string {
	var all []string
	for _, o := range officers {
		all = append(all, o.Name)
	}
	return all
}

func agreementWords(ctx context.Context, o Overview) string {
	if o.Agreement.Words == "" {
		return i18n.T(ctx, "None yet")
	}
	return i18n.T(ctx, "Version %d, accepted by %d of %d", o.Agreement.Version, o.Accepted, o.Members)
}

func partWords(ctx context.Context, club Collaboratory) string {
	var on []string
	for _, p := range Parts {
		if club.Shows(p) {
			on = append(on, i18n.T(ctx, partTitles[p]))
		}
	}
	if len(on) == 0 {
		return i18n.T(ctx, "Nothing else yet")
	}
	return strings.Join(on, "; ")
}

func backupWords(ctx context.Context, o Overview) string {
	switch {
	case o.Call != nil:
		return i18n.T(ctx, "%s asks for a word from the conveners", o.Call.CallerName)
	case o.Backup != nil:
		return o.Backup.Name
	case o.Club.BackupEmail != "":
		return i18n.T(ctx, "%s, once they have joined", o.Club.BackupEmail)
	}
	return i18n.T(ctx, "None yet")
}

func archiveWords(ctx context.Context, c page.Club, club Collaboratory) string {
	if club.ArchivedAt != nil {
		return i18n.T(ctx, "Archived since %s", i18n.DateYear(ctx, club.ArchivedAt.In(clock.Zone(c.Zone))))
	}
	return i18n.T(ctx, "Not archived")
}

// formPage is one small form of the settings.
type formPage struct {
	Title, Lede string
	URL, Back   string
	Seen        string    // names what the form showed
	Stands      []ui.Fact // what stands now, where somebody else was quicker
	Errors      []ui.FieldError
	Fields      []ui.Field
	Kinds       []string // of the fields: text, zone, pick, email, area, check
	Button      string
}

func (p *formPage) add(kind string, f ui.Field) {
	p.Fields, p.Kinds = append(p.Fields, f), append(p.Kinds, kind)
}

func formPageOf(ctx context.Context, c page.Club, f *page.FormData, title, lede string, at ...string) formPage {
	return formPage{
		Title: title, Lede: lede, URL: c.URL(append([]string{"settings"}, at...)...), Back: c.URL("settings"),
		Seen: f.Value("seen"), Errors: f.Errors(ctx), Button: i18n.T(ctx, "Save"),
	}
}

func (p formPage) page(f *page.FormData) page.View {
	v := page.FormView(f, p.Title, "")
	v.Body = formBody(p)
	return v
}

// overtaken shows what stands now beside what was typed, when somebody else was quicker.
func (p *formPage) overtaken(f *page.FormData, facts ...ui.Fact) {
	for _, e := range p.Errors {
		if e.Field == "" && f.Value("stands") != "" {
			p.Stands = facts
		}
	}
}

func basicsForm(ctx context.Context, c Collaboratory) *page.FormData {
	s := c.Settings()
	return page.Filled(map[string]string{
		"name": s.Name, "town": s.Town, "zone": s.Zone, "language": s.Language, "currency": s.Currency, "reply-to": s.ReplyTo,
		"seen": s.Mark(), "stands": strings.Join([]string{s.Name, s.Town, i18n.T(ctx, calendar.Label(s.Zone)), i18n.Name(s.Language), s.Currency, s.ReplyTo}, "\n"),
	})
}

func basicsView(ctx context.Context, c page.Club, f *page.FormData) page.View {
	p := formPageOf(ctx, c, f, i18n.T(ctx, "The basics"), "", "basics")
	name := f.Field(ctx, "name", i18n.T(ctx, "Name"), "")
	name.Required, name.MaxLength = true, 200
	p.add("text", name)
	p.add("text", f.Field(ctx, "town", i18n.T(ctx, "Town"), ""))
	zone := f.Field(ctx, "zone", i18n.T(ctx, "Time zone"), "")
	zone.Options = zoneOptions(ctx, f.Value("zone"))
	p.add("select", zone)
	language := f.Field(ctx, "language", i18n.T(ctx, "Language of letters"), i18n.T(ctx, "For people who have not chosen their own"))
	language.Options = languageOptions(f.Value("language"))
	p.add("pick", language)
	currency := f.Field(ctx, "currency", i18n.T(ctx, "Currency"), i18n.T(ctx, "Three letters, such as USD"))
	currency.Class, currency.MaxLength = "is-short", 3
	p.add("text", currency)
	reply := f.Field(ctx, "reply-to", i18n.T(ctx, "Answers to letters go to"), i18n.T(ctx, "When it is empty, they go to the convener who wrote"))
	reply.Optional, reply.Autocomplete = true, "off"
	p.add("email", reply)
	labels := []string{name.Label, p.Fields[1].Label, zone.Label, language.Label, currency.Label, reply.Label}
	var stands []ui.Fact
	for i, line := range strings.Split(f.Value("stands"), "\n") {
		if i < len(labels) {
			stands = append(stands, ui.Fact{Strong: labels[i], Text: line})
		}
	}
	p.overtaken(f, stands...)
	return p.page(f)
}

func normsView(ctx context.Context, c page.Club, f *page.FormData) page.View {
	p := formPageOf(ctx, c, f, i18n.T(ctx, "How we treat each other"), i18n.T(ctx, "A few sentences every member can read. An empty line begins a new paragraph."), "norms")
	norms := f.Field(ctx, "norms", i18n.T(ctx, "In your words"), "")
	norms.Rows, norms.MaxLength = 14, longText
	p.add("area", norms)
	p.overtaken(f, ui.Fact{Strong: i18n.T(ctx, "How we treat each other"), Text: f.Value("stands")})
	return p.page(f)
}

// partTitles and partHints tell what can be switched on.
var partTitles = map[Part]string{
	PartPublic:      i18n.Mark("The public page"),
	PartPublicPlace: i18n.Mark("The place of the next gathering, on the public page"),
	PartSums:        i18n.Mark("Who we are, in sums"),
}

var partHints = map[Part]string{
	PartPublic:      i18n.Mark("Strangers see the name, the town, the day of the next gathering and how many promises were kept. Never a person."),
	PartPublicPlace: i18n.Mark("Only together with the public page."),
	PartSums:        i18n.Mark("Members may say how old they are and where they stand. Only sums of five or more are shown."),
}

func partsForm(ctx context.Context, club Collaboratory) *page.FormData {
	values := map[string]string{"seen": club.PartsMark(), "stands": partWords(ctx, club)}
	for _, p := range club.Parts {
		values[string(p)] = "yes"
	}
	return page.Filled(values)
}

func partsView(ctx context.Context, c page.Club, f *page.FormData) page.View {
	p := formPageOf(ctx, c, f, i18n.T(ctx, "What is switched on"), i18n.T(ctx, "Gatherings, turns, commitments and members are always there. The rest is for when you want it."), "parts")
	for _, part := range Parts {
		p.add("check", ui.Field{Name: string(part), Label: i18n.T(ctx, partTitles[part]), Hint: i18n.T(ctx, partHints[part]), Checked: f.Ticked(string(part))})
	}
	p.overtaken(f, ui.Fact{Strong: p.Title, Text: f.Value("stands")})
	return p.page(f)
}

func addressView(ctx context.Context, c page.Club, f *page.FormData) page.View {
	p := formPageOf(ctx, c, f, i18n.T(ctx, "Address"), i18n.T(ctx, "Where this collaboratory is found. Old addresses go on leading here, and nobody else gets them."), "address")
	slug := f.Field(ctx, "slug", i18n.T(ctx, "Address"), i18n.T(ctx, "Small letters, digits and dashes, such as pell-river. It stands after %s/c/", page.HouseOf(ctx).Base))
	slug.Required, slug.MaxLength, slug.Autocomplete = true, slugLongest, "off"
	p.add("text", slug)
	return p.page(f)
}
