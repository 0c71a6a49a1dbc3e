package gathering

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// SetAgenda replaces the agenda of a gathering that has not begun; version is the one the editor saw. Lines keep their
// ids. fault.Conflict when somebody else edited the gathering meanwhile. Only conveners may.
func (s *Service) SetAgenda(ctx context.Context, collaboratory, gathering id.ID, version int, items []Item) error {
	items = append([]Item(nil), items...)
	return s.change(ctx, collaboratory, gathering, access.GatheringChange, StepEdit, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		if g.Version != version {
			return changedMeanwhile()
		}
		if err := checkAgenda(items); err != nil {
			return err
		}
		before, err := getAgenda(ctx, tx, collaboratory, gathering)
		if err != nil || samePlan(before, items) {
			return err
		}
		keepIDs(before, items)
		if err := replaceAgenda(ctx, tx, collaboratory, gathering, items); err != nil {
			return fmt.Errorf("changing the agenda: %w", err)
		}
		if err := updateGathering(ctx, tx, g); err != nil {
			return err
		}
		s.changed(tx, g.ID)
		return s.record(ctx, tx, g, "gathering.agenda-set", map[string]any{"lines": len(items)})
	})
}

// keepIDs gives new lines an id of their own and lets old ones keep theirs; an id of another agenda counts as none.
func keepIDs(before, items []Item) {
	known := map[id.ID]bool{}
	for _, item := range before {
		known[item.ID] = true
	}
	for i := range items {
		if !known[items[i].ID] {
			items[i].ID = id.New()
		}
		delete(known, items[i].ID)
	}
}
