package gathering

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// eraseAnswers keeps whether somebody came, and forgets what they said they need.
func eraseAnswers(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
	-- across: a person is erased everywhere
	UPDATE answer
	SET needs = ''
	WHERE person_id = $1`, person)
	return err
}

func eraseNotes(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
	-- across: a person is erased everywhere
	UPDATE gathering_note
	SET subject = '',
		body = ''
	WHERE sent_by = $1`, person)
	return err
}

func eraseReplyTo(ctx context.Context, tx *db.Tx, email string) error {
	_, err := tx.Exec(ctx, `
	-- across: a person is erased everywhere
	UPDATE gathering
	SET reply_to = ''
	WHERE lower(reply_to) = $1
	  AND $1 <> ''`, email)
	return err
}

func eraseFeed(ctx context.Context, tx *db.Tx, person id.ID) error {
	_, err := tx.Exec(ctx, `
	DELETE FROM calendar_feed
	WHERE person_id = $1`, person)
	return err
}

// guestsAt are the guests who joined somewhere with this address.
func guestsAt(ctx context.Context, tx *db.Tx, email string) ([]forgettable, error) {
	return db.All[forgettable](ctx, tx, `
	-- across: a person is erased everywhere
	SELECT
		u.collaboratory_id,
		u.id,
		c.language,
		true AS promised
	FROM guest u
	JOIN collaboratory c ON c.id = u.collaboratory_id
	WHERE u.email = $1
	  AND $1 <> ''`, email)
}
