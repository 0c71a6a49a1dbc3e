package stage_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// practicePages is Pell River with June’s browser in a practice room of tonight’s gathering.
func practicePages(t *testing.T) (site *apptest.Site, w *rehearsing, june *apptest.Reader, real, room string) {
	t.Helper()
	site = apptest.Serve(t, exampletest.OpenTown(t))
	w = &rehearsing{House: site.House, t: t}
	w.tonight = w.find(`SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	june, real = site.As(example.Convener), "/c/"+example.Slug+"/gatherings/"+w.tonight.String()
	p := june.Post(real+"/practice", url.Values{})
	at, err := url.Parse(p.To)
	w.must(err)
	if p.Code != http.StatusSeeOther || !strings.HasPrefix(at.Path, "/c/practice-") || at.Query().Get("view") != "console" {
		t.Fatalf("the way in: %d to %q", p.Code, p.To)
	}
	parts := strings.Split(at.Path, "/")
	w.made = stage.Practice{Slug: parts[2], Gathering: id.Maybe(parts[4]), Collaboratory: w.find(`SELECT id FROM collaboratory WHERE slug = $1`, parts[2])}
	return site, w, june, real, at.Path
}

func TestThePracticeRoomSaysThatItIsOne(t *testing.T) {
	t.Parallel()
	site, w, june, real, room := practicePages(t)
	const sentence = "Practice. Nothing here is mailed, counted or kept."
	for _, view := range []string{"console", "scribe", "phone"} {
		p := june.Get(room + "?view=" + view)
		if !strings.Contains(p.Text(".practice"), sentence) || !strings.Contains(p.Text(".practice"), "End the practice") {
			t.Errorf("%s says %q", view, p.Text(".practice"))
		}
		if plays := strings.Contains(p.Text(".practice"), "Let somebody pledge"); plays != (view == "console") {
			t.Errorf("%s lets somebody pledge: %v", view, plays)
		}
	}
	if p := june.Get(strings.TrimSuffix(room, "room") + "screen"); !strings.Contains(p.Text(".wall-practice"), sentence) {
		t.Errorf("the wall says %q", p.Text(".wall-practice"))
	}
	if p := june.Get(real + "/room?view=console"); p.Text(".practice") != "" {
		t.Error("the real room says that it is practice")
	}
	w.press(stage.DoStart)
	guest := w.guest(site)
	if p := guest.Get(room); p.Code != http.StatusOK || !strings.Contains(p.Text(".practice"), sentence) || strings.Contains(p.Text(".practice"), "End") {
		t.Errorf("a guest’s phone: %d %q", p.Code, p.Text(".practice"))
	}
}

// guest is a browser that comes in by the code of the practice room.
func (w *rehearsing) guest(site *apptest.Site) *apptest.Reader {
	w.t.Helper()
	visitor, join := site.Visitor(), "/g/"+w.code()
	form := visitor.Get(join).Form("form.join")
	form.Set("name", "Real Visitor")
	form.Set("email", "visitor@far.example")
	if p := visitor.Post(join, form); p.Code != http.StatusSeeOther {
		w.t.Fatalf("joining by the code: %d %s", p.Code, p.Text("main"))
	}
	return visitor
}

func TestPlayingAndEndingByForms(t *testing.T) {
	t.Parallel()
	_, w, june, real, room := practicePages(t)
	if p := june.Post(room+"/play", url.Values{}); p.Code != http.StatusSeeOther || p.To != room+"?view=console" {
		t.Fatalf("without a script: %d to %q", p.Code, p.To)
	}
	if p := june.Get(room + "?view=console"); !strings.Contains(p.Text("main, .status, [role=status]"), "the play-members wait") {
		t.Errorf("before the start the page says %q", p.Text("[role=status]"))
	}
	w.press(stage.DoStart)
	for w.count(`presentation WHERE collaboratory_id = $1 AND state = 'writing'`, w.made.Collaboratory) == 0 {
		w.press(stage.DoNext)
	}
	request := httptest.NewRequest(http.MethodPost, room+"/play", nil)
	request.Header.Set("HX-Request", "true")
	if p := june.Send(request); p.Code != http.StatusNoContent {
		t.Errorf("with a script: %d", p.Code)
	}
	if n := w.count(`commitment WHERE collaboratory_id = $1`, w.made.Collaboratory); n != 1 {
		t.Errorf("%d promises after one press", n)
	}
	if p := june.Get("/"); strings.Contains(p.Text("body"), "ractice") {
		t.Error("the front page speaks of the practice")
	}
	p := june.Post(room+"/practice-end", url.Values{})
	if p.Code != http.StatusSeeOther || p.To != real {
		t.Fatalf("the end: %d to %q", p.Code, p.To)
	}
	if p := june.Get(real); !strings.Contains(p.Text("body"), "The practice is over. Nothing of it is left.") {
		t.Error("the page of the gathering does not say that it is over")
	}
	if p := june.Get(room); p.Code != http.StatusNotFound {
		t.Errorf("the room is still there: %d", p.Code)
	}
}

func TestTheWayInStandsOnTheGatheringsPage(t *testing.T) {
	t.Parallel()
	site, w, june, real, room := practicePages(t)
	shows := func(p *apptest.Page) bool { return strings.Contains(p.Body, `action="`+real+`/practice"`) }
	if !shows(june.Get(real)) || !shows(site.As(example.Host).Get(real)) {
		t.Error("who runs the evening finds no way to practice it")
	}
	if shows(site.As("Walt Pruitt").Get(real)) {
		t.Error("a member is offered to practice")
	}
	if p := june.Get(strings.TrimSuffix(room, "/room")); p.Code != http.StatusOK || strings.Contains(p.Body, `/practice"`) {
		t.Errorf("the page of the practice gathering offers another practice: %d", p.Code)
	}
	w.must(w.Gatherings.Start(w.june(), w.Club, w.tonight))
	if shows(june.Get(real)) {
		t.Error("the evening is on, and can still be practiced")
	}
}

func TestTheWaysOfARealRoomStayShut(t *testing.T) {
	t.Parallel()
	_, _, june, real, room := practicePages(t)
	for path, want := range map[string]int{
		real + "/room/play": http.StatusNotFound, real + "/room/practice-end": http.StatusNotFound,
		strings.TrimSuffix(room, "/room") + "/practice": http.StatusConflict,
	} {
		if p := june.Post(path, url.Values{}); p.Code != want {
			t.Errorf("%s: %d, want %d", path, p.Code, want)
		}
	}
}
