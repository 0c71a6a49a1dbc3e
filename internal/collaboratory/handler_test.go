package collaboratory_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/collaboratory"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/id"
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

func openClub(t *testing.T, h *example.House) *httptest.Server {
	t.Helper()
	sessions := session.New(h.DB, h.Clock, h.Signer, session.Options{})
	t.Cleanup(sessions.Wait)
	handlers := collaboratory.NewHandlers(h.Collaboratories, sessions)
	r := chi.NewRouter()
	r.Use(sessions.Load)
	member.NewHandlers(h.Members, sessions, func(*http.Request) string { return "192.0.2.7" }).Routes(r)
	handlers.Routes(r)
	handlers.SignedInRoutes(r)
	r.Route("/c/{slug}", func(r chi.Router) {
		r.Use(collaboratory.Club)
		r.Get("/", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<h1>the club</h1>")) })
		handlers.ClubRoutes(r)
	})
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	return server
}

// visitAs is somebody signed in, or a stranger when email is empty.
func visitAs(t *testing.T, h *example.House, server *httptest.Server, email string) *visit {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	v := &visit{t: t, h: h, server: server, client: &http.Client{Jar: jar}}
	if email != "" {
		link, err := h.Members.SignInLink(t.Context(), email, false)
		must(t, err)
		v.post(strings.TrimPrefix(link, example.Base))
	}
	return v
}

func (v *visit) answer(res *http.Response, err error) look {
	v.t.Helper()
	must(v.t, err)
	defer res.Body.Close()
	doc, err := goquery.NewDocumentFromReader(res.Body)
	must(v.t, err)
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

func TestFromNothingToFirstSteps(t *testing.T) {
	h := exampletest.OpenTown(t)
	server := openClub(t, h)
	if got := visitAs(t, h, server, "").get("/c/new"); got.path != "/sign-in" {
		t.Error("a stranger is asked to sign in first:", got.path)
	}
	v := visitAs(t, h, server, "walt@pellriver.example")
	form := v.get("/c/new")
	key, _ := form.Find("input[name=key]").Attr("value")
	wrong := v.post("/c/new", "key", key, "name", "Mill Falls", "zone", "America/Denver")
	v.says(wrong, "#town-error", "Write the town")
	if kept, _ := wrong.Find("input[name=key]").Attr("value"); kept != key || wrong.code != 422 {
		t.Error("the request key stays", kept, key)
	}
	for range 2 {
		steps := v.post("/c/new", "key", key, "name", "Mill Falls", "town", "Mill Falls", "zone", "America/Denver")
		v.says(steps, "h1", "Mill Falls")
		v.says(steps, "main", "Mountain time")
		if steps.path != "/c/mill-falls/first-steps" || steps.Find(`a[href="/c/mill-falls/invitations"]`).Length() != 1 {
			t.Error(steps.path)
		}
	}
}

func TestWhoFindsTheClub(t *testing.T) {
	h := exampletest.OpenTown(t)
	server := openClub(t, h)
	if got := visitAs(t, h, server, "").get("/c/pell-river/members"); got.path != "/sign-in" {
		t.Error("a stranger is asked to sign in:", got.path)
	}
	if got := visitAs(t, h, server, "stranger@elsewhere.example").get("/c/pell-river/members"); got.code != 404 {
		t.Error("who does not belong finds nothing:", got.code)
	}
	member := visitAs(t, h, server, "walt@pellriver.example")
	for path, code := range map[string]int{
		"/members": 200, "/first-steps": 200, "/invitations": 403, "/settings": 403, "/members/new": 403, "/members/nonsense": 404,
		"/members/" + id.New().String(): 404, "/members/" + h.Person("Opal Jenkins").String() + "/edit": 403,
	} {
		if got := member.get("/c/pell-river" + path); got.code != code {
			t.Errorf("%s: %d, want %d", path, got.code, code)
		}
	}
	rosa := h.Person(rosa).String()
	for _, path := range []string{"/members/" + rosa + "/removal", "/members/" + rosa + "/role", "/invitations/link"} {
		if got := member.post("/c/pell-river"+path, "role", "convener", "do", "open"); got.code != 403 {
			t.Errorf("%s: %d", path, got.code)
		}
	}
}

func TestInvitingOnThePage(t *testing.T) {
	h := exampletest.OpenTown(t)
	server := openClub(t, h)
	v := visitAs(t, h, server, "june@pellriver.example")
	page := "/c/pell-river/invitations"
	wrong := v.post(page, "people", "nora@pellriver.example\nnot an address")
	v.says(wrong, "#people-error", "Line 2")
	if typed := wrong.Find("#people").Text(); !strings.Contains(typed, "not an address") {
		t.Error("what was typed stays:", typed)
	}
	sent := v.post(page, "people", "Nora Vance <nora@pellriver.example>, walt@pellriver.example")
	v.says(sent, "[role=status]", "One letter is on its way. walt@pellriver.example is a member already.")
	v.says(sent, "#waiting", "Invited, not opened yet")

	stranger := visitAs(t, h, server, "")
	door := "/i/" + key(t, h, "nora@pellriver.example")
	at := stranger.get(door)
	stranger.says(at, "main", "June Abernathy invites you")
	if name, _ := at.Find("#name").Attr("value"); name != "Nora Vance" {
		t.Error(name)
	}
	v.says(v.get(page), "#waiting", "Invited, not opened yet")
	seen, _ := at.Find("[hx-post]").Attr("hx-post")
	stranger.post(seen)
	opened := v.get(page)
	v.says(opened, "#waiting", "Opened, not joined yet")
	again, _ := opened.Find(`#waiting form[action$="/letter"]`).Attr("action")
	v.says(v.post(again), "[role=status]", "A new letter is on its way.")
	if got := stranger.get(door); got.code != 404 {
		t.Error("the old link has ended:", got.code)
	}
	door = "/i/" + key(t, h, "nora@pellriver.example")
	stranger.says(stranger.post(door, "name", ""), "#name-error", "Write your name")
	if in := stranger.post(door, "name", "Nora Vance"); in.path != "/c/pell-river" {
		t.Error("she is in:", in.path, in.code)
	}
	v.says(v.get(page), "#joined", "Nora Vance")
	gone := visitAs(t, h, server, "").get(door)
	if gone.code != 410 {
		t.Error(gone.code)
	}
}

func TestTakingBack(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := visitAs(t, h, openClub(t, h), "june@pellriver.example")
	sent := v.post("/c/pell-river/invitations", "people", "nora@pellriver.example")
	back, _ := sent.Find(`#waiting form[action$="/withdrawal"]`).Attr("action")
	after := v.post(back)
	v.says(after, "[role=status]", "taken back")
	if after.Find("#waiting").Length() != 0 {
		t.Error("nobody is waited for any more")
	}
}

func TestTheLinkOnThePage(t *testing.T) {
	h := exampletest.OpenTown(t)
	server := openClub(t, h)
	v := visitAs(t, h, server, "june@pellriver.example")
	open := v.post("/c/pell-river/invitations/link", "do", "open")
	url, _ := open.Find(`#link a[href*="/i/"]`).Attr("href")
	if open.Find("svg.qr path").Length() != 1 || url == "" {
		t.Fatal(open.Find("#link").Text())
	}
	door := strings.TrimPrefix(url, example.Base)
	stranger := visitAs(t, h, server, "")
	stranger.says(stranger.post(door, "name", "Nora", "email", "x"), "#email-error", "maria@example.org")
	stranger.says(stranger.post(door, "name", "Nora", "email", "nora@pellriver.example"), "h2", "Look into your mailbox")
	in := stranger.post("/i/"+key(t, h, "nora@pellriver.example"), "name", "Nora Vance")
	if in.path != "/c/pell-river" {
		t.Error(in.path, in.code)
	}
	other := visitAs(t, h, server, "edna@elsewhere.example")
	other.says(other.get(door), "form", "You join as")
	if got := other.post(door); got.path != "/c/pell-river" {
		t.Error("a session has proven the mailbox already:", got.path, got.code)
	}
	closed := v.post("/c/pell-river/invitations/link", "do", "close")
	if closed.Find("svg.qr").Length() != 0 {
		t.Error("closed")
	}
}

func TestMembersOnThePage(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := visitAs(t, h, openClub(t, h), "walt@pellriver.example")
	all := v.get("/c/pell-river/members")
	v.says(all, "h1", "40 of us")
	v.says(all, "aside", "A chair is empty: Youth")
	if n := all.Find("table.is-stacked tbody tr").Length(); n != 40 || all.Find(`a[href$="/invitations"]`).Length() != 0 {
		t.Error(n, "lines")
	}
	found := v.get("/c/pell-river/members?q=villase%C3%B1or&sector=business")
	if found.Find("table.is-stacked tbody tr").Length() != 1 {
		t.Error(found.Find("table.is-stacked").Text())
	}
	v.says(v.get("/c/pell-river/members?q=%00%ff"), "h1", "40 of us")
	v.says(v.get("/c/pell-river/members?q=xyzzy"), ".empty", "Nobody is found")
	who := v.get("/c/pell-river/members/" + h.Person(rosa).String())
	v.says(who, "h1", rosa)
	if strings.Contains(who.Find("main").Text(), "rosa@") || who.Find("form").Length() != 2 {
		t.Error("how to reach her is not for everybody")
	}
	me := v.get("/c/pell-river/members/" + h.Person(walt).String())
	v.says(me, "main", "walt@pellriver.example")
	v.says(me, "main", "Leave this collaboratory")
	if left := v.post("/c/pell-river/members/leave"); left.path != "/" {
		t.Error(left.path)
	}
	if got := v.get("/c/pell-river/members"); got.code != 404 {
		t.Error("who left finds nothing:", got.code)
	}
}

func TestConvening(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := visitAs(t, h, openClub(t, h), "june@pellriver.example")
	wrong := v.post("/c/pell-river/members/new", "name", "", "care-of", "x", "language", "en")
	v.says(wrong, "#name-error", "Write a name")
	added := v.post("/c/pell-river/members/new", "key", id.New().String(), "name", "Ida Kemp", "phone", "555 0150", "language", "en")
	v.says(added, "h1", "Ida Kemp")
	v.says(added, "[role=status]", "You can act for them.")
	edit, _ := added.Find(`a[href$="/edit"]`).Attr("href")
	if phone, _ := v.get(edit).Find("#phone").Attr("value"); phone != "555 0150" {
		t.Error(phone)
	}
	v.says(v.post(edit, "name", "Ida B. Kemp", "language", "en"), "h1", "Ida B. Kemp")
	waltAt := "/c/pell-river/members/" + h.Person(walt).String()
	v.says(v.post(waltAt+"/role", "role", "convener"), "main", "Make a member again")
	v.says(v.post(waltAt+"/removal"), "[role=status]", "The membership has ended.")
	if got := v.get(waltAt); got.code != 404 {
		t.Error(got.code)
	}
	june := "/c/pell-river/members/" + h.Person(june).String()
	if got := v.post(june+"/role", "role", "member"); got.code != 409 {
		t.Error("the last convener stays:", got.code)
	}
}

func TestMadeUpAddressesAndTexts(t *testing.T) {
	h := exampletest.OpenTown(t)
	v := visitAs(t, h, openClub(t, h), "june@pellriver.example")
	for path, code := range map[string]int{
		"/i/%ff": 404, "/i/x%00y": 404, "/c/%ff/members": 404, "/c/pell-river/members/%ff": 404,
		"/c/pell-river/members?after=%ff&before=x.%00": 200, "/sign-in?next=%ff": 303,
	} {
		if got := v.get(path); got.code != code && code != 303 {
			t.Errorf("%s: %d, want %d", path, got.code, code)
		}
	}
	for _, path := range []string{"/c/new", "/c/pell-river/members/new", "/c/pell-river/settings/basics", "/c/pell-river/settings/words/sectors",
		"/c/pell-river/settings/norms", "/c/pell-river/settings/agreement", "/c/pell-river/settings/address", "/c/pell-river/invitations"} {
		if got := v.post(path, "name", "a\x00b", "town", "\xff", "people", "\xff@\x00", "sectors", "\xff", "phone", "\xff",
			"word", "\xff", "norms", "a\x00", "agreement", "\xff", "slug", "a\x00b"); got.code != 422 {
			t.Errorf("%s: %d", path, got.code)
		}
	}
}
