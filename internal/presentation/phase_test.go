package presentation

import (
	"testing"

	"collaboratory/internal/fault"
)

// TestPhases holds every phase and step against what is meant, cell by cell; an empty cell is refused in words.
func TestPhases(t *testing.T) {
	want := map[PhaseStep][8]Phase{
		// from:   waiting  pitch      questions  writing      commitments  thanks       done    withdrawn
		Forward: {Pitch, Questions, Writing, Commitments, Thanks, Done, "", ""},
		Back:    {"", Waiting, Pitch, Questions, Writing, Commitments, Thanks, ""},
		Finish:  {"", Done, Done, Done, Done, Done, Done, ""},
		Reset:   {Waiting, Waiting, Waiting, "", "", "", "", ""},
	}
	from := [8]Phase{Waiting, Pitch, Questions, Writing, Commitments, Thanks, Done, TakenOff}
	for step, row := range want {
		for i, to := range row {
			got, err := from[i].After(step)
			if to != "" {
				if err != nil || got != to {
					t.Errorf("%s from %s: %s, %v; want %s", step, from[i], got, err, to)
				}
				continue
			}
			if !fault.Is(err, fault.KindConflict) || fault.Of(err).Message == "" || got != from[i] {
				t.Errorf("%s from %s: %s, %v; want a refusal in words", step, from[i], got, err)
			}
		}
	}
}

func TestATurnIsOnFromPitchToThanks(t *testing.T) {
	for _, p := range []Phase{Waiting, Done, TakenOff} {
		if p.IsOn() {
			t.Errorf("%s has the room", p)
		}
	}
	for _, p := range []Phase{Pitch, Questions, Writing, Commitments, Thanks} {
		if !p.IsOn() {
			t.Errorf("%s does not have the room", p)
		}
	}
}
