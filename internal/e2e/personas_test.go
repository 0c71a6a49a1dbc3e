package e2e

import (
	"regexp"
	"testing"

	"collaboratory/internal/example"
)

// persona is somebody of the town in a role.
type persona struct{ Role, Email string }

// personas are the roles whose pages differ; the richest first, so that a page that looks alike to all is seen as the
// convener sees it.
var personas = []persona{
	{"convener", "june@pellriver.example"},
	{"host", "marcus@pellriver.example"},
	{"scribe", "greta@pellriver.example"},
	{"presenter", "delia@pellriver.example"},
	{"member", "hank@pellriver.example"},
	{"anonymous", ""},
}

// starts are the addresses that nobody links to from inside.
func (p persona) starts() []string {
	if p.Email == "" {
		return []string{"/", "/sign-in", "/sign-in/sent", "/help", "/privacy", "/g", "/screen"}
	}
	return []string{"/", "/c/" + example.Slug, "/me", "/c/new"}
}

var letterLink = regexp.MustCompile(`https?://[^/\s]+(/(?:a|unsubscribe)/[^\s<>)]+)`)

// doors are the ways in that stand in letters: answers of every purpose, an unsubscription, a fresh invitation, a fresh
// link to sign in; and the code on the big screen.
func (w *town) doors(t testing.TB) []string {
	t.Helper()
	const invited = "fern@elsewhere.example"
	w.Work(t)
	if _, err := w.App.Collaboratories.Invite(w.As(t.Context(), example.Convener), w.Club, invited); err != nil {
		t.Fatal(err)
	}
	link, err := w.App.Members.SignInLink(t.Context(), hank, false)
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{w.Link(t, invited, "/i/"), w.pathOf(t, link), "/g/" + w.code(t), "/g/" + w.code(t) + "?youth=1"}
	letters, err := w.App.Office.Letters(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range letters {
		for _, m := range letterLink.FindAllStringSubmatch(l.Text, -1) {
			paths = append(paths, m[1])
		}
	}
	return paths
}
