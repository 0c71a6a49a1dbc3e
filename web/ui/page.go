package ui

import (
	"context"
	"strings"
	"unicode"

	"collaboratory/internal/i18n"
	"collaboratory/web"
)

// Page is what stands around the content of a page.
type Page struct {
	Title     string   // names the page in the browser, without the club
	Section   string   // Key of the navigation link that is current
	Wrong     bool     // something typed was wrong: “Error: ” opens the title
	Form      bool     // a narrow page, for forms
	Status    string   // what just happened, said once under the masthead
	Standing  string   // what holds for every page of this club just now, such as that it is archived
	Club      *Club    // nil where the page belongs to no collaboratory
	Nav       []Link   // four or five entries
	Account   *Account // nil when nobody is signed in
	Languages []Link   // other languages: Key "es", Label “Español”, URL takes a POST with language=Key
	HelpURL   string   // left out when empty
	Stage     bool     // load the style of the live room, the big screen and printed cards
	Room      bool     // in the room: system fonts only, for bad lines; without Stage the phone’s style alone
	Body      string   // class of the body, for Bare pages such as the big screen
	Script    string   // one more script by name, such as "room.js"
	Scripts   []string // still more of them, loaded after it
	Again     bool     // without scripts it is read anew every five seconds
	Dev       bool     // development: adds a link to the letters
}

// Club is the collaboratory whose page this is.
type Club struct{ Name, URL string }

// Account is the person signed in.
type Account struct{ Name, MeURL, SignOutURL string }

// Link is a way to somewhere else.
type Link struct {
	Key     string // what it is called in code
	Label   string
	URL     string
	Icon    string
	Current bool
}

// fullTitle is what the browser shows in its tab and a screen reader says first.
func (p Page) fullTitle(ctx context.Context) string {
	title := p.Title
	switch {
	case title == "":
		title = p.clubName()
	case p.Club != nil && p.Club.Name != title:
		title += " · " + p.Club.Name
	case p.Club == nil:
		title += " · " + productName
	}
	if p.Wrong {
		return i18n.T(ctx, "Error:") + " " + title
	}
	return title
}

const productName = "Collaboratory"

func (p Page) clubName() string {
	if p.Club != nil {
		return p.Club.Name
	}
	return productName
}

func (p Page) clubURL() string {
	if p.Club != nil {
		return p.Club.URL
	}
	return "/"
}

func (p Page) isCurrent(l Link) bool {
	return l.Current || p.Section != "" && l.Key == p.Section
}

func (p Page) htmlClass() string {
	if p.Room {
		return "is-light"
	}
	return ""
}

// onStage is the same page with the style of the stage.
func (p Page) onStage() Page {
	p.Stage = true
	return p
}

func (p Page) mainClass() string {
	if p.Form {
		return "page is-form"
	}
	return "page"
}

// scripts are what this page loads beyond the script of every page, in order.
func (p Page) scripts() []string {
	if p.Script == "" {
		return p.Scripts
	}
	return append([]string{p.Script}, p.Scripts...)
}

// preloads are the faces every page but the room wants at once.
func (p Page) preloads() []string {
	if p.Room {
		return nil
	}
	return []string{web.URL("besley.woff2"), web.URL("public-sans.woff2")}
}

// htmxConfig: forms that come back with 422, 409, 429 or 503 are shown; htmx injects no style,
// evaluates nothing, talks to this site only and keeps no page in the browser's storage.
const htmxConfig = `{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,` +
	`"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"responseHandling":[` +
	`{"code":"204","swap":false},{"code":"[23]..","swap":true},` +
	`{"code":"422|409|429|503","swap":true,"error":false},{"code":"[45]..","swap":false,"error":true}]}`

// slug makes an id of a heading, so that a section can be linked to and named by it.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || unicode.IsLetter(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
