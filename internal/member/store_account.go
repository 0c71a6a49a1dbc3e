package member

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

func updateZone(ctx context.Context, q db.Querier, person id.ID, zone string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET zone = $2
		WHERE id = $1`, person, zone)
	return err
}

func updateEmail(ctx context.Context, q db.Querier, person id.ID, email string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET email = $2
		WHERE id = $1`, person, email)
	return err
}

// updateCaredFor moves, or with an empty new address takes, where letters go for those in the care of an address.
func updateCaredFor(ctx context.Context, q db.Querier, from, to string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET care_of_email = nullif($2, '')
		WHERE care_of_email = $1`, from, to)
	return err
}

// giveUpAddress takes the address from an account that never belonged anywhere.
func giveUpAddress(ctx context.Context, q db.Querier, email string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET email = NULL
		WHERE email = $1
		  AND NOT EXISTS (
		    SELECT
		    FROM membership
		    WHERE person_id = person.id)`, email)
	return err
}

func forgetAskedAt(ctx context.Context, q db.Querier, email string) error {
	_, err := q.Exec(ctx, `
		DELETE FROM sign_in
		WHERE email = $1
		  AND used_at IS NULL`, email)
	return err
}

func forgetAskedOf(ctx context.Context, q db.Querier, person id.ID, email string) error {
	_, err := q.Exec(ctx, `
		DELETE FROM sign_in
		WHERE person_id = $1
		   OR email = $2`, person, email)
	return err
}

func blankPerson(ctx context.Context, q db.Querier, person id.ID, called string, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET name = $2,
		    email = NULL,
		    care_of_email = NULL,
		    phone = '',
		    organisation = '',
		    sector = '',
		    language = '',
		    zone = '',
		    steward = false,
		    spoken = '',
		    pronouns = '',
		    job = '',
		    place = '',
		    issues = '{}',
		    skills = '{}',
		    offers = '{}',
		    looking_for = '{}',
		    languages = '{}',
		    story = '',
		    links = '{}',
		    reach = '',
		    audiences = '{}',
		    erased_at = $3
		WHERE id = $1`, person, called, at)
	return err
}
