package commitment

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Receive is “Yes, I received it”: any receiver, or a convener on the presenter’s word, never the giver. The giver
// hears of it, with the thanks if there are any.
func (s *Service) Receive(ctx context.Context, w Which, thanks string) error {
	return s.change(ctx, w, Receive, thanks, func(_ context.Context, ch *change) error {
		if thanks != "" {
			ch.c.ThankedAt = &ch.now
		}
		return nil
	})
}

// NotYet is “Not yet, because…”: the promise is under way again. When its day is over it needs a new one, or it is
// fault.Invalid.
func (s *Service) NotYet(ctx context.Context, w Which, because string, due *time.Time) error {
	return s.change(ctx, w, NotYet, because, func(_ context.Context, ch *change) error {
		if due == nil && PastDue(ch.c.Due, ch.today) {
			return fault.Invalid("due", "Its day is over: choose a new one")
		}
		if due == nil {
			return nil
		}
		if err := future(*due, ch.today); err != nil {
			return err
		}
		ch.event.DueFrom, ch.event.DueTo = ch.c.Due, due
		ch.c.Due = due
		return nil
	})
}

// Decline is for a promise that the presenter does not need after all; its giver is thanked for it.
func (s *Service) Decline(ctx context.Context, w Which, note string) error {
	return s.change(ctx, w, Decline, note, nil)
}

// Contact ticks, or unticks, that the two sides are in touch.
func (s *Service) Contact(ctx context.Context, w Which, inTouch bool) error {
	return s.change(ctx, w, Contact, "", func(_ context.Context, ch *change) error {
		ch.c.ContactedAt = nil
		if inTouch {
			ch.c.ContactedAt = &ch.now
		}
		return nil
	})
}

// Thank sends the giver the receiver’s thanks.
func (s *Service) Thank(ctx context.Context, w Which, words string) error {
	return s.change(ctx, w, Thank, words, func(_ context.Context, ch *change) error {
		ch.c.ThankedAt = &ch.now
		return nil
	})
}

// ThankEveryone thanks, in the same words, each giver of a turn whose promise was not thanked for yet, and tells how
// many promises that were. Sent twice it finds nobody left the second time.
func (s *Service) ThankEveryone(ctx context.Context, collaboratory, presentation id.ID, words string) (int, error) {
	if err := checkNote(words); err != nil {
		return 0, err
	}
	thanked := 0
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		actor := access.From(ctx)
		turn, err := getTurn(ctx, tx, collaboratory, presentation, actor.PersonID)
		if err != nil {
			return err
		}
		scope := access.Scope{Collaboratory: collaboratory, Is: turn.Is(actor.PersonID)}
		if err := access.Check(actor, access.CommitmentThank, scope); err != nil {
			return err
		}
		promises, err := unthanked(ctx, tx, collaboratory, presentation)
		if err != nil {
			return err
		}
		thanked = len(promises)
		for _, promise := range promises {
			if err := s.Thank(ctx, Which{Collaboratory: collaboratory, ID: promise}, words); err != nil {
				return err
			}
		}
		return nil
	})
	return thanked, wrap(err, Thank)
}

// Correct takes back the last answer within 24 hours: the promise stands as it stood before. The one who answered may,
// the one they answered for, any receiver for a receiver’s answer, and a convener who is not the giver.
func (s *Service) Correct(ctx context.Context, w Which) error {
	return s.change(ctx, w, Correct, "", func(ctx context.Context, ch *change) error {
		last, err := lastBut(ctx, ch.tx, ch.c, quiet)
		if err != nil {
			return err
		}
		back, err := correction(last, ch.now)
		if err != nil {
			return err
		}
		if err := ch.mayCorrect(last); err != nil {
			return err
		}
		ch.event.ToState = back
		ch.undo(last)
		return nil
	})
}

func (ch *change) mayCorrect(last Event) error {
	is, me := ch.is, ch.actor.PersonID
	switch {
	case last.ActorID != nil && *last.ActorID == me, last.ForPersonID != nil && *last.ForPersonID == me:
		return nil
	case last.Verb.ofTheReceiver() && is&access.Presenter != 0:
		return nil
	case ch.actor.Convenes(ch.c.CollaboratoryID) && is&(access.Giver|access.Presenter) == 0:
		return nil
	}
	return fault.Forbidden("Only the one who gave this answer can take it back")
}

// undo gives the commitment back the day that the corrected answer had changed.
func (ch *change) undo(last Event) {
	if last.DueTo == nil {
		return
	}
	ch.event.DueFrom, ch.event.DueTo = ch.c.Due, last.DueFrom
	ch.c.Due = last.DueFrom
	if last.Verb == Redate && ch.c.Redated > 0 {
		ch.c.Redated--
	}
}

// Lapse is what time does to a promise 14 days past its date without a word of its giver. fault.Conflict before that.
func (s *Service) Lapse(ctx context.Context, w Which) error {
	return s.change(ctx, w, Lapse, "", func(ctx context.Context, ch *change) error {
		word, err := lastOf(ctx, ch.tx, ch.c, wordsOfTheGiver)
		if err != nil {
			return err
		}
		if !MayLapse(ch.c.Due, word, clock.Today(ch.now, ch.c.Zone), ch.c.Zone) {
			return fault.Conflict("This promise is not past its date for long enough")
		}
		return nil
	})
}

// Merge puts a promise that was written down twice together with the one that stays. Both must help the same turn and
// come from the same giver, or from a guest whose name was not known yet.
func (s *Service) Merge(ctx context.Context, w Which, into id.ID) error {
	return s.change(ctx, w, Merge, "", func(ctx context.Context, ch *change) error {
		if into == w.ID {
			return fault.Invalid("into", "Choose another promise to put it together with")
		}
		stays, err := lockCommitment(ctx, ch.tx, w.Collaboratory, into, ch.actor.PersonID)
		if err != nil {
			return err
		}
		switch {
		case stays.PresentationID != ch.c.PresentationID:
			return fault.Invalid("into", "The two promises help different turns")
		case stays.MergedInto != nil || stays.State != Pledged && stays.State != Exploring:
			return fault.Conflict("Only promises that are still open can be put together")
		case !sameGiver(ch.c, &stays):
			return fault.Invalid("into", "The two promises come from different people")
		}
		ch.c.MergedInto = &into
		ch.extra["into"] = into.String()
		return nil
	})
}

func sameGiver(a, b *Commitment) bool {
	if a.GiverPersonID != nil && b.GiverPersonID != nil {
		return *a.GiverPersonID == *b.GiverPersonID
	}
	return true
}

// Verify says that a guest’s promise is theirs. A member’s needs no such word: fault.Conflict.
func (s *Service) Verify(ctx context.Context, w Which) error {
	return s.change(ctx, w, Verify, "", func(_ context.Context, ch *change) error {
		if ch.c.VerifiedAt != nil {
			return done{}
		}
		ch.c.VerifiedAt = &ch.now
		return nil
	})
}
