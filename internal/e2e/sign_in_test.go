package e2e

import (
	"regexp"
	"testing"
)

const (
	june = "june@pellriver.example"
	ruth = "ruth@pellriver.example"
	hank = "hank@pellriver.example"
)

// TestSignInByLink: ask, open the letter, press; the link in another browser works too, and only once.
func TestSignInByLink(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	phone := w.Visitor(t).Phone()
	phone.Open("/me").At("/sign-in").Fill("Your e-mail address", hank).Click("Send me a link").See("Look into your mailbox")
	link := w.Link(t, hank, "/sign-in/")
	desk := w.Visitor(t).Open(link).See("You sign in as " + hank)
	desk.Click("Sign me in").See("Signed in as Hank Lindqvist")
	again := w.Visitor(t).Expects("status of 410").Open(link)
	again.Fill("Your e-mail address", hank).Click("Send me a link").See("Look into your mailbox")
	desk.Click("Hank Lindqvist").See("Where I am signed in").Click("Sign out").At("/sign-in")
	desk.Open("/me").At("/sign-in")
}

// TestSignInByCode: the six digits work in the browser that asked, and lead to where one wanted to go.
func TestSignInByCode(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Phone().Open("/me").Fill("Your e-mail address", hank).Click("Send me a link")
	code := regexp.MustCompile(`\b\d{6}\b|\b\d{3} \d{3}\b`).FindString(w.Letter(t, hank, w.URL+"/sign-in/"))
	v.Expects("status of 422").Fill("The six digits", "000000").Click("Sign in").See("One thing to put right")
	v.Fill("The six digits", code).Click("Sign in").At("/me").See("About me")
}

// TestUnknownAddress: nobody learns who belongs.
func TestUnknownAddress(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	known := w.Visitor(t).Open("/sign-in").Fill("Your e-mail address", hank).Click("Send me a link").See("A letter is on its way to " + hank)
	unknown := w.Visitor(t).Open("/sign-in").Fill("Your e-mail address", "nobody@elsewhere.example").Click("Send me a link")
	unknown.See("A letter is on its way to nobody@elsewhere.example")
	if known.Path() != unknown.Path() {
		t.Errorf("a member is led to %s, a stranger to %s", known.Path(), unknown.Path())
	}
}

// TestSpanish: the words at the foot change the language, and it stays.
func TestSpanish(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Phone().Open("/sign-in").Spanish().Has("html[lang=es]")
	v.Open("/help").Has("html[lang=es]").Click("English").Has("html[lang=en]")
}
