package stage

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/token"
)

const (
	// numberGood is how long a screen waits with its number.
	numberGood = 15 * time.Minute
	// screensKept is how long a screen that is over is remembered.
	screensKept = 30 * 24 * time.Hour
	// numberTries: so often another number is taken when somebody else waits with the same one.
	numberTries = 8
)

// Screen is the browser of a venue. It waits with a number, or shows the big screen of one gathering and nothing else;
// nobody is signed in there.
type Screen struct {
	ID        id.ID
	Club      access.Membership // whose gathering it shows; Role is 0
	Gathering id.ID             // Nil while it waits
	Until     time.Time         // when its number runs out, or its showing ends
}

// Paired tells whether it shows a gathering.
func (s Screen) Paired() bool { return s.Gathering != id.Nil }

func (s Screen) topic() live.Topic { return live.Of("screen", s.ID) }

// Waiting is a screen that waits: the key its browser holds, and the number a host types.
type Waiting struct{ Key, Digits string }

// MakeScreen has a browser wait to become the big screen of a gathering, for a quarter of an hour. Anybody may: a screen
// shows nothing before a host has typed its number. What this browser held before is over.
func (s *Service) MakeScreen(ctx context.Context, before string) (Waiting, error) {
	made, now := Waiting{Key: token.New()}, s.clock.Now()
	err := s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := deleteScreens(ctx, tx, token.Hash(before), now.Add(-screensKept)); err != nil {
			return err
		}
		for range numberTries {
			made.Digits = token.SixDigits()
			kept, err := insertScreen(ctx, tx, id.New(), token.Hash(made.Key), token.Hash(made.Digits), now.Add(numberGood), now)
			if kept || err != nil {
				return err
			}
		}
		return fault.Unavailable(nil, "There is no free number just now. Please try again in a moment")
	})
	return made, err
}

// FindScreen is the screen whose key a browser holds. fault.NotFound when the key is none of ours, fault.Gone when its
// number has run out, when the host has ended it or when its day is over.
func (s *Service) FindScreen(ctx context.Context, key string) (Screen, error) {
	row, err := getScreen(ctx, s.db.Pool(), token.Hash(key))
	if err != nil {
		return Screen{}, err
	}
	screen := Screen{ID: row.ID, Until: row.CodeUntil}
	if row.Gathering != nil {
		screen.Gathering, screen.Until = *row.Gathering, *row.Until
		screen.Club = access.Membership{
			CollaboratoryID: *row.Collaboratory, Slug: row.Slug, Name: row.Name, Zone: row.Zone, Currency: row.Currency, Language: row.Language,
		}
	}
	if row.EndedAt != nil || !screen.Until.After(s.clock.Now()) {
		return screen, fault.Gone("This screen shows no gathering any more")
	}
	return screen, nil
}

// PairScreen gives the screen that waits with these digits to a gathering, until midnight where the gathering is. The
// host may. Typed twice it is paired once. fault.Invalid when no screen waits with that number; who calls counts that.
func (s *Service) PairScreen(ctx context.Context, collaboratory, at id.ID, digits string) error {
	return s.change(ctx, collaboratory, at, access.StageScreen, func(ctx context.Context, tx *db.Tx, e *evening) error {
		if e.gathering.State == gathering.Cancelled {
			return fault.Conflict("This gathering does not take place")
		}
		code, now := token.Hash(onlyDigits(digits)), s.clock.Now()
		screen, err := pairScreen(ctx, tx, e.stage, code, access.From(ctx).PersonID, now, midnight(now, e.gathering.Zone))
		if err != nil {
			return err
		}
		if screen == nil {
			return s.pairedAlready(ctx, tx, e.stage, code, now)
		}
		s.hub.Changed(tx, Screen{ID: *screen}.topic())
		return s.recordScreen(ctx, tx, e.stage, "screen.paired", *screen)
	})
}

func (s *Service) pairedAlready(ctx context.Context, tx *db.Tx, st Stage, code []byte, now time.Time) error {
	paired, err := isPaired(ctx, tx, st, code, now)
	if err != nil || paired {
		return err
	}
	return fault.Invalid("digits", "No screen waits with that number. Look at the big screen again: a number is good for 15 minutes")
}

// UnpairScreens ends all screens of a gathering; they ask to be paired anew. The host may; with none there is nothing to
// do.
func (s *Service) UnpairScreens(ctx context.Context, collaboratory, at id.ID) error {
	return s.change(ctx, collaboratory, at, access.StageScreen, func(ctx context.Context, tx *db.Tx, e *evening) error {
		ended, err := endScreens(ctx, tx, e.stage, s.clock.Now())
		if err != nil {
			return err
		}
		for _, screen := range ended {
			s.hub.Changed(tx, Screen{ID: screen}.topic())
			if err := s.recordScreen(ctx, tx, e.stage, "screen.ended", screen); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) recordScreen(ctx context.Context, tx *db.Tx, st Stage, action string, screen id.ID) error {
	return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
		Action: action, Object: "screen", ObjectID: screen, Collaboratory: st.Collaboratory,
		Detail: map[string]any{"gathering": st.Gathering},
	})
}

// onlyDigits is a number as it was read off a screen, without the spaces people type.
func onlyDigits(typed string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
}

// midnight is the end of the day that it is in a zone.
func midnight(now time.Time, zone string) time.Time {
	y, m, d := now.In(clock.Zone(zone)).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, clock.Zone(zone))
}
