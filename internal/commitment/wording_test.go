package commitment_test

import (
	"strings"
	"testing"
)

// TestAnOpinionIsNeverAPromise: a critique may be sent as often as somebody likes; it is kept to talk about.
func TestAnOpinionIsNeverAPromise(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	form := w.get(path+"/new?ask="+w.drivers.String(), w.walt).formOf("form.form")
	form.Set("promise", "You should ask the fire department first")
	before := w.count(`SELECT count(*) FROM commitment WHERE state = 'pledged'`)
	a := w.post(path, w.walt, form)
	w.expect(a, 200)
	w.expect(w.post(path, w.walt, a.formOf("form.coach")), 303)
	if n := w.count(`SELECT count(*) FROM commitment WHERE state = 'pledged'`); n != before {
		t.Errorf("an opinion became %d promises", n-before)
	}
	if n := w.count(`SELECT count(*) FROM commitment WHERE state = 'exploring' AND due IS NULL AND promise LIKE '%fire department%'`); n != 1 {
		t.Errorf("kept as “Let’s talk” without the day nobody chose: %d, want 1", n)
	}
}

// TestMoneyInTheWordsFillsTheAsk: who writes “give $40” need not fill in the sum as well.
func TestMoneyInTheWordsFillsTheAsk(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	path := "/presentations/" + w.rideBoard.String() + "/commitments"
	form := w.get(path+"/new", w.walt).formOf("form.form")
	form.Set("promise", "I will give $40 on Friday")
	form.Set("kind", "money")
	w.expect(w.post(path, w.walt, form), 303)
	if n := w.count(`SELECT count(*) FROM commitment WHERE kind = 'money' AND cents = 4000`); n != 1 {
		t.Errorf("%d promises of $40, want 1", n)
	}
}

// TestTheBoardNamesItsDay and what cannot be done just now leads back to the promise.
func TestTheBoardNamesItsDay(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	made := w.pledge(w.walt, w.aPromise())
	a := w.get("/gatherings/"+w.gathering.String()+"/commitments", w.june)
	w.expect(a, 200)
	if kicker := a.Find(".kicker").Text(); strings.Contains(kicker, "1 January") {
		t.Errorf("the board’s day: %q", kicker)
	}
	w.expect(w.get("/commitments/"+made.ID.String()+"/receipt", w.amina), 303)
	act := w.get("/commitments/"+made.ID.String()+"/date", w.walt)
	if act.Find("h1 ~ h3, main h3").Length() != 0 || act.Find("main h2.slip-what").Length() != 1 {
		t.Error("the promise on the page of an act skips a level of headings")
	}
}

// TestAPlaceThatIsNone: an address cut short begins the list where it can.
func TestAPlaceThatIsNone(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	for _, after := range []string{"3~soon~", "x", "3~9999~", "5~2026-99-99~01a20602-76f4-71ec-9d85-c855ce7fa854"} {
		w.expect(w.get("/commitments?after="+after, w.walt), 200)
	}
}
