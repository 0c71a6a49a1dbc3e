package stage_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"collaboratory/internal/example"
	"collaboratory/internal/gathering"
	"collaboratory/internal/presentation"
	"collaboratory/internal/stage"
)

func TestTheScribeWritesDownWhatIsSaid(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	page := d.expect(d.get(d.scribe(), example.Scribe), 200)
	if n := page.Find(`#people option[value="Walt Pruitt"]`).Length(); n != 1 {
		t.Errorf("%d Walts to choose from", n)
	}
	if due := page.Find("#due").AttrOr("value", ""); due == "" {
		t.Error("no day is filled in")
	}
	form := d.typed("giver", "rosa villasenor", "promise", "I will fold forty lanterns", "due", "12/11", "amount", "40 lanterns")
	a := d.expect(d.asks(http.MethodPost, d.scribe("said"), example.Scribe, "en", form, true), 200)
	if words := shown(a.Find("#desk-said")); !strings.Contains(words, "Written down: Rosa Villaseñor will fold forty lanterns, by 11 December.") {
		t.Errorf("it says %q", words)
	}
	if a.Find("#said #promise").AttrOr("value", "x") != "" || a.Find("#desk-feed [data-row]").Length() != 1 {
		t.Error("the form is not empty again, or the row is missing")
	}
	if n := d.promised(`source = 'scribe' AND state = 'pledged' AND due = '2026-12-11' AND amount = 40 AND unit = 'lanterns' AND giver_person_id = '` + d.Person("Rosa Villaseñor").String() + `'`); n != 1 {
		t.Errorf("%d such promises are kept", n)
	}
	d.expect(d.post(d.scribe("said"), example.Scribe, form), 303)
	if n := d.promised("true"); n != 1 {
		t.Errorf("the same form sent twice makes %d promises", n)
	}
}

func TestAnUnknownNameBecomesAGuest(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("giver", "Pia Brandt", "promise", "bring candles", "due", "friday")), 303)
	if n := d.promised("giver_guest_id IS NOT NULL AND due = '2026-11-27'"); n != 1 {
		t.Errorf("%d promises of a guest", n)
	}
	d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("giver", "pia brandt", "promise", "carry the ladders")), 303)
	if n := d.count("SELECT count(*) FROM guest WHERE name = 'Pia Brandt'"); n != 1 {
		t.Errorf("she became %d guests", n)
	}
	if page := d.get(d.scribe(), example.Scribe); page.Find(`#people option[value="Pia Brandt"][data-guest]`).Length() != 1 {
		t.Error("the guest is not offered the next time")
	}
}

func TestWhatIsWrongKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for _, c := range []struct{ language, words string }{{"en", "Write a day such as"}, {"es", "Escriba un día"}} {
		form := d.typed("giver", "Walt Pruitt", "promise", "lend the van", "due", "soonish", "amount", "some")
		a := d.expect(d.asks(http.MethodPost, d.scribe("said"), example.Scribe, c.language, form, true), 422)
		if a.Find("#promise").AttrOr("value", "") != "lend the van" || a.Find("#due").AttrOr("value", "") != "soonish" {
			t.Errorf("%s: what was typed is gone", c.language)
		}
		if a.Find("#due").AttrOr("aria-invalid", "") != "true" || a.Find("#amount").AttrOr("aria-invalid", "") != "true" {
			t.Errorf("%s: the fields do not say that they are wrong", c.language)
		}
		if c.language == "en" && !strings.Contains(shown(a.Find("#due-error")), c.words) {
			t.Errorf("%s: it says %q", c.language, shown(a.Find("#due-error")))
		}
	}
	if n := d.promised("true"); n != 0 {
		t.Errorf("%d promises were written all the same", n)
	}
	whole := d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("promise", "lend the van")), 422)
	if whole.Find(".banner.is-wrong a[href='#giver']").Length() != 1 {
		t.Error("without a script the page does not lead to the field")
	}
}

func TestMoneyAndAsks(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ask := d.find(`SELECT id FROM ask WHERE what = 'Six people to fold on Saturday'`)
	d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("giver", "Walt Pruitt", "promise", "bring two friends to fold", "amount", "2", "ask", ask.String())), 303)
	d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("giver", "June Abernathy", "promise", "give for candles", "amount", "$50")), 303)
	if d.promised("kind = 'time' AND amount = 2 AND unit = 'people'") != 1 || d.promised("kind = 'money' AND cents = 5000") != 1 {
		t.Error("the amounts are not kept as they were said")
	}
}

func TestThisIsIt(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	guest := d.promise(d.guest("Pia Brandt"), "lend a boat", nil)
	form := d.typed("giver", "Pia Brandt", "same", guest.String())
	a := d.expect(d.asks(http.MethodPost, d.scribe("said"), example.Scribe, "en", form, true), 200)
	if !strings.Contains(shown(a.Find("#desk-said")), "Written down already: Pia Brandt will lend a boat") {
		t.Errorf("it says %q", shown(a.Find("#desk-said")))
	}
	if d.promised("true") != 1 || d.count(`SELECT count(*) FROM stage_item WHERE commitment_id = $1 AND nodded_at IS NOT NULL`, guest) != 1 {
		t.Error("a second one was written, or the guest still waits for a nod")
	}
}

func TestLateForAnEarlierTurn(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for d.phase(d.crate) != presentation.Commitments {
		d.press(stage.DoNext)
	}
	page := d.get(d.scribe()+"&turn="+d.lanterns.String(), example.Scribe)
	if page.Find("#said").AttrOr("data-said-turn", "") != d.lanterns.String() || page.Find("#part-in[sse-swap]").Length() != 0 {
		t.Error("the page does not stay with the turn asked for")
	}
	a := d.post(d.scribe("said")+"&turn="+d.lanterns.String(), example.Scribe, d.typed("giver", "Walt Pruitt", "promise", "lend the van"))
	d.expect(a, 303)
	if !strings.HasSuffix(a.to, "&turn="+d.lanterns.String()) {
		t.Errorf("it comes back to %s", a.to)
	}
	if n := d.count(`SELECT count(*) FROM commitment WHERE presentation_id = $1`, d.lanterns); n != 1 {
		t.Errorf("%d promises to the earlier turn", n)
	}
}

func TestTheScribePutsThingsRight(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for _, words := range []string{"lend the van", "lend the white van"} {
		d.expect(d.post(d.scribe("said"), example.Scribe, d.typed("giver", "Walt Pruitt", "promise", words)), 303)
	}
	older, newer := d.one("promise = 'lend the van'"), d.one("promise = 'lend the white van'")
	change := d.get(d.scribe("said", older.String()), example.Scribe)
	if change.Find("#promise").AttrOr("value", "") != "lend the van" || change.Find("select#into option").Length() != 2 {
		t.Error("the page to put it right is not filled in")
	}
	form := url.Values{"promise": {"lend the old van"}, "due": {"11 dec"}, "kind": {"materials"}, "seq": {change.Find(`input[name="seq"]`).AttrOr("value", "")}}
	d.expect(d.post(d.scribe("said", older.String()), example.Scribe, form), 303)
	if d.promised("promise = 'lend the old van' AND due = '2026-12-11' AND kind = 'materials'") != 1 {
		t.Error("the change is not kept")
	}
	d.expect(d.post(d.scribe("merges"), example.Scribe, url.Values{"commitment": {newer.String()}, "into": {older.String()}}), 303)
	if d.promised("true") != 1 {
		t.Error("the two stand apart still")
	}
	a := d.asks(http.MethodPost, d.scribe("said", older.String(), "withdrawal"), example.Scribe, "en", nil, true)
	d.expect(a, 200)
	if d.promised("state = 'pledged'") != 0 {
		t.Error("it was not taken back")
	}
}

func TestWhoWritesDown(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for as, code := range map[string]int{example.Scribe: 303, example.Host: 303, example.Convener: 303, "Walt Pruitt": 403, "Bea Nakai": 403} {
		form := d.typed("giver", "Rosa Villaseñor", "promise", "fold lanterns")
		if a := d.post(d.scribe("said"), as, form); a.code != code {
			t.Errorf("%s: %d, want %d", as, a.code, code)
		}
	}
	other := d.gathering(example.WinterTitle)
	if err := d.Stages.Same(d.As(t.Context(), example.Convener), d.Club, other, d.one("promise = 'fold lanterns' LIMIT 1"), nil); err == nil {
		t.Error("a promise of this evening was marked at another")
	}
	d.must(d.Gatherings.Hand(d.As(t.Context(), example.Convener), d.Club, d.evening, gathering.Handing{Person: d.Person(example.Scribe), Role: gathering.Scribe, Back: true}))
	if a := d.post(d.scribe("said"), example.Scribe, d.typed("giver", "Rosa Villaseñor", "promise", "fold more")); a.code != 403 {
		t.Errorf("who is no scribe any more: %d", a.code)
	}
}

func TestTheScribesPartsByPhase(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for language, phase := range map[string]string{"en": "Commitments", "es": ""} {
		a := d.asks(http.MethodGet, d.scribe(), example.Scribe, language, nil, false)
		if a.Find("[data-turn-on]").AttrOr("data-turn-on", "") != d.lanterns.String() || a.Find("#part-now [data-clock]").Length() != 1 {
			t.Errorf("%s: the turn and its clock do not show", language)
		}
		if phase != "" && shown(a.Find(".desk-phase")) != phase {
			t.Errorf("%s: it is in %q", language, shown(a.Find(".desk-phase")))
		}
		if a.Find("html").AttrOr("lang", "") != language {
			t.Errorf("the page is in %s, want %s", a.Find("html").AttrOr("lang", ""), language)
		}
	}
}
