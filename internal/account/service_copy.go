package account

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// AskCopy asks for one file with all that is kept about the actor. It is made a moment later, and a letter says so. Asked
// for within the last hour: that one. Nobody signed in: fault.Forbidden.
func (s *Service) AskCopy(ctx context.Context) (Copy, error) {
	actor, err := me(ctx)
	if err != nil {
		return Copy{}, err
	}
	made := Copy{ID: id.New(), AskedAt: s.Clock.Now()}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		fresh, err := askCopy(ctx, tx, actor.PersonID, made, made.AskedAt.Add(-copyRests))
		if err != nil {
			return err
		}
		if !fresh {
			before, err := findCopy(ctx, tx, actor.PersonID)
			if err == nil && before != nil {
				made = *before
			}
			return err
		}
		if err := s.Queue.Enqueue(ctx, tx, makeCopy{Person: actor.PersonID, Copy: made.ID}); err != nil {
			return err
		}
		return s.record(ctx, tx, "account.copy-asked", actor.PersonID)
	})
	return made, err
}

// MyCopy is the file the actor asked for, while it is there; nil when there is none.
func (s *Service) MyCopy(ctx context.Context) (*Copy, error) {
	actor, err := me(ctx)
	if err != nil {
		return nil, err
	}
	c, err := findCopy(ctx, s.DB.Pool(), actor.PersonID)
	if err != nil || c == nil || !s.Clock.Now().Before(c.Ends()) {
		return nil, err
	}
	return c, nil
}

// MakeCopy makes the file that was asked for and tells who asked. Made already, or gone: nothing happens. Only the house
// itself may.
func (s *Service) MakeCopy(ctx context.Context, person, which id.ID) error {
	if err := access.Check(access.From(ctx), access.AccountSweep, access.Scope{}); err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		c, err := lockCopy(ctx, tx, person)
		if err != nil || c == nil || c.ID != which || c.ReadyAt != nil {
			return err
		}
		p, err := s.rooms.Members.Person(ctx, tx, person)
		if err != nil {
			return err
		}
		in := i18n.With(ctx, p.Language)
		body, err := s.pack(in, tx, person, p.Email)
		if err != nil {
			return err
		}
		if err := keepCopy(ctx, tx, which, body, s.Clock.Now()); err != nil {
			return err
		}
		_, err = s.Office.Send(ctx, tx, copyLetter(in, *c, p, s.Office.URL("/me/records")))
		return err
	})
}

func (s *Service) pack(ctx context.Context, tx *db.Tx, person id.ID, email string) ([]byte, error) {
	raw, err := readRecords(ctx, tx, person, email)
	if err != nil {
		return nil, fmt.Errorf("reading all that is kept about a person: %w", err)
	}
	photo, err := photoOf(ctx, tx, person)
	if err != nil {
		return nil, fmt.Errorf("reading the photo of a person: %w", err)
	}
	if photo == nil {
		return zipped(ctx, raw, nil, s.Clock.Now())
	}
	return zipped(ctx, raw, *photo, s.Clock.Now())
}

// FetchCopy hands the actor their file, within a day; the history says so. Later, somebody else’s, or one that was never
// made: fault.Gone.
func (s *Service) FetchCopy(ctx context.Context, which id.ID) (file []byte, err error) {
	actor, err := me(ctx)
	if err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		body, err := copyBody(ctx, tx, actor.PersonID, which, s.Clock.Now().Add(-copyLasts))
		if err != nil {
			return err
		}
		if body == nil {
			return fault.Gone("This file was there for a day. Ask for a new one")
		}
		file = *body
		return s.record(ctx, tx, "account.copy-taken", actor.PersonID)
	})
	return file, err
}

// SweepCopies forgets files that have had their day. Only the house itself may.
func (s *Service) SweepCopies(ctx context.Context) error {
	if err := access.Check(access.From(ctx), access.AccountSweep, access.Scope{}); err != nil {
		return err
	}
	return deleteOldCopies(ctx, s.DB.Pool(), s.Clock.Now().Add(-copyLasts))
}
