package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"collaboratory/migrations"
)

// migrationLock is the advisory lock that one migrating process holds at a time.
const migrationLock int64 = 0x636f6c6c61626f72

// ErrBehind says that the database lacks migrations this program needs.
var ErrBehind = errors.New("the database is behind this program: run collaboratory migrate")

// Migrate brings the database at url up to this program: our own migrations,
// then those of the job queue. Others who migrate meanwhile wait their turn.
// It changes nothing when nothing is missing or the database is already ahead.
// The url must lead to Postgres itself, not to a transaction pooler.
func Migrate(ctx context.Context, url string) error {
	d, err := Open(ctx, url, Options{MaxConns: 3, MinConns: 1, Name: "collaboratory migrate"})
	if err != nil {
		return err
	}
	defer d.Close()
	err = d.Current(ctx)
	if !errors.Is(err, ErrBehind) {
		return err
	}
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return unreachable(ctx, err)
	}
	defer conn.Release()
	return underLock(ctx, conn.Conn(), func() error { return migrateUp(ctx, d.pool) })
}

// Current is nil when the database has all that this program needs, ErrBehind
// when it has not, and fault.Unavailable when it cannot be asked.
func (d *DB) Current(ctx context.Context) error {
	has, err := Value[bool](ctx, d.pool, `
		SELECT to_regclass('goose_db_version') IS NOT NULL
		   AND to_regclass('river_migration') IS NOT NULL`)
	if err != nil {
		return err
	}
	if !has {
		return ErrBehind
	}
	ours, queue, err := d.versions(ctx)
	if err != nil {
		return err
	}
	needed, err := queueVersion(d.pool)
	if err != nil {
		return err
	}
	if ours < SchemaVersion() || queue < needed {
		return ErrBehind
	}
	return nil
}

// SchemaVersion is the number of the newest migration this program brings.
func SchemaVersion() int64 {
	names, _ := fs.Glob(migrations.FS, "*.sql")
	var newest int64
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			newest = max(newest, n)
		}
	}
	return newest
}

func (d *DB) versions(ctx context.Context) (ours, queue int64, err error) {
	err = d.pool.QueryRow(ctx, `
		SELECT (SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied),
		       (SELECT coalesce(max(version), 0) FROM river_migration WHERE line = 'main')`).
		Scan(&ours, &queue)
	return ours, queue, outage(err)
}

func migrateUp(ctx context.Context, pool *pgxpool.Pool) error {
	sqlDB := stdlib.OpenDBFromPool(pool)
	defer sqlDB.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, sqlDB, migrations.FS)
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrating: %w", err)
	}
	queue, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return fmt.Errorf("reading the job queue's migrations: %w", err)
	}
	if _, err := queue.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrating the job queue: %w", err)
	}
	return nil
}

func queueVersion(pool *pgxpool.Pool) (int64, error) {
	queue, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return 0, fmt.Errorf("reading the job queue's migrations: %w", err)
	}
	all := queue.AllVersions()
	return int64(all[len(all)-1].Version), nil
}

// underLock asks again and again instead of waiting inside Postgres: a waiting
// statement would hold back CREATE INDEX CONCURRENTLY in the one that migrates.
func underLock(ctx context.Context, conn *pgx.Conn, do func() error) error {
	for {
		var mine bool
		if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1)`, migrationLock).Scan(&mine); err != nil {
			return outage(err)
		}
		if mine {
			break
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	defer func() {
		_, _ = conn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, migrationLock)
	}()
	return do()
}
