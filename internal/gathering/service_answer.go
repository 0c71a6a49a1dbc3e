package gathering

import (
	"context"
	"fmt"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Answer keeps what a member says to the invitation: the member themselves, or a convener on their word. The latest
// answer counts. fault.Invalid names what is missing, fault.Conflict when nobody is invited yet or the gathering is
// over, fault.NotFound for somebody who is no member.
func (s *Service) Answer(ctx context.Context, collaboratory, gathering, person id.ID, in Reply) error {
	actor := access.From(ctx)
	var is access.Role
	if actor.PersonID == person {
		is = access.Self
	}
	in.Needs = strings.TrimSpace(in.Needs)
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		g, err := lockGathering(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		if err := s.may(ctx, tx, g, access.GatheringAnswer, is); err != nil {
			return err
		}
		if _, err := g.State.After(StepAnswer); err != nil {
			return err
		}
		if err := in.check(g); err != nil {
			return err
		}
		if _, err := lockMember(ctx, tx, collaboratory, person); err != nil {
			return err
		}
		if err := putAnswer(ctx, tx, g, answerFrom(in, person, actor.PersonID, s.clock.Now())); err != nil {
			return fmt.Errorf("answering an invitation: %w", err)
		}
		if is == access.Self {
			return nil
		}
		return s.recordFor(ctx, tx, g, "gathering.answered-for", person, map[string]any{"answer": in.Answer})
	})
}

func answerFrom(in Reply, person, by id.ID, now time.Time) Answer {
	a := Answer{
		PersonID: person, Answer: in.Answer, Manner: in.Manner,
		WantsToPresent: in.WantsToPresent, Needs: in.Needs, AnsweredAt: now,
	}
	if by != person {
		a.AnsweredBy = &by
	}
	return a
}

// AnswerPurpose is what the links to answer an invitation are signed for.
const AnswerPurpose = "answer"

// answerLinkLasts is how long after the gathering such a link still opens.
const answerLinkLasts = 30 * 24 * time.Hour

// AnswerToken signs the link by which one person answers one invitation, for its letter.
func (s *Service) AnswerToken(g Gathering, person id.ID) string {
	return s.signer.Sign(AnswerPurpose, g.EndsAt.Add(answerLinkLasts), g.CollaboratoryID.String(), g.ID.String(), person.String())
}

// Letter is what the page behind the link in a letter needs: whom it names, for which gathering, and what they said.
type Letter struct {
	Gathering
	Reader letterReader
	Answer *Answer
}

// OpenLetter reads the link in a letter without changing anything. fault.NotFound for a link that is none of ours or
// names somebody who is no member any more, fault.Gone 30 days after the gathering.
func (s *Service) OpenLetter(ctx context.Context, link string) (Letter, error) {
	collaboratory, gathering, person, err := s.readLink(link)
	if err != nil {
		return Letter{}, err
	}
	l := Letter{}
	q := s.db.Pool()
	if l.Reader, err = getLetterReader(ctx, q, collaboratory, person); err != nil {
		return l, err
	}
	if l.Gathering, err = getGathering(ctx, q, collaboratory, gathering); err != nil {
		return l, err
	}
	l.Answer, err = getAnswer(ctx, q, collaboratory, gathering, person)
	return l, err
}

// AnswerFromLetter is Answer for the person a signed link names, without signing in: the link stands for them for this
// one purpose. Errors as OpenLetter and Answer.
func (s *Service) AnswerFromLetter(ctx context.Context, link string, in Reply) error {
	collaboratory, gathering, person, err := s.readLink(link)
	if err != nil {
		return err
	}
	reader, err := getLetterReader(ctx, s.db.Pool(), collaboratory, person)
	if err != nil {
		return err
	}
	named := access.Actor{PersonID: person, Name: reader.Name, Memberships: []access.Membership{
		{CollaboratoryID: collaboratory, Slug: reader.Slug, Name: reader.ClubName, Role: access.Member, Zone: reader.Zone, Archived: reader.Archived},
	}}
	return s.Answer(access.With(ctx, named), collaboratory, gathering, person, in)
}

func (s *Service) readLink(link string) (collaboratory, gathering, person id.ID, err error) {
	parts, err := s.signer.Read(AnswerPurpose, link, s.clock.Now())
	if err != nil {
		return id.Nil, id.Nil, id.Nil, err
	}
	if len(parts) != 3 {
		return id.Nil, id.Nil, id.Nil, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	return id.Maybe(parts[0]), id.Maybe(parts[1]), id.Maybe(parts[2]), nil
}
