package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	channel       = "collaboratory_live"
	connectWithin = 5 * time.Second
	pingLine      = 30 * time.Second // a silent line may be a dead one
	spreadOver    = time.Second      // when everything counts as changed, private streams are woken one by one
	mostBytes     = 7900             // a NOTIFY takes less than 8000
)

// Run hears and tells the other copies until ctx ends: it listens on one connection of its own, speaks on another, and
// looks at the counters. A Postgres that goes away is waited for. An empty url means the one the pool uses; direct must
// lead to Postgres without a transaction pooler between. Only an unreadable url is an error.
func (h *Hub) Run(ctx context.Context, directURL string) error {
	if h == nil {
		<-ctx.Done()
		return nil
	}
	cfg, err := h.lineConfig(directURL)
	if err != nil {
		return err
	}
	h.setSpeaking(true)
	defer h.setSpeaking(false)
	var beside sync.WaitGroup
	beside.Go(func() { h.lookRound(ctx) })
	beside.Go(func() { h.speak(ctx, cfg) })
	beside.Go(func() { h.listen(ctx, cfg, &beside) })
	beside.Wait()
	return nil
}

func (h *Hub) lineConfig(url string) (*pgx.ConnConfig, error) {
	cfg := h.db.Pool().Config().ConnConfig
	if url != "" {
		var err error
		if cfg, err = pgx.ParseConfig(url); err != nil {
			return nil, errors.New("reading the direct database url: it is not one")
		}
	}
	cfg.RuntimeParams["application_name"] = "collaboratory live"
	return cfg, nil
}

// listen keeps the ear open.
func (h *Hub) listen(ctx context.Context, cfg *pgx.ConnConfig, beside *sync.WaitGroup) {
	for {
		heard, err := h.listenOnce(ctx, cfg, beside)
		if ctx.Err() != nil {
			return
		}
		if heard { // once an outage is enough
			slog.WarnContext(ctx, "the line to the other copies broke; it is being opened again", "error", err)
		}
		pause(ctx, h.options.Retry)
	}
}

// listenOnce listens until the connection ends. Nobody knows what was said before it began, so everything counts as
// changed then.
func (h *Hub) listenOnce(ctx context.Context, cfg *pgx.ConnConfig, beside *sync.WaitGroup) (heard bool, err error) {
	conn, err := connect(ctx, cfg)
	if err != nil {
		return false, err
	}
	defer hangUp(conn)
	if _, err := conn.Exec(ctx, `LISTEN `+channel); err != nil {
		return false, err
	}
	beside.Go(func() { h.everythingChanged(ctx) })
	for {
		word, err := nextWord(ctx, conn)
		if err != nil {
			return true, err
		}
		if word != "" {
			h.hear(h.understand(word))
		}
	}
}

// nextWord waits for what another copy says; empty when none did for long and the line was found alive.
func nextWord(ctx context.Context, conn *pgx.Conn) (string, error) {
	waiting, cancel := context.WithTimeout(ctx, pingLine)
	defer cancel()
	said, err := conn.WaitForNotification(waiting)
	if err == nil {
		return said.Payload, nil
	}
	if waiting.Err() == nil || ctx.Err() != nil {
		return "", err
	}
	asking, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	return "", conn.Ping(asking)
}

// everythingChanged has every screen rendered anew and every reader asked again: screens at once, since there are few,
// readers little by little.
func (h *Hub) everythingChanged(ctx context.Context) {
	_ = h.lookAll(ctx) // the next round looks again
	h.mu.Lock()
	var readers []*stream
	for _, at := range h.topics {
		for st := range at.streams {
			readers = append(readers, st)
		}
	}
	for _, sh := range h.shows {
		h.mark(sh)
	}
	h.mu.Unlock()
	for i, st := range readers {
		h.mu.Lock()
		st.private = true
		h.mu.Unlock()
		nudge(st.wake)
		if i%16 == 15 && !pause(ctx, 16*spreadOver/time.Duration(len(readers))) {
			return
		}
	}
}

// lookRound looks at the counters again and again: what no word told is found here.
func (h *Hub) lookRound(ctx context.Context) {
	for pause(ctx, h.options.Check) {
		if err := h.lookAll(ctx); err != nil && ctx.Err() == nil {
			slog.DebugContext(ctx, "the counters could not be looked at", "error", err)
		}
	}
}

// lookAll compares every counter that is listened to here with what was last heard.
func (h *Hub) lookAll(ctx context.Context) error {
	h.mu.Lock()
	topics := make([]Topic, 0, len(h.topics))
	for t := range h.topics {
		topics = append(topics, t)
	}
	h.mu.Unlock()
	if len(topics) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	now, err := counters(ctx, h.db.Pool(), topics)
	if err != nil {
		return err
	}
	h.hear(now)
	return nil
}

// understand reads what a copy said; its own words and what it cannot read say nothing.
func (h *Hub) understand(word string) []count {
	lines := strings.Split(word, "\n")
	if lines[0] == h.copy {
		return nil
	}
	var all []count
	for _, line := range lines[1:] {
		topic, number, _ := strings.Cut(line, " ")
		if seq, err := strconv.ParseInt(number, 10, 64); err == nil {
			all = append(all, count{Topic: Topic(topic), Seq: seq})
		}
	}
	return all
}

func connect(ctx context.Context, cfg *pgx.ConnConfig) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("opening a line: %w", err)
	}
	return conn, nil
}

func hangUp(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx)
}

// pause waits a while; false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
