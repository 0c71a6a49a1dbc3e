package coach

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

type line struct {
	label, kind, text string
	number            int
}

func readCorpus(t *testing.T, name string) []line {
	t.Helper()
	f, err := os.Open("testdata/" + name + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []line
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		cell := strings.Split(s.Text(), "\t")
		if strings.HasPrefix(s.Text(), "#") || len(cell) < 3 {
			continue
		}
		out = append(out, line{cell[0], cell[1], cell[2], n})
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	spoken    = time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	gathering = time.Date(2027, 1, 14, 0, 0, 0, 0, time.UTC)
)

func draft(l line) Draft {
	return Draft{Text: l.text, Kind: Kind(l.kind), SpokenOn: spoken, NextGathering: &gathering}
}

// score counts one label's hits.
type score struct{ hit, said, meant int }

func (s score) precision() float64 { return ratio(s.hit, s.said) }
func (s score) recall() float64    { return ratio(s.hit, s.meant) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func measure(t *testing.T, l Language, name string) map[string]score {
	t.Helper()
	scores := map[string]score{}
	for _, c := range readCorpus(t, name) {
		got := Read(l, draft(c)).Verdict.String()
		g, w := scores[got], scores[c.label]
		if got == c.label {
			g.hit, g.said, g.meant = g.hit+1, g.said+1, g.meant+1
			scores[got] = g
			continue
		}
		g.said++
		w.meant++
		scores[got], scores[c.label] = g, w
		t.Logf("%s:%d %s read as %s: %s", name, c.number, c.label, got, c.text)
	}
	return scores
}

func report(scores map[string]score) string {
	var b strings.Builder
	for _, label := range []string{"firm", "talk", "critique"} {
		s := scores[label]
		fmt.Fprintf(&b, "  %-8s precision %.3f recall %.3f of %d\n", label, s.precision(), s.recall(), s.meant)
	}
	return b.String()
}

// The rules were worked out on en.tsv and es.tsv, by the same hand that wrote the
// lines. The held-out lines were written before the rules; read for the first time,
// when the rules stood, they gave:
//
//	en  firm 1.00 / 0.97   talk 0.95 / 0.95   critique 0.92 / 1.00  (precision / recall)
//	es  firm 1.00 / 0.97   talk 1.00 / 0.90   critique 0.79 / 1.00
//
// and were not tuned on afterwards.
func TestCorpus(t *testing.T) {
	for _, c := range []struct {
		language                         Language
		name                             string
		firmPrecision, firmRecall, other float64
	}{
		{English, "en", 0.98, 0.98, 0.95},
		{Spanish, "es", 0.98, 0.98, 0.95},
		{English, "en_heldout", 0.95, 0.90, 0.85},
		{Spanish, "es_heldout", 0.95, 0.90, 0.75},
	} {
		t.Run(c.name, func(t *testing.T) {
			scores := measure(t, c.language, c.name)
			t.Logf("\n%s", report(scores))
			if s := scores["firm"]; s.precision() < c.firmPrecision || s.recall() < c.firmRecall {
				t.Errorf("firm is under its floor: precision %.3f recall %.3f", s.precision(), s.recall())
			}
			for _, label := range []string{"talk", "critique"} {
				if s := scores[label]; s.precision() < c.other || s.recall() < c.other {
					t.Errorf("%s is under its floor: precision %.3f recall %.3f", label, s.precision(), s.recall())
				}
			}
		})
	}
}
