package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func anybodyElse(ctx context.Context, q db.Querier, collaboratory, but id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
		  SELECT
		  FROM membership
		  WHERE collaboratory_id = $1
		    AND person_id <> $2
		    AND left_at IS NULL)`, collaboratory, but)
}

func putAway(ctx context.Context, tx *db.Tx, collaboratory id.ID, at time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE collaboratory
		SET archived_at = coalesce(archived_at, $2)
		WHERE id = $1`, collaboratory, at)
	return err
}

// eraseInvitations leaves that somebody was invited and came; an invitation nobody has answered is withdrawn.
func eraseInvitations(ctx context.Context, tx *db.Tx, person id.ID, email string) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		UPDATE invitation
		SET email = id::text,
		    name = '',
		    state = CASE WHEN state = 'joined' THEN state ELSE 'withdrawn' END
		WHERE person_id = $1
		   OR email = $2`, person, email)
	return err
}

func eraseReplyTo(ctx context.Context, tx *db.Tx, email string) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		UPDATE collaboratory
		SET reply_to = CASE WHEN lower(reply_to) = $1 THEN '' ELSE reply_to END,
		    backup_email = CASE WHEN backup_email = $1 THEN '' ELSE backup_email END
		WHERE (lower(reply_to) = $1 OR backup_email = $1)
		  AND $1 <> ''`, email)
	return err
}

// eraseCopies forgets the files that may name somebody: made again, they do not.
func eraseCopies(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
		-- across: a person is erased everywhere
		DELETE FROM collaboratory_copy c
		USING membership m
		WHERE m.person_id = $1
		  AND c.collaboratory_id = m.collaboratory_id`, person)
	return err
}
