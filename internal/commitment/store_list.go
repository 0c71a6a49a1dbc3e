package commitment

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// listed is one commitment in a list, for whichever side looks at it.
type listed struct {
	ID             id.ID
	PresentationID id.ID
	Band           Band
	SortKey        string
	Title          string
	GiverPersonID  *id.ID
	Giver          string
	GiverOf        string
	GiverEmail     string
	GiverPhone     string
	Organisation   string
	ShownAsMember  bool
	SharePhone     bool
	PresenterID    id.ID
	Presenter      string
	PresenterEmail string
	Kind           Kind
	Promise        string
	PrivateNote    string
	Amount         *float64
	Unit           string
	Cents          *int64
	DoneAmount     *float64
	DoneCents      *int64
	Due            *time.Time
	State          State
	Seq            int
	Redated        int
	Source         Source
	VerifiedAt     *time.Time
	DeliveredAt    *time.Time
	FulfilledAt    *time.Time
	EndedAt        *time.Time
	ContactedAt    *time.Time
	ThankedAt      *time.Time
	CreatedAt      time.Time
	Currency       string
	Slug           string
	Zone           string
	LastVerb       Verb
	LastNote       string
	LastDue        *time.Time
}

// bandOf sorts a commitment by what it wants of its reader; see Band. $3 is today, $4 the instant before which an
// unanswered “did it” counts as kept.
const bandOf = `
	CASE
	  WHEN c.state = 'delivered' AND c.delivered_at > $4 THEN 1
	  WHEN c.state = 'lapsed' OR c.state = 'pledged' AND c.due < $3 THEN 2
	  WHEN c.state = 'pledged' THEN 3
	  WHEN c.state = 'exploring' THEN 4
	  WHEN c.state IN ('fulfilled', 'delivered') THEN 5
	  ELSE 6
	END`

// factColumns are a commitment with its two sides; lastColumns what was said of it last, which only they read.
const factColumns = `
	SELECT c.id, c.presentation_id, r.title, c.giver_person_id, coalesce(o.name, u.name) AS giver,
	  coalesce(nullif(o.organisation, ''), u.organisation, '') AS giver_of,
	  coalesce(o.email, o.care_of_email, u.email, '') AS giver_email, coalesce(o.phone, '') AS giver_phone,
	  c.organisation, c.shown_as_member, c.share_phone, p.presenter_id, w.name AS presenter,
	  coalesce(w.email, w.care_of_email, '') AS presenter_email, c.kind, c.promise, c.private_note, c.amount, c.unit, c.cents,
	  c.done_amount, c.done_cents, c.due, c.state, c.seq, c.redated, c.source, c.verified_at, c.delivered_at, c.fulfilled_at,
	  c.ended_at, c.contacted_at, c.thanked_at, c.created_at, club.currency, club.slug, club.zone,
	  ` + bandOf + ` AS band`

const lastColumns = `,
	  coalesce(e.verb, '') AS last_verb, coalesce(e.text, '') AS last_note, e.due_from AS last_due`

const listColumns = factColumns + lastColumns

const listTables = `
	FROM commitment c` + listJoins

const listJoins = sideJoins + lastJoin

const sideJoins = `
	JOIN presentation p ON p.collaboratory_id = c.collaboratory_id AND p.id = c.presentation_id
	JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
	JOIN collaboratory club ON club.id = c.collaboratory_id
	JOIN person w ON w.id = p.presenter_id
	LEFT JOIN person o ON o.id = c.giver_person_id
	LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id`

const lastJoin = `
	LEFT JOIN LATERAL (
	  SELECT v.verb, v.due_from, n.text
	  FROM commitment_event v
	  LEFT JOIN commitment_note n ON n.collaboratory_id = v.collaboratory_id AND n.commitment_id = v.commitment_id AND n.seq = v.seq
	  WHERE v.collaboratory_id = c.collaboratory_id AND v.commitment_id = c.id
	    AND v.verb NOT IN ('contact', 'thank', 'verify', 'claim', 'edit')
	  ORDER BY v.seq DESC
	  LIMIT 1) e ON true`

const listWhere = `
	WHERE c.collaboratory_id = $1 AND c.merged_into IS NULL`

// The scopes: whose commitments a list shows. Each takes the one id $2.
const (
	ofPresentation = ` AND c.presentation_id = $2`
	ofGathering    = ` AND c.presentation_id = ANY (ARRAY(
	  SELECT id
	  FROM presentation
	  WHERE gathering_collaboratory_id = $1 AND gathering_id = $2))`
	ofGiver    = ` AND c.giver_person_id = $2`
	ofReceiver = ` AND c.presentation_id = ANY (ARRAY(
	  SELECT id
	  FROM presentation
	  WHERE collaboratory_id = $1 AND presenter_id = $2
	  UNION ALL
	  SELECT q.id
	  FROM co_presenter k
	  JOIN presentation q ON q.collaboratory_id = k.collaboratory_id AND q.proposal_id = k.proposal_id
	  WHERE k.collaboratory_id = $1 AND k.person_id = $2))`
)

// The orders inside a band; the keys are text so that one comparison continues any of them.
const (
	byDate = `coalesce(to_char(c.due, 'YYYY-MM-DD'), '9999')`
	byName = `lower(coalesce(o.name, u.name))`
	byAge  = `to_char(c.created_at, 'YYYY-MM-DD HH24:MI:SS.US')`
)

// query is which part of a list is wanted.
type query struct {
	Scope string // one of the scopes
	Of    id.ID
	Order string // one of the orders
	Bands []Band
	After cursor
	Limit int
	Today time.Time
	Kept  time.Time // said to be done before this instant counts as kept
}

// cursor is the place in a list after which it goes on.
type cursor struct {
	Band Band
	Key  string
	ID   id.ID
}

// queueList reads one page of a list. A person’s, a turn’s and a gathering’s lists are short enough to be sorted whole;
// only what is shown is read in full.
func queueList(b *db.Batch, rows *[]listed, collaboratory id.ID, q query) {
	if q.Scope == ofGiver && q.Order == byDate {
		queueGiven(b, rows, collaboratory, q)
		return
	}
	db.QueueAll(b, rows, `
		WITH found AS (
		  SELECT c.id, `+bandOf+` AS band, `+q.Order+` AS sort_key
		  FROM commitment c
		  LEFT JOIN person o ON o.id = c.giver_person_id
		  LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id`+listWhere+q.Scope+`),
		shown AS (
		  SELECT id, band, sort_key
		  FROM found
		  WHERE band = ANY ($5::int[]) AND (band, sort_key, id) > ($6, $7, $8)
		  ORDER BY band, sort_key, id
		  LIMIT $9)`+listColumns+`, s.sort_key
		FROM shown s
		JOIN commitment c ON c.collaboratory_id = $1 AND c.id = s.id`+listJoins+`
		ORDER BY s.band, s.sort_key, s.id`,
		collaboratory, q.Of, q.Today, q.Kept, q.Bands, q.After.Band, q.After.Key, q.After.ID, q.Limit)
}

// bandCount is how many commitments of a list are in a band.
type bandCount struct {
	Band  Band
	Count int
}

func queueCounts(b *db.Batch, rows *[]bandCount, collaboratory id.ID, q query) {
	db.QueueAll(b, rows, `
		SELECT `+bandOf+` AS band, count(*) AS count
		FROM commitment c`+listWhere+q.Scope+`
		GROUP BY 1
		ORDER BY 1`, collaboratory, q.Of, q.Today, q.Kept)
}

// The boards of a whole collaboratory go along an index, so that they stay quick however many promises there are.
const (
	boardOpen = ` AND c.state IN ('pledged', 'lapsed', 'delivered', 'exploring') AND c.due IS NOT NULL
	  AND (c.due, c.id) > ($2::date, $5)
	ORDER BY c.due, c.id`
	boardTalk = ` AND c.state = 'exploring' AND c.id > $5 AND ($2::date IS NOT NULL)
	ORDER BY c.id`
	boardAll = ` AND c.id < $5 AND ($2::date IS NOT NULL)
	ORDER BY c.id DESC`
)

// queueBoard reads one page of everything promised in a collaboratory, along one of the boards.
func queueBoard(b *db.Batch, rows *[]listed, collaboratory id.ID, board string, due time.Time, after id.ID, today, kept time.Time, limit int) {
	db.QueueAll(b, rows, listColumns+`, '' AS sort_key`+listTables+listWhere+board+`
		LIMIT $6`, collaboratory, due, today, kept, after, limit)
}

// caller is somebody without mail whom the convener calls.
type caller struct {
	ID    id.ID
	Name  string
	Phone string
	Open  int
}

// queueCallList are the members without an address of their own who have something open, given or said to be received.
func queueCallList(b *db.Batch, rows *[]caller, collaboratory id.ID, limit int) {
	db.QueueAll(b, rows, `
		SELECT o.id, o.name, o.phone, x.given + y.received AS open
		FROM membership m
		JOIN person o ON o.id = m.person_id
		CROSS JOIN LATERAL (
		  SELECT count(*) AS given
		  FROM commitment c
		  WHERE c.collaboratory_id = $1 AND c.merged_into IS NULL AND c.giver_person_id = o.id
		    AND c.state IN ('pledged', 'lapsed')) x
		CROSS JOIN LATERAL (
		  SELECT count(*) AS received
		  FROM presentation p
		  JOIN commitment c ON c.collaboratory_id = p.collaboratory_id AND c.presentation_id = p.id
		  WHERE p.collaboratory_id = $1 AND p.presenter_id = o.id AND c.merged_into IS NULL AND c.state = 'delivered') y
		WHERE m.collaboratory_id = $1 AND m.left_at IS NULL AND o.email IS NULL AND o.care_of_email IS NULL
		  AND x.given + y.received > 0
		ORDER BY lower(o.name), o.id
		LIMIT $2`, collaboratory, limit)
}

// The scopes of a person’s own lists across all their collaboratories; each takes the person as $1.
const (
	givenAnywhere    = ` AND c.giver_person_id = $1`
	receivedAnywhere = ` AND c.presentation_id = ANY (ARRAY(
	  SELECT id
	  FROM presentation
	  WHERE presenter_id = $1
	  UNION ALL
	  SELECT q.id
	  FROM co_presenter k
	  JOIN presentation q ON q.collaboratory_id = k.collaboratory_id AND q.proposal_id = k.proposal_id
	  WHERE k.person_id = $1))`
)

// queueOpenAnywhere are what a person has open in any collaboratory they belong to, most urgent first.
func queueOpenAnywhere(b *db.Batch, rows *[]listed, scope string, person id.ID, clubs []id.ID, today, kept time.Time, limit int) {
	db.QueueAll(b, rows, `
		-- across: a person’s own promises, in every collaboratory they belong to
		WITH shown AS (
		  SELECT c.collaboratory_id, c.id, `+bandOf+` AS band
		  FROM commitment c
		  WHERE c.merged_into IS NULL AND c.collaboratory_id = ANY ($2)
		    AND (c.state IN ('pledged', 'lapsed', 'exploring') OR c.state = 'delivered' AND c.delivered_at > $4)`+scope+`
		  ORDER BY band, c.due, c.id
		  LIMIT $5)`+listColumns+`, '' AS sort_key
		FROM shown s
		JOIN commitment c ON c.collaboratory_id = s.collaboratory_id AND c.id = s.id`+listJoins+`
		ORDER BY s.band, c.due, c.id`, person, clubs, today, kept, limit)
}
