package commitment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// pledgeAsGuest keeps a promise of a guest. It counts as theirs once they have opened a letter at their address, and
// never before that as any member’s; the first promise sends that letter.
func (s *Service) pledgeAsGuest(ctx context.Context, tx *db.Tx, c *Commitment, in PledgeInput, hash []byte) (id.ID, error) {
	pass := access.From(ctx).Guest
	guest, err := guestWho(ctx, tx, c.CollaboratoryID, pass.ID)
	if err != nil {
		return id.Nil, err
	}
	c.Source, c.GiverGuestID, c.VerifiedAt, c.SharePhone = BySelf, &pass.ID, guest.VerifiedAt, false
	made, err := s.write(ctx, tx, c, in, pass.ID, hash)
	if err != nil || made != c.ID || guest.VerifiedAt != nil {
		return made, err
	}
	return made, s.askWhether(ctx, tx, c, guest)
}

// WasThisYou is what the link in the letter to a guest is signed for: whether it was them who promised.
const WasThisYou = "was this you"

// guestLinkLasts is how long after it was made such a link opens: as long as the house remembers an unverified guest.
const guestLinkLasts = 30 * 24 * time.Hour

// GuestLink is the address at which a guest says whether it was them, for a letter to them.
func (s *Service) GuestLink(collaboratory, guest id.ID) string {
	until := s.clock.Now().Add(guestLinkLasts)
	return s.office.URL("/a/" + s.signer.Sign(WasThisYou, until, collaboratory.String(), guest.String()))
}

// GuestLetter is what the page behind that link needs: whom it names, for which evening, and what they promised there.
type GuestLetter struct {
	guestFacts
	Promises []guestPromise
	Over     bool // the evening has ended: its verified guests read how to reach the presenters
}

// OpenGuestLetter reads the link in a guest’s letter and changes nothing. fault.NotFound for a link that is none of ours
// or a guest nobody remembers, fault.Gone after 30 days.
func (s *Service) OpenGuestLetter(ctx context.Context, token string) (GuestLetter, error) {
	club, guest, err := s.readGuestLink(token)
	if err != nil {
		return GuestLetter{}, err
	}
	l := GuestLetter{}
	if l.guestFacts, err = guestWho(ctx, s.db.Pool(), club, guest); err != nil {
		return l, err
	}
	l.Over = !s.clock.Now().Before(l.EndsAt)
	l.Promises, err = promisesOfGuest(ctx, s.db.Pool(), club, guest)
	return l, err
}

// AnswerGuestLetter is what a guest answers: yes, it was me, or no. The link stands for them for this one purpose.
// Answered twice it changes nothing. Errors as OpenGuestLetter.
func (s *Service) AnswerGuestLetter(ctx context.Context, token string, me bool) error {
	l, err := s.OpenGuestLetter(ctx, token)
	if err != nil {
		return err
	}
	ctx = access.With(ctx, l.actor())
	if me {
		return s.VerifyGuest(ctx, l.CollaboratoryID, l.ID)
	}
	return s.DisownGuest(ctx, l.CollaboratoryID, l.ID)
}

// actor is the guest whom a letter reached, with no right but theirs.
func (g guestFacts) actor() access.Actor {
	return access.Actor{
		Through: throughLetter, Language: g.Language,
		Guest: &access.Pass{ID: g.ID, Gathering: g.GatheringID, Collaboratory: g.CollaboratoryID, Name: g.Name},
	}
}

func (s *Service) readGuestLink(token string) (club, guest id.ID, err error) {
	parts, err := s.signer.Read(WasThisYou, token, s.clock.Now())
	if err == nil && len(parts) != 2 {
		err = fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	if err != nil {
		return id.Nil, id.Nil, err
	}
	return id.Maybe(parts[0]), id.Maybe(parts[1]), nil
}

// VerifyGuest keeps that a guest opened their letter: what they promised is known to be theirs. Where a member has that
// address, the promises become that member’s, with the guest kept in their history. Only the guest may, through the
// letter; fault.NotFound for anybody else.
func (s *Service) VerifyGuest(ctx context.Context, collaboratory, guest id.ID) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := s.gatherings.VerifyGuest(ctx, collaboratory, guest); err != nil {
			return err
		}
		promises, err := promisesOfGuest(ctx, tx, collaboratory, guest)
		if err != nil {
			return err
		}
		for _, p := range promises {
			if p.VerifiedAt != nil {
				continue
			}
			if err := s.Verify(ctx, Which{Collaboratory: collaboratory, ID: p.ID}); err != nil {
				return err
			}
		}
		return s.claim(ctx, tx, guest)
	})
	return wrap(err, Verify)
}

// DisownGuest is “That was not me”: the address was somebody else’s. What was promised with it and not verified is
// withdrawn, and no further letter goes there. A guest who has said that it was them changes nothing. Only who got the
// letter may; fault.NotFound for anybody else.
func (s *Service) DisownGuest(ctx context.Context, collaboratory, guest id.ID) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		forgot, err := s.gatherings.ForgetAddress(ctx, collaboratory, guest)
		if err != nil || !forgot {
			return err
		}
		promises, err := promisesOfGuest(ctx, tx, collaboratory, guest)
		if err != nil {
			return err
		}
		for _, p := range promises {
			if p.VerifiedAt != nil || !p.State.Open() || p.State == Delivered {
				continue
			}
			if err := s.change(ctx, Which{Collaboratory: collaboratory, ID: p.ID}, NotMine, "", nil); err != nil {
				return err
			}
		}
		return nil
	})
	return wrap(err, NotMine)
}

// ClaimGuests gives the promises of verified guests to the members who have their addresses by now: those who joined
// since. Run again it finds nothing. Only the house itself may. One that fails does not keep the others; what failed is
// told.
func (s *Service) ClaimGuests(ctx context.Context) error {
	if err := access.Check(access.From(ctx), access.CommitmentClaim, access.Scope{}); err != nil {
		return err
	}
	found, err := claimable(ctx, s.db.Pool(), nil)
	if err != nil {
		return fmt.Errorf("looking for promises of guests who are members now: %w", err)
	}
	for _, c := range found {
		err = errors.Join(err, s.claimOne(ctx, c))
	}
	return err
}

// claim does the same for one guest, inside their own transaction.
func (s *Service) claim(ctx context.Context, tx *db.Tx, guest id.ID) error {
	found, err := claimable(ctx, tx, &guest)
	if err != nil {
		return err
	}
	for _, c := range found {
		if err := s.claimOne(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) claimOne(ctx context.Context, found claimed) error {
	return s.change(ctx, Which{Collaboratory: found.CollaboratoryID, ID: found.ID}, Claim, "", func(_ context.Context, ch *change) error {
		if ch.c.GiverGuestID == nil {
			return fault.Conflict("This promise is a member’s already")
		}
		ch.extra["guest_before"] = ch.c.GiverGuestID.String()
		ch.c.GiverPersonID, ch.c.GiverGuestID = &found.PersonID, nil
		ch.event.ForPersonID = &found.PersonID
		return nil
	})
}
