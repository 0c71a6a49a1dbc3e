package e2e

import "testing"

// TestFounding: from nothing to a collaboratory with letters out, and somebody who came in by one.
func TestFounding(t *testing.T) {
	t.Parallel()
	const wrenMail, mariaMail = "wren@alder.example", "maria@alder.example"
	w := openFields(t)
	wren := w.Visitor(t).Open("/sign-in").Fill("Your e-mail address", wrenMail).Click("Send me a link")
	wren.Open(w.Link(t, wrenMail, "/sign-in/")).Click("Sign me in")
	wren.See("What is your name?").Fill("Your name", "Wren Okafor").Click("Go on")
	wren.See("You belong to no collaboratory yet").Click("Start a collaboratory")
	wren.Fill("What is it called?", "Alder Falls Collaboratory").Fill("Town", "Alder Falls").Click("Start it")
	wren.See("It is open").Click("Invite people")
	wren.Fill("Their e-mail addresses", "Maria Solís <"+mariaMail+">\njo@alder.example").Click("Send the invitations")
	wren.See("2 letters are on their way").In(mariaMail).See("Invited, not opened yet")

	maria := w.Visitor(t).Phone().Open(w.Link(t, mariaMail, "/i/"))
	maria.See("Wren Okafor invites you").SeeFilled("Your name", "Maria Solís").Click("Join").Has("form[action='/sign-out']").See("Alder Falls")
	maria.Click("Members").See("Wren Okafor").NotSee("Invite people")

	wren.Click("Members").Click("Invite people").See("Member since").In(mariaMail).See("invited by Wren Okafor")
	wren.Click("Alder Falls Collaboratory").See("What to do first").Click("Schedule").Fill("Day", "2026-12-10").Fill("Place and address", "Mill Hall").Click("See it before inviting")
	wren.See("This is the letter").Click("Publish and invite").See("on their way")
}

// TestOpenLink: a stranger joins by the link on a flyer once their mailbox is proven; a closed link lets nobody in.
func TestOpenLink(t *testing.T) {
	t.Parallel()
	const newMail = "sol@elsewhere.example"
	w := openTown(t)
	convener := w.Visitor(t)
	convener.SignIn(june)
	convener.Open(club + "/invitations").Click("Open the link").See("Make a new link")
	flyer := look[string](convener, "new URL(document.querySelector(\"#link a[href*='/i/']\").href).pathname")
	sol := w.Visitor(t).Phone().Open(flyer).Fill("Your name", "Sol Reyes").Fill("Your e-mail address", newMail).Click("Join").See("Look into your mailbox")
	sol.Open(w.Link(t, newMail, "/i/")).Click("Join").Has("form[action='/sign-out']").See("Pell River")
	convener.Click("Close it").See("Open the link")
	w.Visitor(t).Expects("status of 4").Open(flyer).NotSee("Your e-mail address to join")
}
