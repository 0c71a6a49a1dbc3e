package stage

import (
	"fmt"
	"strings"
	"testing"

	"collaboratory/internal/fault"
	"collaboratory/internal/presentation"
)

// said is a move in short: where it leads, the phase there, and the steps of turns on the way.
func (m move) said(p Program) string {
	var steps []string
	for _, s := range m.steps {
		for _, e := range p {
			if e.turnID() == s.turn {
				steps = append(steps, e.Title+" "+string(s.step))
			}
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s %s", m.at, m.phase, strings.Join(steps, ", ")))
}

// onePhase is an evening of a welcome, two turns in these phases, and a goodbye.
func onePhase(a, b presentation.Phase) Program {
	p := programFor("hello t t bye", "A", "B")
	p[1].Turn.Phase, p[2].Turn.Phase = a, b
	return p
}

const (
	waiting     = presentation.Waiting
	pitch       = presentation.Pitch
	questions   = presentation.Questions
	writing     = presentation.Writing
	commitments = presentation.Commitments
	thanks      = presentation.Thanks
	done        = presentation.Done
)

const refusal = "refused"

func TestNext(t *testing.T) {
	for _, c := range []struct {
		at   int
		a, b presentation.Phase
		want string
	}{
		{-1, waiting, waiting, "0"},
		{0, waiting, waiting, "1 pitch A forward"},
		{0, done, waiting, "1 thanks A back"},
		{1, pitch, waiting, "1 questions A forward"},
		{1, questions, waiting, "1 writing A forward"},
		{1, writing, waiting, "1 commitments A forward"},
		{1, commitments, waiting, "1 thanks A forward"},
		{1, thanks, waiting, "2 pitch A forward, B forward"},
		{1, thanks, done, "2 thanks A forward, B back"},
		{1, done, waiting, "2 pitch B forward"},
		{2, done, thanks, "3  B forward"},
		{3, done, done, "4"},
		{4, done, done, refusal},
	} {
		p := onePhase(c.a, c.b)
		m, err := p.next(c.at)
		checkMove(t, fmt.Sprintf("next from %d (%s, %s)", c.at, c.a, c.b), p, m, err, c.want)
	}
	none := Program{}
	m, err := none.next(-1)
	checkMove(t, "next without an agenda", none, m, err, "0")
}

func TestBack(t *testing.T) {
	for _, c := range []struct {
		at   int
		a, b presentation.Phase
		want string
	}{
		{-1, waiting, waiting, refusal},
		{0, waiting, waiting, refusal},
		{1, pitch, waiting, "0  A reset"},
		{1, questions, waiting, "1 pitch A back"},
		{1, writing, waiting, "1 questions A back"},
		{1, commitments, waiting, "1 writing A back"},
		{1, thanks, waiting, "1 commitments A back"},
		{2, done, pitch, "1 thanks B reset, A back"},
		{2, waiting, pitch, "1 pitch B reset, A forward"},
		{3, done, done, "2 thanks B back"},
		{4, done, done, "3"},
		{9, done, done, "3"},
	} {
		p := onePhase(c.a, c.b)
		m, err := p.back(c.at)
		checkMove(t, fmt.Sprintf("back from %d (%s, %s)", c.at, c.a, c.b), p, m, err, c.want)
	}
}

func TestGoTo(t *testing.T) {
	for _, c := range []struct {
		at, to int
		a, b   presentation.Phase
		want   string
	}{
		{0, 3, waiting, waiting, "3"},
		{0, 2, waiting, waiting, "2 pitch B forward"},
		{1, 1, writing, waiting, "1 writing"},
		{1, 2, pitch, waiting, "2 pitch A reset, B forward"},
		{1, 2, questions, waiting, "2 pitch A reset, B forward"},
		{1, 2, writing, waiting, "2 pitch A finish, B forward"},
		{1, 2, commitments, done, "2 thanks A finish, B back"},
		{1, 3, thanks, waiting, "3  A finish"},
		{3, 1, done, done, "1 thanks A back"},
		{4, 1, done, done, "1 thanks A back"},
		{-1, 1, waiting, waiting, "1 pitch A forward"},
		{1, -1, pitch, waiting, refusal},
		{1, 4, pitch, waiting, refusal},
	} {
		p := onePhase(c.a, c.b)
		m, err := p.goTo(c.at, c.to)
		checkMove(t, fmt.Sprintf("from %d to %d (%s, %s)", c.at, c.to, c.a, c.b), p, m, err, c.want)
	}
}

func checkMove(t *testing.T, what string, p Program, m move, err error, want string) {
	t.Helper()
	if want == refusal {
		if !fault.Is(err, fault.KindConflict) || fault.Of(err).Message == "" {
			t.Errorf("%s: %v, want a refusal in words", what, err)
		}
		return
	}
	if got := m.said(p); err != nil || got != want {
		t.Errorf("%s leads to %q, %v; want %q", what, got, err, want)
	}
}
