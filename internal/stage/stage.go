package stage

import (
	"time"

	"collaboratory/internal/id"
)

// Stage is the live room of one gathering as it stands.
type Stage struct {
	Collaboratory id.ID
	Gathering     id.ID
	Item          id.ID // the line of the agenda that is on; Nil for a turn without one
	Turn          id.ID // the turn that is on; Nil when it is none
	Finished      bool  // past the last item
	BeganAt       *time.Time
	Clock
	Version int // raised by every press, so that two hosts notice each other
	Settings
}

// Settings are how the host set the room up.
type Settings struct {
	AloudFirst bool // phones say “say it, then press”
	Nod        bool // a guest’s promise reaches the big screen after one nod
	Amounts    bool // sums and amounts are shown on the big screen
	Sound      bool // a soft stroke on the big screen for each promise
	Motion     bool // new promises move in
}

// usual is a room nobody has set up: say it aloud first, look at guests before everybody does.
var usual = Settings{AloudFirst: true, Nod: true, Amounts: true}

// newStage is the room before anybody pressed anything.
func newStage(collaboratory, gathering id.ID) Stage {
	return Stage{Collaboratory: collaboratory, Gathering: gathering, Settings: usual}
}
