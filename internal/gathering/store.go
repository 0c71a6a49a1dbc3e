package gathering

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// columns are those of a Gathering, hours as people write them.
const columns = `
	g.collaboratory_id,
	g.id,
	g.number,
	g.title,
	g.day,
	to_char(g.start_time, 'HH24:MI') AS start_time,
	to_char(g.end_time, 'HH24:MI') AS end_time,
	g.zone,
	g.starts_at,
	g.ends_at,
	g.place,
	g.video_url,
	g.welcome,
	g.reply_to,
	g.state,
	g.sequence,
	g.version,
	g.cancel_reason,
	g.published_at,
	g.started_at,
	g.closed_at,
	g.cancelled_at,
	g.pledges_until,
	g.created_by,
	g.code`

const gatheringSQL = `
	SELECT ` + columns + `
	FROM gathering g
	WHERE g.collaboratory_id = $1
	  AND g.id = $2`

// lockGathering finds a gathering and holds it until the transaction ends.
func lockGathering(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) (Gathering, error) {
	return db.One[Gathering](ctx, tx, gatheringSQL+`
	FOR NO KEY UPDATE`, collaboratory, gathering)
}

func getGathering(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) (Gathering, error) {
	return db.One[Gathering](ctx, q, gatheringSQL, collaboratory, gathering)
}

// lockClub holds the collaboratory's row, so that gatherings are numbered one after the other.
func lockClub(ctx context.Context, tx *db.Tx, collaboratory id.ID) (club, error) {
	return db.One[club](ctx, tx, clubSQL+`
	FOR NO KEY UPDATE`, collaboratory)
}

func getClub(ctx context.Context, q db.Querier, collaboratory id.ID) (club, error) {
	return db.One[club](ctx, q, clubSQL, collaboratory)
}

const clubSQL = `
	SELECT
		id,
		slug,
		name,
		zone,
		language,
		coalesce(nullif(reply_to, ''), (
			SELECT p.email
			FROM membership m
			JOIN person p ON p.id = m.person_id
			WHERE m.collaboratory_id = collaboratory.id
			  AND m.role = 'convener'
			  AND m.left_at IS NULL
			  AND p.email IS NOT NULL
			ORDER BY m.backup, m.joined_at, p.id
			LIMIT 1
		), '') AS reply_to
	FROM collaboratory
	WHERE id = $1`

type request struct {
	ID   id.ID  `db:"id"`
	Hash []byte `db:"request_hash"`
}

// insertGathering stores a new draft; nil when this request was stored before.
func insertGathering(ctx context.Context, tx *db.Tx, g Gathering, now time.Time, key id.ID, hash []byte) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, tx, `
	INSERT INTO gathering (
		collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at,
		place, video_url, welcome, created_by, created_at, request_key, request_hash, reply_to, code
	)
	SELECT
		$1, $2, coalesce(max(number), 0) + 1, $3, $4, $5::text::time, $6::text::time, $7, $8, $9,
		$10, $11, $12, $13, $14, $15, $16, $17, $18
	FROM gathering
	WHERE collaboratory_id = $1
	ON CONFLICT ON CONSTRAINT gathering_request_once DO NOTHING
	RETURNING id`,
		g.CollaboratoryID, g.ID, g.Title, g.Day, g.StartTime, g.EndTime, g.Zone, g.StartsAt, g.EndsAt,
		g.Place, g.VideoURL, g.Welcome, g.CreatedBy, now, key, hash, g.ReplyTo, g.Code)
}

func gatheringRequest(ctx context.Context, tx *db.Tx, collaboratory, author, key id.ID) (request, error) {
	return db.One[request](ctx, tx, `
	SELECT
		id,
		request_hash
	FROM gathering
	WHERE collaboratory_id = $1
	  AND created_by = $2
	  AND request_key = $3`, collaboratory, author, key)
}

// updateGathering keeps what an editor may change; the version goes up by one.
func updateGathering(ctx context.Context, tx *db.Tx, g Gathering) error {
	_, err := tx.Exec(ctx, `
	UPDATE gathering
	SET title = $3,
	    day = $4,
	    start_time = $5::text::time,
	    end_time = $6::text::time,
	    zone = $7,
	    starts_at = $8,
	    ends_at = $9,
	    place = $10,
	    video_url = $11,
	    welcome = $12,
	    sequence = $13,
	    reply_to = $14,
	    version = version + 1
	WHERE collaboratory_id = $1
	  AND id = $2`,
		g.CollaboratoryID, g.ID, g.Title, g.Day, g.StartTime, g.EndTime, g.Zone, g.StartsAt, g.EndsAt,
		g.Place, g.VideoURL, g.Welcome, g.Sequence, g.ReplyTo)
	return err
}

// moveGathering keeps where a gathering stands and since when.
func moveGathering(ctx context.Context, tx *db.Tx, g Gathering) error {
	_, err := tx.Exec(ctx, `
	UPDATE gathering
	SET state = $3,
	    sequence = $4,
	    cancel_reason = $5,
	    published_at = $6,
	    started_at = $7,
	    closed_at = $8,
	    cancelled_at = $9,
	    pledges_until = $10,
	    version = version + 1
	WHERE collaboratory_id = $1
	  AND id = $2`,
		g.CollaboratoryID, g.ID, g.State, g.Sequence, g.CancelReason,
		g.PublishedAt, g.StartedAt, g.ClosedAt, g.CancelledAt, g.PledgesUntil)
	return err
}

const agendaSQL = `
	SELECT
		id,
		title,
		minutes,
		kind
	FROM agenda_item
	WHERE collaboratory_id = $1
	  AND gathering_id = $2
	ORDER BY position`

func getAgenda(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) ([]Item, error) {
	return db.All[Item](ctx, q, agendaSQL, collaboratory, gathering)
}

// replaceAgenda stores the lines in their order. A line that was there keeps its id.
func replaceAgenda(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID, items []Item) error {
	if _, err := tx.Exec(ctx, `
	DELETE FROM agenda_item
	WHERE collaboratory_id = $1
	  AND gathering_id = $2`, collaboratory, gathering); err != nil {
		return err
	}
	b := db.NewBatch()
	for i, item := range items {
		db.QueueAll(b, new([]id.ID), `
	INSERT INTO agenda_item (collaboratory_id, id, gathering_id, position, title, minutes, kind)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	RETURNING id`, collaboratory, item.ID, gathering, i+1, item.Title, item.Minutes, item.Kind)
	}
	return b.Run(ctx, tx)
}

const rolesSQL = `
	SELECT
		r.person_id,
		p.name,
		r.role
	FROM gathering_role r
	JOIN person p ON p.id = r.person_id
	WHERE r.collaboratory_id = $1
	  AND r.gathering_id = $2
	ORDER BY r.role, p.name, r.person_id`

func getRoles(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) ([]Held, error) {
	return db.All[Held](ctx, q, rolesSQL, collaboratory, gathering)
}

func insertRole(ctx context.Context, tx *db.Tx, collaboratory, gathering, person, by id.ID, role Role, now time.Time) error {
	_, err := tx.Exec(ctx, `
	INSERT INTO gathering_role (collaboratory_id, gathering_id, person_id, role, given_by, given_at)
	VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT DO NOTHING`, collaboratory, gathering, person, role, by, now)
	return err
}

// deleteRole takes a role back from one person, or from everybody when person is nil.
func deleteRole(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID, role Role, person *id.ID) error {
	_, err := tx.Exec(ctx, `
	DELETE FROM gathering_role
	WHERE collaboratory_id = $1
	  AND gathering_id = $2
	  AND role = $3
	  AND ($4::uuid IS NULL OR person_id = $4)`, collaboratory, gathering, role, person)
	return err
}
