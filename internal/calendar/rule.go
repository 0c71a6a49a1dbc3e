package calendar

import (
	"fmt"
	"strings"
	"time"
)

// yearly is a change that comes back every year by the same rule.
type yearly struct {
	change
	rule string
}

// byRule finds, among the changes of some years, those that follow one rule
// through all of them: “the second Sunday of March, at two”. Some calendars
// only understand zones written so. The others come back one by one, and so
// do all when one does not follow a rule: a mixture would contradict itself.
func byRule(changes []change, years int) ([]yearly, []change) {
	if len(changes) == 0 {
		return nil, nil
	}
	groups := map[string][]change{}
	var order []string
	for _, c := range changes {
		key := fmt.Sprint(c.local.Month(), c.local.Weekday(), c.local.Format("1504"), c.from, c.to, c.name)
		if _, seen := groups[key]; !seen {
			order = append(order, key)
		}
		groups[key] = append(groups[key], c)
	}
	var rules []yearly
	for _, key := range order {
		nth, ok := sameWeek(groups[key])
		if !ok || len(groups[key]) != years {
			return nil, changes
		}
		first := groups[key][0]
		day := strings.ToUpper(first.local.Weekday().String()[:2])
		rules = append(rules, yearly{first, fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", first.local.Month(), nth, day)})
	}
	return rules, nil
}

// sameWeek is which of its weekdays in the month all changes fall on: -1 for
// the last, or 1 to 4.
func sameWeek(changes []change) (int, bool) {
	last, nth := true, weekOf(changes[0].local)
	sameNth := nth <= 4
	for _, c := range changes {
		last = last && c.local.AddDate(0, 0, 7).Month() != c.local.Month()
		sameNth = sameNth && weekOf(c.local) == nth
	}
	if last {
		return -1, true
	}
	return nth, sameNth
}

func weekOf(t time.Time) int { return (t.Day()-1)/7 + 1 }
