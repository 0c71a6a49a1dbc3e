package e2e

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

//go:embed testdata/axe.min.js
var axeScript string

//go:embed testdata/page.js
var pageScript string

// What every page keeps; see the design's “For every page”.
const (
	heaviest     = 90_000 // bytes over the wire at the first view
	mostRequests = 8
	thumb        = 44 // pixels, the least a control is wide and high
	finest       = 18 // pixels, the smallest words on a phone
)

// TestEveryPage looks at each distinct page once on a phone, light and in English: what axe finds, whether it fits, what
// it weighs. A page that looks alike to several is seen as the richest of them sees it.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	w := openTown(t).Begin(t)
	known := map[string]bool{}
	for i, p := range personas {
		paths := fresh(w.crawl(t, p, "en"), known)
		if i == 0 {
			paths = append(paths, "/dev/kit")
		}
		t.Run(p.Role, func(t *testing.T) {
			t.Parallel()
			v := w.Visitor(t)
			v.do(command(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
			if p.Email != "" {
				v.SignIn(p.Email)
			}
			for _, path := range paths {
				wall := strings.HasPrefix(path, club) && strings.HasSuffix(path, "/screen") // hangs on a wall, not in a hand
				if v.Phone(); wall {
					v.Desktop()
				}
				v.watch.takeTraffic()
				v.Open(path)
				name := path[:min(len(path), 100)]
				v.weighs(name)
				v.readable(name)
				if !wall {
					v.fits(name)
				}
			}
		})
	}
}

// fresh are the addresses of patterns not known yet, one each.
func fresh(sights []sight, known map[string]bool) []string {
	var paths []string
	for _, s := range sights {
		if !known[s.Pattern] {
			known[s.Pattern] = true
			paths = append(paths, s.Path)
		}
	}
	return paths
}

// weighs holds the first view to its weight.
func (v *Visitor) weighs(path string) {
	v.t.Helper()
	first := v.watch.takeTraffic()
	if first.Bytes > heaviest || len(first.Requests) > mostRequests {
		v.t.Errorf("%s: the first view is %.0f kB in %d requests: %s", path, first.Bytes/1000, len(first.Requests), strings.Join(first.Requests, ", "))
	}
}

// readable holds a page to what axe finds, and to the size of words and controls.
func (v *Visitor) readable(path string) {
	v.t.Helper()
	for _, wrong := range v.axe() {
		v.t.Errorf("%s: axe: %s", path, wrong)
	}
	for _, small := range look[[]string](v, lookScript("tooSmall(%v)", thumb)) {
		v.t.Errorf("%s: too small for a thumb: %s", path, small)
	}
	for _, fine := range look[[]string](v, lookScript("tooFine(%v)", finest)) {
		v.t.Errorf("%s: too small to read: %s", path, fine)
	}
}

// fits holds a page to a narrow phone.
func (v *Visitor) fits(path string) {
	v.t.Helper()
	v.Wide(320)
	for _, wide := range look[[]string](v, lookScript("tooWide()")) {
		v.t.Errorf("%s: wider than 320 px: %s", path, wide)
	}
}

// axe is what axe finds on the page as it stands.
func (v *Visitor) axe() []string {
	v.t.Helper()
	if !look[bool](v, "typeof axe === 'object'") {
		if _, err := try[bool](v, axeScript+"\n;true"); err != nil {
			v.fail("loading axe: %v", err)
		}
	}
	tags, err := json.Marshal([]string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"})
	if err != nil {
		v.t.Fatal(err)
	}
	return look[[]string](v, lookScript("axeSays(%s)", tags))
}

func lookScript(call string, args ...any) string {
	return "(() => {" + pageScript + "\nreturn " + fmt.Sprintf(call, args...) + ";})()"
}
