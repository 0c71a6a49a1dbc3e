package gathering

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// keepView is what conveners and the host may do with a gathering.
type keepView struct {
	InviteURL, EditURL, NoteURL, CancelURL string
	StartURL, CloseURL, ReopenURL          string
	Early                                  bool // its day has not come: to start it takes a second look
	Silent                                 string
	Roles                                  []roleView
	RolesURL                               string
	RolePerson, RoleKind                   ui.Field
	AnswerURL                              string
	For, ForAnswer                         ui.Field
}

type roleView struct{ Words, Person, Role string }

func newKeepView(ctx context.Context, c page.Club, sh *sheet) *keepView {
	g := sh.g
	v := &keepView{}
	may := func(step Step, allowed bool, parts ...string) string {
		to, err := g.State.After(step)
		moves := to != g.State || step == StepEdit || step == StepNote || step == StepHand || step == StepAnswer
		if err != nil || !allowed || !moves {
			return ""
		}
		return gatheringURL(c, g, parts...)
	}
	v.InviteURL = may(StepPublish, sh.convene, "invitation")
	v.EditURL = may(StepEdit, sh.convene, "edit")
	v.NoteURL = may(StepNote, sh.convene, "note")
	v.CancelURL = may(StepCancel, sh.convene, "cancellation")
	v.StartURL = may(StepStart, sh.run, "opening")
	v.Early = sh.today().Before(g.Day)
	v.CloseURL = may(StepClose, sh.run, "closing")
	if g.MayReopen(sh.now) == nil {
		v.ReopenURL = may(StepReopen, sh.run, "reopening")
	}
	v.RolesURL = may(StepHand, access.Allows(access.From(ctx), access.GatheringHand, sh.scope), "roles")
	v.AnswerURL = may(StepAnswer, sh.convene, "rsvp")
	v.roles(ctx, sh)
	v.people(ctx, sh)
	return v
}

func (v *keepView) roles(ctx context.Context, sh *sheet) {
	words := map[Role]string{Host: i18n.T(ctx, "host"), Scribe: i18n.T(ctx, "scribe")}
	for _, held := range sh.roles {
		v.Roles = append(v.Roles, roleView{Words: held.Name + ": " + words[held.Role], Person: held.PersonID.String(), Role: string(held.Role)})
	}
	v.RoleKind = ui.Field{Name: "role", Label: i18n.T(ctx, "Role"), Options: []ui.Option{
		{Value: string(Scribe), Label: i18n.T(ctx, "Scribe: types what is said aloud"), Selected: true},
		{Value: string(Host), Label: i18n.T(ctx, "Host: runs the room")},
	}}
}

func (v *keepView) people(ctx context.Context, sh *sheet) {
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "Choose somebody")}}
	silent := 0
	for _, p := range sh.people {
		options = append(options, ui.Option{Value: p.PersonID.String(), Label: p.Name})
		if p.Answer == nil {
			silent++
		}
	}
	if sh.g.State == Published && silent > 0 {
		v.Silent = i18n.N(ctx, "One member has not answered yet.", "%d members have not answered yet.", silent)
	}
	v.RolePerson = ui.Field{Name: "person", ID: "role-person", Label: i18n.T(ctx, "Member"), Options: options, Required: true}
	v.For = ui.Field{Name: "person", ID: "answer-person", Label: i18n.T(ctx, "Member"), Options: options, Required: true}
	v.ForAnswer = answerField(ctx, sh.g, "")
	v.ForAnswer.ID = "answer-for"
}
