package gathering

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/calendar"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
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

// feedURL is the address under which a person's own calendar can subscribe to all their gatherings; renewed is how often
// they have asked for a new one.
func (s *Service) feedURL(person id.ID, renewed int) string {
	// The day is rounded to a year, so that the address stays the same from one visit to the next.
	until := clock.Date(s.clock.Now().Year(), time.January, 1).Add(feedLasts)
	return s.office.URL("/calendar/" + s.signer.Sign(FeedPurpose, until, person.String(), strconv.Itoa(renewed)) + ".ics")
}

// FeedURL is the address of the actor’s own calendar. Nobody signed in: fault.Forbidden.
func (s *Service) FeedURL(ctx context.Context) (string, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return "", err
	}
	renewed, err := feedRenewed(ctx, s.db.Pool(), actor.PersonID)
	return s.feedURL(actor.PersonID, renewed), err
}

// RenewFeed gives the actor’s calendar a new address; the one it had opens nothing from then on.
func (s *Service) RenewFeed(ctx context.Context) error {
	actor := access.From(ctx)
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
			return err
		}
		if err := renewFeed(ctx, tx, actor.PersonID, s.clock.Now()); err != nil {
			return fmt.Errorf("renewing the address of a calendar: %w", err)
		}
		return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{Action: "calendar.renewed", Object: "person", ObjectID: actor.PersonID})
	})
}

// Feed is the calendar of the person whom the signed address names: the gatherings of the last year and all to come.
// fault.NotFound for an address that is none of ours, fault.Gone for one that was renewed.
func (s *Service) Feed(ctx context.Context, address string) ([]byte, error) {
	parts, err := s.signer.Read(FeedPurpose, address, s.clock.Now())
	if err != nil {
		return nil, err
	}
	person, err := s.feedOwner(ctx, parts)
	if err != nil {
		return nil, err
	}
	rows, err := feedOf(ctx, s.db.Pool(), person, s.clock.Now().Add(-feedSince))
	if err != nil {
		return nil, err
	}
	events := make([]calendar.Event, len(rows))
	for i, row := range rows {
		events[i] = s.event(row.Gathering, club{Slug: row.Slug, Name: row.Club})
	}
	return calendar.Feed("Collaboratory", events...), nil
}

// feedOwner is whose calendar an address names. The addresses made before they could be renewed name the person alone.
func (s *Service) feedOwner(ctx context.Context, parts []string) (id.ID, error) {
	if len(parts) == 1 {
		parts = append(parts, "0")
	}
	if len(parts) != 2 {
		return id.Nil, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	person := id.Maybe(parts[0])
	renewed, err := feedRenewed(ctx, s.db.Pool(), person)
	if err == nil && parts[1] != strconv.Itoa(renewed) {
		err = fault.Gone("This calendar has a new address. You find it on the page about you")
	}
	return person, err
}
