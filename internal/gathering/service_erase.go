package gathering

import (
	"context"
	"fmt"

	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// Erase blanks what this room keeps of a person who is being erased: what they need, what they wrote to others, and the
// name and address they joined as a guest with. Who came to which gathering stays, without a name. Who may erase whom is
// for the caller to check.
func (s *Service) Erase(ctx context.Context, tx *db.Tx, person id.ID, email string) error {
	err := firstOf(
		func() error { return eraseAnswers(ctx, tx, person) },
		func() error { return eraseNotes(ctx, tx, person) },
		func() error { return eraseReplyTo(ctx, tx, email) },
		func() error { return eraseFeed(ctx, tx, person) },
		func() error { return s.eraseGuests(ctx, tx, email) },
	)
	if err != nil {
		return fmt.Errorf("erasing what gatherings keep of a person: %w", err)
	}
	return nil
}

func (s *Service) eraseGuests(ctx context.Context, tx *db.Tx, email string) error {
	guests, err := guestsAt(ctx, tx, email)
	if err != nil {
		return err
	}
	for _, g := range guests {
		name := i18n.T(i18n.With(ctx, g.Language), "A guest")
		if err := blankGuest(ctx, tx, g.CollaboratoryID, g.ID, name, s.clock.Now()); err != nil {
			return err
		}
	}
	return nil
}

// firstOf does one thing after the other until one fails.
func firstOf(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
