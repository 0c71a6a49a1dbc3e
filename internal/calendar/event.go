package calendar

import (
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"
)

// PartStat is what the invited person has answered.
type PartStat string

// The answers a calendar knows.
const (
	NeedsAction PartStat = "NEEDS-ACTION"
	Accepted    PartStat = "ACCEPTED"
	Tentative   PartStat = "TENTATIVE"
	Declined    PartStat = "DECLINED"
)

// Event is a gathering as one person's calendar shows it.
type Event struct {
	UID        string // the same for the gathering's whole life
	Sequence   int    // raised with every change a calendar must follow
	Start, End time.Time
	Zone       string    // IANA name; one we do not know is written in UTC
	Stamp      time.Time // when this state of the event was written

	Title, Description, Location string
	URL                          string // taken only when http or https

	OrganizerName, OrganizerEmail string
	AttendeeName, AttendeeEmail   string
	PartStat                      PartStat // empty: NeedsAction

	Cancelled bool
}

// Invite is the .ics of an invitation or a change of it, to be answered. An
// event that is cancelled is written as Cancel.
func Invite(e Event) []byte {
	if e.Cancelled {
		return Cancel(e)
	}
	return write(ics.MethodRequest, "", e)
}

// Cancel is the .ics that takes the event out of the person's calendar.
func Cancel(e Event) []byte {
	e.Cancelled = true
	return write(ics.MethodCancel, "", e)
}

// File is the .ics for download: nobody is invited and nobody answers.
func File(events ...Event) []byte { return write(ics.MethodPublish, "", events...) }

// Feed is File with a name, for a calendar that subscribes to it.
func Feed(name string, events ...Event) []byte { return write(ics.MethodPublish, name, events...) }

func write(method ics.Method, name string, events ...Event) []byte {
	c := ics.NewCalendar()
	c.SetProductId("-//Collaboratory//Gatherings//EN")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(method)
	if name != "" {
		c.SetXWRCalName(line(name))
		c.SetRefreshInterval("PT6H", ics.WithValue("DURATION"))
		c.SetXPublishedTTL("PT6H")
	}
	addZones(c, events)
	for _, e := range events {
		c.AddVEvent(e.component(method))
	}
	return []byte(c.Serialize(ics.WithNewLine("\r\n")))
}

func (e Event) component(method ics.Method) *ics.VEvent {
	v := ics.NewEvent(line(e.UID))
	v.SetDtStampTime(e.Stamp)
	v.SetSequence(e.Sequence)
	e.setTime(v, ics.ComponentPropertyDtStart, e.Start)
	e.setTime(v, ics.ComponentPropertyDtEnd, e.End)
	v.SetSummary(line(e.Title))
	setUnlessEmpty(v.SetDescription, text(e.Description))
	setUnlessEmpty(v.SetLocation, line(e.Location))
	setUnlessEmpty(v.SetURL, webAddress(e.URL))
	if e.Cancelled {
		v.SetStatus(ics.ObjectStatusCancelled)
	} else {
		v.SetStatus(ics.ObjectStatusConfirmed)
	}
	e.addPeople(v, method)
	return v
}

// addPeople names who invites and, unless it is only a file, who is invited.
func (e Event) addPeople(v *ics.VEvent, method ics.Method) {
	if email := mailAddress(e.OrganizerEmail); email != "" {
		v.SetOrganizer(email, named(e.OrganizerName)...)
	}
	email := mailAddress(e.AttendeeEmail)
	if email == "" || method == ics.MethodPublish {
		return
	}
	answer := e.PartStat
	if answer == "" {
		answer = NeedsAction
	}
	params := append(named(e.AttendeeName),
		ics.CalendarUserTypeIndividual,
		ics.ParticipationRoleReqParticipant,
		ics.ParticipationStatus(line(string(answer))),
	)
	if method == ics.MethodRequest {
		params = append(params, &ics.KeyValues{Key: string(ics.ParameterRsvp), Value: []string{"TRUE"}})
	}
	v.AddAttendee(email, params...)
}

// setTime writes a time as the clock on the wall of the zone shows it.
func (e Event) setTime(v *ics.VEvent, property ics.ComponentProperty, t time.Time) {
	zone, ok := e.location()
	if !ok {
		v.SetProperty(property, t.UTC().Format("20060102T150405Z"))
		return
	}
	v.SetProperty(property, t.In(zone).Format(localFormat), ics.WithTZID(e.Zone))
}

// location is the event's zone; false for UTC and for what is no zone.
func (e Event) location() (*time.Location, bool) {
	zone, err := load(e.Zone)
	return zone, err == nil && e.Zone != "UTC"
}

func setUnlessEmpty(set func(string, ...ics.PropertyParameter), value string) {
	if value != "" {
		set(value)
	}
}

// line makes a value of one line: no control character, so that nothing in
// it can begin a property of its own.
func line(value string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(value, ""), func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' || unicode.IsControl(r)
	}), " ")
}

// text keeps line breaks, which the format writes as \n.
func text(value string) string {
	value = strings.ReplaceAll(strings.ToValidUTF8(value, ""), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, value))
}

// named is the CN of a person. The format has no sure way to quote the
// characters that end a parameter, so a name goes without them.
func named(name string) []ics.PropertyParameter {
	plain := line(strings.NewReplacer(`"`, "", `\`, " ", "'", "’", ",", " ", ";", " ", ":", " ", "^", " ").Replace(name))
	if plain == "" {
		return nil
	}
	return []ics.PropertyParameter{ics.WithCN(plain)}
}
