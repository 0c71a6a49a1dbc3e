package member

import "testing"

func TestIsEmail(t *testing.T) {
	for text, want := range map[string]bool{
		"maria@example.org":         true,
		"maria+club@localhost":      true,
		"maria":                     false,
		"maria@example":             false,
		"Maria <maria@example.org>": false,
		"maria@example.org\nBcc: x": false,
		"":                          false,
	} {
		if IsEmail(text) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

func TestOwnPath(t *testing.T) {
	for next, want := range map[string]string{
		"/c/pell-river?x=1":    "/c/pell-river?x=1",
		"":                     "/",
		"//evil.example":       "/",
		"/\\evil.example":      "/",
		"https://evil.example": "/",
		"javascript:alert(1)":  "/",
	} {
		if got := ownPath(next); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}

func TestDigitsOf(t *testing.T) {
	for typed, want := range map[string]string{"123 456": "123456", "123-456\n": "123456", " 12": "12", "١٢٣": ""} {
		if got := digitsOf(typed); got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
}

func TestOfferedKeepsTheChosenSector(t *testing.T) {
	if got := offered([]string{"arts"}, "weaving"); len(got) != 2 || got[1] != "weaving" {
		t.Error(got)
	}
	if got := offered(nil, "arts"); len(got) != len(Sectors) {
		t.Error(got)
	}
}
