package stage_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// send posts a form of the room as a script does.
func (e *evening) send(as *apptest.Reader, path string, form url.Values) *apptest.Page {
	e.t.Helper()
	r := httptest.NewRequest(http.MethodPost, "http://pellriver.example"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("HX-Request", "true")
	return as.Send(r)
}

// pledging is the form of the phone, filled in.
func (e *evening) pledging(as *apptest.Reader, promise string) url.Values {
	e.t.Helper()
	form := as.Get(e.room + "?view=phone").Form("#pledge-form")
	form.Set("promise", promise)
	form.Set("by", "other")
	form.Set("by-other", "2026-12-11")
	return form
}

func (e *evening) promises() int {
	return value[int](e, `
		SELECT count(*)::int
		FROM commitment c
		JOIN presentation t ON t.id = c.presentation_id
		WHERE t.gathering_id = $1 AND c.state NOT IN ('released', 'declined')`, e.at)
}

const chairs = "bring 20 chairs to the hall"

func TestThePhoneThroughTheEvening(t *testing.T) {
	e := openEvening(t)
	e.Clock.Set(e.startsAt)
	walt, luz := e.As("Walt Pruitt"), e.As("Walt Pruitt")
	luz.Language = "es"
	e.shows(walt, "Not begun yet", "Keep this page open")
	e.press(stage.DoStart)
	e.shows(walt, "Now", "Next:")
	for _, c := range []struct {
		phase string
		form  bool
		words []string
	}{
		{"pitch", true, []string{"Lanterns on the River", "Bea Nakai", "Write while you listen", "Two hundred paper lanterns", "Bea will see your e-mail"}},
		{"questions", true, []string{"Write while you listen"}},
		{"writing", true, []string{"Say it aloud, then press"}},
		{"commitments", true, []string{"Say it aloud, then press", "Nothing is promised yet"}},
		{"thanks", true, []string{"Late promises are welcome"}},
	} {
		e.to(c.phase)
		p := e.shows(walt, c.words...)
		if (p.Find("#pledge-form .is-pledge").Length() == 1) != c.form {
			t.Errorf("%s: the form is there: %v", c.phase, !c.form)
		}
		if p.Find("meta[http-equiv]").Length() != 0 || p.Find("h1").Length() != 1 || p.Find("main").AttrOr("data-now", "") == "" {
			t.Errorf("%s: the frame of the page is not right", c.phase)
		}
		if es := luz.Get(e.room + "?view=phone"); es.Find("html").AttrOr("lang", "") != "es" || es.Find("#pledge-form").Length() != 1 {
			t.Errorf("%s in Spanish: %s", c.phase, es.Text("main"))
		}
	}
	e.to("pitch")
	p := e.shows(walt, "The Last Crate", "Something for an earlier turn?")
	late, _ := p.Find(".room-earlier a").Attr("href")
	if at := walt.Get(late); at.Code != http.StatusOK || at.Find("#pledge-form").Length() != 1 || at.Find("#pledge[sse-swap]").Length() != 0 {
		t.Errorf("an earlier turn: %d %s", at.Code, at.Text("#pledge"))
	}
	e.press(stage.DoClose)
	e.shows(walt, "The gathering is over", "until noon of the day after")
}

// shows reads the phone and wants words in it.
func (e *evening) shows(as *apptest.Reader, words ...string) *apptest.Page {
	e.t.Helper()
	p := as.Get(e.room + "?view=phone")
	for _, w := range words {
		if p.Code != http.StatusOK || !strings.Contains(p.Text("main"), w) {
			e.t.Errorf("%d: %q is not in %s", p.Code, w, p.Text("main"))
		}
	}
	return p
}

func TestAMemberPromises(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	walt := e.As("Walt Pruitt")
	form := e.pledging(walt, chairs)
	p := e.send(walt, e.room+"/pledges", form)
	if p.Code != http.StatusOK || p.Header.Get("Pledge-Stored") == "" || !strings.Contains(p.Text("#made"), "I will bring 20 chairs to the hall") {
		t.Fatalf("%d %s", p.Code, p.Body)
	}
	if p.Text("#pledge-form #promise") != "" || p.Text("#pledge-form .room-lead") != "Something more? Write it here." {
		t.Errorf("the form for one more: %s", p.Text("#pledge-form"))
	}
	if !strings.Contains(p.Text("#mine"), chairs) || p.Find("#pledge-form input[name=key]").AttrOr("value", "") == form.Get("key") {
		t.Errorf("their own list: %s", p.Text("#mine"))
	}
	again := e.send(walt, e.room+"/pledges", form)
	if again.Header.Get("Pledge-Stored") != p.Header.Get("Pledge-Stored") || e.promises() != 1 {
		t.Errorf("the same key twice: %q, then %q; %d promises", p.Header.Get("Pledge-Stored"), again.Header.Get("Pledge-Stored"), e.promises())
	}
	e.shows(e.As("Gordon Teague"), "Walt Pruitt", "will "+chairs, "One promise so far", "by 11 December")
	form = e.pledging(walt, "bring 2 big ladders")
	if p := walt.Post(e.room+"/pledges", form); p.Code != http.StatusSeeOther || p.To != e.room+"?view=phone" {
		t.Errorf("without a script: %d to %q", p.Code, p.To)
	}
	e.shows(walt, "Promised. Thank you. Bea Nakai can see it now.")
}

func TestAGuestPromises(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	rosa := e.joined("Rosa Nieves", "rosa@far.example")
	p := e.send(rosa, e.room+"/pledges", e.pledging(rosa, chairs))
	if p.Header.Get("Pledge-Stored") == "" || !strings.Contains(p.Text("#mine"), "Waiting for the host’s nod") {
		t.Fatalf("%d %s", p.Code, p.Body)
	}
	gordon := e.As("Gordon Teague")
	if at := gordon.Get(e.room + "?view=phone"); strings.Contains(at.Text("main"), "Rosa Nieves") {
		t.Error("everybody sees it before the nod")
	}
	if err := e.Stages.Nod(e.House.As(t.Context(), example.Host), e.Club, e.at, id.Maybe(p.Header.Get("Pledge-Stored"))); err != nil {
		t.Fatal(err)
	}
	e.shows(gordon, "Rosa Nieves", "will "+chairs)
	if at := rosa.Get(e.room + "/mine"); strings.Contains(at.Text("body"), "Waiting for") || !strings.Contains(at.Text("body"), chairs) {
		t.Errorf("hers after the nod: %s", at.Text("body"))
	}
}

func TestTheCoachInTheRoom(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	walt := e.As("Walt Pruitt")
	form := e.pledging(walt, "call Dale about the road")
	form.Del("by")
	form.Del("by-other")
	asked := e.send(walt, e.room+"/pledges", form)
	if asked.Code != http.StatusOK || asked.Header.Get("Pledge-Stored") != "" || asked.Find("form.coach input[name=by]").Length() != 4 || e.promises() != 0 {
		t.Fatalf("%d %s", asked.Code, asked.Body)
	}
	answer := asked.Form("form.coach")
	if answer.Get("key") != form.Get("key") || answer.Get("turn") != form.Get("turn") {
		t.Errorf("the question carries %v", answer)
	}
	changed := url.Values{"change": {"1"}}
	for name, v := range answer {
		changed[name] = v
	}
	if p := e.send(walt, e.room+"/pledges", changed); p.Text("#promise") != "call Dale about the road" {
		t.Errorf("changing the words: %s", p.Body)
	}
	answer.Set("by", "2026-12-11")
	if p := e.send(walt, e.room+"/pledges", answer); p.Header.Get("Pledge-Stored") == "" {
		t.Errorf("answered: %d %s", p.Code, p.Body)
	}
	form = e.pledging(walt, "think about it, maybe")
	form.Set("explore", "1")
	if p := e.send(walt, e.room+"/pledges", form); !strings.Contains(p.Text("#made"), "Let’s talk") {
		t.Errorf("let’s talk: %s", p.Body)
	}
	form = e.pledging(walt, "maybe help somehow")
	form.Set("waited", "1")
	if p := e.send(walt, e.room+"/pledges", form); p.Header.Get("Pledge-Stored") == "" {
		t.Errorf("what waited for the line is not stored: %d %s", p.Code, p.Body)
	}
	before := e.promises()
	if p := e.send(walt, e.room+"/pledges", form); p.Header.Get("Pledge-Stored") == "" || e.promises() != before {
		t.Errorf("what waited, sent twice: %d promises, then %d; %d %s", before, e.promises(), p.Code, p.Body)
	}
}

func TestAnAskIsAnsweredInTwoTaps(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	walt := e.As("Walt Pruitt")
	p := walt.Get(e.room + "?view=phone")
	way, _ := p.Find("li.ask:contains('Six people to fold') a").Attr("href")
	form := walt.Get(way).Form("#pledge-form")
	if form.Get("promise") == "" || form.Get("amount") != "1" || form.Get("unit") != "people" {
		t.Fatalf("the form for an ask: %v", form)
	}
	form.Set("by", "2026-12-04")
	if p := e.send(walt, e.room+"/pledges", form); p.Header.Get("Pledge-Stored") == "" {
		t.Errorf("%d %s", p.Code, p.Body)
	}
	e.shows(walt, "1 of 6 people")
}

func TestADraftIsNotSentDuringThePitch(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("pitch")
	walt := e.As("Walt Pruitt")
	form := e.pledging(walt, chairs)
	form.Set("private_note", "They are heavy")
	p := e.send(walt, e.room+"/pledges", form)
	if p.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Text("#wrong"), "Promises open in a moment") {
		t.Fatalf("%d %s", p.Code, p.Body)
	}
	if p.Text("#promise") != chairs || p.Text("#private_note") != "They are heavy" || p.Find("[name=key]").AttrOr("value", "") != form.Get("key") || p.Find("[name=by-other]").AttrOr("value", "") != "2026-12-11" {
		t.Errorf("what was typed is lost: %s", p.Body)
	}
	if whole := walt.Post(e.room+"/pledges", form); whole.Code != http.StatusUnprocessableEntity || whole.Text("#promise") != chairs || !strings.HasPrefix(whole.Text("title"), "Error:") {
		t.Errorf("without a script: %d", whole.Code)
	}
	e.to("writing")
	if p := e.send(walt, e.room+"/pledges", form); p.Header.Get("Pledge-Stored") == "" {
		t.Errorf("the same form later: %d %s", p.Code, p.Body)
	}
}

func TestOneChangesWhatOnePromised(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	for _, giver := range []*apptest.Reader{e.As("Walt Pruitt"), e.joined("Rosa Nieves", "rosa@far.example")} {
		made := e.send(giver, e.room+"/pledges", e.pledging(giver, chairs)).Header.Get("Pledge-Stored")
		way := e.room + "/pledges/" + made
		form := giver.Get(way).Form("form.room-form")
		form.Set("promise", "bring 30 chairs to the hall")
		if p := giver.Post(way, form); p.Code != http.StatusSeeOther {
			t.Fatalf("changing: %d %s", p.Code, p.Text("main"))
		}
		e.shows(giver, "Changed.", "I will bring 30 chairs")
		form = giver.Get(way).Form("form.room-form")
		form.Set("promise", "")
		if p := giver.Post(way, form); p.Code != http.StatusUnprocessableEntity || p.Find("#promise-error").Length() != 1 {
			t.Errorf("no words: %d %s", p.Code, p.Text("main"))
		}
		if p := e.As("Gordon Teague").Get(way); p.Code != http.StatusNotFound {
			t.Errorf("somebody else’s form: %d", p.Code)
		}
		if p := e.As("Gordon Teague").Post(way, form); p.Code != http.StatusNotFound {
			t.Errorf("somebody else changes it: %d", p.Code)
		}
		e.As("Gordon Teague").Post(way+"/withdrawal", nil)
		if e.promises() != 1 {
			t.Errorf("somebody else took it back")
		}
		back := giver.Get(way).Form(".room-back form")
		if p := giver.Post(way+"/withdrawal", back); p.Code != http.StatusSeeOther || e.promises() != 0 {
			t.Errorf("taking it back: %d; %d promises", p.Code, e.promises())
		}
		if p := giver.Post(way+"/withdrawal", back); p.Code != http.StatusSeeOther {
			t.Errorf("taking it back twice: %d", p.Code)
		}
	}
}

func TestAHandGoesUpAndDown(t *testing.T) {
	e := openEvening(t)
	e.begin()
	for _, who := range []*apptest.Reader{e.As("Walt Pruitt"), e.joined("Rosa Nieves", "rosa@far.example")} {
		if p := e.send(who, e.room+"/hand", url.Values{"up": {"1"}}); !strings.Contains(p.Text("body"), "Your hand is up") {
			t.Errorf("up: %s", p.Body)
		}
		if p := who.Post(e.room+"/hand", url.Values{"up": {"0"}}); p.Code != http.StatusSeeOther {
			t.Errorf("down: %d", p.Code)
		}
		e.shows(who, "Raise my hand")
	}
}

func TestNothingPrivateIsPushed(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	walt, gordon := e.As("Walt Pruitt"), e.As("Gordon Teague")
	form := e.pledging(walt, chairs)
	form.Set("private_note", "Call me after nine")
	form.Set("shown_as_member", "yes")
	e.send(walt, e.room+"/pledges", form)
	form = e.pledging(walt, "talk about the barn")
	form.Set("explore", "1")
	e.send(walt, e.room+"/pledges", form)
	p := e.shows(gordon, "A member", "will "+chairs)
	for _, secret := range []string{"Walt", "Call me after nine", "walt@", "the barn"} {
		if strings.Contains(p.Text("main"), secret) {
			t.Errorf("another phone shows %q", secret)
		}
	}
	for _, part := range []string{"[sse-swap=now]", "[sse-swap=pledge]", "[sse-swap=asks]"} {
		mine, theirs := walt.Get(e.room+"?view=phone"), gordon.Get(e.room+"?view=phone")
		mine.Find("[name=key]").Remove()
		theirs.Find("[name=key]").Remove()
		a, _ := mine.Find(part).Html()
		b, _ := theirs.Find(part).Html()
		if a != b || a == "" {
			t.Errorf("%s differs between two phones", part)
		}
	}
}

func TestWhoWasHandedTheRoomIsTold(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.shows(e.As(example.Scribe), "You are the scribe now.")
	if p := e.As("Walt Pruitt").Get(e.room + "/mine"); strings.Contains(p.Text("body"), "You are the") {
		t.Error("a member is told of a role")
	}
}

func TestOnesOwnTurnTakesNoPromiseOfOnesOwn(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	bea := e.As("Bea Nakai")
	if p := e.send(bea, e.room+"/pledges", e.pledging(bea, chairs)); p.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Text("#wrong"), "This is your own turn") {
		t.Errorf("%d %s", p.Code, p.Body)
	}
	elsewhere := value[id.ID](e, `SELECT id FROM presentation WHERE gathering_id <> $1 LIMIT 1`, e.at)
	form := url.Values{"key": {id.New().String()}, "turn": {elsewhere.String()}, "promise": {chairs}, "due": {"2026-12-11"}}
	if p := e.send(e.As("Walt Pruitt"), e.room+"/pledges", form); p.Code != http.StatusNotFound {
		t.Errorf("a turn of another gathering: %d", p.Code)
	}
}

// On a bad line every byte is waited for: the page, its style, its scripts and its icons.
func TestThePhoneIsLight(t *testing.T) {
	e := openEvening(t)
	e.begin()
	e.to("commitments")
	walt := e.As("Walt Pruitt")
	for range 5 {
		e.send(walt, e.room+"/pledges", e.pledging(walt, chairs))
	}
	p := walt.Get(e.room + "?view=phone")
	paths := map[string]bool{e.room + "?view=phone": true}
	p.Find("link[href^='/static/'], script[src], use").Each(func(_ int, s *goquery.Selection) {
		path, _, _ := strings.Cut(s.AttrOr("href", s.AttrOr("src", "")), "#")
		paths[path] = true
	})
	sum := 0
	for path := range paths {
		r := httptest.NewRequest(http.MethodGet, "http://pellriver.example"+path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		answer := walt.Send(r)
		if answer.Code != http.StatusOK || answer.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d %s", path, answer.Code, answer.Header.Get("Content-Encoding"))
		}
		sum += len(answer.Body)
	}
	if t.Logf("%d bytes in %d answers", sum, len(paths)); sum > 50_000 || len(paths) > 8 {
		t.Errorf("the phone waits for %d bytes in %d answers", sum, len(paths))
	}
}
