package collaboratory

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// personPage adds somebody without an address, or changes what is known of them.
type personPage struct {
	Title, Lede      string
	URL              string
	Known            *member.ProfileForm // the whole profile, of somebody who belongs already
	Name, Phone      ui.Field
	Organisation     ui.Field
	Sector           ui.Field
	Language, CareOf ui.Field
	Key              ui.HiddenField
	Back             string
	Errors           []ui.FieldError
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
		known := member.ProfileFormOf(ctx, f, club.Sectors, club.Issues, false)
		p.Known = &known
		p.Title, p.Lede = i18n.T(ctx, "Change what is known of them"), i18n.T(ctx, "Only with their consent. It is written down that you did it for them.")
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
