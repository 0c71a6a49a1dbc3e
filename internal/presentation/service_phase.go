package presentation

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Step moves a turn of a gathering that is on, and gives the phase it is in now. Only the host may. fault.Conflict when
// the gathering is not on, when the step cannot be taken from where the turn is, or when another turn is on.
func (s *Service) Step(ctx context.Context, collaboratory, presentation id.ID, step PhaseStep) (Phase, error) {
	var now Phase
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		t, at, err := s.findOnEvening(ctx, tx, collaboratory, presentation)
		if err != nil {
			return err
		}
		if at.State != "live" {
			return fault.Conflict("The gathering is not on: start it first")
		}
		from := t.State
		if t.State, err = from.After(step); err != nil || t.State == from {
			now = t.State
			return err
		}
		if err := moveTurn(ctx, tx, t); err != nil {
			if db.Conflict(err, "presentation_on_now") {
				return fault.Conflict("Another turn is on: finish it first")
			}
			return fmt.Errorf("moving a turn: %w", err)
		}
		now = t.State
		return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
			Action: "presentation.phase", Object: "presentation", ObjectID: t.ID, Collaboratory: collaboratory,
			Detail: map[string]any{"from": from, "to": t.State},
		})
	})
	return now, err
}

// findOnEvening holds a turn and its gathering, and checks that the actor runs that room.
func (s *Service) findOnEvening(ctx context.Context, tx *db.Tx, collaboratory, presentation id.ID) (Turn, venue, error) {
	seen, err := getTurn(ctx, tx, collaboratory, presentation)
	if err != nil {
		return seen, venue{}, err
	}
	at, err := lockVenue(ctx, tx, collaboratory, seen.GatheringID)
	if err != nil {
		return seen, at, err
	}
	actor := access.From(ctx)
	scope := access.Scope{Collaboratory: collaboratory}
	hosts, err := hosts(ctx, tx, collaboratory, seen.GatheringID, actor.PersonID)
	if err != nil {
		return seen, at, err
	}
	if hosts {
		scope.Is |= access.Host
	}
	if err := access.Check(actor, access.PresentationPhase, scope); err != nil {
		return seen, at, err
	}
	seen, err = lockTurn(ctx, tx, collaboratory, presentation)
	return seen, at, err
}
