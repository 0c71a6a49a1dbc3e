package stage_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// evening is the short evening at the library by its addresses, as browsers ask for them.
type evening struct {
	*apptest.Site
	t        *testing.T
	at       id.ID
	code     string
	room     string // its address
	join     string
	startsAt time.Time
}

func openEvening(t *testing.T, change ...func(*app.Config)) *evening {
	t.Helper()
	e := &evening{Site: apptest.Serve(t, exampletest.OpenTown(t), change...), t: t}
	e.at = value[id.ID](e, `SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	e.code = value[string](e, `SELECT code FROM gathering WHERE id = $1`, e.at)
	e.startsAt = value[time.Time](e, `SELECT starts_at FROM gathering WHERE id = $1`, e.at)
	e.room, e.join = "/c/"+example.Slug+"/gatherings/"+e.at.String()+"/room", "/g/"+e.code
	return e
}

func value[T any](e *evening, sql string, args ...any) T {
	e.t.Helper()
	v, err := db.Value[T](e.t.Context(), e.DB.Pool(), sql, args...)
	if err != nil {
		e.t.Fatal(err)
	}
	return v
}

func (e *evening) guests() int {
	return value[int](e, `SELECT count(*)::int FROM guest WHERE gathering_id = $1`, e.at)
}

// press is one press of the host, from a page that shows what is on.
func (e *evening) press(do stage.Do) {
	e.t.Helper()
	version := value[int](e, `SELECT coalesce(max(version), 0) FROM stage WHERE gathering_id = $1`, e.at)
	if err := e.Stages.Press(e.House.As(e.t.Context(), example.Host), e.Club, e.at, stage.Press{Do: do, Version: version}); err != nil {
		e.t.Fatal(err)
	}
}

// begin starts the evening; to presses Next until a turn is in a phase.
func (e *evening) begin() {
	e.t.Helper()
	e.Clock.Set(e.startsAt)
	e.press(stage.DoStart)
}

func (e *evening) to(phase string) id.ID {
	e.t.Helper()
	for range 12 {
		found, err := db.Maybe[id.ID](e.t.Context(), e.DB.Pool(), `SELECT id FROM presentation WHERE gathering_id = $1 AND state = $2`, e.at, phase)
		if err != nil {
			e.t.Fatal(err)
		}
		if found != nil {
			return *found
		}
		e.press(stage.DoNext)
	}
	e.t.Fatalf("no turn came to %s", phase)
	return id.Nil
}

// who joins; the form as the page gives it, filled in.
func (e *evening) joined(name, email string) *apptest.Reader {
	e.t.Helper()
	guest := e.Visitor()
	form := guest.Get(e.join).Form("form.join")
	form.Set("name", name)
	form.Set("email", email)
	if email == "" {
		form.Set("no_email", "yes")
	}
	if p := guest.Post(e.join, form); p.Code != http.StatusSeeOther || p.To != e.room {
		e.t.Fatalf("%s joining: %d to %q: %s", name, p.Code, p.To, p.Text("main"))
	}
	return guest
}

func TestWhoNeedsNoJoining(t *testing.T) {
	e := openEvening(t)
	e.begin()
	if p := e.As("Walt Pruitt").Get(e.join); p.Code != http.StatusSeeOther || p.To != e.room {
		t.Errorf("a member: %d to %q", p.Code, p.To)
	}
	guest := e.joined("Rosa Nieves", "rosa@far.example")
	if p := guest.Get(strings.ToLower(e.join)); p.To != e.room {
		t.Errorf("a guest who is in: %d to %q", p.Code, p.To)
	}
	if p := guest.Get(e.room); p.Code != http.StatusOK || !strings.Contains(p.Text("main"), "You are here as Rosa Nieves, a guest") {
		t.Errorf("the room of a guest: %d %s", p.Code, p.Text("main"))
	}
	if p := e.Visitor().Get(e.room); p.Code != http.StatusSeeOther {
		t.Errorf("the room without a pass: %d", p.Code)
	}
	for _, path := range []string{"/members", "/commitments", "/gatherings"} {
		if p := guest.Get("/c/" + example.Slug + path); p.Code == http.StatusOK {
			t.Errorf("a guest sees %s", path)
		}
	}
}

func TestJoiningTwiceIsOneGuest(t *testing.T) {
	e := openEvening(t)
	e.begin()
	guest := e.Visitor()
	form := guest.Get(e.join).Form("form.join")
	form.Set("name", "Rosa Nieves")
	form.Set("no_email", "yes")
	guest.Post(e.join, form)
	if p := guest.Post(e.join, form); p.To != e.room {
		t.Errorf("the same form again: %d", p.Code)
	}
	if p := e.Visitor().Post(e.join, form); p.To != e.room {
		t.Errorf("the same form whose answer was lost: %d", p.Code)
	}
	if n := e.guests(); n != 1 {
		t.Errorf("%d guests", n)
	}
}

func TestWhatJoiningLacks(t *testing.T) {
	e := openEvening(t)
	e.begin()
	for _, c := range []struct{ name, email, wrong string }{
		{"", "rosa@far.example", "#name-error"}, {"Rosa", "", "#email-error"}, {"Rosa", "rosa@", "#email-error"},
	} {
		guest := e.Visitor()
		form := guest.Get(e.join).Form("form.join")
		form.Set("name", c.name)
		form.Set("email", c.email)
		p := guest.Post(e.join, form)
		if p.Code != http.StatusUnprocessableEntity || p.Find(c.wrong).Length() != 1 || p.Find("#name").AttrOr("value", "") != c.name || p.Find("#email").AttrOr("value", "") != c.email {
			t.Errorf("%q, %q: %d %s", c.name, c.email, p.Code, p.Text("main"))
		}
		if p.Find(".error").Length() != 1 {
			t.Errorf("%q, %q is told %d times", c.name, c.email, p.Find(".error").Length())
		}
	}
	if n := e.guests(); n != 0 {
		t.Errorf("%d guests", n)
	}
}

func TestYoungPeopleLeaveNothing(t *testing.T) {
	e := openEvening(t)
	e.begin()
	at := e.Visitor().Get(e.join)
	way, _ := at.Find("a:contains('youth group')").Attr("href")
	p := e.Visitor().Get(way)
	if p.Code != http.StatusOK || !strings.Contains(p.Text("main"), "adult you came with") || len(p.Header.Values("Set-Cookie")) != 0 || e.guests() != 0 {
		t.Errorf("%d %q, cookies %v, guests %d", p.Code, p.Text("main"), p.Header.Values("Set-Cookie"), e.guests())
	}
}

func TestTheRoomBeforeAndAfter(t *testing.T) {
	e := openEvening(t)
	e.Clock.Set(e.startsAt.Add(-2 * time.Hour))
	p := e.Visitor().Get(e.join)
	if p.Code != http.StatusOK || p.Find("form[action^='/g/']").Length() != 0 || p.Header.Get("Refresh") == "" || !strings.Contains(p.Text("main"), "Come back when it starts") {
		t.Errorf("before: %d %s", p.Code, p.Text("main"))
	}
	form := url.Values{"key": {id.New().String()}, "name": {"Rosa"}, "email": {"rosa@far.example"}}
	if p := e.Visitor().Post(e.join, form); p.Code != http.StatusUnprocessableEntity || p.Find("#name").AttrOr("value", "") != "Rosa" {
		t.Errorf("sent too early: %d", p.Code)
	}
	e.begin()
	guest := e.joined("Rosa", "rosa@far.example")
	e.press(stage.DoClose)
	if p := guest.Get(e.room); p.Code != http.StatusOK {
		t.Errorf("the same night: %d", p.Code)
	}
	e.Clock.Set(e.startsAt.Add(40 * time.Hour))
	if p := guest.Get(e.room); p.Code != http.StatusGone {
		t.Errorf("two days later: %d", p.Code)
	}
	p = e.Visitor().Get(e.join)
	if p.Code != http.StatusOK || !strings.Contains(p.Text("main"), "This gathering is over") || p.Header.Get("Refresh") != "" {
		t.Errorf("after: %d %s", p.Code, p.Text("main"))
	}
}

func TestTypingTheCode(t *testing.T) {
	e := openEvening(t, func(c *app.Config) { c.RateLimits = "on" })
	e.begin()
	v := e.Visitor()
	if p := v.Get("/g"); p.Code != http.StatusOK || p.Find("input[name=code]").Length() != 1 {
		t.Errorf("asking: %d", p.Code)
	}
	if p := v.Get("/g?code=" + strings.ToLower(e.code)); p.To != e.join {
		t.Errorf("small letters: %d to %q", p.Code, p.To)
	}
	if p := v.Get("/g?code=ZZZZZ"); p.Code != http.StatusNotFound || !strings.Contains(p.Text(".error"), "No gathering has this code") || p.Find("#code").AttrOr("value", "") != "ZZZZZ" {
		t.Errorf("a wrong one: %d %s", p.Code, p.Text("main"))
	}
	for i := 0; i < 220; i++ {
		if p := v.Get(fmt.Sprintf("/g/ZZ%03d", i)); p.Code == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("wrong codes can be tried for ever")
}

func TestAHallJoinsFromOneAddress(t *testing.T) {
	e := openEvening(t, func(c *app.Config) { c.RateLimits = "on" })
	e.begin()
	turn := e.to("writing")
	for i := range 100 {
		e.Clock.Advance(1800 * time.Millisecond)
		guest := e.joined(fmt.Sprintf("Guest %d", i), fmt.Sprintf("guest%d@far.example", i))
		form := url.Values{"key": {id.New().String()}, "turn": {turn.String()}, "promise": {"bring 20 chairs to the hall"}, "due": {"2026-12-11"}}
		r := httptest.NewRequest(http.MethodPost, "http://pellriver.example"+e.room+"/pledges", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.RemoteAddr = "192.0.2.7:4444"
		if p := guest.Send(r); p.Code != http.StatusSeeOther {
			t.Fatalf("guest %d: %d %s", i, p.Code, p.Text("#pledge"))
		}
	}
	if n := e.guests(); n != 100 {
		t.Errorf("%d guests", n)
	}
}
