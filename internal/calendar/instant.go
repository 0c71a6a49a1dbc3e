package calendar

import (
	"fmt"
	"time"

	"collaboratory/internal/fault"
)

// Instant is the moment at which the clocks of a zone show this day and time.
// Of day only the date counts; clock is "18:00" (seconds are let go).
//
// When the clocks go back and show a time twice, the first is meant. It is
// fault.Invalid, for the form as a whole, when the clocks go forward and skip
// that time, when clock is no time, and when the zone is not known.
func Instant(day time.Time, clock, zone string) (time.Time, error) {
	location, err := load(zone)
	if err != nil {
		return time.Time{}, fault.Invalid("", "Please choose a time zone from the list").Because(err)
	}
	hour, minute, err := readClock(clock)
	if err != nil {
		return time.Time{}, fault.Invalid("", "Write a time like 18:00").Because(err)
	}
	t := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, location)
	if t.Hour() != hour || t.Minute() != minute {
		return time.Time{}, fault.Invalid("", "The clocks go forward that night and skip %s: please choose another time", clock)
	}
	return firstOf(t), nil
}

// firstOf is t, or the earlier moment at which the clocks showed the same.
func firstOf(t time.Time) time.Time {
	changed, _ := t.ZoneBounds()
	if changed.IsZero() {
		return t
	}
	_, before := changed.Add(-time.Second).Zone()
	_, now := t.Zone()
	earlier := t.Add(time.Duration(now-before) * time.Second)
	if before > now && earlier.Before(changed) {
		return earlier
	}
	return t
}

func readClock(clock string) (hour, minute int, err error) {
	for _, form := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(form, clock); err == nil {
			return t.Hour(), t.Minute(), nil
		}
	}
	return 0, 0, fmt.Errorf("%q is no time of day", clock)
}

// load is time.LoadLocation without its readings of "" and "Local", which
// would mean wherever the server stands.
func load(zone string) (*time.Location, error) {
	if zone == "" || zone == "Local" {
		return nil, fmt.Errorf("%q is no time zone", zone)
	}
	return time.LoadLocation(zone)
}
