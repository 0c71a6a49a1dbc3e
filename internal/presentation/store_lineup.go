package presentation

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// place is one turn of a line-up.
type place struct {
	ID           id.ID
	ProposalID   id.ID
	Title        string
	Summary      string
	Presenter    string
	Organisation string
	CoPresenters []string
	ConfirmedAt  *time.Time
	Sector       string
	PresenterID  id.ID
	Live         bool // its gathering is on now
}

const placeSQL = `
	SELECT
		t.id,
		t.proposal_id,
		r.title,
		r.summary,
		p.name AS presenter,
		p.organisation,
		p.sector,
		t.confirmed_at,
		t.presenter_id,
		g.state = 'live' AS live,
		coalesce((
			SELECT array_agg(q.name ORDER BY q.name)
			FROM co_presenter o
			JOIN person q ON q.id = o.person_id
			WHERE o.collaboratory_id = t.collaboratory_id
			  AND o.proposal_id = t.proposal_id
		), '{}') AS co_presenters
	FROM presentation t
	JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
	JOIN person p ON p.id = t.presenter_id
	JOIN gathering g ON g.collaboratory_id = t.gathering_collaboratory_id AND g.id = t.gathering_id
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'
	ORDER BY t.position`

func queueLineUp(b *db.Batch, dst *[]place, collaboratory, gathering id.ID) {
	db.QueueAll(b, dst, placeSQL, collaboratory, gathering)
}

func lineUpOf(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) ([]place, error) {
	return db.All[place](ctx, q, placeSQL, collaboratory, gathering)
}

// askAt is an ask of a line-up with how much of it is already promised.
type askAt struct {
	PresentationID id.ID
	ID             id.ID
	Kind           string
	What           string
	Amount         *float64
	Unit           string
	Cents          *int64
	Promises       int64
	FilledAmount   float64
	FilledCents    int64
}

// queueLineUpAsks reads every ask of a gathering with the sum of the firm promises for it.
func queueLineUpAsks(b *db.Batch, dst *[]askAt, collaboratory, gathering id.ID) {
	db.QueueAll(b, dst, `
	SELECT
		t.id AS presentation_id,
		k.id,
		k.kind,
		k.what,
		k.amount::float8 AS amount,
		k.unit,
		k.cents,
		count(c.id) AS promises,
		coalesce(sum(c.amount), 0)::float8 AS filled_amount,
		coalesce(sum(c.cents), 0)::bigint AS filled_cents
	FROM presentation t
	JOIN ask k ON k.collaboratory_id = t.collaboratory_id AND k.proposal_id = t.proposal_id
	LEFT JOIN commitment c
	  ON c.collaboratory_id = t.collaboratory_id
	 AND c.presentation_id = t.id
	 AND c.ask_id = k.id
	 AND c.merged_into IS NULL
	 AND c.state IN ('pledged', 'delivered', 'fulfilled', 'lapsed')
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'
	GROUP BY t.id, t.position, k.collaboratory_id, k.id
	ORDER BY t.position, k.position`, collaboratory, gathering)
}

// heading is the gathering a line-up belongs to.
type heading struct {
	ID       id.ID
	Title    string
	State    string
	StartsAt time.Time
	Zone     string
}

func queueHeading(b *db.Batch, dst *heading, collaboratory, gathering id.ID) {
	db.QueueOne(b, dst, `
	SELECT
		id,
		title,
		state,
		starts_at,
		zone
	FROM gathering
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, gathering)
}
