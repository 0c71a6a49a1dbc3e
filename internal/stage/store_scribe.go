package stage

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// mostPeople bounds the names the scribe’s page carries to complete from.
const mostPeople = 300

// attendee is somebody who may say something aloud this evening: a member, or a guest of it.
type attendee struct {
	ID           id.ID
	Name         string
	Organisation string
	Guest        bool
}

// queueAttendees reads whom the scribe may mean: guests and those who come first.
func queueAttendees(b *db.Batch, rows *[]attendee, collaboratory, at id.ID) {
	db.QueueAll(b, rows, `
		SELECT x.id, x.name, x.organisation, x.guest
		FROM (
		  SELECT o.id, o.name, o.organisation, false AS guest,
		         coalesce(a.answer = 'going' OR a.arrived_at IS NOT NULL, false) AS here
		  FROM membership m
		  JOIN person o ON o.id = m.person_id
		  LEFT JOIN answer a ON a.collaboratory_id = m.collaboratory_id AND a.gathering_id = $2 AND a.person_id = m.person_id
		  WHERE m.collaboratory_id = $1
		    AND m.left_at IS NULL
		    AND o.name <> ''
		  UNION ALL
		  SELECT u.id, u.name, u.organisation, true AS guest, true AS here
		  FROM guest u
		  WHERE u.collaboratory_id = $1
		    AND u.gathering_id = $2
		    AND u.purged_at IS NULL) x
		ORDER BY x.here DESC, lower(x.name), x.id
		LIMIT $3`, collaboratory, at, mostPeople)
}

// Another turn than the one that is on is read by the same queries, with the turn asked for in place of the stage’s.
var (
	turnAsked         = forTurn(turnSQL, "$3")
	asksOfTurnAsked   = forTurn(asksSQL, "$3")
	promisesTurnAsked = forTurn(promisesSQL, "$4")
)

func forTurn(sql, turn string) string {
	return strings.Replace(sql, "FROM stage s", "FROM (SELECT $1::uuid AS collaboratory_id, $2::uuid AS gathering_id, "+turn+"::uuid AS presentation_id) s", 1)
}

// readTurn reads one turn of the gathering whole. The caller has made sure that it belongs to it.
func (s *Service) readTurn(ctx context.Context, collaboratory, at, turn id.ID) (*Turn, error) {
	var found *Turn
	var asks []commitment.Asked
	var promises []Promise
	b := db.NewBatch()
	db.QueueMaybe(b, &found, turnAsked, collaboratory, at, turn)
	db.QueueAll(b, &asks, asksOfTurnAsked, collaboratory, at, turn)
	db.QueueAll(b, &promises, promisesTurnAsked, collaboratory, at, mostPromises, turn)
	if err := b.Run(ctx, s.db.Pool()); err != nil || found == nil {
		return nil, err
	}
	found.Asks, found.Promises = asks, promises
	return found, nil
}

// written is one promise as the scribe reads it back.
type written struct {
	ID             id.ID
	Seq            int
	PresentationID id.ID
	GiverPersonID  *id.ID
	GiverGuestID   *id.ID
	Giver          string
	Organisation   string
	Kind           commitment.Kind
	Promise        string
	Amount         *float64
	Unit           string
	Cents          *int64
	Due            *time.Time
	State          commitment.State
	Source         commitment.Source
}

// getWritten finds a promise of this gathering; fault.NotFound when it belongs to another.
func getWritten(ctx context.Context, q db.Querier, collaboratory, at, commitment id.ID) (written, error) {
	return db.One[written](ctx, q, `
		SELECT c.id, c.seq, c.presentation_id, c.giver_person_id, c.giver_guest_id, coalesce(o.name, u.name, '') AS giver,
		       c.organisation, c.kind, c.promise, c.amount::float8 AS amount, c.unit, c.cents, c.due, c.state, c.source
		FROM commitment c
		JOIN presentation t ON t.collaboratory_id = c.collaboratory_id AND t.id = c.presentation_id
		LEFT JOIN person o ON o.id = c.giver_person_id
		LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
		WHERE c.collaboratory_id = $1
		  AND c.id = $3
		  AND t.gathering_collaboratory_id = $1
		  AND t.gathering_id = $2
		  AND c.merged_into IS NULL`, collaboratory, at, commitment)
}
