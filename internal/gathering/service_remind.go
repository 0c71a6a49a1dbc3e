package gathering

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Letters before a gathering go out by day, in its zone.
const (
	morning = 9
	evening = 20
)

// notSooner is how long after the invitation nobody is reminded of it.
const notSooner = 48 * time.Hour

// Remind sends what is due at the instant now: seven days before a gathering a letter to each member who has not
// answered, one day before a letter to each who is coming. Nobody gets one of them twice, however often it runs. Only
// the house itself may. A gathering that fails does not keep the others from theirs; the first error is told.
func (s *Service) Remind(ctx context.Context, now time.Time) (letters int, err error) {
	if err := access.Check(access.From(ctx), access.GatheringRemind, access.Scope{}); err != nil {
		return 0, err
	}
	due, err := soon(ctx, s.db.Pool(), now, now.Add(8*24*time.Hour))
	if err != nil {
		return 0, fmt.Errorf("looking for gatherings to remind of: %w", err)
	}
	for _, g := range due {
		for _, r := range g.remindersAt(now) {
			sent, failed := s.remind(ctx, g.CollaboratoryID, g.ID, r)
			letters += sent
			if failed != nil && err == nil {
				err = fmt.Errorf("reminding of gathering %s: %w", g.ID, failed)
			}
		}
	}
	return letters, err
}

// reminder is one of the planned letters before a gathering.
type reminder struct {
	days  int  // before the gathering
	going bool // to those who are coming; otherwise to the silent
}

// remindersAt are the letters due at an instant: the one to the silent from the morning seven days before until the
// morning of the day before, the one to those coming on the day before; both by day only.
func (g Gathering) remindersAt(now time.Time) []reminder {
	hour := now.In(g.at(0, 0).Location()).Hour()
	if hour < morning || hour >= evening {
		return nil
	}
	dayBefore := g.at(1, morning)
	switch {
	case !now.Before(dayBefore) && now.Before(g.at(0, 0)):
		return []reminder{{days: 1, going: true}}
	case now.Before(dayBefore) && !now.Before(g.at(7, morning)) && g.PublishedAt != nil && now.Sub(*g.PublishedAt) >= notSooner:
		return []reminder{{days: 7}}
	}
	return nil
}

func (s *Service) remind(ctx context.Context, collaboratory, gathering id.ID, r reminder) (letters int, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		letters = 0
		g, err := lockGathering(ctx, tx, collaboratory, gathering)
		if err != nil || g.State != Published {
			return err
		}
		people, err := unreminded(ctx, tx, collaboratory, gathering, r.going, reminderCause(g, r))
		if err != nil || len(people) == 0 {
			return err
		}
		c, err := getClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		letters, err = s.sendEach(ctx, tx, g, c, reminderLetter(r), people)
		return err
	})
	return letters, err
}
