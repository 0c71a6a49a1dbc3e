package e2e

import (
	"strings"
	"testing"
)

// TestWrong: a form that cannot be taken comes back with what was typed, says what to do, and takes the focus.
func TestWrong(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Phone().SignIn(june).Expects("status of 422")
	v.Open(club+"/gatherings/new").Fill("Place and address", "Grange Hall").Fill("Day", "").Click("See it before inviting")
	v.See("to put right").SeeFilled("Place and address", "Grange Hall")
	v.until("a title that says Error", "document.title.startsWith('Error:')")
	v.until("the focus on what is wrong", "document.activeElement.id === 'wrong'")
	v.readable("the form that came back")
	v.fits("the form that came back")
}

// TestNotThere: a page that is not there says so calmly, and leads on.
func TestNotThere(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Phone().SignIn(hank).Expects("status of 404")
	v.Open(club + "/nothing").See("We could not find that page")
	v.readable("the page that is not there")
	v.Click("Back to the start").At(club)
	w.Visitor(t).Expects("status of 404").Open("/nothing").See("We could not find that page")
}

// TestSentTwice: an impatient thumb stores nothing twice, with scripts and without.
func TestSentTwice(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	for month, as := range map[string]func(*Visitor) *Visitor{
		"2027-02-04": func(v *Visitor) *Visitor { return v },
		"2027-03-04": (*Visitor).WithoutJS,
	} {
		v := as(w.Visitor(t)).SignIn(june)
		v.Open(club+"/gatherings/new").Fill("Day", month).Fill("Place and address", "Grange Hall").ClickTwice("Keep as a draft")
		v.See("kept as a draft").Open(club + "/gatherings")
		if n := look[int](v, script("document.querySelectorAll('main th time[datetime^=' + JSON.stringify(%s) + ']').length", month)); n != 1 {
			t.Errorf("%d gatherings on %s after one was sent twice", n, month)
		}
	}
}

// TestLongName: a name of 200 letters without a space breaks no page.
func TestLongName(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Phone().SignIn(bea)
	v.Open("/me").Fill("Your name", strings.Repeat("Wolfeschl", 22)+"gh").Click("Save").See("Wolfeschl")
	for _, page := range []string{"/", "/me", club, club + "/members", club + "/turns"} {
		v.Open(page).fits(page)
	}
	v.Open(club + "/turns").Click("Lanterns on the River").fits("the turn of somebody with a long name")
}
