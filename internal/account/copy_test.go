package account_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
)

// filesOf unpacks a copy.
func filesOf(t *testing.T, body string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

func TestACopyOfAllThatIsKeptAboutMe(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(erased)
	moreOf(t, s)
	for range 2 {
		if p := post(t, reader, "/me/records"); p.To != "/me/records" {
			t.Fatal(p.Code, p.Text("main"))
		}
	}
	if p := reader.Get("/me/records"); p.Find("main form").Length() != 0 {
		t.Error("while it is made nothing is offered:", p.Text("main"))
	}
	if err := s.App.Queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	ready := `SELECT count(*) FROM letter WHERE email = '` + erasedMail + `' AND subject = 'Your records are ready'`
	if n := count(t, s, ready); n != 1 {
		t.Error("letters that it is ready:", n)
	}
	take := reader.Get("/me/records").Find("main form").First().AttrOr("action", "")
	file := reader.Post(take, nil)
	if file.Code != 200 || file.Header.Get("Content-Type") != "application/zip" || file.Header.Get("Cache-Control") != "no-store" {
		t.Fatal(take, file.Code, file.Header)
	}
	looksRight(t, filesOf(t, file.Body))
	if n := count(t, s, `SELECT count(*) FROM audit WHERE action IN ('account.copy-asked', 'account.copy-taken')`); n != 2 {
		t.Error("lines in the history:", n)
	}
	if p := s.As(walt).Post(take, nil); p.Code != 410 {
		t.Error("somebody else takes it:", p.Code)
	}
	if p := s.Visitor().Post(take, nil); p.Code == 200 {
		t.Error("a stranger takes it:", p.Code)
	}
	s.Clock.Advance(24 * time.Hour)
	if p := reader.Post(take, nil); p.Code != 410 {
		t.Error("after a day:", p.Code)
	}
	if err := s.App.Accounts.SweepCopies(system(t.Context())); err != nil || count(t, s, `SELECT count(*) FROM account_copy`) != 0 {
		t.Error("it stays after its day:", err)
	}
}

func looksRight(t *testing.T, files map[string]string) {
	t.Helper()
	for name, holds := range map[string]string{
		"read-me.txt": "All that is kept about you", "json/person.json": erasedMail, "csv/person.csv": erased,
		"json/commitment.json": "promise", "json/proposal.json": "summary", "json/letter.json": "text_body", "json/membership.json": "joined_at",
		"json/audit.json": "member.signed-in", "json/session.json": "agent", "photo.jpg": "x", "json/guest.json": erasedMail, "json/ask.json": "what",
	} {
		if !strings.Contains(files[name], holds) {
			t.Errorf("%s does not hold %q", name, holds)
		}
	}
	for name, text := range files {
		for _, secret := range []string{"token_hash", "html_body", "request_key", `"data"`, `"unsubscribe"`} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %s", name, secret)
			}
		}
	}
}

func TestNoLinkOfALetterWorksFromACopy(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(erased)
	post(t, reader, "/me/erasing") // its letter can call it back, without a sign-in
	keep := linkIn(t, s, erasedMail)
	post(t, reader, "/me/records")
	if err := s.App.Queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	take := reader.Get("/me/records").Find("main form").First().AttrOr("action", "")
	files := filesOf(t, reader.Post(take, nil).Body)
	if letters := files["json/letter.json"]; strings.Contains(letters, keep) || !strings.Contains(letters, "/account/…") {
		t.Error("a link that acts in their name is in the file")
	}
}

func TestWhoMayTakeACopy(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	_, err := s.App.Accounts.AskCopy(t.Context())
	wantKind(t, "a stranger asks", err, fault.KindForbidden)
	_, err = s.App.Accounts.MyCopy(t.Context())
	wantKind(t, "a stranger looks", err, fault.KindForbidden)
	_, err = s.App.Accounts.FetchCopy(t.Context(), s.Person(walt))
	wantKind(t, "a stranger takes", err, fault.KindForbidden)
	mine := s.House.As(t.Context(), walt)
	made, err := s.App.Accounts.AskCopy(mine)
	if err != nil {
		t.Fatal(err)
	}
	wantNot := func(what string, err error) {
		t.Helper()
		if err == nil {
			t.Error(what)
		}
	}
	wantNot("a member makes a file by themselves", s.App.Accounts.MakeCopy(mine, s.Person(walt), made.ID))
	wantNot("a member sweeps files", s.App.Accounts.SweepCopies(mine))
	wantNot("a member sweeps people", s.App.Accounts.Sweep(mine))
	s.Clock.Advance(59 * time.Minute)
	if again, err := s.App.Accounts.AskCopy(mine); err != nil || again.ID != made.ID {
		t.Error("within the hour it is the same:", err)
	}
	s.Clock.Advance(2 * time.Minute)
	if fresh, err := s.App.Accounts.AskCopy(mine); err != nil || fresh.ID == made.ID {
		t.Error("after an hour it is a new one:", err)
	}
}
