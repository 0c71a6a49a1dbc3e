package live

import (
	"hash/maphash"
	"sync"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Hub is where the changes of this copy of the program, and what it hears from the others, meet the streams it serves.
// On a nil Hub the counters still rise, so that others hear, but there is nobody here to tell: for jobs and tests.
type Hub struct {
	db      *db.DB
	options Options
	copy    string // what this copy calls itself, so as not to listen to its own words
	seed    maphash.Seed
	gone    chan struct{} // closed by Shut
	tell    chan struct{} // there are words for the other copies

	mu       sync.Mutex
	shut     bool
	topics   map[Topic]*topic // those that streams of this copy listen to
	shows    map[showKey]*show
	speaking bool // Run is at work
	words    map[Topic]int64
}

// topic is what this copy knows about one that is listened to here.
type topic struct {
	seq     int64 // the counter as last heard; unknown before the first look
	shows   map[*show]struct{}
	streams map[*stream]struct{} // those to whom it is private
}

const unknown = -1

// New makes the hub of this copy. It hears the other copies once Run is at work.
func New(d *db.DB) *Hub { return NewWith(d, Options{}) }

// NewWith is New with other measures.
func NewWith(d *db.DB, o Options) *Hub {
	return &Hub{
		db: d, options: o.filled(), copy: id.New().String(), seed: maphash.MakeSeed(),
		gone: make(chan struct{}), tell: make(chan struct{}, 1),
		topics: map[Topic]*topic{}, shows: map[showKey]*show{}, words: map[Topic]int64{},
	}
}

// Listening is how many streams of this copy hear of the topic.
func (h *Hub) Listening(t Topic) int {
	if h == nil {
		return 0
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	at := h.topics[t]
	if at == nil {
		return 0
	}
	n := len(at.streams)
	for sh := range at.shows {
		n += len(sh.streams)
	}
	return n
}

// Shut ends every stream within a moment and takes no more: for http.Server.RegisterOnShutdown. Browsers come back by
// themselves, to another copy or to the next start.
func (h *Hub) Shut() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.shut {
		return
	}
	h.shut = true
	close(h.gone)
	for _, sh := range h.shows {
		for st := range sh.streams {
			st.hurry()
		}
	}
	for _, at := range h.topics {
		for st := range at.streams {
			st.hurry()
		}
	}
}

// enter takes the stream in: from here on it misses nothing.
func (h *Hub) enter(st *stream) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.shut {
		return restarting()
	}
	if len(st.Topics) > 0 {
		st.show = h.showFor(st.Stream)
		st.show.streams[st] = struct{}{}
	}
	for _, t := range st.Private {
		h.topicAt(t).streams[st] = struct{}{}
	}
	return nil
}

// leave lets the stream go, and with the last one all that was kept for them.
func (h *Hub) leave(st *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range st.Private {
		if at := h.topics[t]; at != nil {
			delete(at.streams, st)
			h.forget(t)
		}
	}
	sh := st.show
	if sh == nil {
		return
	}
	delete(sh.streams, st)
	if len(sh.streams) > 0 {
		return
	}
	delete(h.shows, sh.key)
	for _, t := range sh.topics {
		if at := h.topics[t]; at != nil {
			delete(at.shows, sh)
			h.forget(t)
		}
	}
}

func (h *Hub) topicAt(t Topic) *topic {
	at := h.topics[t]
	if at == nil {
		at = &topic{seq: unknown, shows: map[*show]struct{}{}, streams: map[*stream]struct{}{}}
		h.topics[t] = at
	}
	return at
}

// forget drops a topic that nobody listens to any more.
func (h *Hub) forget(t Topic) {
	if at := h.topics[t]; at != nil && len(at.shows) == 0 && len(at.streams) == 0 {
		delete(h.topics, t)
	}
}

func restarting() error {
	f := fault.Unavailable(nil, "We are starting anew. Please try again in a moment")
	f.Wait = time.Second
	return f
}
