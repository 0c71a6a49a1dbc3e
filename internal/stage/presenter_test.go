package stage_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"collaboratory/internal/commitment"
	"collaboratory/internal/example"
	"collaboratory/internal/presentation"
	"collaboratory/internal/stage"
)

func (d *desk) presenter() string { return d.room() + "?view=presenter" }

func TestNotesAreOnesOwn(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	proposal := d.find(`SELECT proposal_id FROM presentation WHERE id = '` + d.lanterns.String() + `'`)
	d.must(d.Presentations.Join(d.As(t.Context(), "Bea Nakai"), d.Club, proposal, d.Person("Walt Pruitt")))
	const secret = "Say the word lighthouse"
	a := d.post(d.room("notes"), "Bea Nakai", url.Values{"turn": {d.lanterns.String()}, "note": {secret}})
	d.expect(a, 303)
	if got := d.get(d.presenter(), "Bea Nakai").Find("#note").Text(); got != secret {
		t.Errorf("she reads %q", got)
	}
	for _, as := range []string{"Walt Pruitt", "Nell Hathaway", example.Convener, example.Host, example.Scribe, "Rosa Villaseñor"} {
		for _, view := range []string{"presenter", "console", "scribe", "phone"} {
			if strings.Contains(d.get(d.room()+"?view="+view+"&turn="+d.lanterns.String(), as).body, "lighthouse") {
				t.Errorf("%s reads it on %s", as, view)
			}
		}
		form := url.Values{"turn": {d.lanterns.String()}, "note": {"overwritten"}}
		if a := d.post(d.room("notes"), as, form); as != "Walt Pruitt" && a.code != http.StatusForbidden {
			t.Errorf("%s writes a note there: %d", as, a.code)
		}
	}
	if n := d.count(`SELECT count(*) FROM stage_note WHERE text = $1`, secret); n != 1 {
		t.Error("it was overwritten")
	}
	kept := d.asks(http.MethodPost, d.room("notes"), "Bea Nakai", "en", url.Values{"turn": {d.lanterns.String()}, "note": {"new"}}, true)
	if d.expect(kept, 200); shown(kept.Selection) != "Your notes are kept." {
		t.Errorf("it says %q", shown(kept.Selection))
	}
	long := url.Values{"turn": {d.lanterns.String()}, "note": {strings.Repeat("x", 4001)}}
	if a := d.expect(d.post(d.presenter(), "Bea Nakai", nil), 405); a.code != 405 {
		t.Error("the page itself takes no form")
	}
	if a := d.expect(d.post(d.room("notes")+"?view=presenter", "Bea Nakai", long), 422); len(a.Find("#note").Text()) != 4001 {
		t.Error("a note too long is lost")
	}
}

func TestThePresentersParts(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.promise(d.As(t.Context(), "Walt Pruitt"), "give for candles", func(in *commitment.PledgeInput) { in.ShownAsMember = true })
	d.promise(d.guest("Pia Brandt"), "lend a boat", nil)
	asks := d.get(d.presenter(), "Bea Nakai")
	if asks.Find("#part-asks .ask").Length() != 3 || asks.Find("#part-back").Text() != "" {
		t.Error("in the commitments she sees what she asked for, and nothing to read back yet")
	}
	for d.phase(d.lanterns) != presentation.Thanks {
		d.press(stage.DoNext)
	}
	for _, language := range []string{"en", "es"} {
		back := d.asks(http.MethodGet, d.presenter(), "Bea Nakai", language, nil, false)
		words := shown(back.Find("#part-back"))
		if !strings.Contains(words, "Walt Pruitt") || back.Find("#part-back .chip").Length() != 1 || strings.Contains(words, "Pia") {
			t.Errorf("%s: she reads back %q", language, words)
		}
	}
	later := d.get(d.presenter(), "Nell Hathaway")
	if words := shown(later.Find("#part-now")); !strings.Contains(words, "Your turn is the second of two, at about") {
		t.Errorf("who waits reads %q", words)
	}
	if strings.Contains(later.body, "Walt Pruitt") {
		t.Error("who presents another turn sees who promised here")
	}
	d.press(stage.DoNext)
	over := d.get(d.presenter(), "Bea Nakai")
	if words := shown(over.Find("#part-now")); !strings.Contains(words, "Your turn is over: 2 firm.") {
		t.Errorf("after it she reads %q", words)
	}
	if face := d.get(d.presenter(), "Rosa Villaseñor"); face.Find("#note").Length() != 0 {
		t.Error("who presents nothing gets the presenter’s page")
	}
}
