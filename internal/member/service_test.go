package member_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

const browser = "the browser at the library"

func ask(t *testing.T, h *example.House, email string) {
	t.Helper()
	if err := h.Members.AskToSignIn(t.Context(), member.Ask{Email: email, Browser: browser, Client: "192.0.2.7", Next: "/c/pell-river/members", Language: "en"}); err != nil {
		t.Fatal(err)
	}
}

func linkOf(t *testing.T, h *example.House, email string) string {
	t.Helper()
	plain, err := h.Key(t.Context(), email, "/sign-in/")
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func codeOf(t *testing.T, h *example.House, email string) string {
	t.Helper()
	letters, err := h.Letters(t.Context(), email)
	if err != nil || len(letters) == 0 {
		t.Fatal("no letter", err)
	}
	code := regexp.MustCompile(`\d{3} \d{3}`).FindString(letters[0])
	if code == "" {
		t.Fatal("no code in", letters[0])
	}
	return code
}

func want(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("got %v, want fault kind %d", err, kind)
	}
}

func people(t *testing.T, h *example.House) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), h.DB.Pool(), `SELECT count(*) FROM person`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestALinkLetsInOnce(t *testing.T) {
	h := exampletest.Open(t)
	ask(t, h, " Ruth@PellRiver.example ")
	plain := linkOf(t, h, "ruth@pellriver.example")
	for range 3 { // a scanner opens it, and opens it again
		if email, err := h.Members.LookAtLink(t.Context(), plain); err != nil || email != "ruth@pellriver.example" {
			t.Fatal(email, err)
		}
	}
	if people(t, h) != 0 {
		t.Error("nobody is a person before they prove their address")
	}
	entry, err := h.Members.UseLink(t.Context(), plain)
	if err != nil || entry.Name != "" || entry.Next != "/c/pell-river/members" {
		t.Fatalf("%+v %v", entry, err)
	}
	if people(t, h) != 1 {
		t.Error("who proved an address is a person")
	}
	_, err = h.Members.UseLink(t.Context(), plain)
	want(t, err, fault.KindGone)
	_, err = h.Members.UseLink(t.Context(), "never-made")
	want(t, err, fault.KindNotFound)
}

func TestALinkEndsAfterFifteenMinutes(t *testing.T) {
	h := exampletest.Open(t)
	ask(t, h, "ruth@pellriver.example")
	plain := linkOf(t, h, "ruth@pellriver.example")
	h.Clock.Advance(15 * time.Minute)
	_, err := h.Members.LookAtLink(t.Context(), plain)
	want(t, err, fault.KindGone)
	_, err = h.Members.UseLink(t.Context(), plain)
	want(t, err, fault.KindGone)
}

func TestACodeWorksWhereItWasAskedFor(t *testing.T) {
	h := exampletest.Open(t)
	ask(t, h, "ruth@pellriver.example")
	code := codeOf(t, h, "ruth@pellriver.example")
	_, err := h.Members.UseCode(t.Context(), "another browser", "192.0.2.8", code)
	want(t, err, fault.KindGone)
	_, err = h.Members.UseCode(t.Context(), browser, "192.0.2.7", "12345")
	want(t, err, fault.KindInvalid)
	if entry, err := h.Members.UseCode(t.Context(), browser, "192.0.2.7", code); err != nil || entry.PersonID == id.Nil {
		t.Fatal(entry, err)
	}
	_, err = h.Members.UseCode(t.Context(), browser, "192.0.2.7", code)
	want(t, err, fault.KindGone)
	_, err = h.Members.UseLink(t.Context(), linkOf(t, h, "ruth@pellriver.example"))
	want(t, err, fault.KindGone)
}

func TestACodeHasFiveTriesAndTenMinutes(t *testing.T) {
	h := exampletest.Open(t)
	ask(t, h, "ruth@pellriver.example")
	code := codeOf(t, h, "ruth@pellriver.example")
	wrong := "000 000"
	if code == wrong {
		wrong = "000 001"
	}
	for range 5 {
		_, err := h.Members.UseCode(t.Context(), browser, "192.0.2.7", wrong)
		want(t, err, fault.KindInvalid)
	}
	_, err := h.Members.UseCode(t.Context(), browser, "192.0.2.7", code)
	want(t, err, fault.KindGone)

	ask(t, h, "ruth@pellriver.example")
	h.Clock.Advance(10 * time.Minute)
	_, err = h.Members.UseCode(t.Context(), browser, "192.0.2.7", codeOf(t, h, "ruth@pellriver.example"))
	want(t, err, fault.KindGone)
	if _, err := h.Members.UseLink(t.Context(), linkOf(t, h, "ruth@pellriver.example")); err != nil {
		t.Error("its link works five minutes longer:", err)
	}
}

func TestKnownOrNotTheAnswerIsTheSame(t *testing.T) {
	h := exampletest.OpenTown(t)
	for _, email := range []string{"rosa@pellriver.example", "nobody@pellriver.example"} {
		ask(t, h, email)
		if _, err := h.Members.LookAtLink(t.Context(), linkOf(t, h, email)); err != nil {
			t.Error(email, err)
		}
	}
	letters, err := h.Letters(t.Context(), "rosa@pellriver.example")
	if err != nil || !strings.Contains(letters[0], "Rosa Villaseñor") {
		t.Errorf("a known person is greeted by name: %v\n%s", err, letters[0])
	}
	want(t, h.Members.AskToSignIn(t.Context(), member.Ask{Email: "no address"}), fault.KindInvalid)
}

func TestAskingIsLimited(t *testing.T) {
	h := exampletest.OpenTown(t)
	for range 5 {
		ask(t, h, "rosa@pellriver.example")
	}
	err := h.Members.AskToSignIn(t.Context(), member.Ask{Email: "rosa@pellriver.example", Browser: browser})
	want(t, err, fault.KindTooMany)

	strict := member.New(h.DB, h.Clock, h.Office, h.Limiter, member.Options{UnknownAnHour: 2, WrongAnHour: 3})
	for i := range 3 {
		err := strict.AskToSignIn(t.Context(), member.Ask{Email: fmt.Sprintf("stranger%d@pellriver.example", i), Browser: browser, Client: "192.0.2.9"})
		if err != nil {
			t.Fatal("above the limit the answer stays the same:", err)
		}
	}
	if letters, _ := h.Letters(t.Context(), "stranger2@pellriver.example"); len(letters) != 0 {
		t.Error("the third unknown address from one client gets no letter")
	}
	if err := strict.AskToSignIn(t.Context(), member.Ask{Email: "walt@pellriver.example", Browser: browser, Client: "192.0.2.9"}); err != nil {
		t.Error("known ones go on:", err)
	}
	for range 3 {
		_, err = strict.UseCode(t.Context(), browser, "192.0.2.9", "000 000")
		want(t, err, fault.KindInvalid)
	}
	_, err = strict.UseCode(t.Context(), browser, "192.0.2.9", "000 000")
	want(t, err, fault.KindTooMany)
}

func TestAHallSharesOneAddress(t *testing.T) {
	h := exampletest.Open(t)
	for i := range 100 {
		email := fmt.Sprintf("guest%d@pellriver.example", i)
		if err := h.Members.AskToSignIn(t.Context(), member.Ask{Email: email, Browser: email, Client: "192.0.2.7"}); err != nil {
			t.Fatal(i, err)
		}
		if _, err := h.Members.UseCode(t.Context(), email, "192.0.2.7", codeOf(t, h, email)); err != nil {
			t.Fatal(i, err)
		}
	}
}

func TestALinkForTheCommandLine(t *testing.T) {
	h := exampletest.OpenTown(t)
	plain := func(url string) string { return url[strings.LastIndexByte(url, '/')+1:] }
	url, err := h.Members.SignInLink(t.Context(), "june@pellriver.example", true)
	if err != nil || !strings.HasPrefix(url, example.Base+"/sign-in/") {
		t.Fatal(url, err)
	}
	h.Clock.Advance(48 * time.Hour)
	for range 2 {
		if entry, err := h.Members.UseLink(t.Context(), plain(url)); err != nil || entry.Name != example.Convener {
			t.Fatal(entry, err)
		}
	}
	production := member.New(h.DB, h.Clock, h.Office, h.Limiter, member.Options{})
	_, err = production.UseLink(t.Context(), plain(url))
	want(t, err, fault.KindGone)
	_, err = production.SignInLink(t.Context(), "june@pellriver.example", true)
	want(t, err, fault.KindForbidden)
	url, err = production.SignInLink(t.Context(), "june@pellriver.example", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := production.UseLink(t.Context(), plain(url)); err != nil {
		t.Error(err)
	}
	_, err = production.UseLink(t.Context(), plain(url))
	want(t, err, fault.KindGone)
}

func inTx(t *testing.T, h *example.House, do func(ctx context.Context, tx *db.Tx) error) error {
	t.Helper()
	return h.DB.InTx(t.Context(), do)
}

func TestEnsurePerson(t *testing.T) {
	h := exampletest.Open(t)
	ensure := func(name, email string) (person id.ID, created bool, err error) {
		err = inTx(t, h, func(ctx context.Context, tx *db.Tx) error {
			person, created, err = h.Members.EnsurePerson(ctx, tx, name, email)
			return err
		})
		return person, created, err
	}
	first, created, err := ensure("", "Ruth@pellriver.example")
	if err != nil || !created {
		t.Fatal(created, err)
	}
	for _, name := range []string{"Ruth  Ortiz", "Somebody Else"} {
		again, created, err := ensure(name, "ruth@pellriver.example")
		if err != nil || created || again != first {
			t.Fatal(again, created, err)
		}
	}
	p, err := h.Members.Person(t.Context(), h.DB.Pool(), first)
	if err != nil || p.Name != "Ruth Ortiz" || p.Address() != "ruth@pellriver.example" {
		t.Errorf("a name once given stays: %+v %v", p, err)
	}
	_, _, err = ensure("Ruth", "not an address")
	want(t, err, fault.KindInvalid)
}

func TestWhoHasAnAddressKeepsTheirProfile(t *testing.T) {
	h := exampletest.OpenTown(t)
	edit := func(name, newName string) error {
		return inTx(t, h, func(ctx context.Context, tx *db.Tx) error {
			return h.Members.EditPerson(ctx, tx, h.Person(name), member.Portrait{Profile: member.Profile{Name: newName, CareOf: "lemuel@pellriver.example"}})
		})
	}
	want(t, edit("Rosa Villaseñor", "Rosie"), fault.KindForbidden)
	want(t, edit("Earl Stubbs", ""), fault.KindInvalid)
	if err := edit("Earl Stubbs", "Earl B. Stubbs"); err != nil {
		t.Fatal(err)
	}
	p, err := h.Members.Person(t.Context(), h.DB.Pool(), h.Person("Earl B. Stubbs"))
	if err != nil || p.Address() != "lemuel@pellriver.example" {
		t.Error(p, err)
	}
	err = h.Members.AskToSignIn(t.Context(), member.Ask{Email: "lemuel@pellriver.example", Browser: browser})
	if err != nil {
		t.Fatal(err)
	}
	entry, err := h.Members.UseLink(t.Context(), linkOf(t, h, "lemuel@pellriver.example"))
	if err != nil || entry.Name != "Lemuel Greer" {
		t.Errorf("an address in care of signs in only its owner: %+v %v", entry, err)
	}
}

func TestMyProfile(t *testing.T) {
	h := exampletest.OpenTown(t)
	want(t, h.Members.UpdateProfile(t.Context(), member.Profile{Name: "Nobody"}), fault.KindForbidden)
	ctx := h.As(t.Context(), "Walt Pruitt")
	err := h.Members.UpdateProfile(ctx, member.Profile{Name: " ", Phone: strings.Repeat("5", 41), Language: "fr"})
	if f := fault.Of(err); f == nil || len(f.Fields) != 3 {
		t.Errorf("all that is wrong is said at once: %v", err)
	}
	if err := h.Members.UpdateProfile(ctx, member.Profile{Name: "Walt  Pruitt", Phone: "555 0199", Sector: "neighbor", Language: "en"}); err != nil {
		t.Fatal(err)
	}
	if err := h.Members.SetLanguage(ctx, h.Person("Walt Pruitt"), "es"); err != nil {
		t.Fatal(err)
	}
	want(t, h.Members.SetLanguage(ctx, h.Person("Rosa Villaseñor"), "en"), fault.KindForbidden)
	want(t, h.Members.SetLanguage(ctx, h.Person("Walt Pruitt"), "fr"), fault.KindInvalid)
	if err := h.Members.GiveName(ctx, "Somebody Else"); err != nil {
		t.Fatal(err)
	}
	me, err := h.Members.Me(ctx)
	if err != nil || me.Person.Name != "Walt Pruitt" || me.Person.Phone != "555 0199" || me.Person.Language != "es" {
		t.Errorf("%+v %v", me.Person, err)
	}
	if len(me.Visits) != 1 || me.Visits[0].By != "invitation" || me.Portrait.Sector != "neighbor" {
		t.Errorf("%+v", me)
	}
	_, err = h.Members.Me(t.Context())
	want(t, err, fault.KindForbidden)
}

func TestSignInsAreRemembered(t *testing.T) {
	h := exampletest.OpenTown(t)
	ask(t, h, "walt@pellriver.example")
	if _, err := h.Members.UseLink(t.Context(), linkOf(t, h, "walt@pellriver.example")); err != nil {
		t.Fatal(err)
	}
	me, err := h.Members.Me(h.As(t.Context(), "Walt Pruitt"))
	if err != nil || len(me.Visits) != 2 || me.Visits[0].By != "link" {
		t.Error(me.Visits, err)
	}
}

func TestWhatWasAskedIsForgotten(t *testing.T) {
	h := exampletest.Open(t)
	ask(t, h, "walt@pellriver.example")
	h.Clock.Advance(25 * time.Hour)
	if err := h.Members.ForgetOldLinks(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := db.Value[int](t.Context(), h.DB.Pool(), `SELECT count(*) FROM sign_in`); err != nil || n != 0 {
		t.Error(n, err)
	}
}

func TestNothingIsHalfDone(t *testing.T) {
	h := exampletest.Open(t)
	failed := errors.New("later something failed")
	err := inTx(t, h, func(ctx context.Context, tx *db.Tx) error {
		if _, err := h.Members.AddPerson(ctx, tx, id.New(), member.Profile{Name: "Opal"}); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) || people(t, h) != 0 {
		t.Error(err)
	}
	if access.From(t.Context()).SignedIn() {
		t.Error("nobody is signed in here")
	}
}
