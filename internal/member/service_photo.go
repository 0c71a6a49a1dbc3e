package member

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/file"
	"collaboratory/internal/id"
)

// photoSide is how large a photo is kept: sharp at the size it is shown, on any screen.
const photoSide = 512

// SetMyPhoto keeps the actor's photo, made anew from what they uploaded. What is no picture, or too large a one:
// fault.Invalid.
func (s *Service) SetMyPhoto(ctx context.Context, raw []byte) error {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return err
	}
	picture, err := file.Square(ctx, "photo", raw, photoSide)
	if err != nil {
		return err
	}
	return s.changeMine(ctx, actor, "member.photo", func(ctx context.Context, tx *db.Tx) error {
		return upsertPhoto(ctx, tx, actor.PersonID, picture, s.clock.Now())
	})
}

// RemoveMyPhoto deletes it. Nothing to delete is fine.
func (s *Service) RemoveMyPhoto(ctx context.Context) error {
	actor := access.From(ctx)
	return s.changeMine(ctx, actor, "member.photo-removed", func(ctx context.Context, tx *db.Tx) error {
		return deletePhoto(ctx, tx, actor.PersonID)
	})
}

// MyPhoto is the actor's own; fault.NotFound when they have none.
func (s *Service) MyPhoto(ctx context.Context) (file.Picture, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return file.Picture{}, err
	}
	return findPhoto(ctx, s.db.Pool(), actor.PersonID)
}

// Photo reads somebody's photo; fault.NotFound when they have none. It asks nobody's leave: the collaboratory asks
// whether its reader may see it.
func (s *Service) Photo(ctx context.Context, q db.Querier, person id.ID) (file.Picture, error) {
	return findPhoto(ctx, q, person)
}

// MakePhoto makes the photo that SetPhoto keeps, before a transaction is open: it takes its time.
func (s *Service) MakePhoto(ctx context.Context, raw []byte) (file.Picture, error) {
	return file.Square(ctx, "photo", raw, photoSide)
}

// SetPhoto keeps the photo of a person without an address of their own, and removes it when picture is nil. Whoever
// has an address keeps their own: fault.Forbidden. Who may do this is for the collaboratory to check.
func (s *Service) SetPhoto(ctx context.Context, tx *db.Tx, person id.ID, picture *file.Picture) error {
	if err := lockCaredFor(ctx, tx, person); err != nil {
		return err
	}
	if picture == nil {
		return deletePhoto(ctx, tx, person)
	}
	return upsertPhoto(ctx, tx, person, *picture, s.clock.Now())
}
