package db_test

import (
	"context"
	"testing"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/id"
)

func TestIDsGoInAndOut(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), dbtest.URL(t)
	// "exec" is how we ask through a transaction pooler.
	for _, mode := range []string{"cache_statement", "exec"} {
		d, err := db.Open(ctx, url+"&default_query_exec_mode="+mode, db.Options{MaxConns: 1})
		if err != nil {
			t.Fatal(err)
		}
		idsGoInAndOut(t, d.Pool())
		d.Close()
	}
}

func idsGoInAndOut(t *testing.T, q db.Querier) {
	t.Helper()
	ctx := context.Background()
	type row struct {
		ID   id.ID
		Some *id.ID
		None *id.ID
		All  []id.ID
	}
	a, b := id.New(), id.New()
	got, err := db.One[row](ctx, q, `
		SELECT $1::uuid AS id, $2::uuid AS some, $3::uuid AS none, $4::uuid[] AS all
		WHERE $1 = ANY($4)`, a, &b, (*id.ID)(nil), []id.ID{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != a || got.Some == nil || *got.Some != b || got.None != nil || len(got.All) != 2 || got.All[1] != b {
		t.Errorf("got %+v", got)
	}
	if v, err := db.Value[id.ID](ctx, q, `SELECT $1::uuid`, a); err != nil || v != a {
		t.Errorf("got %v, %v", v, err)
	}
	if all, err := db.All[id.ID](ctx, q, `SELECT unnest($1::uuid[])`, []id.ID{a, b}); err != nil || len(all) != 2 {
		t.Errorf("got %v, %v", all, err)
	}
}
