package presentation

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Order puts the turns of a gathering in this order. It must name exactly those that are there: when somebody else has
// changed the line-up meanwhile, fault.Conflict.
func (s *Service) Order(ctx context.Context, collaboratory, gathering id.ID, order []id.ID) error {
	return s.lineUp(ctx, collaboratory, gathering, func(turns []Turn) ([]Turn, error) {
		return inOrder(turns, order)
	})
}

// Move puts one turn a number of places later, or earlier when by is negative; it stops at either end.
func (s *Service) Move(ctx context.Context, collaboratory, gathering, presentation id.ID, by int) error {
	return s.lineUp(ctx, collaboratory, gathering, func(turns []Turn) ([]Turn, error) {
		order := make([]id.ID, 0, len(turns))
		at := -1
		for i, t := range turns {
			order = append(order, t.ID)
			if t.ID == presentation {
				at = i
			}
		}
		if at < 0 {
			return nil, fault.NotFound("That presentation is not here")
		}
		to := min(max(at+by, 0), len(order)-1)
		order = append(order[:at], order[at+1:]...)
		order = append(order[:to], append([]id.ID{presentation}, order[to:]...)...)
		return inOrder(turns, order)
	})
}

func (s *Service) lineUp(ctx context.Context, collaboratory, gathering id.ID, arrange func([]Turn) ([]Turn, error)) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Check(access.From(ctx), access.PresentationOrder, access.Scope{Collaboratory: collaboratory}); err != nil {
			return err
		}
		if _, err := s.openVenue(ctx, tx, collaboratory, gathering); err != nil {
			return err
		}
		turns, err := turnsAt(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		arranged, err := arrange(turns)
		if err != nil {
			return err
		}
		for _, t := range arranged {
			if err := placeTurn(ctx, tx, t); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
			Action: "presentation.ordered", Object: "gathering", ObjectID: gathering, Collaboratory: collaboratory,
		})
	})
}

// inOrder deals the places the turns hold out anew, in the order asked for.
func inOrder(turns []Turn, order []id.ID) ([]Turn, error) {
	changed := fault.Conflict("The line-up has changed meanwhile: look again, then put it in order")
	if len(order) != len(turns) {
		return nil, changed
	}
	byID := map[id.ID]Turn{}
	for _, t := range turns {
		byID[t.ID] = t
	}
	arranged := make([]Turn, 0, len(turns))
	for i, want := range order {
		t, there := byID[want]
		if !there {
			return nil, changed
		}
		delete(byID, want)
		t.Position = turns[i].Position
		arranged = append(arranged, t)
	}
	return arranged, nil
}

// Announce tells every member who presents at a gathering, in the order of the line-up as it stands. The same line-up is
// told once; without a turn there is nothing to tell, which is fault.Conflict.
func (s *Service) Announce(ctx context.Context, collaboratory, gathering id.ID) (told int, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Check(access.From(ctx), access.PresentationOrder, access.Scope{Collaboratory: collaboratory}); err != nil {
			return err
		}
		at, err := s.openVenue(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		if at.State == "draft" {
			return fault.Conflict("Nobody is invited yet: publish the gathering first")
		}
		told, err = s.tellLineUp(ctx, tx, collaboratory, at)
		return err
	})
	return told, err
}
