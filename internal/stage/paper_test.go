package stage_test

import (
	"strings"
	"testing"

	"collaboratory/internal/example"
)

func TestTheEveningOnPaper(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	going := d.count(`SELECT count(*) FROM answer WHERE gathering_id = $1 AND answer = 'going'`, d.evening)
	for _, c := range []struct {
		path, selector string
		want           int
	}{
		{"paper", ".paper-list > li", 5},
		{"paper/lineup", ".lineup-turns > li", 2},
		{"paper/sign-in", ".signin:not(.is-guests) tbody tr", going},
		{"paper/cards", ".card", 24},
		{"paper/cards?cards=5&from=25", ".card", 8},
		{"paper/cards", "ul.cards", 6},
		{"paper/poster", ".wayin-qr svg path", 1},
	} {
		a := d.expect(d.get(d.room(c.path), example.Scribe), 200)
		if n := a.Find(c.selector).Length(); n != c.want {
			t.Errorf("%s: %d of %s, want %d", c.path, n, c.selector, c.want)
		}
	}
	code := shown(d.get(d.room("paper/poster"), "Walt Pruitt").Find(".wayin-code"))
	cards := d.get(d.room("paper/cards")+"?turn="+d.crate.String(), example.Host)
	if first := shown(cards.Find(".card-top b").First()); first != code+" · 2-01" || len(code) != 5 {
		t.Errorf("the first card is %q", first)
	}
	if strings.Contains(d.get(d.room("paper/sign-in"), example.Host).body, "A seat near the door") {
		t.Error("what somebody needs is printed")
	}
}

func TestWhoPrints(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for _, path := range []string{"paper", "paper/lineup", "paper/poster"} {
		d.expect(d.get(d.room(path), "Walt Pruitt"), 200)
	}
	for _, path := range []string{"paper/sign-in", "paper/cards"} {
		d.expect(d.get(d.room(path), "Walt Pruitt"), 403)
		for _, as := range []string{example.Host, example.Scribe, example.Convener} {
			d.expect(d.get(d.room(path), as), 200)
		}
	}
	if n := d.get(d.room("paper"), "Walt Pruitt").Find(".paper-list > li").Length(); n != 2 {
		t.Errorf("a member is offered %d sheets", n)
	}
}
