package collaboratory

import (
	"strings"
	"testing"

	"collaboratory/internal/fault"
)

func TestSlugOf(t *testing.T) {
	for name, want := range map[string]string{
		"The Pell River Collaboratory":   "pell-river",
		"Colaboratorio de Bahía Honda":   "bahia-honda",
		"Collaboratory":                  "club-collaboratory",
		"New":                            "club-new",
		"O’Brien’s Ferry":                "obriens-ferry",
		"日本":                             "club",
		"Ox":                             "club-ox",
		strings.Repeat("very long ", 10): "very-long-very-long-very-long-very-long",
		"x" + strings.Repeat("y", 80):    "x" + strings.Repeat("y", 39),
		"--- 2030! ---":                  "2030",
	} {
		got := slugOf(name)
		if got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if got := slugTry(strings.Repeat("a", 40), 12); got != strings.Repeat("a", 37)+"-12" {
		t.Error(got)
	}
}

func TestReadPaste(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"one a line", "june@a.org\nwalt@a.org", "june@a.org walt@a.org"},
		{"all marks between", "june@a.org, walt@a.org; rosa@a.org\tcal@a.org", "june@a.org walt@a.org rosa@a.org cal@a.org"},
		{"with names", "June Abernathy <June@A.org>, \"Pruitt, Walt\" <walt@a.org>", "June Abernathy=june@a.org Pruitt, Walt=walt@a.org"},
		{"two columns", "Name,E-mail\r\nInés Calderón,ines@a.org\r\n", "Inés Calderón=ines@a.org"},
		{"names before", "June Abernathy june@a.org", "June Abernathy=june@a.org"},
		{"only spaces between", "june@a.org walt@a.org", "june@a.org walt@a.org"},
		{"twice is once", "june@a.org\nJUNE@a.org", "june@a.org"},
		{"address as name", "june@a.org <june@a.org>", "june@a.org"},
		{"empty lines", "\n\n june@a.org ,\n", "june@a.org"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			people, err := readPaste(c.text)
			var got []string
			for _, p := range people {
				if p.Name != "" {
					p.Email = p.Name + "=" + p.Email
				}
				got = append(got, p.Email)
			}
			if err != nil || strings.Join(got, " ") != c.want {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestReadPasteNamesTheLine(t *testing.T) {
	_, err := readPaste("june@a.org\nwalt at a.org\nrosa@a.org, someone\ncal@")
	f := fault.Of(err)
	if f == nil || len(f.Fields) != 3 || f.Fields[0].Args[0] != 2 || f.Fields[1].Args[0] != 3 || f.Fields[2].Args[0] != 4 {
		t.Fatalf("%+v", f)
	}
	for _, text := range []string{"", " \n ", strings.Repeat("a@b.org\n", 2)[:0]} {
		if _, err := readPaste(text); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
	var many strings.Builder
	for i := range mostAtOnce + 1 {
		many.WriteString(strings.Repeat("x", i%50+1) + string(rune('a'+i/50)) + "@a.org\n")
	}
	if _, err := readPaste(many.String()); !fault.Is(err, fault.KindInvalid) {
		t.Error("too many at once:", err)
	}
}

func TestGuesses(t *testing.T) {
	for zone, want := range map[string]string{
		"America/Chicago": "USD", "Europe/Madrid": "EUR", "Europe/London": "GBP", "America/Argentina/Salta": "ARS", "": "USD",
	} {
		if got := guessCurrency(zone); got != want {
			t.Errorf("%s: %s", zone, got)
		}
	}
	if got := guessZone("Mars/Olympus", "../etc", "Local", "America/Denver"); got != "America/Denver" {
		t.Error(got)
	}
	if got := guessZone(""); got != homeZone {
		t.Error(got)
	}
}

func TestSettingsSayAllThatIsWrong(t *testing.T) {
	err := Settings{Currency: "dollars", ReplyTo: "x", Language: "fr", Zone: "Nowhere"}.tidy().check()
	if f := fault.Of(err); f == nil || len(f.Fields) != 5 {
		t.Errorf("%v", err)
	}
}
