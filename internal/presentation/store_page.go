package presentation

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// shown is a proposal as a page shows it, with who proposes and where its turn is.
type shown struct {
	Proposal
	Author         string
	Organisation   string
	WishTitle      *string
	TurnID         *id.ID
	TurnConfirmed  *time.Time
	GatheringID    *id.ID
	GatheringTitle *string
	GatheringState *string
	GatheringAt    *time.Time
	GatheringZone  *string
	Mine           bool
}

const shownSQL = `
	SELECT ` + proposalColumns + `,
		a.name AS author,
		a.organisation,
		w.title AS wish_title,
		t.id AS turn_id,
		t.confirmed_at AS turn_confirmed,
		g.id AS gathering_id,
		g.title AS gathering_title,
		g.state AS gathering_state,
		g.starts_at AS gathering_at,
		g.zone AS gathering_zone,
		(p.author_id = $2 OR EXISTS (
			SELECT
			FROM co_presenter o
			WHERE o.collaboratory_id = p.collaboratory_id
			  AND o.proposal_id = p.id
			  AND o.person_id = $2
		)) AS mine
	FROM proposal p
	JOIN person a ON a.id = p.author_id
	LEFT JOIN gathering w ON w.collaboratory_id = p.collaboratory_id AND w.id = p.wished_gathering
	LEFT JOIN presentation t ON t.collaboratory_id = p.collaboratory_id AND t.proposal_id = p.id AND t.state <> 'withdrawn'
	LEFT JOIN gathering g ON g.collaboratory_id = t.gathering_collaboratory_id AND g.id = t.gathering_id
	WHERE p.collaboratory_id = $1`

// visibleSQL keeps to what this reader may see: their own, what has a turn, and for a convener all that was sent.
const visibleSQL = `
	  AND (
		p.author_id = $2
		OR p.state = 'accepted'
		OR $3 AND p.state <> 'draft'
		OR EXISTS (
			SELECT
			FROM co_presenter o
			WHERE o.collaboratory_id = p.collaboratory_id
			  AND o.proposal_id = p.id
			  AND o.person_id = $2
		)
	  )`

// reader is who looks, as far as the queries must know.
type reader struct {
	Collaboratory id.ID
	Person        id.ID
	Convener      bool
}

func queueProposal(b *db.Batch, dst *shown, r reader, proposal id.ID) {
	db.QueueOne(b, dst, shownSQL+visibleSQL+`
	  AND p.id = $4`, r.Collaboratory, r.Person, r.Convener, proposal)
}

func queueTurnShown(b *db.Batch, dst *shown, r reader, presentation id.ID) {
	db.QueueOne(b, dst, shownSQL+visibleSQL+`
	  AND t.id = $4`, r.Collaboratory, r.Person, r.Convener, presentation)
}

// queueSent are the proposals a convener decides on, and for anybody their own, the withdrawn ones too.
func queueSent(b *db.Batch, dst *[]shown, r reader) {
	db.QueueAll(b, dst, shownSQL+visibleSQL+`
	  AND (p.author_id = $2 OR p.state = 'submitted')
	ORDER BY p.created_at DESC, p.id DESC
	LIMIT 100`, r.Collaboratory, r.Person, r.Convener)
}

func queueAsks(b *db.Batch, dst *[]Ask, collaboratory, proposal id.ID) {
	db.QueueAll(b, dst, asksSQL, collaboratory, proposal)
}

// queueAsksOfTurn are the asks behind a turn, when the page knows only the turn yet.
func queueAsksOfTurn(b *db.Batch, dst *[]Ask, collaboratory, presentation id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		k.id,
		k.kind,
		k.what,
		k.amount::float8 AS amount,
		k.unit,
		k.cents,
		k.due
	FROM presentation t
	JOIN ask k ON k.collaboratory_id = t.collaboratory_id AND k.proposal_id = t.proposal_id
	WHERE t.collaboratory_id = $1
	  AND t.id = $2
	ORDER BY k.position`, collaboratory, presentation)
}

// named is a person who may be named beside a turn.
type named struct {
	ID           id.ID
	Name         string
	Organisation string
}

func queueCoPresenters(b *db.Batch, dst *[]named, collaboratory, proposal id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		p.id,
		p.name,
		p.organisation
	FROM co_presenter o
	JOIN person p ON p.id = o.person_id
	WHERE o.collaboratory_id = $1
	  AND o.proposal_id = $2
	ORDER BY p.name, p.id`, collaboratory, proposal)
}

func queueCoPresentersOfTurn(b *db.Batch, dst *[]named, collaboratory, presentation id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		p.id,
		p.name,
		p.organisation
	FROM presentation t
	JOIN co_presenter o ON o.collaboratory_id = t.collaboratory_id AND o.proposal_id = t.proposal_id
	JOIN person p ON p.id = o.person_id
	WHERE t.collaboratory_id = $1
	  AND t.id = $2
	ORDER BY p.name, p.id`, collaboratory, presentation)
}

// queueMembers are those who could present along with an author.
func queueMembers(b *db.Batch, dst *[]named, collaboratory id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		p.id,
		p.name,
		p.organisation
	FROM membership m
	JOIN person p ON p.id = m.person_id
	WHERE m.collaboratory_id = $1
	  AND m.left_at IS NULL
	  AND p.name <> ''
	ORDER BY p.name, p.id
	LIMIT 500`, collaboratory)
}

// upcoming is a gathering a turn could be given at.
type upcoming struct {
	ID       id.ID
	Title    string
	State    string
	StartsAt time.Time
	Zone     string
	Turns    int
}

func queueUpcoming(b *db.Batch, dst *[]upcoming, collaboratory id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		g.id,
		g.title,
		g.state,
		g.starts_at,
		g.zone,
		(
			SELECT count(*)
			FROM presentation t
			WHERE t.gathering_collaboratory_id = g.collaboratory_id
			  AND t.gathering_id = g.id
			  AND t.state <> 'withdrawn'
		) AS turns
	FROM gathering g
	WHERE g.collaboratory_id = $1
	  AND g.state IN ('draft', 'published', 'live')
	ORDER BY g.starts_at, g.id
	LIMIT 20`, collaboratory)
}
