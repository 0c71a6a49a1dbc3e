package stage

import (
	"context"
	"math"
	"strings"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/presentation"
)

// sayNow is what a host could say at this very moment: one or two warm sentences to read out or to put in one’s own
// words. They are made of what the room is at, who presents and what is still needed.
func sayNow(ctx context.Context, r *Room) string {
	return strings.Join(sentences(ctx, r), " ")
}

func sentences(ctx context.Context, r *Room) []string {
	switch {
	case r.Place.State == gathering.Closed:
		return sayClosed(ctx, r)
	case r.Place.State != onAir || r.On < 0:
		return sayBefore(ctx, r)
	case r.On >= len(r.Program):
		return sayGoodbye(ctx, r)
	case r.Turn != nil:
		return sayTurn(ctx, r)
	}
	return sayItem(ctx, r)
}

func sayBefore(ctx context.Context, r *Room) []string {
	turns := r.Program.turns()
	lines := []string{greeting(ctx, r.hour()) + " " + i18n.T(ctx, "Find a seat and say hello to somebody you do not know yet.")}
	if turns == 0 {
		return append(lines, i18n.T(ctx, "We begin in a few minutes."))
	}
	return append(lines, i18n.N(ctx, "One neighbor has the word today, and we begin in a few minutes.", "%s neighbors have the word today, and we begin in a few minutes.", turns, inWords(ctx, turns)))
}

// greeting is how a room is greeted at an hour of the day.
func greeting(ctx context.Context, hour int) string {
	switch {
	case hour >= 4 && hour < 12:
		return i18n.T(ctx, "Good morning, and welcome.")
	case hour >= 12 && hour < 17:
		return i18n.T(ctx, "Good afternoon, and welcome.")
	}
	return i18n.T(ctx, "Good evening, and welcome.")
}

func sayTurn(ctx context.Context, r *Room) []string {
	who := firstName(r.Turn.Presenter)
	over := r.Stage.Timed() && r.Stage.Remaining(r.Now) < 0
	switch r.Turn.Phase {
	case presentation.Pitch:
		if over {
			return []string{i18n.T(ctx, "%s, one last sentence, please. Then it is our turn to ask.", who)}
		}
		return sayPitch(ctx, r)
	case presentation.Questions:
		if over {
			return []string{i18n.T(ctx, "One last question, and a short answer."), i18n.T(ctx, "Everything else over tea.")}
		}
		return []string{i18n.T(ctx, "What do you need to know before you can say yes?"), i18n.T(ctx, "Questions only for now; good advice comes over tea.")}
	case presentation.Writing:
		return []string{i18n.T(ctx, "Now a few quiet minutes for everybody."), i18n.T(ctx, "Write down one thing you will do for %s, and by which day.", who)}
	case presentation.Commitments:
		if over {
			return []string{i18n.T(ctx, "One last hand?"), i18n.T(ctx, "Then %s reads back what was promised.", who)}
		}
		return sayCommitments(ctx, r.Turn)
	}
	return sayThanks(ctx, r)
}

func sayPitch(ctx context.Context, r *Room) []string {
	lines := []string{i18n.T(ctx, "Please welcome %s, with “%s”.", r.Turn.Presenter, r.Turn.Title)}
	minutes := r.Program[r.On].length(presentation.Pitch)
	if minutes > 0 {
		lines = append(lines, i18n.N(ctx, "You have a minute: what it is, and what you ask of this room.", "You have %d minutes: what it is, and what you ask of this room.", int(minutes.Minutes())))
	}
	return lines
}

// sayCommitments asks for what is most wanting: the first two asks that are still open.
func sayCommitments(ctx context.Context, t *Turn) []string {
	var open []commitment.Asked
	for _, a := range t.Asks {
		if !a.Full() {
			open = append(open, a)
		}
	}
	firm, _ := t.counts()
	switch {
	case len(t.Asks) == 0:
		return []string{i18n.T(ctx, "What could you do for this?"), i18n.T(ctx, "Raise your hand, say what you will do and by which day.")}
	case len(open) == 0:
		return []string{i18n.T(ctx, "All that was asked for is found. Thank you."), i18n.T(ctx, "Is there something else that somebody would like to give?")}
	}
	var lines []string
	if firm == 0 {
		lines = append(lines, i18n.T(ctx, "Who begins? Raise your hand, say what you will do and by which day."))
	}
	for _, a := range open[:min(len(open), 2-len(lines))] {
		lines = append(lines, sayAsk(ctx, a))
	}
	return lines
}

// sayAsk asks the room for one thing.
func sayAsk(ctx context.Context, a commitment.Asked) string {
	what := strings.TrimRight(i18n.Capital(a.What), ".!?")
	switch {
	case a.Cents != nil && a.Found > 0:
		left := i18n.Money(ctx, *a.Cents-a.Found, a.Currency)
		return i18n.T(ctx, "%s: %s is still missing. Who can put something in?", what, left)
	case a.Amount != nil && a.Filled > 0:
		left := *a.Amount - a.Filled
		if left <= 1 {
			return i18n.T(ctx, "%s: one more is needed. Who else?", what)
		}
		words := i18n.Decimal(ctx, left)
		if left == math.Trunc(left) {
			words = numeral(ctx, int(left))
		}
		return i18n.T(ctx, "%s: %s more are needed. Who else?", what, words)
	}
	return i18n.T(ctx, "%s: %s", what, i18n.T(ctx, whoCan[a.Kind]))
}

// whoCan are the questions for each kind of help, as they follow on what is asked for.
var whoCan = map[commitment.Kind]string{
	commitment.Introduction: i18n.Mark("who can open that door?"),
	commitment.Expertise:    i18n.Mark("who knows how that is done?"),
	commitment.Time:         i18n.Mark("who has the time?"),
	commitment.Space:        i18n.Mark("who has the room?"),
	commitment.Money:        i18n.Mark("who can put something in?"),
	commitment.Materials:    i18n.Mark("who has that at home or at work?"),
	commitment.Publicity:    i18n.Mark("who can spread the word?"),
	commitment.Partnership:  i18n.Mark("whose organization would join in?"),
	commitment.Data:         i18n.Mark("who has the numbers?"),
	commitment.Other:        i18n.Mark("who can help with that?"),
}

func sayThanks(ctx context.Context, r *Room) []string {
	who := firstName(r.Turn.Presenter)
	firm, talks := r.Turn.counts()
	switch {
	case firm > 0:
		return []string{
			i18n.T(ctx, "%s, please read back what you heard, name by name.", who),
			i18n.N(ctx, "One promise. Thank you, and a hand for %s.", "%s promises. Thank you all, and a hand for %s.", firm, countThen(ctx, firm, who)...),
		}
	case talks > 0:
		return []string{i18n.N(ctx, "One person would like to talk it over with %s.", "%s people would like to talk it over with %s.", talks, countThen(ctx, talks, who)...), i18n.T(ctx, "Thank you, and a hand for %s.", who)}
	}
	return []string{i18n.T(ctx, "Thank you, %s, and a hand for you.", who), i18n.T(ctx, "Whoever thinks of something later can still say so until noon tomorrow.")}
}

// countThen are the arguments of a sentence whose singular writes the number out.
func countThen(ctx context.Context, n int, who string) []any {
	if n == 1 {
		return []any{who}
	}
	return []any{inWords(ctx, n), who}
}

// firstName is how a host calls somebody; a title or an initial takes the name after it along.
func firstName(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if len([]rune(word)) > 2 && !strings.HasSuffix(word, ".") {
			return strings.Join(words[:i+1], " ")
		}
	}
	return name
}
