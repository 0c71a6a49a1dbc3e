package live_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// event is one that a browser was sent.
type event struct{ name, id, data string }

// browser is one at the other end of a stream.
type browser struct {
	t      *testing.T
	events chan event // closed at the end
	leave  func()
}

// open connects a browser to the hall and waits until it was told the time.
func (h *hall) open(key string, header ...string) *browser {
	h.t.Helper()
	b := h.connect(key, header...)
	if e := b.next(); e.name != "time" || e.data != fmt.Sprint(noon.UnixMilli()) {
		h.t.Fatalf("first came %+v", e)
	}
	return b
}

func (h *hall) connect(key string, header ...string) *browser {
	h.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.server.URL+"?key="+key, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := h.server.Client().Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" || answer.Header.Get("Cache-Control") != "no-store" {
		h.t.Errorf("the answer is %d %q", answer.StatusCode, got)
	}
	b := &browser{t: h.t, events: make(chan event, 100), leave: cancel}
	h.t.Cleanup(cancel)
	go func() {
		defer answer.Body.Close()
		defer close(b.events)
		read(answer, b.events, ctx.Done())
	}()
	return b
}

// read tells events apart as a browser does.
func read(answer *http.Response, events chan<- event, left <-chan struct{}) {
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 16<<20)
	var e event
	var data []string
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch field {
		case "event":
			e.name = value
		case "id":
			e.id = value
		case "data":
			data = append(data, value)
		case "":
			if data != nil {
				e.data = strings.Join(data, "\n")
				select {
				case events <- e:
				case <-left:
					return
				}
			}
			e, data = event{}, nil
		}
	}
}

// next is the next event; one without a name when the stream has ended.
func (b *browser) next() event {
	b.t.Helper()
	select {
	case e := <-b.events:
		return e
	case <-time.After(patience):
		b.t.Fatal("nothing came")
		return event{}
	}
}

// wants is the next event, which must be this one.
func (b *browser) wants(name, data string) {
	b.t.Helper()
	if e := b.next(); e.name != name || e.data != data {
		b.t.Fatalf("got %.200q %.200q, want %q %q", e.name, e.data, name, data)
	}
}

// sees waits until the part looks so; it may have looked otherwise before.
func (b *browser) sees(name, data string) {
	b.t.Helper()
	b.seesAll(event{name: name, data: data})
}

// seesAll waits for all of these, in whatever order and with others between.
func (b *browser) seesAll(all ...event) {
	b.t.Helper()
	late := time.After(patience)
	for len(all) > 0 {
		select {
		case <-late:
			b.t.Fatalf("these never came: %.200q", fmt.Sprint(all))
		case e, open := <-b.events:
			if !open {
				b.t.Fatalf("the stream ended before these came: %.200q", fmt.Sprint(all))
			}
			e.id = ""
			all = slices.DeleteFunc(all, func(want event) bool { return want == e })
		}
	}
}
