package live_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
)

func TestATopicIsCountedOnceATransaction(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	a, b := live.Of("gathering", id.New()), live.Of("person", id.New())
	for _, hub := range []*live.Hub{live.New(d), nil} {
		before := counter(t, d, a)
		err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
			hub.Changed(tx, a)
			hub.Changed(tx)
			return d.InTx(ctx, func(_ context.Context, tx *db.Tx) error { // joins
				hub.Changed(tx, b, a)
				return nil
			})
		})
		if err != nil || counter(t, d, a) != before+1 || counter(t, d, b) != before+1 {
			t.Errorf("%v: %d and %d, one more than %d wanted", err, counter(t, d, a), counter(t, d, b), before)
		}
	}
}

func TestWhatALaterHookSaysIsCountedToo(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	hub, a, b := live.New(d), live.Of("gathering", id.New()), live.Of("person", id.New())
	err := d.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
		hub.Changed(tx, a)
		tx.BeforeCommit(func(context.Context) error { hub.Changed(tx, b); return nil })
		return nil
	})
	if err != nil || counter(t, d, a) != 1 || counter(t, d, b) != 1 {
		t.Errorf("%v: %d and %d", err, counter(t, d, a), counter(t, d, b))
	}
}

func TestATransactionTriedAgainCountsOnce(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	hub, a, tries := live.New(d), live.Of("gathering", id.New()), 0
	err := d.InTx(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		tries++
		hub.Changed(tx, a)
		if tries < 3 {
			tx.BeforeCommit(func(ctx context.Context) error {
				_, err := tx.Exec(ctx, `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$`)
				return err
			})
		}
		return nil
	})
	if err != nil || tries != 3 || counter(t, d, a) != 1 {
		t.Errorf("%v after %d tries: %d", err, tries, counter(t, d, a))
	}
}

func TestWhatWasUndoneIsNotHeard(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	b := h.open("")
	b.wants("wall", "Welcome")
	errNo := errors.New("no")
	h.put("wall", "Never said")
	err := h.db.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
		h.hub.Changed(tx, h.topic, h.person)
		tx.BeforeCommit(func(context.Context) error { return errNo })
		return nil
	})
	if !errors.Is(err, errNo) || counter(t, h.db, h.topic) != 0 {
		t.Errorf("%v: %d", err, counter(t, h.db, h.topic))
	}
	h.show("wall", "Said")
	b.wants("wall", "Said")
	if n := h.renders.Load(); n != 2 {
		t.Errorf("rendered %d times", n)
	}
}

// TestTheCounterPutsCommitsInOrder holds one transaction just before its commit: the second may not pass it.
func TestTheCounterPutsCommitsInOrder(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	hub, a := live.New(d), live.Of("gathering", id.New())
	counted, release := make(chan struct{}), make(chan struct{})
	order := make(chan string, 2)
	var both sync.WaitGroup
	both.Go(func() {
		_ = d.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
			hub.Changed(tx, a)
			tx.BeforeCommit(func(context.Context) error {
				close(counted)
				<-release
				order <- "first"
				return nil
			})
			return nil
		})
	})
	<-counted
	both.Go(func() {
		_ = d.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
			hub.Changed(tx, a)
			tx.AfterCommit(func() { order <- "second" })
			return nil
		})
	})
	until(t, func() bool { return waiting(t, d) })
	close(release)
	both.Wait()
	if first := <-order; first != "first" || counter(t, d, a) != 2 {
		t.Errorf("%s came first, counter %d", first, counter(t, d, a))
	}
}

// waiting tells whether a transaction waits for another.
func waiting(t *testing.T, d *db.DB) bool {
	t.Helper()
	n, err := db.Value[int](context.Background(), d.Pool(), `
		SELECT count(*)
		FROM pg_stat_activity
		WHERE datname = current_database()
		  AND wait_event_type = 'Lock'`)
	if err != nil {
		t.Fatal(err)
	}
	return n > 0
}

func TestNoTwoVerbsWaitForEachOtherInARing(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	hub, a, b := live.New(d), live.Of("gathering", id.New()), live.Of("person", id.New())
	const times = 60
	var tries [2]int
	var both sync.WaitGroup
	for i, topics := range [][]live.Topic{{a, b}, {b, a}} {
		both.Go(func() {
			for range times {
				_ = d.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
					tries[i]++
					hub.Changed(tx, topics...)
					return nil
				})
			}
		})
	}
	both.Wait()
	if tries != [2]int{times, times} || counter(t, d, a) != 2*times || counter(t, d, b) != 2*times {
		t.Errorf("%v tries, counters %d and %d", tries, counter(t, d, a), counter(t, d, b))
	}
}
