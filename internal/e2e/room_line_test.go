package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// bad is the line of a venue, for what a phone promises: everything else comes through.
type bad struct {
	swallow atomic.Bool   // promises do not come through
	die     atomic.Bool   // the next one is stored, then the server dies without a word
	died    chan struct{} // it has
	town    *town
}

// badLine puts a bad line before the house.
func (w *town) badLine(t testing.TB) *bad {
	t.Helper()
	b := &bad{died: make(chan struct{}, 1), town: w}
	w.Before(t, func(house http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			promise := r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/room/pledges")
			switch {
			case promise && b.swallow.Load():
				panic(http.ErrAbortHandler)
			case promise && b.die.CompareAndSwap(true, false):
				house.ServeHTTP(httptest.NewRecorder(), r) // as far as COMMIT, and no answer
				_ = b.town.at.server.Close()
				b.died <- struct{}{}
				panic(http.ErrAbortHandler)
			}
			house.ServeHTTP(rw, r)
		})
	})
	return b
}

// Offline takes the line from a browser, or gives it back.
func (v *Visitor) Offline(off bool) *Visitor {
	v.t.Helper()
	everything := []*network.Conditions{{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}}
	v.do(
		command(network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: everything}),
		command(network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}),
	)
	return v
}

// Reload loads the page anew.
func (v *Visitor) Reload() *Visitor {
	v.t.Helper()
	v.do(chromedp.Reload())
	v.settle()
	return v
}

// writing opens the first turn of tonight for promises, as the host would press.
func (w *town) writing(t testing.TB) *Visitor {
	t.Helper()
	host := w.Visitor(t).SignIn(marcus).Open(w.room(t)).Click("Start the gathering").See("Item 1 of")
	return host.Next("Item 2 of").Next("Turn 1 of 2").Next("Next: Quiet writing").Next("Next: Commitments")
}

// TestADeadLine: what somebody promises while the line is down waits on their phone, lives through a fresh page, and is
// stored once when the line is back.
func TestADeadLine(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	line := w.badLine(t)
	host := w.writing(t)
	phone := w.Visitor(t).Phone().SignIn(walt).Open(w.room(t)).See("Say it aloud, then press")
	phone.Expects("net::ERR").Expects("htmx:sendError").Expects("htmx:afterRequest").Expects("status of 503")

	phone.Offline(true).Fill("I will…", carry).Click("Pledge").See("Waiting to send").See(carry)
	inTime(t, "after the line came back", func() { phone.Offline(false) },
		glimpse{on: "phone", v: phone.In("My promises today"), text: carry, limit: soonOthers},
		glimpse{on: "slip that waits", v: phone, text: "Waiting to send", gone: true, limit: soonOthers},
		glimpse{on: "console", v: host.In("Promises"), text: carry, limit: soonOthers})
	phone.See("Your promise has arrived")

	line.swallow.Store(true)
	phone.Offline(true).Fill("I will…", thread).Click("Pledge").See("Waiting to send").See(thread)
	phone.Offline(false).Reload().See("Waiting to send").See(thread)
	if n := w.stored(t, thread); n != 0 {
		t.Errorf("stored %d times before it could arrive", n)
	}
	line.swallow.Store(false)
	phone.In("My promises today").See(thread)
	phone.NotSee("Waiting to send").Reload().In("My promises today").See(thread)
	host.See(thread)
	for _, promise := range []string{carry, thread} {
		if n := w.stored(t, promise); n != 1 {
			t.Errorf("“%s” is stored %d times", promise, n)
		}
	}
}

// TestTheServerDies between COMMIT and its answer: the phone ends in the truth by itself, the promise once.
func TestTheServerDies(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	line := w.badLine(t)
	host := w.writing(t)
	phone := w.Visitor(t).Phone().SignIn(walt).Open(w.room(t)).See("Say it aloud, then press")
	for _, v := range []*Visitor{host, phone} {
		v.Expects("net::ERR").Expects("htmx:sendError").Expects("htmx:afterRequest").Expects("status of 503")
	}

	line.die.Store(true)
	phone.Fill("I will…", carry).Click("Pledge")
	select {
	case <-line.died:
	case <-time.After(patience):
		phone.fail("the promise did not come to the server")
	}
	w.Shut()
	phone.See("Waiting to send")
	if n := w.stored(t, carry); n != 1 {
		t.Fatalf("stored %d times before the server died", n)
	}

	inTime(t, "from the start of the new server", func() { w.Open(t) },
		glimpse{on: "phone", v: phone.In("My promises today"), text: carry, limit: soonOthers},
		glimpse{on: "slip that waits", v: phone, text: "Waiting to send", gone: true, limit: soonOthers})
	host.In("Promises").See(carry)
	if n := w.stored(t, carry); n != 1 {
		t.Errorf("stored %d times", n)
	}
}
