package e2e

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// inspection is one page under the rules that every page keeps.
type inspection struct {
	t    testing.TB
	town *town
	page sight
	doc  *goquery.Document
	ids  map[string]bool
}

// checkPage holds a page to what can be read off its HTML.
func checkPage(t testing.TB, w *town, s sight) {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(s.HTML))
	if err != nil {
		t.Errorf("%s: %v", s.Path, err)
		return
	}
	i := &inspection{t: t, town: w, page: s, doc: doc, ids: map[string]bool{}}
	i.names()
	i.uniqueIDs()
	i.labels()
	i.strict()
	i.forms()
	i.anchors()
}

func (i *inspection) wrong(format string, args ...any) {
	i.t.Helper()
	i.t.Errorf("%s: "+format, append([]any{i.page.Path}, args...)...)
}

// names: a title, one heading of the page, its language.
func (i *inspection) names() {
	if strings.TrimSpace(i.doc.Find("head > title").Text()) == "" {
		i.wrong("has no title")
	}
	if h1 := i.doc.Find("h1"); h1.Length() != 1 || strings.TrimSpace(h1.Text()) == "" {
		i.wrong("has %d headings h1: %q", h1.Length(), h1.Text())
	}
	wanted := i.page.Lang
	if strings.HasSuffix(i.page.Pattern, "/{gathering}/screen") {
		wanted = "en" // the big screen speaks as its collaboratory does, whoever looks
	}
	if lang := i.doc.Find("html").AttrOr("lang", ""); lang != wanted {
		i.wrong("says its language is %q, not %q", lang, wanted)
	}
	if i.doc.Find("main#main").Length() != 1 {
		i.wrong("has %d main#main", i.doc.Find("main#main").Length())
	}
}

func (i *inspection) uniqueIDs() {
	i.doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if i.ids[id] || id == "" {
			i.wrong("has the id %q twice, or empty", id)
		}
		i.ids[id] = true
	})
	for _, attribute := range []string{"for", "aria-labelledby", "aria-describedby", "aria-controls", "list"} {
		i.doc.Find("[" + attribute + "]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attribute, "")) {
				if !i.ids[id] {
					i.wrong("%s=%q points at nothing: %s", attribute, id, outline(s))
				}
			}
		})
	}
}

// labels: whatever one fills in or presses has words.
func (i *inspection) labels() {
	i.doc.Find("input, select, textarea").Each(func(_ int, s *goquery.Selection) {
		switch s.AttrOr("type", "") {
		case "hidden", "submit", "button":
			return
		}
		id := s.AttrOr("id", "")
		if s.Is("[aria-label], [aria-labelledby]") || s.Closest("label").Length() > 0 ||
			id != "" && i.doc.Find("label").FilterFunction(func(_ int, l *goquery.Selection) bool { return l.AttrOr("for", "") == id }).Length() > 0 {
			return
		}
		i.wrong("a field without a label: %s", outline(s))
	})
	i.doc.Find("a[href], button").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()) == "" && s.AttrOr("aria-label", "") == "" {
			i.wrong("nothing says what this does: %s", outline(s))
		}
	})
	i.doc.Find("img:not([alt])").Each(func(_ int, s *goquery.Selection) { i.wrong("a picture without words: %s", outline(s)) })
}

// strict: nothing that the content security policy would refuse.
func (i *inspection) strict() {
	i.doc.Find("[style], style, script:not([src])").Each(func(_ int, s *goquery.Selection) { i.wrong("inline: %s", outline(s)) })
	i.doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on") || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
				i.wrong("inline: %s", outline(s))
			}
		}
	})
}

// forms: somebody answers each, and what creates carries what it needs.
func (i *inspection) forms() {
	i.doc.Find("form").Each(func(_ int, s *goquery.Selection) {
		method := strings.ToUpper(s.AttrOr("method", "get"))
		i.answered(method, s.AttrOr("action", ""), s)
		s.Find("[formaction]").Each(func(_ int, b *goquery.Selection) { i.answered(method, b.AttrOr("formaction", ""), b) })
		if s.Find("form").Length() > 0 {
			i.wrong("a form within a form: %s", outline(s))
		}
		if s.Find("button:not([type=button]), input[type=submit], select[data-submit]").Length() == 0 && i.doc.Find("[form='"+s.AttrOr("id", "-")+"']").Length() == 0 {
			i.wrong("a form that nothing sends: %s", outline(s))
		}
	})
	i.doc.Find("[hx-get], [hx-post]").Each(func(_ int, s *goquery.Selection) {
		if to := s.AttrOr("hx-get", ""); to != "" {
			i.answered(http.MethodGet, to, s)
		}
		if to := s.AttrOr("hx-post", ""); to != "" {
			i.answered(http.MethodPost, to, s)
		}
	})
}

func (i *inspection) answered(method, action string, s *goquery.Selection) {
	at, err := url.Parse(i.page.Path)
	if err != nil {
		i.wrong("%v", err)
		return
	}
	to, err := at.Parse(action)
	if err != nil || to.Host != "" {
		i.wrong("a form that goes elsewhere: %s", outline(s))
		return
	}
	if pattern(i.town.routes(), method, to.Path) == "" {
		i.wrong("nobody answers %s %s: %s", method, to.Path, outline(s))
	}
}

// anchors: a link within the page finds its place.
func (i *inspection) anchors() {
	i.doc.Find("a[href^='#']").Each(func(_ int, s *goquery.Selection) {
		if id := strings.TrimPrefix(s.AttrOr("href", ""), "#"); !i.ids[id] {
			i.wrong("a link to #%s, which is not there", id)
		}
	})
}

func outline(s *goquery.Selection) string {
	html, err := goquery.OuterHtml(s)
	if err != nil {
		return err.Error()
	}
	html = strings.Join(strings.Fields(html), " ")
	return html[:min(len(html), 160)]
}
