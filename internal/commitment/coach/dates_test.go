package coach

import "testing"

// Spoken on Thursday 19 November 2026, the next gathering Thursday 14 January 2027.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		language   Language
		text, want string // "" for words that settle nothing
	}{
		{English, "by Friday", "2026-11-20"},
		{English, "next Friday", "2026-11-27"},
		{English, "next week", "2026-11-27"},
		{English, "this week", "2026-11-20"},
		{English, "over the weekend", "2026-11-22"},
		{English, "next month", "2026-12-31"},
		{English, "by December 11", "2026-12-11"},
		{English, "by Dec. 4th", "2026-12-04"},
		{English, "on January 15", "2027-01-15"},
		{English, "March 3, 2027", "2027-03-03"},
		{English, "Saturday, December 5", "2026-12-05"},
		{English, "Thursday evening December 3rd", "2026-12-03"},
		{English, "the 14th of January", "2027-01-14"},
		{English, "by the 15th", "2026-12-15"},
		{English, "by 12/4", "2026-12-04"},
		{English, "by 2026-12-04", "2026-12-04"},
		{English, "in May", "2027-05-31"},
		{English, "before May", "2027-04-30"},
		{English, "may we", ""},
		{English, "at Thanksgiving", "2026-11-26"},
		{English, "before Thanksgiving", "2026-11-25"},
		{English, "the week after Thanksgiving", "2026-12-04"},
		{English, "after Thanksgiving", ""},
		{English, "on MLK Day", "2027-01-18"},
		{English, "by Easter", "2027-03-28"},
		{English, "our next gathering", "2027-01-14"},
		{English, "the second Monday in January", "2027-01-11"},
		{English, "the first week of December", "2026-12-07"},
		{English, "by the end of the month", "2026-11-30"},
		{English, "in two weeks", "2026-12-03"},
		{English, "within 10 days", "2026-11-29"},
		{English, "a week from Friday", "2026-11-27"},
		{English, "tomorrow", "2026-11-20"},
		{English, "tmrw", "2026-11-20"},
		{English, "last Friday", ""},
		{English, "February 30", "2027-02-28"},
		{English, "soon", ""}, {English, "ASAP", ""}, {English, "in the spring", ""},
		{Spanish, "mañana", "2026-11-20"},
		{Spanish, "por la mañana", ""},
		{Spanish, "pasado mañana", "2026-11-21"},
		{Spanish, "el viernes", "2026-11-20"},
		{Spanish, "el próximo viernes", "2026-11-27"},
		{Spanish, "el viernes que viene", "2026-11-27"},
		{Spanish, "el viernes pasado", ""},
		{Spanish, "antes del 15 de enero", "2027-01-14"},
		{Spanish, "el primero de diciembre", "2026-12-01"},
		{Spanish, "el jueves 3 de diciembre", "2026-12-03"},
		{Spanish, "el 15", "2026-12-15"},
		{Spanish, "el 4/12", "2026-12-04"},
		{Spanish, "en mayo", "2027-05-31"},
		{Spanish, "a fines de enero", "2027-01-31"},
		{Spanish, "a fin de mes", "2026-11-30"},
		{Spanish, "a mediados de enero", "2027-01-15"},
		{Spanish, "la próxima semana", "2026-11-27"},
		{Spanish, "la semana del 7 de diciembre", "2026-12-11"},
		{Spanish, "este fin de semana", "2026-11-22"},
		{Spanish, "el próximo mes", "2026-12-31"},
		{Spanish, "dentro de dos semanas", "2026-12-03"},
		{Spanish, "en quince días", "2026-12-03"},
		{Spanish, "en Navidad", "2026-12-25"},
		{Spanish, "antes de Navidad", "2026-12-24"},
		{Spanish, "para Accion de Gracias", "2026-11-26"},
		{Spanish, "nuestro próximo encuentro", "2027-01-14"},
		{Spanish, "pronto", ""}, {Spanish, "lo antes posible", ""}, {Spanish, "en la primavera", ""},
	} {
		s := speechOf(c.language)
		found := findDates(newCalendar(spoken, &gathering), tokenize(c.text, s.lexicon()), s, s.lexicon())
		got := ""
		if len(found) > 0 {
			got = found[0].day.Format("2006-01-02")
		}
		if got != c.want {
			t.Errorf("%q settles on %q, want %q", c.text, got, c.want)
		}
	}
}

func TestGatheringWithoutDateSettlesNothing(t *testing.T) {
	got := Read(English, Draft{Text: "I'll bring a tent to our next gathering", Kind: Materials, SpokenOn: spoken})
	if got.Verdict != LetsTalk || got.Ask != AskWhenBring {
		t.Errorf("got %v, asks %q", got.Verdict, got.Ask)
	}
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		language Language
		text     string
		words    string
		count    float64
		unit     Unit
	}{
		{English, "I'll give $1,250.50 by Friday", "$1,250.50", 1250.5, UnitMoney},
		{English, "two hours on Saturday", "two hours", 2, UnitHours},
		{English, "an hour a week", "an hour", 1, UnitHours},
		{English, "50 bucks tonight", "50 bucks", 50, UnitMoney},
		{English, "$5k", "$5k", 5000, UnitMoney},
		{English, "20 folding chairs on December 5", "20", 20, UnitThings},
		{English, "all day Saturday", "all day", 1, UnitHours},
		{English, "at 10 on Friday", "", 0, ""},
		{English, "on December 5", "", 0, ""},
		{Spanish, "dos horas el sábado", "dos horas", 2, UnitHours},
		{Spanish, "doy 50 dólares hoy", "50 dólares", 50, UnitMoney},
		{Spanish, "media hora", "media hora", 1, UnitHours},
		{Spanish, "el 5 de diciembre", "", 0, ""},
	} {
		s := speechOf(c.language)
		tokens := tokenize(c.text, s.lexicon())
		dates := findDates(newCalendar(spoken, nil), tokens, s, s.lexicon())
		found := findAmounts(c.text, tokens, dates, s.lexicon())
		var got Amount
		if len(found) > 0 {
			got = found[0].Amount
		}
		if want := (Amount{c.words, c.count, c.unit}); got != want {
			t.Errorf("%q: got %+v, want %+v", c.text, got, want)
		}
	}
}
