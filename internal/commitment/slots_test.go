package commitment_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
)

func TestTheSlotOnAGathering(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	lapsed := w.pledge(w.rosa, w.aPromise())
	w.Clock.Advance(40 * 24 * time.Hour)
	w.must(w.service.Lapse(w.house(), lapsed))
	a := w.get("/evening/"+w.gathering.String(), w.ximena)
	if text := a.Find("#promises").Text(); !strings.Contains(text, "Walt Pruitt will drive") || strings.Contains(text, "Rosa") {
		t.Errorf("what was promised: %s", text)
	}
	if a.Find(`#promises a.btn`).Length() != 0 {
		t.Error("a member is offered the board")
	}
	if a := w.get("/evening/"+w.gathering.String(), w.june); a.Find(`#promises a.btn`).Length() != 2 {
		t.Error("the convener is not offered the board and the scribe’s page")
	}
	if a := w.get("/evening/"+w.gathering.String(), w.nomad); a.Find("#promises").Length() != 0 {
		t.Error("another collaboratory’s convener sees the slot")
	}
}

func TestTheSlotOnMyFrontPage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	kept := w.pledge(w.walt, w.aPromise())
	w.must(w.service.Deliver(w.as(w.walt), kept, ""))
	w.must(w.service.Receive(w.as(w.amina), kept, ""))
	a := w.get("/own/x", w.walt)
	if given := a.Find("#given").Text(); strings.Count(given, "I will drive six Wednesday mornings") != 1 || strings.Count(given, "I will weld the frame") != 1 {
		t.Errorf("my open promises, of tonight and of the autumn: %s", given)
	}
	if href := a.Find("#given h3 a").First().AttrOr("href", ""); !strings.HasPrefix(href, "/c/pell-river/commitments/") {
		t.Errorf("a slip leads to %q", href)
	}
	if n := w.get("/own/x", w.ruth).Find("#received li.slip").Length(); n != 1 {
		t.Errorf("%d promised to a co-presenter, want 1", n)
	}
	if n := w.get("/own/x", w.nomad).Find("li.slip").Length(); n != 0 {
		t.Errorf("%d slips for somebody elsewhere, want none", n)
	}
}

func TestTheCallList(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	if text := w.get("/commitments/everyone", w.june).Find("#calls").Text(); strings.Contains(text, "Opal") {
		t.Errorf("people to call, before Opal has promised: %s", text)
	}
	w.pledgeFor(w.greta, commitment.PledgeForInput{PledgeInput: w.aPromise(), Giver: w.opal, Source: commitment.ByScribe})
	a := w.get("/commitments/everyone", w.june)
	if text := a.Find("#calls").Text(); !strings.Contains(text, "Opal Jenkins") || !strings.Contains(text, "555 0136") || strings.Contains(text, "Walt") {
		t.Errorf("people to call: %s", text)
	}
}

// TestPagesAreOneRoundTrip: a page is its one batch, beside the session’s own query.
func TestPagesAreOneRoundTrip(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	ride := "/presentations/" + w.rideBoard.String() + "/commitments"
	for _, path := range []string{
		ride, ride + "/new", "/commitments", "/commitments?to=me", "/commitments/everyone", "/commitments/" + c.ID.String(),
		"/gatherings/" + w.gathering.String() + "/commitments", "/gatherings/" + w.gathering.String() + "/scribe?turn=" + w.rideBoard.String(),
		"/slot/" + w.rideBoard.String(), "/own/x",
	} {
		ctx, trips := db.CountRoundTrips(t.Context())
		r := httptest.NewRequest(http.MethodGet, "/c/pell-river"+path, nil).WithContext(ctx)
		r.Header.Set("As", w.june.String())
		rec := httptest.NewRecorder()
		w.pages().ServeHTTP(rec, r)
		if rec.Code != 200 || trips() != 1 {
			t.Errorf("%s: %d, in %d round trips", path, rec.Code, trips())
		}
	}
}
