package collaboratory

import (
	"context"
	"strings"

	"collaboratory/internal/calendar"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// newForm asks for a name and a town, and guesses the rest.
type newForm struct {
	Name, Town ui.Field
	Zone       string
	Key        ui.HiddenField
	Errors     []ui.FieldError
}

func newView(ctx context.Context, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "Start a collaboratory"), "")
	name := f.Field(ctx, "name", i18n.T(ctx, "What is it called?"), i18n.T(ctx, "Such as Pell River Collaboratory"))
	name.Required, name.MaxLength = true, 200
	town := f.Field(ctx, "town", i18n.T(ctx, "Town"), i18n.T(ctx, "Or the county, or the part of the city"))
	town.Required, town.MaxLength = true, 200
	v.Body = newPage(newForm{Name: name, Town: town, Zone: f.Value("zone"), Key: f.Hidden(), Errors: f.Errors(ctx)})
	return v
}

// steps is the page that says what to do first.
type steps struct {
	Name          string
	InviteURL     string
	ScheduleURL   string
	SettingsURL   string
	SettingsWords string
	HomeURL       string
}

func firstStepsView(ctx context.Context, c page.Club, club Collaboratory) page.View {
	return page.View{Title: i18n.T(ctx, "First steps"), Section: "home", Body: firstSteps(steps{
		Name:          club.Name,
		InviteURL:     c.URL("invitations"),
		ScheduleURL:   c.URL("gatherings", "new"),
		SettingsURL:   c.URL("settings"),
		SettingsWords: i18n.T(ctx, "Times are in %s, letters in %s, sums in %s. We guessed; please look.", i18n.T(ctx, calendar.Label(club.Zone)), i18n.Name(club.Language), club.Currency),
		HomeURL:       c.URL(),
	})}
}

// zoneOptions are the zones to choose from, with the present one first when it is not among them.
func zoneOptions(ctx context.Context, present string) []ui.Option {
	var options []ui.Option
	listed := false
	for _, z := range calendar.Zones() {
		options = append(options, ui.Option{Value: z.Name, Label: i18n.T(ctx, z.Label)})
		listed = listed || z.Name == present
	}
	if !listed && present != "" {
		options = append([]ui.Option{{Value: present, Label: present}}, options...)
	}
	return options
}

// settingsPage is what conveners may change.
type settingsPage struct {
	Name, Town, Zone, Language, Currency, ReplyTo, Sectors ui.Field
	URL                                                    string
	Back                                                   ui.Link
	Errors                                                 []ui.FieldError
}

// settingsForm is the form as the settings are now.
func settingsForm(ctx context.Context, c Collaboratory) *page.FormData {
	words := make([]string, len(c.Sectors))
	for i, sector := range c.Sectors {
		words[i] = member.SectorWord(ctx, sector)
	}
	return page.Filled(map[string]string{
		"name": c.Name, "town": c.Town, "zone": c.Zone, "language": c.Language, "currency": c.Currency,
		"reply-to": c.ReplyTo, "sectors": strings.Join(words, "\n"),
	})
}

func settingsView(ctx context.Context, c page.Club, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "Settings"), "")
	p := settingsPage{
		Name:     f.Field(ctx, "name", i18n.T(ctx, "Name"), ""),
		Town:     f.Field(ctx, "town", i18n.T(ctx, "Town"), ""),
		Zone:     f.Field(ctx, "zone", i18n.T(ctx, "Time zone"), ""),
		Language: f.Field(ctx, "language", i18n.T(ctx, "Language of letters"), i18n.T(ctx, "For people who have not chosen their own")),
		Currency: f.Field(ctx, "currency", i18n.T(ctx, "Currency"), i18n.T(ctx, "Three letters, such as USD")),
		ReplyTo:  f.Field(ctx, "reply-to", i18n.T(ctx, "Answers to letters go to"), i18n.T(ctx, "When it is empty, they go to the convener who wrote")),
		Sectors:  f.Field(ctx, "sectors", i18n.T(ctx, "Sectors"), i18n.T(ctx, "One a line: the kinds of places your members come from")),
		URL:      c.URL("settings"),
		Back:     ui.Link{Label: c.Name, URL: c.URL()},
		Errors:   f.Errors(ctx),
	}
	p.Name.Required, p.Currency.Class, p.Currency.MaxLength = true, "is-short", 3
	p.ReplyTo.Optional, p.ReplyTo.Autocomplete, p.Sectors.Rows = true, "off", 12
	p.Zone.Options = zoneOptions(ctx, f.Value("zone"))
	p.Language.Options = languageOptions(f.Value("language"))
	v.Body = settingsBody(p)
	return v
}

func languageOptions(chosen string) []ui.Option {
	var options []ui.Option
	for _, l := range i18n.Languages {
		options = append(options, ui.Option{Value: l.Code, Label: l.Name, Selected: l.Code == chosen})
	}
	return options
}

// personPage adds somebody without an address, or changes what is known of them.
type personPage struct {
	Title, Lede                                         string
	URL                                                 string
	Name, Phone, Organisation, Sector, Language, CareOf ui.Field
	Key                                                 ui.HiddenField
	Back                                                string
	Errors                                              []ui.FieldError
}

func personView(ctx context.Context, c page.Club, club Collaboratory, f *page.FormData, person id.ID) page.View {
	p := personPage{
		Title:        i18n.T(ctx, "Add somebody without e-mail"),
		Lede:         i18n.T(ctx, "They belong like everybody else. You act for them when they tell you to, and it is written down that you did."),
		URL:          c.URL("members", "new"),
		Name:         f.Field(ctx, "name", i18n.T(ctx, "Name"), ""),
		Phone:        f.Field(ctx, "phone", i18n.T(ctx, "Phone"), i18n.T(ctx, "So that you can call them before and after a gathering")),
		Organisation: f.Field(ctx, "organisation", i18n.T(ctx, "Organization, or what they do"), ""),
		Sector:       f.Field(ctx, "sector", i18n.T(ctx, "Sector"), ""),
		Language:     f.Field(ctx, "language", i18n.T(ctx, "Language they read"), ""),
		CareOf:       f.Field(ctx, "care-of", i18n.T(ctx, "Letters in care of"), i18n.T(ctx, "The e-mail address of somebody who hands them on, such as a daughter")),
		Key:          f.Hidden(),
		Back:         c.URL("members"),
		Errors:       f.Errors(ctx),
	}
	if person != id.Nil {
		p.Title, p.Lede = i18n.T(ctx, "Change what is known of them"), ""
		p.URL, p.Back = c.URL("members", person.String(), "edit"), c.URL("members", person.String())
	}
	p.Name.Required, p.Name.Autocomplete, p.Phone.Autocomplete, p.CareOf.Autocomplete = true, "off", "off", "off"
	p.Phone.Optional, p.Organisation.Optional, p.Sector.Optional, p.CareOf.Optional = true, true, true, true
	p.Sector.Options = member.SectorOptions(ctx, club.Sectors, f.Value("sector"))
	chosen := f.Value("language")
	if chosen == "" {
		chosen = club.Language
	}
	p.Language.Options = languageOptions(chosen)
	v := page.FormView(f, p.Title, "members")
	v.Body = personBody(p)
	return v
}
