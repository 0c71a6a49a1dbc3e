package commitment_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
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
