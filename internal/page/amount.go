package page

import (
	"strconv"
	"strings"
)

// most is the largest amount the records hold.
const most = 9_999_999_999

func (f *FormData) hundredths(name, message string) *int64 {
	text := strings.NewReplacer("$", "", "€", "", "£", "", " ", "", "\u00a0", "", "\u202f", "").Replace(f.Value(name))
	if text == "" {
		return nil
	}
	n, ok := parseHundredths(text)
	if !ok || n <= 0 || n > most*100 {
		f.Wrong(name, message)
		return nil
	}
	return &n
}

// parseHundredths takes 1,250.50 and 1.250,50 alike: the last mark is the decimal one when at most two digits follow it.
// The marks before it stand at every third digit, all the same and not the decimal one; anything else is not guessed at.
func parseHundredths(text string) (int64, bool) {
	whole, part, decimal := text, "", ""
	if i := strings.LastIndexAny(text, ".,"); i >= 0 && len(text)-i-1 <= 2 {
		whole, part, decimal = text[:i], text[i+1:], text[i:i+1]
	}
	digits, ok := ungrouped(whole, decimal)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(digits+(part + "00")[:2], 10, 53)
	return int64(n), err == nil
}

// ungrouped takes the marks out of 1,250,000; false when they stand where no thousand ends.
func ungrouped(whole, decimal string) (digits string, ok bool) {
	i := strings.IndexAny(whole, ".,")
	if i < 0 {
		return "0" + whole, true
	}
	mark := whole[i : i+1]
	groups := strings.Split(whole, mark)
	if mark == decimal || len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0][0] == '0' {
		return "", false
	}
	for _, group := range groups[1:] {
		if len(group) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}
