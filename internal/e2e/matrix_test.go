package e2e

import (
	"fmt"
	"testing"

	"collaboratory/internal/example"
)

// keyPages are the six pages most people see, each as who sees most of it.
func keyPages(t *testing.T, w *town) map[string][]string {
	t.Helper()
	gathering, turn := w.tonight(t)
	return map[string][]string{
		"":    {"/sign-in"},
		june:  {"/", gathering, club + "/gatherings/new"},
		hank:  {turn},
		delia: {w.tracker(t)},
	}
}

// tonight opens the gathering that can be started, and gives its address and the address of its first turn.
func (w *town) tonight(t *testing.T) (gathering, turn string) {
	t.Helper()
	host := w.Visitor(t).SignIn(june)
	gathering = host.Open(club + "/turns").Click(example.TonightTitle).Click("The gathering").Path()
	host.Click("Start the gathering").See("The gathering has started")
	return gathering, host.Click("Lanterns on the River").Path()
}

func (w *town) tracker(t *testing.T) string {
	t.Helper()
	return w.Visitor(t).SignIn(delia).Open(club + "/turns").Click("The Seed Library").Click("Follow what was promised").Path()
}

// TestKeyPages has axe look at the six key pages in two widths, two themes and two languages.
func TestKeyPages(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	for email, paths := range keyPages(t, w) {
		v := w.Visitor(t)
		if email != "" {
			v.SignIn(email)
		}
		for _, lang := range []string{"en", "es"} {
			if lang == "es" {
				v.Open("/help").Spanish()
			}
			for _, path := range paths {
				v.everyWay(path, lang)
			}
		}
	}
}

// everyWay has axe look at a page in both widths and both themes; the page is loaded once.
func (v *Visitor) everyWay(path, lang string) {
	v.t.Helper()
	v.Light().Phone().Open(path).Has("html[lang=" + lang + "]")
	for _, width := range []string{"phone", "desk"} {
		if width == "desk" {
			v.Desktop()
		}
		for _, theme := range []string{"light", "dark"} {
			if theme == "dark" {
				v.Dark()
			} else {
				v.Light()
			}
			for _, wrong := range v.axe() {
				v.t.Errorf("%s: axe: %s", fmt.Sprint(path, " ", lang, " ", width, " ", theme), wrong)
			}
		}
	}
}
