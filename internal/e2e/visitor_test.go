package e2e

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Visitor is a person with a browser of their own. Its verbs fail the test when the page does not let them.
type Visitor struct {
	t     testing.TB
	town  *town
	ctx   context.Context
	watch *watch
	scope []string
}

// Visitor opens a fresh browser, without cookies, on a desk.
func (w *town) Visitor(t testing.TB) *Visitor {
	t.Helper()
	seen := newWatch(w.URL)
	ctx, leave := chromedp.NewContext(theBrowser(t), chromedp.WithNewBrowserContext(), chromedp.WithListener(seen.hear))
	v := &Visitor{t: t, town: w, ctx: ctx, watch: seen}
	t.Cleanup(func() {
		v.checkTroubles()
		leave()
	})
	// The tab lives as long as the context of its first step, so that one has no end.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a browser tab: %v", err)
	}
	v.do(
		command(network.Enable, network.EnableParams{}),
		command(audits.Enable, cdp.Empty{}),
		media("light"),
	)
	return v.Desktop()
}

// Phone makes the screen a phone's.
func (v *Visitor) Phone() *Visitor { return v.Wide(390) }

// Wide makes the screen a phone's of this width.
func (v *Visitor) Wide(pixels int64) *Visitor {
	v.t.Helper()
	v.do(chromedp.EmulateViewport(pixels, 844, chromedp.EmulateMobile))
	return v
}

// Desktop makes the screen a desk's.
func (v *Visitor) Desktop() *Visitor {
	v.t.Helper()
	v.do(chromedp.EmulateViewport(1280, 900))
	return v
}

// Dark asks for dark pages.
func (v *Visitor) Dark() *Visitor {
	v.t.Helper()
	v.do(media("dark"))
	return v
}

// Light asks for light pages.
func (v *Visitor) Light() *Visitor {
	v.t.Helper()
	v.do(media("light"))
	return v
}

// WithoutJS turns scripts off for good.
func (v *Visitor) WithoutJS() *Visitor {
	v.t.Helper()
	v.do(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	return v
}

// Spanish presses the word at the foot of the page.
func (v *Visitor) Spanish() *Visitor {
	v.t.Helper()
	return v.Click("Español")
}

// Expects says that this trouble is wanted: a form sent back, a page that is gone.
func (v *Visitor) Expects(trouble string) *Visitor {
	v.watch.mu.Lock()
	defer v.watch.mu.Unlock()
	v.watch.expected = append(v.watch.expected, trouble)
	return v
}

// In looks only at the smallest part of the page that has these words.
func (v *Visitor) In(words string) *Visitor {
	narrow := *v
	narrow.scope = append(append([]string{}, v.scope...), words)
	return &narrow
}

// Open goes to an address of the site.
func (v *Visitor) Open(path string) *Visitor {
	v.t.Helper()
	v.do(chromedp.Navigate(v.town.URL + path))
	v.settle()
	return v
}

// Click presses the link or button with these words and waits until the page has answered.
func (v *Visitor) Click(words string) *Visitor {
	v.t.Helper()
	v.press("link or button “"+words+"”", "press(%s, %s)", v.scope, words)
	return v
}

// ClickTwice presses twice, as an impatient thumb does.
func (v *Visitor) ClickTwice(words string) *Visitor {
	v.t.Helper()
	s := v.await("link or button “"+words+"”", "press(%s, %s)", v.scope, words)
	before := v.watch.steps()
	v.do(chromedp.MouseClickXY(s.X, s.Y), chromedp.MouseClickXY(s.X, s.Y, chromedp.ClickCount(2)))
	v.begun(before)
	v.settle()
	return v
}

// Tick presses a box or choice with these words.
func (v *Visitor) Tick(words string) *Visitor {
	v.t.Helper()
	v.press("box “"+words+"”", "tick(%s, %s)", v.scope, words)
	return v
}

// Choose takes one answer of a list, or of slabs or lines under a legend.
func (v *Visitor) Choose(field, words string) *Visitor {
	v.t.Helper()
	v.press("“"+words+"” of “"+field+"”", "choose(%s, %s, %s)", v.scope, field, words)
	return v
}

// Fill writes into the field with this label, in place of what stood there.
func (v *Visitor) Fill(label, value string) *Visitor {
	v.t.Helper()
	s := v.await("the field “"+label+"”", "fill(%s, %s, %s)", v.scope, label, value)
	if !s.Done {
		v.do(command(input.InsertText, input.InsertTextParams{Text: value}))
	}
	return v
}

// See waits until the page says this.
func (v *Visitor) See(text string) *Visitor {
	v.t.Helper()
	v.until("“"+text+"”", "same(reads(%s)).includes(same(%s))", v.scope, text)
	return v
}

// NotSee says that the page, as it stands now, does not say this.
func (v *Visitor) NotSee(text string) *Visitor {
	v.t.Helper()
	v.until("no “"+text+"”", "!same(reads(%s)).includes(same(%s))", v.scope, text)
	return v
}

// SeeFilled waits until the field with this label holds the value.
func (v *Visitor) SeeFilled(label, value string) *Visitor {
	v.t.Helper()
	v.until("“"+value+"” in the field “"+label+"”", "holds(%s, %s) === %s", v.scope, label, value)
	return v
}

// At waits until the address begins with this path.
func (v *Visitor) At(path string) *Visitor {
	v.t.Helper()
	v.until("the address "+path, "location.pathname.startsWith(%s)", path)
	return v
}

// Path is where the browser stands.
func (v *Visitor) Path() string {
	v.t.Helper()
	return look[string](v, "location.pathname + location.search")
}

// SignIn signs in as everybody does: ask for a letter, open its link, press the button.
func (v *Visitor) SignIn(email string) *Visitor {
	v.t.Helper()
	v.Open("/sign-in").Fill("Your e-mail address", email).Click("Send me a link").See("Look into your mailbox")
	v.Open(v.town.Link(v.t, email, "/sign-in/")).Click("Sign me in")
	return v.Has("form[action='/sign-out']")
}

// Has waits until the page has an element; for what no words say.
func (v *Visitor) Has(selector string) *Visitor {
	v.t.Helper()
	v.until(selector, "document.querySelector(%s) !== null", selector)
	return v
}
