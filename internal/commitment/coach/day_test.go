package coach

import "testing"

func TestDayAlone(t *testing.T) {
	for _, c := range []struct {
		language Language
		words    string
		want     string
	}{
		{English, "11 dec", "2026-12-11"},
		{English, "Dec 11", "2026-12-11"},
		{English, "11 December", "2026-12-11"},
		{English, "by 11 December", "2026-12-11"},
		{English, "friday", "2026-11-20"},
		{English, "sat", "2026-11-21"},
		{English, "next gathering", "2027-01-14"},
		{English, "12/11", "2026-12-11"},
		{English, "2026-12-11", "2026-12-11"},
		{English, "11", "2026-12-11"},
		{English, "the 11th", "2026-12-11"},
		{English, "tomorrow", "2026-11-20"},
		{English, "in two weeks", "2026-12-03"},
		{English, "may", "2027-05-31"},
		{English, "soon", ""}, {English, "40", ""}, {English, "", ""}, {English, "Walt", ""},
		{Spanish, "11 dic", "2026-12-11"},
		{Spanish, "11 de diciembre", "2026-12-11"},
		{Spanish, "el viernes", "2026-11-20"},
		{Spanish, "viernes", "2026-11-20"},
		{Spanish, "próximo encuentro", "2027-01-14"},
		{Spanish, "11/12", "2026-12-11"},
		{Spanish, "mañana", "2026-11-20"},
		{Spanish, "mayo", "2027-05-31"},
		{Spanish, "pronto", ""},
	} {
		got := ""
		if day, ok := Day(c.language, c.words, spoken, &gathering); ok {
			got = day.Format("2006-01-02")
		}
		if got != c.want {
			t.Errorf("%s %q is %q, want %q", c.language, c.words, got, c.want)
		}
	}
}
