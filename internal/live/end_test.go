package live_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/fault"
	"collaboratory/internal/live"
)

func TestASlowBrowserIsDropped(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{Patience: 300 * time.Millisecond})
	quick := h.open("")
	quick.wants("wall", "Welcome")
	deaf(t, h)
	until(t, func() bool { return h.hub.Listening(h.topic) == 2 })
	for i := 0; h.hub.Listening(h.topic) == 2; i++ {
		html := fmt.Sprint(i, strings.Repeat(" long", 400_000))
		h.show("wall", html)
		quick.sees("wall", html)
	}
	if err := <-h.ended; err != nil {
		t.Errorf("Serve came back with %v", err)
	}
	h.show("wall", "The others go on")
	quick.sees("wall", "The others go on")
}

// deaf connects somebody who never reads.
func deaf(t *testing.T, h *hall) {
	t.Helper()
	conn, err := net.Dial("tcp", h.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.(*net.TCPConn).SetReadBuffer(4096)
	if _, err := fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: hall\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
}

func TestShutEndsEveryStreamAtOnce(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	h.server.Config.RegisterOnShutdown(h.hub.Shut)
	var all []*browser
	for range 20 {
		all = append(all, h.open(""))
	}
	h.put("wall", strings.Repeat("long ", 4_000_000))
	deaf(t, h)
	until(t, func() bool { return h.hub.Listening(h.topic) == 21 })
	changed(t, h.db, h.hub, h.topic)
	for _, b := range all {
		go func() {
			for range b.events { // reads on, whatever comes
			}
		}()
	}
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := h.server.Config.Shutdown(ctx); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("stopping took %s", took)
	}
	h.hub.Shut() // twice does no harm
	err := h.hub.Serve(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil), h.stream(""))
	if !fault.Is(err, fault.KindUnavailable) || fault.Of(err).Wait != time.Second {
		t.Errorf("afterwards: %v", err)
	}
}
