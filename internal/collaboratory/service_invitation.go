package collaboratory

import (
	"context"
	"slices"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/token"
)

// Outcome tells a convener what became of the addresses they pasted.
type Outcome struct {
	Sent    []string // a letter is on its way
	Members []string // belong already
	Invited []string // were invited before and have not answered; nothing was sent
}

// Invite reads the pasted addresses and sends each a letter of its own. A line that cannot be read: fault.Invalid with
// its number, and nothing is sent at all. Only conveners may: fault.Forbidden. Sent twice, everybody is “invited
// before”, so that nobody gets two letters.
func (s *Service) Invite(ctx context.Context, collaboratory id.ID, pasted string) (out Outcome, err error) {
	people, err := readPaste(pasted)
	if err != nil {
		return Outcome{}, err
	}
	err = s.change(ctx, access.MemberInvite, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		out = Outcome{}
		if err := noRehearsal(club); err != nil {
			return err
		}
		emails := make([]string, len(people))
		for i, who := range people {
			emails[i] = who.Email
		}
		if out.Members, err = membersAmong(ctx, tx, collaboratory, emails); err != nil {
			return err
		}
		languages, err := languagesOf(ctx, tx, emails)
		if err != nil {
			return err
		}
		for _, who := range people {
			if slices.Contains(out.Members, who.Email) {
				continue
			}
			if err := s.inviteOne(ctx, tx, club, who, languages[who.Email], &out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (s *Service) inviteOne(ctx context.Context, tx *db.Tx, club Collaboratory, who invitee, language string, out *Outcome) error {
	now := s.clock.Now()
	plain := token.New()
	i, err := upsertInvitation(ctx, tx, invitation{
		ID: id.New(), ClubID: club.ID, Email: who.Email, Name: who.Name,
		InvitedBy: access.From(ctx).PersonID, ExpiresAt: now.Add(invitationLasts),
	}, token.Hash(plain), false, now)
	if err != nil {
		return err
	}
	if i == nil {
		out.Invited = append(out.Invited, who.Email)
		return nil
	}
	out.Sent = append(out.Sent, who.Email)
	if err := s.record(ctx, tx, club.ID, "member.invited", "invitation", i.ID, id.Nil, nil); err != nil {
		return err
	}
	return s.sendInvitation(ctx, tx, club, *i, language, plain)
}

func (s *Service) sendInvitation(ctx context.Context, tx *db.Tx, club Collaboratory, i invitation, language, plain string) error {
	inviter, err := s.members.Person(ctx, tx, i.InvitedBy)
	if err != nil {
		return err
	}
	if language == "" {
		language = club.Language
	}
	_, err = s.office.Send(ctx, tx, invitationLetter(ctx, club, i, inviter, language, s.doorURL(plain)))
	return err
}

// Resend sends an invitation once more, with a new link; the old one ends. It also opens one again that ran out. Who has
// joined: fault.Conflict; another club's invitation: fault.NotFound; more than five letters an hour: fault.TooMany.
func (s *Service) Resend(ctx context.Context, collaboratory, invited id.ID) error {
	return s.change(ctx, access.MemberInvite, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		i, err := s.openInvitation(ctx, tx, collaboratory, invited)
		if err != nil {
			return err
		}
		if err := s.limitLetters(ctx, i.Email); err != nil {
			return err
		}
		now, plain := s.clock.Now(), token.New()
		if err := renewInvitation(ctx, tx, i, token.Hash(plain), now, now.Add(invitationLasts)); err != nil {
			return err
		}
		i.SentCount++
		languages, err := languagesOf(ctx, tx, []string{i.Email})
		if err != nil {
			return err
		}
		if err := s.record(ctx, tx, collaboratory, "member.invited-again", "invitation", i.ID, id.Nil, nil); err != nil {
			return err
		}
		return s.sendInvitation(ctx, tx, club, i, languages[i.Email], plain)
	})
}

// Withdraw takes an invitation back: its link ends. Who has joined: fault.Conflict; another club's: fault.NotFound.
func (s *Service) Withdraw(ctx context.Context, collaboratory, invited id.ID) error {
	return s.change(ctx, access.MemberInvite, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		i, err := s.openInvitation(ctx, tx, collaboratory, invited)
		if err != nil || i.State == StageWithdrawn {
			return err
		}
		if err := withdrawInvitation(ctx, tx, i); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "member.invitation-withdrawn", "invitation", i.ID, id.Nil, nil)
	})
}

func (s *Service) openInvitation(ctx context.Context, tx *db.Tx, collaboratory, invited id.ID) (invitation, error) {
	i, err := lockInvitation(ctx, tx, collaboratory, invited)
	if err == nil && i.State == StageJoined {
		err = fault.Conflict("This person has joined already")
	}
	return i, err
}

func (s *Service) limitLetters(ctx context.Context, email string) error {
	return s.limiter.Allow(ctx, "invitation to "+email, 5, time.Hour)
}

// Invitations is who is on the way in, and where they got stuck.
type Invitations struct {
	All  []Invited
	Link *Link // nil while closed
	Club Collaboratory
}

// Invitations reads them for a convener; a member who is none: fault.Forbidden.
func (s *Service) Invitations(ctx context.Context, collaboratory id.ID) (Invitations, error) {
	if err := access.Check(access.From(ctx), access.MemberInvite, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Invitations{}, err
	}
	var in Invitations
	b := db.NewBatch()
	queueClub(b, &in.Club, collaboratory)
	queueInvitations(b, &in.All, collaboratory)
	queueLink(b, &in.Link, collaboratory)
	return in, b.Run(ctx, s.db.Pool())
}

// OpenLink opens the way in by a link, for anyone who holds it; open already, it stays as it is.
func (s *Service) OpenLink(ctx context.Context, collaboratory id.ID) error {
	return s.change(ctx, access.MemberInvite, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if err := noRehearsal(club); err != nil {
			return err
		}
		link, err := findLink(ctx, tx, collaboratory)
		if err != nil || link != nil {
			return err
		}
		return s.newLink(ctx, tx, collaboratory, "member.link-opened")
	})
}

// RenewLink makes a new link; the old one, and every printed code of it, ends.
func (s *Service) RenewLink(ctx context.Context, collaboratory id.ID) error {
	return s.change(ctx, access.MemberInvite, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if err := noRehearsal(club); err != nil {
			return err
		}
		return s.newLink(ctx, tx, collaboratory, "member.link-renewed")
	})
}

func (s *Service) newLink(ctx context.Context, tx *db.Tx, collaboratory id.ID, action string) error {
	actor := access.From(ctx)
	if err := putLink(ctx, tx, collaboratory, token.New(), actor.PersonID, s.clock.Now()); err != nil {
		return err
	}
	return s.record(ctx, tx, collaboratory, action, "collaboratory", collaboratory, id.Nil, nil)
}

// CloseLink ends the way in by a link; closed already, it stays closed.
func (s *Service) CloseLink(ctx context.Context, collaboratory id.ID) error {
	return s.change(ctx, access.MemberInvite, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		open, err := dropLink(ctx, tx, collaboratory)
		if err != nil || !open {
			return err
		}
		return s.record(ctx, tx, collaboratory, "member.link-closed", "collaboratory", collaboratory, id.Nil, nil)
	})
}

func (s *Service) doorURL(plain string) string { return s.office.URL("/i/" + plain) }
