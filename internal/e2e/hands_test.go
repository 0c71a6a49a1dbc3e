package e2e

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	patience = 15 * time.Second       // for anything the page should come to
	grace    = 500 * time.Millisecond // for a press to set something off
	glance   = 20 * time.Millisecond  // between two looks at the page
)

//go:embed testdata/find.js
var findScript string

// spot is what find.js says about an element.
type spot struct {
	Why         string
	X, Y        float64
	Leads, Done bool
	Disabled    bool
}

func (v *Visitor) press(what, call string, args ...any) {
	v.t.Helper()
	s := v.await(what, call, args...)
	if s.Disabled {
		v.fail("%s is not to be pressed", what)
	}
	before := v.watch.steps()
	if !s.Done {
		v.do(chromedp.MouseClickXY(s.X, s.Y))
	}
	if s.Leads {
		v.begun(before)
	}
	v.settle()
}

// await finds an element, waiting for it when it is not there yet.
func (v *Visitor) await(what, call string, args ...any) spot {
	v.t.Helper()
	var last spot
	ok := v.patiently(func() bool {
		last = spot{}
		s, err := try[spot](v, script(call, args...))
		if err != nil {
			last.Why = err.Error()
			return false
		}
		last = s
		return s.Why == ""
	})
	if !ok {
		v.fail("%s: %s", what, last.Why)
	}
	return last
}

// until waits for a condition.
func (v *Visitor) until(what, condition string, args ...any) {
	v.t.Helper()
	if !v.patiently(func() bool {
		got, err := try[bool](v, script(condition, args...))
		return err == nil && got
	}) {
		v.fail("did not come to see %s", what)
	}
}

// patiently looks until it is so, or patience ends.
func (v *Visitor) patiently(so func() bool) bool {
	if so() {
		return true
	}
	end, again := time.NewTimer(patience), time.NewTicker(glance)
	defer end.Stop()
	defer again.Stop()
	for {
		select {
		case <-end.C:
			return false
		case <-again.C:
			if so() {
				return true
			}
		}
	}
}

// begun gives a press the grace to set off what it should.
func (v *Visitor) begun(before int) {
	end := time.NewTimer(grace)
	defer end.Stop()
	for {
		begun, _, changed := v.watch.state()
		if begun != before {
			return
		}
		select {
		case <-changed:
		case <-end.C:
			return
		}
	}
}

// settle waits until the tab neither loads nor asks.
func (v *Visitor) settle() {
	v.t.Helper()
	end := time.NewTimer(patience)
	defer end.Stop()
	for {
		_, resting, changed := v.watch.state()
		if resting {
			return
		}
		select {
		case <-changed:
		case <-end.C:
			v.fail("the page does not come to rest")
		}
	}
}

func script(call string, args ...any) string {
	quoted := make([]any, len(args))
	for i, arg := range args {
		text, err := json.Marshal(arg)
		if err != nil || string(text) == "null" {
			text = []byte("[]")
		}
		quoted[i] = string(text)
	}
	return "(() => {" + findScript + "\nreturn " + fmt.Sprintf(call, quoted...) + ";})()"
}

// look asks the page for a value.
func look[T any](v *Visitor, js string) T {
	v.t.Helper()
	value, err := try[T](v, js)
	if err != nil {
		v.fail("asking the page: %v", err)
	}
	return value
}

func try[T any](v *Visitor, js string) (T, error) {
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
}

func (v *Visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.fail("the browser: %v", err)
	}
}

// fail ends the test with the words on the page and a picture of it.
func (v *Visitor) fail(format string, args ...any) {
	v.t.Helper()
	where, _ := try[string](v, "location.pathname + location.search")
	text, _ := try[string](v, "document.title + '\\n' + document.body.innerText")
	v.t.Fatalf("%s\nat %s, pictured in %s, which says:\n%s", fmt.Sprintf(format, args...), where, v.picture(), text)
}

func (v *Visitor) picture() string {
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(90))
	if err != nil {
		return "no picture (" + err.Error() + ")"
	}
	dir := filepath.Join(os.TempDir(), "collaboratory-e2e")
	path := filepath.Join(dir, strings.NewReplacer("/", "_", " ", "_").Replace(v.t.Name())+".jpg")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err.Error()
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		return err.Error()
	}
	return path
}

func (v *Visitor) checkTroubles() {
	for _, said := range v.watch.takeTroubles() {
		v.t.Errorf("in the browser: %s", said)
	}
}

func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func media(scheme string) chromedp.Action[chromedp.Void] {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}
