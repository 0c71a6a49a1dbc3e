package collaboratory

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/file"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/member"
)

// AddPerson makes somebody without an e-mail address of their own a member; conveners act for them from then on. key is
// the request key: the same form sent twice adds one person. The same key with another name: fault.Conflict.
func (s *Service) AddPerson(ctx context.Context, collaboratory, key id.ID, profile member.Profile) (id.ID, error) {
	err := s.change(ctx, access.MemberAdd, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		created, err := s.members.AddPerson(ctx, tx, key, profile)
		if err != nil {
			return err
		}
		if !created {
			return addedBefore(ctx, tx, collaboratory, key, profile)
		}
		by := access.From(ctx).PersonID
		if _, err := join(ctx, tx, collaboratory, key, RoleMember, &by, s.clock.Now()); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "member.added", "person", key, key, nil)
	})
	return key, err
}

// addedBefore is fine when the same convener sent the same form, and says nothing of anybody else's person.
func addedBefore(ctx context.Context, tx *db.Tx, collaboratory, person id.ID, profile member.Profile) error {
	p, err := findPlace(ctx, tx, collaboratory, person)
	if fault.Is(err, fault.KindNotFound) || err == nil && p.Name != oneLine(profile.Name) {
		return fault.Conflict(otherWords)
	}
	return err
}

// EditPerson changes what is known of a member without an address of their own; the history says that a convener did.
// Who has one keeps their profile themselves: fault.Forbidden. Who is no member here: fault.NotFound.
func (s *Service) EditPerson(ctx context.Context, collaboratory, person id.ID, portrait member.Portrait) error {
	return s.forPerson(ctx, collaboratory, person, "member.edited", func(ctx context.Context, tx *db.Tx) error {
		return s.members.EditPerson(ctx, tx, person, portrait)
	})
}

// SetPhoto keeps a photo of a member without an address of their own, or removes it when raw is nil. The same refusals
// as EditPerson; what is no picture: fault.Invalid.
func (s *Service) SetPhoto(ctx context.Context, collaboratory, person id.ID, raw []byte) error {
	if err := access.Check(access.From(ctx), access.MemberEdit, access.Scope{Collaboratory: collaboratory}); err != nil {
		return err
	}
	var picture *file.Picture
	if raw != nil {
		made, err := s.members.MakePhoto(ctx, raw)
		if err != nil {
			return err
		}
		picture = &made
	}
	return s.forPerson(ctx, collaboratory, person, "member.photo-set", func(ctx context.Context, tx *db.Tx) error {
		return s.members.SetPhoto(ctx, tx, person, picture)
	})
}

// forPerson runs what a convener does for a member, and says in the history for whom.
func (s *Service) forPerson(ctx context.Context, collaboratory, person id.ID, action string, do func(context.Context, *db.Tx) error) error {
	return s.change(ctx, access.MemberEdit, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		if _, err := presentPlace(ctx, tx, collaboratory, person); err != nil {
			return err
		}
		if err := do(ctx, tx); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, action, "person", person, person, nil)
	})
}

// GiveRole makes a member a convener, or a convener a member again. The last convener stays one, and somebody who cannot
// sign in cannot convene: fault.Conflict.
func (s *Service) GiveRole(ctx context.Context, collaboratory, person id.ID, role Role) error {
	if role != RoleMember && role != RoleConvener {
		return fault.Invalid("role", "Please choose one")
	}
	return s.change(ctx, access.MemberRole, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		p, err := presentPlace(ctx, tx, collaboratory, person)
		if err != nil || p.Role == role {
			return err
		}
		if role == RoleConvener && p.Email == "" {
			return fault.Conflict("A convener needs an e-mail address to sign in with")
		}
		if err := oneConvenerStays(ctx, tx, collaboratory, p); err != nil {
			return err
		}
		if err := setRole(ctx, tx, collaboratory, person, role); err != nil {
			return err
		}
		s.hub.Changed(tx, live.Of("person", person))
		return s.record(ctx, tx, collaboratory, "member.role", "person", person, id.Nil, map[string]any{"role": role})
	})
}

// Remove ends somebody's membership: from the next request on they see nothing of this collaboratory. The last convener
// cannot be removed: fault.Conflict.
func (s *Service) Remove(ctx context.Context, collaboratory, person id.ID) error {
	return s.change(ctx, access.MemberRemove, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		return s.end(ctx, tx, collaboratory, person, "member.removed")
	})
}

// Leave ends the actor's own membership. When the last convener goes, the backup convener takes over at once; where there
// is none, they name another convener first: fault.Conflict.
func (s *Service) Leave(ctx context.Context, collaboratory id.ID) error {
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
		return s.leave(ctx, tx, club, actor.PersonID)
	})
}

func (s *Service) leave(ctx context.Context, tx *db.Tx, club Collaboratory, person id.ID) error {
	p, err := presentPlace(ctx, tx, club.ID, person)
	if err != nil {
		return err
	}
	handed, err := s.handOn(ctx, tx, club, p)
	if err == nil && !handed {
		err = errLastConvener
	}
	if err != nil {
		return err
	}
	return s.goAway(ctx, tx, club.ID, p, "member.left")
}

var errLastConvener = fault.Conflict("A collaboratory needs at least one convener: make somebody else one first, or name a backup convener")

func (s *Service) end(ctx context.Context, tx *db.Tx, collaboratory, person id.ID, action string) error {
	p, err := presentPlace(ctx, tx, collaboratory, person)
	if err != nil {
		return err
	}
	if err := oneConvenerStays(ctx, tx, collaboratory, p); err != nil {
		return err
	}
	return s.goAway(ctx, tx, collaboratory, p, action)
}

// goAway ends a membership; a call of theirs to the conveners ends with it.
func (s *Service) goAway(ctx context.Context, tx *db.Tx, collaboratory id.ID, p place, action string) error {
	if p.Backup {
		if err := s.endCall(ctx, tx, collaboratory, nil); err != nil {
			return err
		}
	}
	if err := endMembership(ctx, tx, collaboratory, p.PersonID, s.clock.Now()); err != nil {
		return err
	}
	s.hub.Changed(tx, live.Of("person", p.PersonID))
	return s.record(ctx, tx, collaboratory, action, "person", p.PersonID, id.Nil, nil)
}

func presentPlace(ctx context.Context, tx *db.Tx, collaboratory, person id.ID) (place, error) {
	p, err := findPlace(ctx, tx, collaboratory, person)
	if err == nil && p.LeftAt != nil {
		err = fault.NotFound("That page is not here")
	}
	return p, err
}

func oneConvenerStays(ctx context.Context, tx *db.Tx, collaboratory id.ID, p place) error {
	if p.Role != RoleConvener {
		return nil
	}
	others, err := otherConveners(ctx, tx, collaboratory, p.PersonID)
	if err == nil && !others {
		err = fault.Conflict("A collaboratory needs at least one convener: make somebody else one first")
	}
	return err
}
