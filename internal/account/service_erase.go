package account

import (
	"context"
	"errors"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// Leaving is how it stands with being erased.
type Leaving struct {
	Asked *Erasing // nil: never asked
	Alone []Place  // where nobody else convenes yet: they hand that on first
}

// Leaving reads how it stands with the actor. Nobody signed in: fault.Forbidden.
func (s *Service) Leaving(ctx context.Context) (l Leaving, err error) {
	actor, err := me(ctx)
	if err != nil {
		return l, err
	}
	if l.Asked, err = findErasing(ctx, s.DB.Pool(), actor.PersonID); err != nil {
		return l, err
	}
	l.Alone, err = convenesAlone(ctx, s.DB.Pool(), actor.PersonID)
	return l, err
}

// AskToBeErased begins the seven days after which the actor is erased, and sends a letter that can call it back. Asked
// twice, the first counts. The last convener of a collaboratory hands that on first: fault.Conflict.
func (s *Service) AskToBeErased(ctx context.Context) error {
	actor, err := me(ctx)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.rooms.Members.Hold(ctx, tx, actor.PersonID)
		if err != nil {
			return err
		}
		alone, err := convenesAlone(ctx, tx, actor.PersonID)
		if err != nil {
			return err
		}
		if len(alone) > 0 {
			return fault.Conflict("You are the only convener of %s: make somebody else one first, or name a backup convener", alone[0].Name)
		}
		now := s.Clock.Now()
		e := Erasing{PersonID: p.ID, AskedAt: now, DueAt: now.Add(eraseAfter)}
		fresh, err := insertErasing(ctx, tx, e)
		if err != nil || !fresh {
			return err
		}
		in := i18n.With(ctx, orElse(p.Language, i18n.Lang(ctx)))
		if _, err := s.Office.Send(ctx, tx, eraseLetter(in, e, p, s.link(KeepAccount, p.ID, e.DueAt))); err != nil {
			return err
		}
		return s.record(ctx, tx, "erasing.asked", p.ID)
	})
}

// Keep calls the actor’s erasing back. Once it has begun: fault.Gone.
func (s *Service) Keep(ctx context.Context) error {
	actor, err := me(ctx)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		e, err := lockErasing(ctx, tx, actor.PersonID)
		if err != nil || e == nil {
			return err
		}
		if e.SettledAt != nil {
			return fault.Gone("This has begun already and cannot be called back")
		}
		if err := deleteErasing(ctx, tx, actor.PersonID); err != nil {
			return err
		}
		return s.record(ctx, tx, "erasing.called-back", actor.PersonID)
	})
}

// LookAtKeep tells whether the link of the letter still calls something back. fault.NotFound for a link that is none of
// ours, fault.Gone when it is too late.
func (s *Service) LookAtKeep(ctx context.Context, link string) (id.ID, error) {
	person, err := s.read(KeepAccount, link)
	if err != nil {
		return id.Nil, err
	}
	e, err := findErasing(ctx, s.DB.Pool(), person)
	if err == nil && (e == nil || e.SettledAt != nil) {
		err = fault.Gone("There is nothing to call back here any more")
	}
	return person, err
}

// KeepByLetter is Keep for whoever opens the link in the letter.
func (s *Service) KeepByLetter(ctx context.Context, link string) error {
	person, err := s.LookAtKeep(ctx, link)
	if err != nil {
		return err
	}
	return s.Keep(byLetter(ctx, person))
}

// Sweep erases whose seven days are over. One that fails, such as a presenter whose gathering is on, does not keep the
// others from it, and comes again with the next sweep. Only the house itself
// may.
func (s *Service) Sweep(ctx context.Context) error {
	if err := access.Check(access.From(ctx), access.AccountSweep, access.Scope{}); err != nil {
		return err
	}
	due, err := dueErasings(ctx, s.DB.Pool(), s.Clock.Now())
	if err != nil {
		return err
	}
	var failed []error
	for _, person := range due {
		if err := s.finish(ctx, person); err != nil {
			failed = append(failed, fmt.Errorf("erasing %s: %w", person, err))
		}
	}
	return errors.Join(failed...)
}

// finish goes as far as it can: they leave everywhere, and once the letters about it are gone they are erased.
func (s *Service) finish(ctx context.Context, person id.ID) error {
	e, err := findErasing(ctx, s.DB.Pool(), person)
	if err != nil || e == nil {
		return err
	}
	if e.SettledAt == nil {
		return s.settle(ctx, person)
	}
	p, err := s.rooms.Members.Person(ctx, s.DB.Pool(), person)
	if err != nil {
		return err
	}
	waiting, err := s.Office.Waiting(ctx, s.DB.Pool(), p.Name, p.Email)
	if err != nil || waiting && s.Clock.Now().Before(e.SettledAt.Add(letterWait)) {
		return err
	}
	return s.erase(ctx, person)
}

// settle lets somebody leave wherever they belong, acting as they would.
func (s *Service) settle(ctx context.Context, person id.ID) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		e, err := lockErasing(ctx, tx, person)
		if err != nil || e == nil || e.SettledAt != nil {
			return err
		}
		p, err := s.rooms.Members.Hold(ctx, tx, person)
		if err != nil {
			return err
		}
		places, err := placesOf(ctx, tx, person)
		if err != nil {
			return err
		}
		ctx = access.With(ctx, leaver(p, places))
		for _, place := range places {
			if err := s.leave(ctx, tx, place); err != nil {
				return err
			}
		}
		return settleErasing(ctx, tx, person, s.Clock.Now())
	})
}

// leave takes somebody out of one collaboratory.
func (s *Service) leave(ctx context.Context, tx *db.Tx, p Place) error {
	if err := s.settleAt(ctx, tx, p.ID); err != nil {
		return err
	}
	return s.rooms.Collaboratories.Depart(ctx, tx, p.ID)
}

// leaver is the person as their own session would know them.
func leaver(p member.Person, places []Place) access.Actor {
	actor := access.Actor{PersonID: p.ID, Name: p.Name, Email: p.Email, Language: p.Language}
	for _, place := range places {
		role := access.Member
		if place.Role == "convener" {
			role |= access.Convener
		}
		actor.Memberships = append(actor.Memberships, access.Membership{
			CollaboratoryID: place.ID, Slug: place.Slug, Name: place.Name, Role: role, Zone: place.Zone,
			Language: place.Language, Currency: place.Currency, Rehearsal: place.Rehearsal, Archived: place.Archived,
		})
	}
	return actor
}

// erase lets every room blank what it keeps; the person’s own row comes last.
func (s *Service) erase(ctx context.Context, person id.ID) error {
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.rooms.Members.Hold(ctx, tx, person)
		if err != nil {
			return err
		}
		steps := []func() error{
			func() error { return s.rooms.Commitments.Erase(ctx, tx, person, p.Email) },
			func() error { return s.rooms.Presentations.Erase(ctx, tx, person) },
			func() error { return s.rooms.Stages.Erase(ctx, tx, person) },
			func() error { return s.rooms.Gatherings.Erase(ctx, tx, person, p.Email) },
			func() error { return s.rooms.Collaboratories.Erase(ctx, tx, person, p.Email) },
			func() error { return s.Office.Erase(ctx, tx, person, p.Name, p.Email) },
			func() error { return s.Sessions.EndAll(ctx, person) },
			func() error { return deleteChangesOf(ctx, tx, person, p.Email) },
			func() error { return deleteCopyOf(ctx, tx, person) },
			func() error { return deleteErasing(ctx, tx, person) },
			func() error {
				called := i18n.T(i18n.With(ctx, p.Language), "A former member")
				return s.rooms.Members.Erase(ctx, tx, person, called)
			},
			func() error { return s.record(ctx, tx, "member.erased", person) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
}
