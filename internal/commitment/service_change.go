package commitment

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Which names one commitment as its reader saw it.
type Which struct {
	Collaboratory id.ID
	ID            id.ID
	Seq           int // of the newest event on the page it was answered from; 0: as it stands now
}

// change is one verb being done to one commitment, inside its transaction.
type change struct {
	tx    *db.Tx
	actor access.Actor
	by    party       // who acts, as a member or a guest
	is    access.Role // what they are to the commitment
	now   time.Time
	today time.Time // in the collaboratory’s zone
	c     *Commitment
	step  step
	event Event
	note  string         // free text, kept beside the event
	told  id.ID          // to whom it was handed over
	extra map[string]any // facts for the audit

	differs bool // says other words than the commitment has
}

// done ends a change without an event: it had been done before.
type done struct{}

func (done) Error() string { return "done before" }

// change does a verb: it finds and holds the commitment, checks the table, who may and that nothing changed meanwhile,
// lets rule change the commitment, and keeps it with its event, its note, its line in the audit and its letters.
func (s *Service) change(ctx context.Context, w Which, verb Verb, note string, rule func(ctx context.Context, ch *change) error) error {
	if err := checkNote(note); err != nil {
		return err
	}
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		ch, err := s.begin(ctx, tx, w, verb, note)
		if err != nil {
			return err
		}
		if rule != nil {
			if err := rule(ctx, ch); err != nil {
				return s.unlessDone(ctx, ch, w.Seq, verb, err)
			}
		}
		if err := s.current(ctx, ch, w.Seq); err != nil {
			return err
		}
		return s.keep(ctx, ch)
	})
	if errors.Is(err, done{}) {
		return nil
	}
	return wrap(err, verb)
}

func wrap(err error, verb Verb) error {
	if err == nil || fault.Of(err) != nil {
		return err
	}
	return fmt.Errorf("commitment: %s: %w", verb, err)
}

// begin finds the commitment through its reader and holds the verb against the table. A form that was sent twice ends
// here, before the table would refuse the second.
func (s *Service) begin(ctx context.Context, tx *db.Tx, w Which, verb Verb, note string) (*change, error) {
	actor := access.From(ctx)
	c, err := lockCommitment(ctx, tx, w.Collaboratory, w.ID, actor.PersonID)
	if err != nil {
		return nil, err
	}
	by := partyOf(actor, w.Collaboratory, c.GatheringID)
	is := c.Is(actor.PersonID) | by.isTo(&c, verb, actor.Through)
	if err := access.Check(actor, access.CommitmentSee, access.Scope{Collaboratory: w.Collaboratory}); err != nil && !actor.IsSystem() && !by.gives(is) {
		return nil, err
	}
	now := s.clock.Now()
	ch := &change{tx: tx, actor: actor, by: by, is: is, now: now, today: clock.Today(now, c.Zone), c: &c, note: note, extra: map[string]any{}}
	if err := mayEver(verb, actor, w.Collaboratory, is); err != nil {
		return nil, s.unlessDone(ctx, ch, w.Seq, verb, err)
	}
	if c.MergedInto != nil {
		return nil, s.unlessDone(ctx, ch, w.Seq, verb, fault.Conflict("This promise was put together with another one"))
	}
	ch.step, err = stepFor(verb, c.State)
	if err == nil {
		err = ch.step.allows(actor, w.Collaboratory, is)
	}
	if err != nil {
		return nil, s.unlessDone(ctx, ch, w.Seq, verb, err)
	}
	ch.open()
	return ch, nil
}

// open begins the event of this change.
func (ch *change) open() {
	c := ch.c
	to := ch.step.to
	if to == same {
		to = c.State
	}
	ch.event = Event{
		Seq: c.Seq + 1, At: ch.now, ActorID: orNil(ch.by.id), ForPersonID: ch.behalf(),
		Verb: ch.step.verb, FromState: c.State, ToState: to,
	}
}

// behalf is the person on whose word the actor acts; nil when they speak for themselves.
func (ch *change) behalf() *id.ID {
	switch ch.step.side {
	case TheGiver:
		if ch.is&access.Giver == 0 {
			return ch.c.GiverPersonID
		}
	case TheReceiver:
		if ch.is&access.Presenter == 0 {
			return orNil(ch.c.PresenterID)
		}
	case Either:
		if ch.is&(access.Giver|access.Presenter) == 0 {
			return ch.c.GiverPersonID
		}
	}
	return nil
}

// current refuses a change to something that has changed since its reader saw it. The same form sent a second time is
// no change at all, and what says nothing about how the promise stands does not count.
func (s *Service) current(ctx context.Context, ch *change, seq int) error {
	since, err := ch.since(ctx, seq)
	switch {
	case err != nil || len(since) == 0:
		return err
	case ch.didBefore(since[0], ch.step.verb) && ch.repeats(since[0]):
		return done{}
	case loud(since):
		return fault.Conflict(changedMeanwhile)
	}
	return nil
}

const changedMeanwhile = "This has changed meanwhile. Look at how it stands now, then answer again"

// unlessDone is the answer to a change that cannot be made: nothing at all when the reader made it already and the
// form came twice, and otherwise why it cannot be made.
func (s *Service) unlessDone(ctx context.Context, ch *change, seq int, verb Verb, why error) error {
	since, err := ch.since(ctx, seq)
	switch {
	case err != nil:
		return err
	case len(since) > 0 && ch.didBefore(since[0], verb):
		return done{}
	case loud(since) && fault.Is(why, fault.KindConflict):
		return fault.Conflict(changedMeanwhile)
	}
	return why
}

// since are the events that the reader, who saw seq, has not seen.
func (ch *change) since(ctx context.Context, seq int) ([]Event, error) {
	if seq == 0 || seq >= ch.c.Seq {
		return nil, nil
	}
	return eventsSince(ctx, ch.tx, ch.c, seq)
}

func (ch *change) didBefore(e Event, verb Verb) bool {
	return e.Verb == verb && e.ActorID != nil && *e.ActorID == ch.by.id
}

// repeats tells whether an earlier event says the same as the one being made.
func (ch *change) repeats(e Event) bool {
	return !ch.differs && sameDay(e.DueTo, ch.event.DueTo) && sameValue(e.Amount, ch.event.Amount) && sameValue(e.Cents, ch.event.Cents)
}

// loud tells whether something happened that a reader must know of before they answer.
func loud(events []Event) bool {
	return slices.ContainsFunc(events, func(e Event) bool { return !slices.Contains(quiet, e.Verb) })
}

func sameDay(a, b *time.Time) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}

func sameValue[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// keep writes the changed commitment, its event, note and audit, and sends the letters of this step.
func (s *Service) keep(ctx context.Context, ch *change) error {
	ch.c.State, ch.c.Seq = ch.event.ToState, ch.event.Seq
	ch.stamp()
	if err := saveChange(ctx, ch.tx, ch.c, ch.event); err != nil {
		return err
	}
	if ch.note != "" {
		if err := insertNote(ctx, ch.tx, ch.c, ch.event.Seq, orNil(ch.by.id), ch.note); err != nil {
			return err
		}
	}
	if err := ch.audit(ctx); err != nil {
		return err
	}
	if slices.Contains(ofTheEvening, ch.event.Verb) {
		s.changed(ch.tx, ch.c)
	}
	return s.tell(ctx, ch)
}

// stamp keeps the instants at which the commitment came into its state.
func (ch *change) stamp() {
	c, e := ch.c, ch.event
	if e.FromState == e.ToState {
		return
	}
	at := &ch.now
	switch e.ToState {
	case Pledged:
		if c.PledgedAt == nil {
			c.PledgedAt = at
		}
		c.DeliveredAt, c.FulfilledAt, c.EndedAt = nil, nil, nil
	case Delivered:
		if c.DeliveredAt == nil {
			c.DeliveredAt = at
		}
		c.FulfilledAt, c.EndedAt = nil, nil
	case Fulfilled:
		c.FulfilledAt, c.EndedAt = at, at
	case Released, Declined:
		c.EndedAt = at
	case Exploring:
		c.PledgedAt, c.EndedAt = nil, nil
	case Lapsed:
		c.DeliveredAt, c.EndedAt = nil, nil
	}
}

func (ch *change) audit(ctx context.Context) error {
	e := ch.event
	ch.extra["from"], ch.extra["to"] = string(e.FromState), string(e.ToState)
	entry := audit.Entry{
		Action: "commitment." + string(e.Verb), Object: "commitment", ObjectID: ch.c.ID,
		Collaboratory: ch.c.CollaboratoryID, Detail: ch.extra,
	}
	if e.ForPersonID != nil {
		entry.For = *e.ForPersonID
	}
	return audit.Record(ctx, ch.tx, ch.now, entry)
}

func orNil(v id.ID) *id.ID {
	if v == id.Nil {
		return nil
	}
	return &v
}
