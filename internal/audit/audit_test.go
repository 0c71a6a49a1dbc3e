package audit_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/id"
)

type row struct {
	ActorID   *id.ID
	ObjectID  *id.ID
	ForPerson *id.ID `db:"for_person_id"`
	Detail    map[string]any
}

func TestRecordKeepsWhoDidIt(t *testing.T) {
	d := dbtest.New(t)
	june, ruth, pledge := id.New(), id.New(), id.New()
	deeds := []struct {
		name  string
		actor access.Actor
		entry audit.Entry
		who   *id.ID
		cause any
	}{
		{"a person for another", access.Actor{PersonID: june},
			audit.Entry{Action: "commitment.made", Object: "commitment", ObjectID: pledge, For: ruth, Detail: map[string]any{"kind": "skill"}}, &june, nil},
		{"the house", access.AsSystem("nightly sweep"),
			audit.Entry{Action: "commitment.lapsed", Object: "commitment", ObjectID: pledge}, nil, "nightly sweep"},
	}
	for _, deed := range deeds {
		t.Run(deed.name, func(t *testing.T) {
			got := record(t, d, access.With(t.Context(), deed.actor), deed.entry)
			if (got.ActorID == nil) != (deed.who == nil) || got.ActorID != nil && *got.ActorID != *deed.who {
				t.Errorf("actor is %v, want %v", got.ActorID, deed.who)
			}
			if *got.ObjectID != pledge || got.Detail["cause"] != deed.cause {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func record(t *testing.T, d *db.DB, ctx context.Context, e audit.Entry) row {
	t.Helper()
	if err := audit.Record(ctx, d.Pool(), time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC), e); err != nil {
		t.Fatal(err)
	}
	got, err := db.One[row](ctx, d.Pool(), `
		SELECT actor_id, object_id, for_person_id, detail
		FROM audit
		WHERE action = $1`, e.Action)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
