package commitment_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"collaboratory/internal/commitment"
	"collaboratory/internal/id"
)

func TestTheTracker(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	open, told := w.pledge(w.walt, w.aPromise()), w.pledge(w.rosa, w.aPromise())
	w.must(w.service.Deliver(w.as(w.rosa), told, "Six Tuesdays, no dents."))
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	a := w.get(path, w.amina)
	w.expect(a, 200)
	bands := a.Find("tr.group th").Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
	if strings.Join(bands, "|") != "Waiting for your word 1|On the way 1" {
		t.Errorf("bands: %v", bands)
	}
	if !strings.Contains(a.Find("table").Text(), "Six Tuesdays, no dents.") || !strings.Contains(a.Find("table").Text(), "walt@pellriver.example") {
		t.Error("the giver’s word or address is missing")
	}
	receipt := a.Find(`form[action$="/receipt"]`)
	form := a.formOf(`form[action$="/receipt"]`)
	back := w.post(strings.TrimPrefix(receipt.AttrOr("action", ""), "/c/pell-river"), w.amina, form)
	w.expect(back, 303)
	if back.to != "/c/pell-river"+path {
		t.Errorf("the tracker’s button leads to %s", back.to)
	}
	w.stands(told, commitment.Fulfilled)
	w.stands(open, commitment.Pledged)
	a = w.get(path+"?show=kept&sort=name", w.amina)
	if a.Find("td .stamp").Length() != 1 || a.Find("tbody tr:not(.group)").Length() != 1 {
		t.Error("the kept one is not stamped, or not alone")
	}
	for who, code := range map[id.ID]int{w.ruth: 200, w.june: 200, w.walt: 403, w.nomad: 404} {
		w.expect(w.get(path, who), code)
	}
	file := w.get(path+".csv", w.amina)
	if file.code != 200 || strings.Count(file.body, "\r\n") != 3 {
		t.Errorf("the spreadsheet: %d, %q", file.code, file.body)
	}
}

// TestListsGoOnWhereTheyEnded turns the pages of every list: each holds forty, and together they hold every promise once.
func TestListsGoOnWhereTheyEnded(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	for range 45 {
		w.pledge(w.walt, w.aPromise())
	}
	ofWalt := w.count(`SELECT count(*) FROM commitment WHERE giver_person_id = $1`, w.walt)
	open := w.count(`
		SELECT count(*) FROM commitment
		WHERE state IN ('exploring', 'pledged', 'lapsed', 'delivered') AND due IS NOT NULL`)
	for _, list := range []struct {
		path string
		as   id.ID
		all  int
	}{
		{"/commitments", w.walt, ofWalt},
		{"/presentations/" + w.rideBoard.String() + "/commitments", w.june, 45},
		{"/gatherings/" + w.gathering.String() + "/commitments", w.june, 45},
		{"/commitments/everyone", w.june, open},
		{"/commitments/everyone?show=all", w.june, w.count(`SELECT count(*) FROM commitment`)},
	} {
		seen, rows := w.turnPages(list.path, list.as)
		if len(seen) != list.all || rows != list.all {
			t.Errorf("%s: %d rows of %d promises, want %d", list.path, rows, len(seen), list.all)
		}
	}
}

// turnPages reads a list to its end: which promises it named, and in how many rows.
func (w *town) turnPages(path string, as id.ID) (seen map[string]bool, rows int) {
	w.t.Helper()
	seen = map[string]bool{}
	for next := path; next != ""; {
		a := w.get(next, as)
		w.expect(a, 200)
		here := a.Find("tbody tr:not(.group), li.slip")
		here.Each(func(_ int, s *goquery.Selection) {
			seen[aCommitment.FindString(s.Find(`a[href*="/commitments/"]`).AttrOr("href", s.Text()))] = true
		})
		rows += here.Length()
		next = strings.TrimPrefix(a.Find(`a[rel="next"]`).AttrOr("href", ""), "/c/pell-river")
		if (next != "") != (here.Length() == 40) && here.Length() != 0 {
			w.t.Errorf("%s: %d rows, then %q", path, here.Length(), next)
		}
	}
	return seen, rows
}

var aCommitment = regexp.MustCompile(`/commitments/[0-9a-f-]{36}`)

func TestMyLists(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge(w.walt, w.aPromise())
	if a := w.get("/commitments", w.walt); !strings.Contains(a.Find("h3.slip-what").Text(), "I will drive six Wednesday mornings") || a.Find(".slip-do a").Length() != 3 {
		t.Errorf("what I promised: %s", a.Find("main").Text())
	}
	if a := w.get("/commitments?to=me", w.ruth); !strings.Contains(a.Find("h3.slip-what").Text(), "Walt Pruitt will drive") {
		t.Errorf("what was promised to me, as a co-presenter: %s", a.Find("main").Text())
	}
	if a := w.get("/commitments", w.amina); a.Find(".empty").Length() != 1 {
		t.Error("an empty list says nothing")
	}
	w.expect(w.get("/commitments/everyone", w.walt), 403)
}

func TestOneCommitmentForEachReader(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	in := w.aPromise()
	in.PrivateNote = "My back is not what it was."
	c := w.pledge(w.walt, in)
	w.must(w.service.Redate(w.as(w.walt), c, *day(12, 18), "The van is in the shop."))
	path := "/commitments/" + c.ID.String()
	for _, see := range []struct {
		who                      id.ID
		code                     int
		private, reason, history bool
	}{
		{w.walt, 200, true, true, true}, {w.amina, 200, true, true, true}, {w.june, 200, false, false, true},
		{w.rosa, 200, false, false, false}, {w.nomad, 404, false, false, false},
	} {
		a := w.get(path, see.who)
		w.expect(a, see.code)
		for text, want := range map[string]bool{"My back": see.private, "in the shop": see.reason, "chose a new day": see.history} {
			if got := strings.Contains(a.Find("main").Text(), text); got != want {
				t.Errorf("%s: shows %q = %v, want %v", see.who, text, got, want)
			}
		}
	}
	w.must(w.service.Release(w.as(w.walt), c, ""))
	w.expect(w.get(path, w.rosa), 404)
}

func TestEveryActHasItsPage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	path := "/commitments/" + c.ID.String()
	for _, noun := range []string{"delivery", "date", "promise", "release", "giver", "objection"} {
		a := w.get(path+"/"+noun, w.walt)
		w.expect(a, 200)
		if a.Find("h1").Length() != 1 || a.Find(`form.form input[name="seq"]`).AttrOr("value", "") != "1" {
			t.Errorf("%s: no heading or no seq", noun)
		}
	}
	w.expect(w.get(path+"/contact", w.walt), 404)
	w.expect(w.get(path+"/date", w.rosa), 404)
	a := w.post(path+"/date", w.walt, url.Values{"seq": {"1"}, "note": {"The van"}})
	w.expect(a, 422)
	if a.Find("textarea").Text() != "The van" || a.Find("#due-error").Length() != 1 {
		t.Error("what was typed is gone, or the field says nothing")
	}
	w.expect(w.post(path+"/date", w.walt, url.Values{"seq": {"1"}, "due": {"2026-12-18"}}), 303)
	a = w.post(path+"/release", w.amina, url.Values{"seq": {"1"}, "note": {"No longer needed"}})
	w.expect(a, 409)
	if text := a.Find("main").Text(); !strings.Contains(text, "changed meanwhile") || !strings.Contains(text, "No longer needed") || !strings.Contains(text, "New day, once") {
		t.Errorf("the page does not show both: %s", text)
	}
}

func TestTheScribesPage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/gatherings/" + w.gathering.String() + "/scribe"
	w.expect(w.get(path, w.walt), 403)
	for i := range 2 {
		a := w.get(path, w.greta)
		w.expect(a, 200)
		if got := a.Find("ol.feed > li").Length(); got != i {
			t.Errorf("%d in the feed, want %d", got, i)
		}
		form := a.formOf("form.form")
		form.Set("giver", "Walt Pruitt")
		form.Set("promise", "weld a frame")
		w.expect(w.post(path, w.greta, form), 303)
	}
	a := w.get(path, w.greta)
	merger := a.Find(`form[action$="/merger"]`).First()
	form := url.Values{"seq": {"1"}, "into": {merger.Find("option").AttrOr("value", "")}}
	w.expect(w.post(strings.TrimPrefix(merger.AttrOr("action", ""), "/c/pell-river"), w.greta, form), 303)
	if n := w.get(path, w.greta).Find("ol.feed > li").Length(); n != 1 {
		t.Errorf("%d in the feed after putting two together, want 1", n)
	}
}
