package presentation

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// waitingTurn is a sent proposal with what the rotation looks at.
type waitingTurn struct {
	ProposalID   id.ID
	Title        string
	AuthorID     id.ID
	Author       string
	Organisation string
	Sector       string
	SubmittedAt  time.Time
	WishTitle    *string
	LastTurn     *time.Time
	Turns        int
	PassedOver   int
	Given        int
}

// queueWaiting are the proposals that wait for a turn, with the history of their authors. Who has left waits no more.
func queueWaiting(b *db.Batch, dst *[]waitingTurn, collaboratory id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		r.id AS proposal_id,
		r.title,
		r.author_id,
		p.name AS author,
		p.organisation,
		p.sector,
		r.submitted_at,
		w.title AS wish_title,
		had.last_turn,
		had.turns,
		(
			SELECT count(*)
			FROM gathering g
			WHERE g.collaboratory_id = r.collaboratory_id
			  AND g.state = 'closed'
			  AND g.starts_at > r.submitted_at
		) AS passed_over,
		(
			SELECT count(*)
			FROM commitment c
			WHERE c.collaboratory_id = r.collaboratory_id
			  AND c.giver_person_id = r.author_id
			  AND c.merged_into IS NULL
			  AND c.state IN ('pledged', 'delivered', 'fulfilled', 'lapsed')
		) AS given
	FROM proposal r
	JOIN membership m ON m.collaboratory_id = r.collaboratory_id AND m.person_id = r.author_id AND m.left_at IS NULL
	JOIN person p ON p.id = r.author_id
	LEFT JOIN gathering w ON w.collaboratory_id = r.collaboratory_id AND w.id = r.wished_gathering
	CROSS JOIN LATERAL (
		SELECT
			max(g.starts_at) AS last_turn,
			count(g.id) AS turns
		FROM presentation t
		JOIN gathering g ON g.collaboratory_id = t.gathering_collaboratory_id AND g.id = t.gathering_id AND g.state = 'closed'
		WHERE t.collaboratory_id = r.collaboratory_id
		  AND t.presenter_id = r.author_id
		  AND t.state <> 'withdrawn'
	) had
	WHERE r.collaboratory_id = $1
	  AND r.state = 'submitted'
	LIMIT 200`, collaboratory)
}

// hadTurn is a turn of the past.
type hadTurn struct {
	ID        id.ID
	Title     string
	Presenter string
	StartsAt  time.Time
	Zone      string
	Promises  int
}

// queueHad are the last turns that were had, newest first.
func queueHad(b *db.Batch, dst *[]hadTurn, collaboratory id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		t.id,
		r.title,
		p.name AS presenter,
		g.starts_at,
		g.zone,
		(
			SELECT count(*)
			FROM commitment c
			WHERE c.collaboratory_id = t.collaboratory_id
			  AND c.presentation_id = t.id
			  AND c.merged_into IS NULL
			  AND c.state IN ('pledged', 'delivered', 'fulfilled', 'lapsed')
		) AS promises
	FROM (
		SELECT *
		FROM gathering
		WHERE collaboratory_id = $1
		  AND state IN ('closed', 'live')
		ORDER BY starts_at DESC, id DESC
		LIMIT 20
	) g
	JOIN presentation t ON t.gathering_collaboratory_id = g.collaboratory_id AND t.gathering_id = g.id
	JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
	JOIN person p ON p.id = t.presenter_id
	WHERE t.state <> 'withdrawn'
	ORDER BY g.starts_at DESC, t.position
	LIMIT 60`, collaboratory)
}

// wisher is a member who answered an invitation with “I would like to present”, and has sent nothing yet: no proposal
// of theirs waits, and none has a turn ahead.
type wisher struct {
	ID   id.ID
	Name string
}

func queueWishers(b *db.Batch, dst *[]wisher, collaboratory id.ID) {
	db.QueueAll(b, dst, `
	SELECT DISTINCT
		p.id,
		p.name
	FROM answer a
	JOIN person p ON p.id = a.person_id
	JOIN membership m ON m.collaboratory_id = a.collaboratory_id AND m.person_id = a.person_id AND m.left_at IS NULL
	WHERE a.collaboratory_id = $1
	  AND a.wants_to_present
	  AND NOT EXISTS (
		SELECT
		FROM proposal r
		WHERE r.collaboratory_id = a.collaboratory_id
		  AND r.author_id = a.person_id
		  AND (
			r.state = 'submitted'
			OR r.state = 'accepted' AND (
				r.created_at > a.answered_at
				OR EXISTS (
					SELECT
					FROM presentation t
					JOIN gathering g ON g.collaboratory_id = t.gathering_collaboratory_id AND g.id = t.gathering_id
					WHERE t.collaboratory_id = r.collaboratory_id
					  AND t.proposal_id = r.id
					  AND t.state <> 'withdrawn'
					  AND g.state IN ('draft', 'published', 'live')
				)
			)
		  )
	  )
	ORDER BY p.name, p.id
	LIMIT 50`, collaboratory)
}

// unconfirmed is a turn of the reader that waits for their word.
type unconfirmed struct {
	ID       id.ID
	Slug     string
	Title    string
	StartsAt time.Time
	Zone     string
}

// queueUnconfirmed are the reader's turns ahead that they have not confirmed.
func queueUnconfirmed(b *db.Batch, dst *[]unconfirmed, person id.ID, now time.Time) {
	db.QueueAll(b, dst, `
	-- across: the front page gathers one person's turns in all their collaboratories
	SELECT
		t.id,
		c.slug,
		r.title,
		g.starts_at,
		g.zone
	FROM presentation t
	JOIN membership m ON m.collaboratory_id = t.collaboratory_id AND m.person_id = t.presenter_id AND m.left_at IS NULL
	JOIN collaboratory c ON c.id = t.collaboratory_id
	JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
	JOIN gathering g ON g.collaboratory_id = t.gathering_collaboratory_id AND g.id = t.gathering_id
	WHERE t.presenter_id = $1
	  AND c.rehearsal_of IS NULL
	  AND t.confirmed_at IS NULL
	  AND t.state = 'waiting'
	  AND g.state IN ('draft', 'published')
	  AND g.ends_at > $2
	ORDER BY g.starts_at, t.id
	LIMIT 5`, person, now)
}
