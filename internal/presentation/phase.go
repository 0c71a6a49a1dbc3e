package presentation

import (
	"slices"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
)

// Phase is where a presentation stands on its evening.
//
//	waiting ⇄ pitch ⇄ questions ⇄ writing ⇄ commitments ⇄ thanks ⇄ done
//
// An evening without the live room leaves every turn waiting.
type Phase string

// The phases. TakenOff is none of the evening: the turn was withdrawn before it.
const (
	Waiting     Phase = "waiting"
	Pitch       Phase = "pitch"       // the presenter speaks
	Questions   Phase = "questions"   // to understand, not to advise
	Writing     Phase = "writing"     // everybody writes for themselves; from here on promises are taken
	Commitments Phase = "commitments" // hands go up
	Thanks      Phase = "thanks"      // the presenter reads back what was promised
	Done        Phase = "done"
	TakenOff    Phase = "withdrawn"
)

// OnNow are the phases of a turn that is on, in their order.
var OnNow = []Phase{Pitch, Questions, Writing, Commitments, Thanks}

// IsOn tells whether a turn in this phase has the room.
func (p Phase) IsOn() bool { return slices.Contains(OnNow, p) }

// PhaseStep is how a turn moves on its evening.
type PhaseStep string

// The steps of an evening.
const (
	Forward PhaseStep = "forward" // to the next phase
	Back    PhaseStep = "back"    // to the one before
	Finish  PhaseStep = "finish"  // over, whatever is left of it
	Reset   PhaseStep = "reset"   // back to waiting: it has hardly begun and comes later
)

// phaseSteps is the whole table: from where each step may be taken, and where it leads.
var phaseSteps = map[PhaseStep]map[Phase]Phase{
	Forward: {Waiting: Pitch, Pitch: Questions, Questions: Writing, Writing: Commitments, Commitments: Thanks, Thanks: Done},
	Back:    {Pitch: Waiting, Questions: Pitch, Writing: Questions, Commitments: Writing, Thanks: Commitments, Done: Thanks},
	Finish:  {Pitch: Done, Questions: Done, Writing: Done, Commitments: Done, Thanks: Done, Done: Done},
	Reset:   {Pitch: Waiting, Questions: Waiting, Waiting: Waiting},
}

// phaseRefusals are the sentences for what the table does not list.
var phaseRefusals = map[PhaseStep]map[Phase]string{
	Forward: {Done: i18n.Mark("This turn is over")},
	Back:    {Waiting: notYetOn},
	Finish:  {Waiting: notYetOn},
	Reset: {
		Writing: promisesBegun, Commitments: promisesBegun, Thanks: promisesBegun,
		Done: i18n.Mark("This turn is over"),
	},
}

var (
	notYetOn      = i18n.Mark("This turn has not begun")
	promisesBegun = i18n.Mark("People are promising already: finish this turn instead")
	takenOff      = i18n.Mark("This turn was taken off the line-up")
)

// After is the phase a step leads to; fault.Conflict says in words why it cannot be taken from here.
func (p Phase) After(step PhaseStep) (Phase, error) {
	if to, ok := phaseSteps[step][p]; ok {
		return to, nil
	}
	if p == TakenOff {
		return p, fault.Conflict(takenOff)
	}
	return p, fault.Conflict(phaseRefusals[step][p])
}
