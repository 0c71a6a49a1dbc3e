package e2e

import (
	"fmt"
	"strings"
	"testing"

	"collaboratory/internal/example"
)

// keyPages are the pages most people see, each as who sees most of it: six around the gathering, and the live room.
func keyPages(t *testing.T, w *town) map[string][]string {
	t.Helper()
	gathering, turn := w.tonight(t)
	room := w.Begin(t).room(t)
	return map[string][]string{
		"":     {"/sign-in", "/g/" + w.code(t)},
		june:   {"/", gathering, club + "/gatherings/new"},
		hank:   {turn, room},
		delia:  {w.tracker(t)},
		marcus: {room + "?view=console", room + "/paper"},
		greta:  {room + "?view=scribe"},
		bea:    {room + "?view=presenter"},
	}
}

// tonight is the address of the gathering that can be started, and of its first turn.
func (w *town) tonight(t *testing.T) (gathering, turn string) {
	t.Helper()
	host := w.Visitor(t).SignIn(june)
	gathering = host.Open(club + "/turns").Click(example.TonightTitle).Click("The gathering").Path()
	return gathering, host.Click("Lanterns on the River").Path()
}

func (w *town) tracker(t *testing.T) string {
	t.Helper()
	return w.Visitor(t).SignIn(delia).Open(club + "/turns").Click("The Seed Library").Click("Follow what was promised").Path()
}

// TestKeyPages has axe look at the key pages in two widths, two themes and two languages.
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
	screen := strings.TrimSuffix(w.room(t), "room") + "screen" // in the language of the collaboratory, whoever looks
	w.Visitor(t).SignIn(hank).everyWay(screen, "en")
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
