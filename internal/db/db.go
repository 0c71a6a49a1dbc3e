package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"collaboratory/internal/id"
)

// Querier asks Postgres: a pool outside a transaction, a Tx inside one.
type Querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

var (
	_ Querier = (*pgxpool.Pool)(nil)
	_ Querier = (*Tx)(nil)
)

// Options bounds the pool. Zero values mean the defaults below.
type Options struct {
	// MaxConns is the most connections this process holds; 10 by default.
	MaxConns int32
	// MinConns is how many stay open while nobody asks, so that the first
	// visitor of the morning does not wait for one; 2 by default.
	MinConns int32
	// Name is shown by Postgres in pg_stat_activity; "collaboratory" by default.
	Name string
}

// DB is the pool of connections of this process.
type DB struct {
	pool *pgxpool.Pool
}

// Open connects to the Postgres at url and asks it once whether it is there.
// How queries are executed is left to the url, so that
// default_query_exec_mode=exec works behind a transaction pooler.
// An unreadable url is a plain error, a Postgres out of reach fault.Unavailable.
func Open(ctx context.Context, url string, opts Options) (*DB, error) {
	cfg, err := poolConfig(url, opts)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	d := &DB{pool: pool}
	if err := d.Ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return d, nil
}

// Pool is the pool itself, for reads outside a transaction and for libraries
// that want one.
func (d *DB) Pool() *pgxpool.Pool { return d.pool }

// Close waits for the connections in use and closes all.
func (d *DB) Close() { d.pool.Close() }

// Ping asks whether Postgres answers; if not, fault.Unavailable.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.pool.Ping(ctx); err != nil {
		return unavailable(err)
	}
	return nil
}

func poolConfig(url string, opts Options) (*pgxpool.Config, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("reading the database url: %w", err)
	}
	cfg.MaxConns = positive(opts.MaxConns, 10)
	cfg.MinConns = min(positive(opts.MinConns, 2), cfg.MaxConns)
	cfg.MaxConnIdleTime = 10 * time.Minute
	cfg.MaxConnLifetime = time.Hour
	cfg.MaxConnLifetimeJitter = 10 * time.Minute
	cfg.ConnConfig.Tracer = tracer{}
	if cfg.ConnConfig.ConnectTimeout == 0 {
		cfg.ConnConfig.ConnectTimeout = 5 * time.Second
	}
	name := opts.Name
	if name == "" {
		name = "collaboratory"
	}
	cfg.ConnConfig.RuntimeParams["application_name"] = name
	cfg.ConnConfig.RuntimeParams["timezone"] = "UTC"
	cfg.AfterConnect = learnTypes
	return cfg, nil
}

// learnTypes makes every instant read from Postgres carry UTC, whatever zone the
// machine stands in: only i18n and the gathering's own zone turn it local. And
// it says what an id is to those modes (behind a transaction pooler) in which
// Postgres is not asked first.
func learnTypes(_ context.Context, conn *pgx.Conn) error {
	types := conn.TypeMap()
	types.RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	types.RegisterDefaultPgType(id.ID{}, "uuid")
	types.RegisterDefaultPgType([]id.ID{}, "_uuid")
	return nil
}

func positive(n, otherwise int32) int32 {
	if n > 0 {
		return n
	}
	return otherwise
}
