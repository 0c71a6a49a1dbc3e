package ui

import (
	"slices"
	"testing"
)

func TestDrawTally(t *testing.T) {
	tests := []struct {
		in, of int
		number string
		hands  []int // inked strokes in each hand
	}{
		{0, 0, "", nil},
		{0, 1, "", []int{0}},
		{2, 6, "", []int{2, 0}},
		{5, 5, "", []int{5}},
		{7, 3, "", []int{5, 2}},
		{-1, 5, "", []int{0}},
		{30, 30, "", []int{5, 5, 5, 5, 5, 5}},
		{37, 60, "37", []int{2}},
		{40, 60, "40", []int{5}},
		{0, 31, "0", []int{0}},
	}
	for _, test := range tests {
		d := drawTally(test.in, test.of)
		var inked []int
		for _, hand := range d.hands {
			n := 0
			for _, in := range hand {
				if in {
					n++
				}
			}
			inked = append(inked, n)
		}
		if d.number != test.number || !slices.Equal(inked, test.hands) {
			t.Errorf("drawTally(%d, %d) = %q %v, want %q %v", test.in, test.of, d.number, inked, test.number, test.hands)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Walt Pruitt": "WP", "Jonah P.": "JP", "Ruth Ann Popovic": "RP", "Ximena": "X", "Óscar Núñez": "ÓN",
		"Wren O’Dell": "WO", "": "·", "  ": "·", "ada lovelace": "AL",
	} {
		if got := initials(name); got != want {
			t.Errorf("initials(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"What I promised": "what-i-promised", "How was it?": "how-was-it", "¿Cómo le fue?": "cómo-le-fue", "I can’t": "i-can-t", "": "",
	} {
		if got := slug(text); got != want {
			t.Errorf("slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFieldNamesItsHintAndError(t *testing.T) {
	f := Field{Name: "asks[0].what", Hint: "In one line.", Error: "Write what you need"}
	got := f.attributes()
	if got["id"] != "asks-0-what" || got["aria-describedby"] != "asks-0-what-hint asks-0-what-error" || got["aria-invalid"] != "true" {
		t.Errorf("attributes are %v", got)
	}
	if plain := (Field{Name: "title"}).attributes(); plain["aria-invalid"] != nil || plain["aria-describedby"] != nil {
		t.Errorf("a sound field says %v", plain)
	}
}

func TestFieldKeepsWhatTheCallerSaid(t *testing.T) {
	f := Field{Class: "is-short", Autocomplete: "off"}.as("email", "email", "email", "is-date")
	if f.Class != "is-short" || f.Autocomplete != "off" || f.InputMode != "email" || f.Type != "email" {
		t.Errorf("as gave %+v", f)
	}
}

func TestWhatIsNoDayIsShownAsItWasTyped(t *testing.T) {
	for value, want := range map[string]string{"": "date", "2026-12-03": "date", "next Thursday": "text", "2026-13-40": "text"} {
		if got := (Field{Value: value}).as("date", "", "", "").asTyped("2006-01-02").Type; got != want {
			t.Errorf("a day %q is asked by %s, want %s", value, got, want)
		}
	}
	for value, want := range map[string]string{"18:00": "time", "7 in the evening": "text"} {
		if got := (Field{Value: value}).as("time", "", "", "").asTyped("15:04").Type; got != want {
			t.Errorf("an hour %q is asked by %s, want %s", value, got, want)
		}
	}
}

func TestEveryHintHasAnIDOfItsOwn(t *testing.T) {
	f := Field{Name: "behalf", Hint: "You can change this later.", Options: []Option{{Hint: "one"}, {Hint: "two"}}}
	ids := []string{f.described(), f.optionHintID(0), f.optionHintID(1)}
	if slices.Sort(ids); len(slices.Compact(ids)) != 3 {
		t.Errorf("the hints are called %v", ids)
	}
	if got := f.optionAttributes(0)["aria-describedby"]; got != f.optionHintID(0) {
		t.Errorf("the first option is described by %v", got)
	}
}
