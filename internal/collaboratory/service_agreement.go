package collaboratory

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// WriteAgreement changes what members are asked to agree to: a new version, which everybody is asked to accept anew; no
// words: nothing is asked any more. seen is the version the editor had before them. Somebody wrote another meanwhile:
// fault.Conflict. A member who is no convener: fault.Forbidden.
func (s *Service) WriteAgreement(ctx context.Context, collaboratory id.ID, words string, seen int) error {
	words = tidyText(words)
	if err := checkText("agreement", words); err != nil {
		return err
	}
	actor := access.From(ctx)
	return s.changePart(ctx, collaboratory, "agreement.written", func(ctx context.Context, tx *db.Tx, _ Collaboratory) (map[string]any, error) {
		stands, err := currentAgreement(ctx, tx, collaboratory)
		if err != nil || stands.Words == words {
			return nil, err
		}
		if stands.Version != seen {
			return nil, errMeanwhile
		}
		version := stands.Version + 1
		return map[string]any{"version": version}, insertAgreement(ctx, tx, collaboratory, version, words, actor.PersonID, s.clock.Now())
	})
}

// Agreement reads what members are asked to agree to, with the norms, for a member; fault.NotFound for everybody else.
func (s *Service) Agreement(ctx context.Context, collaboratory id.ID) (Collaboratory, Agreement, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Collaboratory{}, Agreement{}, err
	}
	var club Collaboratory
	var a Agreement
	b := db.NewBatch()
	queueClub(b, &club, collaboratory)
	queueAgreement(b, &a, collaboratory, actor.PersonID)
	err := b.Run(ctx, s.db.Pool())
	return club, a, err
}

// AcceptAgreement keeps that the actor agrees to a version, and when. Twice is once. A version that stands no more:
// fault.Conflict, so that nobody agrees to what they have not read.
func (s *Service) AcceptAgreement(ctx context.Context, collaboratory id.ID, version int) error {
	actor := access.From(ctx)
	return s.change(ctx, access.CollaboratoryAgree, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		stands, err := currentAgreement(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		if stands.Words == "" || stands.Version != version {
			return fault.Conflict("The agreement has changed meanwhile: please read it again")
		}
		fresh, err := insertAcceptance(ctx, tx, collaboratory, version, actor.PersonID, s.clock.Now())
		if err != nil || !fresh {
			return err
		}
		return s.record(ctx, tx, collaboratory, "agreement.accepted", "person", actor.PersonID, id.Nil, map[string]any{"version": version})
	})
}

// Acceptances tells a convener who has accepted which version; a member who is none: fault.Forbidden.
func (s *Service) Acceptances(ctx context.Context, collaboratory id.ID) (all []Acceptance, err error) {
	if err := access.Check(access.From(ctx), access.CollaboratoryRules, access.Scope{Collaboratory: collaboratory}); err != nil {
		return nil, err
	}
	return acceptances(ctx, s.db.Pool(), collaboratory)
}
