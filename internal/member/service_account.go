package member

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/calendar"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// ChooseZone keeps where the actor lives, for the hours they read; empty is where their collaboratory is. What is no zone:
// fault.Invalid.
func (s *Service) ChooseZone(ctx context.Context, zone string) error {
	actor := access.From(ctx)
	if zone != "" && (zone == "Local" || len(zone) > 60 || !calendar.Known(zone)) {
		return fault.Invalid("zone", "Please choose one")
	}
	return s.changeMe(ctx, actor, func(ctx context.Context, tx *db.Tx) error {
		return updateZone(ctx, tx, actor.PersonID, zone)
	})
}

// Taken tells whether somebody signs in with this address.
func (s *Service) Taken(ctx context.Context, q db.Querier, email string) (bool, error) {
	known, err := personByEmail(ctx, q, CleanEmail(email))
	return known != nil, err
}

// MoveAddress changes the address a person signs in with. Links on their way to the old one are worth nothing any more.
// fault.Conflict when they have another address meanwhile, or when somebody else has the new one. Who may is for the
// caller to check, and that the new mailbox is theirs.
func (s *Service) MoveAddress(ctx context.Context, tx *db.Tx, person id.ID, from, to string) error {
	p, err := lockPerson(ctx, tx, person)
	if err != nil {
		return err
	}
	known, err := personByEmail(ctx, tx, to)
	if err != nil {
		return err
	}
	if p.Email != from || known != nil && known.ID != person {
		return fault.Conflict("That address cannot be used any more. Please ask anew")
	}
	return s.moveAddress(ctx, tx, person, from, to)
}

// MoveAddressBack undoes that for whoever still reads the old mailbox. An account that was begun there meanwhile, and
// that belongs nowhere, gives the address up.
func (s *Service) MoveAddressBack(ctx context.Context, tx *db.Tx, person id.ID, from, to string) error {
	p, err := lockPerson(ctx, tx, person)
	if err != nil || p.Email == to {
		return err
	}
	if err := giveUpAddress(ctx, tx, to); err != nil {
		return err
	}
	return s.MoveAddress(ctx, tx, person, from, to)
}

func (s *Service) moveAddress(ctx context.Context, tx *db.Tx, person id.ID, from, to string) error {
	if err := updateEmail(ctx, tx, person, to); err != nil {
		return fmt.Errorf("changing an address: %w", err)
	}
	if err := updateCaredFor(ctx, tx, from, to); err != nil {
		return fmt.Errorf("changing an address: %w", err)
	}
	return forgetAskedAt(ctx, tx, from)
}

// Hold finds a person and holds them until the transaction ends; fault.NotFound when there is none any more.
func (s *Service) Hold(ctx context.Context, tx *db.Tx, person id.ID) (Person, error) {
	return lockPerson(ctx, tx, person)
}

// Erase leaves of a person a row without a name: called is what they are named by from then on, such as “A former
// member”. Their photo, what they said of themselves and the links to sign in go. It comes last, after every other room
// has erased what it keeps. Who may erase whom is for the caller to check.
func (s *Service) Erase(ctx context.Context, tx *db.Tx, person id.ID, called string) error {
	p, err := lockPerson(ctx, tx, person)
	if err != nil {
		return err
	}
	if err := forgetAskedOf(ctx, tx, person, p.Email); err != nil {
		return fmt.Errorf("erasing the links of a person: %w", err)
	}
	if err := deleteSelf(ctx, tx, person); err != nil {
		return fmt.Errorf("erasing what a person said of themselves: %w", err)
	}
	if err := deletePhoto(ctx, tx, person); err != nil {
		return fmt.Errorf("erasing the photo of a person: %w", err)
	}
	if err := updateCaredFor(ctx, tx, p.Email, ""); err != nil {
		return fmt.Errorf("erasing the address of a person: %w", err)
	}
	return blankPerson(ctx, tx, person, called, s.clock.Now())
}
