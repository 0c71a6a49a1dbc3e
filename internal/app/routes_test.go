package app_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/app"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// The roles every address is asked as. Nomad convenes another collaboratory; gone was a member and was removed; guest joined
// tonight’s gathering by its code.
var roles = []string{"anonymous", "nomad", "gone", "guest", "member", "giver", "presenter", "scribe", "host", "convener"}

// public is every address that answers somebody who is not signed in. Anything else sends them to the door.
var public = []string{
	"GET /", "GET /healthz", "GET /readyz", "GET /privacy", "GET /help", "POST /language",
	"GET /sign-in", "POST /sign-in", "GET /sign-in/sent", "POST /sign-in/sent", "GET /sign-in/{token}", "POST /sign-in/{token}", "POST /sign-out",
	"GET /i/{token}", "POST /i/{token}", "POST /i/{token}/opened", "GET /i/{token}/sent",
	"GET /a/{token}", "POST /a/{token}", "GET /account/{token}", "POST /account/{token}", "GET /unsubscribe/{token}", "POST /unsubscribe/{token}", "GET /calendar/{file}",
	"GET /g", "POST /g", "GET /g/{code}", "POST /g/{code}", "GET /screen", "POST /screen", "GET /screen/events",
	"GET /dev/kit", "GET /dev/mail", "GET /dev/mail/{id}", "GET /dev/mail/{id}/body", "GET /dev/mail/{id}/calendar",
}

// house is the town behind an app, and somebody for every role.
type house struct {
	*example.House
	app     *app.App
	handler http.Handler
	router  chi.Routes
	cookies map[string]*http.Cookie
	ids     map[string]string // what to put for a parameter of an address
}

func openHouse(t *testing.T) *house {
	t.Helper()
	town := exampletest.OpenTown(t)
	a, err := app.Open(t.Context(), app.Config{
		BaseURL: "http://pellriver.example", DatabaseURL: town.DB.Pool().Config().ConnString(), MailFrom: "x <x@pellriver.example>",
		Dev: true, RateLimits: "off", Clock: town.Clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	handler := a.Handler()
	h := &house{House: town, app: a, handler: handler, router: handler.(chi.Routes), cookies: map[string]*http.Cookie{}, ids: map[string]string{}}
	h.cast(t)
	return h
}

// cast signs somebody in for each role, and finds rows that speak of them: the commitment of the giver to the presenter,
// at a gathering that host and scribe run.
func (h *house) cast(t *testing.T) {
	t.Helper()
	type row struct{ Commitment, Presentation, Proposal, Gathering id.ID }
	found, err := db.One[row](t.Context(), h.DB.Pool(), `
		SELECT c.id AS commitment, t.id AS presentation, t.proposal_id AS proposal, t.gathering_id AS gathering
		FROM commitment c
		JOIN presentation t ON t.id = c.presentation_id
		WHERE c.giver_person_id = $1 AND t.presenter_id = $2`, h.Person("Walt Pruitt"), h.Person("Delia Moss"))
	if err != nil {
		t.Fatal(err)
	}
	tonight, err := db.Value[id.ID](t.Context(), h.DB.Pool(), `SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	if err != nil {
		t.Fatal(err)
	}
	h.ids = map[string]string{
		"slug": example.Slug, "commitment": found.Commitment.String(), "presentation": found.Presentation.String(),
		"proposal": found.Proposal.String(), "gathering": tonight.String(), "past": found.Gathering.String(),
		"member": h.Person("Opal Jenkins").String(), "leaver": h.Person("Earl Stubbs").String(), "act": "delivery", "topic": "sectors",
	}
	h.letters(t, tonight)
	if err := h.Collaboratories.Remove(h.As(t.Context(), example.Convener), h.Club, h.Person("Nolan Pike")); err != nil {
		t.Fatal(err)
	}
	for role, email := range map[string]string{
		"gone": "nolan@pellriver.example", "member": "gordon@pellriver.example", "giver": "walt@pellriver.example",
		"presenter": "delia@pellriver.example", "scribe": "greta@pellriver.example", "host": "marcus@pellriver.example",
		"convener": "june@pellriver.example", "nomad": "nomad@elsewhere.example",
	} {
		h.cookies[role] = h.signIn(t, email)
	}
	h.settleNomad(t)
	h.letGuestIn(t, tonight)
}

// letGuestIn starts tonight’s gathering, and somebody joins it by its code.
func (h *house) letGuestIn(t *testing.T, tonight id.ID) {
	t.Helper()
	host := h.As(t.Context(), example.Host)
	if err := h.Gatherings.Start(host, h.Club, tonight); err != nil {
		t.Fatal(err)
	}
	code, err := h.Gatherings.CodeOf(host, h.Club, tonight)
	if err != nil {
		t.Fatal(err)
	}
	pass, err := h.Gatherings.Join(t.Context(), code, gathering.Joining{Key: id.New(), Name: "Ines Rivera", NoEmail: true})
	if err != nil {
		t.Fatal(err)
	}
	h.ids["code"], h.cookies["guest"] = code, &http.Cookie{Name: "guest", Value: pass}
}

// letters are the rows and links that letters carry.
func (h *house) letters(t *testing.T, tonight id.ID) {
	t.Helper()
	june := h.As(t.Context(), example.Convener)
	if _, err := h.Collaboratories.Invite(june, h.Club, "new@elsewhere.example"); err != nil {
		t.Fatal(err)
	}
	if err := h.Collaboratories.OpenLink(june, h.Club); err != nil {
		t.Fatal(err)
	}
	at, err := h.Gatherings.Read(june, h.Club, tonight)
	if err != nil {
		t.Fatal(err)
	}
	guest, err := h.Gatherings.AddGuest(june, h.Club, tonight, gathering.Guest{Key: id.New(), Name: "Nadia Brook"})
	if err != nil {
		t.Fatal(err)
	}
	h.ids["guest"] = guest.String()
	h.ids["a"] = h.Gatherings.AnswerToken(at, h.Person("Walt Pruitt"))
	feed, err := h.Gatherings.FeedURL(h.As(t.Context(), "Walt Pruitt"))
	if err != nil {
		t.Fatal(err)
	}
	h.ids["file"] = path.Base(feed)
	for name, sql := range map[string]string{
		"invitation":  `SELECT id::text FROM invitation WHERE email = 'new@elsewhere.example'`,
		"i":           `SELECT token FROM joining_link`,
		"mail":        `SELECT id::text FROM letter WHERE calendar IS NOT NULL LIMIT 1`,
		"unsubscribe": `SELECT regexp_replace(unsubscribe, '.*/', '') FROM letter WHERE unsubscribe <> '' LIMIT 1`,
		"turn":        `SELECT t.id::text FROM presentation t JOIN gathering g ON g.id = t.gathering_id WHERE g.title = '` + example.TonightTitle + `' LIMIT 1`,
	} {
		if h.ids[name], err = db.Value[string](t.Context(), h.DB.Pool(), sql); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// body is the form of a route with real ids in it.
func (h *house) body(route string) string {
	body := bodies[route]
	for name, value := range h.ids {
		body = strings.ReplaceAll(body, "{"+name+"}", value)
	}
	return body
}

// settleNomad gives the stranger a collaboratory of their own to convene.
func (h *house) settleNomad(t *testing.T) {
	t.Helper()
	nomad, err := db.Value[id.ID](t.Context(), h.DB.Pool(), `SELECT id FROM person WHERE email = 'nomad@elsewhere.example'`)
	if err != nil {
		t.Fatal(err)
	}
	ctx := access.With(t.Context(), access.Actor{PersonID: nomad, Name: "Noa Mad"})
	if err := h.Members.GiveName(ctx, "Noa Mad"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Collaboratories.Create(ctx, collaboratory.Founding{Key: id.New(), Name: "Elsewhere", Town: "Elsewhere", Zone: example.Zone, Language: "en"}); err != nil {
		t.Fatal(err)
	}
}

func (h *house) signIn(t *testing.T, email string) *http.Cookie {
	t.Helper()
	link, err := h.app.Members.SignInLink(access.With(t.Context(), access.AsSystem("test")), email, false)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, strings.TrimPrefix(link, "http://pellriver.example"), nil)
	h.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == "session" {
			return c
		}
	}
	t.Fatalf("signing %s in gave no session: %d", email, w.Code)
	return nil
}

// bodies are what a form sends where an empty one would be sent back before anybody asks who may. None of them would
// change anything even for somebody who may: the day is over, the person is not there.
var bodies = map[string]string{
	"POST /c/{slug}/commitments/{id}/date":                                       "due=2020-01-01",
	"POST /c/{slug}/commitments/{id}/promise":                                    "promise=x&kind=time",
	"POST /c/{slug}/commitments/{id}/giver":                                      "giver=018f0000-0000-7000-8000-000000000000",
	"POST /c/{slug}/gatherings/{gathering}/roles":                                "role=scribe&person={member}",
	"POST /c/{slug}/gatherings/{id}/scribe/{commitment}/merger":                  "into=018f0000-0000-7000-8000-000000000000",
	"POST /c/{slug}/gatherings/{gathering}/room/roles":                           "role=scribe&person={member}",
	"POST /c/{slug}/gatherings/{gathering}/room/pledges/{commitment}/withdrawal": "seq=1",
	"POST /c/{slug}/members/{id}/role":                                           "role=member",
	"POST /c/{slug}/proposals/{id}/acceptance":                                   "gathering={gathering}",
	"POST /c/{slug}/gatherings/{id}/line-up":                                     "by=0&presentation={turn}",
	"POST /c/{slug}/settings/basics":                                             "name=Pell+River+Collaboratory&town=Pell+River&zone=America/Chicago&language=en&currency=USD",
}

// ask asks for an address in a role.
func (h *house) ask(t *testing.T, role, method, pattern string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, h.address(pattern), strings.NewReader(h.body(method+" "+pattern)))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if c := h.cookies[role]; c != nil {
		r.AddCookie(c)
	}
	ctx, leave := context.WithCancel(r.Context())
	defer leave()
	if strings.HasSuffix(pattern, "/events") { // a stream ends when its reader leaves
		defer time.AfterFunc(300*time.Millisecond, leave).Stop()
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r.WithContext(ctx))
	return w.Result()
}

// address puts real ids into a pattern; {id} means the row the noun before it names.
func (h *house) address(pattern string) string {
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if !strings.HasPrefix(part, "{") {
			continue
		}
		name := strings.Trim(part, "{}")
		if name == "id" || name == "token" {
			name = strings.TrimSuffix(parts[i-1], "s")
		}
		if name == "member" && strings.HasSuffix(pattern, "/removal") {
			name = "leaver" // the others are asked about again
		}
		parts[i] = h.ids[name]
		if parts[i] == "" {
			parts[i] = id.New().String()
		}
	}
	return strings.Join(parts, "/")
}

// verdict is what an answer means for who may: "door" (sign in first), "no" (not found or forbidden), "yes" (anything a
// person allowed to ask may get, a form to mend and a conflict among them).
func verdict(answer *http.Response) string {
	to := answer.Header.Get("Location")
	switch {
	case answer.StatusCode == http.StatusSeeOther && strings.HasPrefix(to, "/sign-in?"):
		return "door"
	case answer.StatusCode == http.StatusNotFound, answer.StatusCode == http.StatusForbidden:
		return "no"
	case answer.StatusCode >= 500:
		return "fault"
	}
	return "yes"
}

// TestEveryRouteForEveryRole asks every address the router knows in every role, and holds it against testdata/routes.txt,
// which says who may. An address that is not in there fails: decide who may, then write it down.
func TestEveryRouteForEveryRole(t *testing.T) {
	h := openHouse(t)
	want := readTable(t)
	seen := map[string]bool{}
	var lines []string
	err := chi.Walk(h.router, func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if strings.HasPrefix(pattern, "/static") {
			return nil
		}
		route := method + " " + strings.TrimSuffix(pattern, "/")
		if pattern == "/" {
			route = method + " /"
		}
		seen[route] = true
		var may []string
		for _, role := range roles {
			if route == "POST /sign-out" || strings.Contains(route, "/me/sessions/") || strings.HasSuffix(route, "/members/leave") {
				may = append(may, role) // would end the very session the next question needs
				continue
			}
			switch v := verdict(h.ask(t, role, method, pattern)); {
			case v == "fault":
				t.Errorf("%s as %s: a fault on our side", route, role)
			case role == "anonymous" && v == "yes" && !slices.Contains(public, route):
				t.Errorf("%s is open to everybody, and not on the public list", route)
			case v == "yes":
				may = append(may, role)
			}
		}
		lines = append(lines, route+": "+strings.Join(may, " "))
		if got := strings.Join(may, " "); got != want[route] {
			t.Errorf("%s:\n  may     %s\n  should  %s", route, got, want[route])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for route := range want {
		if !seen[route] {
			t.Errorf("testdata/routes.txt speaks of %s, which is no address", route)
		}
	}
	if file := os.Getenv("ROUTES_SEEN"); file != "" {
		slices.Sort(lines)
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readTable(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "routes.txt"))
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if route, may, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			table[route] = may
		} else if route, ok := strings.CutSuffix(strings.TrimSpace(line), ":"); ok {
			table[route] = ""
		}
	}
	return table
}
