package member

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// renameSectors renames all at once, so that two words can change places.
func renameSectors(ctx context.Context, q db.Querier, collaboratory id.ID, was, is []string) error {
	_, err := q.Exec(ctx, `
		UPDATE person p
		SET sector = r.fresh
		FROM unnest($2::text[], $3::text[]) AS r (old, fresh),
		     membership m
		WHERE m.collaboratory_id = $1
		  AND m.person_id = p.id
		  AND m.left_at IS NULL
		  AND p.sector = r.old
		  AND NOT EXISTS (
		    -- across: a word that another collaboratory of the person still has stays
		    SELECT
		    FROM membership other
		    JOIN collaboratory c ON c.id = other.collaboratory_id
		    WHERE other.person_id = p.id
		      AND other.collaboratory_id <> $1
		      AND other.left_at IS NULL
		      AND r.old = ANY (c.sectors))`, collaboratory, was, is)
	return err
}

// renameIssues keeps the order in which a person named their causes, and each only once. house is what a collaboratory
// without a list of its own offers.
func renameIssues(ctx context.Context, q db.Querier, collaboratory id.ID, was, is, house []string) error {
	_, err := q.Exec(ctx, `
		UPDATE person p
		SET issues = ARRAY(
		  SELECT coalesce(r.fresh, i.issue)
		  FROM unnest(p.issues) WITH ORDINALITY AS i (issue, place)
		  LEFT JOIN unnest($2::text[], $3::text[]) AS r (old, fresh) ON r.old = i.issue
		  GROUP BY coalesce(r.fresh, i.issue)
		  ORDER BY min(i.place))
		FROM membership m
		WHERE m.collaboratory_id = $1
		  AND m.person_id = p.id
		  AND m.left_at IS NULL
		  AND p.issues && $2::text[]
		  AND NOT EXISTS (
		    -- across: a word that another collaboratory of the person still has stays
		    SELECT
		    FROM membership other
		    JOIN collaboratory c ON c.id = other.collaboratory_id
		    WHERE other.person_id = p.id
		      AND other.collaboratory_id <> $1
		      AND other.left_at IS NULL
		      AND c.rehearsal_of IS NULL
		      AND $2::text[] && CASE WHEN c.issues = '{}' THEN $4::text[] ELSE c.issues END)`, collaboratory, was, is, house)
	return err
}

// queueOffered reads the causes the actor may choose from: those of the collaboratories they are in.
func queueOffered(b *db.Batch, issues *[]string, person id.ID) {
	db.QueueAll(b, issues, `
		-- across: the causes of every collaboratory I belong to, for my own profile
		SELECT DISTINCT unnest(CASE WHEN c.issues = '{}' THEN $2::text[] ELSE c.issues END) AS issue
		FROM membership m
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.person_id = $1
		  AND m.left_at IS NULL
		  AND c.rehearsal_of IS NULL
		ORDER BY issue`, person, Issues)
}
