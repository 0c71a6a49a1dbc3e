package account_test

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/db"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

const (
	walt      = "Walt Pruitt"
	waltsMail = "walt@pellriver.example"
	base      = "http://pellriver.example"
)

func wantKind(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s: %v", what, err)
	}
}

// linkIn is the path of the first link to this room in the newest letter to an address.
func linkIn(t *testing.T, s *apptest.Site, email string) string {
	t.Helper()
	letters, err := s.Letters(t.Context(), email)
	if err != nil || len(letters) == 0 {
		t.Fatalf("no letter to %s: %v", email, err)
	}
	link := regexp.MustCompile(`/account/\S+`).FindString(letters[0])
	if link == "" {
		t.Fatalf("no link in the letter to %s:\n%s", email, letters[0])
	}
	return link
}

func emailOf(t *testing.T, s *apptest.Site, person id.ID) string {
	t.Helper()
	p, err := s.Members.Person(t.Context(), s.DB.Pool(), person)
	if err != nil {
		t.Fatal(err)
	}
	return p.Email
}

func post(t *testing.T, r *apptest.Reader, path string, fields ...string) *apptest.Page {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return r.Post(path, form)
}

func TestEveryLinkOfMyAccountLeadsSomewhere(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(walt)
	links := reader.Get("/me").Find("#account a, section:has(#account) a")
	if links.Length() < 5 {
		t.Fatal("links of the account:", links.Length())
	}
	for _, link := range links.EachIter() {
		path := link.AttrOr("href", "")
		if p := reader.Get(path); p.Code != 200 || p.Text("h1") == "" {
			t.Errorf("%s answers %d", path, p.Code)
		}
	}
}

func TestAChangeOfAddressTakesTwoMailboxes(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	person, reader := s.Person(walt), s.As(walt)
	if p := post(t, reader, "/me/address", "email", " Walt@Elsewhere.example "); p.To != "/me/address" {
		t.Fatal(p.Code, p.Text("main"))
	}
	if p := reader.Get("/me/address"); !strings.Contains(p.Text("main"), "walt@elsewhere.example") {
		t.Error("the page does not say what waits:", p.Text("main"))
	}
	confirm, stop := linkIn(t, s, "walt@elsewhere.example"), linkIn(t, s, waltsMail)
	visitor := s.Visitor()
	if p := visitor.Get(confirm); p.Code != 200 || emailOf(t, s, person) != waltsMail {
		t.Error("looking changes nothing:", p.Code, emailOf(t, s, person))
	}
	for range 2 {
		if p := visitor.Post(confirm, nil); p.Code != 303 || emailOf(t, s, person) != "walt@elsewhere.example" {
			t.Error("confirming:", p.Code, emailOf(t, s, person))
		}
	}
	if p := visitor.Get(confirm); p.Code != 200 || p.Find("form[action='"+confirm+"']").Length() > 0 {
		t.Error("a change that is done is not offered again:", p.Code)
	}
	// Whoever stole the account goes on to a third address; the first mailbox takes it back all the same.
	post(t, reader, "/me/address", "email", "third@elsewhere.example")
	third, second := linkIn(t, s, "third@elsewhere.example"), linkIn(t, s, "walt@elsewhere.example")
	visitor.Post(third, nil)
	s.Clock.Advance(6 * 24 * time.Hour)
	if p := visitor.Post(stop, nil); p.Code != 303 || emailOf(t, s, person) != waltsMail {
		t.Error("stopping:", p.Code, emailOf(t, s, person))
	}
	for _, link := range []string{third, second, stop, confirm} {
		if p := visitor.Post(link, nil); p.Code != 410 || emailOf(t, s, person) != waltsMail {
			t.Error("after it was stopped:", p.Code, emailOf(t, s, person))
		}
	}
	if p := reader.Get("/me"); p.Code == 200 {
		t.Error("every device is signed out")
	}
}

func TestAChangeOfAddressThatCannotBe(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(walt)
	wantKind(t, "a stranger", s.App.Accounts.AskForAddress(t.Context(), "x@elsewhere.example"), fault.KindForbidden)
	for _, email := range []string{"nobody", "", waltsMail} {
		wantKind(t, email, s.App.Accounts.AskForAddress(s.House.As(t.Context(), walt), email), fault.KindInvalid)
	}
	if p := post(t, reader, "/me/address", "email", "nobody"); p.Code != 422 || p.Text("#email-error") == "" {
		t.Error("what is no address:", p.Code)
	}
	before := count(t, s, `SELECT count(*) FROM letter WHERE email = 'june@pellriver.example'`)
	if p := post(t, reader, "/me/address", "email", "june@pellriver.example"); p.To != "/me/address" {
		t.Error("an address that is taken is answered otherwise:", p.Code, p.To)
	}
	if after := count(t, s, `SELECT count(*) FROM letter WHERE email = 'june@pellriver.example'`); after != before {
		t.Error("a letter went to somebody who has that address")
	}
	post(t, reader, "/me/address", "email", "late@elsewhere.example")
	late := linkIn(t, s, "late@elsewhere.example")
	s.Clock.Advance(25 * time.Hour)
	if p := s.Visitor().Post(late, nil); p.Code != 410 || emailOf(t, s, s.Person(walt)) != waltsMail {
		t.Error("after a day:", p.Code)
	}
	s.Clock.Advance(8 * 24 * time.Hour)
	if err := s.App.Accounts.ForgetOldChanges(t.Context()); err != nil || count(t, s, `SELECT count(*) FROM address_change`) != 0 {
		t.Error("old changes stay:", err)
	}
}

func count(t *testing.T, s *apptest.Site, sql string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), s.DB.Pool(), sql)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestLettersBySort(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(walt)
	form := reader.Get("/me/letters").Form("form[action='/me/letters']")
	if len(form["letters"]) != 6 {
		t.Fatal("at first all are wanted:", form)
	}
	form["letters"] = slices.DeleteFunc(form["letters"], func(v string) bool { return v == "reminders" || v == "notes" })
	if p := reader.Post("/me/letters", form); p.Code != 303 {
		t.Fatal(p.Code)
	}
	if again := reader.Get("/me/letters").Form("form[action='/me/letters']"); !slices.Equal(again["letters"], form["letters"]) {
		t.Error("kept:", again)
	}
	err := s.DB.InTx(t.Context(), func(ctx context.Context, tx *db.Tx) error {
		return s.Office.Refuse(ctx, tx, waltsMail, s.Club, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	stopped := reader.Get("/me/letters")
	if !strings.Contains(stopped.Text("li.row"), "All letters of Pell River") {
		t.Error("what a link stopped:", stopped.Text("main"))
	}
	reader.Post("/me/letters/again", stopped.Form("form[action='/me/letters/again']"))
	if left := count(t, s, `SELECT count(*) FROM letter_refusal WHERE email = '`+waltsMail+`' AND kind = ''`); left != 0 {
		t.Error("it is not taken back")
	}
	_, err = s.App.Accounts.Letters(t.Context())
	wantKind(t, "a stranger", err, fault.KindForbidden)
	wantKind(t, "a stranger", s.App.Accounts.ChooseLetters(t.Context(), nil), fault.KindForbidden)
}

func TestANewAddressForMyCalendar(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(walt)
	feed := func() string {
		return strings.TrimPrefix(reader.Get("/me/calendar").Find("main p a").Last().Text(), base)
	}
	old := feed()
	if p := s.Visitor().Get(old); p.Code != 200 {
		t.Fatal(old, p.Code)
	}
	if p := post(t, reader, "/me/calendar/renewal"); p.To != "/me/calendar" {
		t.Fatal(p.Code)
	}
	if fresh := feed(); fresh == old || s.Visitor().Get(fresh).Code != 200 {
		t.Error("the new address does not work:", fresh)
	}
	if p := s.Visitor().Get(old); p.Code != 410 {
		t.Error("the old one answers", p.Code)
	}
}

func TestWhereILive(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(walt)
	if p := post(t, reader, "/me/zone", "zone", "Mars/Base"); p.Code != 422 {
		t.Error("what is no zone:", p.Code)
	}
	if p := post(t, reader, "/me/zone", "zone", "America/Denver"); p.Code != 303 {
		t.Error(p.Code)
	}
	if zone := reader.Get("/me/zone").Form("form[action='/me/zone']").Get("zone"); zone != "America/Denver" {
		t.Error("kept:", zone)
	}
	_, err := s.App.Accounts.Zone(t.Context())
	wantKind(t, "a stranger", err, fault.KindForbidden)
}

func TestMyDevices(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	here, there, elsewhere := s.As(walt), s.As(walt), s.As(walt)
	end := here.Get("/me").Find("#devices form, section:has(#devices) form").First().AttrOr("action", "")
	if p := post(t, here, end); p.Code != 303 || !strings.HasPrefix(p.To, "/me") {
		t.Fatal(end, p.Code)
	}
	open := 0
	for _, r := range []*apptest.Reader{there, elsewhere} {
		if r.Get("/me").Code == 200 {
			open++
		}
	}
	if open != 1 {
		t.Error("one device was to be signed out; still open:", open)
	}
	post(t, here, "/me/sessions/others/end")
	if here.Get("/me").Code != 200 || there.Get("/me").Code == 200 || elsewhere.Get("/me").Code == 200 {
		t.Error("all others were to be signed out, and not this one")
	}
}

func system(ctx context.Context) context.Context { return access.With(ctx, access.AsSystem("test")) }
