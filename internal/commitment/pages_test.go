package commitment_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// pages serves the pages of this room and pages that show its slots, as the person named in a header.
func (w *town) pages() http.Handler {
	sessions := session.New(w.DB, w.Clock, w.Signer, session.Options{})
	handlers := commitment.NewHandlers(w.service)
	r := chi.NewRouter()
	r.Use(sessions.Load)
	r.Route("/c/pell-river", func(r chi.Router) {
		r.Use(func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				ctx := access.With(r.Context(), access.From(w.as(id.Maybe(r.Header.Get("As")))))
				ctx = page.WithClub(ctx, access.Membership{CollaboratoryID: w.club, Slug: "pell-river", Name: "Pell River Collaboratory", Zone: "America/Chicago"})
				next.ServeHTTP(rw, r.WithContext(i18n.With(ctx, r.Header.Get("Accept-Language"))))
			})
		})
		handlers.Routes(r)
		for path, slot := range map[string]page.Slot{"/slot": handlers.AtPresentation, "/evening": handlers.AtGathering, "/own": handlers.Mine} {
			r.Method(http.MethodGet, path+"/{id}", page.Handler(func(rw http.ResponseWriter, r *http.Request) error {
				b := db.NewBatch()
				shown := slot.Fill(r.Context(), b, page.Subject{Collaboratory: w.club, ID: id.Maybe(chi.URLParam(r, "id"))})
				if err := b.Run(r.Context(), w.DB.Pool()); err != nil {
					return err
				}
				return page.Render(rw, r, page.View{Title: "A slot", Body: shown})
			}))
		}
	})
	return r
}

type answer struct {
	*goquery.Document
	code int
	to   string
	body string
}

func (w *town) ask(method, path string, as id.ID, form url.Values) answer {
	w.t.Helper()
	r := httptest.NewRequest(method, "/c/pell-river"+path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("As", as.String())
	r.Header.Set("Accept-Language", "en")
	rec := httptest.NewRecorder()
	w.pages().ServeHTTP(rec, r)
	body := rec.Body.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	w.must(err)
	return answer{doc, rec.Code, rec.Header().Get("Location"), body}
}

func (w *town) get(path string, as id.ID) answer {
	w.t.Helper()
	return w.ask(http.MethodGet, path, as, nil)
}

func (w *town) post(path string, as id.ID, form url.Values) answer {
	w.t.Helper()
	return w.ask(http.MethodPost, path, as, form)
}

// formOf is what the browser would send for the form at a selector.
func (a answer) formOf(selector string) url.Values {
	form := url.Values{}
	a.Find(selector).Find("input[name], textarea[name], select[name]").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		switch {
		case s.Is("textarea"):
			form.Set(name, s.Text())
		case s.Is("select"):
			form.Set(name, s.Find("option[selected]").AttrOr("value", ""))
		case s.AttrOr("type", "") == "radio" || s.AttrOr("type", "") == "checkbox":
			if _, checked := s.Attr("checked"); checked {
				form.Set(name, s.AttrOr("value", "on"))
			}
		default:
			form.Set(name, s.AttrOr("value", ""))
		}
	})
	return form
}

func (w *town) expect(a answer, code int) {
	w.t.Helper()
	if a.code != code {
		w.t.Fatalf("answered %d, want %d: %s", a.code, code, strings.TrimSpace(a.Find("main").Text()))
	}
}

func TestTheSlotOnAPresentation(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	in := w.aPromise()
	in.ShownAsMember, in.PrivateNote = true, "I would rather not be named."
	w.pledge(w.rosa, in)
	a := w.get("/slot/"+w.rideBoard.String(), w.ximena)
	w.expect(a, 200)
	if n := a.Find("li.ask").Length(); n != 3 {
		t.Errorf("%d asks, want 3", n)
	}
	if text := a.Find("#promises").Text(); strings.Contains(text, "Rosa") || !strings.Contains(text, "A member will") || strings.Contains(text, "rather not") {
		t.Errorf("who wished to be a member only: %s", text)
	}
	if a.Find("#help form button.is-pledge").Length() != 1 || !strings.Contains(a.Find("#help").Text(), "will see your e-mail") {
		t.Error("no form with the contact sentence")
	}
	if a := w.get("/slot/"+w.rideBoard.String(), w.amina); a.Find("#help").Length() != 0 {
		t.Error("the presenter is offered to promise something to herself")
	}
	if a := w.get("/slot/"+w.rideBoard.String(), w.stranger); a.Find("li.ask, #promises").Length() != 0 {
		t.Error("a stranger sees the slot")
	}
}

// TestCoachedPledge walks from vague words to a firm promise as a person does: one question at a time.
func TestCoachedPledge(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	a := w.get(path+"/new", w.walt)
	w.expect(a, 200)
	form := a.formOf("form.form")
	form.Set("promise", "I will introduce you to Maureen at county transit")
	form.Set("kind", "introduction")
	a = w.post(path, w.walt, form)
	w.expect(a, 200)
	if a.Find("form.coach .coach-q").Length() != 1 || a.Find(`form.coach input[name="by"]`).Length() != 4 {
		t.Fatalf("the coach does not ask for the day: %s", a.Find("main").Text())
	}
	if n := a.Find(".coach-hand i.in").Length(); n != 4 {
		t.Errorf("%d strokes inked, want 4", n)
	}
	form = a.formOf("form.coach")
	form.Set("by", "2026-12-11")
	a = w.post(path, w.walt, form)
	w.expect(a, 303)
	if n := w.promised(`state = 'pledged' AND due = '2026-12-11'`); n != 1 {
		t.Errorf("%d firm promises, want 1", n)
	}
	w.expect(w.post(path, w.walt, form), 303)
	if n := w.promised(`true`); n != 1 {
		t.Errorf("sent twice: %d promises", n)
	}
}

func TestVagueWordsAreKeptAsLetsTalk(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	form := w.get(path+"/new?ask="+w.drivers.String(), w.walt).formOf("form.form")
	form.Set("promise", "Maybe I could help with something")
	a := w.post(path, w.walt, form)
	w.expect(a, 200)
	form = a.formOf("form.coach")
	changed := url.Values{"change": {"1"}}
	for name, values := range form {
		changed[name] = values
	}
	if a := w.post(path, w.walt, changed); a.Find(`textarea[name="promise"]`).Text() != "Maybe I could help with something" {
		t.Error("changing my words lost them")
	}
	form.Set("explore", "1")
	w.expect(w.post(path, w.walt, form), 303)
	if n := w.promised(`state = 'exploring'`); n != 1 {
		t.Errorf("%d kept as “Let’s talk”, want 1", n)
	}
}

func TestAWrongFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	form := w.get(path+"/new", w.walt).formOf("form.form")
	form.Set("promise", "I will bring 200 flyers")
	form.Set("due", "2026-01-01")
	a := w.post(path, w.walt, form)
	w.expect(a, 422)
	if a.Find("#wrong").Length() != 1 || !strings.Contains(a.Find(`textarea[name="promise"]`).Text(), "200 flyers") {
		t.Error("no summary, or the words are gone")
	}
}

func TestTheTracker(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	open, told := w.pledge(w.walt, w.aPromise()), w.pledge(w.rosa, w.aPromise())
	w.must(w.service.Deliver(w.as(w.rosa), told, "Six Tuesdays, no dents."))
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	a := w.get(path, w.amina)
	w.expect(a, 200)
	bands := a.Find("tr.group th").Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
	if strings.Join(bands, "|") != "Waiting for your word 1|On the way 1" {
		t.Errorf("bands: %v", bands)
	}
	if !strings.Contains(a.Find("table").Text(), "Six Tuesdays, no dents.") || !strings.Contains(a.Find("table").Text(), "walt@pellriver.example") {
		t.Error("the giver’s word or address is missing")
	}
	receipt := a.Find(`form[action$="/receipt"]`)
	form := a.formOf(`form[action$="/receipt"]`)
	back := w.post(strings.TrimPrefix(receipt.AttrOr("action", ""), "/c/pell-river"), w.amina, form)
	w.expect(back, 303)
	if back.to != "/c/pell-river"+path {
		t.Errorf("the tracker’s button leads to %s", back.to)
	}
	w.stands(told, commitment.Fulfilled)
	w.stands(open, commitment.Pledged)
	a = w.get(path+"?show=kept&sort=name", w.amina)
	if a.Find("td .stamp").Length() != 1 || a.Find("tbody tr:not(.group)").Length() != 1 {
		t.Error("the kept one is not stamped, or not alone")
	}
	for who, code := range map[id.ID]int{w.ruth: 200, w.june: 200, w.walt: 403, w.nomad: 404} {
		w.expect(w.get(path, who), code)
	}
	file := w.get(path+".csv", w.amina)
	if file.code != 200 || strings.Count(file.body, "\r\n") != 3 {
		t.Errorf("the spreadsheet: %d, %q", file.code, file.body)
	}
}

// TestListsGoOnWhereTheyEnded turns the pages of every list: each holds forty, and together they hold every promise once.
func TestListsGoOnWhereTheyEnded(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	for range 45 {
		w.pledge(w.walt, w.aPromise())
	}
	ofWalt := w.count(`SELECT count(*) FROM commitment WHERE giver_person_id = $1`, w.walt)
	open := w.count(`
		SELECT count(*) FROM commitment
		WHERE state IN ('exploring', 'pledged', 'lapsed', 'delivered') AND due IS NOT NULL`)
	for _, list := range []struct {
		path string
		as   id.ID
		all  int
	}{
		{"/commitments", w.walt, ofWalt},
		{"/presentations/" + w.rideBoard.String() + "/commitments", w.june, 45},
		{"/gatherings/" + w.gathering.String() + "/commitments", w.june, 45},
		{"/commitments/everyone", w.june, open},
		{"/commitments/everyone?show=all", w.june, w.count(`SELECT count(*) FROM commitment`)},
	} {
		seen, rows := w.turnPages(list.path, list.as)
		if len(seen) != list.all || rows != list.all {
			t.Errorf("%s: %d rows of %d promises, want %d", list.path, rows, len(seen), list.all)
		}
	}
}

// turnPages reads a list to its end: which promises it named, and in how many rows.
func (w *town) turnPages(path string, as id.ID) (seen map[string]bool, rows int) {
	w.t.Helper()
	seen = map[string]bool{}
	for next := path; next != ""; {
		a := w.get(next, as)
		w.expect(a, 200)
		here := a.Find("tbody tr:not(.group), li.slip")
		here.Each(func(_ int, s *goquery.Selection) {
			seen[aCommitment.FindString(s.Find(`a[href*="/commitments/"]`).AttrOr("href", s.Text()))] = true
		})
		rows += here.Length()
		next = strings.TrimPrefix(a.Find(`a[rel="next"]`).AttrOr("href", ""), "/c/pell-river")
		if (next != "") != (here.Length() == 40) && here.Length() != 0 {
			w.t.Errorf("%s: %d rows, then %q", path, here.Length(), next)
		}
	}
	return seen, rows
}

var aCommitment = regexp.MustCompile(`/commitments/[0-9a-f-]{36}`)

func TestMyLists(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	if a := w.get("/commitments", w.walt); !strings.Contains(a.Find("h3.slip-what").Text(), "I will drive six Wednesday mornings") || a.Find(".slip-do a").Length() != 3 {
		t.Errorf("what I promised: %s", a.Find("main").Text())
	}
	if a := w.get("/commitments?to=me", w.ruth); !strings.Contains(a.Find("h3.slip-what").Text(), "Walt Pruitt will drive") {
		t.Errorf("what was promised to me, as a co-presenter: %s", a.Find("main").Text())
	}
	if a := w.get("/commitments", w.amina); a.Find(".empty").Length() != 1 {
		t.Error("an empty list says nothing")
	}
	w.expect(w.get("/commitments/everyone", w.walt), 403)
}

func TestOneCommitmentForEachReader(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := w.aPromise()
	in.PrivateNote = "My back is not what it was."
	c := w.pledge(w.walt, in)
	w.must(w.service.Redate(w.as(w.walt), c, *day(12, 18), "The van is in the shop."))
	path := "/commitments/" + c.ID.String()
	for _, see := range []struct {
		who                      id.ID
		code                     int
		private, reason, history bool
	}{
		{w.walt, 200, true, true, true}, {w.amina, 200, true, true, true}, {w.june, 200, false, false, true},
		{w.rosa, 200, false, false, false}, {w.nomad, 404, false, false, false},
	} {
		a := w.get(path, see.who)
		w.expect(a, see.code)
		for text, want := range map[string]bool{"My back": see.private, "in the shop": see.reason, "chose a new day": see.history} {
			if got := strings.Contains(a.Find("main").Text(), text); got != want {
				t.Errorf("%s: shows %q = %v, want %v", see.who, text, got, want)
			}
		}
	}
	w.must(w.service.Release(w.as(w.walt), c, ""))
	w.expect(w.get(path, w.rosa), 404)
}

func TestEveryActHasItsPage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	path := "/commitments/" + c.ID.String()
	for _, noun := range []string{"delivery", "date", "promise", "release", "giver", "objection"} {
		a := w.get(path+"/"+noun, w.walt)
		w.expect(a, 200)
		if a.Find("h1").Length() != 1 || a.Find(`form.form input[name="seq"]`).AttrOr("value", "") != "1" {
			t.Errorf("%s: no heading or no seq", noun)
		}
	}
	w.expect(w.get(path+"/contact", w.walt), 404)
	w.expect(w.get(path+"/date", w.rosa), 404)
	a := w.post(path+"/date", w.walt, url.Values{"seq": {"1"}, "note": {"The van"}})
	w.expect(a, 422)
	if a.Find("textarea").Text() != "The van" || a.Find("#due-error").Length() != 1 {
		t.Error("what was typed is gone, or the field says nothing")
	}
	w.expect(w.post(path+"/date", w.walt, url.Values{"seq": {"1"}, "due": {"2026-12-18"}}), 303)
	a = w.post(path+"/release", w.amina, url.Values{"seq": {"1"}, "note": {"No longer needed"}})
	w.expect(a, 409)
	if text := a.Find("main").Text(); !strings.Contains(text, "changed meanwhile") || !strings.Contains(text, "No longer needed") || !strings.Contains(text, "New day, once") {
		t.Errorf("the page does not show both: %s", text)
	}
}

func TestTheScribesPage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/gatherings/" + w.gathering.String() + "/scribe"
	w.expect(w.get(path, w.walt), 403)
	for i := range 2 {
		a := w.get(path, w.greta)
		w.expect(a, 200)
		if got := a.Find("ol.feed > li").Length(); got != i {
			t.Errorf("%d in the feed, want %d", got, i)
		}
		form := a.formOf("form.form")
		form.Set("giver", "Walt Pruitt")
		form.Set("promise", "weld a frame")
		w.expect(w.post(path, w.greta, form), 303)
	}
	a := w.get(path, w.greta)
	merger := a.Find(`form[action$="/merger"]`).First()
	form := url.Values{"seq": {"1"}, "into": {merger.Find("option").AttrOr("value", "")}}
	w.expect(w.post(strings.TrimPrefix(merger.AttrOr("action", ""), "/c/pell-river"), w.greta, form), 303)
	if n := w.get(path, w.greta).Find("ol.feed > li").Length(); n != 1 {
		t.Errorf("%d in the feed after putting two together, want 1", n)
	}
}

func TestThankEveryonePage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	w.pledge(w.walt, w.aPromise())
	path := "/presentations/" + w.rideBoard.String() + "/thanks"
	w.expect(w.get(path, w.walt), 403)
	form := w.get(path, w.amina).formOf("form.form")
	form.Set("note", "Thank you, all of you.")
	w.expect(w.post(path, w.amina, form), 303)
	if n := w.count(`SELECT count(*) FROM letter WHERE email = 'walt@pellriver.example' AND created_at >= $1`, evening); n != 1 {
		t.Errorf("%d letters of thanks to one giver, want 1", n)
	}
}

// TestAShutWindowKeepsWhatWasTyped: during the pitch the words stay, and a minute later the same form goes through.
func TestAShutWindowKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	form := w.get(path+"/new", w.walt).formOf("form.form")
	form.Set("promise", "I will introduce you to Maureen at county transit by 11 December")
	form.Set("kind", "introduction")
	w.phase("pitch")
	a := w.post(path, w.walt, form)
	w.expect(a, 422)
	if !strings.Contains(a.Find("#wrong").Text(), "in a moment") {
		t.Errorf("it does not say why: %s", a.Find("#wrong").Text())
	}
	w.phase("writing")
	again := a.formOf("form.form")
	w.expect(w.post(path, w.walt, again), 303)
	again.Set("promise", "I will introduce you to Dale at county roads by 11 December")
	a = w.post(path, w.walt, again)
	w.expect(a, 422)
	if fresh := a.formOf("form.form").Get("key"); fresh == again.Get("key") {
		t.Error("pressing again would meet the same conflict")
	}
}
