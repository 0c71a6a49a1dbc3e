package e2e

import "testing"

const (
	lindy = "lindy@pellriver.example"
	delia = "delia@pellriver.example"
)

// TestNeedMoreTime: a giver chooses a new day, and then lets go; nobody is blamed.
func TestNeedMoreTime(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).Phone().SignIn(lindy)
	v.Open(club + "/commitments").In("watch the children").Click("Need more time")
	v.Fill("The new day", "2027-01-12").Fill("Why", "The laundry is short of hands.").Click("Keep the new day").See("The new day is")
	v.Open(club + "/commitments").In("watch the children").See("12 January").Click("I can’t after all")
	v.See("It does not count against anyone").Click("Let it go").See("Let go. It does not count against anyone")
	w.Letter(t, "ines@pellriver.example", "Lindy Park")
}

// TestAnswersFromLetters: the same answers by the links of a letter, without signing in; an answered link says so.
func TestAnswersFromLetters(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	w.Days(t, 9)
	more := w.LinkUnder(t, lindy, "Need more time")
	cannot := w.LinkUnder(t, lindy, "I can’t after all")
	v := w.Visitor(t).Phone().Open(more).See("You answer as Lindy Park").Choose("A new day", "In a month").Click("Keep this day").See("Thank you")
	v.Open(cannot).See("nobody is blamed").Fill("A word to them", "I am so sorry.").Click("I can’t after all").See("Thank you")
	v.Open(more).See("This is answered").See("let go")
	w.Letter(t, "ines@pellriver.example", "I am so sorry.")
}

// TestReceiver: what is said to be done waits for the receiver, who may say “not yet”, and thank everyone at once.
func TestReceiver(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).SignIn(delia)
	v.Open(club + "/turns").Click("The Seed Library").Click("Follow what was promised")
	v.In("weld the frame").Click("Not yet")
	v.Fill("What is missing?", "The left door.")
	if look[bool](v, "document.querySelector('input[type=date]') !== null") {
		v.Fill("By when then?", "2026-12-20")
	}
	v.Click("Send").See("Not yet: it is under way again")
	w.Letter(t, walt, "The left door.")
	v.Open(club + "/turns").Click("The Seed Library").Click("Follow what was promised").Click("Thank everyone")
	v.Fill("Your words", "You filled the drawers.").Click("Thank everyone")
	w.Letter(t, "greta@pellriver.example", "You filled the drawers.")
}

// TestStranger: another collaboratory's page, and a convener's page for a member, are not there.
func TestStranger(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	v := w.Visitor(t).SignIn(hank).Expects("status of 403").Expects("status of 404")
	v.Open("/c/alder-falls").See("We could not find that page")
	v.Open(club + "/settings").NotSee("Time zone")
	v.Open(club + "/invitations").NotSee("Send the invitations")
}
