package calendar

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"collaboratory/internal/fault"
)

// gathering is an evening in Los Angeles on the day given.
func gathering(t *testing.T, month time.Month, day int) Event {
	t.Helper()
	date := time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
	start, err := Instant(date, "18:00", "America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return Event{
		UID: "0199-abc@pell-river.example", Sequence: 2,
		Start: start, End: start.Add(150 * time.Minute), Zone: "America/Los_Angeles",
		Stamp: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC),
		Title: "Gathering", Description: "Bring a chair", Location: "Grange Hall",
		URL:           "https://pell-river.example/c/pell/gatherings/1",
		OrganizerName: "Pell River", OrganizerEmail: "hello@pell-river.example",
		AttendeeName: "Ruth Ortiz", AttendeeEmail: "ruth@example.org",
	}
}

func TestInvite(t *testing.T) {
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Collaboratory//Gatherings//EN
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:America/Los_Angeles
BEGIN:DAYLIGHT
DTSTART:20250309T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
TZNAME:PDT
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251102T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
TZNAME:PST
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:0199-abc@pell-river.example
DTSTAMP:20261001T120000Z
SEQUENCE:2
DTSTART;TZID=America/Los_Angeles:20261203T180000
DTEND;TZID=America/Los_Angeles:20261203T203000
SUMMARY:Gathering
DESCRIPTION:Bring a chair
LOCATION:Grange Hall
URL:https://pell-river.example/c/pell/gatherings/1
STATUS:CONFIRMED
ORGANIZER;CN=Pell River:mailto:hello@pell-river.example
ATTENDEE;CN=Ruth Ortiz;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PAR
 TICIPANT;RSVP=TRUE:mailto:ruth@example.org
END:VEVENT
END:VCALENDAR
`
	got := unfold(Invite(gathering(t, time.December, 3)))
	want = unfold([]byte(strings.ReplaceAll(want, "\n", "\r\n")))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("invitation (-want +got):\n%s", diff)
	}
}

func TestHourIsTheSameBeforeAndAfterTheClocksChange(t *testing.T) {
	for _, c := range []struct {
		month   time.Month
		day     int
		instant string
	}{
		{time.October, 29, "2026-10-30T01:00:00Z"},
		{time.November, 5, "2026-11-06T02:00:00Z"},
		{time.March, 5, "2026-03-06T02:00:00Z"},
		{time.March, 12, "2026-03-13T01:00:00Z"},
	} {
		e := gathering(t, c.month, c.day)
		event := parse(t, Invite(e)).Events()[0]
		start, err := event.GetStartAt()
		if err != nil {
			t.Fatal(err)
		}
		if got := start.UTC().Format(time.RFC3339); got != c.instant {
			t.Errorf("%s %d: read back %s, want %s", c.month, c.day, got, c.instant)
		}
		local := event.GetProperty(ics.ComponentPropertyDtStart).Value
		if !strings.HasSuffix(local, "T180000") {
			t.Errorf("%s %d: written %s, want six in the evening", c.month, c.day, local)
		}
	}
}

func TestMethods(t *testing.T) {
	e := gathering(t, time.December, 3)
	e.PartStat = Accepted
	for _, c := range []struct {
		name, has, hasNot string
		file              []byte
	}{
		{"an answered invitation", "PARTSTAT=ACCEPTED", "CANCELLED", Invite(e)},
		{"a cancellation", "METHOD:CANCEL", "RSVP", Cancel(e)},
		{"a cancellation", "STATUS:CANCELLED", "CONFIRMED", Cancel(e)},
		{"a file", "METHOD:PUBLISH", "ATTENDEE", File(e)},
		{"a feed", "X-WR-CALNAME:Pell River", "ATTENDEE", Feed("Pell River", e)},
		{"an empty feed", "METHOD:PUBLISH", "VEVENT", Feed("Pell River")},
	} {
		text := unfold(c.file)
		if !strings.Contains(text, c.has) || strings.Contains(text, c.hasNot) {
			t.Errorf("%s wants %s and no %s:\n%s", c.name, c.has, c.hasNot, text)
		}
	}
	e.Cancelled = true
	if !bytes.Equal(Invite(e), Cancel(e)) {
		t.Error("an invitation to what is cancelled is no cancellation")
	}
}

func TestLinesAreFoldedAtOctets(t *testing.T) {
	e := gathering(t, time.December, 3)
	e.Title = strings.Repeat("🪑ñandú", 40)
	e.Description = strings.Repeat("Sillas para todas las personas 🪑, ", 30)
	file := Invite(e)
	for _, l := range strings.Split(strings.TrimSuffix(string(file), "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
			t.Errorf("%d octets: %q", len(l), l)
		}
	}
	if got := parse(t, file).Events()[0].GetProperty(ics.ComponentPropertySummary).Value; got != e.Title {
		t.Errorf("read back %q", got)
	}
}

func TestTextIsEscaped(t *testing.T) {
	e := gathering(t, time.December, 3)
	e.Title = `Soup; bread, and a back\slash`
	e.Description = "First line\r\nsecond: “yes”"
	text := unfold(Invite(e))
	for _, want := range []string{`SUMMARY:Soup\; bread\, and a back\\slash`, `DESCRIPTION:First line\nsecond: “yes”`} {
		if !strings.Contains(text, want+"\r\n") {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

func TestNothingTypedBecomesAProperty(t *testing.T) {
	for _, evil := range []string{
		"x\r\nATTENDEE:mailto:eve@example.org", "x\nBEGIN:VALARM", "x\rBEGIN:VALARM",
		"x\";RSVP=TRUE:mailto:eve@example.org", "x:mailto:eve@example.org\x00", "x\u2028BEGIN:VALARM", "x\u0085BEGIN:VALARM",
	} {
		e := gathering(t, time.December, 3)
		e.UID, e.Title, e.Description, e.Location = evil, evil, evil, evil
		e.OrganizerName, e.AttendeeName = evil, evil
		e.URL, e.PartStat = "https://example.org/"+evil, PartStat(evil)
		for _, email := range []string{"ruth@example.org", evil + "@example.org"} {
			e.OrganizerEmail, e.AttendeeEmail = email, email
			c := parse(t, Invite(e))
			event := c.Events()[0]
			if len(event.Attendees()) > 1 || len(event.Alarms()) > 0 || len(c.Components) != 2 {
				t.Errorf("%q became a property:\n%s", evil, Invite(e))
			}
			for _, a := range event.Attendees() {
				if a.Value != "mailto:ruth@example.org" && !strings.HasPrefix(a.Value, "mailto:x") {
					t.Errorf("%q invites %s", evil, a.Value)
				}
			}
		}
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	e := gathering(t, time.December, 3)
	e.URL, e.OrganizerEmail, e.AttendeeEmail = "javascript:alert(1)", "", "nobody"
	text := unfold(Invite(e))
	for _, none := range []string{"URL", "ORGANIZER", "ATTENDEE"} {
		if strings.Contains(text, "\r\n"+none) {
			t.Errorf("%s in\n%s", none, text)
		}
	}
}

// Every listed zone, read back from its VTIMEZONE alone, agrees with the tz
// database on each day of the event's year.
func TestZoneRulesAgreeWithTheDatabase(t *testing.T) {
	names := []string{"Africa/Casablanca", "Europe/Dublin", "Australia/Lord_Howe", "America/Santiago", "Asia/Tehran", "Asia/Kathmandu", "America/Nuuk"}
	for _, z := range zones {
		if z.Name != "UTC" {
			names = append(names, z.Name)
		}
	}
	for _, name := range names {
		for _, year := range []int{2024, 2026, 2029} {
			zone, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			rules := timezone(name, zone, year-1, year+1)
			for day := range 366 {
				at := time.Date(year, 1, 1+day, 18, 0, 0, 0, zone)
				_, want := at.Zone()
				if got := offsetBy(t, rules, at); got != offset(want) {
					t.Fatalf("%s on %s: offset %s, want %s", name, at.Format(time.DateOnly), got, offset(want))
				}
			}
		}
	}
}

// offsetBy reads the rules as a calendar would: the observance that began
// last before the local time holds.
func offsetBy(t *testing.T, zone *ics.VTimezone, at time.Time) string {
	t.Helper()
	local := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
	var latest time.Time
	var holds string
	for _, c := range zone.Components {
		base := baseOf(t, c)
		begin, err := time.Parse(localFormat, base.GetProperty(ics.ComponentPropertyDtStart).Value)
		if err != nil {
			t.Fatal(err)
		}
		rule := base.GetProperty(ics.ComponentPropertyRrule)
		for _, onset := range onsets(t, begin, rule, local.Year()) {
			if !onset.After(local) && onset.After(latest) {
				latest, holds = onset, base.GetProperty("TZOFFSETTO").Value
			}
		}
	}
	return holds
}

// onsets are the beginnings of an observance up to a year.
func onsets(t *testing.T, begin time.Time, rule *ics.IANAProperty, until int) []time.Time {
	t.Helper()
	all := []time.Time{begin}
	if rule == nil {
		return all
	}
	nth := strings.TrimPrefix(rule.Value[strings.Index(rule.Value, "BYDAY="):], "BYDAY=")
	for year := begin.Year() + 1; year <= until; year++ {
		onset := time.Date(year, begin.Month(), 1, begin.Hour(), begin.Minute(), 0, 0, time.UTC)
		for onset.Weekday() != begin.Weekday() {
			onset = onset.AddDate(0, 0, 1)
		}
		if strings.HasPrefix(nth, "-1") {
			for onset.AddDate(0, 0, 7).Month() == begin.Month() {
				onset = onset.AddDate(0, 0, 7)
			}
		} else {
			onset = onset.AddDate(0, 0, 7*int(nth[0]-'1'))
		}
		all = append(all, onset)
	}
	return all
}

func baseOf(t *testing.T, c ics.Component) ics.ComponentBase {
	t.Helper()
	switch c := c.(type) {
	case *ics.Standard:
		return c.ComponentBase
	case *ics.Daylight:
		return c.ComponentBase
	}
	t.Fatalf("%T in a zone", c)
	return ics.ComponentBase{}
}

func TestUnknownZoneIsWrittenInUTC(t *testing.T) {
	for _, zone := range []string{"", "UTC", "Local", "Mars/Olympus"} {
		e := gathering(t, time.December, 3)
		e.Zone = zone
		text := unfold(File(e))
		if !strings.Contains(text, "DTSTART:20261204T020000Z\r\n") || strings.Contains(text, "VTIMEZONE") {
			t.Errorf("zone %q:\n%s", zone, text)
		}
	}
}

func TestInstant(t *testing.T) {
	for _, c := range []struct {
		day, clock, zone string
		want             string // "" when it is refused
	}{
		{"2026-12-03", "18:00", "America/Los_Angeles", "2026-12-04T02:00:00Z"},
		{"2026-12-03", "18:00:00", "America/Los_Angeles", "2026-12-04T02:00:00Z"},
		{"2026-07-02", "18:00", "America/Los_Angeles", "2026-07-03T01:00:00Z"},
		{"2026-03-08", "02:30", "America/Los_Angeles", ""},
		{"2026-03-08", "03:00", "America/Los_Angeles", "2026-03-08T10:00:00Z"},
		{"2026-11-01", "01:30", "America/Los_Angeles", "2026-11-01T08:30:00Z"},
		{"2026-11-01", "02:00", "America/Los_Angeles", "2026-11-01T10:00:00Z"},
		{"2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00Z"},
		{"2026-03-29", "02:30", "Europe/Berlin", ""},
		{"2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z"},
		{"2026-12-03", "25:00", "America/Los_Angeles", ""},
		{"2026-12-03", "", "America/Los_Angeles", ""},
		{"2026-12-03", "18:00", "", ""},
		{"2026-12-03", "18:00", "Local", ""},
		{"2026-12-03", "18:00", "../etc/passwd", ""},
	} {
		day, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Instant(day, c.clock, c.zone)
		switch {
		case c.want == "" && !fault.Is(err, fault.KindInvalid):
			t.Errorf("%s %s %s is %v, %v; want it refused", c.day, c.clock, c.zone, got, err)
		case c.want != "" && (err != nil || got.UTC().Format(time.RFC3339) != c.want):
			t.Errorf("%s %s %s is %v, %v; want %s", c.day, c.clock, c.zone, got.UTC(), err, c.want)
		}
	}
}

func TestZones(t *testing.T) {
	seen := map[string]bool{}
	for _, z := range Zones() {
		if !Known(z.Name) || seen[z.Name] || seen[z.Label] || Label(z.Name) != z.Label {
			t.Errorf("zone %+v is unknown or listed twice", z)
		}
		seen[z.Name], seen[z.Label] = true, true
	}
	if Label("Asia/Kathmandu") != "Asia/Kathmandu" || Known("Mars/Olympus") {
		t.Error("zones beyond the list")
	}
}

func parse(t *testing.T, file []byte) *ics.Calendar {
	t.Helper()
	c, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	return c
}

func unfold(file []byte) string { return strings.ReplaceAll(string(file), "\r\n ", "") }
