package session_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
	"collaboratory/internal/token"
)

var evening = time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC)

type house struct {
	db       *db.DB
	clock    *clock.Fixed
	sessions *session.Sessions
	ended    []id.ID
	server   *httptest.Server
	trips    int // of the last request
}

func open(t *testing.T, secure bool) *house {
	t.Helper()
	h := &house{db: dbtest.New(t), clock: clock.At(evening)}
	signer, err := token.LoadSigner(t.Context(), h.db.Pool(), evening)
	if err != nil {
		t.Fatal(err)
	}
	h.sessions = session.New(h.db, h.clock, signer, session.Options{Secure: secure, SetLanguage: h.setLanguage,
		Ended: func(_ context.Context, _ *db.Tx, person id.ID) error { h.ended = append(h.ended, person); return nil }})
	h.server = httptest.NewUnstartedServer(h.routes())
	if secure {
		h.server.StartTLS()
	} else {
		h.server.Start()
	}
	t.Cleanup(func() { h.server.Close(); h.sessions.Wait() })
	return h
}

func (h *house) setLanguage(ctx context.Context, person id.ID, language string) error {
	_, err := h.db.Pool().Exec(ctx, `UPDATE person SET language = $2 WHERE id = $1`, person, language)
	return err
}

// routes is a small site: who am I, sign in as, sign out, say something and move on.
func (h *house) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(h.counted, h.sessions.Load)
	h.sessions.Routes(r)
	r.Method("GET", "/", page.Handler(func(w http.ResponseWriter, r *http.Request) error {
		a := access.From(r.Context())
		said := []string{a.Name, i18n.Lang(r.Context()), page.StatusOf(r.Context())}
		for _, m := range a.Memberships {
			said = append(said, m.Slug)
		}
		_, err := w.Write([]byte(strings.Join(said, "|")))
		return err
	}))
	r.Method("GET", "/away", http.RedirectHandler("/", http.StatusSeeOther))
	r.Method("GET", "/browser", page.Handler(func(w http.ResponseWriter, r *http.Request) error {
		first, second := session.BrowserID(w, r), session.BrowserID(w, r)
		_, err := w.Write([]byte(first + "|" + second))
		return err
	}))
	r.Method("POST", "/in/{person}", page.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if err := h.sessions.SignIn(r.Context(), id.Maybe(chi.URLParam(r, "person"))); err != nil {
			return err
		}
		session.Flash(w, r, "Welcome, “Ruth”; come in")
		return page.Redirect(w, r, "/away")
	}))
	r.Method("POST", "/out", page.Handler(func(w http.ResponseWriter, r *http.Request) error {
		if err := h.sessions.SignOut(r.Context()); err != nil {
			return err
		}
		return page.Redirect(w, r, "/")
	}))
	return r
}

func (h *house) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, trips := db.CountRoundTrips(r.Context())
		next.ServeHTTP(w, r.WithContext(ctx))
		h.trips = trips()
	})
}

func (h *house) browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Transport: h.server.Client().Transport}
}

func (h *house) ask(t *testing.T, c *http.Client, method, path string, form url.Values, header ...string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, h.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func (h *house) expect(t *testing.T, c *http.Client, want string) {
	t.Helper()
	if code, got := h.ask(t, c, "GET", "/", nil); code != 200 || got != want {
		t.Errorf("got %d %q, want %q", code, got, want)
	}
}

func (h *house) person(t *testing.T, name, email string) id.ID {
	t.Helper()
	person := id.New()
	h.exec(t, `INSERT INTO person (id, name, email, created_at) VALUES ($1, $2, $3, $4)`, person, name, email, evening)
	return person
}

func (h *house) belongs(t *testing.T, person id.ID, slug, language string) {
	t.Helper()
	club := id.New()
	h.exec(t, `
		INSERT INTO collaboratory (id, slug, name, zone, language, created_by, created_at, request_key, request_hash)
		VALUES ($1, $2, $2, 'America/New_York', $3, $4, $5, $1, '')`, club, slug, language, person, evening)
	h.exec(t, `
		INSERT INTO membership (collaboratory_id, person_id, role, joined_at)
		VALUES ($1, $2, 'convener', $3)`, club, person, evening)
}

func (h *house) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := h.db.Pool().Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func (h *house) signIn(t *testing.T, c *http.Client, person id.ID) {
	t.Helper()
	if code, body := h.ask(t, c, "POST", "/in/"+person.String(), nil); code != 200 {
		t.Fatal(code, body)
	}
}

func TestWhoIsIt(t *testing.T) {
	h := open(t, true)
	ruth := h.person(t, "Ruth", "ruth@example.org")
	h.belongs(t, ruth, "pell-river", "en")
	h.belongs(t, ruth, "alder", "es")
	c := h.browser(t)
	h.expect(t, c, "|en|")
	if h.trips != 0 {
		t.Errorf("a visitor costs %d round trips", h.trips)
	}
	// The sentence survives a redirect on the way and is shown once.
	if _, got := h.ask(t, c, "POST", "/in/"+ruth.String(), nil, "Accept-Language", "en"); got != "Ruth|en|Welcome, “Ruth”; come in|alder|pell-river" {
		t.Errorf("got %q", got)
	}
	h.expect(t, c, "Ruth|es||alder|pell-river") // no language named: the first collaboratory's
	if h.trips != 1 {
		t.Errorf("a signed-in request costs %d round trips", h.trips)
	}
	h.exec(t, `UPDATE membership SET left_at = $2 WHERE person_id = $1`, ruth, evening)
	h.expect(t, c, "Ruth|en|") // rights end at once
}

func TestTheTokenIsRenewedHashedAndHostBound(t *testing.T) {
	h := open(t, true)
	ruth, june := h.person(t, "Ruth", "ruth@example.org"), h.person(t, "June", "june@example.org")
	c := h.browser(t)
	h.signIn(t, c, ruth)
	first := h.cookie(t, c, "__Host-session")
	h.signIn(t, c, june)
	h.expect(t, c, "June|en|")
	second := h.cookie(t, c, "__Host-session")
	if first == second || len(second) < 27 {
		t.Error("a new id at each sign-in")
	}
	rows, err := db.All[string](t.Context(), h.db.Pool(), `SELECT token_hash FROM session`)
	if err != nil || len(rows) != 1 || rows[0] == second {
		t.Errorf("one session is left, without its token: %q, %v", rows, err)
	}
}

func (h *house) cookie(t *testing.T, c *http.Client, name string) string {
	t.Helper()
	at, _ := url.Parse(h.server.URL)
	for _, cookie := range c.Jar.Cookies(at) {
		if cookie.Name == name {
			return cookie.Value
		}
	}
	t.Fatal("no cookie called " + name)
	return ""
}

func TestSessionsEnd(t *testing.T) {
	h := open(t, false)
	ruth := h.person(t, "Ruth", "ruth@example.org")
	phone, laptop, library := h.browser(t), h.browser(t), h.browser(t)
	for _, c := range []*http.Client{phone, laptop, library} {
		h.signIn(t, c, ruth)
		h.clock.Advance(time.Minute)
	}
	list, err := h.sessions.List(t.Context(), ruth)
	if err != nil || len(list) != 3 || !strings.HasPrefix(list[0].Agent, "Go-http-client") {
		t.Fatalf("%+v, %v", list, err)
	}
	stolen := h.cookie(t, phone, "session")
	if code, _ := h.ask(t, phone, "POST", "/out", nil); code != 200 || len(h.ended) != 1 {
		t.Error("signing out is told to the streams:", code, h.ended)
	}
	if _, got := h.ask(t, h.browser(t), "GET", "/", nil, "Cookie", "session="+stolen); got != "|en|" {
		t.Errorf("it kills the session on the server: %q", got)
	}
	if err := h.sessions.End(t.Context(), id.New(), list[0].ID); err != nil {
		t.Fatal(err)
	}
	h.expect(t, library, "Ruth|en|") // a stranger ends nothing
	if err := h.sessions.End(t.Context(), ruth, list[0].ID); err != nil {
		t.Fatal(err)
	}
	h.expect(t, library, "|en|")
	h.expect(t, laptop, "Ruth|en|")
	if err := h.sessions.EndAll(t.Context(), ruth); err != nil {
		t.Fatal(err)
	}
	h.expect(t, laptop, "|en|")
}

func TestASessionLastsHalfAYear(t *testing.T) {
	h := open(t, false)
	ruth := h.person(t, "Ruth", "ruth@example.org")
	c := h.browser(t)
	h.signIn(t, c, ruth)
	h.clock.Advance(179 * 24 * time.Hour)
	h.expect(t, c, "Ruth|en|")
	if h.trips != 1 {
		t.Errorf("“last seen” is written beside the request, not by it: %d round trips", h.trips)
	}
	h.sessions.Wait()
	if list, err := h.sessions.List(t.Context(), ruth); err != nil || !list[0].LastSeenAt.Equal(h.clock.Now()) {
		t.Errorf("%+v, %v", list, err)
	}
	h.clock.Advance(2 * 24 * time.Hour)
	h.expect(t, c, "|en|")
	if err := h.sessions.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left, err := db.Value[int](t.Context(), h.db.Pool(), `SELECT count(*) FROM session`); err != nil || left != 0 {
		t.Errorf("%d left, %v", left, err)
	}
}

func TestPostgresAwaySignsNobodyOut(t *testing.T) {
	h := open(t, false)
	c := h.browser(t)
	h.signIn(t, c, h.person(t, "Ruth", "ruth@example.org"))
	before := h.cookie(t, c, "session")
	h.takeAway(t)
	if code, body := h.ask(t, c, "GET", "/", nil); code != http.StatusServiceUnavailable || !strings.Contains(body, "</html>") {
		t.Errorf("got %d %s", code, body)
	}
	if h.cookie(t, c, "session") != before {
		t.Error("the cookie stays")
	}
	h.expect(t, h.browser(t), "|en|") // a visitor needs no records
}

// takeAway closes the database to everybody, as when Postgres is gone.
func (h *house) takeAway(t *testing.T) {
	t.Helper()
	config := h.db.Pool().Config().ConnConfig.Copy()
	name := config.Database
	config.Database = "postgres"
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if _, err := conn.Exec(t.Context(), `ALTER DATABASE `+pgx.Identifier{name}.Sanitize()+` ALLOW_CONNECTIONS false`); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, name); err != nil {
		t.Fatal(err)
	}
}

func TestLanguage(t *testing.T) {
	h := open(t, false)
	c := h.browser(t)
	if _, got := h.ask(t, c, "GET", "/", nil, "Accept-Language", "es-MX,es;q=0.9"); got != "|es|" {
		t.Errorf("what the browser asks for: %q", got)
	}
	if _, got := h.ask(t, c, "POST", "/language", url.Values{"language": {"en"}}, "Referer", h.server.URL+"/", "Accept-Language", "es"); got != "|en|" {
		t.Errorf("the cookie goes before the browser: %q", got)
	}
	ruth := h.person(t, "Ruth", "ruth@example.org")
	h.signIn(t, c, ruth)
	h.ask(t, c, "POST", "/language", url.Values{"language": {"es"}})
	other := h.browser(t)
	h.signIn(t, other, ruth)
	h.expect(t, other, "Ruth|es|") // what the person chose goes with them
	if code, _ := h.ask(t, c, "POST", "/language", url.Values{"language": {"xx"}}); code != http.StatusUnprocessableEntity {
		t.Error("a language we do not have:", code)
	}
}

func TestBrowserID(t *testing.T) {
	h := open(t, true)
	c := h.browser(t)
	_, first := h.ask(t, c, "GET", "/browser", nil)
	_, again := h.ask(t, c, "GET", "/browser", nil)
	one, two, _ := strings.Cut(first, "|")
	if one != two || first != again || len(one) < 27 {
		t.Errorf("%q, then %q", first, again)
	}
	if h.trips != 0 {
		t.Error("it needs no query")
	}
}

func TestAForgedFlashIsNotShown(t *testing.T) {
	h := open(t, false)
	forged := token.NewSigner(make([]byte, 32)).Sign("flash", evening.Add(time.Hour), "Send money")
	if _, got := h.ask(t, h.browser(t), "GET", "/", nil, "Cookie", "flash="+forged); got != "|en|" {
		t.Errorf("got %q", got)
	}
}

func TestOwnPath(t *testing.T) {
	cases := map[string]string{
		"/c/pell-river?tab=all#x": "/c/pell-river?tab=all#x",
		"":                        "/",
		"//evil.example":          "/",
		"/\\evil.example":         "/",
		"\\\\evil.example":        "/",
		"https://evil.example/":   "/",
		"javascript:alert(1)":     "/",
		"/a\r\nSet-Cookie: x":     "/",
		"/\t/evil.example":        "/",
		"evil":                    "/",
	}
	for next, want := range cases {
		if got := session.OwnPath(next); got != want {
			t.Errorf("OwnPath(%q) is %q, want %q", next, got, want)
		}
	}
}
