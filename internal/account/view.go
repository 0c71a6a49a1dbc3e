package account

import (
	"context"
	"strings"

	"collaboratory/internal/calendar"
	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// addressPage asks for another address.
type addressPage struct {
	Now    string
	Asked  string // what was asked for and waits; may be empty
	Email  ui.Field
	Errors []ui.FieldError
}

func addressView(ctx context.Context, now, asked string, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "E-mail address"), "")
	p := addressPage{Now: now, Errors: f.Errors(ctx)}
	if asked != "" {
		p.Asked = i18n.T(ctx, "We are waiting for %s. If it can be used, a letter is on its way there: open it within a day. Until then nothing changes.", asked)
	}
	p.Email = f.Field(ctx, "email", i18n.T(ctx, "Your new address"), i18n.T(ctx, "We write to the new one to confirm, and to the old one, where it can be stopped for seven days."))
	p.Email.Autocomplete, p.Email.Required, p.Email.MaxLength = "email", true, 254
	v.Body = addressBody(p)
	return v
}

// zonePage asks where somebody lives.
type zonePage struct {
	Zone   ui.Field
	Errors []ui.FieldError
}

func zoneView(ctx context.Context, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "Time zone"), "")
	zone := f.Field(ctx, "zone", i18n.T(ctx, "Where you live"), i18n.T(ctx, "The hours on pages that are only yours go by it. A gathering’s own hours stay those of its place."))
	known := f.Value("zone") == ""
	zone.Options = []ui.Option{{Value: "", Label: i18n.T(ctx, "As my collaboratory"), Selected: known}}
	for _, z := range calendar.Zones() {
		chosen := z.Name == f.Value("zone")
		known = known || chosen
		zone.Options = append(zone.Options, ui.Option{Value: z.Name, Label: i18n.T(ctx, z.Label), Selected: chosen})
	}
	if !known {
		zone.Options = append(zone.Options, ui.Option{Value: f.Value("zone"), Label: f.Value("zone"), Selected: true})
	}
	v.Body = zoneBody(zonePage{Zone: zone, Errors: f.Errors(ctx)})
	return v
}

// lettersPage is what one gets and what one has stopped.
type lettersPage struct {
	Sorts   ui.Field
	Stopped []stopped
}

type stopped struct {
	Words string
	Again []ui.HiddenField
}

func lettersView(ctx context.Context, l Letters) page.View {
	p := lettersPage{Sorts: ui.Field{Name: "letters", Label: i18n.T(ctx, "The letters I want"), Hint: i18n.T(ctx, "Letters to sign in, about your account, and those you have just asked for always come.")}}
	for _, s := range l.Sorts {
		p.Sorts.Options = append(p.Sorts.Options, ui.Option{Value: s.Name, Label: i18n.T(ctx, s.Words), Selected: s.On})
	}
	for _, r := range l.Stopped {
		p.Stopped = append(p.Stopped, stopped{Words: stoppedWords(ctx, r), Again: []ui.HiddenField{
			{Name: "collaboratory", Value: r.Collaboratory.String()}, {Name: "kind", Value: r.Kind},
		}})
	}
	return page.View{Title: i18n.T(ctx, "Letters"), Body: lettersBody(p)}
}

// stoppedWords says what one press on “stop letters like this” stopped.
func stoppedWords(ctx context.Context, r mail.Refusal) string {
	switch {
	case r.Kind == "":
		return i18n.T(ctx, "All letters of %s", r.Club)
	case strings.HasPrefix(r.Kind, "gathering/"):
		return i18n.T(ctx, "Letters about one gathering of %s", r.Club)
	}
	for _, s := range sorts() {
		for _, kind := range s.Kinds {
			if kind == r.Kind {
				return i18n.T(ctx, "%s, of %s", i18n.T(ctx, s.Words), r.Club)
			}
		}
	}
	return i18n.T(ctx, "One sort of letters of %s", r.Club)
}

func calendarView(ctx context.Context, feed string) page.View {
	return page.View{Title: i18n.T(ctx, "Calendar"), Body: calendarBody(feed)}
}

// erasingPage is asking to be erased, or calling it back.
type erasingPage struct {
	Until string // asked already: the last day to think again
	Begun bool
	Alone []ui.Link
}

func erasingView(ctx context.Context, l Leaving) page.View {
	var p erasingPage
	if l.Asked != nil {
		p.Until, p.Begun = i18n.DateYear(ctx, l.Asked.DueAt), l.Asked.SettledAt != nil
	}
	for _, place := range l.Alone {
		p.Alone = append(p.Alone, ui.Link{Label: place.Name, URL: page.ClubURL(place.Slug, "members")})
	}
	return page.View{Title: i18n.T(ctx, "Erase me"), Body: erasingBody(p)}
}

// linkPage is what the link of a letter would do.
type linkPage struct{ Title, Words, Path, Act string }

func changeView(ctx context.Context, purpose string, c Change, path string) page.View {
	p := linkPage{Path: path, Title: i18n.T(ctx, "Confirm your new address"), Act: i18n.T(ctx, "Confirm this address")}
	switch {
	case purpose == StopAddress:
		p.Title, p.Act = i18n.T(ctx, "Stop this change of address"), i18n.T(ctx, "Stop it")
		p.Words = i18n.T(ctx, "You go on signing in with %s. Every device is signed out.", c.OldEmail)
	case c.ConfirmedAt != nil:
		p.Title, p.Path = i18n.T(ctx, "Your address is changed"), ""
		p.Words = i18n.T(ctx, "You sign in with %s.", c.NewEmail)
	default:
		p.Words = i18n.T(ctx, "From now on you sign in with %s.", c.NewEmail)
	}
	return page.View{Title: p.Title, Body: linkBody(p)}
}

func keepView(ctx context.Context, path string) page.View {
	p := linkPage{Path: path, Title: i18n.T(ctx, "Keep my account"), Act: i18n.T(ctx, "Keep my account"), Words: i18n.T(ctx, "Nothing is erased, and everything stays as it is.")}
	return page.View{Title: p.Title, Body: linkBody(p)}
}
