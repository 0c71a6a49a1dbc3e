package collaboratory

import (
	"context"
	"errors"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// askConveners writes to every convener, each with a link of their own that says “I am here”.
func (s *Service) askConveners(ctx context.Context, tx *db.Tx, club Collaboratory, call Call, again bool) error {
	people, err := reached(ctx, tx, club.ID, true)
	if err != nil {
		return err
	}
	return s.tellAll(ctx, tx, people, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
		link := s.signer.Sign(HerePurpose, call.CalledAt.Add(hereLasts), club.ID.String(), call.ID.String(), to.ID.String())
		return callLetter(ctx, club, to, call, again, url("/a/"+link))
	})
}

// Asked is what the link in a letter to a convener is about.
type Asked struct {
	Club   Collaboratory
	Person member.Person // whom the letter went to
	Call   *Call         // nil once it has ended
	call   id.ID
}

// OpenCallLetter reads the link of a letter without using it. One that is not ours, or whose person convenes no more:
// fault.NotFound; one that has run out: fault.Gone.
func (s *Service) OpenCallLetter(ctx context.Context, token string) (Asked, error) {
	parts, err := s.signer.Read(HerePurpose, token, s.clock.Now())
	if err != nil {
		return Asked{}, err
	}
	if len(parts) != 3 {
		return Asked{}, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	collaboratory, call, person := id.Maybe(parts[0]), id.Maybe(parts[1]), id.Maybe(parts[2])
	p, err := findPlace(ctx, s.db.Pool(), collaboratory, person)
	if err != nil {
		return Asked{}, err
	}
	if p.LeftAt != nil || p.Role != RoleConvener {
		return Asked{}, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	a := Asked{call: call}
	if a.Person, err = s.members.Person(ctx, s.db.Pool(), person); err != nil {
		return Asked{}, err
	}
	if a.Club, err = findClub(ctx, s.db.Pool(), collaboratory); err != nil {
		return Asked{}, err
	}
	open, err := openCall(ctx, s.db.Pool(), collaboratory)
	if open != nil && open.ID == call {
		a.Call = open
	}
	return a, err
}

// AnswerCallFromLetter is AnswerCall for the convener a letter names, without signing in. A call that has ended already:
// nothing happens. Errors as OpenCallLetter.
func (s *Service) AnswerCallFromLetter(ctx context.Context, token string) error {
	a, err := s.OpenCallLetter(ctx, token)
	if err != nil || a.Call == nil {
		return err
	}
	return s.AnswerCall(access.With(ctx, access.Actor{
		PersonID: a.Person.ID, Name: a.Person.Name, Language: a.Person.Language, Through: "letter",
		Memberships: []access.Membership{{
			CollaboratoryID: a.Club.ID, Slug: a.Club.Slug, Name: a.Club.Name, Role: access.Member | access.Convener,
			Zone: a.Club.Zone, Archived: a.Club.ArchivedAt != nil,
		}},
	}), a.Club.ID)
}

// SweepCalls asks conveners a second time after a week, and tells the backup convener when the days are over. Nobody
// hears the same twice. Only the house itself may.
func (s *Service) SweepCalls(ctx context.Context) error {
	if err := access.Check(access.From(ctx), access.BackupSweep, access.Scope{}); err != nil {
		return err
	}
	now := s.clock.Now()
	waiting, err := waitingCalls(ctx, s.db.Pool(), now.Add(-callReminds), now.Add(-callLasts))
	if err != nil {
		return err
	}
	var failed []error
	for _, c := range waiting {
		failed = append(failed, s.sweepCall(ctx, c))
	}
	return errors.Join(failed...)
}

func (s *Service) sweepCall(ctx context.Context, c waitingCall) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		club, err := lockClub(ctx, tx, c.CollaboratoryID)
		if err != nil {
			return err
		}
		open, err := openCall(ctx, tx, club.ID)
		if err != nil || open == nil || open.ID != c.ID || club.ArchivedAt != nil {
			return err
		}
		if err := markCall(ctx, tx, c, s.clock.Now()); err != nil {
			return err
		}
		if !c.Over {
			return s.askConveners(ctx, tx, club, *open, true)
		}
		return s.tell(ctx, tx, open.CalledBy, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return callOverLetter(ctx, club, to, open.ID, url)
		})
	})
}
