package mail

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// stored is a letter as it lies in the office.
type stored struct {
	ID             id.ID
	Cause          string
	Recipient      string
	Collaboratory  *id.ID `db:"collaboratory_id"`
	PersonID       *id.ID
	Kind           string
	Asked          bool
	Email          string
	Name           string
	Club           string
	Language       string
	Subject        string
	Text           string `db:"text_body"`
	HTML           string `db:"html_body"`
	Calendar       []byte
	CalendarMethod string
	ReplyTo        string
	Unsubscribe    string
	State          string
	Error          string
	CreatedAt      time.Time
	SentAt         *time.Time
}

const columns = `id, cause, recipient, collaboratory_id, person_id, kind, asked, email, name, club, language, subject,
	text_body, html_body, calendar, calendar_method, reply_to, unsubscribe, state, error, created_at, sent_at`

// insertLetter tells whether there is a letter to bring: the recipient did not have it yet, and it is not of a practice
// room, out of which nothing is ever mailed.
func insertLetter(ctx context.Context, q db.Querier, l stored) (fresh bool, err error) {
	tag, err := q.Exec(ctx, `
		INSERT INTO letter (id, cause, recipient, collaboratory_id, person_id, kind, asked, email, name, club, language,
		                    subject, text_body, html_body, calendar, calendar_method, reply_to, unsubscribe, created_at)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19
		WHERE NOT EXISTS (
			SELECT
			FROM collaboratory
			WHERE id = $4
			  AND rehearsal_of IS NOT NULL)
		ON CONFLICT (cause, recipient) DO NOTHING`,
		l.ID, l.Cause, l.Recipient, l.Collaboratory, l.PersonID, l.Kind, l.Asked, l.Email, l.Name, l.Club, l.Language,
		l.Subject, l.Text, l.HTML, l.Calendar, l.CalendarMethod, l.ReplyTo, l.Unsubscribe, l.CreatedAt)
	return err == nil && tag.RowsAffected() == 1, err
}

func letterByID(ctx context.Context, q db.Querier, letter id.ID) (stored, error) {
	return db.One[stored](ctx, q, `
		SELECT `+columns+`
		FROM letter
		WHERE id = $1`, letter)
}

// newestLetters are the last ones, to an address that contains search.
func newestLetters(ctx context.Context, q db.Querier, search string, limit int) ([]stored, error) {
	return db.All[stored](ctx, q, `
		SELECT `+columns+`
		FROM letter
		WHERE strpos(email, $1) > 0
		ORDER BY created_at DESC, id DESC
		LIMIT $2`, search, limit)
}

// markSent also forgets what a letter said that opens a door: its link is spent soon, and need not lie about.
func markSent(ctx context.Context, q db.Querier, letter id.ID, at time.Time, forget bool) error {
	_, err := q.Exec(ctx, `
		UPDATE letter
		SET state = 'sent',
		    sent_at = $2,
		    error = '',
		    text_body = CASE WHEN $3 THEN '' ELSE text_body END,
		    html_body = CASE WHEN $3 THEN '' ELSE html_body END
		WHERE id = $1`, letter, at, forget)
	return err
}

func markFailed(ctx context.Context, q db.Querier, letter id.ID, state, cause string) error {
	_, err := q.Exec(ctx, `
		UPDATE letter
		SET state = $2,
		    error = $3
		WHERE id = $1
		  AND state <> 'sent'`, letter, state, cause)
	return err
}

func blankBodies(ctx context.Context, q db.Querier, before time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE letter
		SET text_body = '',
		    html_body = '',
		    calendar = NULL
		WHERE created_at < $1
		  AND text_body <> ''
		  AND state <> 'waiting'`, before)
	return err
}

// isRefused: a refusal holds for one kind or topic, or with an empty kind for all; of one collaboratory, or with the
// zero id of every one.
func isRefused(ctx context.Context, q db.Querier, email string, collaboratory id.ID, kind, topic string) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
			SELECT 1
			FROM letter_refusal
			WHERE email = $1
			  AND collaboratory_id IN ($2, $3)
			  AND kind IN ('', $4, $5)
		)`, email, collaboratory, id.Nil, kind, topic)
}

func insertRefusal(ctx context.Context, q db.Querier, email string, collaboratory id.ID, kind string, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO letter_refusal (email, collaboratory_id, kind, refused_at)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (email, collaboratory_id, kind) DO NOTHING`, email, collaboratory, kind, at)
	return err
}

func deleteRefusal(ctx context.Context, q db.Querier, email string, collaboratory id.ID, kind string) error {
	_, err := q.Exec(ctx, `
		DELETE FROM letter_refusal
		WHERE email = $1
		  AND collaboratory_id = $2
		  AND kind = $3`, email, collaboratory, kind)
	return err
}

func deleteRefusalsOf(ctx context.Context, q db.Querier, rehearsal id.ID) error {
	_, err := q.Exec(ctx, `
		DELETE FROM letter_refusal
		WHERE collaboratory_id = $1
		  AND EXISTS (
			SELECT
			FROM collaboratory
			WHERE id = $1
			  AND rehearsal_of IS NOT NULL)`, rehearsal)
	return err
}
