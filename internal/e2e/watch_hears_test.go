package e2e

import "testing"

// TestTheWatchHears: what every other test relies on to fail, is heard.
func TestTheWatchHears(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Open("/help")
	for trouble, js := range map[string]string{
		"console error":           "console.error('boo')",
		"page error":              "setTimeout(() => { throw new Error('boo') }); new Promise((done) => setTimeout(done, 50))",
		"content security policy": "document.body.setAttribute('style', 'color: red')",
		"off the site":            "document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/x.png' })); 0",
	} {
		if _, err := try[any](v, "(() => {"+js+"})(); 1"); err != nil {
			t.Fatal(err)
		}
		if !v.patiently(func() bool { return v.watch.heard(trouble) }) {
			t.Errorf("nobody heard: %s", trouble)
		}
	}
	v.watch.takeTroubles()
}
