package ui_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

var page = ui.Page{
	Title:     "Kit of parts",
	Section:   "turns",
	Status:    "Saved. 33 are coming.",
	Club:      &ui.Club{Name: "Pell River Collaboratory", URL: "/c/pell-river"},
	Nav:       []ui.Link{{Key: "turns", Label: "Turns", URL: "/turns"}, {Key: "members", Label: "Members", URL: "/members"}},
	Account:   &ui.Account{Name: "June Abernathy", MeURL: "/me", SignOutURL: "/sign-out"},
	Languages: []ui.Link{{Key: "es", Label: "Español", URL: "/language"}},
	HelpURL:   "/help",
}

// render gives the page as the browser would read it.
func render(t *testing.T, lang string, outer, inner templ.Component) *goquery.Document {
	t.Helper()
	read, write := io.Pipe()
	ctx := templ.WithChildren(i18n.With(context.Background(), lang), inner)
	go func() { write.CloseWithError(outer.Render(ctx, write)) }()
	doc, err := goquery.NewDocumentFromReader(read)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestKitIsSoundInBothLanguages(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		doc := render(t, lang, ui.Layout(page), ui.Kit())
		if got := doc.Find("html").AttrOr("lang", ""); got != lang {
			t.Errorf("lang is %q, want %q", got, lang)
		}
		if n := doc.Find("h1").Length(); n != 1 {
			t.Errorf("%d h1", n)
		}
		checkIDs(t, doc)
		checkLabels(t, doc)
		checkReferences(t, doc)
		checkPolicy(t, doc)
	}
}

func checkIDs(t *testing.T, doc *goquery.Document) {
	seen := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if id == "" || seen[id] || strings.ContainsAny(id, " \t") {
			t.Errorf("the id %q is empty, spaced or stands twice", id)
		}
		seen[id] = true
	})
}

func checkLabels(t *testing.T, doc *goquery.Document) {
	doc.Find("input:not([type=hidden]), select, textarea, progress").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		_, named := s.Attr("aria-label")
		if !named && s.Closest("label").Length() == 0 && doc.Find(`label[for="`+id+`"]`).Length() == 0 {
			t.Errorf("nothing names the field %q", id)
		}
	})
	doc.Find("button, a").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()) == "" {
			t.Errorf("a %s without words", goquery.NodeName(s))
		}
	})
	doc.Find("svg").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("aria-hidden", "") != "true" {
			t.Error("a drawing is read out")
		}
	})
}

func checkReferences(t *testing.T, doc *goquery.Document) {
	for _, attribute := range []string{"aria-describedby", "aria-labelledby", "for"} {
		doc.Find("[" + attribute + "]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attribute, "")) {
				if doc.Find(`[id="`+id+`"]`).Length() == 0 {
					t.Errorf("%s names %q, which is not there", attribute, id)
				}
			}
		})
	}
	doc.Find(`a[href^="#"]`).Each(func(_ int, s *goquery.Selection) {
		if id := strings.TrimPrefix(s.AttrOr("href", ""), "#"); doc.Find(`[id="`+id+`"]`).Length() == 0 {
			t.Errorf("a link goes to %q, which is not there", id)
		}
	})
}

// checkPolicy holds the page to the content security policy: nothing inline.
func checkPolicy(t *testing.T, doc *goquery.Document) {
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on") {
				t.Errorf("<%s %s> is inline", goquery.NodeName(s), a.Key)
			}
		}
	})
	doc.Find("script, style").Each(func(_ int, s *goquery.Selection) {
		if s.Text() != "" {
			t.Error("script or style inside the page")
		}
	})
}

func TestEveryIconNamedIsDrawn(t *testing.T) {
	doc := render(t, "en", ui.Layout(page), ui.Kit())
	drawn := map[string]bool{}
	for _, name := range ui.IconNames() {
		drawn[name] = true
	}
	doc.Find("use").Each(func(_ int, s *goquery.Selection) {
		_, name, _ := strings.Cut(s.AttrOr("href", ""), "#")
		if !drawn[name] {
			t.Errorf("there is no icon %q", name)
		}
	})
}

func TestTitleSaysWhatIsWrongFirst(t *testing.T) {
	wrong := page
	wrong.Wrong = true
	tests := []struct {
		page ui.Page
		want string
	}{
		{page, "Kit of parts · Pell River Collaboratory"},
		{wrong, "Error: Kit of parts · Pell River Collaboratory"},
		{ui.Page{Title: "Sign in"}, "Sign in · Collaboratory"},
		{ui.Page{Club: page.Club}, "Pell River Collaboratory"},
	}
	for _, test := range tests {
		doc := render(t, "en", ui.Layout(test.page), templ.NopComponent)
		if got := doc.Find("title").Text(); got != test.want {
			t.Errorf("title %q, want %q", got, test.want)
		}
	}
}

func TestNavigationMarksWhereYouAre(t *testing.T) {
	doc := render(t, "en", ui.Layout(page), templ.NopComponent)
	if got := doc.Find("header nav [aria-current=page]").Text(); got != "Turns" {
		t.Errorf("current is %q", got)
	}
	if got := doc.Find("footer nav a").Length(); got != len(page.Nav) {
		t.Errorf("the phone menu has %d entries, want %d", got, len(page.Nav))
	}
	if action, _ := doc.Find("footer form[method=post]").First().Attr("action"); action != "/sign-out" {
		t.Errorf("sign out posts to %q", action)
	}
}

func TestRoomPageLoadsNoFonts(t *testing.T) {
	room := ui.Page{Title: "The room", Room: true}
	doc := render(t, "en", ui.Bare(room), templ.NopComponent)
	if doc.Find("link[rel=preload]").Length() != 0 || !doc.Find("html").HasClass("is-light") {
		t.Error("the room page asks for fonts")
	}
	if got := doc.Find("link[rel=stylesheet]").Length(); got != 2 {
		t.Errorf("%d style sheets, want 2", got)
	}
}

func TestDoorIsSound(t *testing.T) {
	form := ui.EmailField(ui.Field{Name: "email", Label: "Your e-mail address", Required: true})
	doc := render(t, "es", ui.Door(page, "Everyone has something to give.", "Forty neighbors."), form)
	checkIDs(t, doc)
	checkLabels(t, doc)
	checkReferences(t, doc)
	checkPolicy(t, doc)
	if doc.Find("main h1").Length() != 1 {
		t.Error("the door has no heading of its own")
	}
}
