package account_test

import (
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
)

// sweep lets the house do its round.
func sweep(t *testing.T, s *apptest.Site) {
	t.Helper()
	if err := s.App.Accounts.Sweep(system(t.Context())); err != nil {
		t.Fatal(err)
	}
}

func TestErasingCanBeCalledBack(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(walt)
	wantKind(t, "a stranger", s.App.Accounts.AskToBeErased(t.Context()), fault.KindForbidden)
	for range 2 {
		if p := post(t, reader, "/me/erasing"); p.To != "/me/erasing" {
			t.Fatal(p.Code, p.Text("main"))
		}
	}
	if p := post(t, reader, "/me/erasing/call-back"); p.Code != 303 || count(t, s, `SELECT count(*) FROM account_erasing`) != 0 {
		t.Error("called back on the page:", p.Code)
	}
	s.Clock.Advance(time.Hour)
	post(t, reader, "/me/erasing")
	keep := linkIn(t, s, waltsMail)
	visitor := s.Visitor()
	if p := visitor.Get(keep); p.Code != 200 || count(t, s, `SELECT count(*) FROM account_erasing`) != 1 {
		t.Error("looking calls nothing back:", p.Code)
	}
	if p := visitor.Post(keep, nil); p.Code != 303 || count(t, s, `SELECT count(*) FROM account_erasing`) != 0 {
		t.Error("called back by the letter:", p.Code)
	}
	if p := visitor.Post(keep, nil); p.Code != 410 {
		t.Error("twice:", p.Code)
	}
	s.Clock.Advance(8 * 24 * time.Hour)
	sweep(t, s)
	if p := s.As(walt).Get("/me"); p.Code != 200 {
		t.Error("erased although called back:", p.Code)
	}
}

func TestWhoConvenesAloneHandsOnFirst(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	if _, err := s.DB.Pool().Exec(t.Context(), `UPDATE membership SET role = 'member', backup = false WHERE person_id <> $1`, s.Person(example.Convener)); err != nil {
		t.Fatal(err)
	}
	june := s.House.As(t.Context(), example.Convener)
	wantKind(t, "alone", s.App.Accounts.AskToBeErased(june), fault.KindConflict)
	p := s.As(example.Convener).Get("/me/erasing")
	if p.Find("form[action='/me/erasing']").Length() > 0 || p.Find("section:has(#alone) a, #alone a").Length() != 1 {
		t.Error("the page does not say what comes first:", p.Text("main"))
	}
}

// The one who is erased has a promise open, a turn to come, and words of their own everywhere.
const (
	erased     = "Bea Nakai"
	erasedMail = "bea@pellriver.example"
)

// TestNothingStaysOfSomebodyErased reads every text of every table.
func TestNothingStaysOfSomebodyErased(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	person := s.Person(erased)
	words := wordsOf(t, s)
	if len(words) < 5 {
		t.Fatal("too little is known of them to try it:", words)
	}
	open := count(t, s, `SELECT count(*) FROM commitment WHERE state IN ('exploring', 'pledged', 'lapsed') AND giver_person_id = '`+person.String()+`'`)
	sums := `SELECT count(*) FROM commitment WHERE giver_person_id = '` + person.String() + `'`
	promised := count(t, s, sums)
	letters := count(t, s, `SELECT count(*) FROM letter`)
	reader := s.As(erased)
	post(t, reader, "/me/address", "email", "new@elsewhere.example")
	post(t, reader, "/me/erasing")
	s.Clock.Advance(7*24*time.Hour - time.Minute)
	sweep(t, s)
	if s.Person(erased) != person || reader.Get("/me").Code != 200 {
		t.Fatal("erased too soon")
	}
	s.Clock.Advance(time.Minute)
	sweep(t, s)
	if now := count(t, s, `SELECT count(*) FROM letter`); open == 0 || now <= letters+2 {
		t.Errorf("they had %d open promises, and nobody heard of it: %d letters, then %d", open, letters, now)
	}
	s.Clock.Advance(25 * time.Hour)
	sweep(t, s)
	if left := count(t, s, `SELECT count(*) FROM account_erasing`); left != 0 {
		t.Fatal("the sweep did not finish")
	}
	if reader.Get("/me").Code == 200 {
		t.Error("they are still signed in")
	}
	if now := count(t, s, sums); now != promised {
		t.Error("the sums changed:", promised, now)
	}
	if name := count(t, s, `SELECT count(*) FROM person WHERE name = 'A former member' AND erased_at IS NOT NULL AND id = '`+person.String()+`'`); name != 1 {
		t.Error("no nameless row stays")
	}
	nowhere(t, s, words)
	for _, path := range []string{"/c/pell-river", "/c/pell-river/members", "/c/pell-river/gatherings"} {
		if p := s.As(example.Convener).Get(path); p.Code != 200 {
			t.Error(path, p.Code)
		}
	}
}

// wordsOf is what identifies the one who is erased, and what he wrote.
func wordsOf(t *testing.T, s *apptest.Site) []string {
	t.Helper()
	_, err := s.DB.Pool().Exec(t.Context(), `
		UPDATE person
		SET phone = '555-0177-31', story = 'I mended clocks in Odessa', offers = '{"a lathe of 1911"}', spoken = 'PROO-it-ish'
		WHERE name = $1`, erased)
	if err != nil {
		t.Fatal(err)
	}
	words, err := db.All[string](t.Context(), s.DB.Pool(), `
		SELECT promise FROM commitment WHERE giver_person_id = $1
		UNION
		SELECT private_note FROM commitment WHERE giver_person_id = $1 AND private_note <> ''
		UNION
		SELECT text FROM commitment_note WHERE author_id = $1 AND text <> ''
		UNION
		SELECT title FROM proposal WHERE author_id = $1`, s.Person(erased))
	if err != nil {
		t.Fatal(err)
	}
	return append(words, erased, erasedMail, "elsewhere.example", "555-0177-31", "mended clocks in Odessa", "a lathe of 1911", "PROO-it-ish")
}

func nowhere(t *testing.T, s *apptest.Site, words []string) {
	t.Helper()
	type column struct{ Table, Name string }
	columns, err := db.All[column](t.Context(), s.DB.Pool(), `
		SELECT c.table_name AS table, c.column_name AS name
		FROM information_schema.columns c
		JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = 'public'
		  AND t.table_type = 'BASE TABLE'
		  AND c.data_type IN ('text', 'character varying', 'ARRAY', 'jsonb', 'json', 'tsvector', 'bytea')`)
	if err != nil || len(columns) < 50 {
		t.Fatal("columns:", len(columns), err)
	}
	for _, c := range columns {
		text := `"` + c.Name + `"::text`
		found, err := db.All[string](t.Context(), s.DB.Pool(), `
			SELECT w
			FROM unnest($1::text[]) AS w
			WHERE EXISTS (
			  SELECT
			  FROM "`+c.Table+`"
			  WHERE strpos(lower(`+text+`), lower(w)) > 0
			     OR strpos(lower(`+text+`), '\x' || encode(convert_to(lower(w), 'UTF8'), 'hex')) > 0)`, words)
		if err != nil {
			t.Fatal(c, err)
		}
		if len(found) > 0 {
			t.Errorf("%s.%s still has: %s", c.Table, c.Name, strings.Join(found, " | "))
		}
	}
}
