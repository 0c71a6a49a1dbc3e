package collaboratory

import (
	"context"
	"strconv"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// logoPage takes the collaboratory's picture.
type logoPage struct {
	URL, Back string
	Shown     string // the address of the picture there is
	Name      string
	Picture   ui.Field
	Errors    []ui.FieldError
}

func logoView(ctx context.Context, c page.Club, has bool, f *page.FormData) page.View {
	picture := f.Field(ctx, "logo", i18n.T(ctx, "Choose a picture"), i18n.T(ctx, "A JPEG, PNG or WebP file of at most 5 MB. It stands on your front page, and on the public page when that is on."))
	picture.Required = true
	picture.Attrs = map[string]any{"accept": "image/jpeg,image/png,image/webp"}
	p := logoPage{URL: c.URL("settings", "logo"), Back: c.URL("settings"), Name: c.Name, Picture: picture, Errors: f.Errors(ctx)}
	if has {
		p.Shown = c.URL("logo.jpg")
	}
	v := page.FormView(f, i18n.T(ctx, "Picture"), "")
	v.Body = logoBody(p)
	return v
}

// powersPage tells who may do what.
type powersPage struct {
	Back  string
	Roles []rolePowers
}

type rolePowers struct {
	ID, Title string
	Also      string
	Powers    []string
}

func powersView(ctx context.Context, c page.Club, _ Collaboratory) page.View {
	p := powersPage{Back: c.URL("settings")}
	for i, r := range powerRoles {
		role := rolePowers{ID: "role-" + strconv.Itoa(i+1), Title: i18n.T(ctx, r.words)}
		for _, action := range access.Powers(r.role) {
			if word := powerWords[action]; word != "" {
				role.Powers = append(role.Powers, i18n.T(ctx, word))
			}
		}
		switch r.role {
		case access.Convener:
			role.Also = i18n.T(ctx, "All that members may do, all that a host may do, and:")
		case access.Host, access.Scribe, access.Presenter, access.Giver:
			role.Also = i18n.T(ctx, "All that members may do, and:")
		}
		p.Roles = append(p.Roles, role)
	}
	return page.View{Title: i18n.T(ctx, "Who may do what"), Body: powersBody(p)}
}
