package commitment

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// LetGoAll lets go of everything that is still open between a member who leaves and the others: what they promised, and
// what was promised to nobody but them. Each other side gets a letter. It acts as the actor, who is that member.
func (s *Service) LetGoAll(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	open, err := openOf(ctx, tx, collaboratory, access.From(ctx).PersonID)
	if err != nil {
		return fmt.Errorf("looking for what is still open: %w", err)
	}
	for _, promise := range open {
		if err := s.Release(ctx, Which{Collaboratory: collaboratory, ID: promise}, ""); err != nil {
			return err
		}
	}
	return nil
}

// Erase blanks the words of a person who is being erased: what they promised, as a member or as a guest with their
// address, and what they wrote beside it. Who promised how much of what kind by when, and what came of it, stays true
// without them. It comes before the guests lose their address. Who may erase whom is for the caller to check.
func (s *Service) Erase(ctx context.Context, tx *db.Tx, person id.ID, email string) error {
	guests, err := guestsAt(ctx, tx, email)
	if err != nil {
		return fmt.Errorf("erasing what a person promised: %w", err)
	}
	givers := append(guests, person)
	languages, err := languagesOfGivers(ctx, tx, givers)
	if err != nil {
		return fmt.Errorf("erasing what a person promised: %w", err)
	}
	for _, language := range languages {
		if err := erasePromises(ctx, tx, givers, language, erasedPromise(i18n.With(ctx, language))); err != nil {
			return fmt.Errorf("erasing what a person promised: %w", err)
		}
	}
	return deleteNotesOf(ctx, tx, givers)
}

// erasedPromise reads on after “will”, as a promise does.
func erasedPromise(ctx context.Context) string { return i18n.T(ctx, "help; their words were erased") }
