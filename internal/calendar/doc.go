// Package calendar writes gatherings for people's own calendars (iCalendar,
// RFC 5545 and 5546) and turns a local day and hour into an instant.
//
// A gathering's local time and zone are the truth, so an event names its
// zone and brings the rules of that zone along: a calendar that opens it
// years later, or on a machine with other rules, shows the same hour.
package calendar
