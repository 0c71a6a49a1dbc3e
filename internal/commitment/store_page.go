package commitment

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// asked is an ask with how much of it is promised.
type asked struct {
	ID       id.ID
	Kind     Kind
	What     string
	Amount   *float64
	Unit     string
	Cents    *int64
	Due      *time.Time
	Promises int
	Filled   float64
	Found    int64
	Who      string // of the newest promise that shows a name
	Currency string
}

func queueAsked(b *db.Batch, rows *[]asked, collaboratory, presentation id.ID) {
	db.QueueAll(b, rows, `
		SELECT a.id, a.kind, a.what, a.amount, a.unit, a.cents, a.due, x.promises, x.filled, x.found, x.who, club.currency
		FROM presentation p
		JOIN collaboratory club ON club.id = p.collaboratory_id
		JOIN ask a ON a.collaboratory_id = p.collaboratory_id AND a.proposal_id = p.proposal_id
		CROSS JOIN LATERAL (
		  SELECT count(*) AS promises, coalesce(sum(coalesce(c.amount, 1)), 0)::float8 AS filled,
		    coalesce(sum(c.cents), 0)::bigint AS found,
		    coalesce((array_agg(CASE WHEN c.shown_as_member THEN NULL ELSE coalesce(o.name, u.name) END ORDER BY c.id DESC))[1], '') AS who
		  FROM commitment c
		  LEFT JOIN person o ON o.id = c.giver_person_id
		  LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
		  WHERE c.collaboratory_id = p.collaboratory_id AND c.presentation_id = p.id AND c.ask_id = a.id
		    AND c.merged_into IS NULL AND c.state IN ('pledged', 'lapsed', 'delivered', 'fulfilled')) x
		WHERE p.collaboratory_id = $1 AND p.id = $2
		ORDER BY a.position`, collaboratory, presentation)
}

// queueShown are the promises of a turn that everyone may read: kept, under way, pledged, newest first. What is past
// its date without a word is shown to its two sides only.
func queueShown(b *db.Batch, rows *[]listed, collaboratory, presentation id.ID, today, kept time.Time, limit int) {
	db.QueueAll(b, rows, listColumns+`, '' AS sort_key`+listTables+listWhere+ofPresentation+`
		  AND c.state IN ('pledged', 'delivered', 'fulfilled')
		ORDER BY c.id DESC
		LIMIT $5`, collaboratory, presentation, today, kept, limit)
}

// queueTold are the promises of a gathering that everyone may read, as queueShown, without what was last said of each.
func queueTold(b *db.Batch, rows *[]listed, collaboratory, gathering id.ID, today, kept time.Time, limit int) {
	db.QueueAll(b, rows, factColumns+`, '' AS last_verb, '' AS last_note, NULL::date AS last_due, '' AS sort_key
		FROM commitment c`+sideJoins+listWhere+ofGathering+`
		  AND c.state IN ('pledged', 'delivered', 'fulfilled')
		ORDER BY c.id DESC
		LIMIT $5`, collaboratory, gathering, today, kept, limit)
}

// queueFeed are the promises of a turn that stand, newest first, as the scribe goes on from them.
func queueFeed(b *db.Batch, rows *[]listed, collaboratory, turn id.ID, today, kept time.Time) {
	db.QueueAll(b, rows, listColumns+`, '' AS sort_key`+listTables+listWhere+ofPresentation+`
		  AND c.state NOT IN ('released', 'declined')
		ORDER BY c.created_at DESC, c.id DESC
		LIMIT $5`, collaboratory, turn, today, kept, mostRows)
}

// pledger is what the form needs to know of who fills it in.
type pledger struct {
	Organisation  string
	Phone         string
	NextGathering *time.Time // the day of the next one after the gathering of this turn
	Currency      string
	Presenter     string
	Gathering     string
}

func queuePledger(b *db.Batch, row **pledger, collaboratory, presentation, person id.ID, today time.Time) {
	db.QueueMaybe(b, row, `
		SELECT coalesce(o.organisation, '') AS organisation, coalesce(o.phone, '') AS phone, club.currency,
		  w.name AS presenter, g.title AS gathering,
		  (SELECT min(day)
		   FROM gathering n
		   WHERE n.collaboratory_id = $1 AND n.state IN ('draft', 'published') AND n.day > $4 AND n.day > g.day) AS next_gathering
		FROM presentation p
		JOIN collaboratory club ON club.id = p.collaboratory_id
		JOIN gathering g ON g.collaboratory_id = p.gathering_collaboratory_id AND g.id = p.gathering_id
		JOIN person w ON w.id = p.presenter_id
		LEFT JOIN person o ON o.id = $3
		WHERE p.collaboratory_id = $1 AND p.id = $2`, collaboratory, presentation, person, today)
}

func queueTurn(b *db.Batch, row **Around, collaboratory, presentation, reader id.ID) {
	db.QueueMaybe(b, row, turnByID, collaboratory, presentation, reader)
}

func queueCommitment(b *db.Batch, row **Commitment, collaboratory, commitment, reader id.ID) {
	db.QueueMaybe(b, row, commitmentByID, collaboratory, commitment, reader)
}

func queueOneListed(b *db.Batch, rows *[]listed, collaboratory, commitment id.ID, today, kept time.Time) {
	db.QueueAll(b, rows, listColumns+`, '' AS sort_key`+listTables+listWhere+`
		  AND c.id = $2`, collaboratory, commitment, today, kept)
}

// line is one event of a history with the names and the words that belong to it.
type line struct {
	Event
	Actor   string
	ByGuest bool // the actor was a guest of the evening
	For     string
	Text    string
}

func queueHistory(b *db.Batch, rows *[]line, collaboratory, commitment id.ID) {
	db.QueueAll(b, rows, `
		SELECT v.seq, v.at, v.actor_id, v.for_person_id, v.verb, v.from_state, v.to_state, v.due_from, v.due_to, v.amount, v.cents,
		  coalesce(a.name, u.name, '') AS actor, u.id IS NOT NULL AS by_guest, coalesce(f.name, '') AS "for", coalesce(n.text, '') AS text
		FROM commitment_event v
		LEFT JOIN person a ON a.id = v.actor_id
		LEFT JOIN guest u ON u.collaboratory_id = v.collaboratory_id AND u.id = v.actor_id
		LEFT JOIN person f ON f.id = v.for_person_id
		LEFT JOIN commitment_note n ON n.collaboratory_id = v.collaboratory_id AND n.commitment_id = v.commitment_id AND n.seq = v.seq
		WHERE v.collaboratory_id = $1 AND v.commitment_id = $2
		ORDER BY v.seq DESC
		LIMIT 200`, collaboratory, commitment)
}

// named is somebody to choose in a form.
type named struct {
	ID   id.ID
	Name string
}

func queueMembers(b *db.Batch, rows *[]named, collaboratory id.ID) {
	db.QueueAll(b, rows, `
		SELECT o.id, o.name
		FROM membership m
		JOIN person o ON o.id = m.person_id
		WHERE m.collaboratory_id = $1 AND m.left_at IS NULL
		ORDER BY lower(o.name), o.id
		LIMIT 1000`, collaboratory)
}

// evening is a gathering with the reader’s part in it.
type eveningRow struct {
	ID     id.ID
	Title  string
	Host   bool
	Scribe bool
	Turn
}

// queueEvening reads a gathering; its turns’ window counts from here.
func queueEvening(b *db.Batch, row **eveningRow, collaboratory, gathering, reader id.ID) {
	db.QueueMaybe(b, row, `
		SELECT g.id, g.title, g.day, '' AS phase, g.state AS gathering_state, g.zone AS gathering_zone, g.starts_at, g.ends_at,
		  g.pledges_until, false AS staged,
		  EXISTS (SELECT 1 FROM gathering_role x
		          WHERE x.collaboratory_id = $1 AND x.gathering_id = $2 AND x.person_id = $3 AND x.role = 'host') AS host,
		  EXISTS (SELECT 1 FROM gathering_role x
		          WHERE x.collaboratory_id = $1 AND x.gathering_id = $2 AND x.person_id = $3 AND x.role = 'scribe') AS scribe
		FROM gathering g
		WHERE g.collaboratory_id = $1 AND g.id = $2`, collaboratory, gathering, reader)
}

// turnChoice is a turn of a gathering for the scribe to write under.
type turnChoice struct {
	ID        id.ID
	Title     string
	Presenter string
	Phase     string
}

func queueTurnsOf(b *db.Batch, rows *[]turnChoice, collaboratory, gathering id.ID) {
	db.QueueAll(b, rows, `
		SELECT p.id, r.title, w.name AS presenter, p.state AS phase
		FROM presentation p
		JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
		JOIN person w ON w.id = p.presenter_id
		WHERE p.collaboratory_id = $1 AND p.gathering_collaboratory_id = $1 AND p.gathering_id = $2 AND p.state <> 'withdrawn'
		ORDER BY p.position`, collaboratory, gathering)
}
