package audit

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// SignedIn is the deed of signing in. Only the person and the stewards of the install see it, never a convener.
const SignedIn = "member.signed-in"

// Deed is one entry as it is read: the names are those of today.
type Deed struct {
	ID       id.ID
	At       time.Time
	ActorID  *id.ID // nil when the house did it, or a guest
	Actor    string
	ForID    *id.ID
	For      string
	Action   string
	Object   string
	ObjectID *id.ID
	About    string // what the object is called; empty when it has no name
	Detail   map[string]any
}

// Mark is a place in the list: that of a deed.
type Mark struct {
	At time.Time
	ID id.ID
}

// Query says which deeds of one collaboratory are wanted.
type Query struct {
	Collaboratory id.ID
	Actions       []string  // nil: all
	Person        id.ID     // who did it, for whom, or whom it is about; Nil: anybody
	From, Until   time.Time // from the one and before the other; zero: without an end
	Before        Mark      // those further back than it; zero: from the newest
	Most          int
}

// Queue puts the read on a batch, the newest deed first. Sign-ins are never among them. It asks nobody's leave: whose
// collaboratory it is, and whether its reader convenes there, is for the caller to check.
func Queue(b *db.Batch, deeds *[]Deed, q Query) {
	db.QueueAll(b, deeds, readSQL, q.args()...)
}

// Read is Queue for one question.
func Read(ctx context.Context, q db.Querier, query Query) ([]Deed, error) {
	return db.All[Deed](ctx, q, readSQL, query.args()...)
}

func (q Query) args() []any {
	var before *time.Time
	if q.Before.ID != id.Nil {
		before = &q.Before.At
	}
	return []any{q.Collaboratory, SignedIn, q.Actions, orNull(q.Person), orNever(q.From), orNever(q.Until), before, q.Before.ID, q.Most}
}

func orNever(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

const readSQL = `
		SELECT a.id,
		       a.at,
		       a.actor_id,
		       coalesce(actor.name, '') AS actor,
		       a.for_person_id AS for_id,
		       coalesce(other.name, '') AS "for",
		       a.action,
		       a.object,
		       a.object_id,
		       coalesce(CASE a.object
		         WHEN 'person' THEN (SELECT name FROM person WHERE id = a.object_id)
		         WHEN 'gathering' THEN (SELECT title FROM gathering WHERE collaboratory_id = $1 AND id = a.object_id)
		         WHEN 'proposal' THEN (SELECT title FROM proposal WHERE collaboratory_id = $1 AND id = a.object_id)
		         WHEN 'presentation' THEN (
		           SELECT r.title
		           FROM presentation t
		           JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
		           WHERE t.collaboratory_id = $1 AND t.id = a.object_id)
		         WHEN 'commitment' THEN (
		           SELECT r.title
		           FROM commitment c
		           JOIN presentation t ON t.collaboratory_id = c.collaboratory_id AND t.id = c.presentation_id
		           JOIN proposal r ON r.collaboratory_id = t.collaboratory_id AND r.id = t.proposal_id
		           WHERE c.collaboratory_id = $1 AND c.id = a.object_id)
		         WHEN 'invitation' THEN (
		           SELECT coalesce(nullif(name, ''), email)
		           FROM invitation
		           WHERE collaboratory_id = $1 AND id = a.object_id)
		       END, '') AS about,
		       a.detail
		FROM audit a
		LEFT JOIN person actor ON actor.id = a.actor_id
		LEFT JOIN person other ON other.id = a.for_person_id
		WHERE a.collaboratory_id = $1
		  AND a.action <> $2
		  AND ($3::text[] IS NULL OR a.action = ANY ($3))
		  AND ($4::uuid IS NULL OR $4 IN (a.actor_id, a.for_person_id, a.object_id))
		  AND ($5::timestamptz IS NULL OR a.at >= $5)
		  AND ($6::timestamptz IS NULL OR a.at < $6)
		  AND ($7::timestamptz IS NULL OR (a.at, a.id) < ($7, $8::uuid))
		ORDER BY a.at DESC, a.id DESC
		LIMIT $9`
