package account

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// AskForAddress begins a change of the actor’s address: a letter goes to the old one, and another to the new one, which
// must confirm. When somebody else signs in with the new one no letter goes there, and the answer is the same. What is no
// address, or theirs already: fault.Invalid. More than five an hour: fault.TooMany.
func (s *Service) AskForAddress(ctx context.Context, email string) error {
	actor, err := me(ctx)
	if err != nil {
		return err
	}
	email = member.CleanEmail(email)
	if !member.IsEmail(email) {
		return fault.Invalid("email", "Write an e-mail address like maria@example.org")
	}
	if err := s.Limiter.Allow(ctx, "change of address by "+actor.PersonID.String(), asksAnHour, time.Hour); err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.rooms.Members.Hold(ctx, tx, actor.PersonID)
		if err != nil {
			return err
		}
		if p.Email == email {
			return fault.Invalid("email", "You sign in with this address already")
		}
		return s.begin(ctx, tx, p, email)
	})
}

func (s *Service) begin(ctx context.Context, tx *db.Tx, p member.Person, email string) error {
	c := Change{ID: id.New(), PersonID: p.ID, OldEmail: p.Email, NewEmail: email, AskedAt: s.Clock.Now()}
	if err := stopUnconfirmed(ctx, tx, p.ID, c.AskedAt); err != nil {
		return err
	}
	if err := insertChange(ctx, tx, c); err != nil {
		return err
	}
	in := i18n.With(ctx, orElse(p.Language, i18n.Lang(ctx)))
	if _, err := s.Office.Send(ctx, tx, stopLetter(in, c, p, s.link(StopAddress, c.ID, c.AskedAt.Add(stopLasts)))); err != nil {
		return err
	}
	taken, err := s.rooms.Members.Taken(ctx, tx, email)
	if err == nil && !taken {
		_, err = s.Office.Send(ctx, tx, confirmLetter(in, c, s.link(ConfirmAddress, c.ID, c.AskedAt.Add(confirmLasts))))
	}
	if err != nil {
		return err
	}
	return s.record(ctx, tx, "address.asked", p.ID)
}

// AskedAddress is the address that has yet to confirm a change for the actor; empty when none has.
func (s *Service) AskedAddress(ctx context.Context) (string, error) {
	actor, err := me(ctx)
	if err != nil {
		return "", err
	}
	c, err := newestChange(ctx, s.DB.Pool(), actor.PersonID)
	if err != nil || c == nil || !c.waits(s.Clock.Now()) {
		return "", err
	}
	return c.NewEmail, nil
}

// LookAtAddress reads the change a link of that purpose is for, and alters nothing. fault.NotFound for a link that is
// none of ours, fault.Gone when it is too late.
func (s *Service) LookAtAddress(ctx context.Context, purpose, link string) (Change, error) {
	change, err := s.read(purpose, link)
	if err != nil {
		return Change{}, err
	}
	c, err := findChange(ctx, s.DB.Pool(), change)
	if err != nil {
		return c, err
	}
	return c, s.open(c, purpose)
}

// ConfirmAddress changes the address, for whoever opens the link in the new mailbox. It is the same when done twice. A
// link too old, or stopped: fault.Gone; somebody else has the address meanwhile: fault.Conflict.
func (s *Service) ConfirmAddress(ctx context.Context, link string) error {
	return s.withChange(ctx, ConfirmAddress, link, func(ctx context.Context, tx *db.Tx, c Change) error {
		if c.ConfirmedAt != nil {
			return nil
		}
		if err := s.rooms.Members.MoveAddress(ctx, tx, c.PersonID, c.OldEmail, c.NewEmail); err != nil {
			return err
		}
		if err := s.Office.Moved(ctx, tx, c.OldEmail, c.NewEmail); err != nil {
			return err
		}
		if err := confirmChange(ctx, tx, c.ID, s.Clock.Now()); err != nil {
			return err
		}
		return s.record(ctx, tx, "address.changed", c.PersonID)
	})
}

// StopAddress stops a change, or undoes it, for whoever opens the link in the old mailbox: with all that was changed
// after it, and every device is signed out. A link older than seven days, or used: fault.Gone.
func (s *Service) StopAddress(ctx context.Context, link string) error {
	return s.withChange(ctx, StopAddress, link, func(ctx context.Context, tx *db.Tx, c Change) error {
		p, err := s.rooms.Members.Hold(ctx, tx, c.PersonID)
		if err != nil {
			return err
		}
		if err := s.rooms.Members.MoveAddressBack(ctx, tx, c.PersonID, p.Email, c.OldEmail); err != nil {
			return err
		}
		if err := s.Office.Moved(ctx, tx, p.Email, c.OldEmail); err != nil {
			return err
		}
		if err := stopSince(ctx, tx, c.PersonID, c.AskedAt, s.Clock.Now()); err != nil {
			return err
		}
		if err := s.Sessions.EndAll(ctx, c.PersonID); err != nil {
			return err
		}
		return s.record(ctx, tx, "address.stopped", c.PersonID)
	})
}

// withChange does what a link is for, as the person whose letter it came in.
func (s *Service) withChange(ctx context.Context, purpose, link string, do func(context.Context, *db.Tx, Change) error) error {
	change, err := s.read(purpose, link)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		c, err := lockChange(ctx, tx, change)
		if err != nil {
			return err
		}
		ctx = byLetter(ctx, c.PersonID)
		if _, err := me(ctx); err != nil {
			return err
		}
		if err := s.open(c, purpose); err != nil {
			return err
		}
		return do(ctx, tx, c)
	})
}

// open tells whether a link may still be used.
func (s *Service) open(c Change, purpose string) error {
	now := s.Clock.Now()
	if purpose == StopAddress && !c.stoppable(now) || purpose == ConfirmAddress && !c.waits(now) && c.ConfirmedAt == nil || c.StoppedAt != nil {
		return fault.Gone("This change of address is over. Nothing more can be done here")
	}
	return nil
}

func (s *Service) link(purpose string, about id.ID, until time.Time) string {
	return s.Office.URL("/account/" + s.Signer.Sign(purpose, until, about.String()))
}

func (s *Service) read(purpose, link string) (id.ID, error) {
	parts, err := s.Signer.Read(purpose, link, s.Clock.Now())
	if err != nil {
		return id.Nil, err
	}
	if len(parts) != 1 {
		return id.Nil, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	return id.Maybe(parts[0]), nil
}

// ForgetOldChanges drops what nobody can stop any more.
func (s *Service) ForgetOldChanges(ctx context.Context) error {
	return forgetChanges(ctx, s.DB.Pool(), s.Clock.Now().Add(-stopLasts))
}

func orElse(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
