package commitment_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/commitment"
	"collaboratory/internal/session"
)

// guestDoor is the address /a/{token} as a guest reaches it.
func (w *town) guestDoor(method, token string, form url.Values) answer {
	w.t.Helper()
	get, post := commitment.NewHandlers(w.service).GuestAnswers()
	r := chi.NewRouter()
	r.Use(session.New(w.DB, w.Clock, w.Signer, session.Options{}).Load)
	r.Method(http.MethodGet, "/a/{token}", get)
	r.Method(http.MethodPost, "/a/{token}", post)
	ask := httptest.NewRequest(method, "/a/"+token, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	rec := httptest.NewRecorder()
	r.ServeHTTP(rec, ask)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(rec.Body.String()))
	w.must(err)
	return answer{Document: doc, code: rec.Code, to: rec.Header().Get("Location"), body: rec.Body.String()}
}

func TestThePageThatAsksAGuest(t *testing.T) {
	w := pellRiver(t)
	nadia, _ := w.join("Nadia Brook", "nadia@guest.example")
	c := w.pledgeAs(nadia, w.aPromise())
	link := w.guestLink("nadia@guest.example")
	for range 2 {
		a := w.guestDoor(http.MethodGet, link, nil)
		if a.code != 200 || !strings.Contains(a.Find("h1").Text(), "Was this you, Nadia Brook?") || !strings.Contains(a.Find("main").Text(), "drive six Wednesday mornings") {
			t.Fatalf("answers %d: %s", a.code, a.Find("main").Text())
		}
	}
	if w.look(c).VerifiedAt != nil {
		t.Fatal("looking at it is an answer")
	}
	if a := w.guestDoor(http.MethodPost, link, url.Values{"answer": {"perhaps"}}); a.code != 303 || w.look(c).VerifiedAt != nil {
		t.Error("an answer that is none was taken")
	}
	if a := w.guestDoor(http.MethodPost, link, url.Values{"answer": {"yes"}}); a.code != 303 || a.to != "/a/"+link || w.look(c).VerifiedAt == nil {
		t.Errorf("the answer went to %q with %d", a.to, a.code)
	}
	a := w.guestDoor(http.MethodGet, link, nil)
	if a.Find("button").Length() > 0 && strings.Contains(a.Find("main").Text(), "That was not me") || !strings.Contains(a.Find("h1").Text(), "Thank you") {
		t.Errorf("afterwards: %s", a.Find("main").Text())
	}
	if strings.Contains(a.body, "amina@pellriver.example") {
		t.Error("the presenter’s address is told during the evening")
	}
	w.close()
	w.Clock.Set(evening.AddDate(0, 0, 1))
	if a := w.guestDoor(http.MethodGet, link, nil); !strings.Contains(a.Find("main").Text(), "amina@pellriver.example") {
		t.Error("a known guest does not read how to reach the presenter afterwards")
	}
}

func TestThePageOfAnAddressThatWasSomebodyElses(t *testing.T) {
	w := pellRiver(t)
	nadia, _ := w.join("Nadia Brook", "nadia@guest.example")
	c := w.pledgeAs(nadia, w.aPromise())
	link := w.guestLink("nadia@guest.example")
	w.guestDoor(http.MethodPost, link, url.Values{"answer": {"no"}})
	w.stands(c, commitment.Released)
	a := w.guestDoor(http.MethodGet, link, nil)
	if !strings.Contains(a.Find("h1").Text(), "Thank you for saying so") || strings.Contains(a.Find("main").Text(), "mornings") {
		t.Errorf("afterwards: %s", a.Find("main").Text())
	}
	if a := w.guestDoor(http.MethodGet, link+"x", nil); a.code != 404 {
		t.Errorf("a bent link answers %d", a.code)
	}
}

func TestTheHistoryNamesAGuest(t *testing.T) {
	w := pellRiver(t)
	address := w.address(w.walt)
	guest, _ := w.join("Walt from the mill", address)
	c := w.pledgeAs(guest, w.aPromise())
	w.must(w.service.AnswerGuestLetter(t.Context(), w.guestLink(address), true))
	text := w.get("/commitments/"+c.ID.String(), w.amina).Find("main").Text()
	for _, line := range []string{"Walt from the mill promised it", "Walt from the mill said: yes, that was me", "Walt Pruitt promised this as a guest"} {
		if !strings.Contains(text, line) {
			t.Errorf("the history lacks %q: %s", line, text)
		}
	}
}
