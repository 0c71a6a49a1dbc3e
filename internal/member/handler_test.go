package member_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/member"
	"collaboratory/internal/session"
)

// visit is a browser in front of the pages of this room.
type visit struct {
	t      *testing.T
	h      *example.House
	server *httptest.Server
	client *http.Client
}

// look is what came back.
type look struct {
	*goquery.Document
	code int
	path string
}

func openDoor(t *testing.T, h *example.House) *httptest.Server {
	t.Helper()
	sessions := session.New(h.DB, h.Clock, h.Signer, session.Options{})
	t.Cleanup(sessions.Wait)
	r := chi.NewRouter()
	r.Use(sessions.Load, member.Named)
	handlers := member.NewHandlers(h.Members, sessions, func(*http.Request) string { return "192.0.2.7" })
	handlers.Routes(r)
	handlers.SignedInRoutes(r)
	r.Get("/", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<h1>home</h1>")) })
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	return server
}

func newVisit(t *testing.T, h *example.House, server *httptest.Server) *visit {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visit{t: t, h: h, server: server, client: &http.Client{Jar: jar}}
}

func (v *visit) answer(res *http.Response, err error) look {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	doc, err := goquery.NewDocumentFromReader(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return look{Document: doc, code: res.StatusCode, path: res.Request.URL.Path}
}

func (v *visit) get(path string) look {
	v.t.Helper()
	return v.answer(v.client.Get(v.server.URL + path))
}

func (v *visit) post(path string, fields ...string) look {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return v.answer(v.client.PostForm(v.server.URL+path, form))
}

func (v *visit) says(l look, selector, text string) {
	v.t.Helper()
	if got := l.Find(selector).Text(); !strings.Contains(got, text) {
		v.t.Errorf("%s %d: %s says %q, not %q", l.path, l.code, selector, strings.TrimSpace(got), text)
	}
}

func TestThroughTheDoor(t *testing.T) {
	h := exampletest.Open(t)
	server := openDoor(t, h)
	v := newVisit(t, h, server)
	door := v.get("/sign-in?next=/me")
	v.says(door, "h1", "Everyone has something to give.")
	if next, _ := door.Find(`form input[name=next]`).Attr("value"); next != "/me" {
		t.Error("where they were going:", next)
	}
	wrong := v.post("/sign-in", "email", "nobody", "next", "/me")
	v.says(wrong, "#email-error", "maria@example.org")
	v.says(wrong, "title", "Error:")
	if value, _ := wrong.Find("#email").Attr("value"); value != "nobody" || wrong.code != 422 {
		t.Error("what was typed stays:", value, wrong.code)
	}
	sent := v.post("/sign-in", "email", "Ruth@pellriver.example", "next", "/me")
	v.says(sent, "main", "ruth@pellriver.example")
	if sent.path != "/sign-in/sent" {
		t.Error(sent.path)
	}
	// The letter is opened in another browser; looking uses nothing up.
	phone := newVisit(t, h, server)
	link := "/sign-in/" + linkOf(t, h, "ruth@pellriver.example")
	for range 2 {
		phone.says(phone.get(link), "form", "ruth@pellriver.example")
	}
	name := phone.post(link)
	phone.says(name, "h1", "What is your name?")
	phone.says(phone.get("/me"), "h1", "What is your name?")
	phone.says(phone.post("/me/name", "name", " ", "next", "/me"), ".error", "Write a name")
	me := phone.post("/me/name", "name", "Ruth Ortiz", "next", "/me")
	phone.says(me, "h1", "About me")
	if value, _ := me.Find("#name").Attr("value"); value != "Ruth Ortiz" {
		t.Error(value)
	}
	again := v.get(link)
	v.says(again, ".banner", "used before")
	if again.code != 410 {
		t.Error(again.code)
	}
}

func TestByCodeAndOutAgain(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := newVisit(t, h, openDoor(t, h))
	v.post("/sign-in", "email", "rosa@pellriver.example", "next", "//evil.example")
	v.says(v.post("/sign-in/sent", "code", "12"), "#code-error", "six digits")
	in := v.post("/sign-in/sent", "code", codeOf(t, h, "rosa@pellriver.example"))
	if in.path != "/" || in.code != 200 {
		t.Fatal(in.path, in.code)
	}
	me := v.get("/me")
	if me.Find("html[lang=es]").Length() != 1 {
		t.Error("Rosa reads Spanish")
	}
	if me.Find("#devices li").Length() != 1 || me.Find("#visits li").Length() != 2 {
		t.Error(me.Find("#devices").Text())
	}
	saved := v.post("/me", "name", "Rosa Villaseñor", "phone", "555 0110", "language", "en", "sector", "business")
	v.says(saved, "[role=status]", "Saved.")
	v.says(v.post("/me", "name", "", "language", "en"), ".banner", "Write a name")
	v.says(v.post("/sign-out"), "h2", "Sign in")
	if out := v.get("/me"); out.path != "/sign-in" {
		t.Error("signed out, /me asks to sign in:", out.path)
	}
}

func TestEndingDevices(t *testing.T) {
	h := exampletest.OpenTown(t)
	server := openDoor(t, h)
	signIn := func() *visit {
		v := newVisit(t, h, server)
		v.post("/sign-in", "email", "walt@pellriver.example")
		v.post("/sign-in/sent", "code", codeOf(t, h, "walt@pellriver.example"))
		return v
	}
	library, phone, kiosk := signIn(), signIn(), signIn()
	me := library.get("/me")
	if me.Find("#devices li").Length() != 3 {
		t.Fatal(me.Find("#devices").Text())
	}
	end, _ := me.Find(`#devices form[action*="/me/sessions/"]`).First().Attr("action")
	library.says(library.post(end), "[role=status]", "That device is signed out.")
	library.post("/me/sessions/others/end")
	for _, other := range []*visit{phone, kiosk} {
		if got := other.get("/me"); got.path != "/sign-in" {
			t.Error("ended, but still at", got.path)
		}
	}
	if library.get("/me").path != "/me" {
		t.Error("this one goes on")
	}
}

func TestPagesToRead(t *testing.T) {
	h := exampletest.Open(t)
	v := newVisit(t, h, openDoor(t, h))
	v.says(v.get("/help"), "h1", "How it works")
	if n := v.get("/help").Find("ol li").Length(); n != 5 {
		t.Error(n, "steps")
	}
	v.says(v.get("/privacy"), "main", "180 days")
	if v.get("/me").path != "/sign-in" || v.get("/sign-in/sent").code != 200 || v.get("/sign-in/never-made").code != 410 {
		t.Error("what a stranger sees")
	}
}
