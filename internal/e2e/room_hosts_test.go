package e2e

import (
	"testing"
	"time"
)

// TestTwoHosts press Next at once: the evening goes one item further, and the second reads why.
func TestTwoHosts(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	one := w.Visitor(t).SignIn(marcus).Open(w.room(t)).Click("Start the gathering").See("Item 1 of")
	two := w.Visitor(t).SignIn(june).Open(w.room(t) + "?view=console").See("Item 1 of").Expects("status of 409")
	one.Expects("status of 409").ready()

	at := time.Now().Add(time.Second).UnixMilli()
	for _, host := range []*Visitor{one, two} {
		look[int](host, script("setTimeout(() => document.getElementById('do-next').click(), %s - Date.now())", at))
	}
	one.See("Item 2 of")
	two.See("Item 2 of")
	const late = "Somebody else has just moved on"
	if !one.patiently(func() bool { return one.says(late) || two.says(late) }) {
		two.fail("nobody reads that the other was first")
	}
	if one.says(late) && two.says(late) {
		t.Error("both read that the other was first")
	}
	one.See("Item 2 of").NotSee("Turn 1 of 2")
}

// TestTheRoomWithoutScripts: a guest comes in and promises, the host moves the evening and nods, all by plain forms.
func TestTheRoomWithoutScripts(t *testing.T) {
	t.Parallel()
	w := openTown(t)
	host := w.Visitor(t).WithoutJS().SignIn(marcus).Open(w.room(t)).Click("Start the gathering").See("Item 1 of")
	wes := w.guest(t, w.Visitor(t).WithoutJS(), "Wes Tully")
	host.Next("Item 2 of").Next("Turn 1 of 2").Next("Next: Quiet writing").Next("Next: Commitments")

	wes.Click("Look again").See("Quiet writing").Click("Raise my hand").See("Your hand is up")
	wes.Fill("I will…", thread).Click("Pledge").See("Promised. Thank you. Bea Nakai can see it now")
	wes.In("My promises today").See(thread)

	host.Open(w.room(t)).In("Raised hands").See("Wes Tully")
	host.In(thread).Click("Let it show").NotSee("waits for your nod").See(thread)
	host.Next("Next: Thanks")
	wall := w.Visitor(t).WithoutJS().SignIn(hank).Open(w.room(t) + "/../screen")
	wall.See(thread)
	if n := w.stored(t, thread); n != 1 {
		t.Errorf("stored %d times", n)
	}
}
