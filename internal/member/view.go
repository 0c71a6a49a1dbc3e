package member

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
	"collaboratory/web/ui"
)

// SectorWord is the reader's word for a sector; one that a collaboratory made up is its own word.
func SectorWord(ctx context.Context, sector string) string {
	if word, ours := sectorWords[sector]; ours {
		return i18n.T(ctx, word)
	}
	return sector
}

// SectorKey is the sector that a word names in the reader's language; a word of a collaboratory's own stays as it is.
func SectorKey(ctx context.Context, word string) string {
	for key := range sectorWords {
		if strings.EqualFold(word, SectorWord(ctx, key)) || strings.EqualFold(word, key) {
			return key
		}
	}
	return word
}

// IssueKey is the cause that a word names in the reader's language; a word of somebody's own stays as it is.
func IssueKey(ctx context.Context, word string) string {
	for key := range issueWords {
		if strings.EqualFold(word, IssueWord(ctx, key)) || strings.EqualFold(word, key) {
			return key
		}
	}
	return word
}

// doorForm is the form that asks for an address.
type doorForm struct {
	Banner string // why they are here again; may be empty
	Email  ui.Field
	Next   string
	Errors []ui.FieldError
}

func theDoor(ctx context.Context) *page.Door {
	return &page.Door{
		Headline: i18n.T(ctx, "Everyone has something to give."),
		Lede:     i18n.T(ctx, "A collaboratory is a club of neighbors who meet a few times a year, help each other’s work, and keep their word in between."),
	}
}

func doorView(ctx context.Context, f *page.FormData, banner string) page.View {
	v := page.FormView(f, i18n.T(ctx, "Sign in"), "")
	v.Form, v.Door = false, theDoor(ctx)
	email := f.Field(ctx, "email", i18n.T(ctx, "Your e-mail address"), i18n.T(ctx, "We send you a link. No password to remember."))
	email.Required = true
	v.Body = askForm(doorForm{Banner: banner, Email: email, Next: f.Value("next"), Errors: f.Errors(ctx)})
	return v
}

// endedView says that a link or code is over and offers a new letter at once.
func endedView(ctx context.Context, f *fault.Error) page.View {
	said := i18n.T(ctx, "This link is not one of ours, or it did not arrive whole. Please ask for a new one")
	if f.Kind == fault.KindGone {
		said = i18n.T(ctx, f.Message, f.Args...)
	}
	v := doorView(ctx, page.Filled(map[string]string{"next": "/"}), said+".")
	v.Code = 410
	return v
}

// sentForm is the page after asking: the code, or a new letter.
type sentForm struct {
	Words  string
	Email  string // empty when this browser asked for nothing
	Code   ui.Field
	Errors []ui.FieldError
}

func sentView(ctx context.Context, f *page.FormData, email string) page.View {
	v := page.FormView(f, i18n.T(ctx, "Look into your mailbox"), "")
	v.Form, v.Door = false, theDoor(ctx)
	code := f.Field(ctx, "code", i18n.T(ctx, "The six digits of the letter"), i18n.T(ctx, "They work here, in this browser, for 10 minutes."))
	code.Class, code.InputMode, code.Autocomplete, code.MaxLength, code.Required = "is-code", "numeric", "one-time-code", 12, true
	form := sentForm{Email: email, Code: code, Errors: f.Errors(ctx)}
	if email == "" {
		form.Words = i18n.T(ctx, "If you asked for a letter, it is on its way. It has a button that signs you in.")
	} else {
		form.Words = i18n.T(ctx, "A letter is on its way to %s. It has a button that signs you in, on this device or another.", email)
	}
	v.Body = sentPage(form)
	return v
}

func linkView(ctx context.Context, email string) page.View {
	return page.View{
		Title: i18n.T(ctx, "Sign in"), Door: theDoor(ctx),
		Body: linkPage(i18n.T(ctx, "You sign in as %s.", email)),
	}
}

// nameForm asks for the one thing we need to know.
type nameForm struct {
	Name   ui.Field
	Next   string
	Errors []ui.FieldError
}

func nameView(ctx context.Context, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "What is your name?"), "")
	name := f.Field(ctx, "name", i18n.T(ctx, "Your name"), i18n.T(ctx, "As neighbors say it. It stands beside what you promise."))
	name.Autocomplete, name.MaxLength, name.Required = "name", 200, true
	v.Body = namePage(nameForm{Name: name, Next: f.Value("next"), Errors: f.Errors(ctx)})
	return v
}

// mePage is what a person sees about themselves.
type mePage struct {
	Email    string
	Name     ui.Field
	Language ui.Field
	Errors   []ui.FieldError
	Profile  []profileLink
	Account  []profileLink
	Devices  []device
	Others   bool
	Visits   []visitLine
}

// profileLink leads to one page of the profile.
type profileLink struct{ Name, Words, Act, URL string }

type device struct {
	Name    string
	Seen    string
	EndURL  string
	Current bool
}

type visitLine struct{ When, How string }

func meView(ctx context.Context, me Me, open []session.Session, f *page.FormData, now time.Time) page.View {
	if f == nil {
		f = page.Filled(map[string]string{"name": me.Person.Name, "language": orElse(me.Person.Language, i18n.Lang(ctx))})
	}
	v := page.FormView(f, i18n.T(ctx, "About me"), "")
	zone := clock.Zone(zoneOf(ctx, me.Person))
	p := mePage{Email: me.Person.Email, Errors: f.Errors(ctx), Profile: profileLinks(ctx, me.Portrait), Account: accountLinks(ctx, me.Person), Others: len(open) > 1}
	p.Name, p.Language = calledFields(ctx, f)
	for _, s := range open {
		p.Devices = append(p.Devices, deviceOf(ctx, s, zone, now))
	}
	for _, visit := range me.Visits {
		p.Visits = append(p.Visits, visitLine{When: i18n.WhenYear(ctx, visit.At.In(zone)), How: howWord(ctx, visit.By)})
	}
	v.Body = aboutMe(p)
	return v
}

// zoneOf is where the person lives: their own zone, or that of the first collaboratory they belong to.
func zoneOf(ctx context.Context, p Person) string {
	if clubs := access.From(ctx).Clubs(); p.Zone == "" && len(clubs) > 0 {
		return clubs[0].Zone
	}
	return p.Zone
}

func calledFields(ctx context.Context, f *page.FormData) (name, language ui.Field) {
	name = f.Field(ctx, "name", i18n.T(ctx, "Your name"), "")
	name.Autocomplete, name.Required, name.MaxLength = "name", true, 200
	language = f.Field(ctx, "language", i18n.T(ctx, "Language of pages and letters"), "")
	for _, l := range i18n.Languages {
		language.Options = append(language.Options, ui.Option{Value: l.Code, Label: l.Name, Selected: l.Code == f.Value("language")})
	}
	return name, language
}

// profileLinks are the pages of one's profile, each with what stands there now.
func profileLinks(ctx context.Context, p Portrait) []profileLink {
	change := i18n.T(ctx, "Change")
	photo := i18n.T(ctx, "None: your initials stand for you")
	if p.HasPhoto {
		photo = i18n.T(ctx, "There is one")
	}
	return []profileLink{
		{i18n.T(ctx, "What I say of myself"), i18n.T(ctx, "What I can offer, what I am looking for, how to reach me"), change, "/me/profile"},
		{i18n.T(ctx, "Where I work"), orElse(p.Organisation, i18n.T(ctx, "Not said")), i18n.T(ctx, "I work somewhere else now"), "/me/profile/employer"},
		{i18n.T(ctx, "My photo"), photo, change, "/me/photo"},
		{i18n.T(ctx, "Who sees what"), i18n.T(ctx, "Field by field, and how it looks to others"), change, "/me/profile/audiences"},
		{i18n.T(ctx, "Only for the sums"), i18n.T(ctx, "My age, politics and background: counted, shown to nobody"), change, "/me/self-description"},
	}
}

// SectorOptions are the sectors to choose from, with none first.
func SectorOptions(ctx context.Context, sectors []string, chosen string) []ui.Option {
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "Not said")}}
	for _, s := range offered(sectors, chosen) {
		options = append(options, ui.Option{Value: s, Label: SectorWord(ctx, s), Selected: s == chosen})
	}
	return options
}

func deviceOf(ctx context.Context, s session.Session, zone *time.Location, now time.Time) device {
	seen, today := s.LastSeenAt.In(zone), now.In(zone)
	return device{
		Name:    agentWord(ctx, s.Agent),
		Seen:    i18n.T(ctx, "last used %s", i18n.Relative(ctx, seen, today)),
		EndURL:  "/me/sessions/" + s.ID.String() + "/end",
		Current: s.Current,
	}
}

// agentWord reads what a browser calls itself: the browser, and what it runs on.
func agentWord(ctx context.Context, agent string) string {
	browser := firstIn(agent, "Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari")
	system := firstIn(agent, "iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "Windows", "Windows", "Mac OS", "Mac", "Linux", "Linux")
	switch {
	case browser == "" && system == "":
		return i18n.T(ctx, "A browser")
	case browser == "" || system == "":
		return browser + system
	}
	return i18n.T(ctx, "%s on %s", browser, system)
}

// firstIn goes through pairs of a sign and its word, and gives the word of the first sign found.
func firstIn(text string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.Contains(text, pairs[i]) {
			return pairs[i+1]
		}
	}
	return ""
}

func howWord(ctx context.Context, by string) string {
	switch by {
	case "link":
		return i18n.T(ctx, "by the link of a letter")
	case "code":
		return i18n.T(ctx, "by a code")
	case "invitation":
		return i18n.T(ctx, "by an invitation")
	}
	return ""
}

func orElse(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
