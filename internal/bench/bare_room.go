package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed bare_room.sql
var barePledgeSQL string

// bareHub is one LISTEN connection and a channel for each stream: what a live page costs when nothing is around it.
type bareHub struct {
	mu    sync.Mutex
	rooms map[string]map[chan []byte]bool
}

// pledgeInRoom stores a promise and says so to all who listen.
func (b *bare) pledgeInRoom(w http.ResponseWriter, r *http.Request) {
	who, err := b.session(r)
	if err == nil {
		err = b.store(r.Context(), who, r.PathValue("turn"), r.FormValue("promise"), r.FormValue("key"))
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, "/rooms/"+r.PathValue("turn"), http.StatusSeeOther)
}

func (b *bare) store(ctx context.Context, who sessionRow, turn, promise, key string) error {
	_, err := b.pool.Exec(ctx, barePledgeSQL, who.ClubID, turn, who.PersonID, promise, key)
	if err == nil {
		_, err = b.pool.Exec(ctx, `SELECT pg_notify('bare_room', $1)`, turn)
	}
	return err
}

// listen hears what was stored and sends one rendering to everybody in that room.
func (b *bare) listen(ctx context.Context) {
	conn, err := pgx.Connect(ctx, b.pool.Config().ConnString())
	if err != nil {
		return
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, `LISTEN bare_room`); err != nil {
		return
	}
	for {
		heard, err := conn.WaitForNotification(ctx)
		if err != nil {
			return
		}
		picture, err := b.picture(ctx, heard.Payload)
		if err != nil {
			continue
		}
		b.hub.mu.Lock()
		for screen := range b.hub.rooms[heard.Payload] {
			select {
			case screen <- picture:
			default: // a slow one misses this picture and has the next
			}
		}
		b.hub.mu.Unlock()
	}
}

// picture is the newest promises of a turn as one event.
func (b *bare) picture(ctx context.Context, turn string) ([]byte, error) {
	rows, err := b.pool.Query(ctx, `
		SELECT o.name, c.promise, c.due
		FROM commitment c
		JOIN person o ON o.id = c.giver_person_id
		WHERE c.collaboratory_id = bench_id('club', 7, 0) AND c.presentation_id = $1
		ORDER BY c.created_at DESC
		LIMIT 20`, turn)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var v bareView
	for rows.Next() {
		var p barePromise
		var due time.Time
		if err := rows.Scan(&p.Giver, &p.Promise, &due); err != nil {
			return nil, err
		}
		p.Due = due.Format(time.DateOnly)
		v.Promises = append(v.Promises, p)
	}
	var buf bytes.Buffer
	if err := bareRoom(v).Render(ctx, &buf); err != nil {
		return nil, err
	}
	return []byte("event: room\ndata: " + strings.ReplaceAll(buf.String(), "\n", "\ndata: ") + "\n\n"), rows.Err()
}

// watchRoom is one stream.
func (b *bare) watchRoom(w http.ResponseWriter, r *http.Request) {
	if _, err := b.session(r); err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	turn, screen := r.PathValue("turn"), make(chan []byte, 4)
	b.hub.join(turn, screen)
	defer b.hub.leave(turn, screen)
	w.Header().Set("Content-Type", "text/event-stream")
	line := http.NewResponseController(w)
	picture, err := b.picture(r.Context(), turn)
	for err == nil {
		_ = line.SetWriteDeadline(time.Now().Add(10 * time.Second))
		if _, err = w.Write(picture); err != nil {
			return
		}
		if err = line.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case picture = <-screen:
		}
	}
	fmt.Fprintln(w, err)
}

func (h *bareHub) join(turn string, screen chan []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rooms == nil {
		h.rooms = map[string]map[chan []byte]bool{}
	}
	if h.rooms[turn] == nil {
		h.rooms[turn] = map[chan []byte]bool{}
	}
	h.rooms[turn][screen] = true
}

func (h *bareHub) leave(turn string, screen chan []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.rooms[turn], screen)
}
