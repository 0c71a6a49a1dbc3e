package stage_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
	"collaboratory/internal/stage"
)

// library is the short evening at the library with its big screen, and whoever looks at it.
type library struct {
	*example.House
	t       *testing.T
	evening id.ID
	rooms   http.Handler
	streams http.Handler
}

func openLibrary(t *testing.T) *library {
	t.Helper()
	h := &library{House: exampletest.OpenTown(t), t: t}
	h.evening = h.gathering(example.TonightTitle)
	handlers := stage.NewHandlers(h.Stages, h.Limiter, func(*http.Request) string { return "192.0.2.7" })
	h.rooms, h.streams = h.served(handlers.Routes), h.served(handlers.Streams)
	return h
}

// served mounts addresses as the app does; the header As signs somebody in.
func (h *library) served(mount func(chi.Router)) http.Handler {
	r := chi.NewRouter()
	r.Use(session.New(h.DB, h.Clock, h.Signer, session.Options{}).Load, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := page.WithHouse(r.Context(), page.House{Base: "http://pellriver.example"})
			if name := r.Header.Get("As"); name != "" {
				ctx = access.With(ctx, access.From(h.As(ctx, name)))
			}
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	})
	mount(r)
	return r
}

func (h *library) gathering(title string) id.ID {
	h.t.Helper()
	at, err := db.Value[id.ID](h.t.Context(), h.DB.Pool(), `SELECT id FROM gathering WHERE title = $1`, title)
	h.must(err)
	return at
}

func (h *library) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *library) exec(sql string, args ...any) {
	h.t.Helper()
	_, err := h.DB.Pool().Exec(h.t.Context(), sql, args...)
	h.must(err)
}

// press is one press of the host, from a page that shows what is on.
func (h *library) press(do stage.Do) {
	h.t.Helper()
	version, err := db.Value[int](h.t.Context(), h.DB.Pool(), `SELECT coalesce(max(version), 0) FROM stage WHERE gathering_id = $1`, h.evening)
	h.must(err)
	h.must(h.Stages.Press(h.As(h.t.Context(), example.Host), h.Club, h.evening, stage.Press{Do: do, Version: version}))
}

// until presses Next until the big screen shows this.
func (h *library) until(kind string) *goquery.Document {
	h.t.Helper()
	for range 30 {
		if wall := h.wall(); wall.Find(".wall.is-"+kind).Length() == 1 {
			return wall
		}
		h.press(stage.DoNext)
	}
	h.t.Fatalf("the evening never came to %s", kind)
	return nil
}

// wall is the big screen as Walt sees it.
func (h *library) wall() *goquery.Document {
	h.t.Helper()
	answer := h.ask(http.MethodGet, h.wallAt(), "Walt Pruitt", nil, nil)
	if answer.Code != http.StatusOK {
		h.t.Fatalf("the wall answered %d: %s", answer.Code, answer.Body)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(answer.Body.String()))
	h.must(err)
	return doc
}

func (h *library) wallAt() string {
	return "/c/" + example.Slug + "/gatherings/" + h.evening.String() + "/screen"
}

func (h *library) ask(method, path, as string, cookies []*http.Cookie, form url.Values) *httptest.ResponseRecorder {
	h.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("As", as)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	answer := httptest.NewRecorder()
	h.rooms.ServeHTTP(answer, r)
	return answer
}

// turn is the turn that is on.
func (h *library) turn() id.ID {
	h.t.Helper()
	on, err := db.Value[id.ID](h.t.Context(), h.DB.Pool(), `SELECT presentation_id FROM stage WHERE gathering_id = $1`, h.evening)
	h.must(err)
	return on
}

// promise is made on a phone in the room.
func (h *library) promise(ctx context.Context, words string, change func(*commitment.PledgeInput)) id.ID {
	h.t.Helper()
	due, sum := h.Clock.Now().AddDate(0, 0, 9), int64(4200)
	in := commitment.PledgeInput{
		Presentation: h.turn(), Kind: commitment.Money, Promise: words, Cents: &sum, Due: &due, Firm: true, Key: id.New(),
	}
	if change != nil {
		change(&in)
	}
	made, err := h.Commitments.Pledge(ctx, h.Club, in)
	h.must(err)
	h.Clock.Advance(time.Second)
	return made
}

// guest is somebody who joined by the code.
func (h *library) guest(name string) context.Context {
	h.t.Helper()
	code, err := db.Value[string](h.t.Context(), h.DB.Pool(), `SELECT code FROM gathering WHERE id = $1`, h.evening)
	h.must(err)
	held, err := h.Gatherings.Join(h.t.Context(), code, gathering.Joining{Key: id.New(), Name: name, NoEmail: true})
	h.must(err)
	pass, _, err := h.Gatherings.Pass(h.t.Context(), held)
	h.must(err)
	return access.With(h.t.Context(), access.Actor{Guest: &pass})
}
