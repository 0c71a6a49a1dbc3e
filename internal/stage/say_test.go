package stage

import (
	"context"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/presentation"
)

// spoken is an evening at 7 pm where two turns are presented and the first is in a phase.
func spoken(phase presentation.Phase, asks ...commitment.Asked) *Room {
	now := time.Date(2026, 12, 4, 1, 0, 0, 0, time.UTC)
	p := programFor("Welcome t Stretch,_tea t bye", "The Ride Board", "Porch Papers")
	p[2].Title = "Stretch, tea"
	p[1].Turn.Presenter = "Amina Warsame"
	r := &Room{
		Place: Place{State: gathering.Live, Zone: "America/Chicago", StartsAt: now}, Program: p, On: 1, Now: now,
		Turn: &Turn{ID: p[1].Turn.ID, Title: "The Ride Board", Presenter: "Amina Warsame", Phase: phase, Asks: asks},
	}
	r.Stage.Clock = runs(now, 7*time.Minute)
	return r
}

func of[T any](v T) *T { return &v }

func drivers(filled float64) commitment.Asked {
	return commitment.Asked{Kind: commitment.Time, What: "Drivers, one morning a week", Amount: of(6.0), Unit: "drivers", Filled: filled}
}

func TestWhatAHostCouldSay(t *testing.T) {
	county := commitment.Asked{Kind: commitment.Introduction, What: "someone at county transit"}
	fuel := commitment.Asked{Kind: commitment.Money, What: "Fuel", Cents: of(int64(60000)), Found: 45000, Currency: "USD"}
	promised := func(r *Room, firm, talks int) *Room {
		for range firm {
			r.Turn.Promises = append(r.Turn.Promises, Promise{State: commitment.Pledged})
		}
		for range talks {
			r.Turn.Promises = append(r.Turn.Promises, Promise{State: commitment.Exploring})
		}
		return r
	}
	at := func(r *Room, on int) *Room { r.On, r.Turn = on, nil; return r }
	late := func(r *Room) *Room { r.Now = r.Now.Add(8 * time.Minute); return r }
	state := func(r *Room, s gathering.State) *Room { r.Place.State, r.On, r.Turn = s, -1, nil; return r }
	for _, c := range []struct {
		what string
		room *Room
		want string
	}{
		{"invited", state(spoken(waiting), gathering.Published), "Good evening, and welcome. Find a seat and say hello to somebody you do not know yet. Two neighbors have the word today, and we begin in a few minutes."},
		{"welcome", at(spoken(waiting), 0), "Good evening, and welcome. Two of us have a turn. Listen for the one thing you could do."},
		{"pitch", spoken(pitch), "Please welcome Amina Warsame, with “The Ride Board”. You have 7 minutes: what it is, and what you ask of this room."},
		{"pitch, over", late(spoken(pitch)), "Amina, one last sentence, please. Then it is our turn to ask."},
		{"questions", spoken(questions), "What do you need to know before you can say yes? Questions only for now; good advice comes over tea."},
		{"questions, over", late(spoken(questions)), "One last question, and a short answer. Everything else over tea."},
		{"writing", spoken(writing), "Now a few quiet minutes for everybody. Write down one thing you will do for Amina, and by which day."},
		{"first hand", spoken(commitments, drivers(0), county), "Who begins? Raise your hand, say what you will do and by which day. Drivers, one morning a week: who has the time?"},
		{"some promised", promised(spoken(commitments, drivers(4), county), 4, 0), "Drivers, one morning a week: two more are needed. Who else? Someone at county transit: who can open that door?"},
		{"one missing", promised(spoken(commitments, drivers(5)), 5, 0), "Drivers, one morning a week: one more is needed. Who else?"},
		{"money", promised(spoken(commitments, drivers(6), fuel), 7, 0), "Fuel: $150 is still missing. Who can put something in?"},
		{"all found", promised(spoken(commitments, drivers(6)), 6, 0), "All that was asked for is found. Thank you. Is there something else that somebody would like to give?"},
		{"nothing asked", spoken(commitments), "What could you do for this? Raise your hand, say what you will do and by which day."},
		{"commitments, over", late(spoken(commitments, drivers(1))), "One last hand? Then Amina reads back what was promised."},
		{"thanks", promised(spoken(thanks), 14, 3), "Amina, please read back what you heard, name by name. 14 promises. Thank you all, and a hand for Amina."},
		{"thanks for one", promised(spoken(thanks), 1, 0), "Amina, please read back what you heard, name by name. One promise. Thank you, and a hand for Amina."},
		{"thanks, to talk over", promised(spoken(thanks), 0, 2), "Two people would like to talk it over with Amina. Thank you, and a hand for Amina."},
		{"thanks for nothing", spoken(thanks), "Thank you, Amina, and a hand for you. Whoever thinks of something later can still say so until noon tomorrow."},
		{"tea", at(spoken(waiting), 2), "Stretch your legs and talk to somebody new. We go on at 7:07 pm."},
		{"a line of their own", at(spoken(waiting), 4), "Now: bye."},
		{"the end", at(spoken(waiting), 5), "Thank you for coming. Get home safely."},
	} {
		if got := sayNow(t.Context(), c.room); got != c.want {
			t.Errorf("%s:\n says %q\n want %q", c.what, got, c.want)
		}
	}
}

func TestWhatAHostCouldSayOfLastTime(t *testing.T) {
	r := spoken(waiting)
	r.Program[0].Kind, r.On, r.Turn = gathering.ReportItem, 0, nil
	for want, past := range map[string]*Past{
		"This is where we tell what came of our promises. Today we make the first ones.":                   nil,
		"Last time we made 31 promises. Nine are kept already. Who was there and can tell us how it went?": {Firm: 31, Kept: 9},
		"Last time we made one promise. One is kept already. Who was there and can tell us how it went?":   {Firm: 1, Kept: 1},
		"Last time we made three promises. Who can tell us how theirs is going?":                           {Firm: 3},
	} {
		r.Past = past
		if got := sayNow(t.Context(), r); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
}

// TestEveryMomentIsSpoken: at every place of an evening there is something to say, in both languages, of at most three
// sentences’ length.
func TestEveryMomentIsSpoken(t *testing.T) {
	for _, l := range i18n.Languages {
		ctx := i18n.With(context.Background(), l.Code)
		for _, phase := range presentation.OnNow {
			for _, over := range []time.Duration{0, time.Hour} {
				r := spoken(phase, drivers(0), drivers(4))
				r.Now = r.Now.Add(over)
				checkSpoken(t, l.Code+" "+string(phase), sayNow(ctx, r))
			}
		}
		for on := -1; on <= 5; on++ {
			r := spoken(waiting)
			r.On, r.Turn = on, nil
			checkSpoken(t, l.Code, sayNow(ctx, r))
		}
		for kind, question := range whoCan {
			if !kind.Known() || i18n.T(ctx, question) == "" {
				t.Errorf("%s: nothing to ask for %s", l.Code, kind)
			}
		}
	}
	if len(whoCan) != len(commitment.Kinds) {
		t.Errorf("%d kinds of help have a question of their own, want %d", len(whoCan), len(commitment.Kinds))
	}
}

func checkSpoken(t *testing.T, what, words string) {
	t.Helper()
	if words == "" || strings.Contains(words, "%!") || strings.Contains(words, "!") && what == "en" || len([]rune(words)) > 240 {
		t.Errorf("%s: %q", what, words)
	}
}

func TestLateInWords(t *testing.T) {
	for want, c := range map[string]struct{ begun, now time.Duration }{ // the turn is planned from 7:10 to 7:40, the evening to 8:30
		"On time: we end at 8:31 pm.":          {11 * time.Minute, 15 * time.Minute},
		"5 minutes late: we end at 8:35 pm.":   {15 * time.Minute, 20 * time.Minute},
		"20 minutes late: we end at 8:50 pm.":  {10 * time.Minute, 60 * time.Minute},
		"10 minutes early: we end at 8:20 pm.": {0, 0},
	} {
		r := spoken(pitch)
		start := r.Place.StartsAt
		turn := r.Program[1].Turn.ID
		r.Runs, r.Now = []Run{{Turn: &turn, Phase: pitch, BeganAt: start.Add(c.begun)}}, start.Add(c.now)
		if got := lateWords(t.Context(), r); got != want {
			t.Errorf("begun after %v, looked at after %v: %q, want %q", c.begun, c.now, got, want)
		}
	}
}
