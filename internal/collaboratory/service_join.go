package collaboratory

import (
	"context"
	"slices"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
	"collaboratory/internal/token"
)

// LookAtDoor tells where a token leads without using it up. An unknown one: fault.NotFound; an invitation that ended:
// fault.Gone, in words that say how to go on.
func (s *Service) LookAtDoor(ctx context.Context, plain string) (Door, error) {
	door, err := doorByInvitation(ctx, s.db.Pool(), token.Hash(plain))
	if err == nil && door == nil {
		door, err = doorByLink(ctx, s.db.Pool(), plain)
	}
	if err != nil {
		return Door{}, err
	}
	if door == nil {
		return Door{}, fault.NotFound("That page is not here")
	}
	return *door, s.standing(door.State, door.ExpiresAt != nil && !s.clock.Now().Before(*door.ExpiresAt))
}

// Opened notes that somebody looked at their invitation, so that its convener knows it arrived. The page says so by
// itself, with a POST: a mail scanner that only visits opens nothing. It never fails for an unknown token.
func (s *Service) Opened(ctx context.Context, plain string) error {
	return invitationOpened(ctx, s.db.Pool(), token.Hash(plain), s.clock.Now())
}

func (s *Service) standing(state Stage, over bool) error {
	switch {
	case state == StageJoined:
		return fault.Gone("This invitation was accepted already. Sign in with your e-mail address instead")
	case state == StageWithdrawn:
		return fault.Gone("This invitation was taken back. Ask whoever invited you for a new one")
	case over:
		return fault.Gone("This invitation was good for 30 days. Ask whoever invited you for a new one")
	}
	return nil
}

// Joined is somebody who has just come in.
type Joined struct {
	Entry member.Entry
	Slug  string
	Club  string
}

// Accept makes the holder of an invitation a member: the token has proven their mailbox, so they are signed in by it.
// A person who has a name keeps it. No name at all: fault.Invalid; an invitation used, taken back or over: fault.Gone.
func (s *Service) Accept(ctx context.Context, plain, name, language string) (in Joined, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		i, err := lockInvitationByToken(ctx, tx, token.Hash(plain))
		if err != nil {
			return err
		}
		if err := s.standing(i.State, !s.clock.Now().Before(i.ExpiresAt)); err != nil {
			return err
		}
		in, err = s.accept(ctx, tx, i, member.Profile{Name: name, Language: language})
		return err
	})
	return in, err
}

func (s *Service) accept(ctx context.Context, tx *db.Tx, i invitation, said member.Profile) (Joined, error) {
	club, err := findClub(ctx, tx, i.ClubID)
	if err != nil {
		return Joined{}, err
	}
	entry, err := s.members.Enter(ctx, tx, i.Email, said, "invitation")
	if err != nil {
		return Joined{}, err
	}
	entry.Next = "/c/" + club.Slug
	now := s.clock.Now()
	isNew, err := join(ctx, tx, i.ClubID, entry.PersonID, RoleMember, &i.InvitedBy, now)
	if err != nil {
		return Joined{}, err
	}
	if err := invitationJoined(ctx, tx, i, entry.PersonID, now); err != nil {
		return Joined{}, err
	}
	if isNew {
		err = s.recordJoin(ctx, tx, i.ClubID, entry.PersonID, i.ByLink)
	}
	return Joined{Entry: entry, Slug: club.Slug, Club: club.Name}, err
}

func (s *Service) recordJoin(ctx context.Context, tx *db.Tx, collaboratory, person id.ID, byLink bool) error {
	ctx = access.With(ctx, access.Actor{PersonID: person})
	return s.record(ctx, tx, collaboratory, "member.joined", "person", person, id.Nil, map[string]any{"by-link": byLink})
}

// AskToJoin sends a letter to who came by the open link and said their address; its link makes them a member. Nothing
// attaches to anybody before that, and the answer is the same for an address that is known. A link that was closed:
// fault.NotFound; more than five letters an hour to one address: fault.TooMany.
func (s *Service) AskToJoin(ctx context.Context, plain, name, email, language string) error {
	name, email = oneLine(name), member.CleanEmail(email)
	if err := checkAsking(name, email); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		door, err := doorByLink(ctx, tx, plain)
		if err != nil {
			return err
		}
		if door == nil {
			return fault.NotFound("That page is not here")
		}
		if err := s.limitLetters(ctx, email); err != nil {
			return err
		}
		club, err := lockClub(ctx, tx, door.ClubID)
		if err != nil {
			return err
		}
		return s.confirm(ctx, tx, club, name, email, language)
	})
}

func checkAsking(name, email string) error {
	var wrong fault.Fields
	if name == "" {
		wrong.Add("name", "Write your name, as neighbors say it")
	}
	fits(&wrong, "name", name, 200)
	if !member.IsEmail(email) {
		wrong.Add("email", "Write an e-mail address like maria@example.org")
	}
	return wrong.Err()
}

// confirm sends the letter that proves the mailbox; a member gets one that says they belong already.
func (s *Service) confirm(ctx context.Context, tx *db.Tx, club Collaboratory, name, email, language string) error {
	known, err := membersAmong(ctx, tx, club.ID, []string{email})
	if err != nil {
		return err
	}
	languages, err := languagesOf(ctx, tx, []string{email})
	if err != nil {
		return err
	}
	if languages[email] != "" {
		language = languages[email]
	}
	now := s.clock.Now()
	if slices.Contains(known, email) {
		signIn := s.office.URL("/sign-in?next=/c/" + club.Slug)
		_, err := s.office.Send(ctx, tx, memberAlreadyLetter(ctx, club, email, language, signIn, id.New()))
		return err
	}
	link, err := findLinkOpener(ctx, tx, club.ID)
	if err != nil {
		return err
	}
	fresh := token.New()
	i, err := upsertInvitation(ctx, tx, invitation{
		ID: id.New(), ClubID: club.ID, Email: email, Name: name, InvitedBy: link, ByLink: true, ExpiresAt: now.Add(invitationLasts),
	}, token.Hash(fresh), true, now)
	if err != nil {
		return err
	}
	_, err = s.office.Send(ctx, tx, confirmLetter(ctx, club, *i, language, s.doorURL(fresh)))
	return err
}

// JoinAsMyself makes a signed-in person who holds the open link a member at once: their session has proven their
// mailbox. Nobody signed in: fault.Forbidden; a link that was closed: fault.NotFound.
func (s *Service) JoinAsMyself(ctx context.Context, plain string) (slug string, err error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratoryCreate, access.Scope{}); err != nil {
		return "", err
	}
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		door, err := doorByLink(ctx, tx, plain)
		if err != nil {
			return err
		}
		if door == nil {
			return fault.NotFound("That page is not here")
		}
		slug = door.Slug
		now := s.clock.Now()
		isNew, err := join(ctx, tx, door.ClubID, actor.PersonID, RoleMember, nil, now)
		if err != nil || !isNew {
			return err
		}
		if err := joinedAnotherWay(ctx, tx, door.ClubID, actor.Email, actor.PersonID, now); err != nil {
			return err
		}
		return s.recordJoin(ctx, tx, door.ClubID, actor.PersonID, true)
	})
	return slug, err
}
