package followup

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// waitForMorning is how long the lists of a gathering wait for readers in whose zone it is night.
const waitForMorning = 24 * time.Hour

// lists sends the lists of every gathering at which promising has ended.
func (s *Service) lists(ctx context.Context, now time.Time) error {
	var failed error
	from := now.Add(-listsWithin)
	for after := (place{sort: from}); ; {
		found, err := unlisted(ctx, s.db.Pool(), from, now, after)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("looking for gatherings without lists: %w", err))
		}
		for _, g := range found {
			after = place{sort: g.EndsAt, collaboratory: g.CollaboratoryID, item: g.ID}
			if now.Before(g.until()) {
				continue
			}
			if err := s.listsOf(ctx, now, g); err != nil {
				failed = errors.Join(failed, fmt.Errorf("sending the lists of gathering %s: %w", g.ID, err))
			}
		}
		if len(found) < batch || ctx.Err() != nil {
			return errors.Join(failed, ctx.Err())
		}
	}
}

// until is when promising ends: as the gathering says since it was closed, and otherwise at noon of the day after.
func (g over) until() time.Time {
	if g.PledgesUntil != nil {
		return *g.PledgesUntil
	}
	return time.Date(g.Day.Year(), g.Day.Month(), g.Day.Day()+1, 12, 0, 0, 0, clock.Zone(g.Zone))
}

// listsOf writes to everybody of one evening who does not have their list yet, and closes the matter when nobody is
// left to wait for.
func (s *Service) listsOf(ctx context.Context, now time.Time, g over) error {
	promises, err := promisesOf(ctx, s.db.Pool(), now, g.CollaboratoryID, g.ID)
	if err != nil {
		return err
	}
	given, received := byPerson(promises)
	people, err := unwritten(ctx, s.db.Pool(), now, g.CollaboratoryID, everybody(given, received), g.cause())
	if err != nil {
		return err
	}
	waiting := false
	for _, r := range people {
		r.settle(g.Zone, g.ClubLanguage)
		if !awake(now, r.Zone) && now.Before(g.until().Add(waitForMorning)) {
			waiting = true
			continue
		}
		letter := s.listLetter(ctx, now, g, r, given[r.PersonID], received[r.PersonID])
		failed := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
			_, err := s.office.Send(ctx, tx, letter)
			return err
		})
		err = errors.Join(err, failed)
	}
	waits, failed := s.guestLists(ctx, now, g, promises)
	if err = errors.Join(err, failed); err != nil || waiting || waits {
		return err
	}
	return markListed(ctx, s.db.Pool(), g, now)
}

// guestLists writes to the guests of one evening what they promised, and tells whether some must wait for the morning.
func (s *Service) guestLists(ctx context.Context, now time.Time, g over, promises []listed) (waiting bool, err error) {
	given := map[id.ID][]letterItem{}
	for _, p := range promises {
		if p.GiverGuestID != nil {
			given[*p.GiverGuestID] = append(given[*p.GiverGuestID], p.from(commitment.TheGiver))
		}
	}
	if len(given) == 0 {
		return false, nil
	}
	guests, err := unwrittenGuests(ctx, s.db.Pool(), g.CollaboratoryID, slices.Collect(maps.Keys(given)), g.cause())
	if err != nil {
		return false, err
	}
	if !awake(now, g.Zone) && now.Before(g.until().Add(waitForMorning)) {
		return len(guests) > 0, nil
	}
	for _, guest := range guests {
		letter := s.guestLetter(ctx, now, g, guest, given[guest.ID])
		err = errors.Join(err, s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
			_, err := s.office.Send(ctx, tx, letter)
			return err
		}))
	}
	return false, err
}

// cause is the same for all lists of an evening.
func (g over) cause() string { return "gathering/" + g.ID.String() + "/promises" }

// byPerson sorts the promises of an evening to those who gave and to those who receive them.
func byPerson(promises []listed) (given, received map[id.ID][]letterItem) {
	given, received = map[id.ID][]letterItem{}, map[id.ID][]letterItem{}
	for _, p := range promises {
		if p.GiverPersonID != nil {
			given[*p.GiverPersonID] = append(given[*p.GiverPersonID], p.from(commitment.TheGiver))
		}
		for _, r := range p.Receivers {
			received[r] = append(received[r], p.from(commitment.TheReceiver))
		}
	}
	return given, received
}

// from is a promise seen from one of its sides.
func (l listed) from(side commitment.Side) letterItem {
	l.Side = side
	return l.letterItem
}

func everybody(given, received map[id.ID][]letterItem) []id.ID {
	var all []id.ID
	for _, people := range []map[id.ID][]letterItem{given, received} {
		for person := range people {
			if !slices.Contains(all, person) {
				all = append(all, person)
			}
		}
	}
	return all
}
