package stage

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/presentation"
	"collaboratory/internal/token"
)

// Service holds the verbs of the live room.
type Service struct {
	db            *db.DB
	clock         clock.Clock
	hub           *live.Hub
	signer        *token.Signer
	clubs         *collaboratory.Service
	gatherings    *gathering.Service
	presentations *presentation.Service
	commitments   *commitment.Service
}

// New makes the verbs of the live room; with a nil hub nothing is pushed.
func New(database *db.DB, c clock.Clock, hub *live.Hub, signer *token.Signer, clubs *collaboratory.Service, g *gathering.Service, p *presentation.Service, m *commitment.Service) *Service {
	return &Service{db: database, clock: c, hub: hub, signer: signer, clubs: clubs, gatherings: g, presentations: p, commitments: m}
}

// Topic is what every screen of a gathering listens to.
func Topic(gathering id.ID) live.Topic { return live.Of("gathering", gathering) }

// Press is one press of the host.
type Press struct {
	Do      Do
	Version int   // the version the page showed
	Item    id.ID // DoGoto: the line of the agenda, or the turn
}

// Press moves the evening. Only the host may. A press that comes after another host’s, from a page that had not seen it
// yet, is fault.Conflict and moves nothing, so that no item is skipped between two hosts; “+1 minute”, start, close and
// reopen mean the same whoever pressed before.
func (s *Service) Press(ctx context.Context, collaboratory, gathering id.ID, in Press) error {
	return s.change(ctx, collaboratory, gathering, access.GatheringStep, func(ctx context.Context, tx *db.Tx, e *evening) error {
		switch in.Do {
		case DoStart:
			return s.start(ctx, tx, e)
		case DoClose:
			return s.close(ctx, tx, e)
		case DoReopen:
			return s.gatherings.Reopen(ctx, collaboratory, gathering)
		}
		if e.gathering.State != onAir {
			return fault.Conflict("The gathering is not on: start it first")
		}
		now := s.clock.Now()
		if in.Do == DoMore {
			e.stage.Clock = e.stage.More(now, time.Minute)
			return s.keep(ctx, tx, e)
		}
		if in.Version != e.stage.Version {
			return fault.Conflict("Somebody else has just moved on. Look at what is on now, then press again if you still want to")
		}
		switch in.Do {
		case DoPause:
			e.stage.Clock = e.stage.Pause(now)
			return s.keep(ctx, tx, e)
		case DoResume:
			e.stage.Clock = e.stage.Resume(now)
			return s.keep(ctx, tx, e)
		}
		return s.move(ctx, tx, e, in)
	})
}

// onAir is the one state of a gathering in which its room moves.
const onAir = gathering.Live

// evening is what a press finds, held for the transaction.
type evening struct {
	gathering gathering.Gathering
	stage     Stage
	program   Program
}

// change finds the evening, checks the actor, lets fn do the rest and tells every screen; all in one transaction.
func (s *Service) change(ctx context.Context, collaboratory, gathering id.ID, action access.Action, fn func(context.Context, *db.Tx, *evening) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		g, scope, err := s.gatherings.Standing(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		actor := access.From(ctx)
		scope.Is |= actor.GuestAt(gathering)
		if err := access.Check(actor, action, scope); err != nil {
			return err
		}
		e := &evening{gathering: g}
		if e.stage, err = getStage(ctx, tx, collaboratory, gathering); err != nil {
			return err
		}
		if e.program, err = getProgram(ctx, tx, collaboratory, gathering); err != nil {
			return err
		}
		if err := fn(ctx, tx, e); err != nil {
			return err
		}
		s.hub.Changed(tx, Topic(gathering))
		return nil
	})
}

// start opens the gathering, and the first item with it.
func (s *Service) start(ctx context.Context, tx *db.Tx, e *evening) error {
	if err := s.gatherings.Start(ctx, e.gathering.CollaboratoryID, e.gathering.ID); err != nil {
		return err
	}
	if e.stage.BeganAt != nil {
		return nil
	}
	return s.begin(ctx, tx, e, e.program.enter(0))
}

// close ends the turn that is on, the last stretch and the gathering.
func (s *Service) close(ctx context.Context, tx *db.Tx, e *evening) error {
	if e.gathering.State == onAir {
		m := move{at: len(e.program), steps: e.program.leave(e.program.At(e.stage))}
		if err := s.begin(ctx, tx, e, m); err != nil {
			return err
		}
	}
	return s.gatherings.Close(ctx, e.gathering.CollaboratoryID, e.gathering.ID)
}

// move takes the press that goes from one place of the evening to another.
func (s *Service) move(ctx context.Context, tx *db.Tx, e *evening, in Press) (err error) {
	var m move
	at := e.program.At(e.stage)
	switch in.Do {
	case DoNext:
		m, err = e.program.next(at)
	case DoBack:
		m, err = e.program.back(at)
	case DoGoto:
		m, err = e.program.goTo(at, e.program.find(in.Item))
	default:
		return fault.Invalid("do", "Please choose one")
	}
	if err != nil {
		return err
	}
	return s.begin(ctx, tx, e, m)
}

// find is the entry with this line or turn; -1 when there is none.
func (p Program) find(item id.ID) int {
	if item == id.Nil {
		return -1
	}
	for i, entry := range p {
		if entry.Item == item || entry.turnID() == item {
			return i
		}
	}
	return -1
}

// begin carries a move out: the turns take their steps, the stretch that was on ends, the next begins with its clock.
func (s *Service) begin(ctx context.Context, tx *db.Tx, e *evening, m move) error {
	now := s.clock.Now()
	for _, step := range m.steps {
		if _, err := s.presentations.Step(ctx, e.gathering.CollaboratoryID, step.turn, step.step); err != nil {
			return err
		}
	}
	st := &e.stage
	st.BeganAt, st.Item, st.Turn, st.Clock, st.Finished = &now, id.Nil, id.Nil, Clock{}, m.at >= len(e.program)
	if !st.Finished {
		on := e.program[m.at]
		st.Item, st.Turn = on.Item, on.turnID()
		st.Clock = runs(now, on.length(m.phase))
	}
	if err := s.keep(ctx, tx, e); err != nil {
		return err
	}
	if err := endRun(ctx, tx, *st, now); err != nil {
		return fmt.Errorf("ending a stretch of the evening: %w", err)
	}
	if st.Finished {
		return nil
	}
	return insertRun(ctx, tx, *st, m.phase, now)
}

// keep writes the room down under its next version.
func (s *Service) keep(ctx context.Context, tx *db.Tx, e *evening) error {
	e.stage.Version++
	return putStage(ctx, tx, e.stage, access.From(ctx).PersonID, s.clock.Now())
}
