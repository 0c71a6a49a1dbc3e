package jobs_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/jobs"
)

type greet struct{ Name string }

func (greet) Kind() string { return "test.greet" }

type sweep struct{}

func (sweep) Kind() string { return "test.sweep" }

var evening = time.Date(2026, 3, 3, 18, 0, 0, 0, time.UTC)

type town struct {
	db    *db.DB
	clock *clock.Fixed
	queue *jobs.Queue
	done  []string
}

func open(t *testing.T) *town {
	t.Helper()
	w := &town{db: dbtest.New(t), clock: clock.At(evening)}
	var err error
	if w.queue, err = jobs.NewQueue(w.db, w.clock); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *town) enqueue(t *testing.T, args jobs.Args, opts ...jobs.Opt) {
	t.Helper()
	err := w.db.InTx(t.Context(), func(ctx context.Context, tx *db.Tx) error {
		return w.queue.Enqueue(ctx, tx, args, opts...)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w *town) greets(ctx context.Context, g greet) error {
	w.done = append(w.done, g.Name+" by "+access.From(ctx).Cause())
	return nil
}

func (w *town) expect(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.done, want) {
		t.Errorf("done %q, want %q", w.done, want)
	}
	w.done = nil
}

func TestDrainWorksWhatIsDue(t *testing.T) {
	w := open(t)
	jobs.Add(w.queue, w.greets)
	w.enqueue(t, greet{"later"}, jobs.At(evening.Add(30*24*time.Hour)))
	w.enqueue(t, greet{"now"})
	for day := range 40 {
		w.clock.Set(evening.Add(time.Duration(day) * 24 * time.Hour))
		if err := w.queue.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if day == 29 {
			w.expect(t, "now by test.greet")
		}
	}
	w.expect(t, "later by test.greet")
}

func TestARolledBackJobIsNeverWorked(t *testing.T) {
	w := open(t)
	jobs.Add(w.queue, w.greets)
	undone := errors.New("undone")
	err := w.db.InTx(t.Context(), func(ctx context.Context, tx *db.Tx) error {
		return errors.Join(w.queue.Enqueue(ctx, tx, greet{"nobody"}), undone)
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	if err := w.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.expect(t)
}

func TestAFailedJobRestsAndComesBack(t *testing.T) {
	w := open(t)
	broken := true
	jobs.Add(w.queue, func(ctx context.Context, g greet) error {
		if broken {
			return errors.New("the line is down")
		}
		return w.greets(ctx, g)
	})
	w.enqueue(t, greet{"Ruth"})
	if err := w.queue.Drain(t.Context()); err == nil || !strings.Contains(err.Error(), "the line is down") {
		t.Fatal("Drain must tell what failed:", err)
	}
	broken = false
	if err := w.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.expect(t)
	w.clock.Advance(time.Minute)
	if err := w.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.expect(t, "Ruth by test.greet")
}

func TestAJobIsGivenUp(t *testing.T) {
	w := open(t)
	tries, last := 0, 0
	jobs.Add(w.queue, func(ctx context.Context, g greet) error {
		tries++
		if jobs.LastAttempt(ctx) {
			last++
		}
		if g.Name == "never" {
			return jobs.Never(errors.New("no such house"))
		}
		return errors.New("not now")
	})
	w.enqueue(t, greet{"never"})
	w.enqueue(t, greet{"three times"}, jobs.Attempts(3))
	for range 10 {
		_ = w.queue.Drain(t.Context()) // the failures are counted above
		w.clock.Advance(time.Hour)
	}
	if tries != 1+3 || last != 1 {
		t.Errorf("tried %d times, %d of them the last; want 4 and 1", tries, last)
	}
}

func TestDrainTwiceKillsTheWorkerInBetween(t *testing.T) {
	w := open(t)
	jobs.Add(w.queue, w.greets)
	w.enqueue(t, greet{"Ruth"})
	if err := w.queue.DrainTwice(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.expect(t, "Ruth by test.greet", "Ruth by test.greet")
}

func TestTickKeepsTheRounds(t *testing.T) {
	w := open(t)
	sweeps := 0
	jobs.Add(w.queue, func(context.Context, sweep) error { sweeps++; return nil })
	w.queue.Every(24*time.Hour, sweep{})
	for range 120 * 4 {
		if err := errors.Join(w.queue.Tick(t.Context()), w.queue.Drain(t.Context())); err != nil {
			t.Fatal(err)
		}
		w.clock.Advance(6 * time.Hour)
	}
	if sweeps != 120 {
		t.Errorf("swept %d times in 120 days", sweeps)
	}
}

func TestAKindNobodyWorksIsAnError(t *testing.T) {
	w := open(t)
	w.enqueue(t, greet{"Ruth"})
	if err := w.queue.Drain(t.Context()); err == nil {
		t.Error("a job without a worker must be heard of")
	}
}

func TestAStartedQueueWorksSoonAfterTheCommit(t *testing.T) {
	d := dbtest.New(t)
	q, err := jobs.NewQueue(d, clock.Real{})
	if err != nil {
		t.Fatal(err)
	}
	greeted, swept := make(chan string, 1), make(chan bool, 1)
	jobs.Add(q, func(_ context.Context, g greet) error { greeted <- g.Name; return nil })
	jobs.Add(q, func(context.Context, sweep) error { swept <- true; return nil })
	q.Every(time.Hour, sweep{})
	if err := q.Start(t.Context(), jobs.Options{DirectURL: d.Pool().Config().ConnString()}); err != nil {
		t.Fatal(err)
	}
	<-swept // the round begins with the start
	w := &town{db: d, queue: q}
	began := time.Now()
	w.enqueue(t, greet{"Ruth"})
	if name := <-greeted; name != "Ruth" {
		t.Error(name)
	}
	t.Log("worked after", time.Since(began))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := q.Stop(ctx); err != nil {
		t.Error("Stop must be done within ten seconds:", err)
	}
}
