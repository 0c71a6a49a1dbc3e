package stage

import (
	"strings"
	"testing"
	"time"

	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// item is a line of an agenda: “t” is a turn of half an hour, anything else takes ten minutes.
func item(text string) gathering.Item {
	if text == "t" {
		return gathering.Item{ID: id.New(), Title: "A turn", Minutes: 30, Kind: gathering.TurnItem}
	}
	return gathering.Item{ID: id.New(), Title: text, Minutes: 10, Kind: gathering.PlainItem}
}

// programFor is a program of these lines, “t” for a turn, with so many turns presented.
func programFor(lines string, titles ...string) Program {
	var items []gathering.Item
	for _, line := range strings.Fields(lines) {
		items = append(items, item(line))
	}
	var turns []Brief
	for _, title := range titles {
		turns = append(turns, Brief{ID: id.New(), Title: title, Presenter: title, Phase: presentation.Waiting})
	}
	return programOf(items, turns)
}

func (p Program) titles() string {
	var all []string
	for _, e := range p {
		title := e.Title
		if e.Item == id.Nil {
			title += "*"
		}
		all = append(all, title)
	}
	return strings.Join(all, " ")
}

func TestProgram(t *testing.T) {
	for _, c := range []struct{ lines, turns, want string }{
		{"", "", ""},
		{"hello t tea t bye", "A B", "hello A tea B bye"},
		{"hello t tea t bye", "A", "hello A tea bye"},
		{"hello t bye", "", "hello bye"},
		{"hello t bye", "A B C", "hello A B* C* bye"},
		{"hello t tea t bye", "A B C", "hello A tea B C* bye"},
		{"hello bye", "A B", "hello bye A* B*"},
		{"", "A", "A*"},
		{"t t t", "A B C", "A B C"},
	} {
		if got := programFor(c.lines, strings.Fields(c.turns)...).titles(); got != c.want {
			t.Errorf("%q with turns %q runs %q, want %q", c.lines, c.turns, got, c.want)
		}
	}
	if e := programFor("", "A")[0]; e.Minutes != turnMinutes || e.Kind != gathering.TurnItem || e.key() != e.Turn.ID {
		t.Errorf("a turn without a line is %+v", e)
	}
}

func TestWhereTheEveningStands(t *testing.T) {
	p := programFor("hello t tea t bye", "A", "B", "C")
	began := time.Now()
	for what, c := range map[string]struct {
		stage Stage
		want  int
	}{
		"before the first":                  {Stage{}, -1},
		"the first":                         {Stage{BeganAt: &began, Item: p[0].Item}, 0},
		"a turn":                            {Stage{BeganAt: &began, Item: p[1].Item, Turn: p[1].Turn.ID}, 1},
		"a turn whose line has changed":     {Stage{BeganAt: &began, Item: id.New(), Turn: p[3].Turn.ID}, 3},
		"a turn without a line":             {Stage{BeganAt: &began, Turn: p[4].Turn.ID}, 4},
		"a line that has left the agenda":   {Stage{BeganAt: &began, Item: id.New()}, -1},
		"a turn that has left the line-up":  {Stage{BeganAt: &began, Item: p[1].Item, Turn: id.New()}, -1},
		"after the last":                    {Stage{BeganAt: &began, Finished: true}, 5 + 1},
		"after the last of an empty agenda": {Stage{Finished: true}, 6},
	} {
		if got := p.At(c.stage); got != c.want {
			t.Errorf("%s: %d, want %d", what, got, c.want)
		}
	}
	for what, key := range map[string]id.ID{"nothing": id.Nil, "something else": id.New()} {
		if got := p.find(key); got != -1 {
			t.Errorf("%s is found at %d", what, got)
		}
	}
	for i, e := range p {
		if got := p.find(e.key()); got != i {
			t.Errorf("entry %d is found at %d", i, got)
		}
	}
}

func TestPhaseLengths(t *testing.T) {
	for minutes, want := range map[int]string{
		30: "7 5 3 12 3", 60: "7 10 6 31 6", 20: "4 3 2 9 2", 15: "3 2 1 8 1", 10: "2 1 1 5 1", 5: "1 1 1 1 1", 1: "1 1 1 1 1", 0: "0 0 0 0 0",
	} {
		var got []string
		for _, phase := range presentation.OnNow {
			got = append(got, strings.TrimSuffix(strings.TrimSuffix((PhaseLength(minutes, phase)/time.Duration(60)).String(), "s"), "m"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("a turn of %d minutes falls into %v, want %s", minutes, got, want)
		}
	}
	for _, phase := range []presentation.Phase{presentation.Waiting, presentation.Done, presentation.TakenOff} {
		if got := PhaseLength(30, phase); got != 0 {
			t.Errorf("%s takes %v", phase, got)
		}
	}
}

// TestNoMinuteIsLost: from six minutes on, a turn takes as long as the agenda says.
func TestNoMinuteIsLost(t *testing.T) {
	for minutes := 6; minutes <= 240; minutes++ {
		var sum time.Duration
		for _, phase := range presentation.OnNow {
			sum += PhaseLength(minutes, phase)
		}
		if sum != time.Duration(minutes)*time.Minute {
			t.Errorf("a turn of %d minutes takes %v", minutes, sum)
		}
	}
}
