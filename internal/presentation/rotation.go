package presentation

import (
	"slices"
	"time"

	"collaboratory/internal/clock"
)

// Waiting member: somebody with a proposal that has no turn yet, seen by the rotation.
type inLine struct {
	Turns       int        // how many turns this person had
	LastTurn    *time.Time // when the last one was; nil when they never had one
	SubmittedAt time.Time
	PassedOver  int // gatherings held since the proposal was sent
}

// before is the order of the rotation: never had a turn first, then the longest since the last turn, then the most often
// passed over, then who asked first.
func before(a, b inLine) int {
	switch {
	case a.LastTurn == nil && b.LastTurn != nil:
		return -1
	case a.LastTurn != nil && b.LastTurn == nil:
		return 1
	case a.LastTurn != nil && !a.LastTurn.Equal(*b.LastTurn):
		return a.LastTurn.Compare(*b.LastTurn)
	case a.PassedOver != b.PassedOver:
		return b.PassedOver - a.PassedOver
	}
	return a.SubmittedAt.Compare(b.SubmittedAt)
}

func sortRotation[T any](waiting []T, of func(T) inLine) {
	slices.SortStableFunc(waiting, func(a, b T) int { return before(of(a), of(b)) })
}

func zoneOf(name string) *time.Location { return clock.Zone(name) }
