package stage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	people "collaboratory/internal/member"
	"collaboratory/internal/presentation"
)

// Practice is where a rehearsal takes place.
type Practice struct {
	Collaboratory id.ID
	Slug          string
	Gathering     id.ID
}

// Rehearse makes a practice room of a gathering and tells where it is: a collaboratory of its own with the same agenda
// and the same asks, and with play-members in place of everybody but the actor. Nothing in it is mailed, counted or
// kept; it is gone a day later at the latest. The host and the conveners may. While the actor has one open for this
// gathering, it is that one. fault.Conflict for a practice room: it is one already.
func (s *Service) Rehearse(ctx context.Context, collaboratory, at id.ID) (made Practice, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		g, scope, err := s.gatherings.Standing(ctx, tx, collaboratory, at)
		if err != nil {
			return err
		}
		if err := access.Check(access.From(ctx), access.GatheringRehearse, scope); err != nil {
			return err
		}
		open, err := s.openRehearsal(ctx, tx, g)
		if err != nil {
			return err
		}
		if open == nil {
			made, err = s.rehearse(ctx, tx, g)
			return err
		}
		made.Collaboratory, made.Slug = open.ID(), open.Slug()
		made.Gathering, err = rehearsalGathering(ctx, tx, open.ID())
		return err
	})
	return made, err
}

// openRehearsal is the actor’s practice room for a gathering; one whose time is up is forgotten first.
func (s *Service) openRehearsal(ctx context.Context, tx *db.Tx, g gathering.Gathering) (*collaboratory.Rehearsal, error) {
	open, err := s.clubs.RehearsalOf(ctx, tx, g.CollaboratoryID, g.ID)
	if err != nil || open == nil || !open.Over(s.clock.Now()) {
		return open, err
	}
	return nil, s.forget(ctx, tx, *open)
}

// rehearse builds the practice room by the verbs that build every other.
func (s *Service) rehearse(ctx context.Context, tx *db.Tx, g gathering.Gathering) (Practice, error) {
	from, err := getHome(ctx, tx, g.CollaboratoryID)
	if fault.Is(err, fault.KindNotFound) {
		return Practice{}, fault.Conflict("This is a practice room already")
	}
	if err != nil {
		return Practice{}, err
	}
	words := deckOf(from.Language)
	r, place, err := s.clubs.OpenRehearsal(ctx, tx, collaboratory.Rehearsing{
		Of:   collaboratory.Rehearsed{Collaboratory: g.CollaboratoryID, Slug: from.Slug, Gathering: g.ID},
		Name: words.title + g.Title, Zone: from.Zone, Language: from.Language, Currency: from.Currency,
	})
	if err != nil {
		return Practice{}, err
	}
	ctx = access.With(ctx, access.From(ctx).Joined(place))
	made := Practice{Collaboratory: r.ID(), Slug: r.Slug()}
	if made.Gathering, err = s.copyGathering(ctx, tx, r.ID(), g); err != nil {
		return made, err
	}
	players, err := s.invitePlayers(ctx, r.ID(), words.names, from.Language)
	if err != nil {
		return made, err
	}
	if err := s.copyTurns(ctx, tx, g, made, place, players, words.turn); err != nil {
		return made, err
	}
	_, err = s.gatherings.Publish(ctx, r.ID(), made.Gathering)
	return made, err
}

// copyGathering plans the same evening for right now, with the actor as its host and scribe, so that every way to look
// at the room is open to them.
func (s *Service) copyGathering(ctx context.Context, tx *db.Tx, into id.ID, g gathering.Gathering) (id.ID, error) {
	items, err := db.All[gathering.Item](ctx, tx, itemsSQL, g.CollaboratoryID, g.ID)
	if err != nil {
		return id.Nil, err
	}
	length := time.Duration(gathering.Minutes(items)) * time.Minute
	made, err := s.gatherings.Schedule(ctx, into, gathering.Scheduling{
		Key:  id.New(),
		Plan: gathering.Plan{Title: g.Title, When: rightNow(s.clock.Now(), g.Zone, length), Place: g.Place},
	})
	if err != nil {
		return made, fmt.Errorf("copying a gathering: %w", err)
	}
	if err := s.gatherings.SetAgenda(ctx, into, made, 1, items); err != nil {
		return made, fmt.Errorf("copying an agenda: %w", err)
	}
	for _, role := range []gathering.Role{gathering.Host, gathering.Scribe} {
		if err := s.gatherings.Hand(ctx, into, made, gathering.Handing{Person: access.From(ctx).PersonID, Role: role}); err != nil {
			return made, err
		}
	}
	return made, nil
}

// rightNow is an evening that begins at once: a room is practiced at any hour. What would run past midnight ends before
// it; what begins shortly before it is put down for the day after, which keeps nobody from starting.
func rightNow(now time.Time, zone string, length time.Duration) gathering.When {
	local := now.In(clock.Zone(zone))
	w := gathering.When{Day: clock.Date(local.Date()), StartTime: local.Format("15:04"), EndTime: "23:59", Zone: zone}
	if local.Hour() == 23 {
		w.Day, w.StartTime, w.EndTime = w.Day.AddDate(0, 0, 1), "09:00", "21:00"
		return w
	}
	sooner := w
	if end := local.Add(max(length, time.Hour)); end.Day() == local.Day() {
		sooner.EndTime = end.Format("15:04")
	}
	if _, _, err := sooner.Instants(); err == nil {
		return sooner
	}
	return w
}

// invitePlayers makes the play-members; none has an address, so that no letter could ever find them.
func (s *Service) invitePlayers(ctx context.Context, into id.ID, names []string, language string) ([]player, error) {
	var all []player
	for _, name := range names {
		made, err := s.clubs.AddPerson(ctx, into, id.New(), people.Profile{Name: name, Language: language})
		if err != nil {
			return nil, fmt.Errorf("making a play-member: %w", err)
		}
		all = append(all, player{ID: made, Name: name})
	}
	return all, nil
}

// copyTurns gives each turn to a play-member, the last of them first, in the words of its proposal. Where nobody
// presents yet there is one turn to practice with.
func (s *Service) copyTurns(ctx context.Context, tx *db.Tx, g gathering.Gathering, made Practice, place access.Membership, players []player, otherwise presentation.Words) error {
	turns, err := turnWords(ctx, tx, g.CollaboratoryID, g.ID)
	if err != nil {
		return err
	}
	if len(turns) == 0 {
		turns = []presentation.Words{otherwise}
	}
	for i, words := range turns {
		words.Key = id.New()
		presenter := players[len(players)-1-i%len(players)].as(ctx, place)
		proposal, err := s.presentations.Propose(presenter, made.Collaboratory, words, true)
		if err != nil {
			return fmt.Errorf("copying a proposal: %w", err)
		}
		turn, err := s.presentations.Accept(ctx, made.Collaboratory, proposal, made.Gathering)
		if err != nil {
			return fmt.Errorf("copying a turn: %w", err)
		}
		if err := s.presentations.Confirm(presenter, made.Collaboratory, turn); err != nil {
			return err
		}
	}
	return nil
}

// as is a context in which a play-member acts; place is the actor’s in the practice room.
func (p player) as(ctx context.Context, place access.Membership) context.Context {
	place.Role = access.Member
	return access.With(ctx, access.Actor{PersonID: p.ID, Name: p.Name, Memberships: []access.Membership{place}})
}

// EndRehearsal forgets a practice room with all that is in it, and tells which gathering was practiced. Who opened it may,
// and the house itself. fault.NotFound for what is no practice room, or is none any more.
func (s *Service) EndRehearsal(ctx context.Context, made id.ID) (of collaboratory.Rehearsed, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		r, err := s.clubs.HoldRehearsal(ctx, tx, made)
		if err != nil {
			return err
		}
		if err := access.Check(access.From(ctx), access.RehearsalEnd, access.Scope{Collaboratory: made}); err != nil {
			return err
		}
		of = r.Of()
		return s.forget(ctx, tx, r)
	})
	return of, err
}

// forget lets each room forget its own, from right to left. No screen is told: it would only look for what is gone, and
// turn the page of the host away from the gathering they are on their way back to.
func (s *Service) forget(ctx context.Context, tx *db.Tx, r collaboratory.Rehearsal) error {
	for _, forget := range []func() error{
		func() error { return deleteStage(ctx, tx, r.ID()) },
		func() error { return s.commitments.Forget(ctx, tx, r) },
		func() error { return s.presentations.Forget(ctx, tx, r) },
		func() error { return s.gatherings.Forget(ctx, tx, r) },
		func() error { return audit.Forget(ctx, tx, r.ID()) },
		func() error { return s.clubs.Forget(ctx, tx, r) },
	} {
		if err := forget(); err != nil {
			return err
		}
	}
	return nil
}

// EndOldRehearsals forgets the practice rooms whose time is up. Only the house itself may. One that fails does not keep
// the others; what failed is told.
func (s *Service) EndOldRehearsals(ctx context.Context) error {
	over, err := s.clubs.RehearsalsOver(ctx)
	for _, made := range over {
		if _, failed := s.EndRehearsal(ctx, made); failed != nil && !fault.Is(failed, fault.KindNotFound) {
			err = errors.Join(err, fmt.Errorf("ending the practice room %s: %w", made, failed))
		}
	}
	return err
}
