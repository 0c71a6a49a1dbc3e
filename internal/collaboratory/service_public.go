package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Leads is where an address leads now.
type Leads struct {
	Slug   string
	Public bool
}

// LeadsTo tells where an address leads, to those who may know: members, and everybody where the public page is on. Nil
// for all others, and for an address nobody ever had.
func (s *Service) LeadsTo(ctx context.Context, slug string) (*Leads, error) {
	known, err := addressLeadsTo(ctx, s.db.Pool(), slug)
	if err != nil || known == nil {
		return nil, err
	}
	if _, belongs := access.From(ctx).Membership(known.ID); !belongs && !known.Public {
		return nil, nil
	}
	return &Leads{Slug: known.Slug, Public: known.Public}, nil
}

// keptUnanswered is how long a promise said to be done waits for an answer before it counts as kept.
const keptUnanswered = 30 * 24 * time.Hour

// Front reads the public page of a collaboratory, for everybody; fault.NotFound where it is not switched on.
func (s *Service) Front(ctx context.Context, slug string) (Front, error) {
	known, err := addressLeadsTo(ctx, s.db.Pool(), slug)
	if err != nil {
		return Front{}, err
	}
	if known == nil || !known.Public || known.Slug != slug {
		return Front{}, fault.NotFound("That page is not here")
	}
	if err := access.Check(access.From(ctx), access.CollaboratoryVisit, access.Scope{Collaboratory: known.ID}); err != nil {
		return Front{}, err
	}
	now := s.clock.Now()
	var f Front
	b := db.NewBatch()
	queueFront(b, &f, known.ID, now.Add(-keptUnanswered))
	queueNextOut(b, &f.Next, known.ID, now)
	return f, b.Run(ctx, s.db.Pool())
}

// Concern is what one of the actor's collaboratories asks of them, gently, on their front page.
type Concern struct {
	ID         id.ID
	Slug       string
	Name       string
	Zone       string
	Agreement  bool   // there is one they have not accepted
	Backup     bool   // they convene, and nobody stands in
	Caller     string // they convene, and the backup convener asks for a word
	CalledAt   *time.Time
	StandsIn   bool // they stand in
	Unconvened bool // and nobody convenes any more
	MineAt     *time.Time
}

// backupAskFirst is how old a collaboratory is before its conveners are asked on their front page who stands in.
const backupAskFirst = 7 * 24 * time.Hour

// QueueConcerns reads what the actor's collaboratories ask of them: one, or all when it is Nil.
func (s *Service) QueueConcerns(ctx context.Context, b *db.Batch, concerns *[]Concern, collaboratory id.ID) {
	queueConcerns(b, concerns, access.From(ctx).PersonID, collaboratory, s.clock.Now())
}
