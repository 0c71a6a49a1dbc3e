package stage

import (
	"context"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
)

// Raise puts the actor’s hand up; raised already, it keeps its place in the order. Members and guests of the gathering
// may while it is on.
func (s *Service) Raise(ctx context.Context, collaboratory, gathering id.ID) error {
	return s.change(ctx, collaboratory, gathering, access.StageHand, func(ctx context.Context, tx *db.Tx, e *evening) error {
		if e.gathering.State != onAir {
			return fault.Conflict("Hands go up while the gathering is on")
		}
		who, guest := whoIs(access.From(ctx), collaboratory)
		return insertHand(ctx, tx, e.stage, who, guest, s.clock.Now())
	})
}

// whoIs is the member or the guest that the actor is here.
func whoIs(actor access.Actor, collaboratory id.ID) (who id.ID, guest bool) {
	if _, member := actor.Membership(collaboratory); member || actor.Guest == nil {
		return actor.PersonID, false
	}
	return actor.Guest.ID, true
}

// Lower takes the actor’s own hand down.
func (s *Service) Lower(ctx context.Context, collaboratory, gathering id.ID) error {
	return s.change(ctx, collaboratory, gathering, access.StageHand, func(ctx context.Context, tx *db.Tx, e *evening) error {
		who, _ := whoIs(access.From(ctx), collaboratory)
		_, err := deleteHand(ctx, tx, e.stage, &who)
		return err
	})
}

// Called takes somebody’s hand down because they had the word; with a Nil id everybody’s. The host may.
func (s *Service) Called(ctx context.Context, collaboratory, gathering, who id.ID) error {
	return s.change(ctx, collaboratory, gathering, access.GatheringStep, func(ctx context.Context, tx *db.Tx, e *evening) error {
		down, err := deleteHand(ctx, tx, e.stage, orNull(who))
		for _, hand := range down {
			s.tell(tx, hand.WhoID)
		}
		return err
	})
}

// tell has the phones of a member or a guest look at what is their own.
func (s *Service) tell(tx *db.Tx, who id.ID) {
	s.hub.Changed(tx, live.Of("person", who), live.Of("guest", who))
}

// Hide takes a promise off the big screen and the phones, or shows it again; the promise itself stays as it is. The host
// and the scribe may. fault.NotFound for a promise of another gathering.
func (s *Service) Hide(ctx context.Context, collaboratory, gathering, commitment id.ID, hide bool) error {
	return s.change(ctx, collaboratory, gathering, access.StageHide, func(ctx context.Context, tx *db.Tx, e *evening) error {
		by, now := access.From(ctx).PersonID, s.clock.Now()
		if hide {
			return hideItem(ctx, tx, e.stage, commitment, &by, &now)
		}
		return hideItem(ctx, tx, e.stage, commitment, nil, nil)
	})
}

// Nod lets a guest’s promise onto the big screen. The host and the scribe may; nodding twice is nodding once.
func (s *Service) Nod(ctx context.Context, collaboratory, gathering, commitment id.ID) error {
	return s.change(ctx, collaboratory, gathering, access.StageNod, func(ctx context.Context, tx *db.Tx, e *evening) error {
		if err := nodItem(ctx, tx, e.stage, commitment, access.From(ctx).PersonID, s.clock.Now()); err != nil {
			return err
		}
		giver, err := getGiver(ctx, tx, collaboratory, commitment)
		s.tell(tx, giver)
		return err
	})
}

// SetUp changes how the room is set up. The host may, before and during the gathering.
func (s *Service) SetUp(ctx context.Context, collaboratory, gathering id.ID, settings Settings) error {
	return s.change(ctx, collaboratory, gathering, access.StageSettings, func(ctx context.Context, tx *db.Tx, e *evening) error {
		e.stage.Settings = settings
		return s.keep(ctx, tx, e)
	})
}

// mostNote bounds what a presenter writes for themselves.
const mostNote = 4000

// WriteNote keeps what a presenter wrote for themselves; nobody else ever reads it. Each presenter of the turn has a note
// of their own. fault.Invalid when it is too long.
func (s *Service) WriteNote(ctx context.Context, collaboratory, turn id.ID, text string) error {
	text = strings.TrimSpace(text)
	if len([]rune(text)) > mostNote {
		return fault.Invalid("note", "Please keep this to %d characters; it has %d", mostNote, len([]rune(text)))
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		actor := access.From(ctx)
		presents, err := getPresents(ctx, tx, collaboratory, turn, actor.PersonID)
		if err != nil {
			return err
		}
		scope := access.Scope{Collaboratory: collaboratory}
		if presents {
			scope.Is |= access.Presenter
		}
		if err := access.Check(actor, access.StageNote, scope); err != nil {
			return err
		}
		return putNote(ctx, tx, collaboratory, turn, actor.PersonID, text, s.clock.Now())
	})
}
