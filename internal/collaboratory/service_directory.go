package collaboratory

import (
	"context"
	"slices"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/file"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// Directory is one page of the members.
type Directory struct {
	Club       Collaboratory
	Members    []Member
	Nearest    []Member // called almost like that, when nobody is found
	Tally      []Tally  // of all, whatever is looked for
	Places     []string // to choose from
	Issues     []string // to choose from
	Sought     Sought
	HasBefore  bool
	HasNext    bool
	MayConvene bool
}

// Members reads one page of the members, for a member: each line as far as they may see it, and found only by that.
func (s *Service) Members(ctx context.Context, collaboratory id.ID, sought Sought) (Directory, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Directory{}, err
	}
	d := Directory{Sought: sought, MayConvene: actor.Convenes(collaboratory)}
	b := db.NewBatch()
	queueClub(b, &d.Club, collaboratory)
	queueMembers(b, &d.Members, collaboratory, sought, d.MayConvene)
	queueTally(b, &d.Tally, collaboratory)
	queuePlaces(b, &d.Places, collaboratory, d.MayConvene)
	queueIssues(b, &d.Issues, collaboratory, d.MayConvene)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return Directory{}, err
	}
	d.page()
	if len(d.Members) == 0 && sought.Words != "" {
		queueNearest(b, &d.Nearest, collaboratory, sought.Words)
	}
	err := b.Run(ctx, s.db.Pool())
	seen(d.Members, actor, collaboratory)
	seen(d.Nearest, actor, collaboratory)
	return d, err
}

func seen(members []Member, actor access.Actor, collaboratory id.ID) {
	for i, m := range members {
		members[i].Portrait = m.SeenBy(readerOf(actor, collaboratory, m.ID))
	}
}

// readerOf is what the actor is to a member of the collaboratory that both belong to.
func readerOf(actor access.Actor, collaboratory, person id.ID) member.Reader {
	return member.Reader{Self: actor.PersonID == person, Collaboratory: collaboratory, Convener: actor.Convenes(collaboratory)}
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

// Member reads one member as the actor may see them. Who is no member: fault.NotFound.
func (s *Service) Member(ctx context.Context, collaboratory, person id.ID) (Profile, Collaboratory, error) {
	return s.member(ctx, collaboratory, person, readerOf(access.From(ctx), collaboratory, person))
}

// MyselfAsSeen is the actor's own profile as others see it here: conveners, or everybody else.
func (s *Service) MyselfAsSeen(ctx context.Context, collaboratory id.ID, byConveners bool) (Profile, Collaboratory, error) {
	reader := member.Reader{Collaboratory: collaboratory, Convener: byConveners}
	return s.member(ctx, collaboratory, access.From(ctx).PersonID, reader)
}

func (s *Service) member(ctx context.Context, collaboratory, person id.ID, reader member.Reader) (Profile, Collaboratory, error) {
	var p Profile
	var club Collaboratory
	if err := access.Check(access.From(ctx), access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return p, club, err
	}
	b := db.NewBatch()
	queueClub(b, &club, collaboratory)
	queueProfile(b, &p, collaboratory, person)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return Profile{}, club, err
	}
	p.Portrait = p.SeenBy(reader)
	return p, club, nil
}

// Photo reads a member's photo, where the actor may see it; fault.NotFound otherwise, as when there is none.
func (s *Service) Photo(ctx context.Context, collaboratory, person id.ID) (file.Picture, error) {
	p, _, err := s.Member(ctx, collaboratory, person)
	if err == nil && !p.HasPhoto {
		err = fault.NotFound("That page is not here")
	}
	if err != nil {
		return file.Picture{}, err
	}
	return s.members.Photo(ctx, s.db.Pool(), person)
}

// ExportMembers reads all members with all that is known of them, for a convener to take out of the house; the history
// says who did.
func (s *Service) ExportMembers(ctx context.Context, collaboratory id.ID) (all []Profile, err error) {
	err = s.change(ctx, access.MemberExport, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		b := db.NewBatch()
		queueEverybody(b, &all, collaboratory)
		if err := b.Run(ctx, tx); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "member.exported", "collaboratory", collaboratory, id.Nil, map[string]any{"people": len(all)})
	})
	return all, err
}
