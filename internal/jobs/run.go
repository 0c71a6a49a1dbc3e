package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
)

// Options say how a started queue works.
type Options struct {
	// DirectURL leads to Postgres without a transaction pooler between, for listening; empty: the pool itself does.
	DirectURL string
	// Workers is how many jobs run at once; 10 by default.
	Workers int
}

const (
	jobTimeout  = time.Minute
	softStop    = 7 * time.Second // then jobs are told to end, so that Stop keeps within ten
	poll        = time.Second     // when no notification came through
	cooldown    = 20 * time.Millisecond
	rescueAfter = 5 * time.Minute // a job whose program was killed is worked again after this
)

// running is what Start began.
type running struct {
	client *river.Client[pgx.Tx]
	direct *pgxpool.Pool // nil when the pool itself listens
	woken  chan struct{}
	cancel context.CancelFunc
	spoken chan struct{} // closed when the speaker has ended
}

// Start works jobs until Stop. Ctx bounds only the beginning.
func (q *Queue) Start(ctx context.Context, o Options) error {
	r := &running{woken: make(chan struct{}, 1), spoken: make(chan struct{})}
	driver := workDriver{Driver: riverpgxv5.New(q.db.Pool())}
	driver.listen = driver.Driver
	if o.DirectURL != "" {
		var err error
		if r.direct, err = listeningPool(ctx, o.DirectURL); err != nil {
			return err
		}
		driver.listen = riverpgxv5.New(r.direct)
	}
	var err error
	if r.client, err = river.NewClient(driver, q.config(o)); err != nil {
		return fmt.Errorf("opening the job queue: %w", err)
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r.cancel = cancel
	if err := r.client.Start(background); err != nil {
		cancel()
		return fmt.Errorf("starting the job queue: %w", err)
	}
	go q.speak(background, r)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running = r
	return nil
}

// Stop takes no further job and waits for those at work; after seven seconds they are told to end. Jobs cut short are
// worked again later.
func (q *Queue) Stop(ctx context.Context) error {
	q.mu.Lock()
	r := q.running
	q.running = nil
	q.mu.Unlock()
	if r == nil {
		return nil
	}
	err := r.client.Stop(ctx)
	r.cancel()
	<-r.spoken
	if r.direct != nil {
		r.direct.Close()
	}
	return err
}

func (q *Queue) config(o Options) *river.Config {
	workers := river.NewWorkers()
	for _, w := range q.workers {
		w.add(workers)
	}
	most := o.Workers
	if most <= 0 {
		most = 10
	}
	return &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: most}},
		Workers:              workers,
		PeriodicJobs:         q.periodic(),
		ErrorHandler:         spoken{},
		RetryPolicy:          policy{clock: q.clock},
		MaxAttempts:          maxAttempts,
		FetchCooldown:        cooldown,
		FetchPollInterval:    poll,
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		SoftStopTimeout:      softStop,
		Logger:               slog.New(onlyErrors{slog.Default().Handler()}),
	}
}

func (q *Queue) periodic() []*river.PeriodicJob {
	var all []*river.PeriodicJob
	for _, r := range q.rounds {
		all = append(all, river.NewPeriodicJob(river.PeriodicInterval(r.every),
			func() (river.JobArgs, *river.InsertOpts) { return r.args, &river.InsertOpts{UniqueOpts: oneWaiting} },
			&river.PeriodicJobOpts{RunOnStart: true}))
	}
	return all
}

// oneWaiting keeps a round from piling up behind itself.
var oneWaiting = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}}

func listeningPool(ctx context.Context, url string) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("reading the direct database url: it is not one")
	}
	cfg.MaxConns, cfg.MinConns = 1, 0
	cfg.ConnConfig.RuntimeParams["application_name"] = "collaboratory jobs"
	return pgxpool.NewWithConfig(ctx, cfg)
}

// wake tells all copies that there is work. It never waits: one word said for many jobs is enough, and a word that is
// lost costs a second until the next poll.
func (q *Queue) wake() {
	q.mu.Lock()
	r := q.running
	q.mu.Unlock()
	if r == nil {
		return
	}
	select {
	case r.woken <- struct{}{}:
	default:
	}
}

func (q *Queue) speak(ctx context.Context, r *running) {
	defer close(r.spoken)
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.woken:
			if _, err := q.db.Pool().Exec(ctx, wakeSQL); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "workers were not told of a job; they will look by themselves", "error", err)
			}
		}
	}
}

// bridge lets river run what Add was given.
type bridge[T Args] struct {
	river.WorkerDefaults[T]
	work func(ctx context.Context, args T) error
}

func (b *bridge[T]) Work(ctx context.Context, job *river.Job[T]) error {
	ctx = access.With(ctx, access.AsSystem(job.Kind))
	ctx = context.WithValue(ctx, lastKey{}, job.Attempt >= job.MaxAttempts)
	err := b.work(ctx, job.Args)
	if isNever(err) {
		return river.JobCancel(err)
	}
	return err
}

// policy lets a failed job rest.
type policy struct{ clock clock.Clock }

func (p policy) NextRetry(job *rivertype.JobRow) time.Time {
	return p.clock.Now().Add(retryAfter(job.Attempt))
}

// spoken logs what went wrong, without the args: they may name people.
type spoken struct{}

func (spoken) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "error", err)
	return nil
}

func (spoken) HandlePanic(ctx context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "job panicked", "kind", job.Kind, "job", job.ID, "panic", fmt.Sprint(panicked), "trace", trace)
	return nil
}

// onlyErrors keeps river's own chatter out of the log.
type onlyErrors struct{ slog.Handler }

func (o onlyErrors) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelError
}

// quietDriver inserts without pg_notify: the queue speaks after the commit instead.
type quietDriver struct{ *riverpgxv5.Driver }

func (quietDriver) SupportsListenNotify() bool { return false }
func (quietDriver) SupportsListener() bool     { return false }

// workDriver listens on a connection of its own when there is a pooler in front of the pool.
type workDriver struct {
	*riverpgxv5.Driver
	listen *riverpgxv5.Driver
}

func (d workDriver) GetListener(p *riverdriver.GetListenenerParams) riverdriver.Listener {
	return d.listen.GetListener(p)
}
