package presentation

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
)

// Service is the verbs of proposals and turns.
type Service struct {
	db     *db.DB
	clock  clock.Clock
	office *mail.Office
}

// New makes the service.
func New(database *db.DB, c clock.Clock, office *mail.Office) *Service {
	return &Service{db: database, clock: c, office: office}
}

// Propose keeps a new proposal as a draft, or sends it to the conveners at once. The same form sent twice is kept once.
func (s *Service) Propose(ctx context.Context, collaboratory id.ID, words Words, send bool) (id.ID, error) {
	proposal := words.of(collaboratory, id.New(), access.From(ctx).PersonID)
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Check(access.From(ctx), access.ProposalWrite, access.Scope{Collaboratory: collaboratory}); err != nil {
			return err
		}
		if err := words.check(send); err != nil {
			return err
		}
		fresh, err := insertProposal(ctx, tx, proposal, words.Key, words.hash(), s.clock.Now())
		if err != nil {
			return fmt.Errorf("keeping a proposal: %w", err)
		}
		if !fresh {
			proposal.ID, err = sameAgain(ctx, tx, proposal, words)
			return err
		}
		if err := replaceAsks(ctx, tx, collaboratory, proposal.ID, words.Asks); err != nil {
			return err
		}
		if err := s.note(ctx, tx, "proposal.written", proposal, nil); err != nil || !send {
			return err
		}
		return s.submit(ctx, tx, proposal)
	})
	return proposal.ID, err
}

// Rewrite changes a proposal, and sends it when asked. A version that somebody else has changed since is fault.Conflict.
// An accepted proposal may still be put in better words; it keeps its turn.
func (s *Service) Rewrite(ctx context.Context, collaboratory, proposal id.ID, version int, words Words, send bool) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.find(ctx, tx, collaboratory, proposal, access.ProposalChange)
		if err != nil {
			return err
		}
		if p.Version != version {
			return fault.Conflict("Somebody has changed this proposal meanwhile: open it again to see their words")
		}
		if _, err := p.State.After(StepWrite); err != nil {
			return err
		}
		if err := words.check(send || p.State.decided()); err != nil {
			return err
		}
		changed := words.of(collaboratory, proposal, p.AuthorID)
		changed.State, changed.Version = p.State, p.Version+1
		if err := updateProposal(ctx, tx, changed); err != nil {
			return err
		}
		if err := replaceAsks(ctx, tx, collaboratory, proposal, words.Asks); err != nil {
			return err
		}
		if err := s.note(ctx, tx, "proposal.changed", changed, nil); err != nil || !send || p.State == Submitted || p.State == Accepted {
			return err
		}
		return s.submit(ctx, tx, changed)
	})
}

// Withdraw takes a proposal back before it has a turn. Said twice it stays withdrawn.
func (s *Service) Withdraw(ctx context.Context, collaboratory, proposal id.ID) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.find(ctx, tx, collaboratory, proposal, access.ProposalChange)
		if err != nil || p.State == Withdrawn {
			return err
		}
		if p.State, err = p.State.After(StepWithdraw); err != nil {
			return err
		}
		if err := moveProposal(ctx, tx, p, nil, p.DecidedAt, nil); err != nil {
			return err
		}
		return s.note(ctx, tx, "proposal.withdrawn", p, nil)
	})
}

// Join names a member as co-presenter; Leave takes the name off again. A co-presenter receives what is promised as the
// author does. Somebody who is no member is fault.Invalid.
func (s *Service) Join(ctx context.Context, collaboratory, proposal, person id.ID) error {
	return s.with(ctx, collaboratory, proposal, person, "proposal.co-presenter added", func(ctx context.Context, tx *db.Tx) error {
		member, err := insertCoPresenter(ctx, tx, collaboratory, proposal, person, s.clock.Now())
		if err == nil && !member {
			return fault.Invalid("person", "Choose a member of this collaboratory")
		}
		return err
	})
}

// Leave takes a co-presenter's name off a proposal.
func (s *Service) Leave(ctx context.Context, collaboratory, proposal, person id.ID) error {
	return s.with(ctx, collaboratory, proposal, person, "proposal.co-presenter removed", func(ctx context.Context, tx *db.Tx) error {
		return deleteCoPresenter(ctx, tx, collaboratory, proposal, person)
	})
}

func (s *Service) with(ctx context.Context, collaboratory, proposal, person id.ID, action string, change func(context.Context, *db.Tx) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		p, err := s.find(ctx, tx, collaboratory, proposal, access.ProposalChange)
		if err != nil {
			return err
		}
		if p.AuthorID == person {
			return fault.Conflict("The author presents anyway")
		}
		if err := change(ctx, tx); err != nil {
			return err
		}
		return s.note(ctx, tx, action, p, map[string]any{"person": person})
	})
}

// find locks a proposal and asks whether the actor may do this to it. Somebody else's draft is not found.
func (s *Service) find(ctx context.Context, tx *db.Tx, collaboratory, proposal id.ID, action access.Action) (Proposal, error) {
	actor := access.From(ctx)
	p, err := lockProposal(ctx, tx, collaboratory, proposal)
	if err != nil {
		return p, err
	}
	author, err := isAuthor(ctx, tx, collaboratory, proposal, actor.PersonID)
	if err != nil {
		return p, err
	}
	scope := access.Scope{Collaboratory: collaboratory}
	if author {
		scope.Is = access.Author | access.Presenter
	}
	if p.State == Draft && !author {
		return p, fault.NotFound("That proposal is not here")
	}
	return p, access.Check(actor, action, scope)
}

func (s *Service) submit(ctx context.Context, tx *db.Tx, p Proposal) (err error) {
	if p.State, err = p.State.After(StepSubmit); err != nil {
		return err
	}
	now := s.clock.Now()
	if err := moveProposal(ctx, tx, p, &now, nil, nil); err != nil {
		return err
	}
	if err := s.note(ctx, tx, "proposal.submitted", p, nil); err != nil {
		return err
	}
	return s.tellConveners(ctx, tx, p)
}

func (s *Service) note(ctx context.Context, tx *db.Tx, action string, p Proposal, detail map[string]any) error {
	return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
		Action: action, Object: "proposal", ObjectID: p.ID, Collaboratory: p.CollaboratoryID, Detail: detail,
	})
}

func sameAgain(ctx context.Context, tx *db.Tx, p Proposal, words Words) (id.ID, error) {
	sent, err := proposalByKey(ctx, tx, p.CollaboratoryID, p.AuthorID, words.Key)
	if err == nil && !bytes.Equal(sent.RequestHash, words.hash()) {
		err = fault.Conflict("This form was already sent with other words. Open the page again to send it as a new one")
	}
	return sent.ID, err
}

func (d Words) check(send bool) error {
	if send {
		return d.MayBeSent()
	}
	return d.MayBeKept()
}

// of makes the proposal these words say. New asks get their ids here.
func (d Words) of(collaboratory, proposal, author id.ID) Proposal {
	p := Proposal{
		CollaboratoryID: collaboratory, ID: proposal, AuthorID: author, Kind: d.Kind, Title: d.Title, Summary: d.Summary,
		Serves: d.Serves, Stands: d.Stands, TimeFrame: d.TimeFrame, Website: d.Website, State: Draft,
	}
	if d.Wish != id.Nil {
		p.WishedGathering = &d.Wish
	}
	for i := range d.Asks {
		if d.Asks[i].ID == id.Nil {
			d.Asks[i].ID = id.New()
		}
	}
	return p
}

// hash is the same for the same words, whatever ids their asks got.
func (d Words) hash() []byte {
	d.Key = id.Nil
	asks := make([]Ask, len(d.Asks))
	for i, a := range d.Asks {
		a.ID = id.Nil
		asks[i] = a
	}
	d.Asks = asks
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // plain strings and numbers always marshal
	}
	sum := sha256.Sum256(text)
	return sum[:]
}
