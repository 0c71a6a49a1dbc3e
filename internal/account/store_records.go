package account

import (
	"context"
	"strings"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// record is one table that keeps something of people, and how it says of whom.
type record struct {
	table string
	mine  []string // columns with the person whose row it is
	did   []string // columns with somebody who only did something to it: of such a row they get when, and to what
	email []string // columns with an address that makes the row theirs
	also  string   // a condition that makes it theirs too, where the table itself does not say so
}

// asGuest are the times a person joined an evening as a guest, with their address.
const asGuest = `SELECT g.id FROM guest g WHERE g.email = $2`

// records is every table that keeps something of people. A test holds it against the schema: a new column with the id or
// the address of a person takes its place here, and the room it belongs to erases it.
var records = []record{
	{table: "account_copy", mine: []string{"person_id"}},
	{table: "account_erasing", mine: []string{"person_id"}},
	{table: "address_change", mine: []string{"person_id"}},
	{table: "agreement", did: []string{"written_by"}},
	{table: "agreement_acceptance", mine: []string{"person_id"}},
	{table: "answer", mine: []string{"person_id"}, did: []string{"answered_by"}},
	{table: "ask", also: `EXISTS (SELECT FROM proposal p WHERE p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id AND p.author_id = $1)`},
	{table: "audit", mine: []string{"actor_id", "for_person_id", "object_id"}},
	{table: "calendar_feed", mine: []string{"person_id"}},
	{table: "co_presenter", mine: []string{"person_id"}},
	{table: "collaboratory", did: []string{"created_by"}},
	{table: "collaboratory_copy", did: []string{"asked_by"}},
	{table: "commitment", mine: []string{"giver_person_id"}, did: []string{"entered_by", "author_id"}, also: `t.giver_guest_id IN (` + asGuest + `)`},
	{table: "commitment_event", mine: []string{"actor_id", "for_person_id"}, also: `t.actor_id IN (` + asGuest + `)`},
	{table: "commitment_note", mine: []string{"author_id"}, also: `t.author_id IN (` + asGuest + `)`},
	{table: "convener_call", did: []string{"called_by", "answered_by"}},
	{table: "followup_step", mine: []string{"person_id"}},
	{table: "gathering", did: []string{"created_by"}},
	{table: "gathering_note", mine: []string{"sent_by"}},
	{table: "gathering_role", mine: []string{"person_id"}, did: []string{"given_by"}},
	{table: "guest", email: []string{"email"}, did: []string{"created_by"}},
	{table: "invitation", mine: []string{"person_id"}, email: []string{"email"}, did: []string{"invited_by"}},
	{table: "joining_link", did: []string{"opened_by"}},
	{table: "letter", mine: []string{"person_id"}, email: []string{"email"}},
	{table: "letter_refusal", email: []string{"email"}},
	{table: "membership", mine: []string{"person_id"}, did: []string{"added_by"}},
	{table: "person", mine: []string{"id"}},
	{table: "photo", mine: []string{"person_id"}},
	{table: "presentation", mine: []string{"presenter_id"}, did: []string{"accepted_by"}},
	{table: "proposal", mine: []string{"author_id"}, did: []string{"decided_by"}},
	{table: "self_description", mine: []string{"person_id"}},
	{table: "session", mine: []string{"person_id"}},
	{table: "sign_in", mine: []string{"person_id"}, email: []string{"email"}},
	{table: "stage", did: []string{"changed_by"}},
	{table: "stage_card", did: []string{"typed_by"}},
	{table: "stage_hand", mine: []string{"who_id"}},
	{table: "stage_item", did: []string{"hidden_by", "nodded_by"}},
	{table: "stage_note", mine: []string{"person_id"}},
	{table: "stage_screen", did: []string{"paired_by"}},
}

// leftOut are keys and the hashes of keys, what is worked out from other columns, and pictures, which are files of their
// own. A letter is there as text, not a second time as a page.
var leftOut = []string{
	"request_key", "request_hash", "token", "token_hash", "code_hash", "browser_hash", "data", "unsubscribe", "html_body",
	"calendar", "body", "hash", "sort_name", "called", "told_all", "told_conveners", "limited_to",
}

// readRecords reads every table of records as JSON, in one snapshot.
func readRecords(ctx context.Context, tx *db.Tx, person id.ID, email string) ([]string, error) {
	raw := make([]string, len(records))
	b := db.NewBatch()
	for i, r := range records {
		db.QueueOne(b, &raw[i], r.sql(), person, email, leftOut)
	}
	return raw, b.Run(ctx, tx)
}

// sql reads the rows of one person: all of those that are theirs, and of what they did to others’ the ids and instants.
func (r record) sql() string {
	rows := `
		  SELECT to_jsonb(t) - $3::text[] AS line
		  FROM "` + r.table + `" t
		  WHERE ` + r.theirs()
	if len(r.did) > 0 {
		rows += `
		  UNION ALL
		  SELECT (
		    SELECT jsonb_object_agg(key, value)
		    FROM jsonb_each(to_jsonb(t))
		    WHERE key ~ '(^|_)(id|at)$'
		       OR key IN ('` + strings.Join(r.did, "', '") + `'))
		  FROM "` + r.table + `" t
		  WHERE (` + r.theirs() + `) IS NOT TRUE
		    AND (` + anyOf(r.did, "$1") + `)`
	}
	return `
		-- across: what is kept about a person is kept about them everywhere
		SELECT coalesce(json_agg(x.line), '[]')::text
		FROM (` + rows + `) x
		WHERE $1::uuid IS NOT NULL
		  AND $2::text IS NOT NULL
		  AND $3::text[] IS NOT NULL`
}

// theirs tells a row that is the person’s.
func (r record) theirs() string {
	all := []string{"false"}
	if len(r.mine) > 0 {
		all = append(all, anyOf(r.mine, "$1"))
	}
	if len(r.email) > 0 {
		all = append(all, anyOf(r.email, "$2"))
	}
	if r.also != "" {
		all = append(all, r.also)
	}
	return strings.Join(all, " OR ")
}

func anyOf(columns []string, value string) string {
	all := make([]string, len(columns))
	for i, column := range columns {
		all[i] = `t."` + column + `" = ` + value
	}
	return strings.Join(all, " OR ")
}

// photoOf is the picture of a person; nil when there is none.
func photoOf(ctx context.Context, q db.Querier, person id.ID) (*[]byte, error) {
	return db.Maybe[[]byte](ctx, q, `
		SELECT body
		FROM photo
		WHERE person_id = $1`, person)
}
