package stage_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example"
	"collaboratory/internal/i18n"
	"collaboratory/internal/stage"
)

// console is the host’s page.
func (h *hall) console() string { return h.room() + "?view=console" }

func (h *hall) room() string {
	return "/c/" + example.Slug + "/gatherings/" + h.at.String() + "/room"
}

// inPlace sends a form as a page with a script does.
func inPlace(r *apptest.Reader, path string, form url.Values) *apptest.Page {
	request := httptest.NewRequest(http.MethodPost, "http://pellriver.example"+path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("HX-Request", "true")
	return r.Send(request)
}

func with(form url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func TestAnEveningRunFromTheConsole(t *testing.T) {
	h := openHall(t)
	host := apptest.Serve(t, h.House).As(example.Host)
	p := host.Get(h.console())
	if first := p.Find("main .btn").First().Text(); !strings.Contains(first, "Start the gathering") {
		t.Errorf("the first button is %q", first)
	}
	for _, want := range []string{"Welcome", "What we promised", "Lanterns on the River", "Lanterns on the River"} {
		do := p.Find("#console-do .btn.is-next").AttrOr("value", "")
		if sent := host.Post(h.room()+"/step?view=console", with(p.Form("#console-do"), "do", do)); sent.Code != http.StatusSeeOther || sent.To != h.console() {
			t.Fatalf("%s answered %d and leads to %q", do, sent.Code, sent.To)
		}
		if p = host.Get(h.console()); !strings.Contains(p.Text("#now"), want) {
			t.Fatalf("after %s it shows %q, want %q", do, p.Text("#now"), want)
		}
	}
	if got := p.Text("#part-now .phases [aria-current]"); got != "Questions" {
		t.Errorf("the phase shown is %q", got)
	}
	if got := p.Text("#part-now .is-next"); got != "Next: Quiet writing" {
		t.Errorf("the main button says %q", got)
	}
	if got := p.Text(".console-head p:first-child"); got != "Turn 1 of 2, "+h.presenter {
		t.Errorf("over the title stands %q", got)
	}
	if p.Find("#part-now [data-clock][data-ends]").Length() != 1 || p.Find("[sse-connect][data-stay]").Length() != 1 {
		t.Error("the clock or the line is missing")
	}
}

func TestAPressFromAnOldPageIsSaidInWords(t *testing.T) {
	h := openRoom(t)
	site := apptest.Serve(t, h.House)
	marcus, june := site.As(example.Host), site.As(example.Convener)
	june.Post("/language", url.Values{"language": {"es"}})
	late := i18n.T(i18n.With(t.Context(), "es"), "Somebody else has just moved on. Look at what is on now, then press again if you still want to") + "."
	old := june.Get(h.console()).Form("#console-do")
	marcus.Post(h.room()+"/step?view=console", with(marcus.Get(h.console()).Form("#console-do"), "do", "next"))
	h.stands("2")

	page := june.Post(h.room()+"/step?view=console", with(old, "do", "next"))
	if page.Code != http.StatusConflict || page.Text(".console-refused") != late || !strings.Contains(page.Text("#now"), "What we promised") {
		t.Errorf("without a script it answers %d %q with the room at %q", page.Code, page.Text(".console-refused"), page.Text("#now"))
	}
	part := inPlace(june, h.room()+"/step?view=console", with(old, "do", "next"))
	if page.Find("html").AttrOr("lang", "") != "es" {
		t.Error("it is not in Spanish")
	}
	if part.Code != http.StatusConflict || part.Find("#console-said[hx-swap-oob] .console-refused").Length() != 1 || part.Find("main").Length() != 0 {
		t.Errorf("with one it answers %d: %s", part.Code, part.Body)
	}
	if !strings.Contains(part.Text("#now"), "What we promised") {
		t.Error("the answer does not show what is on now")
	}
	h.stands("2")
	fresh := inPlace(june, h.room()+"/step?view=console", with(part.Form("#console-do"), "do", "next"))
	if fresh.Code != http.StatusOK || fresh.Find(".console-refused").Length() != 0 || fresh.Find("#console-said").Length() != 1 {
		t.Errorf("pressed again it answers %d: %s", fresh.Code, fresh.Body)
	}
	h.stands("3 pitch")
}

func TestWhatComesInStandsOnTheConsole(t *testing.T) {
	h := openRoom(t)
	h.goTo(h.turns[0])
	h.pressed(stage.DoNext, stage.DoNext, stage.DoNext)
	made := h.promise(h.turns[0])
	host := apptest.Serve(t, h.House).As(example.Host)
	p := host.Get(h.console())
	if got := p.Text("#in .part-count"); got != "1 firm" {
		t.Errorf("it counts %q", got)
	}
	line := "#line-" + made.String()
	if got := p.Text(line); !strings.Contains(got, neighbor+" will fold lanterns on Saturday") || !strings.Contains(got, "by phone") {
		t.Errorf("the promise reads %q", got)
	}
	for _, want := range []string{"Show again", "Hide"} {
		part := inPlace(host, h.room()+"/hidden?view=console", p.Form(line+" form"))
		if got := part.Text(line + " .btn"); !strings.HasPrefix(got, want) {
			t.Fatalf("pressed, the button says %q, want %q", got, want)
		}
		p = part
	}
	if sent := host.Post(h.room()+"/hidden?view=console", p.Form(line+" form")); sent.To != h.console() {
		t.Errorf("without a script it leads to %q", sent.To)
	}
	if !h.marks(made).Hidden {
		t.Error("it is still on the screens")
	}
	h.must(h.s.Raise(h.as(neighbor), h.Club, h.at))
	p = inPlace(host, h.room()+"/hands/"+h.Person(neighbor).String()+"?view=console", nil)
	if p.Code != http.StatusOK || h.hands() != "" {
		t.Errorf("had the word: %d, hands %q", p.Code, h.hands())
	}
	h.must(h.s.Raise(h.as(neighbor), h.Club, h.at))
	if host.Post(h.room()+"/hands/all?view=console", nil); h.hands() != "" {
		t.Error("not all hands are down")
	}
}

func TestTheRoomIsSetUpAndHandedOn(t *testing.T) {
	h := openRoom(t)
	site := apptest.Serve(t, h.House)
	host := site.As(example.Host)
	form := host.Get(h.console()).Form(`form[action$="/settings"]`)
	if form.Get("nod") == "" || form.Get("sound") != "" {
		t.Errorf("the usual settings are %v", form)
	}
	form.Del("nod")
	if sent := host.Post(h.room()+"/settings", with(form, "sound", "yes")); sent.Code != http.StatusSeeOther {
		t.Errorf("setting up answers %d", sent.Code)
	}
	if form = host.Get(h.console()).Form(`form[action$="/settings"]`); form.Get("nod") != "" || form.Get("sound") == "" {
		t.Errorf("kept as %v", form)
	}
	if sent := host.Post(h.room()+"/roles", url.Values{"role": {"scribe"}}); sent.Code != http.StatusConflict || sent.Text(".console-refused") == "" {
		t.Errorf("handed to nobody it answers %d", sent.Code)
	}
	host.Post(h.room()+"/roles", url.Values{"role": {"host"}, "person": {h.Person(neighbor).String()}})
	if host.Get(h.console()).Find("#console-do").Length() != 0 {
		t.Error("who handed the host’s part on still has the console")
	}
	if site.As(neighbor).Get(h.room()).Find("#console-do").Length() != 1 {
		t.Error("the new host does not find the console first")
	}
}

func TestNobodyElseHasTheConsole(t *testing.T) {
	h := openRoom(t)
	site := apptest.Serve(t, h.House)
	for _, name := range []string{neighbor, example.Scribe} {
		r := site.As(name)
		if r.Get(h.console()).Find("#console-do").Length() != 0 {
			t.Errorf("%s sees the console", name)
		}
		for _, path := range []string{"/step", "/roles", "/settings", "/hands/all"} {
			if sent := r.Post(h.room()+path, url.Values{"do": {"next"}, "version": {"1"}, "role": {"host"}, "person": {h.Person(name).String()}}); sent.Code != http.StatusForbidden {
				t.Errorf("%s posting to %s: %d", name, path, sent.Code)
			}
		}
		if got := r.Get(h.room() + "/touch").Code; got != http.StatusNotFound {
			t.Errorf("%s asks who is in touch: %d", name, got)
		}
	}
	h.stands("1")
	if got := site.Visitor().Post(h.room()+"/step", url.Values{"do": {"next"}}); got.Code < 300 || got.Code == http.StatusOK {
		t.Errorf("a stranger’s press answers %d", got.Code)
	}
}

func TestTheWaysIntoTheRoom(t *testing.T) {
	h := openHall(t)
	site := apptest.Serve(t, h.House)
	host, member := site.As(example.Host), site.As(neighbor)
	sheet := strings.TrimSuffix(h.room(), "/room")
	if got := host.Get(sheet).Find(`#room a[href$="view=console"]`).Length(); got != 1 {
		t.Errorf("before the start the host finds %d ways to the console", got)
	}
	if member.Get(sheet).Find("#room").Length() != 0 {
		t.Error("before the start a member is led into the room")
	}
	h.pressed(stage.DoStart)
	for path, link := range map[string]string{sheet: "#room a.is-main", "/": ".notice a.is-main", "/c/" + example.Slug: ".notice a.is-main"} {
		if got := member.Get(path).Find(link).AttrOr("href", ""); got != h.room() {
			t.Errorf("from %s the way leads to %q", path, got)
		}
	}
	h.pressed(stage.DoClose)
	if member.Get(sheet).Find("#room").Length() != 0 {
		t.Error("after the end a member is led into the room")
	}
}
