package collaboratory

import (
	"context"
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// agreementPage is what members read and agree to.
type agreementPage struct {
	Back      ui.Link
	Norms     []string // paragraphs
	Words     []string
	Version   string
	Said      string // when the reader accepted
	URL       string // to accept; empty when there is nothing to accept
	ChangeURL string // for conveners
	Empty     string
}

func agreementView(ctx context.Context, c page.Club, club Collaboratory, a Agreement) page.View {
	p := agreementPage{Back: ui.Link{Label: c.Name, URL: c.URL()}, Norms: paragraphsOf(club.Norms), Words: paragraphsOf(a.Words)}
	if a.Words != "" {
		p.Version = strconv.Itoa(a.Version)
	}
	switch {
	case a.AcceptedAt != nil && a.Words != "":
		p.Said = i18n.T(ctx, "You agreed to this on %s.", i18n.DateYear(ctx, a.AcceptedAt.In(clock.Zone(c.Zone))))
	case a.Asks() && access.Allows(access.From(ctx), access.CollaboratoryAgree, access.Scope{Collaboratory: c.CollaboratoryID}):
		p.URL = c.URL("agreement")
	}
	if access.Allows(access.From(ctx), access.CollaboratoryChange, access.Scope{Collaboratory: c.CollaboratoryID}) {
		p.ChangeURL = c.URL("settings")
	}
	if club.Norms == "" && a.Words == "" {
		p.Empty = i18n.T(ctx, "Nothing is written down yet about how we treat each other.")
	}
	return page.View{Title: i18n.T(ctx, "How we treat each other"), Body: agreementBody(p)}
}

// paragraphsOf splits a text at its empty lines.
func paragraphsOf(text string) []string {
	var all []string
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// agreementForm is where a convener writes it, and sees who has accepted.
type agreementForm struct {
	Back, URL string
	Lede      string
	Words     ui.Field
	Seen      string
	Stands    []ui.Fact
	Errors    []ui.FieldError
	Waiting   []string
	Accepted  []acceptedLine
	Counts    struct{ Waiting, Accepted string }
}

type acceptedLine struct{ Name, Version, When string }

func agreementFormView(ctx context.Context, c page.Club, a Agreement, all []Acceptance, f *page.FormData) page.View {
	version := strconv.Itoa(a.Version)
	p := agreementForm{Back: c.URL("settings"), URL: c.URL("settings", "agreement"), Seen: version}
	if f == nil {
		f = page.Filled(map[string]string{"agreement": a.Words})
	} else if f.Value("seen") != version {
		p.Stands = []ui.Fact{{Strong: i18n.T(ctx, "Version %d", a.Version), Text: a.Words}}
	}
	p.Errors = f.Errors(ctx)
	p.Lede = i18n.T(ctx, "Members are asked to agree, gently, the next time they come. Whenever you change it, they are asked anew. Empty it, and nobody is asked.")
	p.Words = f.Field(ctx, "agreement", i18n.T(ctx, "What members agree to"), i18n.T(ctx, "An empty line begins a new paragraph."))
	p.Words.Rows, p.Words.MaxLength = 14, longText
	for _, one := range all {
		if one.Version == nil || *one.Version != a.Version {
			p.Waiting = append(p.Waiting, one.Name)
		}
		if one.Version != nil {
			p.Accepted = append(p.Accepted, acceptedLine{
				Name: one.Name, Version: i18n.T(ctx, "Version %d", *one.Version), When: i18n.DateYear(ctx, one.AcceptedAt.In(clock.Zone(c.Zone))),
			})
		}
	}
	if a.Words == "" {
		p.Waiting = nil
	}
	p.Counts.Waiting, p.Counts.Accepted = strconv.Itoa(len(p.Waiting)), strconv.Itoa(len(p.Accepted))
	v := page.FormView(f, i18n.T(ctx, "Agreement"), "")
	v.Form = false
	v.Body = agreementFormBody(p)
	return v
}

// backupPage is who stands in, and what can be done about it.
type backupPage struct {
	Back      ui.Link
	Lede      string
	Conveners string
	Backup    string // in words
	Choose    *ui.Field
	Invite    *ui.Field
	URL       string
	EndURL    string
	EndLabel  string
	Call      string // what is asked, in words
	CallURL   string // the backup asks
	AnswerURL string // a convener says a word
	TakeURL   string // the backup takes over
	Errors    []ui.FieldError
}

func backupView(ctx context.Context, c page.Club, b Backup, f *page.FormData, now time.Time) page.View {
	p := backupPage{
		Back: ui.Link{Label: c.Name, URL: c.URL()}, URL: c.URL("backup"), Errors: f.Errors(ctx),
		Lede:      i18n.T(ctx, "Somebody who can take over when no convener answers any more, so that nothing is lost."),
		Conveners: i18n.List(ctx, names(b.Conveners)), Backup: i18n.T(ctx, "None yet"),
	}
	if b.Backup != nil {
		p.Backup = b.Backup.Name
	} else if b.Invited != "" {
		p.Backup = i18n.T(ctx, "%s, once they have joined", b.Invited)
	}
	if b.Convenes && !c.Archived {
		backupChoice(ctx, &p, b, f)
	}
	if b.Mine && !c.Archived {
		p.EndURL, p.EndLabel = c.URL("backup", "removal"), i18n.T(ctx, "I would rather not stand in")
	}
	if (b.Backup != nil || b.Invited != "") && b.Convenes {
		p.EndURL, p.EndLabel = c.URL("backup", "removal"), i18n.T(ctx, "Nobody stands in any more")
	}
	if !c.Archived {
		callChoice(ctx, c, &p, b, now)
	}
	v := page.FormView(f, i18n.T(ctx, "Backup convener"), "")
	v.Body = backupBody(p)
	return v
}

func backupChoice(ctx context.Context, p *backupPage, b Backup, f *page.FormData) {
	if len(b.Members) > 0 {
		choose := f.Field(ctx, "person", i18n.T(ctx, "A member"), "")
		choose.Options = []ui.Option{{Value: "", Label: i18n.T(ctx, "Choose a member")}}
		for _, m := range b.Members {
			choose.Options = append(choose.Options, ui.Option{Value: m.PersonID.String(), Label: m.Name, Selected: b.Backup != nil && b.Backup.PersonID == m.PersonID})
		}
		p.Choose = &choose
	}
	invite := f.Field(ctx, "email", i18n.T(ctx, "Their e-mail address"), i18n.T(ctx, "They are invited, and stand in from when they join."))
	invite.Required, invite.Autocomplete = true, "off"
	p.Invite = &invite
}

func callChoice(ctx context.Context, c page.Club, p *backupPage, b Backup, now time.Time) {
	zone := clock.Zone(c.Zone)
	switch {
	case b.Mine && len(b.Conveners) == 0:
		p.Call, p.TakeURL = i18n.T(ctx, "Nobody convenes any more. You can take over at once."), c.URL("backup", "succession")
	case b.Call == nil && b.Mine:
		p.Call, p.CallURL = i18n.T(ctx, "When the conveners have fallen silent, ask them for a word. They get a letter and have fourteen days. Without a word from any of them you can take over then."), c.URL("backup", "call")
	case b.Call == nil:
	case b.Convenes:
		p.Call, p.AnswerURL = i18n.T(ctx, "%s asked on %s whether you are still here. Without a word from any convener they can take over from %s.", b.Call.CallerName, i18n.Date(ctx, b.Call.CalledAt.In(zone)), i18n.Date(ctx, b.Call.Over().In(zone))), c.URL("backup", "answer")
	case b.Mine && !now.Before(b.Call.Over()):
		p.Call, p.TakeURL = i18n.T(ctx, "Fourteen days have passed, and no convener has answered. You can take over now. Everybody is told."), c.URL("backup", "succession")
	case b.Mine:
		p.Call = i18n.T(ctx, "You asked on %s. Without a word from a convener you can take over from %s. We write to you then.", i18n.Date(ctx, b.Call.CalledAt.In(zone)), i18n.Date(ctx, b.Call.Over().In(zone)))
	}
}

// herePage is behind “I am here” in a letter.
type herePage struct {
	Name, Club string
	Words      string
	URL        string // to say it; empty once it was said
}

func hereView(ctx context.Context, a Asked, url string) page.View {
	p := herePage{Name: a.Person.Name, Club: a.Club.Name, Words: i18n.T(ctx, "There is nothing to do: the question has ended, and all stays as it is.")}
	if a.Call != nil {
		p.Words, p.URL = i18n.T(ctx, "%s asks whether anybody still convenes %s. One press, and all stays as it is.", a.Call.CallerName, a.Club.Name), url
	}
	return page.View{Title: i18n.T(ctx, "Are you still here?"), Form: true, Body: hereBody(p)}
}

// lastConvenerPage is for the last convener who wants to leave, and whom nobody would follow.
type lastConvenerPage struct {
	Back               ui.Link
	BackupURL, RoleURL string
	LeaveURL           string
}

func lastConvenerView(ctx context.Context, c page.Club) page.View {
	p := lastConvenerPage{
		Back: ui.Link{Label: c.Name, URL: c.URL()}, BackupURL: c.URL("backup"), RoleURL: c.URL("members"), LeaveURL: c.URL("members", "leave"),
	}
	return page.View{Title: i18n.T(ctx, "You are the last convener"), Form: true, Code: 409, Body: lastConvenerBody(p)}
}

// archivePage is the copy of everything, and the end.
type archivePage struct {
	Back      string
	Name      string
	Archived  string // since when; empty while it is open
	URL       string
	ReturnURL string
	CopyURL   string
	FetchURL  string
	CopyWords string
	Confirm   ui.Field
	Errors    []ui.FieldError
}

func archiveView(ctx context.Context, c page.Club, o Overview, f *page.FormData) page.View {
	zone := clock.Zone(c.Zone)
	p := archivePage{
		Back: c.URL("settings"), Name: o.Club.Name, URL: c.URL("settings", "archive"), ReturnURL: c.URL("settings", "archive", "return"),
		CopyURL: c.URL("settings", "archive", "copies"), Errors: f.Errors(ctx),
	}
	if o.Club.ArchivedAt != nil {
		p.Archived = i18n.DateYear(ctx, o.Club.ArchivedAt.In(zone))
	}
	switch made := o.Copy; {
	case made == nil:
	case made.ReadyAt == nil:
		p.CopyWords = i18n.T(ctx, "The file is being made. A letter tells you when it is ready.")
	default:
		p.CopyWords = i18n.T(ctx, "As of %s. It is here until %s.", i18n.When(ctx, made.ReadyAt.In(zone)), i18n.When(ctx, made.Ends().In(zone)))
		p.FetchURL = c.URL("settings", "archive", "copies", made.ID.String())
	}
	p.Confirm = f.Field(ctx, "name", i18n.T(ctx, "Write the name, to be sure: %s", o.Club.Name), "")
	p.Confirm.Required, p.Confirm.Autocomplete = true, "off"
	v := page.FormView(f, i18n.T(ctx, "Copy and archive"), "")
	v.Body = archiveBody(p)
	return v
}
