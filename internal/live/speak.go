package live

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// speak tells the other copies what changed here: many changes in one word, on a connection of its own, never inside a
// verb’s transaction, whose commit would have to queue for it. A word that is lost costs the others one round of looking.
func (h *Hub) speak(ctx context.Context, cfg *pgx.ConnConfig) {
	s := speaker{cfg: cfg}
	defer s.hangUp()
	for {
		select {
		case <-h.tell:
		case <-ctx.Done():
		}
		if !pause(ctx, h.options.Coalesce) {
			break
		}
		s.sayAll(ctx, h.takeWords())
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	s.sayAll(last, h.takeWords())
}

func (h *Hub) setSpeaking(on bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.speaking = on
}

// takeWords gives what is to be said, each word short enough for one NOTIFY.
func (h *Hub) takeWords() []string {
	h.mu.Lock()
	words := h.words
	h.words = map[Topic]int64{}
	h.mu.Unlock()
	var all []string
	var b strings.Builder
	for topic, seq := range words {
		line := "\n" + string(topic) + " " + strconv.FormatInt(seq, 10)
		if b.Len()+len(line) > mostBytes {
			all = append(all, b.String())
			b.Reset()
		}
		if b.Len() == 0 {
			b.WriteString(h.copy)
		}
		b.WriteString(line)
	}
	if b.Len() > 0 {
		all = append(all, b.String())
	}
	return all
}

// speaker is the line that is spoken on, opened with the first word.
type speaker struct {
	cfg  *pgx.ConnConfig
	conn *pgx.Conn
}

func (s *speaker) sayAll(ctx context.Context, words []string) {
	for _, word := range words {
		err := s.say(ctx, word)
		if err != nil { // the line may have died since the last word
			err = s.say(ctx, word)
		}
		if err != nil {
			slog.WarnContext(ctx, "the other copies were not told; they will look by themselves", "error", err)
			return
		}
	}
}

func (s *speaker) say(ctx context.Context, word string) (err error) {
	if s.conn == nil {
		if s.conn, err = connect(ctx, s.cfg); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	if _, err = s.conn.Exec(ctx, `SELECT pg_notify($1, $2)`, channel, word); err != nil {
		s.hangUp()
	}
	return err
}

func (s *speaker) hangUp() {
	if s.conn != nil {
		hangUp(s.conn)
		s.conn = nil
	}
}
