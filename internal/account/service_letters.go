package account

import (
	"context"
	"slices"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
)

// Letters is what a person chose about the letters they get.
type Letters struct {
	Sorts   []Sort
	Stopped []mail.Refusal // by the links in letters: of one collaboratory, or of one gathering
}

// Letters reads what the actor chose. Nobody signed in: fault.Forbidden.
func (s *Service) Letters(ctx context.Context) (Letters, error) {
	actor, err := me(ctx)
	if err != nil {
		return Letters{}, err
	}
	refused, err := s.Office.Refusals(ctx, s.DB.Pool(), actor.Email)
	if err != nil {
		return Letters{}, err
	}
	l := Letters{Sorts: sorts()}
	for i, sort := range l.Sorts {
		l.Sorts[i].On = !refusesAny(refused, sort.Kinds)
	}
	for _, r := range refused {
		if r.Collaboratory != id.Nil {
			l.Stopped = append(l.Stopped, r)
		}
	}
	return l, nil
}

func refusesAny(refused []mail.Refusal, kinds []string) bool {
	return slices.ContainsFunc(refused, func(r mail.Refusal) bool {
		return r.Collaboratory == id.Nil && slices.Contains(kinds, r.Kind)
	})
}

// ChooseLetters keeps which sorts of letters the actor wants, from every collaboratory; the others stop.
func (s *Service) ChooseLetters(ctx context.Context, wanted []string) error {
	return s.changeLetters(ctx, func(ctx context.Context, tx *db.Tx, email string) error {
		for _, sort := range sorts() {
			change := s.Office.Refuse
			if slices.Contains(wanted, sort.Name) {
				change = s.Office.Accept
			}
			for _, kind := range sort.Kinds {
				if err := change(ctx, tx, email, id.Nil, kind); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// AcceptLetters takes back one thing that the actor stopped by the link in a letter.
func (s *Service) AcceptLetters(ctx context.Context, collaboratory id.ID, kind string) error {
	return s.changeLetters(ctx, func(ctx context.Context, tx *db.Tx, email string) error {
		return s.Office.Accept(ctx, tx, email, collaboratory, kind)
	})
}

func (s *Service) changeLetters(ctx context.Context, change func(context.Context, *db.Tx, string) error) error {
	actor, err := me(ctx)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := change(ctx, tx, actor.Email); err != nil {
			return err
		}
		return s.record(ctx, tx, "letters.chosen", actor.PersonID)
	})
}
