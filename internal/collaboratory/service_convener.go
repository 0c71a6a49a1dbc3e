package collaboratory

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// AppointConvener makes somebody a convener, by a steward or by the house's own command, as when nobody convenes any
// more: they become a member if they are none, and are told by letter. Somebody who cannot sign in: fault.Conflict; a
// convener already: nothing happens. Anybody who is no steward: fault.Forbidden, or fault.NotFound to a stranger.
func (s *Service) AppointConvener(ctx context.Context, collaboratory, person id.ID) error {
	return s.change(ctx, access.ConvenerAppoint, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if err := noRehearsal(club); err != nil {
			return err
		}
		to, err := s.members.Person(ctx, tx, person)
		if err != nil {
			return err
		}
		if to.Email == "" {
			return fault.Conflict("A convener needs an e-mail address to sign in with")
		}
		if _, err := join(ctx, tx, collaboratory, person, RoleMember, nil, s.clock.Now()); err != nil {
			return err
		}
		p, err := findPlace(ctx, tx, collaboratory, person)
		if err != nil || p.Role == RoleConvener {
			return err
		}
		if err := s.convene(ctx, tx, club, person, "convener.appointed"); err != nil {
			return err
		}
		return s.tell(ctx, tx, person, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return appointedLetter(ctx, club, to, id.New(), url)
		})
	})
}

// LeaveAnyway is Leave for a last convener whom nobody can follow: the stewards of the install are told that nobody
// convenes any more, and appoint somebody. Where there is no steward either: fault.Conflict.
func (s *Service) LeaveAnyway(ctx context.Context, collaboratory id.ID) error {
	actor := access.From(ctx)
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		club, err := lockClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		if err := access.Check(actor, access.MemberLeave, access.Scope{Collaboratory: collaboratory, Is: access.Self}); err != nil {
			return err
		}
		if err := s.settleFirst(ctx, tx, collaboratory); err != nil {
			return err
		}
		p, err := presentPlace(ctx, tx, collaboratory, actor.PersonID)
		if err != nil {
			return err
		}
		handed, err := s.handOn(ctx, tx, club, p)
		if err != nil {
			return err
		}
		if !handed {
			if err := s.tellStewards(ctx, tx, club, p); err != nil {
				return err
			}
		}
		return s.goAway(ctx, tx, collaboratory, p, "member.left")
	})
}

func (s *Service) tellStewards(ctx context.Context, tx *db.Tx, club Collaboratory, last place) error {
	people, err := stewards(ctx, tx)
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return fault.Conflict("A collaboratory needs at least one convener: make somebody else one first")
	}
	if err := s.record(ctx, tx, club.ID, "convener.none", "collaboratory", club.ID, id.Nil, nil); err != nil {
		return err
	}
	cause := id.New()
	return s.tellAll(ctx, tx, people, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
		return orphanedLetter(ctx, club, to, last.Name, cause, url)
	})
}

// handOn makes sure that somebody convenes after this person: another convener does already, or the backup convener
// takes over at once and everybody is told. False when nobody can.
func (s *Service) handOn(ctx context.Context, tx *db.Tx, club Collaboratory, leaver place) (bool, error) {
	if leaver.Role != RoleConvener {
		return true, nil
	}
	others, err := otherConveners(ctx, tx, club.ID, leaver.PersonID)
	if err != nil || others {
		return others, err
	}
	next, err := findBackup(ctx, tx, club.ID)
	if err != nil || next == nil {
		return false, err
	}
	if err := s.convene(ctx, tx, club, next.PersonID, "backup.took-over"); err != nil {
		return false, err
	}
	cause := id.New()
	err = s.tell(ctx, tx, next.PersonID, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
		return handedOnLetter(ctx, club, to, leaver.Name, cause, url)
	})
	if err != nil {
		return false, err
	}
	return true, s.tellEverybody(ctx, tx, club, next.PersonID, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
		return tookOverLetter(ctx, club, to, next.Name, next.PersonID, url)
	})
}
