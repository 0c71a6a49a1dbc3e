package presentation

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// GiveBack takes everything of a member who leaves out of what is still to come: their turns are given back, what they
// proposed is withdrawn, and their name comes off what others propose. It acts as the actor, who is that member.
// fault.Conflict while a gathering is on at which they have a turn.
func (s *Service) GiveBack(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	me := access.From(ctx).PersonID
	turns, err := turnsAheadOf(ctx, tx, collaboratory, me)
	if err != nil {
		return err
	}
	for _, turn := range turns {
		if err := s.TakeOff(ctx, collaboratory, turn); err != nil {
			return err
		}
	}
	proposals, err := openProposalsOf(ctx, tx, collaboratory, me)
	if err != nil {
		return err
	}
	for _, p := range proposals {
		if p.Mine {
			err = s.Withdraw(ctx, collaboratory, p.ID)
		} else {
			err = s.Leave(ctx, collaboratory, p.ID, me)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Erase blanks the words of a person who is being erased: what they proposed alone, and the reasons they gave. A
// proposal they made with somebody who is still there stays: it is that person’s too. Who may erase whom is for the
// caller to check.
func (s *Service) Erase(ctx context.Context, tx *db.Tx, person id.ID) error {
	languages, err := languagesOfAuthor(ctx, tx, person)
	if err != nil {
		return fmt.Errorf("erasing what a person proposed: %w", err)
	}
	for _, language := range languages {
		title, what := erasedWords(i18n.With(ctx, language))
		if err := eraseProposals(ctx, tx, person, language, title, what); err != nil {
			return fmt.Errorf("erasing what a person proposed: %w", err)
		}
	}
	return eraseReasons(ctx, tx, person)
}

// erasedWords stand where the words of somebody who was erased have been, so that the history around them still reads.
func erasedWords(ctx context.Context) (title, what string) {
	return i18n.T(ctx, "A turn of a former member"), i18n.T(ctx, "What was asked for was erased")
}
