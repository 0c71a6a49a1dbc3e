package account

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Open is what is still open between a member and the others of one collaboratory.
type Open struct {
	Given    []OpenPromise // by them
	Received []OpenPromise // by nobody but them
	Turns    []OpenTurn    // to come
}

// OpenPromise is one that is not kept yet.
type OpenPromise struct {
	ID      id.ID
	Promise string
	Title   string // of the turn it helps
	Other   string // who receives it, or who gave it
	Due     *time.Time
	Seq     int
	Firm    bool // it can be handed on
}

// OpenTurn is a turn that has not begun.
type OpenTurn struct {
	ID    id.ID
	Title string
	Day   time.Time
}

// OpenHere reads what the actor would leave open in a collaboratory. Who does not belong there: fault.NotFound.
func (s *Service) OpenHere(ctx context.Context, collaboratory id.ID) (o Open, err error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberLeave, access.Scope{Collaboratory: collaboratory, Is: access.Self}); err != nil {
		return o, err
	}
	b := db.NewBatch()
	queueGiven(b, &o.Given, collaboratory, actor.PersonID)
	queueReceived(b, &o.Received, collaboratory, actor.PersonID)
	queueTurns(b, &o.Turns, collaboratory, actor.PersonID)
	return o, b.Run(ctx, s.DB.Pool())
}

// settleAt settles what is open for a member who leaves a collaboratory: turns are given back and promises let go, and each
// other side gets a letter. What is put away or only practiced stays as it was: nothing there is waited for.
func (s *Service) settleAt(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	m, belongs := access.From(ctx).Membership(collaboratory)
	if !belongs || m.Archived || m.Rehearsal {
		return nil
	}
	if err := s.rooms.Presentations.GiveBack(ctx, tx, collaboratory); err != nil {
		return err
	}
	return s.rooms.Commitments.LetGoAll(ctx, tx, collaboratory)
}
