package stage

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
)

// sayItem is what to say in what is nobody’s turn.
func sayItem(ctx context.Context, r *Room) []string {
	on := r.Program[r.On]
	if on.Kind == gathering.ReportItem {
		return sayReport(ctx, r)
	}
	switch {
	case titled(on, welcomeTitle):
		return sayWelcome(ctx, r)
	case titled(on, offersTitle):
		return []string{i18n.T(ctx, "Who has something to offer, or needs something small?"), i18n.T(ctx, "One sentence each; find each other afterwards.")}
	case titled(on, closingTitle):
		return []string{i18n.T(ctx, "Before you go, one word from each of us."), i18n.T(ctx, "How do you leave this room?")}
	case titled(on, stretchTitle) && r.Stage.EndsAt != nil:
		return []string{i18n.T(ctx, "Stretch your legs and talk to somebody new."), i18n.T(ctx, "We go on at %s.", i18n.Clock(ctx, r.local(*r.Stage.EndsAt)))}
	}
	return sayPlain(ctx, r)
}

func sayWelcome(ctx context.Context, r *Room) []string {
	lines := []string{greeting(ctx, r.hour())}
	if turns := r.Program.turns(); turns > 0 {
		lines = append(lines, i18n.N(ctx, "One of us has a turn.", "%s of us have a turn.", turns, inWords(ctx, turns))+" "+
			i18n.T(ctx, "Listen for the one thing you could do."))
	}
	return lines
}

func sayReport(ctx context.Context, r *Room) []string {
	if r.Past == nil || r.Past.Firm == 0 {
		return []string{i18n.T(ctx, "This is where we tell what came of our promises."), i18n.T(ctx, "Today we make the first ones.")}
	}
	lines := []string{i18n.N(ctx, "Last time we made one promise.", "Last time we made %s promises.", r.Past.Firm, numeral(ctx, r.Past.Firm))}
	if r.Past.Kept > 0 {
		lines = append(lines, i18n.N(ctx, "One is kept already. Who was there and can tell us how it went?", "%s are kept already. Who was there and can tell us how it went?", r.Past.Kept, inWords(ctx, r.Past.Kept)))
		return lines
	}
	return append(lines, i18n.T(ctx, "Who can tell us how theirs is going?"))
}

func sayPlain(ctx context.Context, r *Room) []string {
	on := r.Program[r.On]
	lines := []string{i18n.T(ctx, "Now: %s.", strings.TrimRight(on.Title, "."))}
	if r.On+1 < len(r.Program) {
		lines = append(lines, i18n.T(ctx, "After that comes %s.", r.Program[r.On+1].spoken(ctx)))
	}
	return lines
}

func sayGoodbye(ctx context.Context, r *Room) []string {
	firm := 0
	for _, h := range r.Harvest {
		firm += h.Firm
	}
	lines := []string{i18n.T(ctx, "Thank you for coming.")}
	if firm > 0 {
		lines = []string{i18n.N(ctx, "Today this room made one promise. Thank you.", "Today this room made %s promises. Thank you.", firm, numeral(ctx, firm))}
	}
	if r.Place.Next != nil {
		return append(lines, i18n.T(ctx, "We meet again on %s.", i18n.Day(ctx, *r.Place.Next)))
	}
	return append(lines, i18n.T(ctx, "Get home safely."))
}

func sayClosed(ctx context.Context, r *Room) []string {
	if r.Place.PledgesUntil == nil || !r.Now.Before(*r.Place.PledgesUntil) {
		return []string{i18n.T(ctx, "Thank you. What was promised is in good hands now.")}
	}
	return []string{i18n.T(ctx, "Whoever thinks of something on the way home can still promise it, until %s.", i18n.When(ctx, r.local(*r.Place.PledgesUntil)))}
}

// The lines of the agendas people start from, as an agenda may still call them.
var (
	welcomeTitle = i18n.Mark("Welcome")
	offersTitle  = i18n.Mark("Offers and needs around the room")
	closingTitle = i18n.Mark("Closing round: one word each")
	stretchTitle = i18n.Mark("Stretch, tea")
)

// numerals are the numbers people say rather than read; the place in the list is the number.
var numerals = []string{
	"", "", i18n.Mark("two"), i18n.Mark("three"), i18n.Mark("four"), i18n.Mark("five"), i18n.Mark("six"),
	i18n.Mark("seven"), i18n.Mark("eight"), i18n.Mark("nine"), i18n.Mark("ten"), i18n.Mark("eleven"), i18n.Mark("twelve"),
}

// numeral is a number as it is said: in words up to twelve.
func numeral(ctx context.Context, n int) string {
	if n > 1 && n < len(numerals) {
		return i18n.T(ctx, numerals[n])
	}
	return i18n.Number(ctx, int64(n))
}

// inWords is numeral at the beginning of a sentence.
func inWords(ctx context.Context, n int) string { return i18n.Capital(numeral(ctx, n)) }

// titled tells whether an entry still has the title it came with, in whatever language.
func titled(e Entry, title string) bool {
	for _, l := range i18n.Languages {
		if e.Title == i18n.T(i18n.With(context.Background(), l.Code), title) {
			return true
		}
	}
	return false
}

// spoken is an entry as it is named in a sentence.
func (e Entry) spoken(ctx context.Context) string {
	if e.Turn != nil {
		return i18n.T(ctx, "%s, with “%s”", e.Turn.Presenter, e.Turn.Title)
	}
	return "“" + e.Title + "”"
}

// turns counts the turns of the evening.
func (p Program) turns() (n int) {
	for _, e := range p {
		if e.Turn != nil {
			n++
		}
	}
	return n
}

// local is an instant as the clocks of the gathering’s place show it.
func (r *Room) local(at time.Time) time.Time { return at.In(clock.Zone(r.Place.Zone)) }

func (r *Room) hour() int { return r.local(r.Now).Hour() }
