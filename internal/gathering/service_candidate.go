package gathering

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// Candidates are the guests of a gathering who are no members, with how many promises are theirs, most first. Only
// conveners see them.
func (s *Service) Candidates(ctx context.Context, collaboratory, gathering id.ID) ([]Candidate, error) {
	if err := access.Check(access.From(ctx), access.GatheringGuests, access.Scope{Collaboratory: collaboratory}); err != nil {
		return nil, err
	}
	var all []Candidate
	b := db.NewBatch()
	queueCandidates(b, &all, collaboratory, gathering, true)
	return all, b.Run(ctx, s.db.Pool())
}

// InviteGuest sends a guest the ordinary invitation to become a member; pressed twice it invites once. fault.Conflict
// for a guest without an address, or who is a member already. Only conveners may.
func (s *Service) InviteGuest(ctx context.Context, collaboratory, gathering, guest id.ID) error {
	if err := access.Check(access.From(ctx), access.GatheringGuests, access.Scope{Collaboratory: collaboratory}); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		row, err := lockGuest(ctx, tx, collaboratory, guest)
		switch {
		case err != nil:
			return err
		case row.GatheringID != gathering:
			return notHere()
		case row.InvitedAt != nil:
			return nil
		case row.Email == "":
			return fault.Conflict("This guest gave no e-mail address. Ask them in person, then invite them from the members page")
		}
		out, err := s.clubs.Invite(ctx, collaboratory, row.pasted())
		if err != nil {
			return fmt.Errorf("inviting a guest: %w", err)
		}
		if len(out.Members) > 0 {
			return fault.Conflict("Somebody with this address is a member already")
		}
		return markInvited(ctx, tx, collaboratory, guest, s.clock.Now())
	})
}

// pasted is a guest as one line of the form that invites people. What would end the name there is left out.
func (g heldGuest) pasted() string {
	name := strings.NewReplacer("<", " ", ">", " ", ",", " ", ";", " ", "\t", " ", "\"", " ", "@", " ").Replace(g.Name)
	return strings.TrimSpace(strings.Join(strings.Fields(name), " ") + " <" + g.Email + ">")
}

// PurgeGuests forgets, 30 days after a gathering, its guests who never said that it was them and for whom nobody
// vouched: their name and address go. The row itself goes too unless a promise hangs on it: a promise is never deleted.
// It may be ended at any point and run again. One that fails does not keep the others; what failed is told. Only the
// house itself may.
func (s *Service) PurgeGuests(ctx context.Context, now time.Time) (forgotten int, err error) {
	if err := access.Check(access.From(ctx), access.GatheringPurge, access.Scope{}); err != nil {
		return 0, err
	}
	all, err := forgettables(ctx, s.db.Pool(), now.Add(-forgetAfter))
	if err != nil {
		return 0, fmt.Errorf("looking for guests to forget: %w", err)
	}
	for _, guest := range all {
		if failed := s.forget(ctx, guest, now); failed != nil {
			err = errors.Join(err, fmt.Errorf("forgetting guest %s: %w", guest.ID, failed))
			continue
		}
		forgotten++
	}
	return forgotten, err
}

func (s *Service) forget(ctx context.Context, guest forgettable, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		row, err := lockGuest(ctx, tx, guest.CollaboratoryID, guest.ID)
		if fault.Is(err, fault.KindNotFound) || err == nil && row.VerifiedAt != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if !guest.Promised {
			return deleteGuest(ctx, tx, guest.CollaboratoryID, guest.ID)
		}
		name := i18n.T(i18n.With(ctx, guest.Language), "A guest")
		return blankGuest(ctx, tx, guest.CollaboratoryID, guest.ID, name, now)
	})
}
