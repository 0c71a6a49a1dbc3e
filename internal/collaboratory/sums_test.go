package collaboratory

import (
	"reflect"
	"testing"
)

func TestSuppress(t *testing.T) {
	for name, c := range map[string]struct {
		in   []Group
		want Sum
	}{
		"all large":                   {[]Group{{"a", 9}, {"b", 5}, {"", 6}}, Sum{[]Group{{"a", 9}, {"b", 5}, {"", 6}}, 0}},
		"two small hide each other":   {[]Group{{"a", 9}, {"b", 3}, {"c", 2}, {"", 7}}, Sum{[]Group{{"a", 9}, {"", 7}}, 5}},
		"two, but four in all":        {[]Group{{"a", 9}, {"d", 6}, {"b", 2}, {"c", 2}, {"", 7}}, Sum{[]Group{{"a", 9}, {"", 7}}, 10}},
		"one alone could be computed": {[]Group{{"a", 12}, {"b", 8}, {"c", 4}}, Sum{[]Group{{"a", 12}}, 12}},
		"the silent are a group too":  {[]Group{{"a", 12}, {"b", 8}, {"", 1}}, Sum{[]Group{{"a", 12}}, 9}},
		"nothing may be left":         {[]Group{{"a", 6}, {"b", 4}}, Sum{[]Group{}, 10}},
		"too few members at all":      {[]Group{{"a", 2}, {"b", 2}}, Sum{[]Group{}, 0}},
		"nobody answered":             {[]Group{{"", 40}}, Sum{[]Group{{"", 40}}, 0}},
		"one in a great many":         {[]Group{{"", 39}, {"a", 1}}, Sum{[]Group{}, 40}},
		"empty groups do not count":   {[]Group{{"a", 7}, {"b", 0}}, Sum{[]Group{{"a", 7}}, 0}},
	} {
		if got := suppress(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestNothingSmallCanBeComputed goes through every way thirteen members can answer with three words or none.
func TestNothingSmallCanBeComputed(t *testing.T) {
	for a := range 14 {
		for b := range 14 - a {
			for c := range 14 - a - b {
				in := []Group{{"a", a}, {"b", b}, {"c", c}, {"", 13 - a - b - c}}
				s := suppress(in)
				shown, hidden := 0, 0
				for _, g := range s.Groups {
					shown += g.Count
					if g.Count < fewest {
						t.Fatalf("%v shows %+v", in, g)
					}
				}
				for _, g := range in {
					if g.Count > 0 {
						hidden++
					}
				}
				hidden -= len(s.Groups)
				if left := 13 - shown; hidden == 1 && shown > 0 || left != s.Rest || left > 0 && left < fewest {
					t.Fatalf("%v: %+v leaves %d in %d groups", in, s, left, hidden)
				}
			}
		}
	}
}
