package presentation

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Accept gives a submitted proposal the next place in the line-up of a gathering that is still to come or on.
// Its presenters are told and asked to confirm. Asked twice for the same gathering it answers the same turn.
func (s *Service) Accept(ctx context.Context, collaboratory, proposal, gathering id.ID) (id.ID, error) {
	turn := Turn{CollaboratoryID: collaboratory, ID: id.New(), ProposalID: proposal, GatheringID: gathering, State: Waiting}
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.find(ctx, tx, collaboratory, proposal, access.ProposalDecide)
		if err != nil {
			return err
		}
		at, err := s.openVenue(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		given, err := turnOf(ctx, tx, p, gathering)
		if err != nil {
			return err
		}
		if given != nil {
			turn.ID = *given
			return nil
		}
		here, err := belongs(ctx, tx, collaboratory, p.AuthorID)
		if err != nil {
			return err
		}
		if !here {
			return fault.Conflict("Its author has left: nobody is here to present it")
		}
		return s.give(ctx, tx, p, turn, at)
	})
	return turn.ID, err
}

// give puts a proposal into the line-up of a gathering that is held by the transaction, and tells its presenters.
func (s *Service) give(ctx context.Context, tx *db.Tx, p Proposal, turn Turn, at venue) (err error) {
	if p.State, err = p.State.After(StepAccept); err != nil {
		return err
	}
	p.Reason, turn.PresenterID = "", p.AuthorID
	if turn.Position, err = nextPosition(ctx, tx, p.CollaboratoryID, at.ID); err != nil {
		return err
	}
	if err := s.decide(ctx, tx, p); err != nil {
		return err
	}
	if err := insertTurn(ctx, tx, turn, access.From(ctx).PersonID, s.clock.Now()); err != nil {
		return fmt.Errorf("giving a turn: %w", err)
	}
	if err := s.note(ctx, tx, "proposal.accepted", p, map[string]any{"gathering": at.ID}); err != nil {
		return err
	}
	return s.tellAccepted(ctx, tx, p, turn, at)
}

// Decline says “not this time” to a submitted proposal, with a reason its author will read. Said twice with the same
// reason it is said once.
func (s *Service) Decline(ctx context.Context, collaboratory, proposal id.ID, reason string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.find(ctx, tx, collaboratory, proposal, access.ProposalDecide)
		if err != nil || p.State == Declined && p.Reason == reason {
			return err
		}
		if p.State, err = p.State.After(StepDecline); err != nil {
			return err
		}
		if reason == "" {
			return fault.Invalid("reason", "Say why, so that they know what to do next")
		}
		p.Reason = reason
		if err := s.decide(ctx, tx, p); err != nil {
			return err
		}
		if err := s.note(ctx, tx, "proposal.declined", p, nil); err != nil {
			return err
		}
		return s.tellDeclined(ctx, tx, p)
	})
}

func (s *Service) decide(ctx context.Context, tx *db.Tx, p Proposal) error {
	now, by := s.clock.Now(), access.From(ctx).PersonID
	return moveProposal(ctx, tx, p, nil, &now, &by)
}

// Confirm is the presenter's word that they will be there. Said twice it stays as it was.
func (s *Service) Confirm(ctx context.Context, collaboratory, presentation id.ID) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		t, p, err := s.findTurn(ctx, tx, collaboratory, presentation, access.PresentationConfirm)
		if err != nil || t.ConfirmedAt != nil {
			return err
		}
		now := s.clock.Now()
		t.ConfirmedAt = &now
		if err := moveTurn(ctx, tx, t); err != nil {
			return err
		}
		return s.note(ctx, tx, "presentation.confirmed", p, nil)
	})
}

// TakeOff takes a turn off the line-up before its gathering starts, or after it was called off; the proposal waits for
// another turn. A presenter may step back, a convener may take it off.
func (s *Service) TakeOff(ctx context.Context, collaboratory, presentation id.ID) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		t, p, err := s.findTurn(ctx, tx, collaboratory, presentation, access.PresentationConfirm)
		if err != nil {
			return err
		}
		at, err := lockVenue(ctx, tx, collaboratory, t.GatheringID)
		if err != nil {
			return err
		}
		if at.State == "live" || at.State == "closed" {
			return fault.Conflict("The gathering has started: this turn can no longer be taken off")
		}
		t.State, t.ConfirmedAt = TakenOff, nil
		if err := moveTurn(ctx, tx, t); err != nil {
			return err
		}
		if p.State, err = p.State.After(StepReturn); err != nil {
			return err
		}
		if err := moveProposal(ctx, tx, p, nil, nil, nil); err != nil {
			return err
		}
		return s.note(ctx, tx, "presentation.taken off", p, map[string]any{"gathering": t.GatheringID})
	})
}

// findTurn locks the proposal of a turn and then the turn itself. Locks are taken in the order proposal, gathering, turn
// everywhere, so that two verbs never wait for each other; a turn that moved between the two looks is a conflict.
func (s *Service) findTurn(ctx context.Context, tx *db.Tx, collaboratory, presentation id.ID, action access.Action) (Turn, Proposal, error) {
	seen, err := getTurn(ctx, tx, collaboratory, presentation)
	if err != nil {
		return seen, Proposal{}, err
	}
	p, err := s.find(ctx, tx, collaboratory, seen.ProposalID, action)
	if err != nil {
		return seen, p, err
	}
	if _, err := lockVenue(ctx, tx, collaboratory, seen.GatheringID); err != nil {
		return seen, p, err
	}
	seen, err = lockTurn(ctx, tx, collaboratory, presentation)
	return seen, p, err
}

// openVenue is the gathering, if a turn can still be given or moved there.
func (s *Service) openVenue(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) (venue, error) {
	at, err := lockVenue(ctx, tx, collaboratory, gathering)
	if err != nil {
		return at, err
	}
	switch at.State {
	case "draft", "published", "live":
		return at, nil
	}
	return at, fault.Conflict("That gathering is over: choose one that is still to come")
}

// day is the gathering's civil date in its own zone, for letters.
func (v venue) day() time.Time { return v.StartsAt.In(zoneOf(v.Zone)) }
