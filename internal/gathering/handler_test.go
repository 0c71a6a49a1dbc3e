package gathering_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// site is the room's pages as somebody sees them.
type site struct {
	t       *testing.T
	h       *example.House
	handler http.Handler
}

// pages mounts the room as the house does, for one reader; an empty name is a visitor.
func pages(t *testing.T, h *example.House, name string) site {
	t.Helper()
	rooms := gathering.NewHandlers(h.Gatherings)
	rooms.LineUp = func(context.Context, *db.Batch, page.Subject) templ.Component {
		return templ.Raw(`<p id="line-up"></p>`)
	}
	r := chi.NewRouter()
	r.Use(session.New(h.DB, h.Clock, h.Signer, session.Options{}).Load)
	r.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := i18n.With(r.Context(), "en")
			if name != "" {
				ctx = h.As(ctx, name)
				m, _ := access.From(ctx).Membership(h.Club)
				ctx = page.WithClub(ctx, m)
			}
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	})
	r.Route("/c/{slug}", rooms.Routes)
	rooms.Feeds(r)
	r.Method(http.MethodGet, "/a/{token}", page.Handler(rooms.OpenAnswer))
	r.Method(http.MethodPost, "/a/{token}", page.Handler(rooms.SendAnswer))
	return site{t, h, r}
}

func (s site) get(path string) (int, *goquery.Document) {
	return s.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (s site) post(path string, values url.Values) (int, *goquery.Document, string) {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w.Code, s.parse(w), w.Header().Get("Location")
}

func (s site) send(r *http.Request) (int, *goquery.Document) {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w.Code, s.parse(w)
}

func (s site) parse(w *httptest.ResponseRecorder) *goquery.Document {
	s.t.Helper()
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return doc
}

// want checks that a page has an element whose text holds words.
func want(t *testing.T, doc *goquery.Document, selector, words string) {
	t.Helper()
	found := doc.Find(selector)
	if found.Length() == 0 || !strings.Contains(strings.Join(strings.Fields(found.Text()), " "), words) {
		t.Errorf("%s says %q, want %q", selector, strings.Join(strings.Fields(found.Text()), " "), words)
	}
}

func values(doc *goquery.Document, form string) url.Values {
	all := url.Values{}
	doc.Find(form + " input, " + form + " textarea, " + form + " select").Each(func(_ int, f *goquery.Selection) {
		name, _ := f.Attr("name")
		_, checked := f.Attr("checked")
		switch kind, _ := f.Attr("type"); {
		case goquery.NodeName(f) == "select":
			v, _ := f.Find("option[selected]").Attr("value")
			all.Set(name, v)
		case goquery.NodeName(f) == "textarea":
			all.Set(name, f.Text())
		case kind == "radio" || kind == "checkbox":
			if checked {
				all.Set(name, f.AttrOr("value", ""))
			}
		default:
			all.Set(name, f.AttrOr("value", ""))
		}
	})
	return all
}

func TestScheduleInTheBrowser(t *testing.T) {
	h, _ := house(t)
	freshClub(t, h)
	june := pages(t, h, example.Convener)
	code, doc := june.get("/c/mill-creek/gatherings")
	want(t, doc, ".empty", "No gathering is planned")
	if href, _ := doc.Find(".empty a").Attr("href"); code != 200 || href != "/c/mill-creek/gatherings/new" {
		t.Fatal(code, href)
	}
	_, doc = june.get("/c/mill-creek/gatherings/new")
	form := values(doc, "form.form")
	if form.Get("zone") != "America/Chicago" || form.Get("start") != "18:00" || form.Get("agenda") != "evening" {
		t.Fatalf("the form starts from %v", form)
	}
	form.Set("day", "2026-12-03")
	form.Set("place", "Grange Hall")
	form.Set("end", "17:30")
	code, doc, _ = june.post("/c/mill-creek/gatherings", form)
	want(t, doc, "#wrong a[href='#end']", "The end is before the start: choose a time after 6:00 pm")
	if code != 422 || !strings.HasPrefix(doc.Find("title").Text(), "Error:") || values(doc, "form.form").Get("place") != "Grange Hall" {
		t.Errorf("a wrong end: %d, %q", code, doc.Find("title").Text())
	}
	form.Set("end", "20:30")
	code, _, to := june.post("/c/mill-creek/gatherings", form)
	if code != 303 || !strings.HasSuffix(to, "/invitation") {
		t.Fatal(code, to)
	}
	_, doc = june.get(to)
	want(t, doc, "main", "Publish and invite one member")
	want(t, doc, "main", "One member has no address")
	code, _, to = june.post(to, url.Values{})
	if code != 303 {
		t.Fatal(code)
	}
	_, doc = june.get(to)
	want(t, doc, "h1", "Thursday 3 December")
	want(t, doc, ".kicker", "The first gathering")
	want(t, doc, ".bill", "6:00 to 8:30 pm")
	want(t, doc, ".agenda li:last-child", "8:25")
	if doc.Find("#line-up").Length() != 1 || doc.Find("form.notice").Length() != 1 {
		t.Error("the page has its line-up and one notice")
	}
	_, doc = june.get("/c/mill-creek/gatherings/new")
	if again := values(doc, "form.form"); again.Get("place") != "Grange Hall" || again.Get("end") != "20:30" {
		t.Errorf("the next form starts from last time: %v", again)
	}
}

func TestTheSheetForAMember(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	reply := gathering.Reply{Answer: gathering.Going, Needs: "A ramp"}
	if err := h.Gatherings.Answer(h.As(t.Context(), "Walt Pruitt"), h.Club, g, h.Person("Walt Pruitt"), reply); err != nil {
		t.Fatal(err)
	}
	ruth := pages(t, h, "Ruth Ortiz")
	address := "/c/pell-river/gatherings/" + g.String()
	_, doc := ruth.get(address)
	want(t, doc, "#coming", "Walt Pruitt")
	want(t, doc, "form.notice", "One person is coming")
	if text := doc.Text(); strings.Contains(text, "A ramp") || doc.Find("#keep").Length() != 0 {
		t.Error("a member sees who comes, not what they need, nor what conveners do")
	}
	form := values(doc, "form.notice")
	form.Set("answer", "remote")
	form.Set("present", "yes")
	if code, _, to := ruth.post(address+"/rsvp", form); code != 303 || to != address {
		t.Fatal(code, to)
	}
	code, doc, _ := ruth.post(address+"/rsvp", url.Values{"answer": {""}})
	if code != 422 {
		t.Error("an empty answer:", code)
	}
	want(t, doc, "#wrong a[href='#answer']", "Please choose an answer")
	_, doc = pages(t, h, example.Convener).get(address)
	want(t, doc, "#coming", "A ramp")
	want(t, doc, "#coming", "by video, would like to present")
	if err := h.Gatherings.Cancel(june, h.Club, g, "The river is over the road."); err != nil {
		t.Fatal(err)
	}
	_, doc = ruth.get(address)
	want(t, doc, ".banner", "The river is over the road.")
	if doc.Find("form.notice").Length() != 0 {
		t.Error("a canceled gathering takes no answers")
	}
	if code, _ := ruth.get(address + "/edit"); code != 403 {
		t.Error("a member opens the form of a change:", code)
	}
}

func TestTwoEditorsInTheBrowser(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	s := pages(t, h, example.Convener)
	address := "/c/pell-river/gatherings/" + g.String() + "/edit"
	_, doc := s.get(address)
	form := values(doc, "form.form")
	plan := evening().Plan
	plan.Place = "Library"
	if err := h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: 1, Plan: plan}); err != nil {
		t.Fatal(err)
	}
	form.Set("place", "Church")
	code, doc, _ := s.post(address, form)
	want(t, doc, ".banner", "Library")
	if typed := values(doc, "form.form"); code != 409 || typed.Get("place") != "Church" || typed.Get("version") != "2" {
		t.Errorf("both are shown: %d, %v", code, typed)
	}
	if code, _, _ = s.post(address, values(doc, "form.form")); code != 303 || read(t, h, g).Place != "Church" {
		t.Error("sent again, it stands:", code)
	}
}

func TestAgendaInTheBrowser(t *testing.T) {
	h, _ := house(t)
	g := draft(t, h)
	s := pages(t, h, example.Convener)
	address := "/c/pell-river/gatherings/" + g.String() + "/agenda"
	_, doc := s.get(address)
	form := values(doc, "form.form")
	form.Set("line.1.title", "")
	form.Set("line.1.minutes", "")
	form.Set("line.9.title", "Singing")
	form.Set("line.9.minutes", "many")
	code, doc, _ := s.post(address, form)
	if code != 422 {
		t.Fatal("minutes that are no number:", code)
	}
	want(t, doc, "#wrong a[href='#line-9-minutes']", "whole number")
	form.Set("line.9.minutes", "7")
	form.Set("line.9.place", "4")
	if code, _, _ := s.post(address, form); code != 303 {
		t.Fatal(code)
	}
	if n := count(t, h, `SELECT sum(minutes) FROM agenda_item WHERE gathering_id = $1`, g); n != 147 {
		t.Errorf("the agenda takes %d minutes, want 147", n)
	}
	if n := count(t, h, `SELECT position FROM agenda_item WHERE gathering_id = $1 AND title = 'Singing'`, g); n != 3 {
		t.Errorf("singing is line %d, want 3: before what was line 4, without line 1", n)
	}
}

func TestNoteInTheBrowser(t *testing.T) {
	h, _ := house(t)
	g := published(t, h)
	s := pages(t, h, example.Convener)
	address := "/c/pell-river/gatherings/" + g.String() + "/note"
	_, doc := s.get(address)
	form := values(doc, "form.form")
	form.Set("subject", "Bring a chair")
	form.Set("body", "Please.")
	_, doc, _ = s.post(address, form)
	want(t, doc, "main", "This goes to 38 people.")
	if n := count(t, h, `SELECT count(*) FROM gathering_note WHERE gathering_id = $1`, g); n != 0 {
		t.Fatal("the preview sent something")
	}
	form = values(doc, "form.form")
	form.Set("send", "1")
	for range 2 {
		if code, _, _ := s.post(address, form); code != 303 {
			t.Fatal(code)
		}
	}
	if n := lettersAbout(t, h, g); n != 38+38 {
		t.Errorf("%d letters, want 38 invitations and 38 notes", n)
	}
}

func TestTheLetterInTheBrowser(t *testing.T) {
	h, _ := house(t)
	g := published(t, h)
	link, err := h.Key(t.Context(), "ruth@pellriver.example", "/a/")
	if err != nil {
		t.Fatal(err)
	}
	visitor := pages(t, h, "")
	code, doc := visitor.get("/a/" + link + "?answer=going")
	want(t, doc, ".lede", "Ruth Ortiz")
	if doc.Find("form button").Length() < 1 || code != 200 || values(doc, "form.notice").Get("answer") != "going" {
		t.Fatal(code, values(doc, "form.notice"))
	}
	if n := count(t, h, `SELECT count(*) FROM answer WHERE gathering_id = $1`, g); n != 0 {
		t.Fatal("a visit answered")
	}
	if code, _, to := visitor.post("/a/"+link, values(doc, "form.notice")); code != 303 || to != "/a/"+link {
		t.Fatal(code, to)
	}
	if n := count(t, h, `SELECT count(*) FROM answer WHERE gathering_id = $1 AND answer = 'going'`, g); n != 1 {
		t.Error("the answer is not kept")
	}
	if code, _ = visitor.get("/a/" + link[:40]); code != 404 {
		t.Error("a link cut short:", code)
	}
}

// TestOneBatch: the page of a gathering asks Postgres once, whatever it shows.
func TestOneBatch(t *testing.T) {
	h, _ := house(t)
	g := published(t, h)
	ctx, who := db.CountRoundTrips(t.Context())
	h.As(ctx, example.Convener)
	ctx, all := db.CountRoundTrips(t.Context())
	r := httptest.NewRequest(http.MethodGet, "/c/pell-river/gatherings/"+g.String(), nil).WithContext(ctx)
	if code, _ := pages(t, h, example.Convener).send(r); code != 200 {
		t.Fatal(code)
	}
	if got := all() - who(); got != 1 {
		t.Errorf("the page took %d round trips beside knowing who asks, want 1", got)
	}
}

func TestWhatIsNext(t *testing.T) {
	h, _ := house(t)
	freshClub(t, h)
	published(t, h)
	rooms := gathering.NewHandlers(h.Gatherings)
	show := func(name string, slot page.Slot) string {
		ctx := h.As(t.Context(), name)
		b := db.NewBatch()
		part := slot.Fill(ctx, b, page.Subject{Collaboratory: h.Club})
		if err := b.Run(ctx, h.DB.Pool()); err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		if err := part.Render(ctx, &text); err != nil {
			t.Fatal(err)
		}
		return text.String()
	}
	if text := show(example.Convener, rooms.Next); !strings.Contains(text, "Grange Hall") || !strings.Contains(text, "#rsvp") {
		t.Error("what is next here:", text)
	}
	if text := show(example.Convener, rooms.NextOfMine); !strings.Contains(text, "notice") {
		t.Error("what is next for me:", text)
	}
	if text := show("Ruth Ortiz", rooms.Next); text != "" {
		t.Error("a member of elsewhere sees what is next:", text)
	}
	stranger := page.Slot(func(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
		return rooms.Next(access.With(ctx, access.Actor{}), b, of)
	})
	if text := show(example.Convener, stranger); text != "" {
		t.Error("a visitor sees what is next:", text)
	}
}
