package commitment

import (
	"bytes"
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// Pledge promises help to a turn, by a member or a guest of its gathering for themselves, and gives the id of the
// promise. Sent twice with the same key it is made once. A guest’s is not verified until they open the letter that goes
// to their address. fault.Invalid says what is missing, fault.Conflict that the window for promises is shut or that the
// key came with other words.
func (s *Service) Pledge(ctx context.Context, collaboratory id.ID, in PledgeInput) (id.ID, error) {
	var made id.ID
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		made, err = s.pledge(ctx, tx, collaboratory, in)
		return err
	})
	return made, wrap(err, Pledge)
}

func (s *Service) pledge(ctx context.Context, tx *db.Tx, collaboratory id.ID, in PledgeInput) (id.ID, error) {
	actor, now := access.From(ctx), s.clock.Now()
	turn, err := getTurn(ctx, tx, collaboratory, in.Presentation, actor.PersonID)
	if err != nil {
		return id.Nil, err
	}
	by := partyOf(actor, collaboratory, turn.GatheringID)
	if err := access.Check(actor, access.CommitmentPledge, access.Scope{Collaboratory: collaboratory, Is: turn.Is(actor.PersonID) | by.role()}); err != nil {
		return id.Nil, err
	}
	if err := in.settle(clock.Today(now, turn.Zone)); err != nil {
		return id.Nil, err
	}
	if turn.receives(actor.PersonID) {
		return id.Nil, fault.Conflict("This is your own turn: here the others promise you something")
	}
	hash := requestHash(in)
	if err := turn.mayPledge(now); err != nil {
		return unlessKnown(ctx, tx, collaboratory, by.id, in.Key, hash, err)
	}
	c := newCommitment(collaboratory, &turn, in, now)
	if by.guest != nil {
		return s.pledgeAsGuest(ctx, tx, c, in, hash)
	}
	c.Source, c.GiverPersonID, c.VerifiedAt = BySelf, &actor.PersonID, &now
	return s.write(ctx, tx, c, in, by.id, hash)
}

// PledgeFor writes a promise down for somebody else: the host or scribe what is said aloud, a convener what they were
// told. A name that no member has is a guest of that gathering. It is firm at once, and the giver’s letter offers
// “that is not what I said”.
func (s *Service) PledgeFor(ctx context.Context, collaboratory id.ID, in PledgeForInput) (id.ID, error) {
	var made id.ID
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		made, err = s.pledgeFor(ctx, tx, collaboratory, in)
		return err
	})
	return made, wrap(err, Pledge)
}

func (s *Service) pledgeFor(ctx context.Context, tx *db.Tx, collaboratory id.ID, in PledgeForInput) (id.ID, error) {
	actor, now := access.From(ctx), s.clock.Now()
	turn, err := getTurn(ctx, tx, collaboratory, in.Presentation, actor.PersonID)
	if err != nil {
		return id.Nil, err
	}
	scope := access.Scope{Collaboratory: collaboratory, Is: turn.Is(actor.PersonID)}
	if err := access.Check(actor, access.CommitmentPledgeFor, scope); err != nil {
		return id.Nil, err
	}
	if err := in.settle(clock.Today(now, turn.Zone)); err != nil {
		return id.Nil, err
	}
	hash := requestHash(in)
	if err := s.mayWriteFor(actor, collaboratory, &turn, in.Source, now); err != nil {
		return unlessKnown(ctx, tx, collaboratory, actor.PersonID, in.Key, hash, err)
	}
	c := newCommitment(collaboratory, &turn, in.PledgeInput, now)
	c.Source, c.EnteredBy = in.Source, &actor.PersonID
	if err := s.nameGiver(ctx, tx, c, &turn, in); err != nil {
		return id.Nil, err
	}
	return s.write(ctx, tx, c, in.PledgeInput, actor.PersonID, hash)
}

// mayWriteFor: what is said aloud can be written down from the start of the gathering to the end of its window; what a
// convener is told, at any time after the start.
func (s *Service) mayWriteFor(actor access.Actor, collaboratory id.ID, turn *Around, source Source, now time.Time) error {
	switch {
	case source != ByScribe && source != ByConvener && source != ByCard:
		return fault.Invalid("source", "Please choose one")
	case source == ByConvener && !actor.Convenes(collaboratory):
		return fault.Forbidden("Only a convener can write down what they were told elsewhere")
	case !turn.begun(now):
		return fault.Conflict("Promises for this turn open at its gathering")
	case source == ByScribe && turn.At(now) == Over:
		return fault.Conflict("The evening is over. A convener can still write down what they are told")
	}
	return nil
}

// nameGiver finds who promised: the member chosen, the one member of that name, or a guest of the gathering.
func (s *Service) nameGiver(ctx context.Context, tx *db.Tx, c *Commitment, turn *Around, in PledgeForInput) error {
	giver := in.Giver
	if giver == id.Nil {
		named, err := membersNamed(ctx, tx, c.CollaboratoryID, in.GuestName)
		if err != nil {
			return err
		}
		if len(named) > 1 {
			return fault.Invalid("giver", "More than one member has this name: choose one from the list")
		}
		if len(named) == 0 {
			return s.nameGuest(ctx, tx, c, turn, in)
		}
		giver = named[0]
	}
	switch member, err := isMember(ctx, tx, c.CollaboratoryID, giver); {
	case err != nil:
		return err
	case !member:
		return fault.Invalid("giver", "Choose a member of this collaboratory")
	case turn.receives(giver):
		return fault.Invalid("giver", "It is this person’s own turn: choose who promised it to them")
	}
	c.GiverPersonID, c.VerifiedAt = &giver, &c.CreatedAt
	return nil
}

// nameGuest takes the guest of that name, or adds one; a guest is not verified until somebody vouches for them.
func (s *Service) nameGuest(ctx context.Context, tx *db.Tx, c *Commitment, turn *Around, in PledgeForInput) error {
	known, err := guestNamed(ctx, tx, c.CollaboratoryID, turn.GatheringID, in.GuestName)
	if err != nil {
		return err
	}
	if known == nil {
		guest, err := s.gatherings.AddGuest(ctx, c.CollaboratoryID, turn.GatheringID, gathering.Guest{Key: in.Key, Name: in.GuestName, Organisation: in.Organisation})
		if err != nil {
			return err
		}
		known = &guest
	}
	c.GiverGuestID = known
	return nil
}

// newCommitment is a promise as it begins.
func newCommitment(collaboratory id.ID, turn *Around, in PledgeInput, now time.Time) *Commitment {
	c := &Commitment{
		CollaboratoryID: collaboratory, ID: id.New(), PresentationID: in.Presentation, AskID: orNil(in.Ask),
		Organisation: in.Organisation, ShownAsMember: in.ShownAsMember, Kind: in.Kind, Promise: in.Promise,
		PrivateNote: in.PrivateNote, SharePhone: in.SharePhone, Amount: in.Amount, Unit: in.Unit, Cents: in.Cents,
		Due: in.Due, FirstMove: TheGiver, State: Exploring, CreatedAt: now, Around: *turn,
	}
	if in.ReceiverMovesFirst {
		c.FirstMove = TheReceiver
	}
	if in.Firm {
		c.State, c.PledgedAt = Pledged, &now
	}
	return c
}

// write keeps the new commitment with its first event and its line in the audit.
func (s *Service) write(ctx context.Context, tx *db.Tx, c *Commitment, in PledgeInput, author id.ID, hash []byte) (id.ID, error) {
	if in.Key == id.Nil {
		return id.Nil, fault.Invalid("", "The form did not arrive whole: please send it again")
	}
	if in.Ask != id.Nil {
		if fits, err := askFits(ctx, tx, c.CollaboratoryID, in.Presentation, in.Ask); err != nil || !fits {
			return id.Nil, orFault(err, fault.Invalid("ask", "Choose one of the things this turn asks for"))
		}
	}
	var forPerson *id.ID
	if c.Source != BySelf {
		forPerson = c.GiverPersonID
	}
	stored, err := insertPledge(ctx, tx, c, author, in.Key, hash, forPerson)
	if err != nil {
		return id.Nil, err
	}
	if stored == nil {
		return knownRequest(ctx, tx, c.CollaboratoryID, author, in.Key, hash)
	}
	entry := audit.Entry{
		Action: "commitment.pledge", Object: "commitment", ObjectID: c.ID, Collaboratory: c.CollaboratoryID,
		Detail: map[string]any{"to": string(c.State), "source": string(c.Source), "presentation": c.PresentationID.String()},
	}
	if forPerson != nil {
		entry.For = *forPerson
	}
	s.changed(tx, c)
	return c.ID, audit.Record(ctx, tx, c.CreatedAt, entry)
}

func orFault(err error, otherwise *fault.Error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// sentBefore is what a form hears whose key came before with other words.
const sentBefore = "This form was already sent with other words. Open the page again to send it as a new one"

// unlessKnown is the answer when a promise comes at the wrong time: the promise itself when it arrived before, and
// otherwise why it cannot be made.
func unlessKnown(ctx context.Context, tx *db.Tx, collaboratory, author, key id.ID, hash []byte, why error) (id.ID, error) {
	known, err := knownRequest(ctx, tx, collaboratory, author, key, hash)
	if err != nil || known != id.Nil {
		return known, err
	}
	return id.Nil, why
}

// knownRequest is the promise that this form made when it came before; Nil when it is new. fault.Conflict when it came
// with other words.
func knownRequest(ctx context.Context, tx *db.Tx, collaboratory, author, key id.ID, hash []byte) (id.ID, error) {
	known, err := getRequest(ctx, tx, collaboratory, author, key)
	if err != nil || known == nil {
		return id.Nil, err
	}
	if !bytes.Equal(known.RequestHash, hash) {
		return id.Nil, fault.Conflict(sentBefore)
	}
	return known.ID, nil
}
