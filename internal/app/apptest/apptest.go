// Package apptest opens the whole install for a test: every page by its address, asked for as somebody of the town.
// Only tests import it.
//
//	s := apptest.Serve(t, exampletest.OpenTown(t))
//	p := s.As("June Abernathy").Get("/c/pell-river/turns")
//	p.Code, p.Trips, p.Text("h1")
package apptest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/access"
	"collaboratory/internal/app"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
)

const base = "http://pellriver.example"

// Site is an install over the database of a house, whose clock it shares.
//
// As opens a browser; the verbs of the house take a context instead: House.As.
type Site struct {
	*example.House
	App     *app.App
	Handler http.Handler

	t testing.TB
}

// Serve opens an install over the house's database, with its settings changed where a test wants. It listens nowhere:
// pages are asked for in memory.
func Serve(t testing.TB, h *example.House, change ...func(*app.Config)) *Site {
	t.Helper()
	config := app.Config{
		BaseURL: base, DatabaseURL: h.DB.Pool().Config().ConnString(), MailFrom: "x <x@pellriver.example>",
		Dev: true, RateLimits: "off", Clock: h.Clock,
	}
	for _, set := range change {
		set(&config)
	}
	a, err := app.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return &Site{House: h, App: a, Handler: a.Handler(), t: t}
}

// Reader is one browser.
type Reader struct {
	site     *Site
	cookies  map[string]*http.Cookie
	Language string // what the browser asks for; nothing when empty
}

// Visitor is a browser nobody has signed in with.
func (s *Site) Visitor() *Reader { return &Reader{site: s, cookies: map[string]*http.Cookie{}} }

// As is a browser somebody has signed in with; they must have an address.
func (s *Site) As(name string) *Reader {
	s.t.Helper()
	email, err := db.Value[string](s.t.Context(), s.DB.Pool(), `SELECT email FROM person WHERE name = $1`, name)
	if err != nil {
		s.t.Fatalf("%s has no address to sign in with: %v", name, err)
	}
	return s.With(email)
}

// With is a browser signed in with an address, known or not.
func (s *Site) With(email string) *Reader {
	s.t.Helper()
	link, err := s.App.Members.SignInLink(access.With(s.t.Context(), access.AsSystem("test")), email, false)
	if err != nil {
		s.t.Fatal(err)
	}
	r := s.Visitor()
	if p := r.Post(strings.TrimPrefix(link, base), nil); p.Code != http.StatusSeeOther {
		s.t.Fatalf("signing %s in answered %d", email, p.Code)
	}
	return r
}

// Get asks for a page.
func (r *Reader) Get(path string) *Page {
	return r.Send(httptest.NewRequest(http.MethodGet, base+path, nil))
}

// Post sends a form.
func (r *Reader) Post(path string, form url.Values) *Page {
	request := httptest.NewRequest(http.MethodPost, base+path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r.Send(request)
}

// Send sends a request with what the browser has in its jar, and keeps what it is given.
func (r *Reader) Send(request *http.Request) *Page {
	r.site.t.Helper()
	for _, c := range r.cookies {
		request.AddCookie(c)
	}
	if r.Language != "" {
		request.Header.Set("Accept-Language", r.Language)
	}
	ctx, trips := db.CountRoundTrips(request.Context())
	answer := httptest.NewRecorder()
	r.site.Handler.ServeHTTP(answer, request.WithContext(ctx))
	for _, c := range answer.Result().Cookies() {
		r.cookies[c.Name] = c
		if c.MaxAge < 0 {
			delete(r.cookies, c.Name)
		}
	}
	return pageOf(r.site.t, answer, trips())
}

// Page is an answer.
type Page struct {
	*goquery.Document
	Code   int
	Header http.Header
	Body   string
	To     string // where it sends the reader on to
	Trips  int    // how often Postgres was asked
}

func pageOf(t testing.TB, answer *httptest.ResponseRecorder, trips int) *Page {
	t.Helper()
	body := answer.Body.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return &Page{Document: doc, Code: answer.Code, Header: answer.Header(), Body: body, To: answer.Header().Get("Location"), Trips: trips}
}

// Text is what a part of the page says, with single spaces.
func (p *Page) Text(selector string) string {
	return strings.Join(strings.Fields(p.Find(selector).Text()), " ")
}

// Texts is what each such part of the page says.
func (p *Page) Texts(selector string) []string {
	return p.Find(selector).Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
}

// Form is what a browser would send if a form were sent as it stands, without its buttons.
func (p *Page) Form(selector string) url.Values {
	form := url.Values{}
	p.Find(selector).Find("input[name], textarea[name], select[name]").Each(func(_ int, f *goquery.Selection) {
		if value, sent := valueOf(f); sent {
			form.Add(f.AttrOr("name", ""), value)
		}
	})
	return form
}

func valueOf(f *goquery.Selection) (value string, sent bool) {
	switch goquery.NodeName(f) {
	case "textarea":
		return f.Text(), true
	case "select":
		chosen := f.Find("option[selected]")
		if chosen.Length() == 0 {
			chosen = f.Find("option").First()
		}
		return chosen.AttrOr("value", strings.TrimSpace(chosen.Text())), true
	}
	switch f.AttrOr("type", "text") {
	case "radio", "checkbox":
		_, ticked := f.Attr("checked")
		return f.AttrOr("value", "on"), ticked
	case "submit", "button":
		return "", false
	}
	return f.AttrOr("value", ""), true
}
