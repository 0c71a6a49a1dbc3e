package stage

import (
	"time"

	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// Program is the evening as it is run: the lines of the agenda, each turn in the place of its line.
type Program []Entry

// Entry is one thing that happens: a line of the agenda, a presenter’s turn, or both.
type Entry struct {
	Item    id.ID // Nil for a turn the agenda has no line for
	Title   string
	Kind    gathering.ItemKind
	Minutes int
	Turn    *Brief // who presents; nil for what is no turn
}

// Brief is a turn as the program names it.
type Brief struct {
	ID        id.ID
	Title     string
	Presenter string
	Phase     presentation.Phase
}

// turnMinutes is how long a turn takes that the agenda has no line for.
const turnMinutes = 30

// programOf puts the turns into the lines meant for them, in order. Turns that the agenda has no line for follow the last
// turn, or stand at the end; a line for a turn that nobody has is left out of the evening.
func programOf(items []gathering.Item, turns []Brief) Program {
	var p Program
	next, afterLast := 0, -1
	for _, item := range items {
		e := Entry{Item: item.ID, Title: item.Title, Kind: item.Kind, Minutes: item.Minutes}
		if item.Kind == gathering.TurnItem {
			if next == len(turns) {
				continue
			}
			e.Turn = &turns[next]
			e.Title = e.Turn.Title
			next++
			afterLast = len(p) + 1
		}
		p = append(p, e)
	}
	if next == len(turns) {
		return p
	}
	if afterLast < 0 {
		afterLast = len(p)
	}
	var more Program
	for i := range turns[next:] {
		t := &turns[next+i]
		more = append(more, Entry{Title: t.Title, Kind: gathering.TurnItem, Minutes: turnMinutes, Turn: t})
	}
	return append(p[:afterLast:afterLast], append(more, p[afterLast:]...)...)
}

// At is where the evening stands: the index of an entry; before the first it is -1, after the last the length.
func (p Program) At(s Stage) int {
	if s.Finished {
		return len(p)
	}
	if s.BeganAt == nil {
		return -1
	}
	for i, e := range p {
		if e.is(s.Item, s.Turn) {
			return i
		}
	}
	return -1 // what was on has left the agenda: the evening begins anew rather than end
}

func (e Entry) is(item, turn id.ID) bool {
	if e.Turn != nil {
		return e.Turn.ID == turn
	}
	return turn == id.Nil && e.Item == item
}

// turnID is the turn of this entry; Nil when it is none.
func (e Entry) turnID() id.ID {
	if e.Turn == nil {
		return id.Nil
	}
	return e.Turn.ID
}

// length is how long this may take; of a turn, its phase.
func (e Entry) length(phase presentation.Phase) time.Duration {
	if e.Turn != nil {
		return PhaseLength(e.Minutes, phase)
	}
	return time.Duration(e.Minutes) * time.Minute
}

// shares are how a turn of half an hour falls into its phases, in minutes.
// Seven minutes at most for the pitch: the form of the Rotating Credit Club.
var shares = map[presentation.Phase]int{
	presentation.Pitch: 7, presentation.Questions: 5, presentation.Writing: 3, presentation.Commitments: 12, presentation.Thanks: 3,
}

// PhaseLength is how long a phase of a turn of so many minutes may take: its share, in whole minutes, at least one. What
// rounding leaves over, the commitments get.
func PhaseLength(minutes int, phase presentation.Phase) time.Duration {
	if minutes <= 0 || shares[phase] == 0 {
		return 0
	}
	if phase != presentation.Commitments {
		return time.Duration(share(minutes, phase)) * time.Minute
	}
	left := minutes
	for _, other := range presentation.OnNow {
		if other != presentation.Commitments {
			left -= share(minutes, other)
		}
	}
	return time.Duration(max(left, 1)) * time.Minute
}

func share(minutes int, phase presentation.Phase) int {
	n := max(minutes*shares[phase]/turnMinutes, 1)
	if phase == presentation.Pitch {
		n = min(n, 7)
	}
	return n
}
