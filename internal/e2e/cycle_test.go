package e2e

import (
	"testing"
	"time"

	"collaboratory/internal/example"
)

const (
	club = "/c/" + example.Slug
	walt = "walt@pellriver.example"
)

// TestTheCycle walks the main job from the invitation to the thanks, in a browser.
func TestTheCycle(t *testing.T) {
	t.Parallel()
	(&cycle{t: t, town: openTown(t), as: func(v *Visitor) *Visitor { return v }}).walk()
}

// TestTheCycleWithoutScripts is the same walk with scripts turned off: they quicken and carry nothing.
func TestTheCycleWithoutScripts(t *testing.T) {
	t.Parallel()
	(&cycle{t: t, town: openTown(t), as: (*Visitor).WithoutJS}).walk()
}

// cycle is one gathering and one promise, from beginning to end.
type cycle struct {
	t         *testing.T
	town      *town
	as        func(*Visitor) *Visitor // how everybody's browser is set up
	june      *Visitor                // convenes
	hank      *Visitor                // presents
	walt      *Visitor                // promises
	gathering string                  // its address
}

func (c *cycle) walk() {
	c.june = c.as(c.town.Visitor(c.t)).SignIn(june)
	c.schedule()
	c.answerFromLetter()
	c.propose()
	c.giveTurn()
	c.confirm()
	c.open()
	c.pledge()
	c.writeDown()
	c.close()
	c.deliver()
	c.receive()
	c.lookBack()
}

// schedule: a day and a place, a look at the letter, and the invitations are out.
func (c *cycle) schedule() {
	c.june.Open(club).Click("Gatherings").Click("Schedule a gathering")
	c.june.Fill("Day", "2026-12-10").Fill("Starts", "18:00").Fill("Ends", "20:30")
	c.june.Fill("Place and address", "Grange Hall, 12 Ferry Street").Fill("A name for it", "Advent gathering")
	c.june.Click("See it before inviting").See("This is the letter").See("Grange Hall")
	c.june.Click("Publish and invite").See("invitations are on their way")
	c.gathering = c.june.Path()
	c.town.Work(c.t)
}

// answerFromLetter: a press in the mail, a page that names you, a big button; no sign-in.
func (c *cycle) answerFromLetter() {
	reader := c.as(c.town.Visitor(c.t).Phone()).Open(c.town.Link(c.t, hank, "/a/"))
	reader.See("You answer as Hank Lindqvist").Choose("Your answer", "Yes, I am coming").Tick("I would like to present")
	reader.Click("Save my answer").See("Thank you, your answer is kept").See("You said")
	c.june.Open(c.gathering).See("Hank Lindqvist")
}

// propose: what it is, whom it serves, and one exact ask.
func (c *cycle) propose() {
	c.hank = c.as(c.town.Visitor(c.t).Phone()).SignIn(hank)
	c.hank.Open(club + "/turns").Click("Propose a project")
	c.hank.Fill("Its name", "The Tool Wall").Choose("What kind is it?", "Project").Fill("What is it?", "Tools to borrow, on a wall in my store.")
	c.hank.Fill("Whom is it for?", "Everybody who rents.").Fill("Where does it stand today?", "The wall is there, and nine tools.")
	first := c.hank.In("Ask 1")
	first.Fill("What do you need?", "Two long shelves").Choose("Kind of help", "Materials").Fill("How much", "2").Fill("of what", "shelves")
	c.hank.Choose("For which gathering?", "Advent gathering").Click("Send it to the conveners").See("The Tool Wall")
}

// giveTurn: the convener gives two proposals a turn, orders them and tells everybody.
func (c *cycle) giveTurn() {
	c.june.Open(c.town.Link(c.t, june, club+"/proposals/")).See("The Tool Wall").See("Two long shelves")
	c.june.Choose("Gathering", "Advent gathering").Click("Give it a turn")
	c.june.Open(club+"/turns").Click("Eyes on the River").Choose("Gathering", "Advent gathering").Click("Give it a turn")
	c.june.Open(c.gathering).Click("Order the line-up").In("Eyes on the River").Click("Earlier")
	c.before("Eyes on the River", "The Tool Wall")
	c.june.Click("Tell everyone who presents")
	c.town.Letter(c.t, walt, "The Tool Wall")
}

// before says that one thing stands above another on the convener's page.
func (c *cycle) before(first, then string) {
	c.t.Helper()
	c.june.until(first+" before "+then, "reads([]).indexOf(%s) < reads([]).indexOf(%s)", first, then)
}

func (c *cycle) confirm() {
	c.hank.Open(c.town.Link(c.t, hank, club+"/presentations/")).Click("Yes, I will present").NotSee("Will you be there?").See("The Tool Wall")
}

// open: on the evening, one press.
func (c *cycle) open() {
	c.town.Clock.Set(time.Date(2026, 12, 10, 18, 0, 0, 0, example.Now.Location()))
	c.june.Open(c.gathering).Click("Start the gathering").See("The gathering has started")
}

// pledge: a vague promise becomes firm by one question.
func (c *cycle) pledge() {
	c.walt = c.as(c.town.Visitor(c.t).Phone()).SignIn(walt)
	c.walt.Open(c.gathering).Click("The Tool Wall").See("Two long shelves")
	c.walt.Fill("I will…", "help with the wall").Choose("What kind of help is it?", "Expertise").Fill("by", "").Click("Pledge")
	c.walt.See("to go").Fill("I will…", "weld the brackets for two shelves by January 15").Click("Pledge")
	c.walt.See("Promised. Thank you. Hank Lindqvist can see it now")
	c.walt.Open(c.gathering).Click("The Tool Wall").Fill("I will…", "maybe lend a drill").Choose("What kind of help is it?", "Materials")
	c.walt.Click("I cannot say a day yet").See("Kept as “Let’s talk”. Hank Lindqvist will see it")
	c.hank.Open(club + "/commitments?to=me").See("weld the brackets").See("maybe lend a drill")
}

// writeDown: the scribe types what Opal, who has no phone that can, says aloud.
func (c *cycle) writeDown() {
	c.june.Open(c.gathering + "/scribe").Click("The Tool Wall")
	c.june.Fill("Said aloud by", "Opal Jenkins").Fill("will", "label the hooks with large letters").Fill("by", "2027-01-20").Choose("Kind", "Expertise")
	c.june.Click("Write it down").See("Opal Jenkins").See("label the hooks")
}

// close: everybody gets their own list, with how to reach each other.
func (c *cycle) close() {
	c.town.Clock.Advance(3 * time.Hour)
	c.june.Open(c.gathering).Click("Close the gathering").See("The gathering is closed")
	c.town.Clock.Advance(16 * time.Hour) // after noon: promising has ended, and people are awake
	c.town.Work(c.t)
	c.town.Letter(c.t, hank, walt)
	c.town.Letter(c.t, walt, hank)
}

// deliver: near its day the giver is asked; the answer is one press in the letter.
func (c *cycle) deliver() {
	c.town.Days(c.t, 35)
	link := c.town.LinkUnder(c.t, walt, "Did it")
	reader := c.as(c.town.Visitor(c.t).Phone()).Open(link).See("You answer as Walt Pruitt").Click("Did it").See("Thank you")
	reader.See("is asked whether it arrived")
}

// receive: the presenter, not the giver, says that it arrived, and thanks.
func (c *cycle) receive() {
	c.hank.Open(club + "/commitments?to=me").In("weld the brackets").Click("Yes, I received it")
	c.hank.See("Confirmed. It is kept")
	c.hank.Open(club + "/commitments?to=me").In("weld the brackets").Click("Say thanks")
	c.hank.Fill("Your words", "It holds everything.").Click("Say thanks").See("Your thanks are on their way")
	c.town.Letter(c.t, walt, "It holds everything.")
}

// lookBack: the tracker shows it kept, and so does the collaboratory's page.
func (c *cycle) lookBack() {
	c.june.Open(club).See("What we promised last time, and what came of it").See("weld the brackets")
	c.walt.Open(club + "/commitments").In("weld the brackets").See("Kept")
}
