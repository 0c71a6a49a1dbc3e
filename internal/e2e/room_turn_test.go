package e2e

import (
	"testing"
)

const (
	carry  = "carry the lanterns to the bridge"
	linter = "doblar veinte linternas con mi clase"
	thread = "bring a box of thread for the lanterns"
	ferry  = "ask the ferry to stop at the bridge"
)

// TestAWholeTurn goes through a turn with everybody in the room: who runs it, presents, writes down, sits in it with a
// phone, comes as a guest, and what the big screen shows to all.
func TestAWholeTurn(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	e := &turnWalk{t: t, town: w, room: w.room(t)}
	e.gather()
	e.pairScreen()
	e.begin()
	e.listen()
	e.write()
	e.saidAloud()
	e.guestWaits()
	e.hide()
	e.inSpanish()
	e.thank()
}

// turnWalk is one turn, with seven browsers in the room.
type turnWalk struct {
	t                                        *testing.T
	town                                     *town
	room                                     string
	host, presenter, scribe, walt, ruth, wes *Visitor
	wall                                     *Visitor
}

// press is the large button of the host, and what it brings everywhere.
func (e *turnWalk) press(what, brings string, all ...glimpse) {
	e.t.Helper()
	e.host.ready()
	inTime(e.t, what, func() { e.host.Next(brings) }, all...)
}

// gather: everybody takes their place; the guest comes once it has begun.
func (e *turnWalk) gather() {
	e.host = e.town.Visitor(e.t).SignIn(marcus).Open(e.room).See("Start the gathering")
	e.presenter = e.town.Visitor(e.t).SignIn(bea).Open(e.room).See("Your turn is the first of two")
	e.scribe = e.town.Visitor(e.t).SignIn(greta).Open(e.room).See("The gathering has not started yet")
	e.walt = e.town.Visitor(e.t).Phone().SignIn(walt).Open(e.room).See("Not begun yet")
	e.ruth = e.town.Visitor(e.t).Phone().SignIn(ruth).Open(e.room).Has("html[lang=es]")
}

// pairScreen: the computer at the projector shows a number, the host types it, and the big screen is there.
func (e *turnWalk) pairScreen() {
	e.wall = e.town.Visitor(e.t).Open("/screen").Click("Show the big screen here").See("Type this number in the console")
	digits := look[string](e.wall, "document.querySelector('.wall-digits').innerText")
	e.host.Fill("Or the number on the computer at the projector", digits)
	inTime(e.t, "pairing", func() { e.host.Click("Show the room there").See("The big screen shows this room now") },
		glimpse{on: "big screen", v: e.wall, text: "Good to see you.", limit: soonOthers})
	e.wall.See(e.town.code(e.t))
}

// begin: one press, and all know.
func (e *turnWalk) begin() {
	inTime(e.t, "start", func() { e.host.Click("Start the gathering") },
		glimpse{on: "console", v: e.host, text: "Item 1 of", limit: soonOwn},
		glimpse{on: "phone", v: e.walt, text: "Not begun yet", gone: true, limit: soonOthers},
		glimpse{on: "scribe", v: e.scribe, text: "Item 1 of", limit: soonOthers})
	e.wes = e.town.guest(e.t, e.town.Visitor(e.t), "Wes Tully")
	e.host.Next("Item 2 of")
	e.press("first turn", "Turn 1 of 2, Bea Nakai",
		glimpse{on: "big screen", v: e.wall, text: "Lanterns on the River", limit: soonOthers},
		glimpse{on: "phone", v: e.walt, text: "Write while you listen", limit: soonOthers},
		glimpse{on: "guest", v: e.wes, text: "Write while you listen", limit: soonOthers},
		glimpse{on: "presenter", v: e.presenter, text: "You have the floor", limit: soonOthers})
}

// listen: a hand goes up during the questions, and comes down when its owner had the word.
func (e *turnWalk) listen() {
	e.press("questions", "Next: Quiet writing",
		glimpse{on: "big screen", v: e.wall, text: "What would you like to ask?", limit: soonOthers},
		glimpse{on: "presenter", v: e.presenter, text: "Short answers", limit: soonOthers})
	inTime(e.t, "a hand", func() { e.walt.Click("Raise my hand") },
		glimpse{on: "own phone", v: e.walt, text: "Your hand is up", limit: soonOwn},
		glimpse{on: "console", v: e.host.In("Raised hands"), text: "Walt Pruitt", limit: soonOthers})
	inTime(e.t, "had the word", func() { e.host.In("Walt Pruitt").Click("Had the word") },
		glimpse{on: "console", v: e.host, text: "No hand is up", limit: soonOwn},
		glimpse{on: "phone", v: e.walt, text: "Raise my hand", limit: soonOthers})
}

// write: in the quiet somebody promises already; the big screen keeps it until hands go up.
func (e *turnWalk) write() {
	e.host.Next("Next: Commitments")
	e.walt.See("Say it aloud, then press").Fill("I will…", carry)
	inTime(e.t, "a promise", func() { e.walt.Click("Pledge") },
		glimpse{on: "own phone", v: e.walt, text: "Promised. Thank you. Bea Nakai can see it now", limit: soonOwn},
		glimpse{on: "console", v: e.host, text: carry, limit: soonOthers},
		glimpse{on: "scribe", v: e.scribe, text: carry, limit: soonOthers},
		glimpse{on: "presenter", v: e.presenter, text: "1 firm", limit: soonOthers},
		glimpse{on: "another phone", v: e.ruth, text: carry, limit: soonOthers})
	e.press("commitments", "Next: Thanks",
		glimpse{on: "big screen", v: e.wall, text: carry, limit: soonOthers})
}

// saidAloud: the scribe types it, and there it stands.
func (e *turnWalk) saidAloud() {
	e.scribe.Fill("Who", "Opal Jenkins").Fill("will", ferry)
	inTime(e.t, "said aloud", func() { e.scribe.Click("Write it down") },
		glimpse{on: "scribe", v: e.scribe, text: "Written down: Opal Jenkins will " + ferry, limit: soonOwn},
		glimpse{on: "big screen", v: e.wall, text: ferry, limit: soonOthers},
		glimpse{on: "console", v: e.host, text: ferry, limit: soonOthers},
		glimpse{on: "presenter", v: e.presenter, text: "2 firm", limit: soonOthers})
}

// guestWaits: what a guest promises stands on the big screen after the host's one nod, and not before.
func (e *turnWalk) guestWaits() {
	e.wes.Fill("I will…", thread)
	inTime(e.t, "a guest’s promise", func() { e.wes.Click("Pledge") },
		glimpse{on: "own phone", v: e.wes, text: "Everybody sees it after the host’s nod", limit: soonOwn},
		glimpse{on: "console", v: e.host, text: "A guest’s promise waits for your nod", limit: soonOthers})
	inTime(e.t, "the nod", func() { e.host.In(thread).Click("Let it show") },
		glimpse{on: "console", v: e.host, text: "waits for your nod", gone: true, limit: soonOwn},
		glimpse{on: "own phone", v: e.wes, text: "Waiting for the host’s nod", gone: true, limit: soonOthers},
		glimpse{on: "big screen", v: e.wall, text: thread, limit: soonOthers},
		glimpse{on: "another phone", v: e.walt, text: thread, limit: soonOthers})
}

// hide: the host takes one off the screens, and shows it again.
func (e *turnWalk) hide() {
	inTime(e.t, "hide", func() { e.host.In(ferry).Click("Hide") },
		glimpse{on: "console", v: e.host, text: "off the screens", limit: soonOwn},
		glimpse{on: "big screen", v: e.wall, text: ferry, gone: true, limit: soonOthers},
		glimpse{on: "phone", v: e.walt, text: ferry, gone: true, limit: soonOthers})
	inTime(e.t, "show again", func() { e.host.In(ferry).Click("Show again") },
		glimpse{on: "console", v: e.host, text: "off the screens", gone: true, limit: soonOwn},
		glimpse{on: "big screen", v: e.wall, text: ferry, limit: soonOthers})
}

// inSpanish: a promise in the words of another language.
func (e *turnWalk) inSpanish() {
	e.ruth.Fill("Me comprometo a…", linter)
	inTime(e.t, "a promise in Spanish", func() { e.ruth.Click("Me comprometo") },
		glimpse{on: "own phone", v: e.ruth, text: "Bea Nakai ya puede verlo", limit: soonOwn},
		glimpse{on: "big screen", v: e.wall, text: linter, limit: soonOthers},
		glimpse{on: "console", v: e.host, text: linter, limit: soonOthers},
		glimpse{on: "presenter", v: e.presenter, text: "4 firm", limit: soonOthers})
}

// thank: the presenter reads back who will do what, and the evening goes on to the next.
func (e *turnWalk) thank() {
	e.press("thanks", "Next: The Last Crate",
		glimpse{on: "presenter", v: e.presenter.In("Read it back"), text: "Walt Pruitt", limit: soonOthers},
		glimpse{on: "big screen", v: e.wall, text: "Thank you.", limit: soonOthers})
	for _, promise := range []string{carry, ferry, thread, linter} {
		e.presenter.In("Read it back").See(promise)
		e.wall.See(promise)
	}
	e.press("the next turn", "Turn 2 of 2, Nell Hathaway",
		glimpse{on: "big screen", v: e.wall, text: "The Last Crate", limit: soonOthers},
		glimpse{on: "phone", v: e.walt, text: "The Last Crate", limit: soonOthers},
		glimpse{on: "guest", v: e.wes, text: "The Last Crate", limit: soonOthers},
		glimpse{on: "scribe", v: e.scribe, text: "Turn 2 of 2", limit: soonOthers},
		glimpse{on: "presenter", v: e.presenter, text: "Your turn is over: 4 firm", limit: soonOthers})
	for _, promise := range []string{carry, ferry, thread, linter} {
		if n := e.town.stored(e.t, promise); n != 1 {
			e.t.Errorf("“%s” is stored %d times", promise, n)
		}
	}
}
