package member

import (
	"context"
	"slices"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// RenameSectors gives the members of a collaboratory their sector under its new name: each pair is what it was and what
// it is. Whoever also belongs to another collaboratory that still has the old word keeps it. Who may rename is for the
// collaboratory to check.
func (s *Service) RenameSectors(ctx context.Context, tx *db.Tx, collaboratory id.ID, renamed [][2]string) error {
	was, is := pairs(renamed)
	return renameSectors(ctx, tx, collaboratory, was, is)
}

// RenameIssues does the same with the causes of members, who have any number of them.
func (s *Service) RenameIssues(ctx context.Context, tx *db.Tx, collaboratory id.ID, renamed [][2]string) error {
	was, is := pairs(renamed)
	return renameIssues(ctx, tx, collaboratory, was, is, Issues)
}

func pairs(renamed [][2]string) (was, is []string) {
	for _, pair := range renamed {
		was, is = append(was, pair[0]), append(is, pair[1])
	}
	return was, is
}

// ordered are the causes to choose from: ours in our order, then those of collaboratories; all of ours for somebody who
// belongs to none.
func ordered(offered []string) []string {
	if len(offered) == 0 {
		return Issues
	}
	var all []string
	for _, issue := range Issues {
		if slices.Contains(offered, issue) {
			all = append(all, issue)
		}
	}
	for _, issue := range offered {
		if !slices.Contains(Issues, issue) {
			all = append(all, issue)
		}
	}
	return all
}
