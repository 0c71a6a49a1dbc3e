package followup

import (
	"slices"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/id"
)

// The purposes that the links of this room are signed for; each is one answer.
const (
	DidIt       = "did it"
	MoreTime    = "more time"
	Cannot      = "cannot"
	Received    = "received"
	NotYet      = "not yet"
	NotWhatSaid = "not what I said"
)

// Purposes are all of them: a link to /a/{token} signed for one of these is answered here.
var Purposes = []string{DidIt, MoreTime, Cannot, Received, NotYet, NotWhatSaid}

// linkLasts is how many days after its date a link in a letter still opens.
const linkLasts = 30

// Answer is what somebody says through a link in a letter.
type Answer struct {
	Seq    int    // of the newest event on the page it was answered from
	Note   string // an optional word
	Due    *time.Time
	Amount *float64 // of what is there so far; nil: all of it
	Cents  *int64
}

// link is what stands inside a signed link: one answer to one commitment by one person, about a date.
type link struct {
	purpose       string
	collaboratory id.ID
	commitment    id.ID
	person        id.ID
	guest         bool   // the person is a guest of the evening
	about         string // the date the promise had, or the day it was said to be done
}

// answersTo are the states in which an answer can be given.
var answersTo = map[string][]commitment.State{
	DidIt:       {commitment.Pledged, commitment.Lapsed},
	MoreTime:    {commitment.Pledged, commitment.Lapsed},
	Cannot:      {commitment.Exploring, commitment.Pledged, commitment.Lapsed},
	Received:    {commitment.Delivered},
	NotYet:      {commitment.Delivered},
	NotWhatSaid: {commitment.Pledged},
}

// open tells whether the answer that a link is for can still be given: a promise that was re-dated since has had its
// “need more time”, and one delivered anew asks anew.
func (l link) open(f facts, now time.Time) bool {
	if f.Merged || !slices.Contains(answersTo[l.purpose], f.State) {
		return false
	}
	switch l.purpose {
	case Received, NotYet:
		return f.IsReceiver
	case MoreTime:
		return f.IsGiver && l.about == dateText(f.Due)
	case NotWhatSaid:
		return f.IsGiver && f.Source != commitment.BySelf && now.Sub(f.CreatedAt) <= commitment.DisownFor
	}
	return f.IsGiver
}

func dateText(day *time.Time) string {
	if day == nil {
		return ""
	}
	return day.Format(time.DateOnly)
}

// expires is the end of the last day on which a link about a day opens, wherever its reader is.
func expires(day time.Time) time.Time { return day.AddDate(0, 0, linkLasts+2) }
