package gathering

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/calendar"
	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// CalendarFile is the gathering as a file for one's own calendar. Members may have it.
func (s *Service) CalendarFile(ctx context.Context, collaboratory, gathering id.ID) ([]byte, error) {
	q := s.db.Pool()
	g, err := getGathering(ctx, q, collaboratory, gathering)
	if err != nil {
		return nil, err
	}
	if err := s.may(ctx, q, g, seeing(g), 0); err != nil {
		return nil, err
	}
	c, err := getClub(ctx, q, collaboratory)
	if err != nil {
		return nil, err
	}
	return calendar.File(s.event(g, c)), nil
}

// seeing is what it takes to see a gathering: a draft is for those who may change it.
func seeing(g Gathering) access.Action {
	if g.State == Draft {
		return access.GatheringChange
	}
	return access.GatheringSee
}

// FeedPurpose is what the address of a person's calendar is signed for.
const FeedPurpose = "calendar"

const (
	feedLasts = 10 * 365 * 24 * time.Hour
	feedSince = 365 * 24 * time.Hour
)

// FeedURL is the address under which a person's own calendar can subscribe to all their gatherings.
func (s *Service) FeedURL(person id.ID) string {
	// The day is rounded to a year, so that the address stays the same from one visit to the next.
	until := clock.Date(s.clock.Now().Year(), time.January, 1).Add(feedLasts)
	return s.office.URL("/calendar/" + s.signer.Sign(FeedPurpose, until, person.String()) + ".ics")
}

// Feed is the calendar of the person whom the signed address names: the gatherings of the last year and all to come.
// fault.NotFound for an address that is none of ours.
func (s *Service) Feed(ctx context.Context, address string) ([]byte, error) {
	parts, err := s.signer.Read(FeedPurpose, address, s.clock.Now())
	if err != nil {
		return nil, err
	}
	if len(parts) != 1 {
		return nil, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	rows, err := feedOf(ctx, s.db.Pool(), id.Maybe(parts[0]), s.clock.Now().Add(-feedSince))
	if err != nil {
		return nil, err
	}
	events := make([]calendar.Event, len(rows))
	for i, row := range rows {
		events[i] = s.event(row.Gathering, club{Slug: row.Slug, Name: row.Club})
	}
	return calendar.Feed("Collaboratory", events...), nil
}
