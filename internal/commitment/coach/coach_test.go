package coach

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestOneQuestion(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want Question
	}{
		{Materials, "I'll bring 20 chairs on Saturday", AskNothing},
		{Time, "I will call people the day before their ride, about an hour a week", AskFirstCall},
		{Money, "I'll give some money by Friday", AskHowMuch},
		{Introduction, "I can introduce you to the pastor", AskWhenIntro},
		{Expertise, "I can help by Friday", AskWhatSkill},
		{Money, "I might give $50 by Friday", AskPlainYes},
		{Space, "If the board agrees we will host you on January 20", AskWithoutIf},
		{Time, "My brother could drive on Tuesday", AskYourself},
		{Other, "Sorry, I can't this month", AskSmaller},
		{Other, "You should ask the mayor", AskOwnAct},
	} {
		got := Read(English, Draft{Text: c.text, Kind: c.kind, SpokenOn: spoken})
		if got.Ask != c.want {
			t.Errorf("%q asks %q, want %q (%+v)", c.text, got.Ask, c.want, got)
		}
	}
}

func TestFormSuppliesParts(t *testing.T) {
	by := spoken.AddDate(0, 0, 8)
	d := Draft{Text: "I'll bring chairs", Kind: Materials, SpokenOn: spoken}
	if got := Read(English, d); !slices.Equal(got.Missing, []Part{HowMuch, When}) {
		t.Errorf("missing %v", got.Missing)
	}
	d.By, d.HasAmount = &by, true
	if got := Read(English, d); got.Verdict != Firm || got.Ask != AskNothing {
		t.Errorf("with both picked: %+v", got)
	}
}

func TestFirstMove(t *testing.T) {
	d := Draft{Text: "Send me the flyer and I'll print 50 copies by Friday", Kind: Materials, SpokenOn: spoken}
	if got := Read(English, d); got.FirstMove != Receiver || got.Verdict != Firm {
		t.Errorf("got %+v", got)
	}
	d.FirstMove = Giver
	if got := Read(English, d); got.FirstMove != Giver {
		t.Errorf("the form does not win: %v", got.FirstMove)
	}
}

func TestQuickDays(t *testing.T) {
	for _, c := range []struct{ spoken, gathering, want string }{
		{"2026-12-03", "2027-01-14", "2026-12-11 2026-12-18 2027-01-08 2027-01-14"},
		{"2026-12-03", "", "2026-12-11 2026-12-18 2027-01-08 2027-01-15"},
		{"2026-11-19", "2026-12-04", "2026-12-04 2026-12-11 2026-12-18 2027-01-08"},
	} {
		day, _ := time.Parse(time.DateOnly, c.spoken)
		var next *time.Time
		if g, err := time.Parse(time.DateOnly, c.gathering); err == nil {
			next = &g
		}
		var got []string
		for _, d := range QuickDays(day, next) {
			got = append(got, d.Format(time.DateOnly))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("spoken %s: got %v, want %s", c.spoken, got, c.want)
		}
	}
}

// FuzzRead holds that no text panics, that amounts are the giver's own words, and
// that the verdict and the question agree.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"", "I'll bring 20 chairs", "el viernes que viene", "$", "13/45", "٣ chairs", "\xff\xfe", "if", "if if if", "no", "week of week of week of"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, inSpanish bool) {
		l := English
		if inSpanish {
			l = Spanish
		}
		got := Read(l, Draft{Text: text, Kind: Time, SpokenOn: spoken, NextGathering: &gathering, OnBehalf: true})
		if (got.Verdict == Firm) != (got.Ask == AskNothing) {
			t.Errorf("verdict %v asks %q", got.Verdict, got.Ask)
		}
		if got.Amount != nil && utf8.ValidString(text) && !strings.Contains(text, got.Amount.Text) {
			t.Errorf("amount %q is not in the text", got.Amount.Text)
		}
	})
}

// A text ten times as long may take about ten times as long, not a hundred.
func TestLongTextsStayQuick(t *testing.T) {
	for _, phrase := range []string{"if i will bring 20 chairs and my brother might by friday ", "week of ", "la semana del ", "my our a ", "se lo ", "12/4 "} {
		for _, l := range []Language{English, Spanish} {
			short, long := timeOf(l, strings.Repeat(phrase, 10_000/len(phrase))), timeOf(l, strings.Repeat(phrase, 100_000/len(phrase)))
			if long > 40*short+50*time.Millisecond {
				t.Errorf("%q: 10k took %v, 100k took %v", phrase, short, long)
			}
		}
	}
}

func timeOf(l Language, text string) time.Duration {
	start := time.Now()
	Read(l, Draft{Text: text, Kind: Time, SpokenOn: spoken})
	return time.Since(start)
}
