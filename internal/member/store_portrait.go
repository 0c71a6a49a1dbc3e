package member

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// PortraitColumns are the columns of a Portrait, of a person called p in the query.
const PortraitColumns = `
	p.name,
	coalesce(p.email, '') AS email,
	coalesce(p.care_of_email, '') AS care_of_email,
	p.phone,
	p.organisation,
	p.sector,
	p.language,
	p.spoken,
	p.pronouns,
	p.job,
	p.place,
	p.issues,
	p.skills,
	p.offers,
	p.looking_for,
	p.languages,
	p.story,
	p.links,
	p.reach,
	p.audiences,
	EXISTS (
	  SELECT
	  FROM photo
	  WHERE photo.person_id = p.id) AS has_photo`

func queuePortrait(b *db.Batch, p *Portrait, person id.ID) {
	db.QueueOne(b, p, `
		SELECT `+PortraitColumns+`
		FROM person p
		WHERE p.id = $1
		  AND p.erased_at IS NULL`, person)
}

// queueSectors reads what the actor may choose from: the sectors of the collaboratories they are in.
func queueSectors(b *db.Batch, sectors *[]string, person id.ID) {
	db.QueueAll(b, sectors, `
		-- across: the sectors of every collaboratory I belong to, for my own profile
		SELECT DISTINCT unnest(c.sectors) AS sector
		FROM membership m
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.person_id = $1
		  AND m.left_at IS NULL
		  AND c.rehearsal_of IS NULL
		ORDER BY sector`, person)
}

// updatePortrait leaves the audiences alone, and the language where none is said.
func updatePortrait(ctx context.Context, q db.Querier, person id.ID, p Portrait) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET name = $2,
		    phone = $3,
		    organisation = $4,
		    sector = $5,
		    language = coalesce(nullif($6, ''), language),
		    spoken = $7,
		    pronouns = $8,
		    job = $9,
		    place = $10,
		    issues = $11,
		    skills = $12,
		    offers = $13,
		    looking_for = $14,
		    languages = $15,
		    story = $16,
		    links = $17,
		    reach = $18
		WHERE id = $1`,
		person, p.Name, p.Phone, p.Organisation, p.Sector, p.Language, p.Spoken, p.Pronouns, p.Job, p.Place,
		p.Issues, p.Skills, p.Offers, p.LookingFor, p.Languages, p.Story, p.Links, p.Reach)
	return err
}

func updateEmployer(ctx context.Context, q db.Querier, person id.ID, e Employer) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET organisation = $2,
		    job = $3,
		    sector = $4
		WHERE id = $1`, person, e.Organisation, e.Job, e.Sector)
	return err
}

func updateAudiences(ctx context.Context, q db.Querier, person id.ID, a Audiences) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET audiences = $2
		WHERE id = $1`, person, a)
	return err
}

func updateCalled(ctx context.Context, q db.Querier, person id.ID, name, language string) error {
	_, err := q.Exec(ctx, `
		UPDATE person
		SET name = $2,
		    language = coalesce(nullif($3, ''), language)
		WHERE id = $1`, person, name, language)
	return err
}
