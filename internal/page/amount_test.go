package page

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestParseHundredths(t *testing.T) {
	for text, want := range map[string]int64{
		"250": 25000, "1,250": 125000, "1.250": 125000, "1,250.50": 125050, "1.250,50": 125050, "1250.5": 125050, "1250,5": 125050,
		"0.5": 50, ".5": 50, ",05": 5, "12.": 1200, "1,000,000": 100000000, "1.000.000,01": 100000001, "007": 700,
	} {
		if got, ok := parseHundredths(text); !ok || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"x", "-5", "+5", "5x", "1e3", "0x10", "1_000", "1,2,3", "1.2.3", "12,50,5", "1,25,000", "1250,000.5x", "1,250,50", "1.250.50", "0,125", "0.125",
		"1,250.500,1", "٣", "½", "99999999999999999999",
	} {
		if got, ok := parseHundredths(text); ok {
			t.Errorf("%q is taken for %d", text, got)
		}
	}
}

var plainAmount = regexp.MustCompile(`^(\d*|\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3})+)([.,]\d{0,2})?$`)

// FuzzParseHundredths: whatever is taken reads as an amount, and means what its digits say.
func FuzzParseHundredths(f *testing.F) {
	for _, seed := range []string{"1,250.50", "1.250,50", "0.5", "", ".", ",,", "1,2,3", "９", "-0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := parseHundredths(text)
		if !ok {
			return
		}
		if n < 0 || !plainAmount.MatchString(text) {
			t.Fatalf("%q is taken for %d", text, n)
		}
		digits := strings.NewReplacer(",", "", ".", "").Replace(text)
		value, _ := strconv.ParseInt("0"+digits, 10, 64)
		for range 3 { // no, one or two decimals
			if value == n {
				return
			}
			value *= 10
		}
		t.Fatalf("%q is taken for %d", text, n)
	})
}

// FuzzAmountsReadBack: a sum written in either manner is read as itself.
func FuzzAmountsReadBack(f *testing.F) {
	f.Add(uint64(125050))
	f.Fuzz(func(t *testing.T, cents uint64) {
		cents %= 1_000_000_000_000
		for _, marks := range [][2]string{{",", "."}, {".", ","}} {
			text := grouped(cents/100, marks[0]) + marks[1] + strconv.FormatUint(100+cents%100, 10)[1:]
			if got, ok := parseHundredths(text); !ok || got != int64(cents) {
				t.Errorf("%q is %d, %v; want %d", text, got, ok, cents)
			}
		}
	})
}

func grouped(n uint64, mark string) string {
	digits := strconv.FormatUint(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}
