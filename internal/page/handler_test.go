package page_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

func answer(r *http.Request, h page.Handler) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func failing(err error) page.Handler {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

func signedIn(r *http.Request) *http.Request {
	return r.WithContext(access.With(r.Context(), access.Actor{PersonID: id.New(), Name: "June"}))
}

func TestEachFaultHasItsAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		code  int
		says  string
		retry string
	}{
		"not found":   {fault.NotFound("That proposal is not here"), 404, "could not find", ""},
		"forbidden":   {fault.Forbidden("Only a convener can do that"), 403, "Only a convener can do that.", ""},
		"invalid":     {fault.Invalid("title", "Give it a name"), 422, "Give it a name.", ""},
		"conflict":    {fault.Conflict("Somebody was quicker"), 409, "Somebody was quicker.", ""},
		"gone":        {fault.Gone("That link was used"), 410, "That link was used.", ""},
		"too many":    {fault.TooMany(90*time.Second, "Too many codes"), 429, "Too many codes.", "91"},
		"unavailable": {fault.Unavailable(errors.New("secret host"), "We cannot reach our records"), 503, "We cannot reach our records.", "6"},
		"a bug":       {errors.New("secret: relation missing"), 500, "Something went wrong on our side", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := answer(signedIn(httptest.NewRequest(http.MethodGet, "/c/town/x", nil)), failing(c.err))
			if w.Code != c.code || !strings.Contains(w.Body.String(), c.says) || w.Header().Get("Retry-After") != c.retry {
				t.Errorf("%d, Retry-After %q: %s", w.Code, w.Header().Get("Retry-After"), w.Body)
			}
			if strings.Contains(w.Body.String(), "secret") || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("it leaks, or may be kept: %s", w.Header().Get("Cache-Control"))
			}
		})
	}
}

func TestWhoMustSignIn(t *testing.T) {
	forbidden, missing := fault.Forbidden("Please sign in first"), fault.NotFound("x")
	for _, c := range []struct {
		method, target string
		err            error
		code           int
		to             string
	}{
		{"GET", "/c/town/turns?page=2&x=%0d%0aSet-Cookie", forbidden, 303, "/sign-in?next=%2Fc%2Ftown%2Fturns%3Fpage%3D2%26x%3D%250d%250aSet-Cookie"},
		{"HEAD", "/me", forbidden, 303, "/sign-in?next=%2Fme"},
		{"GET", "/c/town", missing, 303, "/sign-in?next=%2Fc%2Ftown"},
		{"GET", "/i/unheard-of", missing, 404, ""},
		{"GET", "/c/town", fault.Conflict("x"), 409, ""},
		{"POST", "/c/town/proposals", forbidden, 403, ""},
		{"POST", "/c/town/proposals", missing, 404, ""},
	} {
		w := answer(httptest.NewRequest(c.method, c.target, nil), failing(c.err))
		if w.Code != c.code || w.Header().Get("Location") != c.to {
			t.Errorf("%s %s: %d to %q", c.method, c.target, w.Code, w.Header().Get("Location"))
		}
		if w := answer(signedIn(httptest.NewRequest(c.method, c.target, nil)), failing(c.err)); w.Code == 303 {
			t.Errorf("%s %s sends somebody signed in to the door", c.method, c.target)
		}
	}
}

func TestAFaultSpeaksTheReadersLanguage(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	w := answer(r.WithContext(i18n.With(r.Context(), "es")), failing(errors.New("x")))
	if strings.Contains(w.Body.String(), "Something went wrong") || !strings.Contains(w.Body.String(), `lang="es"`) {
		t.Errorf("in Spanish it says %s", w.Body)
	}
}

func TestWhatIsLogged(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	answer(httptest.NewRequest(http.MethodPost, "/a/a-secret-token?code=123456", nil), failing(fault.Conflict("x")))
	if log.Len() != 0 {
		t.Errorf("a refusal is logged: %s", &log)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	w := answer(httptest.NewRequest(http.MethodGet, "/", nil).WithContext(gone), failing(context.Canceled))
	if log.Len() != 0 || w.Body.Len() != 0 {
		t.Errorf("somebody who went away is answered or logged: %s", &log)
	}
	answer(httptest.NewRequest(http.MethodGet, "/me", nil), failing(errors.New("a bug")))
	if !strings.Contains(log.String(), "a bug") {
		t.Errorf("a bug is not logged: %s", &log)
	}
}

func render(v page.View) *httptest.ResponseRecorder {
	return answer(httptest.NewRequest(http.MethodGet, "/", nil), func(w http.ResponseWriter, r *http.Request) error { return page.Render(w, r, v) })
}

func TestRendering(t *testing.T) {
	body := templ.Raw("<p>here</p>")
	for name, c := range map[string]struct {
		view  page.View
		code  int
		cache string
		title string
	}{
		"a page":          {page.View{Title: "Turns", Body: body}, 200, "no-store", "<title>Turns"},
		"a public page":   {page.View{Title: "Help", Body: body, Public: true}, 200, "public, max-age=60", "<title>Help"},
		"a public error":  {page.View{Title: "Help", Body: body, Public: true, Code: 404}, 404, "no-store", "<title>Help"},
		"something wrong": {page.View{Title: "Propose", Body: body, Wrong: true}, 422, "no-store", "<title>Error: Propose"},
		"a status":        {page.View{Title: "Gone", Body: body, Code: 410}, 410, "no-store", "<title>Gone"},
	} {
		w := render(c.view)
		if w.Code != c.code || w.Header().Get("Cache-Control") != c.cache || !strings.Contains(w.Body.String(), c.title) || !strings.Contains(w.Body.String(), "<p>here</p>") {
			t.Errorf("%s: %d, %q: %.300s", name, w.Code, w.Header().Get("Cache-Control"), w.Body)
		}
		if got := w.Header().Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s is sent as %q", name, got)
		}
	}
}

// TestAPageIsSentWholeOrNotAtAll: a body that fails halfway leaves nothing of itself.
func TestAPageIsSentWholeOrNotAtAll(t *testing.T) {
	half := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, _ = w.Write([]byte("half a page"))
		return errors.New("the rest is missing")
	})
	w := render(page.View{Title: "Half", Body: half})
	if w.Code != 500 || strings.Contains(w.Body.String(), "half a page") || !strings.Contains(w.Body.String(), "Something went wrong") {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
}
