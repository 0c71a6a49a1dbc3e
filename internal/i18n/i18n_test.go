package i18n

import (
	"context"
	"testing"
	"time"
)

var (
	inEnglish = With(context.Background(), "en")
	inSpanish = With(context.Background(), "es")
)

func TestMatch(t *testing.T) {
	for header, want := range map[string]string{
		"":                              "",
		"es-MX,es;q=0.9,en;q=0.8":       "es",
		"en-US,en;q=0.9,es;q=0.8":       "en",
		"es-419":                        "es",
		"fr-FR,fr;q=0.9,es;q=0.5":       "es",
		"zh-Hans":                       "",
		"*":                             "",
		"not a header; at = all ,,,":    "",
		"de;q=0.9, en-GB;q=0.8, es;q=0": "en",
	} {
		if got := Match(header); got != want {
			t.Errorf("Match(%q) = %q, want %q", header, got, want)
		}
	}
}

func TestLang(t *testing.T) {
	for _, c := range []struct {
		ctx  context.Context
		want string
	}{
		{context.Background(), "en"},
		{inSpanish, "es"},
		{With(inSpanish, "tlh"), "en"},
		{With(inSpanish, "en"), "en"},
	} {
		if got := Lang(c.ctx); got != c.want {
			t.Errorf("Lang = %q, want %q", got, c.want)
		}
	}
	if !Known("es") || Known("fr") || Name("es") != "Español" {
		t.Error("Languages are not what they were")
	}
}

func TestWords(t *testing.T) {
	catalogue := []byte("msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n" +
		"msgid \"%s asks %s\"\nmsgstr \"a %[2]s le pregunta %[1]s\"\n\n" +
		"msgid \"a seat\"\nmsgid_plural \"%d seats\"\nmsgstr[0] \"un lugar\"\nmsgstr[1] \"%d lugares\"\n\n" +
		"msgid \"Empty\"\nmsgstr \"\"\n")
	ctx := context.WithValue(context.Background(), contextKey{}, newSpeech("es", catalogue, spanishManner))
	for want, got := range map[string]string{
		"a Ruth le pregunta Sam": T(ctx, "%s asks %s", "Sam", "Ruth"),
		"Sam asks Ruth":          T(inEnglish, "%s asks %s", "Sam", "Ruth"),
		"un lugar":               N(ctx, "a seat", "%d seats", 1),
		"0 lugares":              N(ctx, "a seat", "%d seats", 0),
		"3 lugares":              N(ctx, "a seat", "%d seats", 3),
		"a seat":                 N(inEnglish, "a seat", "%d seats", 1),
		"3 seats":                N(inEnglish, "a seat", "%d seats", 3),
		"2 seats for Ruth":       N(ctx, "a seat for %[2]s", "%d seats for %s", 2, 2, "Ruth"),
		"a seat for Ruth":        N(ctx, "a seat for %[2]s", "%d seats for %s", 1, 1, "Ruth"),
		"Empty":                  T(ctx, "Empty"),
		"Unknown":                T(ctx, Mark("Unknown")),
		"100%":                   T(ctx, "100%"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDates(t *testing.T) {
	evening := time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		say    func(context.Context, time.Time) string
		en, es string
	}{
		{Day, "Thursday 3 December", "jueves 3 de diciembre"},
		{DayYear, "Thursday 3 December 2026", "jueves 3 de diciembre de 2026"},
		{Date, "3 December", "3 de diciembre"},
		{DateYear, "3 December 2026", "3 de diciembre de 2026"},
		{ShortDay, "3 Dec", "3 dic"},
		{ShortDayYear, "3 Dec 2026", "3 dic 2026"},
		{QuickDay, "Thu 3 Dec", "jue 3 dic"},
		{Weekday, "Thursday", "jueves"},
		{Month, "December 2026", "diciembre de 2026"},
		{Clock, "6:00 pm", "6:00 p.\u00a0m."},
		{When, "Thursday 3 December, 6:00 pm", "jueves 3 de diciembre, 6:00 p.\u00a0m."},
		{WhenYear, "Thursday 3 December 2026, 6:00 pm", "jueves 3 de diciembre de 2026, 6:00 p.\u00a0m."},
	} {
		if got := c.say(inEnglish, evening); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
		if got := c.say(inSpanish, evening); got != c.es {
			t.Errorf("got %q, want %q", got, c.es)
		}
	}
}

func TestClock(t *testing.T) {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 12, day, hour, minute, 0, 0, time.UTC) }
	for want, got := range map[string]string{
		"12:00 am":                           Clock(inEnglish, at(3, 0, 0)),
		"12:05 pm":                           Clock(inEnglish, at(3, 12, 5)),
		"6:00 to 8:30 pm":                    ClockRange(inEnglish, at(3, 18, 0), at(3, 20, 30)),
		"11:00 am to 1:00 pm":                ClockRange(inEnglish, at(3, 11, 0), at(3, 13, 0)),
		"6:00 pm to 7:00 pm":                 ClockRange(inEnglish, at(3, 18, 0), at(4, 19, 0)),
		"6:00 a 8:30 p.\u00a0m.":             ClockRange(inSpanish, at(3, 18, 0), at(3, 20, 30)),
		"11:00 a.\u00a0m. a 1:00 p.\u00a0m.": ClockRange(inSpanish, at(3, 11, 0), at(3, 13, 0)),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestRelative(t *testing.T) {
	pacific, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	// Late in the evening, in a zone where clocks change within the span.
	today := time.Date(2026, 10, 30, 23, 50, 0, 0, pacific)
	for days, want := range map[int][4]string{
		0:    {"today", "today", "hoy", "hoy"},
		1:    {"tomorrow", "tomorrow", "mañana", "mañana"},
		2:    {"in 2 days", "in 2 days", "en 2 días", "en 2 días"},
		7:    {"in a week", "in a week", "en una semana", "en una semana"},
		8:    {"in 8 days", "in 8 days", "en 8 días", "en 8 días"},
		28:   {"in 4 weeks", "in 4 weeks", "en 4 semanas", "en 4 semanas"},
		45:   {"in 6 weeks", "in 6 weeks", "en 6 semanas", "en 6 semanas"},
		-1:   {"yesterday", "a day past its date", "ayer", "pasó su fecha hace un día"},
		-7:   {"a week ago", "a week past its date", "hace una semana", "pasó su fecha hace una semana"},
		-10:  {"10 days ago", "10 days past its date", "hace 10 días", "pasó su fecha hace 10 días"},
		-100: {"14 weeks ago", "14 weeks past its date", "hace 14 semanas", "pasó su fecha hace 14 semanas"},
	} {
		day := time.Date(2026, 10, 30+days, 0, 0, 0, 0, time.UTC)
		got := [4]string{
			Relative(inEnglish, day, today), Due(inEnglish, day, today),
			Relative(inSpanish, day, today), Due(inSpanish, day, today),
		}
		if got != want {
			t.Errorf("%d days: got %q, want %q", days, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Number(inEnglish, 0), "0"},
		{Number(inEnglish, 999), "999"},
		{Number(inEnglish, 12400), "12,400"},
		{Number(inSpanish, -1234567), "-1,234,567"},
		{Number(inEnglish, -1<<63), "-9,223,372,036,854,775,808"},
		{Decimal(inEnglish, 2), "2"},
		{Decimal(inEnglish, 2.5), "2.5"},
		{Decimal(inEnglish, -1200.254), "-1,200.25"},
		{Decimal(inEnglish, -0.001), "0"},
		{Money(inEnglish, 60000, "USD"), "$600"},
		{Money(inEnglish, 123450, "USD"), "$1,234.50"},
		{Money(inEnglish, 5, "USD"), "$0.05"},
		{Money(inEnglish, -105, "USD"), "-$1.05"},
		{Money(inEnglish, -1<<63, "USD"), "-$92,233,720,368,547,758.08"},
		{Money(inSpanish, 60000, "EUR"), "€600"},
		{Money(inSpanish, 60000, "CHF"), "600\u00a0CHF"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestList(t *testing.T) {
	for _, c := range []struct {
		items  []string
		en, es string
	}{
		{nil, "", ""},
		{[]string{"Ana"}, "Ana", "Ana"},
		{[]string{"Ana", "Inés"}, "Ana and Inés", "Ana e Inés"},
		{[]string{"Ana", "Luz", "Sam"}, "Ana, Luz and Sam", "Ana, Luz y Sam"},
		{[]string{"agua", "hielo"}, "agua and hielo", "agua y hielo"},
		{[]string{"madre", "hija"}, "madre and hija", "madre e hija"},
	} {
		if got := List(inEnglish, c.items); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
		if got := List(inSpanish, c.items); got != c.es {
			t.Errorf("got %q, want %q", got, c.es)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "a week": "A week", "íntimo": "Íntimo", "3 days": "3 days"} {
		if got := Capital(text); got != want {
			t.Errorf("Capital(%q) = %q", text, got)
		}
	}
}

func BenchmarkT(b *testing.B) {
	for b.Loop() {
		T(inSpanish, "Pledge")
	}
}

func BenchmarkTWithArgs(b *testing.B) {
	for b.Loop() {
		T(inSpanish, "%s pledged to you", "Ruth")
	}
}

func BenchmarkLoadCatalogue(b *testing.B) {
	for b.Loop() {
		newSpeech("es", spanishPO, spanishManner)
	}
}
