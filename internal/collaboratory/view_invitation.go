package collaboratory

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// waysIn is the page of invitations.
type waysIn struct {
	People  ui.Field
	URL     string
	AddURL  string
	Back    string
	Errors  []ui.FieldError
	Waiting []invitedLine
	Joined  []invitedLine
	Counts  struct{ Waiting, Joined string }
	Link    openLink
}

type invitedLine struct {
	Who, Email  string
	Stage       ui.State
	When        string
	By          string
	ResendURL   string
	WithdrawURL string
}

// openLink is the link anyone may join by.
type openLink struct {
	Open   bool
	URL    string
	Since  string
	Action string
	QR     ui.QR
	Label  string
}

func invitationsView(ctx context.Context, c page.Club, in Invitations, f *page.FormData, address func(string) string, now time.Time) page.View {
	v := page.FormView(f, i18n.T(ctx, "Invitations"), "members")
	v.Form = false
	p := waysIn{URL: c.URL("invitations"), AddURL: c.URL("members", "new"), Back: c.URL("members"), Errors: f.Errors(ctx)}
	p.People = f.Field(ctx, "people", i18n.T(ctx, "Their e-mail addresses"), i18n.T(ctx, "One a line or with commas, with or without a name: Maria Solís <maria@example.org>. You can paste two columns of a spreadsheet."))
	p.People.Rows, p.People.Required = 6, true
	for _, i := range in.All {
		line := invitedOf(ctx, c, i, now)
		if i.State == StageJoined {
			p.Joined = append(p.Joined, line)
		} else {
			p.Waiting = append(p.Waiting, line)
		}
	}
	p.Counts.Waiting, p.Counts.Joined = i18n.Number(ctx, int64(len(p.Waiting))), i18n.Number(ctx, int64(len(p.Joined)))
	p.Link = linkOf(ctx, c, in.Link, address)
	v.Body = invitationsPage(p)
	return v
}

func invitedOf(ctx context.Context, c page.Club, i Invited, now time.Time) invitedLine {
	zone := clock.Zone(c.Zone)
	line := invitedLine{Who: i.Name, Email: i.Email, Stage: stageOf(ctx, i, now)}
	if line.Who == "" {
		line.Who, line.Email = i.Email, ""
	}
	line.When = i18n.Relative(ctx, lastStep(i).In(zone), now.In(zone))
	if i.JoinedAt != nil {
		line.When = i18n.DateYear(ctx, i.JoinedAt.In(zone))
	}
	line.By = i18n.T(ctx, "invited by %s", i.Inviter)
	if i.ByLink {
		line.By = i18n.T(ctx, "came by the link")
	}
	if i.SentCount > 1 {
		line.By += ", " + i18n.N(ctx, "one letter", "%d letters", i.SentCount, i.SentCount)
	}
	if i.State != StageJoined {
		line.ResendURL = c.URL("invitations", i.ID.String(), "letter")
		line.WithdrawURL = c.URL("invitations", i.ID.String(), "withdrawal")
	}
	return line
}

// lastStep is the last we heard of somebody on the way in.
func lastStep(i Invited) time.Time {
	if i.OpenedAt != nil {
		return *i.OpenedAt
	}
	return i.SentAt
}

// stageOf says where somebody stands, and with that where they got stuck.
func stageOf(ctx context.Context, i Invited, now time.Time) ui.State {
	switch {
	case !now.Before(i.ExpiresAt):
		return ui.State{Icon: "clock", Words: i18n.T(ctx, "Ran out: send it again"), Class: "is-past"}
	case i.Letter == "bounced" || i.Letter == "failed":
		return ui.State{Icon: "alert", Words: i18n.T(ctx, "The letter did not arrive: check the address"), Class: "is-past"}
	case i.State == StageOpened:
		return ui.State{Icon: "mail-open", Words: i18n.T(ctx, "Opened, not joined yet")}
	}
	return ui.State{Icon: "mail", Words: i18n.T(ctx, "Invited, not opened yet")}
}

func linkOf(ctx context.Context, c page.Club, link *Link, address func(string) string) openLink {
	o := openLink{Action: c.URL("invitations", "link"), Label: i18n.T(ctx, "Code to join %s", c.Name)}
	if link != nil {
		o.Open, o.URL = true, address(link.Token)
		o.QR = ui.DrawQR(o.URL)
		o.Since = i18n.T(ctx, "Open since %s. Anyone who holds it may join; we ask for their e-mail address and send a letter to it first.", i18n.DateYear(ctx, link.OpenedAt.In(clock.Zone(c.Zone))))
	}
	return o
}

// outcomeWords tells what became of a paste.
func outcomeWords(ctx context.Context, out Outcome) string {
	var said []string
	if n := len(out.Sent); n > 0 {
		said = append(said, i18n.N(ctx, "One letter is on its way.", "%d letters are on their way.", n, n))
	}
	if n := len(out.Invited); n > 0 {
		said = append(said, i18n.N(ctx, "%[2]s was invited before; nothing was sent.", "%[1]d were invited before; nothing was sent to them: %[2]s.", n, n, few(ctx, out.Invited)))
	}
	if n := len(out.Members); n > 0 {
		said = append(said, i18n.N(ctx, "%[2]s is a member already.", "%[1]d are members already: %[2]s.", n, n, few(ctx, out.Members)))
	}
	return strings.Join(said, " ")
}

// few names the first of many.
func few(ctx context.Context, emails []string) string {
	const most = 5
	if len(emails) <= most {
		return i18n.List(ctx, emails)
	}
	return i18n.T(ctx, "%s and more", strings.Join(emails[:most], ", "))
}

// doorway is the page behind an invitation, or behind the open link.
type doorway struct {
	Inviter  string
	Letter   bool // an invitation: the mailbox is proven
	Words    string
	Name     *ui.Field // nil when we know it
	Email    *ui.Field
	Act      string
	URL      string
	SeenURL  string // told by the page itself that it was opened
	Note     string
	Errors   []ui.FieldError
	Stranger string // who is signed in instead
}

func doorView(ctx context.Context, d Door, f *page.FormData, plain string) page.View {
	v := page.FormView(f, d.Club, "")
	v.Form, v.Door = false, &page.Door{Headline: d.Club, Lede: doorLede(ctx, d)}
	p := doorway{Inviter: d.Inviter, Letter: d.Email != "", URL: "/i/" + plain, Act: i18n.T(ctx, "Join"), Errors: f.Errors(ctx)}
	actor := access.From(ctx)
	switch {
	case p.Letter:
		p.invited(ctx, d, f, actor)
	case actor.SignedIn():
		p.Words = i18n.T(ctx, "You join as %s.", actor.Name)
	default:
		p.Name, p.Email = nameField(ctx, f), emailField(ctx, f)
	}
	v.Body = doorPage(p)
	return v
}

func doorLede(ctx context.Context, d Door) string {
	if d.Email != "" && !d.ByLink {
		return i18n.T(ctx, "%s invites you: neighbors who meet a few times a year, help each other’s work with firm promises, and keep their word in between.", d.Inviter)
	}
	return i18n.T(ctx, "Neighbors who meet a few times a year, help each other’s work with firm promises, and keep their word in between.")
}

func (p *doorway) invited(ctx context.Context, d Door, f *page.FormData, actor access.Actor) {
	p.Words = i18n.T(ctx, "You join with %s.", d.Email)
	p.SeenURL = p.URL + "/opened"
	if d.Known {
		p.Words = i18n.T(ctx, "You join as %s, with %s.", d.Name, d.Email)
	} else {
		p.Name = nameField(ctx, f)
	}
	if actor.SignedIn() && actor.Email != d.Email {
		p.Stranger = i18n.T(ctx, "You are signed in as %s. This invitation is for %s: accepting it signs you in as that person.", actor.Name, d.Email)
	}
}

func nameField(ctx context.Context, f *page.FormData) *ui.Field {
	name := f.Field(ctx, "name", i18n.T(ctx, "Your name"), i18n.T(ctx, "As neighbors say it. It stands beside what you promise."))
	name.Required, name.Autocomplete, name.MaxLength = true, "name", 200
	return &name
}

func emailField(ctx context.Context, f *page.FormData) *ui.Field {
	email := f.Field(ctx, "email", i18n.T(ctx, "Your e-mail address"), i18n.T(ctx, "We send you one letter; its button makes you a member."))
	email.Required = true
	return &email
}

func sentView(ctx context.Context, d Door) page.View {
	return page.View{
		Title: i18n.T(ctx, "Look into your mailbox"),
		Door:  &page.Door{Headline: d.Club, Lede: doorLede(ctx, d)},
		Body:  joinSentPage(),
	}
}
