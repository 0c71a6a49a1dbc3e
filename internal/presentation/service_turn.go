package presentation

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
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
		if given, err := turnOf(ctx, tx, p, gathering); err != nil || given != nil {
			turn.ID = orNil(given)
			return err
		}
		if p.State, err = p.State.After(StepAccept); err != nil {
			return err
		}
		if here, err := belongs(ctx, tx, collaboratory, p.AuthorID); err != nil || !here {
			return orElse(err, fault.Conflict("Its author has left: nobody is here to present it"))
		}
		p.Reason = ""
		turn.PresenterID = p.AuthorID
		if turn.Position, err = nextPosition(ctx, tx, collaboratory, gathering); err != nil {
			return err
		}
		if err := s.decide(ctx, tx, p); err != nil {
			return err
		}
		if err := insertTurn(ctx, tx, turn, access.From(ctx).PersonID, s.clock.Now()); err != nil {
			return fmt.Errorf("giving a turn: %w", err)
		}
		if err := s.note(ctx, tx, "proposal.accepted", p, map[string]any{"gathering": gathering}); err != nil {
			return err
		}
		return s.tellAccepted(ctx, tx, p, turn, at)
	})
	return turn.ID, err
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

func orElse(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func orNil(turn *id.ID) id.ID {
	if turn == nil {
		return id.Nil
	}
	return *turn
}

func (s *Service) decide(ctx context.Context, tx *db.Tx, p Proposal) error {
	now, by := s.clock.Now(), access.From(ctx).PersonID
	return moveProposal(ctx, tx, p, nil, &now, &by)
}

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
