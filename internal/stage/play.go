package stage

import (
	"math"
	"slices"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// player is a play-member of a practice room.
type player struct {
	ID       id.ID
	Name     string
	Promised int // to the turn that is on
	HandUp   bool
	Presents bool // the turn that is on
}

// playTable is what the play-members find when one of them is to do something.
type playTable struct {
	phase    presentation.Phase // of the turn that is on; empty when it is none
	asks     []commitment.Asked
	players  []player
	promised int // to this turn, by whomever
	hands    int
	turn     int       // its place in the line-up, from 1
	now      time.Time // which of them comes next is a matter of the moment
	today    time.Time
	language string
}

// Deed is what one play-member did.
type Deed string

// The deeds. Waited is none: in this part of the evening, or after all have had their turn, nothing fits.
const (
	Waited      Deed = ""
	RaisedHand  Deed = "hand"
	Promised    Deed = "promise"
	WantsToTalk Deed = "talk"
	GuestCame   Deed = "guest"
)

// deed is what is to be done, and by whom.
type deed struct {
	Deed
	who    player // the name alone for a guest
	pledge commitment.PledgeInput
}

// How much is played.
const (
	mostHands   = 3  // up at once
	mostPlayed  = 14 // promises to one turn
	mostWritten = 4  // of them while the room writes
	mostEach    = 2  // by one person to one turn
)

// deal finds the next fitting deed for a phase: hands in the questions, promises once they are open.
func (t playTable) deal() deed {
	switch t.phase {
	case presentation.Questions:
		return t.hand()
	case presentation.Writing:
		return t.promise(mostWritten)
	case presentation.Commitments:
		return t.promise(mostPlayed)
	}
	return deed{}
}

func (t playTable) hand() deed {
	if t.hands >= mostHands {
		return deed{}
	}
	who, ok := t.next(int(t.now.Unix()/4), func(p player) bool { return !p.HandUp })
	if !ok {
		return deed{}
	}
	return deed{Deed: RaisedHand, who: who}
}

// promise is the next one: mostly firm and to what is still asked for, now and then “Let’s talk”, now and then a guest’s.
func (t playTable) promise(most int) deed {
	n := t.promised
	if n >= most {
		return deed{}
	}
	words := deckOf(t.language)
	who, ok := t.next(n+5*t.turn, func(p player) bool { return p.Promised < mostEach })
	d := deed{Deed: Promised, who: who}
	switch {
	case n%10 == 5:
		d.Deed, d.who = GuestCame, player{Name: words.guests[(2*t.turn+n/10)%len(words.guests)]}
	case !ok:
		return deed{}
	case n%10 == 3:
		d.Deed = WantsToTalk
	}
	d.pledge = t.pledge(n, d.Deed != WantsToTalk)
	return d
}

// next is the first player from a place on who may; never the one who presents.
func (t playTable) next(from int, may func(player) bool) (player, bool) {
	for i := range t.players {
		if p := t.players[(from+i)%len(t.players)]; !p.Presents && may(p) {
			return p, true
		}
	}
	return player{}, false
}

// pledge is the nth promise in words: to the asks in turn as long as something is missing of them, then to anything.
func (t playTable) pledge(n int, firm bool) commitment.PledgeInput {
	words := deckOf(t.language)
	in := commitment.PledgeInput{Kind: commitment.Other, Firm: firm}
	if open := t.open(); len(open) > 0 {
		a := open[n%len(open)]
		in.Ask, in.Kind = a.ID, a.Kind
		if firm {
			in.Amount, in.Unit, in.Cents = quarter(a)
		}
	}
	said := words.promises[in.Kind]
	if !firm {
		said = words.talks
	}
	in.Promise = said[n%len(said)]
	if firm {
		due := t.today.AddDate(0, 0, playDays[n%len(playDays)])
		in.Due = &due
	}
	return in
}

// playDays are how many days ahead play-members promise something.
var playDays = []int{7, 14, 10, 21, 5, 30}

func (t playTable) open() []commitment.Asked {
	return slices.DeleteFunc(slices.Clone(t.asks), commitment.Asked.Full)
}

// quarter is what one person gives of what was asked for: about a quarter, in round figures, and no more than is missing.
func quarter(a commitment.Asked) (amount *float64, unit string, cents *int64) {
	switch {
	case a.Cents != nil:
		some := max(*a.Cents/4/500*500, 500)
		some = min(some, *a.Cents-a.Found)
		return nil, "", &some
	case a.Amount != nil:
		some := math.Min(math.Max(math.Floor(*a.Amount/4), 2), *a.Amount-a.Filled)
		return &some, a.Unit, nil
	}
	return nil, "", nil
}
