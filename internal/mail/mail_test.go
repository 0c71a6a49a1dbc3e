package mail_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/mail"
	"collaboratory/internal/token"
)

var evening = time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC)

type house struct {
	db     *db.DB
	clock  *clock.Fixed
	queue  *jobs.Queue
	office *mail.Office
	web    http.Handler
}

func open(t *testing.T, smtpURL string) *house {
	t.Helper()
	h := &house{db: dbtest.New(t), clock: clock.At(evening)}
	signer, err := token.LoadSigner(t.Context(), h.db.Pool(), evening)
	if err != nil {
		t.Fatal(err)
	}
	if h.queue, err = jobs.NewQueue(h.db, h.clock); err != nil {
		t.Fatal(err)
	}
	h.office, err = mail.NewOffice(h.db, h.clock, h.queue, signer, mail.Options{
		BaseURL: "https://pellriver.example", From: "Collaboratory <letters@pellriver.example>", SMTPURL: smtpURL,
	})
	if err != nil {
		t.Fatal(err)
	}
	r := chi.NewRouter()
	h.office.Routes(r)
	h.office.DevRoutes(r)
	h.web = r
	return h
}

var (
	pellRiver = id.New()
	ruth      = mail.Recipient{PersonID: id.New(), Name: "Ruth Ortiz", Email: "Ruth@Example.org", Language: "en"}
)

func invitation(to mail.Recipient) mail.Letter {
	return mail.Letter{
		Cause: "gathering/1/published/1", Kind: "gathering", Collaboratory: pellRiver, Club: "Pell River", To: to,
		ReplyTo: "june@example.org", Subject: "You are invited\r\nBcc: everybody@example.org", Greeting: "Dear Ruth,",
		Blocks: []mail.Block{
			mail.Paragraph{Text: "We meet <again> & hope that you can come, as there are three people who present what they work on and what they need."},
			mail.Facts{{Label: "When", Value: "Thursday 3 December, 6:00 pm"}},
			mail.Heading{Text: "Your promises"},
			mail.Promises{{What: "Two hours with the books", Who: "to Amara", When: "by Friday", Contact: "amara@example.org",
				Links: []mail.Action{{Label: "It is done", URL: "https://pellriver.example/a/1"}}}},
			mail.List{"Bring a cup", "Bring a friend"},
		},
		Action: &mail.Action{Label: "Say whether you come", URL: "https://pellriver.example/a/2"},
		More:   []mail.Action{{Label: "See the line-up", URL: "https://pellriver.example/c/pell-river"}},
		Why:    "You get this because you belong to Pell River.",
	}
}

func (h *house) send(t *testing.T, l mail.Letter) bool {
	t.Helper()
	var sent bool
	err := h.db.InTx(t.Context(), func(ctx context.Context, tx *db.Tx) (err error) {
		sent, err = h.office.Send(ctx, tx, l)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

func (h *house) letters(t *testing.T, email string) []mail.Sent {
	t.Helper()
	letters, err := h.office.Letters(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	return letters
}

func (h *house) ask(t *testing.T, method, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	h.web.ServeHTTP(w, r)
	return w
}

func TestACauseReachesARecipientOnce(t *testing.T) {
	h := open(t, "")
	rosa, luis := ruth, ruth
	rosa.PersonID, rosa.CareOf, luis.PersonID = id.New(), true, id.New()
	for _, to := range []mail.Recipient{ruth, rosa, luis} {
		if !h.send(t, invitation(to)) {
			t.Error("the first one goes out, also to one address for several people")
		}
		if h.send(t, invitation(to)) {
			t.Error("the second of the same cause does not")
		}
	}
	if h.send(t, invitation(mail.Recipient{PersonID: id.New(), Name: "Without an address"})) {
		t.Error("nobody can write to a person without an address")
	}
	if err := h.queue.DrainTwice(t.Context()); err != nil {
		t.Fatal(err)
	}
	letters := h.letters(t, "ruth@example.org")
	if len(letters) != 3 || letters[0].State != "sent" {
		t.Fatalf("got %d letters, %+v", len(letters), letters)
	}
}

func TestTextAndHTMLSayTheSame(t *testing.T) {
	h := open(t, "")
	h.send(t, invitation(ruth))
	l := h.letters(t, "ruth@")[0]
	if strings.ContainsAny(l.Subject, "\r\n") {
		t.Errorf("a line break in the subject: %q", l.Subject)
	}
	html, err := goquery.NewDocumentFromReader(strings.NewReader(l.HTML))
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Join(strings.Fields(html.Find("body").Text()), " ")
	text := strings.Join(strings.Fields(l.Text), " ")
	for _, part := range []string{
		"Dear Ruth,", "We meet <again> & hope that you can come", "Thursday 3 December, 6:00 pm", "Your promises",
		"Two hours with the books", "to Amara", "by Friday", "amara@example.org", "It is done", "Bring a friend",
		"Say whether you come", "See the line-up", "You get this because you belong to Pell River.", "Stop letters like this",
	} {
		if !strings.Contains(text, part) || !strings.Contains(shown, part) {
			t.Errorf("%q is missing in one of the forms", part)
		}
	}
	if !strings.Contains(l.Text, "\nhttps://pellriver.example/a/2\n") {
		t.Error("an address stands on a line of its own")
	}
	for line := range strings.SplitSeq(l.Text, "\n") {
		if len([]rune(line)) > 72 && !strings.Contains(line, "https://") {
			t.Errorf("too long a line: %q", line)
		}
	}
	if lang, _ := html.Find("html").Attr("lang"); lang != "en" {
		t.Errorf("lang is %q", lang)
	}
}

func unsubscribePath(t *testing.T, l mail.Sent) string {
	t.Helper()
	_, after, found := strings.Cut(l.Text, "https://pellriver.example/unsubscribe/")
	if !found {
		t.Fatal("the letter cannot be refused")
	}
	return "/unsubscribe/" + strings.Fields(after)[0]
}

func TestUnsubscribe(t *testing.T) {
	h := open(t, "")
	h.send(t, invitation(ruth))
	path := unsubscribePath(t, h.letters(t, "ruth@")[0])
	if w := h.ask(t, "GET", path, nil); w.Code != 200 || !strings.Contains(w.Body.String(), "ruth@example.org") {
		t.Fatalf("the page says whom it stops: %d %s", w.Code, w.Body)
	}
	next := func(kind, cause string, asked bool, club id.ID) bool {
		l := invitation(ruth)
		l.Kind, l.Cause, l.Asked, l.Collaboratory = kind, cause, asked, club
		return h.send(t, l)
	}
	if !next("gathering", "a", false, pellRiver) {
		t.Error("looking at the page stops nothing")
	}
	// What a mail reader posts by itself.
	if w := h.ask(t, "POST", path, url.Values{"List-Unsubscribe": {"One-Click"}}); w.Code != 200 {
		t.Fatal(w.Code)
	}
	cases := []struct {
		name, kind, cause string
		asked             bool
		club              id.ID
		want              bool
	}{
		{"the same kind", "gathering", "b", false, pellRiver, false},
		{"another kind", "digest", "c", false, pellRiver, true},
		{"asked for", "gathering", "d", true, pellRiver, true},
		{"another collaboratory", "gathering", "e", false, id.New(), true},
	}
	for _, c := range cases {
		if got := next(c.kind, c.cause, c.asked, c.club); got != c.want {
			t.Errorf("%s: sent %v, want %v", c.name, got, c.want)
		}
	}
	h.ask(t, "POST", path, url.Values{"letters": {"stop-all"}})
	if next("digest", "f", false, pellRiver) || !next("gathering", "g", true, pellRiver) {
		t.Error("all means all that was not asked for")
	}
	h.ask(t, "POST", path, url.Values{"letters": {"again"}})
	if !next("gathering", "h", false, pellRiver) {
		t.Error("and it can be taken back")
	}
	if w := h.ask(t, "POST", path+"x", nil); w.Code != 404 {
		t.Error("a link that is not ours:", w.Code)
	}
}

func TestDevMail(t *testing.T) {
	h := open(t, "")
	if w := h.ask(t, "GET", "/dev/mail", nil); w.Code != 200 {
		t.Fatal(w.Code)
	}
	l := invitation(ruth)
	l.Calendar, l.CalendarMethod = []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "REQUEST"
	h.send(t, l)
	list, err := goquery.NewDocumentFromReader(h.ask(t, "GET", "/dev/mail?q=RUTH", nil).Body)
	if err != nil {
		t.Fatal(err)
	}
	path, _ := list.Find("tbody a").Attr("href")
	one := h.ask(t, "GET", path, nil)
	if body := one.Body.String(); one.Code != 200 || !strings.Contains(body, `href="https://pellriver.example/a/2"`) {
		t.Errorf("%d: the links of the text form can be followed", one.Code)
	}
	body := h.ask(t, "GET", path+"/body", nil)
	policy := body.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script") {
		t.Errorf("the letter has a policy of its own: %q", policy)
	}
	if got, _ := io.ReadAll(h.ask(t, "GET", path+"/calendar", nil).Body); string(got) != string(l.Calendar) {
		t.Errorf("calendar: %q", got)
	}
	if w := h.ask(t, "GET", "/dev/mail?q=nobody", nil); strings.Contains(w.Body.String(), "ruth@example.org") {
		t.Error("the search is by address")
	}
}

func TestSweepForgetsOldWords(t *testing.T) {
	h := open(t, "")
	h.send(t, invitation(ruth))
	if err := h.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.clock.Advance(100 * 24 * time.Hour)
	if err := h.office.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if l := h.letters(t, "ruth@")[0]; l.Text != "" || l.HTML != "" {
		t.Error("the words of an old letter stay")
	}
	if h.send(t, invitation(ruth)) {
		t.Error("that it was sent is known for ever")
	}
}
