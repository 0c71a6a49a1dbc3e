package account_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"collaboratory/internal/account"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/db"
	"collaboratory/internal/example/exampletest"
)

type column struct{ Table, Name, Type string }

// columns are those of all tables of ours of some types, but for what Postgres works out by itself.
func columns(t *testing.T, q db.Querier, types ...string) []column {
	t.Helper()
	all, err := db.All[column](t.Context(), q, `
		SELECT c.table_name AS table, c.column_name AS name, c.data_type AS type
		FROM information_schema.columns c
		JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = 'public'
		  AND t.table_type = 'BASE TABLE'
		  AND c.is_generated = 'NEVER'
		  AND c.table_name NOT LIKE 'river%'
		  AND c.table_name NOT LIKE 'goose%'
		  AND c.data_type = ANY ($1)
		ORDER BY 1, 2`, types)
	if err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	return all
}

// ofNobody are the names of columns with ids of other things than people.
var ofNobody = []string{
	"id", "collaboratory_id", "gathering_id", "gathering_collaboratory_id", "presentation_id", "proposal_id", "ask_id",
	"commitment_id", "merged_into", "giver_guest_id", "item_id", "letter_id", "wished_gathering", "request_key",
	"rehearsal_club", "rehearsal_of",
}

// TestEveryColumnThatHoldsAPersonIsKnown walks the schema: a column with the id or the address of somebody that is not on
// the list would be forgotten when they take a copy or are erased.
func TestEveryColumnThatHoldsAPersonIsKnown(t *testing.T) {
	h := exampletest.OpenTown(t)
	known := map[string]account.Kept{}
	for _, r := range account.Records() {
		known[r.Table] = r
	}
	seen := map[string]bool{}
	for _, c := range columns(t, h.DB.Pool(), "uuid") {
		seen[c.Table] = true
		r := known[c.Table]
		if !slices.Contains(ofNobody, c.Name) && !slices.Contains(append(r.Mine, r.Did...), c.Name) {
			t.Errorf("%s.%s: a person? Then it belongs on the list in store_records.go, and its room erases it. If not: on ofNobody", c.Table, c.Name)
		}
	}
	byID := []string{"person.email", "person.care_of_email", "address_change.old_email", "address_change.new_email", "collaboratory.backup_email"}
	for _, c := range columns(t, h.DB.Pool(), "text") {
		seen[c.Table] = true
		if strings.Contains(c.Name, "email") && !slices.Contains(known[c.Table].Email, c.Name) && !slices.Contains(byID, c.Table+"."+c.Name) {
			t.Errorf("%s.%s: an address? Then it belongs on the list in store_records.go", c.Table, c.Name)
		}
	}
	for table := range known {
		if !seen[table] {
			t.Errorf("%s is on the list and not in the schema", table)
		}
	}
}

// stays are texts of a person’s rows that no person writes, or that the sums need; each stays when they are erased.
var stays = []string{
	"answer.answer", "answer.manner", "ask.unit", "audit.action", "audit.object", "commitment.unit", "commitment_event.verb",
	"commitment_event.from_state", "commitment_event.to_state", "followup_step.step", "gathering_role.role",
	"guest.language", "letter.calendar_method", "letter.cause", "letter.club", "letter.kind", "letter.language", "letter.recipient",
	"letter.state", "membership.role", "person.email", "person.language", "person.name", "presentation.state", "proposal.kind", "proposal.state",
}

// TestNoWordOfSomebodyErasedStays writes a word into every text of every row that is theirs, in whatever column a later
// room may add, and looks for it everywhere once they are erased.
func TestNoWordOfSomebodyErasedStays(t *testing.T) {
	s := apptest.Serve(t, exampletest.OpenTown(t))
	reader := s.As(erased)
	moreOf(t, s)
	post(t, reader, "/me/erasing")
	texts := columns(t, s.DB.Pool(), "text", "ARRAY")
	planted := 0
	for _, r := range account.Records() {
		for _, c := range texts {
			name := c.Table + "." + c.Name
			if c.Table == r.Table && !slices.Contains(stays, name) && !slices.Contains(r.Email, c.Name) && plant(t, s, r, c) {
				planted++
			}
		}
	}
	if planted < 40 {
		t.Fatal("too little was planted to try it:", planted)
	}
	s.Clock.Advance(7 * 24 * time.Hour)
	sweep(t, s)
	s.Clock.Advance(25 * time.Hour)
	sweep(t, s)
	if left := count(t, s, `SELECT count(*) FROM account_erasing`); left != 0 {
		t.Fatal("the sweep did not finish")
	}
	nowhere(t, s, []string{"planted-", erased, erasedMail})
}

// moreOf gives the one who is erased rows in tables the town leaves them out of.
func moreOf(t *testing.T, s *apptest.Site) {
	t.Helper()
	for _, sql := range []string{
		`INSERT INTO stage_note (collaboratory_id, presentation_id, person_id, text, changed_at)
		 SELECT collaboratory_id, id, presenter_id, 'x', $2::timestamptz FROM presentation WHERE presenter_id = $1 LIMIT 1`,
		`INSERT INTO self_description (person_id, age_band) SELECT $1, '35-49' WHERE $2::timestamptz IS NOT NULL`,
		`INSERT INTO photo (person_id, body, width, height, hash, changed_at) VALUES ($1, 'x', 1, 1, 'x', $2)`,
		`INSERT INTO guest (collaboratory_id, id, gathering_id, name, email, created_at)
		 SELECT collaboratory_id, $1, id, 'x', '` + erasedMail + `', $2 FROM gathering LIMIT 1`,
		`INSERT INTO gathering_note (collaboratory_id, id, gathering_id, audience, subject, body, sent_by, sent_at, request_key, request_hash)
		 SELECT collaboratory_id, $1, id, 'everyone', 'x', 'x', $1, $2, $1, 'x' FROM gathering LIMIT 1`,
		`INSERT INTO letter_refusal (email, collaboratory_id, kind, refused_at)
		 SELECT email, $1, 'x', $2 FROM person WHERE id = $1`,
	} {
		if _, err := s.DB.Pool().Exec(t.Context(), sql, s.Person(erased), s.Clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
}

// plant writes into one column of the rows of the one who is erased; false where the database holds the column to fixed
// words, or has no such row.
func plant(t *testing.T, s *apptest.Site, r account.Kept, c column) bool {
	t.Helper()
	value, where := `'planted-`+c.Table+`-`+c.Name+`'`, []string{}
	if c.Type == "ARRAY" {
		value = `ARRAY[` + value + `]`
	}
	for _, by := range r.Mine {
		where = append(where, `"`+by+`" = $1`)
	}
	for _, by := range r.Email {
		where = append(where, `"`+by+`" = '`+erasedMail+`'`)
	}
	if r.Table == "ask" {
		where = append(where, `proposal_id IN (SELECT id FROM proposal WHERE author_id = $1)`)
	}
	if len(where) == 0 {
		return false
	}
	changed := int64(0)
	err := s.DB.InTx(t.Context(), func(ctx context.Context, tx *db.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE "`+c.Table+`" SET "`+c.Name+`" = `+value+` WHERE $1::uuid IS NOT NULL AND (`+strings.Join(where, " OR ")+`)`, s.Person(erased))
		changed = tag.RowsAffected()
		return err
	})
	var refused *pgconn.PgError
	if errors.As(err, &refused) && slices.Contains([]string{"23514", "23505", "P0001"}, refused.Code) {
		return false // fixed words, each only once, or history
	}
	if err != nil {
		t.Fatalf("%s.%s: %v", c.Table, c.Name, err)
	}
	return changed > 0
}
