package gathering

import (
	"context"
	"fmt"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Publish invites every member whom a letter can reach, with the gathering as an entry for their calendar, and tells
// how many letters went out. Pressed twice, it invites once. fault.Conflict when the day is over or the gathering
// was canceled. Only conveners may.
func (s *Service) Publish(ctx context.Context, collaboratory, gathering id.ID) (letters int, err error) {
	err = s.change(ctx, collaboratory, gathering, access.GatheringChange, StepPublish, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		letters = 0
		now := s.clock.Now()
		if g.State == Published {
			return nil
		}
		if g.EndsAt.Before(now) {
			return fault.Conflict("That day is over: choose a new day before you invite people")
		}
		c, err := getClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		g.State, g.PublishedAt = Published, &now
		if err := moveGathering(ctx, tx, g); err != nil {
			return fmt.Errorf("publishing a gathering: %w", err)
		}
		if letters, err = s.send(ctx, tx, g, c, invitationLetter, reachable); err != nil {
			return err
		}
		return s.record(ctx, tx, g, "gathering.published", map[string]any{"letters": letters})
	})
	return letters, err
}

// Cancel calls a gathering off. Those who were invited get the reason, and the entry leaves their calendar.
// fault.Invalid when people were invited and no reason is given, fault.Conflict once it has begun. Only conveners may.
func (s *Service) Cancel(ctx context.Context, collaboratory, gathering id.ID, reason string) error {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, collaboratory, gathering, access.GatheringChange, StepCancel, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		if g.State == Cancelled {
			return nil
		}
		told := g.State == Published
		if told && reason == "" {
			return fault.Invalid("reason", "Say in a few words why: everybody who was invited will read it")
		}
		if len([]rune(reason)) > maxReason {
			return fault.Invalid("reason", "Please keep this to %d characters", maxReason)
		}
		now := s.clock.Now()
		g.State, g.CancelReason, g.CancelledAt = Cancelled, reason, &now
		if told {
			g.Sequence++
		}
		if err := moveGathering(ctx, tx, g); err != nil {
			return fmt.Errorf("canceling a gathering: %w", err)
		}
		if told {
			if err := s.tellCancelled(ctx, tx, g); err != nil {
				return err
			}
		}
		s.changed(tx, g.ID)
		return s.record(ctx, tx, g, "gathering.canceled", nil)
	})
}

const maxReason = 500

func (s *Service) tellCancelled(ctx context.Context, tx *db.Tx, g Gathering) error {
	c, err := getClub(ctx, tx, g.CollaboratoryID)
	if err != nil {
		return err
	}
	_, err = s.send(ctx, tx, g, c, cancelledLetter, invited)
	return err
}

// Start opens the room. Only the host may; fault.Conflict while nobody is invited, or when the gathering is over.
func (s *Service) Start(ctx context.Context, collaboratory, gathering id.ID) error {
	return s.move(ctx, collaboratory, gathering, StepStart)
}

// Close ends the evening; late pledges are welcome until noon the next day. Only the host may.
func (s *Service) Close(ctx context.Context, collaboratory, gathering id.ID) error {
	return s.move(ctx, collaboratory, gathering, StepClose)
}

// Reopen opens the room again, within a day of closing; later it is fault.Conflict. Only the host may.
func (s *Service) Reopen(ctx context.Context, collaboratory, gathering id.ID) error {
	return s.move(ctx, collaboratory, gathering, StepReopen)
}

// move takes a step of the evening: start, close or reopen. A step taken already changes nothing.
func (s *Service) move(ctx context.Context, collaboratory, gathering id.ID, step Step) error {
	return s.change(ctx, collaboratory, gathering, access.GatheringStart, step, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		now := s.clock.Now()
		to, err := g.State.After(step)
		if err != nil || to == g.State {
			return err
		}
		switch step {
		case StepStart:
			g.StartedAt = &now
		case StepClose:
			until := g.pledgesUntil(now)
			g.ClosedAt, g.PledgesUntil = &now, &until
		case StepReopen:
			if err := g.MayReopen(now); err != nil {
				return err
			}
			g.ClosedAt, g.PledgesUntil = nil, nil
		}
		g.State = to
		if err := moveGathering(ctx, tx, g); err != nil {
			return fmt.Errorf("taking the step %s: %w", step, err)
		}
		s.changed(tx, g.ID)
		return s.record(ctx, tx, g, deeds[step], nil)
	})
}

// deeds are the steps of the evening as the audit names them.
var deeds = map[Step]string{
	StepStart:  "gathering.started",
	StepClose:  "gathering.closed",
	StepReopen: "gathering.reopened",
}

// Held is a role somebody has at a gathering.
type Held struct {
	PersonID id.ID
	Name     string
	Role     Role
}

// Handing gives a role to a member, or takes it back.
type Handing struct {
	Person id.ID
	Role   Role
	Back   bool // take it back instead
}

// Hand makes a member host or scribe of this gathering. There is one host: handing that role on takes it from who had
// it (conveners can always step in); scribes may be several. Conveners and the host may. fault.NotFound for somebody
// who is no member, fault.Conflict once the gathering is over.
func (s *Service) Hand(ctx context.Context, collaboratory, gathering id.ID, in Handing) error {
	if in.Role != Host && in.Role != Scribe {
		return fault.Invalid("role", "Please choose one")
	}
	return s.change(ctx, collaboratory, gathering, access.GatheringHand, StepHand, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		held, err := getRoles(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		if in.Back || in.Role == Host {
			who := &in.Person
			if !in.Back {
				who = nil
			}
			if err := deleteRole(ctx, tx, collaboratory, gathering, in.Role, who); err != nil {
				return err
			}
		}
		if !in.Back {
			if _, err := lockMember(ctx, tx, collaboratory, in.Person); err != nil {
				return err
			}
			by := access.From(ctx).PersonID
			if err := insertRole(ctx, tx, collaboratory, gathering, in.Person, by, in.Role, s.clock.Now()); err != nil {
				return fmt.Errorf("handing a role: %w", err)
			}
		}
		s.changed(tx, g.ID, append(holding(held, in.Role), in.Person)...)
		return s.recordFor(ctx, tx, g, "gathering.role-handed", in.Person, map[string]any{"role": in.Role, "back": in.Back})
	})
}

// holding are those who hold a role.
func holding(all []Held, role Role) []id.ID {
	var people []id.ID
	for _, held := range all {
		if held.Role == role {
			people = append(people, held.PersonID)
		}
	}
	return people
}

// Guest is somebody in the room who is no member.
type Guest struct {
	Key          id.ID // request key: the same press stores one guest
	Name         string
	Organisation string
}

// AddGuest writes down somebody who is no member, and gives their id. The scribe, the host and conveners may, from the
// invitation until late pledges end. The same key with another name is fault.Conflict.
func (s *Service) AddGuest(ctx context.Context, collaboratory, gathering id.ID, in Guest) (id.ID, error) {
	in.Name, in.Organisation = strings.Join(strings.Fields(in.Name), " "), strings.Join(strings.Fields(in.Organisation), " ")
	if in.Name == "" || len([]rune(in.Name)) > 200 || len([]rune(in.Organisation)) > 200 {
		return id.Nil, fault.Invalid("name", "Write a name of at most %d characters", 200)
	}
	if in.Key == id.Nil {
		in.Key = id.New()
	}
	err := s.change(ctx, collaboratory, gathering, access.GatheringGuest, StepGuest, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		if err := g.MayTakeGuests(s.clock.Now()); err != nil {
			return err
		}
		by := access.From(ctx).PersonID
		stored, err := insertGuest(ctx, tx, g, in.Key, in.Name, in.Organisation, by, s.clock.Now())
		if err != nil {
			return fmt.Errorf("adding a guest: %w", err)
		}
		if stored == nil {
			before, err := getGuest(ctx, tx, collaboratory, in.Key)
			if err == nil && before != (guestRow{gathering, in.Name, in.Organisation}) {
				err = fault.Conflict("This form was already sent with other words. Open the page again to send it as a new one")
			}
			return err
		}
		s.changed(tx, g.ID)
		return s.record(ctx, tx, g, "gathering.guest-added", map[string]any{"guest": in.Key})
	})
	return in.Key, err
}
