package db_test

import (
	"context"
	"errors"
	"testing"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
)

func TestManyMigrateAtOnce(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), dbtest.URL(t)
	d, err := db.Open(ctx, url, db.Options{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	exec(t, d, `DROP SCHEMA public CASCADE`)
	exec(t, d, `CREATE SCHEMA public`)
	if err := d.Current(ctx); !errors.Is(err, db.ErrBehind) {
		t.Fatalf("an empty database is %v", err)
	}

	done := make(chan error)
	for range 3 {
		go func() { done <- db.Migrate(ctx, url) }()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if err := d.Current(ctx); err != nil {
		t.Errorf("a migrated database is %v", err)
	}
	exec(t, d, `DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`)
	if err := d.Current(ctx); !errors.Is(err, db.ErrBehind) {
		t.Errorf("a database one step behind is %v", err)
	}
}

func TestADatabaseAheadOfTheProgramIsFine(t *testing.T) {
	t.Parallel()
	ctx, d := context.Background(), dbtest.New(t)
	exec(t, d, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)`)
	if err := d.Current(ctx); err != nil {
		t.Errorf("Current says %v", err)
	}
	if db.SchemaVersion() < 1 {
		t.Errorf("schema version %d", db.SchemaVersion())
	}
}
