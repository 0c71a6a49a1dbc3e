package account_test

import (
	"strings"
	"testing"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

func openGiven(t *testing.T, s *apptest.Site) int {
	t.Helper()
	return count(t, s, `SELECT count(*) FROM commitment WHERE merged_into IS NULL AND state IN ('exploring', 'pledged', 'lapsed') AND giver_person_id = '`+s.Person(erased).String()+`'`)
}

func TestWhoLeavesSettlesWhatIsOpen(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader, open := s.As(erased), openGiven(t, s)
	p := reader.Get("/c/pell-river/leaving")
	if lines := p.Find("section:has(#given) li, #given li").Length(); p.Code != 200 || open == 0 || lines != open {
		t.Fatal("open promises on the page:", p.Code, lines, "of", open)
	}
	act := p.Find("form[action*='/leaving/']").First().AttrOr("action", "")
	if gone := reader.Post(act, p.Form("form[action='"+act+"']")); gone.To != "/c/pell-river/leaving" || openGiven(t, s) != open-1 {
		t.Error("one is let go:", gone.Code, openGiven(t, s))
	}
	letters := count(t, s, `SELECT count(*) FROM letter WHERE kind = 'commitment'`)
	left := reader.Post(p.Find("form[action$='/members/leave']").AttrOr("action", ""), nil)
	if left.Code != 303 || openGiven(t, s) != 0 {
		t.Error("what is still open is let go:", left.Code, openGiven(t, s))
	}
	if now := count(t, s, `SELECT count(*) FROM letter WHERE kind = 'commitment'`); open > 1 && now <= letters {
		t.Error("nobody heard of it")
	}
	if reader.Get("/c/pell-river/leaving").Code != 404 {
		t.Error("they still belong")
	}
}

func TestATurnToComeIsGivenBack(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	const presenter = "Amina Warsame"
	waiting := `SELECT count(*) FROM presentation WHERE state = 'waiting' AND presenter_id = '` + s.Person(presenter).String() + `'`
	reader := s.As(presenter)
	p := reader.Get("/c/pell-river/leaving")
	if before := count(t, s, waiting); before == 0 || !strings.Contains(p.Text("section:has(#turns), #turns"), "The Ride Board") {
		t.Fatal("a turn to come:", before, p.Text("main"))
	}
	if left := reader.Post("/c/pell-river/members/leave", nil); left.Code != 303 || count(t, s, waiting) != 0 {
		t.Error("the turn stays:", left.Code, left.Text("main"))
	}
	open := `SELECT count(*) FROM proposal WHERE state IN ('draft', 'submitted') AND author_id = '` + s.Person(presenter).String() + `'`
	if n := count(t, s, open); n != 0 {
		t.Error("proposals that still ask for a turn:", n)
	}
}

func TestWhoStaysSettlesNothing(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	if _, err := s.DB.Pool().Exec(t.Context(), `UPDATE membership SET role = 'member', backup = false WHERE person_id <> $1`, s.Person(example.Convener)); err != nil {
		t.Fatal(err)
	}
	before := count(t, s, `SELECT count(*) FROM commitment_event`)
	if p := s.As(example.Convener).Post("/c/pell-river/members/leave", nil); p.Code != 409 {
		t.Error("the last convener leaves:", p.Code)
	}
	if now := count(t, s, `SELECT count(*) FROM commitment_event`); now != before {
		t.Error("promises were let go although nobody left")
	}
	_, err := s.App.Accounts.OpenHere(s.House.As(t.Context(), walt), id.New())
	wantKind(t, "a stranger", err, fault.KindNotFound)
}
