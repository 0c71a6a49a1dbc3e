package live

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"collaboratory/internal/fault"
)

// stillWithin bounds one asking whether a reader may go on.
const stillWithin = 5 * time.Second

// errOver ends a stream from within.
var errOver = errors.New("the stream is over")

// stream is one browser at the other end of Serve. Beside the handler’s goroutine it has none, and it keeps no bytes of
// its own: what is sent is shared.
type stream struct {
	Stream
	ctx  context.Context
	w    http.ResponseWriter
	rc   *http.ResponseController
	show *show         // nil without Topics
	wake chan struct{} // something is to be looked at
	sent []sent

	private bool // under the hub’s mu: Still is to be asked again
}

// sent is what this browser shows in one part.
type sent struct {
	name string
	sum  uint64
}

// Serve tells one browser what changes until it goes away, may not go on, or the hub is shut. Before the first byte it
// may answer fault.Unavailable, when Postgres is out of reach or the hub is shut; afterwards it has nothing to say and
// returns nil. It must stand outside anything that compresses or buffers.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, s Stream) error {
	st := &stream{Stream: s, ctx: r.Context(), w: w, rc: http.NewResponseController(w), wake: make(chan struct{}, 1)}
	st.Again = s.Again || r.Header.Get("Last-Event-ID") != ""
	if err := h.enter(st); err != nil {
		return err
	}
	defer h.leave(st)
	if err := h.look(st.ctx, slices.Concat(s.Topics, s.Private)); err != nil {
		return err
	}
	err := st.still()
	if unknowable(err) {
		return err
	}
	if h.greet(st, err) != nil {
		return nil
	}
	if st.show != nil {
		h.first(st.show)
	}
	nudge(st.wake) // what others of the same screen see already
	h.follow(st)
	return nil
}

// greet opens the stream; one that may not be here hears so at once.
func (h *Hub) greet(st *stream, refused error) error {
	header := st.w.Header()
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no")
	_ = st.rc.SetReadDeadline(time.Time{}) // the server’s own would end the stream
	if refused != nil {
		return h.bye(st, refused)
	}
	first := [][]byte{retryLine, timeEvent(h.options.Clock.Now())}
	if st.Again {
		first = append(first, meEvent)
	}
	return h.send(st, first...)
}

// follow sends what there is until the end.
func (h *Hub) follow(st *stream) {
	ping := time.NewTicker(h.options.Ping)
	defer ping.Stop()
	for {
		var err error
		select {
		case <-st.ctx.Done():
			return
		case <-h.gone:
			return
		case <-ping.C:
			err = h.send(st, timeEvent(h.options.Clock.Now()))
		case <-st.wake:
			err = h.update(st)
		}
		if err != nil {
			return
		}
	}
}

// update asks again whether the reader may go on, when there is reason to, and sends what is new.
func (h *Hub) update(st *stream) error {
	h.mu.Lock()
	ask := st.private
	st.private = false
	var frames []frame
	if st.show != nil {
		frames = st.show.frames
	}
	h.mu.Unlock()

	var out [][]byte
	if ask {
		switch err := st.still(); {
		case unknowable(err):
			h.askLater(st)
			return nil
		case err != nil:
			return h.bye(st, err)
		}
		out = append(out, meEvent)
	}
	return h.send(st, append(out, st.news(frames)...)...)
}

// news are the frames that differ from what the browser shows.
func (st *stream) news(frames []frame) (out [][]byte) {
	for _, f := range frames {
		i := slices.IndexFunc(st.sent, func(s sent) bool { return s.name == f.Name })
		if i < 0 {
			st.sent = append(st.sent, sent{name: f.Name})
			i = len(st.sent) - 1
		} else if st.sent[i].sum == f.sum {
			continue
		}
		st.sent[i].sum = f.sum
		out = append(out, f.wire)
	}
	return out
}

// still asks whether the reader may go on.
func (st *stream) still() error {
	if st.Still == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(st.ctx, stillWithin)
	defer cancel()
	return st.Still(ctx)
}

// unknowable tells an answer that could not be had from one that was no.
func unknowable(err error) bool {
	return fault.Is(err, fault.KindUnavailable) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// askLater keeps the stream silent, but for the time, until Postgres answers again.
func (h *Hub) askLater(st *stream) {
	h.mu.Lock()
	st.private = true
	h.mu.Unlock()
	time.AfterFunc(h.options.Retry, func() { nudge(st.wake) })
}

func (h *Hub) bye(st *stream, why error) error {
	if fault.Of(why) == nil {
		slog.ErrorContext(st.ctx, "asking whether a reader may go on failed", "error", why)
	}
	_ = h.send(st, byeEvent)
	return errOver
}

// send writes the events and waits for a slow browser only so long.
func (h *Hub) send(st *stream, events ...[]byte) error {
	if len(events) == 0 {
		return nil
	}
	_ = st.rc.SetWriteDeadline(time.Now().Add(h.options.Patience))
	select {
	case <-h.gone: // after the deadline was set: Shut may have set a shorter one before
		return errOver
	default:
	}
	for _, e := range events {
		if _, err := st.w.Write(e); err != nil {
			return err
		}
	}
	return st.rc.Flush()
}

// hurry gives a write that is under way only a moment more.
func (st *stream) hurry() { _ = st.rc.SetWriteDeadline(time.Now().Add(200 * time.Millisecond)) }
