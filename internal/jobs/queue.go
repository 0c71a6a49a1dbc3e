package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
)

// Args are what a job is to do: a small struct of ids that travels as JSON, and its Kind, a name that never changes.
type Args = river.JobArgs

// maxAttempts with retryAfter gives a job about fifteen hours before it is given up.
const maxAttempts = 12

// Queue takes jobs and, once started, works them.
type Queue struct {
	db      *db.DB
	clock   clock.Clock
	insert  *river.Client[pgx.Tx]
	workers map[string]worker
	rounds  []round

	mu      sync.Mutex
	running *running // nil until Start
}

// worker is one kind of job as Drain and river both run it.
type worker struct {
	run func(ctx context.Context, args []byte) error
	add func(*river.Workers)
}

// round is a job that comes again every so often.
type round struct {
	every time.Duration
	args  Args
	last  time.Time // of Tick
}

// NewQueue takes jobs; it works none before Start.
func NewQueue(d *db.DB, c clock.Clock) (*Queue, error) {
	q := &Queue{db: d, clock: c, workers: map[string]worker{}}
	var err error
	q.insert, err = river.NewClient(quietDriver{riverpgxv5.New(d.Pool())}, &river.Config{
		Hooks:       []rivertype.Hook{&onTime{clock: c}},
		Logger:      slog.New(slog.NewTextHandler(io.Discard, nil)),
		MaxAttempts: maxAttempts,
	})
	if err != nil {
		return nil, fmt.Errorf("opening the job queue: %w", err)
	}
	return q, nil
}

// Add says what to do with jobs of the kind of T. It must be called before Start and Drain; twice for a kind is a slip
// of the pen and panics.
func Add[T Args](q *Queue, work func(ctx context.Context, args T) error) {
	var none T
	kind := none.Kind()
	if _, taken := q.workers[kind]; taken {
		panic("jobs: two workers for " + kind)
	}
	q.workers[kind] = worker{
		run: func(ctx context.Context, raw []byte) error {
			var args T
			if err := json.Unmarshal(raw, &args); err != nil {
				return Never(fmt.Errorf("reading the job %s: %w", kind, err))
			}
			return work(access.With(ctx, access.AsSystem(kind)), args)
		},
		add: func(w *river.Workers) { river.AddWorker(w, &bridge[T]{work: work}) },
	}
}

// Every enqueues args once at the start and then again each d.
func (q *Queue) Every(d time.Duration, args Args) {
	q.rounds = append(q.rounds, round{every: d, args: args})
}

// Opt changes how one job is kept.
type Opt func(*river.InsertOpts)

// At holds the job back until t.
func At(t time.Time) Opt { return func(o *river.InsertOpts) { o.ScheduledAt = t } }

// Attempts gives the job up after n tries, instead of after some fifteen hours.
func Attempts(n int) Opt { return func(o *river.InsertOpts) { o.MaxAttempts = n } }

// Enqueue keeps the job in the transaction that caused it: it is worked soon after the commit, and never without it.
func (q *Queue) Enqueue(ctx context.Context, tx *db.Tx, args Args, opts ...Opt) error {
	var o river.InsertOpts
	for _, opt := range opts {
		opt(&o)
	}
	if _, err := q.insert.InsertTx(ctx, tx.Tx, args, &o); err != nil {
		return fmt.Errorf("enqueueing %s: %w", args.Kind(), err)
	}
	q.speakAfter(tx)
	return nil
}

// speakAfter wakes the workers once the transaction is kept, once for all its jobs. A notification inside the
// transaction would make every commit wait for the one before.
func (q *Queue) speakAfter(tx *db.Tx) {
	if tx.Kept(q) != nil {
		return
	}
	tx.Keep(q, true)
	tx.AfterCommit(q.wake)
}

// Never says that trying again would not help: the job is given up at once.
func Never(err error) error { return &never{err} }

type never struct{ error }

func (n *never) Unwrap() error { return n.error }

func isNever(err error) bool {
	var n *never
	return errors.As(err, &n)
}

type lastKey struct{}

// LastAttempt tells a worker that the job will not be tried again if it fails now.
func LastAttempt(ctx context.Context) bool {
	last, _ := ctx.Value(lastKey{}).(bool)
	return last
}

// retryAfter is how long a failed job rests: 1 s, 16 s, 81 s … at most six hours.
func retryAfter(attempt int) time.Duration {
	rest := time.Duration(attempt*attempt*attempt*attempt) * time.Second
	return min(rest, 6*time.Hour)
}

// onTime lets the house's clock say when a job is due, instead of Postgres.
type onTime struct {
	river.HookDefaults
	clock clock.Clock
}

func (o *onTime) InsertBegin(_ context.Context, p *rivertype.JobInsertParams) error {
	now := o.clock.Now()
	if p.CreatedAt == nil {
		p.CreatedAt = &now
	}
	if p.ScheduledAt == nil {
		p.ScheduledAt = &now
	}
	if p.State == rivertype.JobStateScheduled && !p.ScheduledAt.After(now) {
		p.State = rivertype.JobStateAvailable
	}
	return nil
}
