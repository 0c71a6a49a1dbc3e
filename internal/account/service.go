package account

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/limit"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
	"collaboratory/internal/presentation"
	"collaboratory/internal/session"
	"collaboratory/internal/stage"
	"collaboratory/internal/token"
)

// Ground is what the house stands on, as far as this room needs it.
type Ground struct {
	DB       *db.DB
	Clock    clock.Clock
	Office   *mail.Office
	Signer   *token.Signer
	Limiter  *limit.Limiter
	Sessions *session.Sessions
	Queue    *jobs.Queue
}

// Rooms are all the rooms that keep something of a person.
type Rooms struct {
	Members         *member.Service
	Collaboratories *collaboratory.Service
	Gatherings      *gathering.Service
	Presentations   *presentation.Service
	Commitments     *commitment.Service
	Stages          *stage.Service
}

// Service is what people do with their own account.
type Service struct {
	Ground
	rooms Rooms
}

// New makes the service. From then on whoever leaves a collaboratory settles what is open there.
func New(g Ground, r Rooms) *Service {
	s := &Service{Ground: g, rooms: r}
	r.Collaboratories.OnLeaving(s.settleAt)
	return s
}

// me is the actor, who must be signed in: fault.Forbidden.
func me(ctx context.Context) (access.Actor, error) {
	actor := access.From(ctx)
	return actor, access.Check(actor, access.MemberChange, access.Scope{})
}

// byLetter is a context in which whoever holds the link of a letter acts as the person it was sent to.
func byLetter(ctx context.Context, person id.ID) context.Context {
	return access.With(ctx, access.Actor{PersonID: person, Through: "letter"})
}

func (s *Service) record(ctx context.Context, tx *db.Tx, action string, person id.ID) error {
	return audit.Record(ctx, tx, s.Clock.Now(), audit.Entry{Action: action, Object: "person", ObjectID: person})
}
