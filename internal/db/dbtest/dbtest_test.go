package dbtest_test

import (
	"context"
	"sync/atomic"
	"testing"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, two := dbtest.New(t), dbtest.New(t)
	if _, err := one.Pool().Exec(ctx, `CREATE TABLE only_here ()`); err != nil {
		t.Fatal(err)
	}
	there, err := db.Value[bool](ctx, two.Pool(), `SELECT to_regclass('only_here') IS NOT NULL`)
	if err != nil || there {
		t.Errorf("the other database has the table: %v, %v", there, err)
	}
	if err := one.Current(ctx); err != nil {
		t.Errorf("a new database is not current: %v", err)
	}
}

func TestTheDatabaseGoesWithItsTest(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	var name string
	t.Run("a test", func(t *testing.T) {
		name = dbtest.New(t).Pool().Config().ConnConfig.Database
	})
	there, err := db.Value[bool](ctx, dbtest.New(t).Pool(), `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name)
	if err != nil || there {
		t.Errorf("%s is still there: %v", name, err)
	}
}

func TestATemplateIsBuiltOnceAndCopied(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	var built atomic.Int32
	well := dbtest.Template{
		Name: "well",
		Hash: t.Name(),
		Build: func(ctx context.Context, d *db.DB) error {
			built.Add(1)
			_, err := d.Pool().Exec(ctx, `CREATE TABLE well AS SELECT 'deep' AS water`)
			return err
		},
	}
	for range 2 {
		d := dbtest.NewFrom(t, well)
		water, err := db.Value[string](ctx, d.Pool(), `SELECT water FROM well`)
		if err != nil || water != "deep" {
			t.Errorf("water %q, %v", water, err)
		}
		if err := d.Current(ctx); err != nil {
			t.Errorf("the template lacks migrations: %v", err)
		}
	}
	if built.Load() > 1 {
		t.Errorf("built %d times", built.Load())
	}
}

func TestTheSourceHasAHash(t *testing.T) {
	t.Parallel()
	if len(dbtest.SourceHash()) != 64 {
		t.Errorf("hash %q", dbtest.SourceHash())
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		dbtest.URL(b)
	}
}
