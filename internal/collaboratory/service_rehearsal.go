package collaboratory

import (
	"context"
	"fmt"
	"unicode/utf8"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/token"
)

// Rehearsing is a practice room to be opened.
type Rehearsing struct {
	Of       Rehearsed
	Name     string // cut where it is too long
	Zone     string
	Language string
	Currency string
}

// OpenRehearsal makes a practice room with the actor as its convener, for a day. It asks nobody’s leave: who may
// rehearse a gathering is for the caller to check. fault.Conflict when the actor has one open for this gathering.
func (s *Service) OpenRehearsal(ctx context.Context, tx *db.Tx, in Rehearsing) (Rehearsal, access.Membership, error) {
	now, actor := s.clock.Now(), access.From(ctx)
	club := Collaboratory{
		ID: id.New(), Slug: "practice-" + token.Slug(), Name: firstRunes(oneLine(in.Name), 200), Zone: in.Zone,
		Language: in.Language, Currency: in.Currency, CreatedBy: actor.PersonID, CreatedAt: now,
	}
	r := Rehearsal{made: club.ID, slug: club.Slug, of: in.Of, until: now.Add(rehearsalLasts)}
	if err := insertRehearsal(ctx, tx, club, r); err != nil {
		if db.Conflict(err, "collaboratory_rehearsal_once") {
			err = fault.Conflict("You are practicing this gathering already")
		}
		return Rehearsal{}, access.Membership{}, err
	}
	if _, err := join(ctx, tx, club.ID, actor.PersonID, RoleConvener, nil, now); err != nil {
		return Rehearsal{}, access.Membership{}, fmt.Errorf("opening a practice room: %w", err)
	}
	return r, access.Membership{
		CollaboratoryID: club.ID, Slug: club.Slug, Name: club.Name, Role: access.Member | access.Convener, Zone: club.Zone,
		Currency: club.Currency, Language: club.Language, Rehearsal: true,
	}, nil
}

func firstRunes(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most])
}

// HoldRehearsal finds a practice room and holds it for the transaction; fault.NotFound for every other collaboratory.
func (s *Service) HoldRehearsal(ctx context.Context, tx *db.Tx, made id.ID) (Rehearsal, error) {
	row, err := lockRehearsal(ctx, tx, made)
	return row.rehearsal(), err
}

// RehearsalOf is the practice room that the actor has open for a gathering, held for the transaction; nil when there is
// none.
func (s *Service) RehearsalOf(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) (*Rehearsal, error) {
	row, err := lockRehearsalOf(ctx, tx, collaboratory, gathering, access.From(ctx).PersonID)
	if err != nil || row == nil {
		return nil, err
	}
	r := row.rehearsal()
	return &r, nil
}

// RehearsalsOver are the practice rooms whose time is up.
func (s *Service) RehearsalsOver(ctx context.Context) ([]id.ID, error) {
	return rehearsalsOver(ctx, s.db.Pool(), s.clock.Now())
}

// Forget deletes a practice room itself, its members, and the people who were made for it. It comes last: the rooms to
// the right forget theirs first.
func (s *Service) Forget(ctx context.Context, tx *db.Tx, r Rehearsal) error {
	people, err := playersOf(ctx, tx, r.made)
	if err != nil {
		return fmt.Errorf("looking for who only played: %w", err)
	}
	if err := s.office.Forget(ctx, tx, r.made); err != nil {
		return err
	}
	if err := deleteRehearsal(ctx, tx, r.made); err != nil {
		return fmt.Errorf("forgetting a practice room: %w", err)
	}
	return s.members.Forget(ctx, tx, people)
}

// noRehearsal refuses to let anybody into a practice room by letter or link: who belongs to it is only played.
func noRehearsal(club Collaboratory) error {
	if club.Rehearsal {
		return fault.Conflict("This is a practice room: nobody is invited to it")
	}
	return nil
}
