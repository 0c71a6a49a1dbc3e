package stage

import (
	"context"
	"net/url"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// codePage asks for the code on the big screen.
func codePage(ctx context.Context, code string, wrong bool) page.View {
	field := ui.Field{
		Name: "code", Label: i18n.T(ctx, "The code on the screen"), Hint: i18n.T(ctx, "Five letters and numbers"), Value: code, Class: "is-code",
		Autocomplete: "off", MaxLength: 20, Attrs: map[string]any{"autocapitalize": "characters", "spellcheck": "false"},
	}
	if wrong {
		field.Error = i18n.T(ctx, "No gathering has this code. Look at the five characters on the screen once more") + "."
	}
	v := page.View{Title: i18n.T(ctx, "Come into the room"), Form: true, Room: true, Wrong: wrong, Body: codeBody(field)}
	if wrong {
		v.Code = 404
	}
	return v
}

// joinView asks a guest who they are.
type joinView struct {
	Action, Club, Title string
	Wrong               []ui.FieldError
	Key                 ui.HiddenField
	Name, Email         ui.Field
	NoEmail             ui.Field
	YouthURL, SignInURL string
}

func joinPage(ctx context.Context, door gathering.Door, f *page.FormData) page.View {
	v := joinView{
		Action: "/g/" + door.Code, Club: door.Club.Name, Title: door.Title, Wrong: f.Errors(ctx), Key: f.Hidden(),
		YouthURL: "/g/" + door.Code + "?youth=1", SignInURL: "/sign-in?next=" + url.QueryEscape(roomOf(door)),
	}
	v.Name = f.Field(ctx, "name", i18n.T(ctx, "Your name"), "")
	v.Name.Autocomplete, v.Name.MaxLength = "name", 200
	v.Email = f.Field(ctx, "email", i18n.T(ctx, "Your e-mail address"), i18n.T(ctx, "Only the people you promise something see it."))
	v.NoEmail = ui.Field{Name: "no_email", Label: i18n.T(ctx, "I have none"), Checked: f.Ticked("no_email")}
	view := page.FormView(f, i18n.T(ctx, "Come into the room"), "")
	view.Room, view.Body = true, joinBody(v)
	return view
}

// shutView says when the room is open.
type shutView struct {
	Club, Title, Words string
	Day, Time, Place   string
	Soon               bool
	SignInURL          string
}

func shutPage(ctx context.Context, door gathering.Door, now time.Time) page.View {
	starts := door.StartsAt.In(clock.Zone(door.Zone))
	v := shutView{
		Club: door.Club.Name, Title: door.Title, Soon: now.Before(door.EndsAt) && door.State != gathering.Cancelled,
		SignInURL: "/sign-in?next=" + url.QueryEscape(roomOf(door)),
	}
	v.Words = refusalOf(ctx, door.Shut)
	if v.Soon {
		v.Words = i18n.T(ctx, "Come back when it starts. The code stays the same, and this page looks again by itself.")
		v.Day, v.Time, v.Place = i18n.DayYear(ctx, starts), i18n.Clock(ctx, starts), door.Place
	}
	return page.View{Title: door.Title, Form: true, Room: true, Body: shutBody(v)}
}

func youthPage(ctx context.Context, door gathering.Door) page.View {
	return page.View{Title: i18n.T(ctx, "You came with a youth group"), Form: true, Room: true, Body: youthBody(door.Club.Name, "/g/"+door.Code)}
}
