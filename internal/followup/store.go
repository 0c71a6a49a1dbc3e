package followup

import (
	"context"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// batch is how many rows a sweep reads at once.
const batch = 500

// itemColumns are those of an item; c is the commitment, who the person and their side, club and g what is around it.
const itemColumns = `
	c.collaboratory_id, c.id AS commitment_id, who.side, c.state, c.due, c.delivered_at, club.zone AS club_zone,
	(SELECT max(e.at)
	 FROM commitment_event e
	 WHERE e.collaboratory_id = c.collaboratory_id AND e.commitment_id = c.id
	   AND e.verb IN ('partly', 'revive', 'hand over', 'correct')) AS last_word_at,
	(SELECT max(e.at)
	 FROM commitment_event e
	 WHERE e.collaboratory_id = c.collaboratory_id AND e.commitment_id = c.id AND e.verb = 'lapse') AS lapsed_at,
	g.ends_at < $1::timestamptz - interval '3 days'
	OR EXISTS (SELECT 1
	           FROM followup_gathering f
	           WHERE f.collaboratory_id = g.collaboratory_id AND f.gathering_id = g.id AND f.step = 'lists') AS listed,
	array(SELECT s.step || ' ' || to_char(s.about, 'YYYY-MM-DD')
	      FROM followup_step s
	      WHERE s.collaboratory_id = c.collaboratory_id AND s.commitment_id = c.id AND s.person_id = who.person_id) AS asked`

// aroundItem is what a commitment belongs to. What is promised in a practice room is followed by
// nobody, and what was promised in an archived collaboratory no more.
const aroundItem = `
	JOIN presentation pr ON pr.collaboratory_id = c.collaboratory_id AND pr.id = c.presentation_id
	JOIN gathering g ON g.collaboratory_id = pr.gathering_collaboratory_id AND g.id = pr.gathering_id
	JOIN collaboratory club ON club.id = c.collaboratory_id AND club.rehearsal_of IS NULL AND club.archived_at IS NULL`

// reachable are those who belong there still, have an address and did not refuse these letters.
const reachable = `
	JOIN person p ON p.id = who.person_id AND p.erased_at IS NULL AND coalesce(p.email, p.care_of_email) IS NOT NULL
	JOIN membership m ON m.collaboratory_id = c.collaboratory_id AND m.person_id = p.id AND m.left_at IS NULL`

const notRefused = `
	AND NOT EXISTS (SELECT 1
	                FROM letter_refusal r
	                WHERE r.email = coalesce(p.email, p.care_of_email)
	                  AND r.collaboratory_id IN (c.collaboratory_id, '00000000-0000-0000-0000-000000000000')
	                  AND r.kind IN ('', 'followup'))`

// lastLetter is when the last follow-up letter of the last week was written to a person.
const lastLetter = `
	(SELECT l.created_at
	 FROM letter l
	 WHERE l.person_id = p.id AND l.created_at > $1::timestamptz - interval '7 days' AND l.kind IN ('followup', 'promises')
	 ORDER BY l.created_at DESC
	 LIMIT 1) AS last_letter`

// looked is an item a sweep has found, with what tells whether its person may get a letter.
type looked struct {
	item
	PersonID   id.ID
	PersonZone string
	LastLetter *time.Time
	Sort       time.Time // where the scan stands: a due date, an instant
}

// place is where a scan goes on: after this row.
type place struct {
	sort                time.Time
	collaboratory, item id.ID
	person              id.ID
}

// dueAnywhere are the promises under way and lapsed whose date is between from and to, once for each side that may be
// asked something about it.
func dueAnywhere(ctx context.Context, q db.Querier, now, from, to time.Time, after place) ([]looked, error) {
	return db.All[looked](ctx, q, `
		-- across: the sweep asks people of every collaboratory
		SELECT `+itemColumns+`, who.person_id, p.zone AS person_zone, c.due AS sort,`+lastLetter+`
		FROM commitment c`+aroundItem+`
		CROSS JOIN LATERAL (
		  SELECT c.giver_person_id AS person_id, 'giver' AS side
		  WHERE c.giver_person_id IS NOT NULL
		  UNION ALL
		  SELECT pr.presenter_id, 'receiver'
		  WHERE c.state = 'lapsed'
		  UNION ALL
		  SELECT co.person_id, 'receiver'
		  FROM co_presenter co
		  WHERE c.state = 'lapsed' AND co.collaboratory_id = pr.collaboratory_id AND co.proposal_id = pr.proposal_id) who`+reachable+`
		WHERE c.merged_into IS NULL AND c.state IN ('pledged', 'lapsed')
		  AND c.due >= $2 AND c.due <= $3
		  AND (c.due, c.collaboratory_id, c.id) >= ($4::date, $5, $6)
		  AND (c.due, c.collaboratory_id, c.id, who.person_id) > ($4::date, $5, $6, $7)`+notRefused+`
		ORDER BY c.due, c.collaboratory_id, c.id, who.person_id
		LIMIT $8`, now, from, to, after.sort, after.collaboratory, after.item, after.person, batch)
}

// deliveredAnywhere are the promises said to be done between from and to and not answered, once for each receiver.
func deliveredAnywhere(ctx context.Context, q db.Querier, now, from, to time.Time, after place) ([]looked, error) {
	return db.All[looked](ctx, q, `
		-- across: the sweep asks people of every collaboratory
		SELECT `+itemColumns+`, who.person_id, p.zone AS person_zone, c.delivered_at AS sort,`+lastLetter+`
		FROM commitment c`+aroundItem+`
		CROSS JOIN LATERAL (
		  SELECT pr.presenter_id AS person_id, 'receiver' AS side
		  UNION ALL
		  SELECT co.person_id, 'receiver'
		  FROM co_presenter co
		  WHERE co.collaboratory_id = pr.collaboratory_id AND co.proposal_id = pr.proposal_id) who`+reachable+`
		WHERE c.merged_into IS NULL AND c.state = 'delivered'
		  AND c.delivered_at >= $2 AND c.delivered_at <= $3
		  AND (c.delivered_at, c.collaboratory_id, c.id) >= ($4::timestamptz, $5, $6)
		  AND (c.delivered_at, c.collaboratory_id, c.id, who.person_id) > ($4::timestamptz, $5, $6, $7)`+notRefused+`
		ORDER BY c.delivered_at, c.collaboratory_id, c.id, who.person_id
		LIMIT $8`, now, from, to, after.sort, after.collaboratory, after.item, after.person, batch)
}

// revivedAnywhere are the promises under way again of which their receivers were told, between from and to, that they
// had lapsed.
func revivedAnywhere(ctx context.Context, q db.Querier, now, from, to time.Time, after place) ([]looked, error) {
	return db.All[looked](ctx, q, `
		-- across: the sweep asks people of every collaboratory
		SELECT `+itemColumns+`, who.person_id, p.zone AS person_zone, who.at AS sort,`+lastLetter+`
		FROM (SELECT person_id, 'receiver' AS side, collaboratory_id, commitment_id, at
		      FROM followup_step
		      WHERE step = 'lapsed' AND at >= $2 AND at <= $3) who
		JOIN commitment c ON c.collaboratory_id = who.collaboratory_id AND c.id = who.commitment_id`+aroundItem+reachable+`
		WHERE c.merged_into IS NULL AND c.state = 'pledged' AND c.giver_person_id IS DISTINCT FROM who.person_id
		  AND (who.at, who.collaboratory_id, who.commitment_id, who.person_id) > ($4::timestamptz, $5, $6, $7)`+notRefused+`
		ORDER BY who.at, who.collaboratory_id, who.commitment_id, who.person_id
		LIMIT $8`, now, from, to, after.sort, after.collaboratory, after.item, after.person, batch)
}

// past is a promise whose date has been over for long.
type past struct {
	CollaboratoryID id.ID
	ID              id.ID
	Due             time.Time
}

// pastAnywhere are the promises under way whose date is before a day and whose giver has said nothing since an instant.
func pastAnywhere(ctx context.Context, q db.Querier, before, since time.Time, after place) ([]past, error) {
	return db.All[past](ctx, q, `
		-- across: the sweep lets promises of every collaboratory lapse
		SELECT c.collaboratory_id, c.id, c.due
		FROM commitment c
		WHERE c.merged_into IS NULL AND c.state = 'pledged' AND c.due < $1
		  AND (c.due, c.collaboratory_id, c.id) > ($2::date, $3, $4)
		  AND NOT EXISTS (SELECT 1
		                  FROM collaboratory club
		                  WHERE club.id = c.collaboratory_id AND (club.rehearsal_of IS NOT NULL OR club.archived_at IS NOT NULL))
		  AND NOT EXISTS (SELECT 1
		                  FROM commitment_event e
		                  WHERE e.collaboratory_id = c.collaboratory_id AND e.commitment_id = c.id
		                    AND e.at > $5 AND e.actor_id IS NOT NULL AND e.verb NOT IN ('contact', 'thank', 'verify', 'claim'))
		ORDER BY c.due, c.collaboratory_id, c.id
		LIMIT $6`, before, after.sort, after.collaboratory, after.item, since, batch)
}

// insertSteps keeps what was asked in one letter.
func insertSteps(ctx context.Context, tx *db.Tx, person id.ID, cause string, at time.Time, letter []letterItem) error {
	var clubs, commitments []id.ID
	var steps []string
	var about []time.Time
	for _, l := range letter {
		clubs, commitments = append(clubs, l.CollaboratoryID), append(commitments, l.CommitmentID)
		steps, about = append(steps, string(l.step)), append(about, l.about)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO followup_step (collaboratory_id, commitment_id, person_id, step, about, letter_id, at)
		SELECT s.collaboratory_id, s.commitment_id, $1::uuid, s.step, s.about,
		       (SELECT id
		        FROM letter
		        WHERE cause = $2 AND recipient = $1::uuid::text), $3
		FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::date[]) AS s (collaboratory_id, commitment_id, step, about)
		ON CONFLICT DO NOTHING`, person, cause, at, clubs, commitments, steps, about)
	return err
}

// reader is who gets a letter. A person without a zone of their own lives in that of their collaboratory.
type reader struct {
	PersonID   id.ID
	Name       string
	Email      string
	CareOf     bool
	Language   string
	Zone       string
	LastLetter *time.Time
}

// lockReader finds a person who can be written to and holds them, so that nobody else writes to them meanwhile; nil
// when there is no such person any more.
func lockReader(ctx context.Context, tx *db.Tx, now time.Time, person id.ID) (*reader, error) {
	if _, err := tx.Exec(ctx, `SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE`, person); err != nil {
		return nil, err
	}
	return db.Maybe[reader](ctx, tx, `
		SELECT p.id AS person_id, p.name, coalesce(p.email, p.care_of_email) AS email, p.email IS NULL AS care_of,
		       p.language, p.zone,`+lastLetter+`
		FROM person p
		WHERE p.id = $2 AND p.erased_at IS NULL AND coalesce(p.email, p.care_of_email) IS NOT NULL`, now, person)
}

// letterItem is an item with what a letter says about it.
type letterItem struct {
	item
	telling `db:"-"`
	words
}

// words are what is told about a commitment: what, for what, who is on the other side and how to reach them.
type words struct {
	Promise       string
	Title         string // of the presentation
	Amount        *float64
	Unit          string
	Cents         *int64
	Currency      string
	Source        commitment.Source
	CreatedAt     time.Time
	PresenterName string
	PresenterMail string
	PresenterCare string // the address in whose care they are
	GiverName     string
	GiverMail     string
	GiverCare     string
	GiverPhone    string // only when they shared it with this promise
	GiverGuest    bool
	ClubName      string
	ClubSlug      string
	ClubLanguage  string
	ClubReplyTo   string
}

const wordColumns = `,
	c.promise, r.title, c.amount::float8 AS amount, c.unit, c.cents, club.currency, c.source, c.created_at,
	presenter.name AS presenter_name, coalesce(presenter.email, '') AS presenter_mail, coalesce(presenter.care_of_email, '') AS presenter_care,
	coalesce(giver.name, guest.name, '') AS giver_name, coalesce(giver.email, guest.email, '') AS giver_mail,
	coalesce(giver.care_of_email, '') AS giver_care, giver.id IS NULL AS giver_guest,
	CASE WHEN c.share_phone THEN coalesce(giver.phone, '') ELSE '' END AS giver_phone,
	club.name AS club_name, club.slug AS club_slug, club.language AS club_language, club.reply_to AS club_reply_to`

const aroundWords = `
	JOIN proposal r ON r.collaboratory_id = pr.collaboratory_id AND r.id = pr.proposal_id
	JOIN person presenter ON presenter.id = pr.presenter_id
	LEFT JOIN person giver ON giver.id = c.giver_person_id
	LEFT JOIN guest ON guest.collaboratory_id = c.collaboratory_id AND guest.id = c.giver_guest_id`

// mostRead bounds what is read of one person; a letter carries less.
const mostRead = 500

// itemsOf are all commitments of a person, on both sides, that there may be something to say about.
func itemsOf(ctx context.Context, q db.Querier, now, from, to time.Time, person id.ID) ([]letterItem, error) {
	return db.All[letterItem](ctx, q, `
		-- across: one letter speaks of all a person's collaboratories
		WITH who AS (
		  SELECT collaboratory_id, id AS commitment_id, giver_person_id AS person_id, 'giver' AS side
		  FROM commitment
		  WHERE giver_person_id = $2 AND merged_into IS NULL AND state IN ('pledged', 'lapsed') AND due >= $3 AND due <= $4
		  UNION ALL
		  SELECT c.collaboratory_id, c.id, $2::uuid, 'receiver'
		  FROM (SELECT collaboratory_id, id
		        FROM presentation
		        WHERE presenter_id = $2
		        UNION
		        SELECT t.collaboratory_id, t.id
		        FROM co_presenter co
		        JOIN presentation t ON t.collaboratory_id = co.collaboratory_id AND t.proposal_id = co.proposal_id
		        WHERE co.person_id = $2) turn
		  JOIN commitment c ON c.collaboratory_id = turn.collaboratory_id AND c.presentation_id = turn.id
		  WHERE c.merged_into IS NULL AND (c.state = 'delivered' OR c.state IN ('lapsed', 'pledged') AND c.due >= $3)
		    AND (c.state <> 'pledged' OR EXISTS (SELECT 1
		                                         FROM followup_step s
		                                         WHERE s.collaboratory_id = c.collaboratory_id AND s.commitment_id = c.id
		                                           AND s.person_id = $2 AND s.step = 'lapsed')))
		SELECT `+itemColumns+wordColumns+`
		FROM who
		JOIN commitment c ON c.collaboratory_id = who.collaboratory_id AND c.id = who.commitment_id`+aroundItem+aroundWords+reachable+`
		WHERE true`+notRefused+`
		ORDER BY c.due, c.id
		LIMIT $5`, now, person, from, to, mostRead)
}
