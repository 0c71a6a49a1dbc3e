package stage

import (
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// Do is what the host presses.
type Do string

// The presses that move the evening on its way; the others (pause, resume, more) only touch the clock, and start, close
// and reopen are the gathering’s.
const (
	DoStart  Do = "start"
	DoNext   Do = "next"
	DoBack   Do = "back"
	DoGoto   Do = "goto"
	DoPause  Do = "pause"
	DoResume Do = "resume"
	DoMore   Do = "more"
	DoClose  Do = "close"
	DoReopen Do = "reopen"
)

// turnStep is a step a turn takes while the evening moves.
type turnStep struct {
	turn id.ID
	step presentation.PhaseStep
}

// move is where a press leads: the entry that is on then, the phase of its turn, and the steps turns take on the way.
type move struct {
	at    int
	phase presentation.Phase // empty for what is no turn
	steps []turnStep
}

// next leads to the next phase of the turn that is on, or to the next entry. After the last entry the evening is at its
// end: fault.Conflict when it is already there.
func (p Program) next(at int) (move, error) {
	if at >= len(p) {
		return move{}, fault.Conflict("That was the last item: close the gathering when everybody has said goodbye")
	}
	if at >= 0 && p[at].Turn != nil && p[at].Turn.Phase.IsOn() {
		on := p[at].Turn
		to, err := on.Phase.After(presentation.Forward)
		if err != nil {
			return move{}, err
		}
		step := turnStep{on.ID, presentation.Forward}
		if to.IsOn() {
			return move{at: at, phase: to, steps: []turnStep{step}}, nil
		}
		m := p.enter(at + 1)
		m.steps = append([]turnStep{step}, m.steps...)
		return m, nil
	}
	return p.enter(at + 1), nil
}

// back leads to the phase before, or to the entry before; fault.Conflict when this is the first.
func (p Program) back(at int) (move, error) {
	if at >= 0 && at < len(p) && p[at].Turn != nil && p[at].Turn.Phase.IsOn() && p[at].Turn.Phase != presentation.Pitch {
		on := p[at].Turn
		to, err := on.Phase.After(presentation.Back)
		return move{at: at, phase: to, steps: []turnStep{{on.ID, presentation.Back}}}, err
	}
	if at <= 0 {
		return move{}, fault.Conflict("This is the first item: there is nothing before it")
	}
	m := p.enter(min(at, len(p)) - 1)
	m.steps = append(p.leave(at), m.steps...)
	return m, nil
}

// goTo leads straight to another entry. A turn that is left in its pitch or its questions waits again, one in which
// people have begun to promise is over.
func (p Program) goTo(at, to int) (move, error) {
	if to < 0 || to >= len(p) {
		return move{}, fault.Conflict("That item is no longer on the agenda")
	}
	if to == at {
		return move{at: at, phase: phaseOf(p[at])}, nil
	}
	m := p.enter(to)
	m.steps = append(p.leave(at), m.steps...)
	return m, nil
}

// enter is the entry that comes on: a turn that waits begins with its pitch, one that is over goes on with its thanks.
func (p Program) enter(at int) move {
	if at >= len(p) {
		return move{at: len(p)}
	}
	m := move{at: at}
	turn := p[at].Turn
	if turn == nil {
		return m
	}
	step := presentation.Forward
	if turn.Phase == presentation.Done {
		step = presentation.Back
	}
	if turn.Phase.IsOn() {
		m.phase = turn.Phase
		return m
	}
	m.phase, _ = turn.Phase.After(step)
	m.steps = []turnStep{{turn.ID, step}}
	return m
}

// leave is what becomes of a turn that is on when the room goes elsewhere.
func (p Program) leave(at int) []turnStep {
	if at < 0 || at >= len(p) || p[at].Turn == nil || !p[at].Turn.Phase.IsOn() {
		return nil
	}
	step := presentation.Finish
	if p[at].Turn.Phase == presentation.Pitch || p[at].Turn.Phase == presentation.Questions {
		step = presentation.Reset
	}
	return []turnStep{{p[at].Turn.ID, step}}
}

func phaseOf(e Entry) presentation.Phase {
	if e.Turn == nil {
		return ""
	}
	return e.Turn.Phase
}
