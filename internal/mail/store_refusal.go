package mail

import (
	"context"
	"html"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func refusalsOf(ctx context.Context, q db.Querier, email string) ([]Refusal, error) {
	return db.All[Refusal](ctx, q, `
		-- across: a person stops letters of all their collaboratories in one place
		SELECT r.collaboratory_id,
		       coalesce(c.name, '') AS club,
		       r.kind,
		       r.refused_at
		FROM letter_refusal r
		LEFT JOIN collaboratory c ON c.id = r.collaboratory_id
		WHERE r.email = $1
		ORDER BY r.refused_at DESC, r.kind`, email)
}

func copyRefusals(ctx context.Context, q db.Querier, from, to string) error {
	_, err := q.Exec(ctx, `
		-- across: a person moves with all their collaboratories
		INSERT INTO letter_refusal (email, collaboratory_id, kind, refused_at)
		SELECT $2, collaboratory_id, kind, refused_at
		FROM letter_refusal
		WHERE email = $1
		ON CONFLICT (email, collaboratory_id, kind) DO NOTHING`, from, to)
	return err
}

func forgetRefusals(ctx context.Context, q db.Querier, email string) error {
	_, err := q.Exec(ctx, `
		-- across: a person is erased everywhere
		DELETE FROM letter_refusal
		WHERE email = $1`, email)
	return err
}

func isWaiting(ctx context.Context, q db.Querier, name, email string) (bool, error) {
	return db.Value[bool](ctx, q, `
		-- across: letters of every collaboratory may name a person
		SELECT EXISTS (
			SELECT
			FROM letter
			WHERE state = 'waiting'
			  AND (email = $2 OR strpos(text_body, $1) > 0))`, name, email)
}

const blanks = `
		    subject = '',
		    text_body = '',
		    html_body = '',
		    calendar = NULL,
		    error = '',
		    state = CASE state WHEN 'waiting' THEN 'failed' ELSE state END`

// blankLettersTo leaves of a letter that it was sent, of which kind and when. Some are known by the address they went to
// and its cause; these take their own id for it.
func blankLettersTo(ctx context.Context, q db.Querier, person id.ID, email string) error {
	_, err := q.Exec(ctx, `
		-- across: a person is erased everywhere
		UPDATE letter
		SET recipient = CASE recipient WHEN $2 THEN id::text ELSE recipient END,
		    email = '',
		    name = '',
		    reply_to = '',
		    unsubscribe = '',`+blanks+`
		WHERE person_id = $1
		   OR email = $2 AND $2 <> ''`, person, email)
	return err
}

// blankLettersNaming reads the letters of the last months: older ones say nothing any more. The name stands in the text
// as it is and in the markup escaped.
func blankLettersNaming(ctx context.Context, q db.Querier, name, email string) error {
	_, err := q.Exec(ctx, `
		-- across: a person is erased everywhere
		UPDATE letter
		SET reply_to = CASE lower(reply_to) WHEN $2 THEN '' ELSE reply_to END,
		    name = CASE WHEN strpos(name, $1) > 0 THEN '' ELSE name END,`+blanks+`
		WHERE $1 <> '' AND (
		        strpos(text_body, $1) > 0
		     OR strpos(subject, $1) > 0
		     OR strpos(html_body, $3) > 0
		     OR strpos(name, $1) > 0)
		   OR $2 <> '' AND (
		        lower(reply_to) = $2
		     OR strpos(lower(text_body), $2) > 0)`, name, email, html.EscapeString(name))
	return err
}
