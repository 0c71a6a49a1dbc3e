package collaboratory

import (
	"context"
	"fmt"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// Archive puts a collaboratory away: everything can be read, nothing changed, and the house writes no letters about it
// any more. typed is its name, as a convener wrote it to confirm: another one is fault.Invalid. While a gathering is
// under way: fault.Conflict. All members are told. Archived already: nothing happens.
func (s *Service) Archive(ctx context.Context, collaboratory id.ID, typed string) error {
	return s.change(ctx, access.CollaboratoryArchive, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if err := noRehearsal(club); err != nil || club.ArchivedAt != nil {
			return err
		}
		if !strings.EqualFold(oneLine(typed), club.Name) {
			return fault.Invalid("name", "Write the name as it stands here: %s", club.Name)
		}
		meets, err := gatheringUnderWay(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		if meets {
			return fault.Conflict("A gathering is under way: close it first")
		}
		if err := putAway(ctx, tx, collaboratory, s.clock.Now()); err != nil {
			return err
		}
		if err := s.record(ctx, tx, collaboratory, "collaboratory.archived", "collaboratory", collaboratory, id.Nil, nil); err != nil {
			return err
		}
		actor, cause := access.From(ctx), id.New()
		return s.tellEverybody(ctx, tx, club, actor.PersonID, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return archivedLetter(ctx, club, to, actor.Name, cause, url)
		})
	})
}

// Reopen brings an archived collaboratory back as it was. One that is not archived: nothing happens.
func (s *Service) Reopen(ctx context.Context, collaboratory id.ID) error {
	return s.change(ctx, access.CollaboratoryReopen, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if club.ArchivedAt == nil {
			return nil
		}
		if err := bringBack(ctx, tx, collaboratory); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "collaboratory.reopened", "collaboratory", collaboratory, id.Nil, nil)
	})
}

// AskCopy asks for one file with everything the collaboratory keeps; it is made a moment later, and its convener gets a
// letter. Asked for within the last hour: that one. A member who is no convener: fault.Forbidden.
func (s *Service) AskCopy(ctx context.Context, collaboratory id.ID) (made Copy, err error) {
	err = s.change(ctx, access.CollaboratoryCopy, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if err := noRehearsal(club); err != nil {
			return err
		}
		now := s.clock.Now()
		recent, err := newestCopy(ctx, tx, collaboratory, now.Add(-copyRests))
		if err != nil {
			return err
		}
		if recent != nil {
			made = *recent
			return nil
		}
		made = Copy{ID: id.New(), AskedAt: now}
		if err := insertCopy(ctx, tx, collaboratory, made, access.From(ctx).PersonID); err != nil {
			return err
		}
		if err := s.queue.Enqueue(ctx, tx, makeCopy{Collaboratory: collaboratory, Copy: made.ID}); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "collaboratory.copy-asked", "collaboratory", collaboratory, id.Nil, nil)
	})
	return made, err
}

// MakeCopy makes the file that was asked for and tells who asked. Made already, or gone: nothing happens. Only the house
// itself may.
func (s *Service) MakeCopy(ctx context.Context, collaboratory, which id.ID) error {
	if err := access.Check(access.From(ctx), access.CollaboratoryCopy, access.Scope{Collaboratory: collaboratory}); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		asked, err := lockCopy(ctx, tx, collaboratory, which)
		if err != nil || asked == nil || asked.ReadyAt != nil {
			return err
		}
		club, err := findClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		raw, err := readSheets(ctx, tx, collaboratory)
		if err != nil {
			return fmt.Errorf("reading everything of a collaboratory: %w", err)
		}
		reader, err := s.members.Person(ctx, tx, asked.AskedBy)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		body, err := zipped(i18n.With(ctx, guessLanguage(reader.Language, club.Language)), club, raw, now)
		if err != nil {
			return err
		}
		if err := keepCopy(ctx, tx, collaboratory, which, body, now); err != nil {
			return err
		}
		return s.tell(ctx, tx, asked.AskedBy, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return copyReadyLetter(ctx, club, to, asked.Copy, url)
		})
	})
}

// FetchCopy hands the file to a convener, within a day; the history says who took it. Later, or one that was never made:
// fault.Gone.
func (s *Service) FetchCopy(ctx context.Context, collaboratory, which id.ID) (body []byte, err error) {
	err = s.change(ctx, access.CollaboratoryCopy, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		if body, err = copyBody(ctx, tx, collaboratory, which, s.clock.Now().Add(-copyLasts)); err != nil {
			if fault.Is(err, fault.KindNotFound) {
				return fault.Gone("This file was there for a day. Ask for a new one")
			}
			return err
		}
		return s.record(ctx, tx, collaboratory, "collaboratory.copy-taken", "collaboratory", collaboratory, id.Nil, nil)
	})
	return body, err
}

// SweepCopies forgets files that have had their day. Only the house itself may.
func (s *Service) SweepCopies(ctx context.Context) error {
	if err := access.Check(access.From(ctx), access.BackupSweep, access.Scope{}); err != nil {
		return err
	}
	return deleteOldCopies(ctx, s.db.Pool(), s.clock.Now().Add(-copyLasts))
}
