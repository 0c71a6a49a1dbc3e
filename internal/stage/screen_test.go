package stage_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/stage"
)

// venue is a browser at the projector.
type venue struct {
	h       *library
	cookies []*http.Cookie
	digits  string
}

// waits has a browser ask for a number, and reads it off.
func (h *library) waits() *venue {
	h.t.Helper()
	v := &venue{h: h}
	made := h.ask(http.MethodPost, "/screen", "", nil, nil)
	v.cookies = made.Result().Cookies()
	if made.Code != http.StatusSeeOther || len(v.cookies) == 0 {
		h.t.Fatalf("asking for a number answered %d", made.Code)
	}
	shown, err := goquery.NewDocumentFromReader(h.ask(http.MethodGet, "/screen", "", v.cookies, nil).Body)
	h.must(err)
	v.digits = shown.Find(".wall-digits").Text()
	if len(v.digits) != 7 {
		h.t.Fatalf("the number is %q", v.digits)
	}
	return v
}

func (v *venue) get(path string) (code int, to string) {
	answer := v.h.ask(http.MethodGet, path, "", v.cookies, nil)
	return answer.Code, answer.Header().Get("Location")
}

func (h *library) pair(as, digits string) error {
	return h.Stages.PairScreen(h.As(h.t.Context(), as), h.Club, h.evening, digits)
}

func TestAScreenIsPairedByItsNumber(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	v := h.waits()
	if code, _ := v.get(h.wallAt()); code != http.StatusSeeOther {
		t.Errorf("a screen that waits sees the wall: %d", code)
	}
	for as, want := range map[string]fault.Kind{"Walt Pruitt": fault.KindForbidden, example.Scribe: fault.KindForbidden} {
		if err := h.pair(as, v.digits); !fault.Is(err, want) {
			t.Errorf("%s pairs: %v", as, err)
		}
	}
	if err := h.pair(example.Host, "12 345"); !fault.Is(err, fault.KindInvalid) {
		t.Errorf("a wrong number: %v", err)
	}
	h.must(h.pair(example.Host, v.digits))
	h.must(h.pair(example.Host, strings.ReplaceAll(v.digits, " ", ""))) // pressed twice
	if code, to := v.get("/screen"); code != http.StatusSeeOther || to != h.wallAt() {
		t.Errorf("a paired screen goes to %q (%d)", to, code)
	}
	if code, _ := v.get(h.wallAt()); code != http.StatusOK {
		t.Errorf("a paired screen’s wall: %d", code)
	}
	if h.firstPart(h.wallAt()+"/events", v.cookies) == "" {
		t.Error("a paired screen has no stream")
	}
}

func TestAScreenSeesTheWallAndNothingElse(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	v := h.waits()
	h.must(h.pair(example.Host, v.digits))
	room := strings.TrimSuffix(h.wallAt(), "screen") + "room"
	for _, path := range []string{"", "?view=console", "/mine", "/paper", "/paper/sign-in", "/paper/cards"} {
		if code, to := v.get(room + path); code != http.StatusSeeOther || !strings.HasPrefix(to, "/sign-in") {
			t.Errorf("%s%s answered %d %s", room, path, code, to)
		}
	}
	for _, path := range []string{"/step", "/hand", "/pledges", "/said", "/hidden", "/nods", "/settings", "/screens", "/screens/end"} {
		answer := h.ask(http.MethodPost, room+path, "", v.cookies, url.Values{"do": {"next"}, "up": {"1"}})
		if answer.Code < 400 {
			t.Errorf("POST %s answered %d", path, answer.Code)
		}
	}
	if p := h.firstPart(room+"/events?view=phone", v.cookies); p != "" {
		t.Error("a screen has the stream of the room")
	}
	other := strings.Replace(h.wallAt(), h.evening.String(), h.gathering(example.WinterTitle).String(), 1)
	if code, to := v.get(other); code != http.StatusSeeOther || to != "/screen" {
		t.Errorf("another gathering’s wall: %d %s", code, to)
	}
	if code, _ := v.get(strings.Replace(h.wallAt(), example.Slug, "elsewhere", 1)); code == http.StatusOK {
		t.Error("the wall under another collaboratory’s address")
	}
}

func TestAScreenEnds(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	for name, end := range map[string]func(){
		"by the host": func() { h.must(h.Stages.UnpairScreens(h.As(t.Context(), example.Host), h.Club, h.evening)) },
		"at midnight": func() { h.Clock.Advance(7 * time.Hour) }, // it was five in the afternoon
	} {
		t.Run(name, func(t *testing.T) {
			v := h.waits()
			h.must(h.pair(example.Host, v.digits))
			if h.firstPart(h.wallAt()+"/events", v.cookies) == "" {
				t.Fatal("no stream")
			}
			before := h.Clock.Now()
			defer h.Clock.Set(before)
			end()
			if p := h.firstPart(h.wallAt()+"/events", v.cookies); p != "" {
				t.Error("the stream goes on")
			}
			if code, to := v.get(h.wallAt()); code != http.StatusSeeOther || to != "/screen" {
				t.Errorf("the wall answered %d %s", code, to)
			}
			if code, _ := v.get("/screen"); code != http.StatusOK {
				t.Errorf("the pairing page answered %d", code)
			}
		})
	}
	if err := h.Stages.UnpairScreens(h.As(t.Context(), "Walt Pruitt"), h.Club, h.evening); !fault.Is(err, fault.KindForbidden) {
		t.Errorf("Walt ends the screens: %v", err)
	}
}

func TestANumberIsGoodForAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	v := h.waits()
	h.Clock.Advance(15 * time.Minute)
	if err := h.pair(example.Host, v.digits); !fault.Is(err, fault.KindInvalid) {
		t.Errorf("a number that has run out: %v", err)
	}
	if shown := h.ask(http.MethodGet, "/screen", "", v.cookies, nil).Body.String(); strings.Contains(shown, v.digits) {
		t.Error("it is shown still")
	}
	h.exec(`UPDATE gathering SET state = 'cancelled' WHERE id = $1`, h.evening)
	if err := h.pair(example.Host, h.waits().digits); !fault.Is(err, fault.KindConflict) {
		t.Errorf("pairing with a gathering that does not take place: %v", err)
	}
}

func TestWrongNumbersAreCounted(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	v := h.waits()
	at := strings.TrimSuffix(h.wallAt(), "screen") + "room/screens"
	for range 10 {
		answer := h.ask(http.MethodPost, at, example.Host, nil, url.Values{"digits": {"1"}})
		if answer.Code != http.StatusSeeOther {
			t.Fatalf("a wrong number answered %d", answer.Code)
		}
	}
	if code := h.ask(http.MethodPost, at, example.Host, nil, url.Values{"digits": {v.digits}}).Code; code != http.StatusTooManyRequests {
		t.Errorf("after ten wrong numbers: %d", code)
	}
	if code := h.ask(http.MethodPost, at, example.Convener, nil, url.Values{"digits": {v.digits}}).Code; code != http.StatusSeeOther {
		t.Errorf("another host: %d", code)
	}
	if _, to := v.get("/screen"); to != h.wallAt() {
		t.Error("the screen is not paired")
	}
	var last int
	for range 25 {
		last = h.ask(http.MethodPost, "/screen", "", v.cookies, nil).Code
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the twenty-fifth number of a browser: %d", last)
	}
}
