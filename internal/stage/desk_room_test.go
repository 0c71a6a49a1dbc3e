package stage_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
	"collaboratory/internal/stage"
)

// desk is the hall with Greta at her keyboard: Bea’s turn is on and the room is promising.
type desk struct {
	*library
	lanterns, crate id.ID
}

func openDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{library: openLibrary(t)}
	d.lanterns, d.crate = d.titled("Lanterns on the River"), d.titled("The Last Crate")
	d.press(stage.DoStart)
	for d.phase(d.lanterns) != presentation.Commitments {
		d.press(stage.DoNext)
	}
	return d
}

func (d *desk) titled(title string) id.ID {
	d.t.Helper()
	found, err := db.Value[id.ID](d.t.Context(), d.DB.Pool(), `
		SELECT t.id FROM presentation t JOIN proposal p ON p.id = t.proposal_id WHERE p.title = $1`, title)
	d.must(err)
	return found
}

func (d *desk) phase(turn id.ID) presentation.Phase {
	d.t.Helper()
	phase, err := db.Value[presentation.Phase](d.t.Context(), d.DB.Pool(), `SELECT state FROM presentation WHERE id = $1`, turn)
	d.must(err)
	return phase
}

func (d *desk) room(parts ...string) string {
	return "/c/" + example.Slug + "/gatherings/" + strings.Join(append([]string{d.evening.String(), "room"}, parts...), "/")
}

func (d *desk) scribe(parts ...string) string { return d.room(parts...) + "?view=scribe" }

// answered is what a browser got.
type answered struct {
	*goquery.Document
	code int
	to   string
	body string
}

// asks sends a request as somebody, in a language; with inPlace as htmx does.
func (d *desk) asks(method, path, as, language string, form url.Values, inPlace bool) answered {
	d.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("As", as)
	r.AddCookie(&http.Cookie{Name: "language", Value: language})
	r.Header.Set("Accept-Language", language)
	if inPlace {
		r.Header.Set("HX-Request", "true")
	}
	w := httptest.NewRecorder()
	d.rooms.ServeHTTP(w, r)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(w.Body.String()))
	d.must(err)
	return answered{doc, w.Code, w.Header().Get("Location"), w.Body.String()}
}

func (d *desk) get(path, as string) answered {
	return d.asks(http.MethodGet, path, as, "en", nil, false)
}
func (d *desk) post(path, as string, form url.Values) answered {
	return d.asks(http.MethodPost, path, as, "en", form, false)
}

// typed is the scribe’s form, filled in.
func (d *desk) typed(pairs ...string) url.Values {
	form := url.Values{"turn": {d.lanterns.String()}, "key": {id.New().String()}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func (d *desk) expect(a answered, code int) answered {
	d.t.Helper()
	if a.code != code {
		d.t.Fatalf("answered %d, want %d: %s", a.code, code, strings.Join(strings.Fields(a.Find("main, form").Text()), " "))
	}
	return a
}

func (d *desk) count(sql string, args ...any) int {
	d.t.Helper()
	n, err := db.Value[int](d.t.Context(), d.DB.Pool(), sql, args...)
	d.must(err)
	return n
}

func (d *desk) promised(condition string) int {
	d.t.Helper()
	return d.count(`SELECT count(*) FROM commitment c WHERE presentation_id IN ($1, $2) AND merged_into IS NULL AND `+condition, d.lanterns, d.crate)
}

func (d *desk) one(condition string) id.ID {
	d.t.Helper()
	found, err := db.Value[id.ID](d.t.Context(), d.DB.Pool(), `SELECT id FROM commitment c WHERE `+condition)
	d.must(err)
	return found
}

// shown is the text of an element as people read it.
func shown(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func (d *desk) find(sql string) id.ID {
	d.t.Helper()
	found, err := db.Value[id.ID](d.t.Context(), d.DB.Pool(), sql)
	d.must(err)
	return found
}
