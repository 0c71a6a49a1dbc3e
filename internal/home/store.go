package home

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// last is the last gathering that is over, with what was promised there and what came of it.
type last struct {
	ID       id.ID
	Title    string
	StartsAt time.Time
	Zone     string
	Promised int
	Kept     int
	UnderWay int
	LetGo    int
}

// keptUnanswered is how long a delivered promise waits for the receiver's word before it counts as kept.
const keptUnanswered = 30 * 24 * time.Hour

// queueLast reads the last gathering of a collaboratory that was closed. A promise is kept when its receiver said so, or
// when the giver said so long enough ago.
func queueLast(b *db.Batch, dst **last, collaboratory id.ID, now time.Time) {
	db.QueueMaybe(b, dst, `
	SELECT
		g.id,
		g.title,
		g.starts_at,
		g.zone,
		count(c.id) FILTER (WHERE c.state IN ('pledged', 'delivered', 'fulfilled', 'lapsed', 'released')) AS promised,
		count(c.id) FILTER (WHERE c.state = 'fulfilled' OR c.state = 'delivered' AND c.delivered_at <= $2) AS kept,
		count(c.id) FILTER (WHERE c.state IN ('pledged', 'lapsed') OR c.state = 'delivered' AND c.delivered_at > $2) AS under_way,
		count(c.id) FILTER (WHERE c.state = 'released') AS let_go
	FROM (
		SELECT *
		FROM gathering
		WHERE collaboratory_id = $1
		  AND state = 'closed'
		ORDER BY starts_at DESC, id DESC
		LIMIT 1
	) g
	LEFT JOIN presentation t ON t.gathering_collaboratory_id = g.collaboratory_id AND t.gathering_id = g.id
	LEFT JOIN commitment c ON c.collaboratory_id = t.collaboratory_id AND c.presentation_id = t.id AND c.merged_into IS NULL
	GROUP BY g.id, g.title, g.starts_at, g.zone`, collaboratory, now.Add(-keptUnanswered))
}

// told is one promise of the last gathering that may be told with names: it was kept.
type told struct {
	ID           id.ID
	Giver        string
	Organisation string
	Promise      string
	Presentation string
	TurnID       id.ID
	KeptOn       time.Time
	Fulfilled    bool
}

// queueTold are a few promises of the last gathering that were kept, the latest first.
func queueTold(b *db.Batch, dst *[]told, collaboratory id.ID, now time.Time) {
	db.QueueAll(b, dst, `
	SELECT
		c.id,
		CASE WHEN c.shown_as_member THEN '' ELSE coalesce(p.name, q.name) END AS giver,
		CASE WHEN c.shown_as_member THEN '' ELSE c.organisation END AS organisation,
		c.promise,
		r.title AS presentation,
		t.id AS turn_id,
		coalesce(c.fulfilled_at, c.delivered_at) AS kept_on,
		c.state = 'fulfilled' AS fulfilled
	FROM (
		SELECT *
		FROM gathering
		WHERE collaboratory_id = $1
		  AND state = 'closed'
		ORDER BY starts_at DESC, id DESC
		LIMIT 1
	) g
	JOIN presentation t ON t.gathering_collaboratory_id = g.collaboratory_id AND t.gathering_id = g.id
	JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
	JOIN commitment c ON c.collaboratory_id = t.collaboratory_id AND c.presentation_id = t.id AND c.merged_into IS NULL
	LEFT JOIN person p ON p.id = c.giver_person_id
	LEFT JOIN guest q ON q.collaboratory_id = c.collaboratory_id AND q.id = c.giver_guest_id
	WHERE c.state = 'fulfilled'
	   OR c.state = 'delivered' AND c.delivered_at <= $2
	ORDER BY kept_on DESC, c.id
	LIMIT 4`, collaboratory, now.Add(-keptUnanswered))
}

// beginning is how far a new collaboratory has come.
type beginning struct {
	Members    int
	Invited    int
	Gatherings int
	Proposals  int
}

func queueBeginning(b *db.Batch, dst *beginning, collaboratory id.ID) {
	db.QueueOne(b, dst, `
	SELECT
		(SELECT count(*) FROM (SELECT FROM membership WHERE collaboratory_id = $1 AND left_at IS NULL LIMIT 3) m) AS members,
		(SELECT count(*) FROM (SELECT FROM invitation WHERE collaboratory_id = $1 LIMIT 3) i) AS invited,
		(SELECT count(*) FROM (SELECT FROM gathering WHERE collaboratory_id = $1 LIMIT 3) g) AS gatherings,
		(SELECT count(*) FROM (SELECT FROM proposal WHERE collaboratory_id = $1 AND state = 'submitted' LIMIT 100) r) AS proposals`, collaboratory)
}
