package presentation_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

const at = "/c/" + example.Slug

func (w town) pages() *apptest.Site {
	w.t.Helper()
	return apptest.Serve(w.t, w.House)
}

func (w town) code(p *apptest.Page, want int) {
	w.t.Helper()
	if p.Code != want {
		w.t.Fatalf("it answers %d, want %d: %s", p.Code, want, p.Text("main"))
	}
}

func TestProposingInTheBrowser(t *testing.T) {
	w := pellRiver(t)
	walt := w.pages().As(author)
	page := walt.Get(at + "/proposals/new")
	form := page.Form("form.form")
	form.Set("summary", "A table as long as the street.")
	form.Set("ask-1-what", "Forty chairs")
	form.Set("ask-1-kind", "materials")
	form.Set("ask-1-amount", "forty")
	form.Set("ask-5-unit", "cloths")
	form.Set("send", "1")
	page = walt.Post(at+"/proposals", form)
	w.code(page, http.StatusUnprocessableEntity)
	if !strings.HasPrefix(page.Text("title"), "Error:") || page.Find("#wrong").Length() != 1 {
		t.Errorf("nothing says that something is wrong: %q", page.Text("title"))
	}
	page.Find("#wrong a").Each(func(_ int, a *goquery.Selection) {
		if page.Find(a.AttrOr("href", "#nowhere")).Length() != 1 {
			t.Errorf("%q leads nowhere: %s", a.Text(), a.AttrOr("href", ""))
		}
	})
	kept := page.Form("form.form")
	for _, name := range []string{"key", "summary", "ask-1-what", "ask-1-kind", "ask-1-amount", "ask-5-unit"} {
		if kept.Get(name) != form.Get(name) {
			t.Errorf("%s was %q and is %q", name, form.Get(name), kept.Get(name))
		}
	}
	if page.Find(`details [name="ask-5-unit"]`).Length() != 0 {
		t.Error("what was begun is folded away")
	}

	kept.Set("title", "The Long Table")
	kept.Set("serves", "The street.")
	kept.Set("stands", "There are two tables.")
	kept.Set("ask-1-amount", "40")
	kept.Del("ask-5-unit")
	kept.Set("send", "1")
	page = walt.Post(at+"/proposals", kept)
	w.code(page, http.StatusSeeOther)
	if again := walt.Post(at+"/proposals", kept); again.To != page.To {
		t.Errorf("sent twice, it leads to %s and %s", page.To, again.To)
	}
	w.wrote("The Long Table", "june")
	shown := walt.Get(page.To)
	w.code(shown, http.StatusOK)
	if shown.Text("h1") != "The Long Table" || !strings.Contains(shown.Text("main"), "Forty chairs") || !strings.Contains(shown.Text("[role=status]"), "conveners have it") {
		t.Errorf("the page says %s", shown.Text("main"))
	}
	kept.Set("title", "Another table")
	w.code(walt.Post(at+"/proposals", kept), http.StatusConflict)
}

func TestRewritingInTheBrowser(t *testing.T) {
	w := pellRiver(t)
	proposal := w.sent("The Long Table")
	site := w.pages()
	walt, june, here := site.As(author), site.As(example.Convener), at+"/proposals/"+proposal.String()
	form := walt.Get(here + "/edit").Form("form.form")
	if form.Get("title") != "The Long Table" || form.Get("ask-2-amount") != "600" || form.Get("ask-2-kind") != "money" {
		t.Errorf("the form is filled with %v", form)
	}
	byJune := june.Get(here + "/edit").Form("form.form")
	byJune.Set("title", "The Longer Table")
	byJune.Set("send", "1")
	w.code(june.Post(here, byJune), http.StatusSeeOther)
	if said := june.Get(here).Text("[role=status]"); !strings.Contains(said, "new words are kept") {
		t.Errorf("it says %q", said)
	}

	form.Set("title", "My own Table")
	form.Set("send", "1")
	page := walt.Post(here, form)
	w.code(page, http.StatusUnprocessableEntity)
	if page.Form("form.form").Get("title") != "My own Table" || !strings.Contains(page.Text("#wrong"), "Somebody has changed this proposal") {
		t.Errorf("what I typed is lost, or nothing says why: %s", page.Text("main"))
	}
	if got := value[string](w, `SELECT title FROM proposal WHERE id = $1`, proposal); got != "The Longer Table" {
		t.Errorf("their words are overwritten by %q", got)
	}
	if got := w.asksOf(proposal); !slices.Equal(got, []string{"time: Six drivers", "money: Fuel"}) {
		t.Errorf("asks after rewriting: %v", got)
	}
	page = walt.Post(here+"/withdrawal", nil)
	w.code(page, http.StatusSeeOther)
	page = walt.Get(page.To)
	if edit := page.Find(`a[href$="/edit"]`); edit.Length() != 1 || w.state(proposal) != presentation.Withdrawn {
		t.Error("what was withdrawn cannot be sent again")
	}
	if list := walt.Get(at + "/proposals"); !strings.Contains(list.Text("main"), "The Longer Table") {
		t.Error("what was withdrawn is lost to its author")
	}
}

func TestDecidingInTheBrowser(t *testing.T) {
	w := pellRiver(t)
	first, second := w.sent("First"), w.sent("Second")
	site := w.pages()
	june := site.As(example.Convener)
	here := at + "/proposals/" + first.String()
	page := june.Post(here+"/refusal", nil)
	w.code(page, http.StatusUnprocessableEntity)
	if page.Find(`details [name="reason"]`).Length() != 0 || page.Find(`#reason`).Length() != 1 {
		t.Error("the field to put right is folded away")
	}
	form := page.Form(`form[action$="/refusal"]`)
	form.Set("reason", "Not before spring.")
	w.code(june.Post(here+"/refusal", form), http.StatusSeeOther)
	if said := site.As(author).Get(here).Text("main"); !strings.Contains(said, "Not before spring.") {
		t.Error("the author does not see why")
	}
	here = at + "/proposals/" + second.String()
	page = june.Get(here)
	if labels := page.Texts(`select[name="gathering"] option`); len(labels) != 2 || !strings.Contains(labels[1], "3 turns so far") {
		t.Errorf("to choose from: %v", labels)
	}
	form = page.Form(`form[action$="/acceptance"]`)
	form.Set("gathering", w.gathering(example.WinterTitle).String())
	page = june.Post(here+"/acceptance", form)
	w.code(page, http.StatusSeeOther)
	if got := june.Get(page.To).Texts("ol.turns h2"); len(got) != 4 || got[3] != "Second" {
		t.Errorf("the line-up shows %v", got)
	}
	page = site.As(author).Post(here+"/presenters", map[string][]string{"person": {""}})
	w.code(page, http.StatusUnprocessableEntity)
}

func TestTheTurnsPageShowsTheRotation(t *testing.T) {
	w := pellRiver(t)
	for _, name := range []string{"Delia Moss", "Hodan Ali", author} {
		_, err := w.s.Propose(w.as(name), w.Club, words("By "+name), true)
		w.must(err)
	}
	site := w.pages()
	// Never had a turn: by when they asked. Then by how long ago the last one was: Tomas and Hodan in spring, Delia in autumn.
	want := []string{"Canasta de vecinas", "By Walt Pruitt", "Eyes on the River", "By Hodan Ali", "By Delia Moss"}
	june := site.As(example.Convener).Get(at + "/turns")
	if got := june.Texts("#waiting-for-a-turn ol > li b"); !slices.Equal(got, want) {
		t.Errorf("the rotation is %v, want %v", got, want)
	}
	if june.Find("#waiting-for-a-turn ol a").Length() != len(want) || !strings.Contains(june.Text("#waiting-for-a-turn"), "Mei Tanaka") {
		t.Errorf("the convener cannot open them, or does not see who would like to: %s", june.Text("#waiting-for-a-turn"))
	}
	walt := site.As(author).Get(at + "/turns")
	if got := walt.Texts("#waiting-for-a-turn ol a"); !slices.Equal(got, []string{"By Walt Pruitt"}) {
		t.Errorf("a member may open %v", got)
	}
	if strings.Contains(walt.Text("main"), "Mei Tanaka") {
		t.Error("a member reads who would like to present")
	}
	_, err := w.s.Propose(w.as("Mei Tanaka"), w.Club, words("By Mei"), true)
	w.must(err)
	if said := site.As(example.Convener).Get(at + "/turns").Text("#waiting-for-a-turn"); strings.Contains(said, "has sent nothing yet") {
		t.Errorf("Mei has sent something: %s", said)
	}
}

func TestTheLineUpPage(t *testing.T) {
	w := pellRiver(t)
	site := w.pages()
	june, here := site.As(example.Convener), at+"/gatherings/"+w.gathering(example.WinterTitle).String()+"/line-up"
	page := june.Get(here)
	later := page.Find(`ol.turns li`).First().Find(`form[action$="/line-up"]`)
	if later.Length() != 1 || page.Find(`ol.turns form[action$="/line-up"]`).Length() != 4 {
		t.Fatalf("the first can go %d ways", later.Length())
	}
	form := page.Form(`ol.turns li:first-child form[action$="/line-up"]`)
	button := later.Find("button")
	form.Set(button.AttrOr("name", ""), button.AttrOr("value", ""))
	w.code(june.Post(here, form), http.StatusSeeOther)
	if got := june.Get(here).Texts("ol.turns h2"); !slices.Equal(got, []string{"Porch Papers", "The Ride Board", "Bread Before School"}) {
		t.Errorf("moved later: %v", got)
	}
	w.code(june.Post(here+"/announcement", nil), http.StatusSeeOther)
	w.code(june.Post(here+"/announcement", nil), http.StatusSeeOther)
	if said := june.Get(here).Text("[role=status]"); !strings.Contains(said, "Everybody knows this line-up already") {
		t.Errorf("told twice it says %q", said)
	}
	w.code(site.As(author).Get(here), http.StatusForbidden)
}

func TestTheGatheringShowsWhatIsAskedAndFound(t *testing.T) {
	w := pellRiver(t)
	autumn := w.gathering(example.AutumnTitle)
	page := w.pages().As(author).Get(at + "/gatherings/" + autumn.String())
	w.code(page, http.StatusOK)
	turns := page.Texts("#line-up .turn h3")
	if !slices.Equal(turns, w.lineUp(autumn)) {
		t.Errorf("it shows %v, want %v", turns, w.lineUp(autumn))
	}
	if asks := value[int](w, `SELECT count(*) FROM ask k JOIN presentation t ON t.proposal_id = k.proposal_id WHERE t.gathering_id = $1`, autumn); page.Find("#line-up .turn li").Length() != asks {
		t.Errorf("%d asks, want %d", page.Find("#line-up .turn li").Length(), asks)
	}
	type filled struct {
		What          string
		Needed, Found float64
	}
	for _, ask := range all[filled](w, `
		SELECT k.what, k.amount::float8 AS needed, coalesce((
			SELECT sum(c.amount) FROM commitment c
			WHERE c.ask_id = k.id AND c.merged_into IS NULL AND c.state IN ('pledged', 'delivered', 'fulfilled', 'lapsed')), 0)::float8 AS found
		FROM ask k JOIN presentation t ON t.proposal_id = k.proposal_id
		WHERE t.gathering_id = $1 AND k.amount BETWEEN 1 AND 20`, autumn) {
		item := page.Find("#line-up .turn li").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), ask.What) })
		inked := item.Find("i.in").Length()
		if full := ask.Found >= ask.Needed; !full && inked != int(ask.Found+0.5) || full && item.Find(".ask-fill").Length() != 0 {
			t.Errorf("%s: %d strokes inked, %v of %v found", ask.What, inked, ask.Found, ask.Needed)
		}
	}
}

// TestAPageAsksTwice: who is it, and all that the page shows.
func TestAPageAsksTwice(t *testing.T) {
	w := pellRiver(t)
	site := w.pages()
	turn := w.turnAt(w.gathering(example.AutumnTitle), 0)
	proposal := value[id.ID](w, `SELECT proposal_id FROM presentation WHERE id = $1`, turn)
	for _, name := range []string{author, example.Convener} {
		reader := site.As(name)
		for _, path := range []string{"/turns", "/proposals", "/proposals/new", "/proposals/" + proposal.String(), "/presentations/" + turn.String()} {
			reader.Get(at + path)
			page := reader.Get(at + path)
			w.code(page, http.StatusOK)
			if page.Trips > 2 {
				t.Errorf("%s asks Postgres %d times for %s", path, page.Trips, name)
			}
		}
	}
}
