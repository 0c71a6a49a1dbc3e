package e2e

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/id"
)

// How long a room may take on a machine that does much else; what it took is in the log (go test -v).
const (
	soonOwn    = 2 * time.Second // until the one who pressed reads that it is done
	soonOthers = 5 * time.Second // until it stands on all other screens
)

// room is the address of the live room of tonight's gathering.
func (w *town) room(t testing.TB) string {
	t.Helper()
	at, err := db.Value[id.ID](t.Context(), w.DB.Pool(), `SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	if err != nil {
		t.Fatal(err)
	}
	return club + "/gatherings/" + at.String() + "/room"
}

// code is what stands on the big screen for guests to type.
func (w *town) code(t testing.TB) string {
	t.Helper()
	code, err := db.Value[string](t.Context(), w.DB.Pool(), `SELECT code FROM gathering WHERE title = $1`, example.TonightTitle)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// stored is how many promises of these words there are.
func (w *town) stored(t testing.TB, promise string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), w.DB.Pool(), `SELECT count(*) FROM commitment WHERE promise = $1`, promise)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// guest comes in behind the code, on a phone.
func (w *town) guest(t testing.TB, v *Visitor, name string) *Visitor {
	t.Helper()
	v.Phone().Open("/g/"+w.code(t)).Fill("Your name", name).Tick("I have none").Click("I am 18 or older: let me in")
	return v.At(w.room(t)).See("You are here as " + name + ", a guest")
}

// Next presses the large button and waits for what it brings.
func (v *Visitor) Next(brings string) *Visitor {
	v.t.Helper()
	return v.ready().Click("Next:").See(brings)
}

// ready waits until the large button takes a press again: a hand that trembles presses it once.
func (v *Visitor) ready() *Visitor {
	v.t.Helper()
	v.until("the large button ready", "!((document.getElementById('console-do') || {})['htmx-internal-data'] || {}).throttle")
	return v
}

// says tells whether the page says this now.
func (v *Visitor) says(text string) bool {
	said, err := try[bool](v, script("same(reads(%s)).includes(same(%s))", v.scope, text))
	return err == nil && said
}

// glimpse is a screen that should come to say something.
type glimpse struct {
	on    string
	v     *Visitor
	text  string
	limit time.Duration
	gone  bool // it should come to say it no more
}

func (g glimpse) so() bool { return g.v.says(g.text) != g.gone }

// inTime does something and waits until every screen has come to it, and says how long each took.
func inTime(t testing.TB, what string, act func(), all ...glimpse) {
	t.Helper()
	for _, g := range all {
		if g.so() {
			g.v.fail("%s: the %s is there before it is done: “%s” (gone: %v)", what, g.on, g.text, g.gone)
		}
	}
	took := make([]time.Duration, len(all))
	var waiting sync.WaitGroup
	since := time.Now()
	for i, g := range all {
		waiting.Go(func() {
			if g.v.patiently(g.so) {
				took[i] = time.Since(since)
			}
		})
	}
	act()
	waiting.Wait()
	said := what + ":"
	for i, g := range all {
		if took[i] == 0 {
			g.v.fail("%s: the %s did not come to it: “%s” (gone: %v)", what, g.on, g.text, g.gone)
		}
		said += fmt.Sprintf(" %s %d ms;", g.on, took[i].Milliseconds())
		if took[i] > g.limit {
			t.Errorf("%s: %s after %d ms", what, g.on, took[i].Milliseconds())
		}
	}
	t.Log(said)
}
