package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Looked is which deeds a convener looks for.
type Looked struct {
	Kind        DeedKind // empty: all
	Person      id.ID    // Nil: anybody
	From, Until *time.Time
	Before      audit.Mark
}

const (
	deedsOnPage = 50
	mostDeeds   = 20_000 // in one table
)

// History is one page of what was done in a collaboratory.
type History struct {
	Looked  Looked
	Deeds   []audit.Deed
	HasNext bool
	Members []Officer // to choose from
}

func (l Looked) query(club access.Membership, most int) audit.Query {
	q := audit.Query{Collaboratory: club.CollaboratoryID, Person: l.Person, Before: l.Before, Most: most}
	if l.Kind != "" {
		q.Actions = actionsOf(l.Kind)
	}
	zone := clock.Zone(club.Zone)
	if l.From != nil {
		q.From = startOf(*l.From, zone)
	}
	if l.Until != nil {
		q.Until = startOf(l.Until.AddDate(0, 0, 1), zone)
	}
	return q
}

func startOf(day time.Time, zone *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
}

// History reads what was done, the newest first, for a convener: never who signed in. A member who is none:
// fault.Forbidden.
func (s *Service) History(ctx context.Context, collaboratory id.ID, looked Looked) (History, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.AuditSee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return History{}, err
	}
	h := History{Looked: looked}
	club, _ := actor.Membership(collaboratory)
	b := db.NewBatch()
	audit.Queue(b, &h.Deeds, looked.query(club, deedsOnPage+1))
	queueEveryName(b, &h.Members, collaboratory)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return History{}, err
	}
	if h.HasNext = len(h.Deeds) > deedsOnPage; h.HasNext {
		h.Deeds = h.Deeds[:deedsOnPage]
	}
	return h, nil
}

// ExportHistory reads all that is looked for, for a convener to take out of the house; the history says who did.
func (s *Service) ExportHistory(ctx context.Context, collaboratory id.ID, looked Looked) (deeds []audit.Deed, err error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.AuditSee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return nil, err
	}
	club, _ := actor.Membership(collaboratory)
	looked.Before = audit.Mark{}
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if deeds, err = audit.Read(ctx, tx, looked.query(club, mostDeeds)); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "audit.exported", "collaboratory", collaboratory, id.Nil, map[string]any{"deeds": len(deeds)})
	})
	return deeds, err
}
