package e2e

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// town is Pell River with its doors open: a copy of its own, served on an address of its own.
type town struct {
	*example.House
	App *app.App
	URL string
	at  *entrance
}

// openTown serves a fresh copy of the town. Jobs run when Work is called.
func openTown(t testing.TB) *town {
	t.Helper()
	return serve(t, exampletest.OpenTown(t))
}

// openFields serves a house with nobody in it yet.
func openFields(t testing.TB) *town {
	t.Helper()
	return serve(t, exampletest.Open(t))
}

// Begin opens the evening that can be started now, as its host would, and goes on to where hands go up.
func (w *town) Begin(t testing.TB) *town {
	t.Helper()
	at := id.Maybe(path.Base(path.Dir(w.room(t))))
	presses := []stage.Do{stage.DoStart, stage.DoNext, stage.DoNext, stage.DoNext, stage.DoNext, stage.DoNext}
	for version, do := range presses {
		if err := w.App.Stages.Press(w.As(t.Context(), example.Host), w.Club, at, stage.Press{Do: do, Version: version}); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// Work does all jobs that are due by the town's clock, those that come round by themselves too.
func (w *town) Work(t testing.TB) {
	t.Helper()
	if err := w.App.Queue.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.App.Queue.Drain(t.Context()); err != nil {
		t.Fatalf("working the jobs: %v", err)
	}
}

// Days lets so many days pass, with the work of each.
func (w *town) Days(t testing.TB, n int) {
	t.Helper()
	for range n {
		w.Clock.Advance(24 * time.Hour)
		w.Work(t)
	}
}

// Letter is the text of the newest letter to an address that holds these words.
func (w *town) Letter(t testing.TB, email, words string) string {
	t.Helper()
	letters, err := w.App.Office.Letters(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	var subjects []string
	for _, l := range letters {
		text := l.Subject + "\n" + l.Text
		if strings.Contains(text, words) {
			return text
		}
		subjects = append(subjects, l.Subject)
	}
	t.Fatalf("no letter to %s says %q; there are: %s", email, words, strings.Join(subjects, " · "))
	return ""
}

// Link is the first address in the newest letter to somebody that begins with this path, without the site.
func (w *town) Link(t testing.TB, email, path string) string {
	t.Helper()
	text := w.Letter(t, email, w.URL+path)
	return w.pathOf(t, regexp.MustCompile(regexp.QuoteMeta(w.URL+path)+`[^\s<>)]*`).FindString(text))
}

// LinkUnder is the address that stands under these words in the newest letter that has them.
func (w *town) LinkUnder(t testing.TB, email, words string) string {
	t.Helper()
	text := w.Letter(t, email, words)
	_, after, _ := strings.Cut(text, words)
	link := regexp.MustCompile(regexp.QuoteMeta(w.URL) + `/[^\s<>)]*`).FindString(after)
	if link == "" {
		t.Fatalf("the letter to %s has no address after %q:\n%s", email, words, text)
	}
	return w.pathOf(t, link)
}

func (w *town) pathOf(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.RequestURI()
}
