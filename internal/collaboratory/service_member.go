package collaboratory

import (
	"context"
	"slices"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
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

// EditPerson changes the profile of a member without an address of their own. Who has one keeps it themselves:
// fault.Forbidden. Who is no member here: fault.NotFound.
func (s *Service) EditPerson(ctx context.Context, collaboratory, person id.ID, profile member.Profile) error {
	return s.change(ctx, access.MemberEdit, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		if _, err := presentPlace(ctx, tx, collaboratory, person); err != nil {
			return err
		}
		if err := s.members.EditPerson(ctx, tx, person, profile); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "member.edited", "person", person, person, nil)
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

// Leave ends the actor's own membership. The last convener names another one first: fault.Conflict.
func (s *Service) Leave(ctx context.Context, collaboratory id.ID) error {
	actor := access.From(ctx)
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := lockClub(ctx, tx, collaboratory); err != nil {
			return err
		}
		if err := access.Check(actor, access.MemberLeave, access.Scope{Collaboratory: collaboratory, Is: access.Self}); err != nil {
			return err
		}
		return s.end(ctx, tx, collaboratory, actor.PersonID, "member.left")
	})
}

func (s *Service) end(ctx context.Context, tx *db.Tx, collaboratory, person id.ID, action string) error {
	p, err := presentPlace(ctx, tx, collaboratory, person)
	if err != nil {
		return err
	}
	if err := oneConvenerStays(ctx, tx, collaboratory, p); err != nil {
		return err
	}
	if err := endMembership(ctx, tx, collaboratory, person, s.clock.Now()); err != nil {
		return err
	}
	return s.record(ctx, tx, collaboratory, action, "person", person, id.Nil, nil)
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

// Directory is one page of the members.
type Directory struct {
	Club       Collaboratory
	Members    []Member
	Tally      []Tally // of all, whatever is looked for
	Sought     Sought
	HasBefore  bool
	HasNext    bool
	MayConvene bool
}

// Members reads one page of the members, for a member.
func (s *Service) Members(ctx context.Context, collaboratory id.ID, sought Sought) (Directory, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Directory{}, err
	}
	d := Directory{Sought: sought, MayConvene: actor.Convenes(collaboratory)}
	b := db.NewBatch()
	queueClub(b, &d.Club, collaboratory)
	queueMembers(b, &d.Members, collaboratory, sought)
	queueTally(b, &d.Tally, collaboratory)
	err := b.Run(ctx, s.db.Pool())
	d.page()
	return d, err
}

// page cuts the line read too many, and turns a page that was read backwards.
func (d *Directory) page() {
	more := len(d.Members) > pageSize
	if more {
		d.Members = d.Members[:pageSize]
	}
	back := d.Sought.Before.ID != id.Nil
	if back {
		slices.Reverse(d.Members)
	}
	d.HasNext, d.HasBefore = more || back, d.Sought.After.ID != id.Nil || back && more
	if !back && !more {
		d.HasNext = false
	}
}

// Member reads one member as the actor may see them: how to reach somebody is for conveners and the person alone. Who
// is no member: fault.NotFound.
func (s *Service) Member(ctx context.Context, collaboratory, person id.ID) (Profile, Collaboratory, error) {
	actor := access.From(ctx)
	var p Profile
	var club Collaboratory
	if err := access.Check(actor, access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return p, club, err
	}
	b := db.NewBatch()
	queueClub(b, &club, collaboratory)
	queueProfile(b, &p, collaboratory, person)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return Profile{}, club, err
	}
	if !actor.Convenes(collaboratory) && actor.PersonID != person {
		p.Email, p.CareOf, p.Phone = "", "", ""
	}
	return p, club, nil
}
