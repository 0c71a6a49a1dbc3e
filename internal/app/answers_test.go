package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/clock"
	"collaboratory/internal/example/exampletest"
	"collaboratory/web"
)

func TestItTellsThatItLives(t *testing.T) {
	t.Parallel()
	s := apptest.Serve(t, exampletest.Open(t))
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready 2026-11-22T23:00:00Z\n"} {
		if p := s.Visitor().Get(path); p.Code != http.StatusOK || p.Body != want {
			t.Errorf("%s: %d %q", path, p.Code, p.Body)
		}
		if p := s.Visitor().Send(httptest.NewRequest(http.MethodHead, path, nil)); p.Code != http.StatusOK {
			t.Errorf("HEAD %s: %d", path, p.Code)
		}
	}
}

// TestEveryAnswerIsGuarded asks for one of each kind of answer and looks at its headers.
func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	s := apptest.Serve(t, exampletest.OpenTown(t), func(c *app.Config) { c.BaseURL = "https://pellriver.example" })
	fromElsewhere := httptest.NewRequest(http.MethodPost, "/sign-in", nil)
	fromElsewhere.Header.Set("Sec-Fetch-Site", "cross-site")
	walt := s.Visitor()
	for name, c := range map[string]struct {
		page *apptest.Page
		code int
	}{
		"health":          {walt.Get("/healthz"), 200},
		"readiness":       {walt.Get("/readyz"), 200},
		"a page":          {walt.Get("/sign-in"), 200},
		"a style":         {walt.Get(web.URL("style.css")), 200},
		"a lost style":    {walt.Get("/static/style.0000.css"), 404},
		"the door":        {walt.Get("/c/pell-river/turns"), 303},
		"nothing there":   {walt.Get("/no/such/page"), 404},
		"a wrong form":    {walt.Post("/sign-in", url.Values{"email": {"nobody"}}), 422},
		"no session":      {walt.Post("/c/pell-river/proposals", nil), 403},
		"another site":    {walt.Send(fromElsewhere), 403},
		"no such method":  {walt.Send(httptest.NewRequest(http.MethodDelete, "/sign-in", nil)), 404},
		"a calendar":      {walt.Get("/calendar/unheard-of.ics"), 404},
		"a letter’s link": {walt.Get("/a/unheard-of"), 404},
	} {
		if c.page.Code != c.code {
			t.Errorf("%s answers %d, want %d", name, c.page.Code, c.code)
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Strict-Transport-Security": "max-age=31536000; includeSubDomains",
		} {
			if got := c.page.Header.Values(header); strings.Join(got, "|") != want {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
		policy := c.page.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
			if !strings.Contains(policy, part) || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: the policy is %q", name, policy)
			}
		}
		if c.page.Header.Get("Permissions-Policy") == "" {
			t.Errorf("%s: no Permissions-Policy", name)
		}
		kept := c.page.Header.Get("Cache-Control")
		if name == "a style" != strings.Contains(kept, "immutable") || strings.HasPrefix(c.page.Header.Get("Content-Type"), "text/html; ") && c.page.Find("html").Length() == 1 && c.code != 303 && kept != "no-store" && !strings.Contains(kept, "max-age=60") {
			t.Errorf("%s may be kept: %q", name, kept)
		}
	}
}

func TestAFormFromAnotherSiteIsRefusedInWords(t *testing.T) {
	t.Parallel()
	s := apptest.Serve(t, exampletest.OpenTown(t))
	for name, set := range map[string]func(http.Header){
		"by fetch metadata": func(h http.Header) { h.Set("Sec-Fetch-Site", "cross-site") },
		"a sibling site":    func(h http.Header) { h.Set("Sec-Fetch-Site", "same-site") },
		"by origin":         func(h http.Header) { h.Set("Origin", "https://evil.example") },
		"from nowhere":      func(h http.Header) { h.Set("Origin", "null") },
	} {
		walt := s.As("Walt Pruitt")
		walt.Language = "es"
		r := httptest.NewRequest(http.MethodPost, "http://pellriver.example/sign-out", nil)
		set(r.Header)
		p := walt.Send(r)
		if p.Code != http.StatusForbidden || !strings.Contains(p.Text("main"), "otro sitio") {
			t.Errorf("%s: %d %s", name, p.Code, p.Text("main"))
		}
		if home := walt.Get("/"); home.Code != http.StatusOK {
			t.Errorf("%s: it was done all the same: %d", name, home.Code)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "http://pellriver.example/sign-out", nil)
	r.Header.Set("Origin", "http://pellriver.example")
	if p := s.As("Walt Pruitt").Send(r); p.Code != http.StatusSeeOther {
		t.Errorf("our own form: %d", p.Code)
	}
}

func TestNobodyIsSentAway(t *testing.T) {
	t.Parallel()
	s := apptest.Serve(t, exampletest.OpenTown(t))
	walt := s.As("Walt Pruitt")
	for _, next := range []string{
		"https://evil.example", "//evil.example", `/\evil.example`, `\\evil.example`, "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "/\t/evil.example", "evil", "http:/evil.example", "",
	} {
		if p := walt.Get("/sign-in?next=" + url.QueryEscape(next)); p.To != "/" {
			t.Errorf("signed in already, next=%q leads to %q", next, p.To)
		}
		if p := s.Visitor().Get("/sign-in?next=" + url.QueryEscape(next)); p.Find(`input[name="next"]`).AttrOr("value", "/") != "/" {
			t.Errorf("the door takes next=%q", next)
		}
		if p := walt.Post("/language", url.Values{"language": {"en"}, "next": {next}}); p.To != "/" {
			t.Errorf("the language leads to %q for next=%q", p.To, next)
		}
	}
	if p := walt.Get("/sign-in?next=" + url.QueryEscape("/c/pell-river/turns?x=1")); p.To != "/c/pell-river/turns?x=1" {
		t.Errorf("our own page is refused: %q", p.To)
	}
}

func TestPagesTravelCompressed(t *testing.T) {
	t.Parallel()
	s := apptest.Serve(t, exampletest.OpenTown(t))
	for _, path := range []string{"/sign-in", web.URL("style.css")} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		s.Handler.ServeHTTP(w, r)
		if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s: %q, Vary %q", path, w.Header().Get("Content-Encoding"), w.Header().Values("Vary"))
		}
		if whole := s.Visitor().Get(path); whole.Header.Get("Content-Encoding") != "" || len(whole.Body) <= w.Body.Len() {
			t.Errorf("%s: %d bytes, compressed %d", path, len(whole.Body), w.Body.Len())
		}
	}
}

func TestAnUnknownAddress(t *testing.T) {
	t.Parallel()
	s := apptest.Serve(t, exampletest.OpenTown(t))
	for path, reader := range map[string]*apptest.Reader{"/nowhere": s.Visitor(), "/c/pell-river/nowhere": s.As("Walt Pruitt"), "/c/nowhere/turns": s.As("Walt Pruitt")} {
		p := reader.Get(path)
		if p.Code != http.StatusNotFound || p.Text("h1") != "We could not find that page" || p.Find("main a").Length() == 0 {
			t.Errorf("%s: %d %s", path, p.Code, p.Text("main"))
		}
	}
}

func TestDevelopmentPagesStayOnThisMachine(t *testing.T) {
	t.Parallel()
	town := exampletest.OpenTown(t)
	s := apptest.Serve(t, town)
	if p := s.Visitor().Get("/dev/mail"); p.Code != http.StatusOK {
		t.Errorf("in development: %d", p.Code)
	}
	for _, header := range []string{"X-Forwarded-For", "X-Forwarded-Host", "Forwarded"} {
		r := httptest.NewRequest(http.MethodGet, "/dev/mail", nil)
		r.Header.Set(header, "203.0.113.7")
		if p := s.Visitor().Send(r); p.Code != http.StatusNotFound {
			t.Errorf("behind a proxy that sets %s: %d", header, p.Code)
		}
	}
	earnest := apptest.Serve(t, town, func(c *app.Config) { c.Dev, c.RateLimits, c.SMTPURL = false, "on", "smtp://127.0.0.1:9" })
	if p := earnest.Visitor().Get("/dev/mail"); p.Code != http.StatusNotFound {
		t.Errorf("in earnest: %d", p.Code)
	}
}

// trap is a clock that breaks when it is asked from a certain place.
type trap struct {
	clock.Clock
	place string
}

func (c trap) Now() time.Time {
	if strings.Contains(string(debug.Stack()), c.place) {
		panic("a-secret-token")
	}
	return c.Clock.Now()
}

func TestAPanicStaysCalm(t *testing.T) {
	t.Parallel()
	town := exampletest.OpenTown(t)
	for place, path := range map[string]string{"internal/app.(*App).ready": "/readyz", "internal/home.(*Handlers)": "/"} {
		s := apptest.Serve(t, town, func(c *app.Config) { c.Clock = trap{town.Clock, place} })
		rosa := s.As("Rosa Villaseñor") // reads Spanish
		p := rosa.Get(path)
		if p.Code != http.StatusInternalServerError || p.Find("main h1").Length() != 1 {
			t.Errorf("%s: %d %s", path, p.Code, p.Body)
		}
		if strings.Contains(p.Body, "secret") || strings.Contains(p.Body, "goroutine") || strings.Contains(p.Body, ".go:") {
			t.Errorf("%s leaks: %s", path, p.Body)
		}
		if path == "/" && (p.Find(`html[lang="es"]`).Length() != 1 || strings.Contains(p.Text("main"), "Something went wrong")) {
			t.Errorf("it does not speak Spanish: %s", p.Text("main"))
		}
		if p.Header.Get("Content-Security-Policy") == "" || p.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: unguarded", path)
		}
		if after := rosa.Get("/privacy"); after.Code != http.StatusOK {
			t.Errorf("after the panic: %d", after.Code)
		}
	}
}
