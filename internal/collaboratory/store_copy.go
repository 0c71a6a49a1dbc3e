package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

const copyColumns = `
		       id,
		       asked_at,
		       ready_at`

// queueCopy reads the newest copy that was asked for since an instant.
func queueCopy(b *db.Batch, c **Copy, collaboratory id.ID, since time.Time) {
	db.QueueMaybe(b, c, newestCopySQL, collaboratory, since)
}

const newestCopySQL = `
		SELECT ` + copyColumns + `
		FROM collaboratory_copy
		WHERE collaboratory_id = $1
		  AND asked_at > $2
		ORDER BY asked_at DESC
		LIMIT 1`

func newestCopy(ctx context.Context, q db.Querier, collaboratory id.ID, since time.Time) (*Copy, error) {
	return db.Maybe[Copy](ctx, q, newestCopySQL, collaboratory, since)
}

func insertCopy(ctx context.Context, q db.Querier, collaboratory id.ID, c Copy, by id.ID) error {
	_, err := q.Exec(ctx, `
		INSERT INTO collaboratory_copy (collaboratory_id, id, asked_by, asked_at)
		VALUES ($1, $2, $3, $4)`, collaboratory, c.ID, by, c.AskedAt)
	return err
}

// askedCopy is a copy with who asked for it.
type askedCopy struct {
	Copy
	AskedBy id.ID
}

func lockCopy(ctx context.Context, q db.Querier, collaboratory, which id.ID) (*askedCopy, error) {
	return db.Maybe[askedCopy](ctx, q, `
		SELECT `+copyColumns+`,
		       asked_by
		FROM collaboratory_copy
		WHERE collaboratory_id = $1
		  AND id = $2
		FOR UPDATE`, collaboratory, which)
}

func keepCopy(ctx context.Context, q db.Querier, collaboratory, which id.ID, body []byte, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory_copy
		SET body = $3,
		    ready_at = $4
		WHERE collaboratory_id = $1
		  AND id = $2`, collaboratory, which, body, at)
	return err
}

func copyBody(ctx context.Context, q db.Querier, collaboratory, which id.ID, since time.Time) ([]byte, error) {
	return db.Value[[]byte](ctx, q, `
		SELECT body
		FROM collaboratory_copy
		WHERE collaboratory_id = $1
		  AND id = $2
		  AND asked_at > $3
		  AND body IS NOT NULL`, collaboratory, which, since)
}

func deleteOldCopies(ctx context.Context, q db.Querier, until time.Time) error {
	_, err := q.Exec(ctx, `
		-- across: the file of every collaboratory lives a day
		DELETE FROM collaboratory_copy
		WHERE asked_at <= $1`, until)
	return err
}

// sheet is one table of the file: what it is called in code, and its rows by SQL, in the order its columns are named.
type sheet struct {
	key     string
	columns []string
	sql     string
}

// readSheets reads every sheet as JSON, in one snapshot.
func readSheets(ctx context.Context, q db.Querier, collaboratory id.ID) ([]string, error) {
	raw := make([]string, len(sheets))
	b := db.NewBatch()
	for i, s := range sheets {
		db.QueueOne(b, &raw[i], `
		SELECT coalesce(json_agg(x), '[]')::text
		FROM (`+s.sql+`) x`, collaboratory)
	}
	return raw, b.Run(ctx, q)
}

// sheets are what a convener may see anyway, table by table. What a giver told only the presenter is not among them, nor
// who needs what at a gathering, nor what people said of themselves for the sums.
var sheets = []sheet{
	{"settings", []string{"name", "town", "address", "zone", "language", "currency", "sectors", "norms", "since", "archived"}, `
		SELECT name, town, slug AS address, zone, language, currency, array_to_string(sectors, '; ') AS sectors, norms,
		       created_at AS since, archived_at AS archived
		FROM collaboratory
		WHERE id = $1`},
	{"members", []string{"name", "role", "organization", "sector", "email", "phone", "since", "until"}, `
		SELECT p.name, m.role, p.organisation AS organization, p.sector,
		       CASE WHEN m.left_at IS NULL THEN coalesce(p.email, p.care_of_email) END AS email,
		       CASE WHEN m.left_at IS NULL THEN p.phone END AS phone,
		       m.joined_at AS since, m.left_at AS until
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		ORDER BY p.sort_name, p.id`},
	{"agreement", []string{"version", "text", "since", "accepted by"}, `
		SELECT a.version, a.words AS text, a.written_at AS since,
		       (SELECT string_agg(p.name, '; ' ORDER BY p.sort_name)
		        FROM agreement_acceptance y
		        JOIN person p ON p.id = y.person_id
		        WHERE y.collaboratory_id = a.collaboratory_id
		          AND y.version = a.version) AS "accepted by"
		FROM agreement a
		WHERE a.collaboratory_id = $1
		ORDER BY a.version`},
	{"gatherings", []string{"number", "title", "day", "from", "to", "place", "state", "agenda"}, `
		SELECT g.number, g.title, g.day, to_char(g.start_time, 'HH24:MI') AS "from", to_char(g.end_time, 'HH24:MI') AS "to", g.place, g.state,
		       (SELECT string_agg(a.title || ' (' || a.minutes || ')', '; ' ORDER BY a.position)
		        FROM agenda_item a
		        WHERE a.collaboratory_id = g.collaboratory_id
		          AND a.gathering_id = g.id) AS agenda
		FROM gathering g
		WHERE g.collaboratory_id = $1
		ORDER BY g.number`},
	{"answers", []string{"gathering", "name", "answer", "arrived"}, `
		SELECT g.number AS gathering, p.name, a.answer, a.arrived_at AS arrived
		FROM answer a
		JOIN gathering g ON g.collaboratory_id = a.collaboratory_id AND g.id = a.gathering_id
		JOIN person p ON p.id = a.person_id
		WHERE a.collaboratory_id = $1
		ORDER BY g.number, p.sort_name, p.id`},
	{"proposals", []string{"title", "name", "kind", "text", "serves", "stands", "state", "reason", "since"}, `
		SELECT r.title, p.name, r.kind, r.summary AS text, r.serves, r.stands, r.state, r.reason, r.created_at AS since
		FROM proposal r
		JOIN person p ON p.id = r.author_id
		WHERE r.collaboratory_id = $1
		  AND r.state <> 'draft'
		ORDER BY r.created_at, r.id`},
	{"asks", []string{"title", "kind", "text", "amount", "unit", "cents", "by"}, `
		SELECT r.title, a.kind, a.what AS text, a.amount, a.unit, a.cents, a.due AS by
		FROM ask a
		JOIN proposal r ON r.collaboratory_id = a.collaboratory_id AND r.id = a.proposal_id
		WHERE a.collaboratory_id = $1
		  AND r.state <> 'draft'
		ORDER BY r.created_at, r.id, a.position`},
	{"turns", []string{"gathering", "title", "name", "with", "state"}, `
		SELECT g.number AS gathering, r.title, p.name,
		       (SELECT string_agg(o.name, '; ' ORDER BY o.sort_name)
		        FROM co_presenter co
		        JOIN person o ON o.id = co.person_id
		        WHERE co.collaboratory_id = t.collaboratory_id
		          AND co.proposal_id = t.proposal_id) AS "with",
		       t.state
		FROM presentation t
		JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
		JOIN person p ON p.id = t.presenter_id
		JOIN gathering g ON g.collaboratory_id = t.gathering_collaboratory_id AND g.id = t.gathering_id
		WHERE t.collaboratory_id = $1
		ORDER BY g.number, t.position`},
	{"commitments", []string{"number", "title", "name", "organization", "kind", "text", "amount", "unit", "cents", "by", "state", "since", "kept"}, `
		SELECT row_number() OVER (ORDER BY c.created_at, c.id) AS number, r.title, coalesce(p.name, u.name) AS name,
		       c.organisation AS organization, c.kind, c.promise AS text, c.amount, c.unit, c.cents, c.due AS by, c.state,
		       c.created_at AS since, coalesce(c.fulfilled_at, c.delivered_at) AS kept
		FROM commitment c
		JOIN presentation t ON t.collaboratory_id = c.collaboratory_id AND t.id = c.presentation_id
		JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
		LEFT JOIN person p ON p.id = c.giver_person_id
		LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
		WHERE c.collaboratory_id = $1
		  AND c.merged_into IS NULL
		ORDER BY c.created_at, c.id`},
	{"history", []string{"number", "at", "name", "what", "from", "to"}, `
		SELECT n.number, e.at, p.name, e.verb AS what, e.from_state AS "from", e.to_state AS "to"
		FROM commitment_event e
		JOIN (
		  SELECT id, row_number() OVER (ORDER BY created_at, id) AS number
		  FROM commitment
		  WHERE collaboratory_id = $1
		    AND merged_into IS NULL) n ON n.id = e.commitment_id
		LEFT JOIN person p ON p.id = e.actor_id
		WHERE e.collaboratory_id = $1
		ORDER BY n.number, e.seq`},
}
