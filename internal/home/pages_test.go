package home_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

const front = "/c/" + example.Slug

func open(t *testing.T) *apptest.Site {
	t.Helper()
	t.Parallel()
	return apptest.Serve(t, exampletest.OpenTown(t))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// found makes a collaboratory that somebody of the town, or somebody new with this address, convenes.
func found(t *testing.T, s *apptest.Site, name, email, club string) collaboratory.Created {
	t.Helper()
	var person id.ID
	must(t, s.DB.InTx(access.With(t.Context(), access.AsSystem("test")), func(ctx context.Context, tx *db.Tx) (err error) {
		person, _, err = s.Members.EnsurePerson(ctx, tx, name, email)
		return err
	}))
	as := access.With(t.Context(), access.Actor{PersonID: person, Name: name})
	made, err := s.Collaboratories.Create(as, collaboratory.Founding{Key: id.New(), Name: club, Town: club, Zone: example.Zone, Language: "en"})
	must(t, err)
	return made
}

func TestAVisitorIsShownTheDoor(t *testing.T) {
	s := open(t)
	p := s.Visitor().Get("/")
	if p.Code != http.StatusSeeOther || p.To != "/sign-in" || p.Trips != 0 {
		t.Errorf("%d to %q after %d questions", p.Code, p.To, p.Trips)
	}
	p = s.Visitor().Get(front)
	if p.Code != http.StatusSeeOther || !strings.HasPrefix(p.To, "/sign-in?next=") {
		t.Errorf("the collaboratory answers a visitor with %d to %q", p.Code, p.To)
	}
	if p := s.With("noa@elsewhere.example").Get(front); p.Code == http.StatusOK {
		t.Error("a stranger reads the front page of a collaboratory")
	}
}

func TestOneWhoBelongsNowhere(t *testing.T) {
	s := open(t)
	must(t, s.Collaboratories.Remove(s.House.As(t.Context(), example.Convener), s.Club, s.Person("Gordon Teague")))
	gordon := s.As("Gordon Teague")
	p := gordon.Get("/")
	if p.Code != http.StatusOK || p.Find(`main a[href="/c/new"]`).Length() != 1 || p.Find("main .slip").Length() != 0 {
		t.Errorf("%d: %s", p.Code, p.Text("main"))
	}
	if p := gordon.Get(front); p.Code != http.StatusNotFound {
		t.Errorf("one who was removed gets %d", p.Code)
	}
}

func TestOneCollaboratory(t *testing.T) {
	s := open(t)
	p := s.As("Delia Moss").Get("/")
	if p.Text("h1") != "Good afternoon, Delia." {
		t.Errorf("at five in Pell River she is greeted with %q", p.Text("h1"))
	}
	if p.Find("#my-collaboratories").Length() != 0 || p.Find(`nav a[href="/c/pell-river/turns"]`).Length() == 0 {
		t.Error("with one collaboratory its navigation is all one needs")
	}
	if p.Find(`main a[href^="/c/pell-river/commitments/"], main a[href^="/c/pell-river/presentations/"]`).Length() == 0 {
		t.Errorf("nothing of what was promised: %s", p.Text("main"))
	}
}

func TestTwoCollaboratories(t *testing.T) {
	s := open(t)
	made := found(t, s, "Walt Pruitt", "walt@pellriver.example", "Mill Creek")
	p := s.As("Walt Pruitt").Get("/")
	got := p.Texts("#my-collaboratories a")
	slices.Sort(got)
	if !slices.Equal(got, []string{"Mill Creek", "Pell River Collaboratory"}) {
		t.Errorf("he chooses from %v", got)
	}
	if p.Find(`nav a[href$="/turns"]`).Length() != 0 {
		t.Error("the navigation is that of one of two")
	}
	if p := s.As("Delia Moss").Get("/c/" + made.Slug); p.Code != http.StatusNotFound {
		t.Errorf("a member of the other gets %d", p.Code)
	}
}

func TestANewCollaboratoryIsToldWhatToDoFirst(t *testing.T) {
	s := open(t)
	made := found(t, s, "Noa Mad", "noa@elsewhere.example", "Mill Creek")
	noa, here, as := s.As("Noa Mad"), "/c/"+made.Slug, s.House.As(t.Context(), "Noa Mad")
	steps := func() []string { return noa.Get(here).Texts("#what-to-do-first a") }
	if got := steps(); !slices.Equal(got, []string{"Invite members", "Schedule a gathering"}) {
		t.Errorf("first: %v", got)
	}
	_, err := s.Collaboratories.Invite(as, made.ID, "Ann Lee <ann@elsewhere.example>")
	must(t, err)
	if got := steps(); !slices.Equal(got, []string{"Schedule a gathering"}) {
		t.Errorf("after inviting: %v", got)
	}
	_, err = s.Gatherings.Schedule(as, made.ID, gathering.Scheduling{Key: id.New(), Template: gathering.Short, Plan: gathering.Plan{
		Title: "The first", Place: "Here", When: gathering.When{Day: clock.Date(2026, time.December, 10), StartTime: "18:00", EndTime: "20:00", Zone: example.Zone},
	}})
	must(t, err)
	p := noa.Get(here)
	if p.Find("#what-to-do-first").Length() != 0 || !strings.Contains(p.Text("main"), "Nothing is promised yet") {
		t.Errorf("with all done: %s", p.Text("main"))
	}
}

// TestTheLastGatheringsSums counts what came of the autumn anew, one promise after the other.
func TestTheLastGatheringsSums(t *testing.T) {
	s := open(t)
	type row struct {
		State       string
		DeliveredAt *time.Time
	}
	rows, err := db.All[row](t.Context(), s.DB.Pool(), `
		SELECT c.state, c.delivered_at
		FROM commitment c
		JOIN presentation t ON t.id = c.presentation_id
		JOIN gathering g ON g.id = t.gathering_id
		WHERE g.title = $1 AND c.merged_into IS NULL`, example.AutumnTitle)
	must(t, err)
	var promised, kept, underWay, letGo int
	for _, r := range rows {
		switch r.State {
		case "exploring", "declined":
			continue
		case "fulfilled":
			kept++
		case "released":
			letGo++
		case "delivered":
			if s.Clock.Now().Sub(*r.DeliveredAt) >= 30*24*time.Hour {
				kept++
			} else {
				underWay++
			}
		default:
			underWay++
		}
		promised++
	}
	want := fmt.Sprintf("%d of %d kept, %d under way", kept, promised, underWay)
	got := s.As("Walt Pruitt").Get(front).Text(".tracker-sum > b")
	if !strings.HasPrefix(got, want) || letGo > 1 && !strings.Contains(got, fmt.Sprintf("%d let go", letGo)) || letGo == 1 && !strings.Contains(got, "one let go") {
		t.Errorf("it says %q, want %q and %d let go", got, want, letGo)
	}
}

// TestNamesOnlyBesideWhatWasKept, and none where the giver is shown as “a member”.
func TestNamesOnlyBesideWhatWasKept(t *testing.T) {
	s := open(t)
	slips := s.As("Walt Pruitt").Get(front).Texts("main .slip .slip-what")
	if len(slips) == 0 {
		t.Fatal("nothing is told")
	}
	type line struct{ Name, Promise string }
	all, err := db.All[line](t.Context(), s.DB.Pool(), `
		SELECT p.name, c.promise
		FROM commitment c
		JOIN person p ON p.id = c.giver_person_id
		WHERE c.state = 'fulfilled' OR c.state = 'delivered' AND c.delivered_at <= $1`, s.Clock.Now().AddDate(0, 0, -30))
	must(t, err)
	for _, slip := range slips {
		if !slices.ContainsFunc(all, func(l line) bool { return strings.Contains(slip, l.Name) && strings.Contains(slip, l.Promise) }) {
			t.Errorf("%q was not kept", slip)
		}
	}
	// Now the last gathering is the spring’s, where Abel gave $100 without his name; and it was the last thing kept.
	for _, sql := range []string{
		`UPDATE gathering SET state = 'published' WHERE title = '` + example.AutumnTitle + `'`,
		`UPDATE commitment SET fulfilled_at = '2026-11-21' WHERE promise = 'give $100 for stone'`,
	} {
		_, err := s.DB.Pool().Exec(t.Context(), sql)
		must(t, err)
	}
	p := s.As("Walt Pruitt").Get(front)
	if first := p.Texts("main .slip .slip-what")[0]; !strings.HasPrefix(first, "A member will give $100 for stone") {
		t.Errorf("the hidden giver’s promise reads %q", first)
	}
	if text := p.Text("main"); strings.Contains(text, "Abel") || strings.Contains(text, "Kowalski") {
		t.Error("the hidden giver is named")
	}
}

func TestTheFrontPagesAskTwice(t *testing.T) {
	s := open(t)
	for _, name := range []string{"Walt Pruitt", "Delia Moss", example.Convener} {
		reader := s.As(name)
		for _, path := range []string{"/", front} {
			reader.Get(path)
			if p := reader.Get(path); p.Code != http.StatusOK || p.Trips != 2 {
				t.Errorf("%s for %s: %d after %d questions", path, name, p.Code, p.Trips)
			}
		}
	}
}
