package collaboratory

import (
	"context"

	"collaboratory/internal/calendar"
	"collaboratory/internal/i18n"
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
	BackupURL     string
	HomeURL       string
}

func firstStepsView(ctx context.Context, c page.Club, club Collaboratory) page.View {
	return page.View{Title: i18n.T(ctx, "First steps"), Section: "home", Body: firstSteps(steps{
		Name:          club.Name,
		InviteURL:     c.URL("invitations"),
		ScheduleURL:   c.URL("gatherings", "new"),
		SettingsURL:   c.URL("settings"),
		SettingsWords: i18n.T(ctx, "Times are in %s, letters in %s, sums in %s. We guessed; please look.", i18n.T(ctx, calendar.Label(club.Zone)), i18n.Name(club.Language), club.Currency),
		BackupURL:     c.URL("backup"),
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

func languageOptions(chosen string) []ui.Option {
	var options []ui.Option
	for _, l := range i18n.Languages {
		options = append(options, ui.Option{Value: l.Code, Label: l.Name, Selected: l.Code == chosen})
	}
	return options
}
