package live_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
	"collaboratory/internal/live"
)

func TestABrowserGetsEverythingThenWhatChanges(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	h.put("asks", "A van\n<b>on Saturday</b>\r\nand a driver")
	h.show("wall", "Ruth presents")
	b := h.open("")
	b.wants("asks", "A van\n<b>on Saturday</b>\nand a driver")
	if e := b.next(); e.name != "wall" || e.data != "Ruth presents" || e.id != "1" {
		t.Errorf("got %+v", e)
	}
	h.show("wall", "") // cleared
	b.wants("wall", "")
	h.show("wall", "") // nothing new: nothing sent
	h.show("asks", "A van")
	b.wants("asks", "A van")
	late := h.open("")
	late.wants("asks", "A van")
	late.wants("wall", "")
}

func TestOneRenderingForAWholeHall(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	const phones = 300
	var all []*browser
	for range phones {
		all = append(all, h.connect("phone/en"))
	}
	for i := range 3 {
		html := fmt.Sprint("pledge ", i)
		h.show("wall", html)
		for _, b := range all {
			b.sees("wall", html)
		}
	}
	if n := h.renders.Load(); n != 4 {
		t.Errorf("rendered %d times", n)
	}
	if n := h.hub.Listening(h.topic); n != phones {
		t.Errorf("%d listen", n)
	}
	for _, b := range all {
		b.leave()
	}
	until(t, func() bool { return h.hub.Listening(h.topic) == 0 && h.hub.Listening(h.person) == 0 })
}

func TestEachKeyIsAScreenOfItsOwn(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	en, es := h.open("wall/en"), h.open("wall/es")
	en.wants("wall", "Welcome")
	es.wants("wall", "Welcome")
	if n := h.renders.Load(); n != 2 {
		t.Errorf("rendered %d times", n)
	}
}

// TestAStormIsRenderedInFewSteps: screens may skip what lay between, and end in the newest.
func TestAStormIsRenderedInFewSteps(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	b := h.open("")
	b.wants("wall", "Welcome")
	for i := range 200 {
		h.show("wall", fmt.Sprint(i))
	}
	b.sees("wall", "199")
	if n := h.renders.Load(); n > 100 {
		t.Errorf("rendered %d times", n)
	}
}

func TestWhatIsOnesOwnIsFetched(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	b := h.open("")
	b.wants("wall", "Welcome")
	changed(t, h.db, h.hub, h.person)
	b.wants("me", "")
	if n := h.renders.Load(); n != 1 {
		t.Errorf("rendered %d times", n)
	}
}

func TestWhoComesBackFetchesWhatIsOnesOwn(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	b := h.open("", "Last-Event-ID", "7")
	b.wants("me", "")
	b.wants("wall", "Welcome")
}

func TestWhoMayNotGoOnIsSentAway(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	b := h.open("")
	b.wants("wall", "Welcome")
	h.ask(func() error { return fault.NotFound("Gone") })
	changed(t, h.db, h.hub, h.person)
	b.wants("bye", "")
	b.wants("", "")
	if err := <-h.ended; err != nil {
		t.Errorf("Serve came back with %v", err)
	}
	late := h.connect("")
	late.wants("bye", "")
	late.wants("", "")
	if n := h.hub.Listening(h.topic); n != 0 {
		t.Errorf("%d listen", n)
	}
}

// TestWhileNobodyKnowsNothingIsShown: a reader who may have been sent away sees nothing until that is known.
func TestWhileNobodyKnowsNothingIsShown(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{Retry: 10 * time.Millisecond})
	b := h.open("")
	b.wants("wall", "Welcome")
	asked, known := make(chan struct{}), make(chan struct{})
	h.ask(func() error {
		select {
		case <-known:
			return nil
		case asked <- struct{}{}:
		default:
		}
		return fault.Unavailable(nil, "Not now")
	})
	changed(t, h.db, h.hub, h.person)
	<-asked
	h.show("wall", "Private talk")
	<-asked
	close(known)
	b.wants("me", "")
	b.wants("wall", "Private talk")
}

func TestAFailedRenderingIsTriedAgain(t *testing.T) {
	t.Parallel()
	for _, panics := range []bool{false, true} {
		h := openHall(t, live.Options{})
		h.fail(2, panics)
		b := h.open("")
		b.wants("wall", "Welcome")
		if n := h.renders.Load(); n != 3 {
			t.Errorf("rendered %d times", n)
		}
	}
}

// TestAStreamOutlivesTheServersLimits: those are for pages.
func TestAStreamOutlivesTheServersLimits(t *testing.T) {
	t.Parallel()
	h := newHall(t, dbtest.New(t), live.Options{Ping: 50 * time.Millisecond})
	h.server.Config.ReadTimeout = 150 * time.Millisecond
	h.server.Config.WriteTimeout = 150 * time.Millisecond
	h.server.Start()
	b := h.open("")
	b.wants("wall", "Welcome")
	for range 8 {
		b.wants("time", fmt.Sprint(noon.UnixMilli()))
	}
	h.show("wall", "Still here")
	b.sees("wall", "Still here")
}

func TestAStreamIsRefusedWhilePostgresIsAway(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	h.ask(func() error { return fault.Unavailable(nil, "Not now") })
	w := httptest.NewRecorder()
	err := h.hub.Serve(w, httptest.NewRequest(http.MethodGet, "/", nil), h.stream(""))
	if !fault.Is(err, fault.KindUnavailable) || w.Body.Len() > 0 {
		t.Errorf("%v after %q", err, w.Body)
	}
}

func TestAPageShowsWhatTheStreamsShow(t *testing.T) {
	t.Parallel()
	h := openHall(t, live.Options{})
	is := func(want string, renders int64) {
		t.Helper()
		parts, err := h.hub.Parts(context.Background(), h.stream(""))
		if err != nil || len(parts) != 1 || string(parts[0].HTML) != want || h.renders.Load() != renders {
			t.Errorf("%v: %q after %d renderings", err, parts, h.renders.Load())
		}
	}
	is("Welcome", 1) // nobody listens: nothing is kept
	b := h.open("")
	b.wants("wall", "Welcome")
	is("Welcome", 2)
	h.put("wall", "From another copy")
	changed(t, h.db, nil, h.topic) // and this one was not told
	parts, err := h.hub.Parts(context.Background(), h.stream(""))
	if err != nil || string(parts[0].HTML) != "From another copy" {
		t.Errorf("%v: %q", err, parts)
	}
	b.wants("wall", "From another copy")
}
