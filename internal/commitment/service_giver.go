package commitment

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Deliver is “Did it”: the giver says that the promise is done, and the receiver is asked. A convener may say it on the
// giver’s word. fault.Conflict when the promise is not under way, or has changed since the reader saw it.
func (s *Service) Deliver(ctx context.Context, w Which, note string) error {
	return s.change(ctx, w, Deliver, note, nil)
}

// Partly keeps how much is there so far; the promise stays under way, and a lapsed one comes back. fault.Invalid when
// nothing is said about how much.
func (s *Service) Partly(ctx context.Context, w Which, in PartlyInput) error {
	return s.change(ctx, w, Partly, in.Note, func(_ context.Context, ch *change) error {
		if in.Amount == nil && in.Cents == nil && in.Note == "" {
			return fault.Invalid("amount", "Write how much is there so far")
		}
		var wrong fault.Fields
		checkAmount(&wrong, "", in.Amount, in.Cents)
		if err := wrong.Err(); err != nil {
			return err
		}
		ch.event.Amount, ch.event.Cents = in.Amount, in.Cents
		if in.Amount != nil {
			ch.c.DoneAmount = in.Amount
		}
		if in.Cents != nil {
			ch.c.DoneCents = in.Cents
		}
		return nil
	})
}

// Redate gives the promise a new day; it is counted, and a lapsed one comes back. The reason is for the two sides
// only. fault.Invalid when the day is over or is the one it has.
func (s *Service) Redate(ctx context.Context, w Which, due time.Time, reason string) error {
	return s.change(ctx, w, Redate, reason, func(_ context.Context, ch *change) error {
		if err := future(due, ch.today); err != nil {
			return err
		}
		ch.event.DueFrom, ch.event.DueTo = ch.c.Due, &due
		if sameDay(ch.c.Due, &due) && w.Seq == ch.c.Seq {
			return fault.Invalid("due", "That is the day it has already: choose a later one")
		}
		ch.c.Due = &due
		ch.c.Redated++
		return nil
	})
}

// Revive brings a lapsed promise back with a word of its giver: “I am still on it”.
func (s *Service) Revive(ctx context.Context, w Which, note string) error {
	return s.change(ctx, w, Revive, note, nil)
}

// MakeFirm turns “Let’s talk” into a firm promise: what, how much where that applies, by when. fault.Invalid says what
// is missing.
func (s *Service) MakeFirm(ctx context.Context, w Which, in FirmInput) error {
	return s.change(ctx, w, MakeFirm, "", func(_ context.Context, ch *change) error {
		in.Promise = plainPromise(in.Promise)
		if in.Promise == "" {
			in.Promise = ch.c.Promise
		}
		var wrong fault.Fields
		checkWords(&wrong, in.Promise, "")
		checkAmount(&wrong, in.Unit, in.Amount, in.Cents)
		if in.Due == nil {
			in.Due = ch.c.Due
		}
		if in.Due == nil {
			wrong.Add("due", "Say by when: a day makes it easy to count on")
		} else if err := future(*in.Due, ch.today); err != nil {
			wrong.Add("due", fault.Of(err).Fields[0].Message)
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		ch.event.DueFrom, ch.event.DueTo = ch.c.Due, in.Due
		ch.c.Promise, ch.c.Due = in.Promise, in.Due
		if in.Amount != nil || in.Cents != nil {
			ch.c.Amount, ch.c.Unit, ch.c.Cents = in.Amount, oneLine(in.Unit), in.Cents
		}
		return nil
	})
}

// Release lets go of the promise, without blame: by its giver (“I can’t after all”), by its receiver, or by a convener
// on the giver’s word. The other side hears of it.
func (s *Service) Release(ctx context.Context, w Which, note string) error {
	return s.change(ctx, w, Release, note, nil)
}

// HandOver gives the promise to another member, who gets a letter; so does the receiver. fault.Invalid when that person
// is no member, gives it already, or is the one it was promised to.
func (s *Service) HandOver(ctx context.Context, w Which, to id.ID, note string) error {
	return s.change(ctx, w, HandOver, note, func(ctx context.Context, ch *change) error {
		c := ch.c
		if before := c.GiverPersonID; before != nil {
			ch.extra["giver_before"] = before.String()
		}
		switch member, err := isMember(ctx, ch.tx, c.CollaboratoryID, to); {
		case err != nil:
			return err
		case !member:
			return fault.Invalid("giver", "Choose a member of this collaboratory")
		case c.receives(to):
			return fault.Invalid("giver", "It was promised to this person: choose somebody else")
		case c.GiverPersonID != nil && *c.GiverPersonID == to:
			return fault.Invalid("giver", "This person gives it already")
		}
		ch.extra["giver"] = to.String()
		ch.event.ForPersonID, ch.told = &to, to
		c.GiverPersonID, c.GiverGuestID = &to, nil
		c.Organisation, c.SharePhone, c.ShownAsMember, c.VerifiedAt = "", false, false, &ch.now
		return nil
	})
}

// Edit changes the words of a promise while the evening’s window is open. fault.Conflict once it has closed.
func (s *Service) Edit(ctx context.Context, w Which, in EditInput) error {
	return s.change(ctx, w, Edit, "", func(_ context.Context, ch *change) error {
		c := ch.c
		if err := ch.windowIsOpen(); err != nil {
			return err
		}
		p := PledgeInput{
			Kind: in.Kind, Promise: in.Promise, PrivateNote: in.PrivateNote, Organisation: in.Organisation,
			Amount: in.Amount, Unit: in.Unit, Cents: in.Cents, Due: in.Due, Firm: c.State == Pledged,
		}
		if err := p.settle(ch.today); err != nil {
			return err
		}
		ch.differs = p.Promise != c.Promise || p.Kind != c.Kind || p.Organisation != c.Organisation || p.PrivateNote != c.PrivateNote
		ch.event.DueFrom, ch.event.DueTo, ch.event.Amount, ch.event.Cents = c.Due, p.Due, p.Amount, p.Cents
		c.Kind, c.Promise, c.Organisation = p.Kind, p.Promise, p.Organisation
		c.Amount, c.Unit, c.Cents, c.Due = p.Amount, p.Unit, p.Cents, p.Due
		if ch.is&access.Giver != 0 {
			c.PrivateNote, c.ShownAsMember, c.SharePhone = p.PrivateNote, in.ShownAsMember, in.SharePhone
		}
		return nil
	})
}

// TakeBack undoes a promise while the evening’s window is open: nothing more is asked about it. fault.Conflict once it
// has closed; then it can be let go.
func (s *Service) TakeBack(ctx context.Context, w Which) error {
	return s.change(ctx, w, TakeBack, "", func(_ context.Context, ch *change) error { return ch.windowIsOpen() })
}

// windowIsOpen refuses to change the words of a promise after noon of the day after its evening. What was written down
// later, by a convener, may be put right for a day.
func (ch *change) windowIsOpen() error {
	if !ch.now.After(ch.c.Until()) || ch.now.Sub(ch.c.CreatedAt) <= CorrectFor && ch.c.Source == ByConvener {
		return nil
	}
	return fault.Conflict("Promises can be changed until noon of the day after the gathering. Give it a new day, or let it go")
}

// Disown is “That is not what I said”: for a week, the giver of a promise that somebody else wrote down can take the
// firmness off it. It stays as “Let’s talk”, with the giver’s own words beside it, and the receiver hears of it.
func (s *Service) Disown(ctx context.Context, w Which, ownWords string) error {
	return s.change(ctx, w, Disown, ownWords, func(_ context.Context, ch *change) error {
		switch {
		case ch.c.Source == BySelf:
			return fault.Conflict("You wrote this promise yourself. Give it a new day, or let it go")
		case ch.now.Sub(ch.c.CreatedAt) > DisownFor:
			return fault.Conflict("This can be said within a week. Give it a new day, or let it go")
		}
		return nil
	})
}
