package collaboratory

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// OnLeaving says what a member who leaves settles with the others first: rooms further right let their promises go and give
// their turns back. It runs in the transaction of the leaving, as the member.
func (s *Service) OnLeaving(settle func(ctx context.Context, tx *db.Tx, collaboratory id.ID) error) {
	s.leaving = settle
}

func (s *Service) settleFirst(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	if s.leaving == nil {
		return nil
	}
	return s.leaving(ctx, tx, collaboratory)
}

// Depart ends the actor’s own membership as Leave does. When nobody else belongs to the collaboratory any more, its last
// convener may go too, and it is put away; otherwise they name another one first: fault.Conflict.
func (s *Service) Depart(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	actor := access.From(ctx)
	club, err := lockClub(ctx, tx, collaboratory)
	if err != nil {
		return err
	}
	if err := access.Check(actor, access.MemberLeave, access.Scope{Collaboratory: collaboratory, Is: access.Self}); err != nil {
		return err
	}
	others, err := anybodyElse(ctx, tx, collaboratory, actor.PersonID)
	if err != nil {
		return err
	}
	if others && !club.Rehearsal { // in a practice room the others are only played, and it ends by itself
		return s.leave(ctx, tx, club, actor.PersonID)
	}
	if err := endMembership(ctx, tx, collaboratory, actor.PersonID, s.clock.Now()); err != nil {
		return err
	}
	if err := putAway(ctx, tx, collaboratory, s.clock.Now()); err != nil {
		return err
	}
	return s.record(ctx, tx, collaboratory, "member.left", "person", actor.PersonID, id.Nil, nil)
}

// Erase blanks what this room keeps of a person who is being erased: the invitations to their address, the address where
// they gave it for answers, and files to take away that name them. Since when they belonged stays, without a name. Who
// may erase whom is for the caller to check.
func (s *Service) Erase(ctx context.Context, tx *db.Tx, person id.ID, email string) error {
	if err := eraseInvitations(ctx, tx, person, email); err != nil {
		return fmt.Errorf("erasing the invitations of a person: %w", err)
	}
	if err := eraseCopies(ctx, tx, person); err != nil {
		return fmt.Errorf("erasing files that name a person: %w", err)
	}
	return eraseReplyTo(ctx, tx, email)
}
