package stage

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// Played is what a play-member did.
type Played struct {
	Deed
	Name string
}

// Play lets one play-member of a practice room do one thing that fits the phase that is on: raise a hand in the
// questions, promise something once promises are open, or come in as a guest and promise. Each does it by the verb a
// real person would. Nothing fits before the start, during the pitch, or when all have had their turn: then they wait.
// Only the host may; fault.NotFound where nothing is practiced.
func (s *Service) Play(ctx context.Context, collaboratory, at id.ID) (played Played, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		played = Played{}
		if _, err := s.clubs.HoldRehearsal(ctx, tx, collaboratory); err != nil {
			return err
		}
		g, scope, err := s.gatherings.Standing(ctx, tx, collaboratory, at)
		if err != nil {
			return err
		}
		actor := access.From(ctx)
		if err := access.Check(actor, access.GatheringStep, scope); err != nil || g.State != onAir {
			return err
		}
		place, _ := actor.Membership(collaboratory)
		d, err := s.deal(ctx, tx, g, place)
		if err != nil || d.Deed == Waited {
			return err
		}
		played = Played{d.Deed, d.who.Name}
		return s.act(ctx, g, place, d)
	})
	return played, err
}

// deal finds what is to be done, and by whom.
func (s *Service) deal(ctx context.Context, tx *db.Tx, g gathering.Gathering, place access.Membership) (deed, error) {
	on, asks, players, err := getTable(ctx, tx, g.CollaboratoryID, g.ID)
	if err != nil || on == nil {
		return deed{}, err
	}
	now := s.clock.Now()
	d := playTable{
		phase: on.Phase, asks: asks, players: players, promised: on.Promised, hands: on.Hands, turn: on.Position,
		now: now, today: g.Today(now), language: place.Language,
	}.deal()
	d.pledge.Presentation, d.pledge.Key = on.ID, id.New()
	return d, nil
}

// act does the deed as the person whose it is.
func (s *Service) act(ctx context.Context, g gathering.Gathering, place access.Membership, d deed) error {
	switch d.Deed {
	case RaisedHand:
		return s.Raise(d.who.as(ctx, place), g.CollaboratoryID, g.ID)
	case GuestCame:
		guest, err := s.comeIn(ctx, g, d.who.Name)
		if err != nil {
			return err
		}
		_, err = s.commitments.Pledge(guest, g.CollaboratoryID, d.pledge)
		return err
	}
	_, err := s.commitments.Pledge(d.who.as(ctx, place), g.CollaboratoryID, d.pledge)
	return err
}

// comeIn joins as a guest who leaves no address, by the code on the wall, and is the context in which they act.
func (s *Service) comeIn(ctx context.Context, g gathering.Gathering, name string) (context.Context, error) {
	stranger := access.With(ctx, access.Actor{})
	pass, err := s.gatherings.Join(stranger, g.Code, gathering.Joining{Key: id.New(), Name: name, NoEmail: true})
	if err != nil {
		return nil, fmt.Errorf("letting a play-guest in: %w", err)
	}
	parts, err := s.signer.Read(gathering.GuestPurpose, pass, s.clock.Now())
	if err != nil || len(parts) != 3 {
		return nil, fault.NotFound("That page is not here")
	}
	return access.With(ctx, access.Actor{Guest: &access.Pass{
		ID: id.Maybe(parts[2]), Gathering: g.ID, Collaboratory: g.CollaboratoryID, Name: name,
	}}), nil
}
