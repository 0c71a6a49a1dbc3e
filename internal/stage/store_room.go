package stage

import (
	"context"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// mostPromises bounds the promises of one turn that the room shows; the tracker has them all.
const mostPromises = 120

// reading is what one look at the room reads, before it is put together.
type reading struct {
	place    *Place
	stage    *stageRow
	items    []gathering.Item
	briefs   []Brief
	runs     []Run
	turn     *Turn
	asks     []commitment.Asked
	promises []Promise
	harvest  []Harvest
	past     *Past
	stories  []Story
	hands    []Hand
	held     []Held
}

// queueRoom queues the one reading of the room on a batch; room puts it together once the batch has run.
func queueRoom(b *db.Batch, r *reading, collaboratory, at id.ID, now time.Time) {
	db.QueueMaybe(b, &r.place, placeSQL, collaboratory, at)
	db.QueueMaybe(b, &r.stage, stageSQL, collaboratory, at)
	db.QueueAll(b, &r.items, itemsSQL, collaboratory, at)
	db.QueueAll(b, &r.briefs, briefsSQL, collaboratory, at)
	db.QueueAll(b, &r.runs, runsSQL, collaboratory, at)
	db.QueueMaybe(b, &r.turn, turnSQL, collaboratory, at)
	db.QueueAll(b, &r.asks, asksSQL, collaboratory, at)
	db.QueueAll(b, &r.promises, promisesSQL, collaboratory, at, mostPromises)
	db.QueueAll(b, &r.harvest, harvestSQL, collaboratory, at)
	kept := now.AddDate(0, 0, -commitment.KeptAfterDays)
	db.QueueMaybe(b, &r.past, pastSQL, collaboratory, at, kept)
	db.QueueAll(b, &r.stories, storiesSQL, collaboratory, at, kept)
	db.QueueAll(b, &r.hands, handsSQL, collaboratory, at)
	db.QueueAll(b, &r.held, heldSQL, collaboratory, at)
}

// room puts a reading together; fault.NotFound when there is no such gathering.
func (r *reading) room(now time.Time) (*Room, error) {
	if r.place == nil {
		return nil, fault.NotFound("That page is not here")
	}
	room := &Room{
		Place: *r.place, Stage: r.stage.stage(r.place.Collaboratory, r.place.Gathering), Program: programOf(r.items, r.briefs),
		Runs: r.runs, Harvest: r.harvest, Past: r.past, Hands: r.hands, Held: r.held, Now: now,
	}
	room.On = room.Program.At(room.Stage)
	if r.turn != nil {
		room.Turn, r.turn.Asks, r.turn.Promises = r.turn, r.asks, r.promises
	}
	if room.Past != nil {
		room.Past.Stories = r.stories
	}
	return room, nil
}

// readRoom reads the live room as it is now. The caller has checked that the actor may be in it.
func (s *Service) readRoom(ctx context.Context, collaboratory, at id.ID) (*Room, error) {
	b, r, now := db.NewBatch(), &reading{}, s.clock.Now()
	queueRoom(b, r, collaboratory, at, now)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return nil, err
	}
	return r.room(now)
}

const placeSQL = `
	SELECT g.collaboratory_id AS collaboratory, c.name AS club, c.slug, c.language, c.currency, c.zone AS club_zone,
	       g.id AS gathering, g.title, g.state, g.code, g.zone, g.day, g.starts_at, g.ends_at, g.started_at, g.closed_at,
	       g.pledges_until, g.place AS "where", n.day AS next,
	       c.rehearsal_of IS NOT NULL AS rehearsal
	FROM gathering g
	JOIN collaboratory c ON c.id = g.collaboratory_id
	LEFT JOIN LATERAL (
	  SELECT later.day
	  FROM gathering later
	  WHERE later.collaboratory_id = g.collaboratory_id
	    AND later.starts_at > g.starts_at
	    AND later.state IN ('draft', 'published', 'live')
	  ORDER BY later.starts_at
	  LIMIT 1) n ON true
	WHERE g.collaboratory_id = $1
	  AND g.id = $2`

const runsSQL = `
	SELECT item_id AS item, presentation_id AS turn, phase, began_at, ended_at
	FROM stage_run
	WHERE collaboratory_id = $1
	  AND gathering_id = $2
	ORDER BY seq`

// onNow is the turn that is on: the one of the stage.
const onNow = `
	FROM stage s
	JOIN presentation t ON t.collaboratory_id = s.collaboratory_id AND t.id = s.presentation_id
	JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id`

const turnSQL = `
	SELECT t.id, p.title, p.summary, m.name AS presenter, m.organisation,
	       coalesce((
	         SELECT string_agg(o.name, ', ' ORDER BY o.name)
	         FROM co_presenter x
	         JOIN person o ON o.id = x.person_id
	         WHERE x.collaboratory_id = p.collaboratory_id
	           AND x.proposal_id = p.id), '') AS "with",
	       t.state AS phase` + onNow + `
	JOIN person m ON m.id = t.presenter_id
	WHERE s.collaboratory_id = $1
	  AND s.gathering_id = $2`

const asksSQL = `
	SELECT a.id, a.kind, a.what, a.amount, a.unit, a.cents, a.due, x.promises, x.filled, x.found, '' AS who,
	       club.currency` + onNow + `
	JOIN collaboratory club ON club.id = s.collaboratory_id
	JOIN ask a ON a.collaboratory_id = p.collaboratory_id AND a.proposal_id = p.id
	CROSS JOIN LATERAL (
	  SELECT count(*) AS promises,
	         coalesce(sum(coalesce(c.amount, 1)), 0)::float8 AS filled,
	         coalesce(sum(c.cents), 0)::bigint AS found
	  FROM commitment c
	  WHERE c.collaboratory_id = t.collaboratory_id
	    AND c.presentation_id = t.id
	    AND c.ask_id = a.id
	    AND c.merged_into IS NULL
	    AND c.state IN ('pledged', 'lapsed', 'delivered', 'fulfilled')) x
	WHERE s.collaboratory_id = $1
	  AND s.gathering_id = $2
	ORDER BY a.position`

const promisesSQL = `
	SELECT c.id, c.seq, c.ask_id, c.giver_person_id, c.giver_guest_id, coalesce(o.name, u.name, '') AS giver, c.organisation,
	       c.shown_as_member, c.kind, c.promise, c.amount, c.unit, c.cents, c.due, c.state, c.source,
	       c.verified_at IS NOT NULL AS verified, i.nodded_at IS NOT NULL AS nodded, i.hidden_at IS NOT NULL AS hidden, c.created_at
	FROM stage s
	JOIN commitment c ON c.collaboratory_id = s.collaboratory_id AND c.presentation_id = s.presentation_id
	LEFT JOIN person o ON o.id = c.giver_person_id
	LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
	LEFT JOIN stage_item i ON i.collaboratory_id = c.collaboratory_id AND i.commitment_id = c.id
	WHERE s.collaboratory_id = $1
	  AND s.gathering_id = $2
	  AND c.merged_into IS NULL
	  AND c.state IN ('exploring', 'pledged', 'delivered', 'fulfilled')
	ORDER BY c.created_at DESC, c.id DESC
	LIMIT $3`

// isHidden and isWaiting say in SQL what Promise.Shown says: what nobody sees though it is firm.
const (
	isHidden  = `c.state <> 'exploring' AND i.hidden_at IS NOT NULL`
	isWaiting = `c.state <> 'exploring' AND i.hidden_at IS NULL AND i.nodded_at IS NULL
	           AND c.giver_guest_id IS NOT NULL AND c.verified_at IS NULL AND c.source = 'self'`
)

const harvestSQL = `
	SELECT t.id, p.title, m.name AS presenter, t.state AS phase, x.firm, x.talks, x.cents, x.givers,
	       x.hidden, x.hidden_cents, x.waiting, x.waiting_cents
	FROM presentation t
	JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id
	JOIN person m ON m.id = t.presenter_id
	CROSS JOIN LATERAL (
	  SELECT count(*) FILTER (WHERE c.state <> 'exploring') AS firm,
	         count(*) FILTER (WHERE c.state = 'exploring') AS talks,
	         coalesce(sum(c.cents) FILTER (WHERE c.state <> 'exploring'), 0)::bigint AS cents,
	         count(DISTINCT coalesce(c.giver_person_id, c.giver_guest_id)) FILTER (WHERE c.state <> 'exploring') AS givers,
	         count(*) FILTER (WHERE ` + isHidden + `) AS hidden,
	         coalesce(sum(c.cents) FILTER (WHERE ` + isHidden + `), 0)::bigint AS hidden_cents,
	         count(*) FILTER (WHERE ` + isWaiting + `) AS waiting,
	         coalesce(sum(c.cents) FILTER (WHERE ` + isWaiting + `), 0)::bigint AS waiting_cents
	  FROM commitment c
	  LEFT JOIN stage_item i ON i.collaboratory_id = c.collaboratory_id AND i.commitment_id = c.id
	  WHERE c.collaboratory_id = t.collaboratory_id
	    AND c.presentation_id = t.id
	    AND c.merged_into IS NULL
	    AND c.state IN ('exploring', 'pledged', 'lapsed', 'delivered', 'fulfilled')) x
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'
	ORDER BY t.position`

// before is the gathering before this one that was held.
const before = `
	FROM gathering g
	JOIN LATERAL (
	  SELECT b.collaboratory_id, b.id, b.title, b.day
	  FROM gathering b
	  WHERE b.collaboratory_id = g.collaboratory_id
	    AND b.starts_at < g.starts_at
	    AND b.state = 'closed'
	  ORDER BY b.starts_at DESC
	  LIMIT 1) b ON true
	JOIN presentation t ON t.gathering_collaboratory_id = b.collaboratory_id AND t.gathering_id = b.id AND t.state <> 'withdrawn'
	JOIN commitment c ON c.collaboratory_id = t.collaboratory_id AND c.presentation_id = t.id AND c.merged_into IS NULL
	  AND c.state IN ('pledged', 'lapsed', 'delivered', 'fulfilled')`

const isKept = `(c.state = 'fulfilled' OR c.state = 'delivered' AND c.delivered_at <= $3)`

const pastSQL = `
	SELECT b.title, b.day, b.id AS gathering, count(*) AS firm,
	       count(*) FILTER (WHERE ` + isKept + `) AS kept,
	       count(*) FILTER (WHERE c.state = 'delivered' AND c.delivered_at > $3) AS under_way` + before + `
	WHERE g.collaboratory_id = $1
	  AND g.id = $2
	GROUP BY b.title, b.day, b.id`

const storiesSQL = `
	SELECT coalesce(o.name, u.name, '') AS giver, c.organisation, c.shown_as_member, c.promise, p.title` + before + `
	JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id
	LEFT JOIN person o ON o.id = c.giver_person_id
	LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
	WHERE g.collaboratory_id = $1
	  AND g.id = $2
	  AND ` + isKept + `
	ORDER BY coalesce(c.fulfilled_at, c.delivered_at) DESC, c.id
	LIMIT 6`

const handsSQL = `
	SELECT h.who_id AS who, coalesce(o.name, u.name, '') AS name, h.is_guest AS guest, h.raised_at
	FROM stage_hand h
	LEFT JOIN person o ON o.id = h.who_id AND NOT h.is_guest
	LEFT JOIN guest u ON u.collaboratory_id = h.collaboratory_id AND u.id = h.who_id AND h.is_guest
	WHERE h.collaboratory_id = $1
	  AND h.gathering_id = $2
	ORDER BY h.raised_at, h.who_id`

const heldSQL = `
	SELECT r.person_id, o.name, r.role
	FROM gathering_role r
	JOIN person o ON o.id = r.person_id
	WHERE r.collaboratory_id = $1
	  AND r.gathering_id = $2
	ORDER BY r.role, o.name`
