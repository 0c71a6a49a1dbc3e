package gathering

import (
	"time"

	"collaboratory/internal/calendar"
	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
)

// When is the day and the hours of a gathering as people wrote them: the truth, whatever a change of clocks does to the
// instants.
type When struct {
	Day       time.Time // civil date
	StartTime string    // "18:00"
	EndTime   string    // "20:30", the same day
	Zone      string    // IANA name
}

// Instants derives when the gathering really starts and ends. fault.Invalid names the field: no day, an unknown zone,
// an hour that the change of clocks skips that night, an end that is not after the start.
func (w When) Instants() (starts, ends time.Time, err error) {
	var wrong fault.Fields
	if w.Day.IsZero() {
		wrong.Add("day", "Choose a day")
	}
	if !calendar.Known(w.Zone) {
		wrong.Add("zone", "Please choose a time zone from the list")
	}
	if w.StartTime == "" {
		wrong.Add("start", "Say when it starts")
	}
	if w.EndTime == "" {
		wrong.Add("end", "Say when it ends")
	}
	if wrong.Err() != nil {
		return starts, ends, wrong.Err()
	}
	starts = w.instant(&wrong, "start", w.StartTime)
	ends = w.instant(&wrong, "end", w.EndTime)
	if wrong.Err() == nil && (w.EndTime <= w.StartTime || !ends.After(starts)) {
		wrong.Add("end", "The end is before the start: choose a time after %s", spoken(w.StartTime))
	}
	return starts, ends, wrong.Err()
}

func (w When) instant(wrong *fault.Fields, field, hour string) time.Time {
	at, err := calendar.Instant(w.Day, hour, w.Zone)
	if f := fault.Of(err); f != nil && len(f.Fields) > 0 {
		wrong.Add(field, f.Fields[0].Message, f.Fields[0].Args...)
	}
	return at.UTC()
}

// spoken is an hour as people say it, for a sentence: "6:00 pm".
func spoken(hour string) string {
	t, err := time.Parse("15:04", hour)
	if err != nil {
		return hour
	}
	return t.Format("3:04 pm")
}

// lateNight is how far past midnight still belongs to the evening before.
const lateNight = 6 * time.Hour

// pledgesUntil is noon of the day after the evening, in its zone: so long late pledges are welcome.
func (w When) pledgesUntil(closed time.Time) time.Time {
	day := clock.Today(closed.Add(-lateNight), w.Zone)
	if w.Day.After(day) {
		day = w.Day
	}
	y, m, d := day.AddDate(0, 0, 1).Date()
	return time.Date(y, m, d, 12, 0, 0, 0, clock.Zone(w.Zone)).UTC()
}

// at is an hour on a day so many days before the gathering, in its zone.
func (w When) at(daysBefore, hour int) time.Time {
	y, m, d := w.Day.AddDate(0, 0, -daysBefore).Date()
	return time.Date(y, m, d, hour, 0, 0, 0, clock.Zone(w.Zone))
}
