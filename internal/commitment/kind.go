package commitment

import "slices"

// Kind is what sort of help is promised.
type Kind string

// The ten kinds of help.
const (
	Introduction Kind = "introduction"
	Expertise    Kind = "expertise"
	Time         Kind = "time"
	Space        Kind = "space"
	Money        Kind = "money"
	Materials    Kind = "materials"
	Publicity    Kind = "publicity"
	Partnership  Kind = "partnership"
	Data         Kind = "data"
	Other        Kind = "other"
)

// Kinds are all kinds, in the order they are offered.
var Kinds = []Kind{Introduction, Expertise, Time, Space, Money, Materials, Publicity, Partnership, Data, Other}

// Known tells whether k is one of Kinds.
func (k Kind) Known() bool { return slices.Contains(Kinds, k) }

// Counted tells whether a firm promise of this kind says how much.
func (k Kind) Counted() bool { return k == Money || k == Materials || k == Time }
