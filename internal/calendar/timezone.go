package calendar

import (
	"fmt"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"
)

const localFormat = "20060102T150405"

// addZones brings along the rules of every zone the events name, for the
// years of the events and one on either side.
func addZones(c *ics.Calendar, events []Event) {
	type years struct {
		zone        *time.Location
		first, last int
	}
	spans := map[string]*years{}
	for _, e := range events {
		zone, ok := e.location()
		if !ok {
			continue
		}
		first, last := e.Start.In(zone).Year(), e.End.In(zone).Year()
		span, seen := spans[e.Zone]
		if !seen {
			span = &years{zone, first, last}
			spans[e.Zone] = span
		}
		span.first, span.last = min(span.first, first), max(span.last, last)
	}
	var names []string
	for name := range spans {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		span := spans[name]
		c.AddVTimezone(timezone(name, span.zone, span.first-1, span.last+1))
	}
}

// timezone writes when the clocks of a zone change from one year to another.
func timezone(name string, zone *time.Location, first, last int) *ics.VTimezone {
	v := ics.NewTimezone(name)
	begin := time.Date(first, 1, 1, 0, 0, 0, 0, zone)
	changes := changesBetween(begin, time.Date(last+1, 1, 1, 0, 0, 0, 0, zone))
	yearly, single := byRule(changes, last-first+1)
	if len(yearly) == 0 {
		// What held before the first change, or always.
		v.Components = append(v.Components, observance(standing(begin), ""))
	}
	for _, r := range yearly {
		v.Components = append(v.Components, observance(r.change, r.rule))
	}
	for _, c := range single {
		v.Components = append(v.Components, observance(c, ""))
	}
	return v
}

// change is a moment at which the clocks of a zone are set.
type change struct {
	local    time.Time // what the clocks showed at that moment, before it
	from, to int       // offsets from UTC in seconds
	name     string    // as the zone is called afterwards: "PDT"
	daylight bool
}

// changesBetween asks the tz database for every change after begin and
// before end.
func changesBetween(begin, end time.Time) []change {
	var changes []change
	for t := begin; ; {
		_, next := t.ZoneBounds()
		if next.IsZero() || !next.Before(end) {
			return changes
		}
		changes = append(changes, changeAt(t, next))
		t = next
	}
}

func changeAt(before, at time.Time) change {
	_, from := before.Zone()
	name, to := at.Zone()
	local := at.UTC().Add(time.Duration(from) * time.Second)
	return change{local: local, from: from, to: to, name: name, daylight: at.IsDST()}
}

// standing is how the clocks are set at t, as if they had just been.
func standing(t time.Time) change {
	name, offset := t.Zone()
	return change{local: t.UTC().Add(time.Duration(offset) * time.Second), from: offset, to: offset, name: name, daylight: t.IsDST()}
}

func observance(c change, rule string) ics.Component {
	var base ics.ComponentBase
	base.SetProperty(ics.ComponentPropertyDtStart, c.local.Format(localFormat))
	base.SetProperty("TZOFFSETFROM", offset(c.from))
	base.SetProperty("TZOFFSETTO", offset(c.to))
	if c.name[0] != '+' && c.name[0] != '-' { // the database has no name for it
		base.SetProperty("TZNAME", c.name)
	}
	if rule != "" {
		base.AddRrule(rule)
	}
	if c.daylight {
		return &ics.Daylight{ComponentBase: base}
	}
	return &ics.Standard{ComponentBase: base}
}

// offset is seconds as the format writes them: -0700.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}
