package collaboratory

import (
	"fmt"
	"testing"
)

func TestTheLinesOfATopic(t *testing.T) {
	stands := []string{"arts", "health", "Boats"}
	for name, c := range map[string]struct {
		lines   []Line
		words   string
		renamed string
	}{
		"as it was":           {[]Line{{"arts", "arts"}, {"health", " health "}, {"Boats", "Boats"}}, "[arts health Boats]", "[]"},
		"one more":            {[]Line{{"arts", "arts"}, {"", "River  pilots"}, {"", ""}}, "[arts River pilots]", "[]"},
		"one gone":            {[]Line{{"arts", ""}, {"health", "health"}}, "[health]", "[]"},
		"renamed":             {[]Line{{"arts", "arts"}, {"Boats", "Ships"}}, "[arts Ships]", "[[Boats Ships]]"},
		"two change places":   {[]Line{{"arts", "health"}, {"health", "arts"}}, "[health arts]", "[[arts health] [health arts]]"},
		"two become one":      {[]Line{{"arts", "health"}, {"health", "health"}}, "[health]", "[[arts health]]"},
		"capitals alone":      {[]Line{{"arts", "boats"}, {"Boats", "Boats"}}, "[boats]", "[[arts boats] [Boats boats]]"},
		"twice":               {[]Line{{"", "Ships"}, {"", "ships"}}, "[Ships]", "[]"},
		"what stands no more": {[]Line{{"weaving", "Looms"}}, "[Looms]", "[]"},
	} {
		got, err := edit(stands, c.lines)
		if err != nil || fmt.Sprint(got.words) != c.words || fmt.Sprint(got.renamed) != c.renamed {
			t.Errorf("%s: %v %v, %v", name, got.words, got.renamed, err)
		}
	}
	if _, err := edit(stands, []Line{{"arts", " "}}); err == nil {
		t.Error("one word stays at least")
	}
}

func TestAddresses(t *testing.T) {
	for slug, fine := range map[string]bool{
		"pell-river": true, "abc": true, "a-1": true, "ab": false, "-abc": false, "abc-": false, "Pell": false, "pell river": false,
		"settings": false, "practice-abc": false, "río": false, "": false, "a/b/c": false,
		"0123456789012345678901234567890123456789": true, "01234567890123456789012345678901234567890": false,
	} {
		if got := checkSlug(slug) == nil; got != fine {
			t.Errorf("%q: %v, want %v", slug, got, fine)
		}
	}
}
