package stage

import (
	"context"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
)

// practiceView is the bar that says, on every page of a practice room, that it is one. The zero value shows nothing.
type practiceView struct {
	On      bool
	PlayURL string // where one play-member is let do something; for the console
	EndURL  string // for those who may end it
}

// practiced puts the bar of a practice room over a page of it; any other room’s page stays as it is.
func (s sight) practiced(face string, body templ.Component) templ.Component {
	if !s.room.Place.Rehearsal {
		return body
	}
	return templ.Join(practiceBar(s.practice(face)), body)
}

// practice is the bar of one face for one visitor: the host ends the practice on any page and lets the others play from
// the console.
func (s sight) practice(face string) practiceView {
	v := practiceView{On: s.room.Place.Rehearsal}
	if !v.On || !s.Host {
		return v
	}
	v.EndURL = s.url("practice-end")
	if face == "console" {
		v.PlayURL = s.url("play")
	}
	return v
}

// practiceWay is where the evening can be practiced, for those who run it, before it begins; empty for others.
func (s sight) practiceWay(state gathering.State) string {
	before := state == gathering.Draft || state == gathering.Published
	if !before || s.club.Rehearsal || !s.may(access.GatheringRehearse) {
		return ""
	}
	return s.club.URL("gatherings", s.gathering.String(), "practice")
}

// playedWords says what a play-member did.
func playedWords(ctx context.Context, p Played) string {
	switch p.Deed {
	case RaisedHand:
		return i18n.T(ctx, "%s raised a hand.", p.Name)
	case Promised:
		return i18n.T(ctx, "%s promised something.", p.Name)
	case WantsToTalk:
		return i18n.T(ctx, "%s said “Let’s talk”.", p.Name)
	case GuestCame:
		return i18n.T(ctx, "%s came in and promised something.", p.Name)
	}
	return i18n.T(ctx, "Just now the play-members wait. They raise their hands in the questions, and promise when the room writes and when hands go up.")
}

func practiceEnded(ctx context.Context) string {
	return i18n.T(ctx, "The practice is over. Nothing of it is left.")
}
