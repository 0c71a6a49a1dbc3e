package page

import (
	"context"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// House is what every page needs to know of this install.
type House struct {
	Dev  bool   // development: links to the letters
	Base string // the address the install is reached at, without a slash at the end
}

// Club is the collaboratory whose page this is; the middleware of /c/{slug} puts it into the context.
type Club struct {
	access.Membership
}

// URL is the address of the collaboratory's front page, with further parts appended.
func (c Club) URL(parts ...string) string {
	return ClubURL(c.Slug, parts...)
}

// ClubURL is an address inside the collaboratory with this slug.
func ClubURL(slug string, parts ...string) string {
	return "/c/" + slug + strings.Join(append([]string{""}, parts...), "/")
}

type (
	houseKey  struct{}
	clubKey   struct{}
	statusKey struct{}
)

// WithHouse keeps the install's facts for all pages of this request.
func WithHouse(ctx context.Context, h House) context.Context {
	return context.WithValue(ctx, houseKey{}, h)
}

// HouseOf reads the install's facts.
func HouseOf(ctx context.Context) House {
	h, _ := ctx.Value(houseKey{}).(House)
	return h
}

// WithClub says whose page this is.
func WithClub(ctx context.Context, m access.Membership) context.Context {
	return context.WithValue(ctx, clubKey{}, Club{m})
}

// ClubOf is the collaboratory of this page. It panics outside /c/{slug}, where the middleware always sets it.
func ClubOf(ctx context.Context) Club {
	c, ok := clubOf(ctx)
	if !ok {
		panic("page: no collaboratory in this request")
	}
	return c
}

func clubOf(ctx context.Context) (Club, bool) {
	c, ok := ctx.Value(clubKey{}).(Club)
	return c, ok
}

// WithStatus keeps the sentence that says what the last request did, to be shown once.
func WithStatus(ctx context.Context, message string) context.Context {
	return context.WithValue(ctx, statusKey{}, message)
}

// StatusOf reads that sentence; empty when there is none.
func StatusOf(ctx context.Context) string {
	s, _ := ctx.Value(statusKey{}).(string)
	return s
}

func behindTheDoor(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/c/") || r.URL.Path == "/me"
}

// around is the layout with the masthead, navigation and foot that fit this reader.
func around(ctx context.Context, v View) templ.Component {
	p := ui.Page{
		Title: v.Title, Section: v.Section, Wrong: v.Wrong, Form: v.Form, Stage: v.Stage,
		Room: v.Room, Script: v.Script, Scripts: v.Scripts, Again: v.Again, Body: v.Class,
		Status: StatusOf(ctx), Languages: otherLanguages(ctx), HelpURL: "/help", Dev: HouseOf(ctx).Dev,
	}
	if c, ok := clubAround(ctx, v); ok {
		p.Club = &ui.Club{Name: c.Name, URL: c.URL()}
		p.Nav = clubNav(ctx, c)
		if c.Archived {
			p.Standing = i18n.T(ctx, "This collaboratory is archived: everything can be read, and nothing changed.")
		}
	}
	if actor := access.From(ctx); actor.SignedIn() {
		p.Account = &ui.Account{Name: actor.Name, MeURL: "/me", SignOutURL: "/sign-out"}
	}
	switch {
	case v.Door != nil:
		return ui.Door(p, v.Door.Headline, v.Door.Lede)
	case v.Bare:
		return ui.Bare(p)
	}
	return ui.Layout(p)
}

// clubAround is the collaboratory named in the masthead: the one whose page this is, and on pages of none, such as one's
// own or the help, the only one the reader belongs to, so that nobody is left without a way back.
func clubAround(ctx context.Context, v View) (Club, bool) {
	if c, ok := clubOf(ctx); ok || v.Door != nil {
		return c, ok
	}
	if mine := access.From(ctx).Clubs(); len(mine) == 1 {
		return Club{mine[0]}, true
	}
	return Club{}, false
}

// clubNav is the four entries every collaboratory starts with, after one's own page; the collaboratory's front page is
// behind its name in the masthead.
func clubNav(ctx context.Context, c Club) []ui.Link {
	return []ui.Link{
		{Key: "home", Label: i18n.T(ctx, "Home"), URL: "/"},
		{Key: "gatherings", Label: i18n.T(ctx, "Gatherings"), URL: c.URL("gatherings")},
		{Key: "turns", Label: i18n.T(ctx, "Turns"), URL: c.URL("turns")},
		{Key: "commitments", Label: i18n.T(ctx, "Commitments"), URL: c.URL("commitments")},
		{Key: "members", Label: i18n.T(ctx, "Members"), URL: c.URL("members")},
	}
}

func otherLanguages(ctx context.Context) []ui.Link {
	var links []ui.Link
	for _, l := range i18n.Languages {
		if l.Code != i18n.Lang(ctx) {
			links = append(links, ui.Link{Key: l.Code, Label: l.Name, URL: "/language"})
		}
	}
	return links
}
