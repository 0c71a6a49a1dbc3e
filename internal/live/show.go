package live

import (
	"context"
	"fmt"
	"hash/maphash"
	"log/slog"
	"slices"
	"time"

	"collaboratory/internal/access"
)

const (
	renderWithin = 10 * time.Second
	// A screen that was just rendered rests four times as long as that took, within these bounds: a hall that pledges all
	// at once is told a few times a second and leaves the machine to the pledges.
	leastRest, mostRest = 10 * time.Millisecond, 300 * time.Millisecond
	// A rendering that failed is tried again after the first of these, then ever later up to the second.
	firstRetry, lastRetry = 100 * time.Millisecond, 2 * time.Second
)

// showKey tells screens apart.
type showKey struct {
	topic Topic
	key   string
}

// show is one screen that is the same for all its streams, rendered once for them.
type show struct {
	key      showKey
	topics   []Topic
	streams  map[*stream]struct{}
	wanted   int     // how often it was said to have changed
	have     int     // up to which of these the frames are true
	painting bool    // a goroutine renders or rests
	frames   []frame // the newest; replaced whole, never written into, so that streams may share it
}

// frame is a part, ready for the wire.
type frame struct {
	Part
	sum  uint64 // of the HTML: equal sums, equal bytes
	wire []byte
}

func (h *Hub) showFor(s Stream) *show {
	key := showKey{topic: s.Topics[0], key: s.Key}
	if sh := h.shows[key]; sh != nil {
		return sh
	}
	sh := &show{key: key, topics: slices.Clone(s.Topics), streams: map[*stream]struct{}{}}
	h.shows[key] = sh
	for _, t := range sh.topics {
		h.topicAt(t).shows[sh] = struct{}{}
	}
	return sh
}

// mark has the screen rendered anew. Under h.mu.
func (h *Hub) mark(sh *show) {
	sh.wanted++
	if !sh.painting {
		sh.painting = true
		go h.paint(sh)
	}
}

// first has a screen rendered that never was.
func (h *Hub) first(sh *show) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if sh.wanted == 0 {
		h.mark(sh)
	}
}

// paint renders the screen until it is as true as was asked for, or nobody looks at it any more. There is never more than
// one for a screen; changes that come meanwhile are rendered together.
func (h *Hub) paint(sh *show) {
	retry := firstRetry
	for {
		st, upTo, seq, more := h.begin(sh)
		if !more {
			return
		}
		began := time.Now()
		parts, err := render(st)
		rest := min(max(4*time.Since(began), leastRest), mostRest)
		if err != nil {
			if retry == firstRetry { // once an outage is enough
				slog.ErrorContext(st.ctx, "a live screen could not be rendered; it is tried again", "topic", sh.key.topic, "key", sh.key.key, "error", err)
			}
			rest, retry = retry, min(2*retry, lastRetry)
		} else {
			retry = firstRetry
			h.finish(sh, upTo, h.frames(sh.frames, parts, seq))
		}
		if !h.rest(rest) {
			return
		}
	}
}

// begin gives a stream whose Render to use, and how far that rendering will be true: it sees every change said so far.
func (h *Hub) begin(sh *show) (st *stream, upTo int, seq int64, more bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for st = range sh.streams {
		break
	}
	if st == nil || sh.have == sh.wanted {
		sh.painting = false
		return nil, 0, 0, false
	}
	for _, t := range sh.topics {
		seq += max(h.topicAt(t).seq, 0)
	}
	return st, sh.wanted, seq, true
}

func (h *Hub) finish(sh *show, upTo int, frames []frame) {
	h.mu.Lock()
	defer h.mu.Unlock()
	sh.have, sh.frames = upTo, frames
	for st := range sh.streams {
		nudge(st.wake)
	}
}

// frames makes the parts ready for the wire, keeping those whose bytes are as before.
func (h *Hub) frames(before []frame, parts []Part, seq int64) []frame {
	all := make([]frame, len(parts))
	for i, p := range parts {
		sum := maphash.Bytes(h.seed, p.HTML)
		old := slices.IndexFunc(before, func(f frame) bool { return f.Name == p.Name && f.sum == sum })
		if old >= 0 {
			all[i] = before[old]
			continue
		}
		all[i] = frame{Part: p, sum: sum, wire: partEvent(p, seq)}
	}
	return all
}

// rest waits a while; false when the hub is shut.
func (h *Hub) rest(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-h.gone:
		return false
	}
}

// render makes the parts for everybody: with the language of the one whose request it is, but as nobody.
func render(st *stream) (parts []Part, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(st.ctx), renderWithin)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return st.Render(asNobody(ctx))
}

func asNobody(ctx context.Context) context.Context { return access.With(ctx, access.Actor{}) }

// Parts is the shared screen as it is now, for a page that is loaded: the same markup that its stream would send. While
// streams show that screen and nothing has changed it costs one look at the counters. The errors are Render’s.
func (h *Hub) Parts(ctx context.Context, s Stream) ([]Part, error) {
	if parts := h.kept(ctx, s); parts != nil {
		return parts, nil
	}
	return s.Render(asNobody(ctx))
}

// kept are the parts that streams show, when they are true; otherwise nil.
func (h *Hub) kept(ctx context.Context, s Stream) []Part {
	if h == nil || len(s.Topics) == 0 {
		return nil
	}
	key := showKey{topic: s.Topics[0], key: s.Key}
	if h.trueFrames(key) == nil {
		return nil
	}
	now, err := counters(ctx, h.db.Pool(), s.Topics)
	if err != nil {
		return nil
	}
	h.hear(now)
	var parts []Part
	for _, f := range h.trueFrames(key) {
		parts = append(parts, f.Part)
	}
	return parts
}

func (h *Hub) trueFrames(key showKey) []frame {
	h.mu.Lock()
	defer h.mu.Unlock()
	if sh := h.shows[key]; sh != nil && sh.have == sh.wanted {
		return sh.frames
	}
	return nil
}
