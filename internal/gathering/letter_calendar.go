package gathering

import (
	"collaboratory/internal/calendar"
	"collaboratory/internal/page"
)

// event is a gathering as calendars keep it, for nobody in particular. Its UID never changes.
func (s *Service) event(g Gathering, c club) calendar.Event {
	return calendar.Event{
		UID: "gathering-" + g.ID.String() + "@collaboratory", Sequence: g.Sequence,
		Start: g.StartsAt, End: g.EndsAt, Zone: g.Zone, Stamp: s.clock.Now(),
		Title: c.Name + ": " + g.Title, Description: described(g), Location: located(g),
		URL:           s.office.URL(page.ClubURL(c.Slug, "gatherings", g.ID.String())),
		OrganizerName: c.Name, OrganizerEmail: g.replyTo(c),
		Cancelled: g.State == Cancelled,
	}
}

// eventFor is the entry in one member's calendar, with what they answered.
func (s *Service) eventFor(g Gathering, c club, r recipient) calendar.Event {
	e := s.event(g, c)
	e.AttendeeName, e.AttendeeEmail, e.PartStat = r.Name, r.Email, partStat(r.Answer)
	return e
}

func described(g Gathering) string {
	if g.VideoURL == "" || g.Place == "" {
		return g.Welcome
	}
	if g.Welcome == "" {
		return g.VideoURL
	}
	return g.Welcome + "\n\n" + g.VideoURL
}

func located(g Gathering) string {
	if g.Place == "" {
		return g.VideoURL
	}
	return g.Place
}

// partStat is an answer as calendars say it.
func partStat(answer *Coming) calendar.PartStat {
	if answer == nil {
		return calendar.NeedsAction
	}
	return map[Coming]calendar.PartStat{
		Going: calendar.Accepted, Maybe: calendar.Tentative, Not: calendar.Declined,
	}[*answer]
}
