// Package audit keeps who did what when: membership, roles, turns, states of commitments, exports, sign-ins. It is
// written in the transaction of the deed itself and holds ids and words of ours, never a token and no free text.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Entry is one deed.
type Entry struct {
	Action        string // what was done, in the past: "commitment.fulfilled"
	Object        string // to what kind of row: "commitment"
	ObjectID      id.ID
	Collaboratory id.ID          // whose conveners may read it; Nil when it belongs to none
	For           id.ID          // the person it was done for, when that is not who did it
	Detail        map[string]any // ids and plain facts; never secrets
}

// Record writes the entry with the actor of ctx. What the house does by itself has no actor; its cause goes into the
// detail, and so do the guest who is no person here, and the letter through which somebody answered without signing in.
func Record(ctx context.Context, q db.Querier, at time.Time, e Entry) error {
	actor := access.From(ctx)
	detail, err := json.Marshal(withCause(e.Detail, actor))
	if err != nil {
		return fmt.Errorf("recording %s: %w", e.Action, err)
	}
	_, err = q.Exec(ctx, `
		INSERT INTO audit (id, at, collaboratory_id, actor_id, for_person_id, action, object, object_id, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		id.New(), at, orNull(e.Collaboratory), orNull(actor.PersonID), orNull(e.For), e.Action, e.Object,
		orNull(e.ObjectID), detail)
	if err != nil {
		return fmt.Errorf("recording %s: %w", e.Action, err)
	}
	return nil
}

// Forget deletes what was recorded in a practice room; what any other collaboratory did stays for good.
func Forget(ctx context.Context, q db.Querier, rehearsal id.ID) error {
	_, err := q.Exec(ctx, `
		DELETE FROM audit
		WHERE collaboratory_id = $1
		  AND EXISTS (
		    SELECT
		    FROM collaboratory
		    WHERE id = $1
		      AND rehearsal_of IS NOT NULL)`, rehearsal)
	if err != nil {
		return fmt.Errorf("forgetting what was done in a practice room: %w", err)
	}
	return nil
}

func withCause(detail map[string]any, actor access.Actor) map[string]any {
	all := map[string]any{}
	for name, value := range detail {
		all[name] = value
	}
	if actor.Cause() != "" {
		all["cause"] = actor.Cause()
	}
	if actor.Guest != nil {
		all["guest"] = actor.Guest.ID.String()
	}
	if actor.Through != "" {
		all["through"] = actor.Through
	}
	return all
}

func orNull(v id.ID) *id.ID {
	if v == id.Nil {
		return nil
	}
	return &v
}
