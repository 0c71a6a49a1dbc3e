package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mostStops is how many stops of the Tab key a page may have before its end is reached.
const mostStops = 150

// focused tells where the focus is and whether one can see it there.
const focused = `(() => {
	const el = document.activeElement, box = el.getBoundingClientRect(), look = getComputedStyle(el);
	const x = box.left + Math.min(box.width / 2, 20), y = box.top + box.height / 2, hit = document.elementFromPoint(x, y);
	return {
		Name: el.outerHTML.replace(/\s+/g, " ").slice(0, 120), Words: el.innerText || "", Body: el === document.body,
		Ringed: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2 || el.matches("[type=radio], [type=checkbox]"),
		Seen: !!hit && (el.contains(hit) || hit.contains(el)),
	};
})()`

type stop struct {
	Name, Words        string
	Body, Ringed, Seen bool
}

// TestKeyboard goes through the longest page by the Tab key: each stop can be seen, and the end is reached.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).SignIn(june)
	v.Open(club + "/gatherings").Click("Schedule a gathering").Open(club + "/members")
	v.do(chromedp.KeyEvent(kb.Tab))
	if at := look[stop](v, focused); at.Words != "Skip to the page" {
		t.Errorf("the first stop is not the way past the masthead: %s", at.Name)
	}
	for range mostStops {
		v.do(chromedp.KeyEvent(kb.Tab))
		at := look[stop](v, focused)
		if at.Words == "Privacy" {
			return
		}
		if at.Body || !at.Ringed || !at.Seen {
			t.Errorf("the focus cannot be seen (ring %v, in sight %v): %s", at.Ringed, at.Seen, at.Name)
		}
	}
	t.Errorf("the foot of the page is not reached in %d stops", mostStops)
}
