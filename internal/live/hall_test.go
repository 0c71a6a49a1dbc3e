package live_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
)

const patience = 20 * time.Second // how long a test waits for what must come

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// hall is one gathering with its screens, served over a real connection.
type hall struct {
	t       *testing.T
	db      *db.DB
	hub     *live.Hub
	topic   live.Topic // of the gathering
	person  live.Topic // of the one who looks
	server  *httptest.Server
	renders atomic.Int64
	ended   chan error // what each Serve came back with

	mu     sync.Mutex
	board  map[string]string // what the screen shows, by part
	wrong  int               // how many renderings fail from here on
	panics bool
	still  func() error
}

// newHall opens a hall on d with a hub of its own.
func newHall(t *testing.T, d *db.DB, o live.Options) *hall {
	t.Helper()
	if o.Clock == nil {
		o.Clock = clock.At(noon)
	}
	h := &hall{
		t: t, db: d, hub: live.NewWith(d, o), ended: make(chan error, 1000),
		topic: live.Of("gathering", id.New()), person: live.Of("person", id.New()), board: map[string]string{"wall": "Welcome"},
	}
	h.server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(access.With(r.Context(), access.Actor{PersonID: id.New()}))
		h.ended <- h.hub.Serve(w, r, h.stream(r.URL.Query().Get("key")))
	}))
	t.Cleanup(func() { h.hub.Shut(); h.server.Close() })
	return h
}

// openHall is a hall on a database of its own, open.
func openHall(t *testing.T, o live.Options) *hall {
	t.Helper()
	h := newHall(t, dbtest.New(t), o)
	h.server.Start()
	return h
}

func (h *hall) stream(key string) live.Stream {
	return live.Stream{
		Topics: []live.Topic{h.topic}, Key: key, Render: h.render,
		Private: []live.Topic{h.person},
		Still: func(context.Context) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			if h.still == nil {
				return nil
			}
			return h.still()
		},
	}
}

func (h *hall) render(ctx context.Context) ([]live.Part, error) {
	h.renders.Add(1)
	if access.From(ctx).SignedIn() {
		h.t.Error("a shared screen was rendered as somebody")
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.wrong > 0 {
		h.wrong--
		if h.panics {
			panic("no screen today")
		}
		return nil, fault.Unavailable(nil, "Not now")
	}
	var parts []live.Part
	for _, name := range []string{"asks", "wall"} {
		if html, there := h.board[name]; there {
			parts = append(parts, live.Part{Name: name, HTML: []byte(html)})
		}
	}
	return parts, nil
}

// show puts html on the board, and says so in a transaction of this hall’s hub.
func (h *hall) show(name, html string) {
	h.t.Helper()
	h.put(name, html)
	changed(h.t, h.db, h.hub, h.topic)
}

// put changes the board and tells nobody.
func (h *hall) put(name, html string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.board[name] = html
}

// fail lets the next renderings fail, in one of two ways.
func (h *hall) fail(times int, panics bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.wrong, h.panics = times, panics
}

// ask sets what is answered to whether a reader may go on.
func (h *hall) ask(still func() error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.still = still
}

// run lets the hub hear other copies, and waits until it does.
func (h *hall) run(url string) {
	h.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	before := ears(h.t, h.db)
	go func() { done <- h.hub.Run(ctx, url) }()
	h.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Errorf("Run came back with %v", err)
		}
	})
	until(h.t, func() bool { return ears(h.t, h.db) > before })
}

// changed says in a transaction that the topics change.
func changed(t *testing.T, d *db.DB, hub *live.Hub, topics ...live.Topic) {
	t.Helper()
	err := d.InTx(context.Background(), func(_ context.Context, tx *db.Tx) error {
		hub.Changed(tx, topics...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// counter is how often the topic has changed.
func counter(t *testing.T, d *db.DB, topic live.Topic) int {
	t.Helper()
	n, err := db.Value[int](context.Background(), d.Pool(), `SELECT coalesce(sum(seq), 0) FROM live_topic WHERE topic = $1`, string(topic))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// ears is how many copies listen to the others on this database.
func ears(t *testing.T, d *db.DB) int {
	t.Helper()
	n, err := db.Value[int](context.Background(), d.Pool(), `
		SELECT count(*)
		FROM pg_stat_activity
		WHERE datname = current_database()
		  AND application_name = 'collaboratory live'
		  AND query LIKE 'LISTEN%'
		  AND state = 'idle'`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// until asks again and again, a little apart.
func until(t *testing.T, so func() bool) {
	t.Helper()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	late := time.After(patience)
	for !so() {
		select {
		case <-again.C:
		case <-late:
			t.Fatal("it never came to that")
		}
	}
}
