package stage

import (
	"context"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/web/ui"
)

// asideView is what a host looks at before the evening and hardly ever during it.
type asideView struct {
	RolesURL     string
	Held         []heldView
	Person, Kind ui.Field
	SetURL       string
	Settings     []ui.Field
	PaperURL     string
	Touch        string
	Screens      templ.Component // to show the big screen on the venue’s computer
}

type heldView struct{ Words, Person, Role string }

// staff is what the console alone reads: to whom a role can be handed, and how many screens are in touch.
type staff struct {
	members   []member
	listening int
}

type member struct {
	ID   id.ID
	Name string
}

func asideViewOf(ctx context.Context, s sight) asideView {
	v := asideView{
		SetURL: s.url("settings"), PaperURL: s.url("paper"), Screens: templ.NopComponent,
		Touch: inTouchWords(ctx, s.staff.listening), Settings: settingFields(ctx, s.room.Stage.Settings),
	}
	if _, err := s.room.Place.State.After(gathering.StepHand); err == nil && s.may(access.GatheringHand) {
		v.RolesURL = s.url("roles")
	}
	if s.may(access.StageScreen) {
		v.Screens = screensForm(s)
	}
	words := map[gathering.Role]string{gathering.Host: i18n.T(ctx, "host"), gathering.Scribe: i18n.T(ctx, "scribe")}
	for _, h := range s.room.Held {
		v.Held = append(v.Held, heldView{Words: h.Name + ": " + words[h.Role], Person: h.PersonID.String(), Role: string(h.Role)})
	}
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "Choose somebody")}}
	for _, m := range s.staff.members {
		options = append(options, ui.Option{Value: m.ID.String(), Label: m.Name})
	}
	v.Person = ui.Field{Name: "person", ID: "role-person", Label: i18n.T(ctx, "Member"), Options: options, Required: true}
	v.Kind = ui.Field{Name: "role", Label: i18n.T(ctx, "Role"), Options: []ui.Option{
		{Value: string(gathering.Scribe), Label: i18n.T(ctx, "Scribe: types what is said aloud"), Selected: true},
		{Value: string(gathering.Host), Label: i18n.T(ctx, "Host: runs the room")},
	}}
	return v
}

func settingFields(ctx context.Context, s Settings) []ui.Field {
	return []ui.Field{
		{Name: "aloud", Label: i18n.T(ctx, "Say it aloud first"), Hint: i18n.T(ctx, "Phones ask people to say their promise before they press."), Checked: s.AloudFirst},
		{Name: "nod", Label: i18n.T(ctx, "Look at guests’ promises first"), Hint: i18n.T(ctx, "They reach the big screen after one press of yours."), Checked: s.Nod},
		{Name: "amounts", Label: i18n.T(ctx, "Show sums on the big screen"), Checked: s.Amounts},
		{Name: "motion", Label: i18n.T(ctx, "New promises move in"), Checked: s.Motion},
		{Name: "sound", Label: i18n.T(ctx, "A soft sound for each promise"), Checked: s.Sound},
	}
}

// inTouchWords say how many screens are in touch.
func inTouchWords(ctx context.Context, screens int) string {
	if screens == 0 {
		return i18n.T(ctx, "No screen is in touch yet.")
	}
	return i18n.N(ctx, "One screen is in touch.", "%d screens are in touch.", screens)
}
