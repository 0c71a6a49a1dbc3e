package stage_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

func TestTheWallShowsWhatEverybodyMaySee(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	h.until("commitments")
	as := func(name string) context.Context { return h.As(t.Context(), name) }
	h.promise(as("Rosa Villaseñor"), "lend the bakery van", nil)
	hidden := h.promise(as("Walt Pruitt"), "paint it pink", nil)
	h.must(h.Stages.Hide(as(example.Host), h.Club, h.evening, hidden, true))
	h.promise(as("Opal Jenkins"), "think about a loan", func(in *commitment.PledgeInput) { in.Firm, in.Due, in.Cents = false, nil, nil })
	h.promise(as("Greta Holm"), "bring forty cups", func(in *commitment.PledgeInput) { in.ShownAsMember = true })
	h.promise(as("Ximena Duarte"), "print the flyers", func(in *commitment.PledgeInput) { in.PrivateNote = "my sister pays for the ink" })
	unseen := h.promise(h.guest("Dana Fox"), "sing on the roof", nil)

	wall := h.until("commitments").Find(".wall")
	shows(t, wall, "Ximena Duarte", "will print the flyers", "A member", "will bring forty cups", "Rosa Villaseñor", "will lend the bakery van", "$42")
	hides(t, wall, "pink", "Walt", "loan", "Opal", "Greta", "sister", "Dana", "roof", "talk")
	if n := strings.TrimSpace(wall.Find(".wall-number").Text()); n != "3" {
		t.Errorf("%s promises are counted, three may be seen", n)
	}
	if wall.Find("li.wall-slip").First().Text() != wall.Find("li.is-first").Text() || !strings.Contains(wall.Find("li.is-first").Text(), "flyers") {
		t.Error("the newest promise stands first")
	}

	h.must(h.Stages.Nod(as(example.Scribe), h.Club, h.evening, unseen))
	shows(t, h.wall().Find(".wall"), "Dana Fox", "will sing on the roof")

	h.must(h.Stages.SetUp(as(example.Host), h.Club, h.evening, stage.Settings{Nod: true}))
	hides(t, h.wall().Find(".wall-new, .wall-foot"), "$")
	h.until("thanks")
	hides(t, h.wall().Find(".wall"), "$", "pink", "loan", "Greta", "sister")
	h.until("closing")
	shows(t, h.wall().Find(".wall-harvest"), "4 promises")
	hides(t, h.wall().Find(".wall"), "$", "pink", "Greta", "Walt")
}

func shows(t *testing.T, at *goquery.Selection, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(at.Text(), w) {
			t.Errorf("the wall does not show %q: %s", w, strings.Join(strings.Fields(at.Text()), " "))
		}
	}
}

func hides(t *testing.T, at *goquery.Selection, words ...string) {
	t.Helper()
	html, err := at.Html()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if strings.Contains(html, w) {
			t.Errorf("the wall shows %q: %s", w, strings.Join(strings.Fields(at.Text()), " "))
		}
	}
}

func TestAHiddenPromiseLeavesTheAskOpen(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	h.until("commitments")
	asks, err := db.All[id.ID](t.Context(), h.DB.Pool(), `
		SELECT a.id FROM ask a JOIN presentation t ON t.proposal_id = a.proposal_id WHERE t.id = $1 ORDER BY a.position`, h.turn())
	h.must(err)
	before, _ := h.wall().Find(".wall-open").Html()
	for _, ask := range asks {
		made := h.promise(h.As(t.Context(), "Walt Pruitt"), "do all of it", func(in *commitment.PledgeInput) {
			lots, sum := 900.0, int64(99_000_00)
			in.Ask, in.Kind, in.Amount, in.Unit, in.Cents = ask, commitment.Money, &lots, "times", &sum
		})
		h.must(h.Stages.Hide(h.As(t.Context(), example.Host), h.Club, h.evening, made, true))
	}
	if after, _ := h.wall().Find(".wall-open").Html(); after != before {
		t.Errorf("what nobody may see fills asks:\n%s\n%s", before, after)
	}
}

// TestTheWallSpeaksTheLanguageOfItsClub: every view renders, in the club’s language, whoever looks.
func TestTheWallSpeaksTheLanguageOfItsClub(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string]string{"en": "No phone?", "es": ""} {
		t.Run(lang, func(t *testing.T) {
			h := openLibrary(t)
			h.exec(`UPDATE collaboratory SET language = $1`, lang)
			h.exec(`UPDATE proposal SET title = $1`, strings.TrimSpace(strings.Repeat("A very long title for a small thing ", 6))[:200])
			shows(t, h.until("welcome").Find(".wall"), words)
			h.press(stage.DoStart)
			for _, kind := range []string{"welcome", "report", "listen", "commitments"} {
				wall := h.until(kind)
				if got, _ := wall.Find(".wall").Attr("lang"); got != lang || wall.Find("html").AttrOr("lang", "") != lang {
					t.Errorf("%s is in %q", kind, got)
				}
				if wall.Find("h1").Length() != 1 || wall.Find("svg.qr path[d^=M]").Length() != 1 {
					t.Errorf("%s has no one heading, or no way in", kind)
				}
			}
			h.promise(h.As(t.Context(), "Walt Pruitt"), strings.Repeat("bring many chairs ", 10), nil)
			for _, kind := range []string{"commitments", "thanks", "item", "closing"} {
				h.until(kind)
			}
			h.must(h.Stages.Press(h.As(t.Context(), example.Host), h.Club, h.evening, stage.Press{Do: stage.DoClose}))
			h.until("closing")
		})
	}
}

func TestTheWallBeforeAndAfterTheEvening(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	for title, want := range map[string]string{example.AutumnTitle: "closing", example.SpringTitle: "closing", example.WinterTitle: "welcome"} {
		h.evening = h.gathering(title)
		if h.wall().Find(".wall.is-"+want).Length() != 1 {
			t.Errorf("%s is not on %s", title, want)
		}
	}
	h.exec(`UPDATE gathering SET state = 'cancelled' WHERE id = $1`, h.evening)
	shows(t, h.wall().Find(".wall.is-item"), "does not take place")
}

func TestTheStreamOfTheWallBeginsWithThePage(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	v := h.waits()
	h.must(h.pair(example.Host, v.digits))
	for _, kind := range []string{"welcome", "report", "commitments"} {
		h.until(kind)
		onPage := h.ask(http.MethodGet, h.wallAt(), "Walt Pruitt", nil, nil).Body.String()
		streamed := h.firstPart(h.wallAt()+"/events", v.cookies)
		if !strings.Contains(streamed, "is-"+kind) || !strings.Contains(onPage, streamed) {
			t.Errorf("%s: what is streamed is not what the page shows: %.200s", kind, streamed)
		}
	}
}

// firstPart is the wall as its stream first tells it; empty when the stream says goodbye.
func (h *library) firstPart(path string, cookies []*http.Cookie) string {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), 5*time.Second)
	defer cancel()
	r := httptest.NewRequest(http.MethodGet, path, nil).WithContext(ctx)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := &heard{ResponseRecorder: httptest.NewRecorder(), until: []string{"event: wall", "event: bye"}, enough: cancel}
	h.streams.ServeHTTP(w, r)
	_, part, _ := strings.Cut(w.Body.String(), "event: wall\n")
	var lines []string
	for line := range strings.SplitSeq(part, "\n") {
		if data, is := strings.CutPrefix(line, "data: "); is {
			lines = append(lines, data)
		}
	}
	return strings.Join(lines, "\n")
}

// heard hangs up when it has heard enough.
type heard struct {
	*httptest.ResponseRecorder
	until  []string
	enough func()
}

func (h *heard) Flush() {
	h.ResponseRecorder.Flush()
	for _, end := range h.until {
		if strings.Contains(h.Body.String(), end) {
			h.enough()
		}
	}
}

func TestWhoMayLookAtTheWall(t *testing.T) {
	t.Parallel()
	h := openLibrary(t)
	h.press(stage.DoStart)
	if code := h.ask(http.MethodGet, h.wallAt(), "", nil, nil).Code; code != http.StatusSeeOther {
		t.Errorf("a stranger got %d, want the sign-in", code)
	}
	if p := h.firstPart(h.wallAt()+"/events", nil); p != "" {
		t.Errorf("a stranger’s stream: %s", p)
	}
	elsewhere := strings.Replace(h.wallAt(), h.evening.String(), id.New().String(), 1)
	if code := h.ask(http.MethodGet, elsewhere, "Walt Pruitt", nil, nil).Code; code != http.StatusNotFound {
		t.Errorf("no such gathering: %d", code)
	}
}
