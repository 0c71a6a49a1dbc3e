package e2e

import (
	"testing"

	"collaboratory/internal/example"
)

const (
	marcus = "marcus@pellriver.example"
	greta  = "greta@pellriver.example"
	bea    = "bea@pellriver.example"
)

// TestTonight: the host opens the room, the scribe types, a neighbor promises in Spanish, a guest is written down, and
// the presenter sees it all.
func TestTonight(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	host := w.Visitor(t).Phone().SignIn(marcus)
	host.Open(club + "/turns").Click(example.TonightTitle).Click("Start the gathering").See("The gathering has started")
	evening := host.Path()

	neighbor := w.Visitor(t).Phone().SignIn(ruth).Has("html[lang=es]")
	neighbor.Open(evening).Click("Lanterns on the River")
	neighbor.Fill("Me comprometo a…", "doblar veinte linternas antes del 12 de diciembre").Choose("¿Qué tipo de ayuda es?", "Conocimientos").Click("Me comprometo")
	neighbor.See("Bea Nakai ya puede verlo")

	scribe := w.Visitor(t).SignIn(greta)
	scribe.Open(evening + "/scribe").Click("Lanterns on the River")
	scribe.Fill("Said aloud by", "Sam Ferris").Fill("will", "bring a box of tea lights").Fill("by", "2026-12-12").Choose("Kind", "Expertise").Click("Write it down")
	scribe.In("Sam Ferris").See("guest").Click("Yes, this guest said so")
	scribe.See("Verified")

	presenter := w.Visitor(t).Phone().SignIn(bea)
	presenter.Open(evening).Click("Lanterns on the River").Click("Follow what was promised")
	presenter.See("doblar veinte linternas").See("ruth@pellriver.example").See("bring a box of tea lights")

	presenter.Open(evening).Click("The Last Crate").Fill("I will…", "help with the crate").Choose("What kind of help is it?", "Time").Fill("by", "").Click("Pledge")
	presenter.See("to go")
	presenter.readable("the page of the coach")
	presenter.fits("the page of the coach")

	host.Open(evening).Click("Close the gathering").See("The gathering is closed")
	neighbor.Open(evening).Click("Lanterns on the River").Has("textarea[name=promise]") // late ones are welcome until noon
}
