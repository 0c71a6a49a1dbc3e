package gathering

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// recipient is a member a letter can reach, by an address of their own or in care of somebody.
type recipient struct {
	PersonID id.ID
	Name     string
	Email    string
	CareOf   bool
	Language string
	Answer   *Coming
}

const recipientSQL = `
	SELECT
		p.id AS person_id,
		p.name,
		coalesce(p.email, p.care_of_email) AS email,
		p.email IS NULL AS care_of,
		p.language,
		a.answer
	FROM membership m
	JOIN person p ON p.id = m.person_id
	LEFT JOIN answer a
	  ON a.collaboratory_id = m.collaboratory_id
	 AND a.gathering_id = $2
	 AND a.person_id = m.person_id
	WHERE m.collaboratory_id = $1
	  AND m.left_at IS NULL
	  AND p.erased_at IS NULL
	  AND coalesce(p.email, p.care_of_email) IS NOT NULL`

// reachable are the members of the collaboratory whom a letter about this gathering can reach.
func reachable(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) ([]recipient, error) {
	return db.All[recipient](ctx, q, recipientSQL+`
	ORDER BY p.name, p.id`, collaboratory, gathering)
}

// invited are those who had the gathering in a letter before: after a cancellation nobody else need hear of it.
func invited(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) ([]recipient, error) {
	return db.All[recipient](ctx, q, recipientSQL+`
	  AND EXISTS (
		SELECT
		FROM letter l
		WHERE l.person_id = p.id
		  AND l.collaboratory_id = m.collaboratory_id
		  AND l.cause LIKE 'gathering/' || $2 || '/%'
	  )
	ORDER BY p.name, p.id`, collaboratory, gathering)
}

// unreminded are those with this standing who have not had the letter of that cause yet; a silent one has no answer.
func unreminded(ctx context.Context, q db.Querier, collaboratory, gathering id.ID, going bool, cause string) ([]recipient, error) {
	return db.All[recipient](ctx, q, recipientSQL+`
	  AND CASE WHEN $3 THEN coalesce(a.answer = 'going', false) ELSE a.answer IS NULL END
	  AND NOT EXISTS (
		SELECT
		FROM letter l
		WHERE l.person_id = p.id
		  AND l.cause = $4
	  )
	ORDER BY p.name, p.id`, collaboratory, gathering, going, cause)
}

// presenters are the persons with a turn at this gathering, co-presenters too.
func presenters(ctx context.Context, q db.Querier, collaboratory, gathering id.ID) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
	SELECT t.presenter_id
	FROM presentation t
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'
	UNION
	SELECT c.person_id
	FROM presentation t
	JOIN co_presenter c
	  ON c.collaboratory_id = t.collaboratory_id
	 AND c.proposal_id = t.proposal_id
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'`, collaboratory, gathering)
}

// member is somebody who belongs to the collaboratory now.
type memberRow struct {
	PersonID id.ID
	Name     string
	Email    *string
	Language string
	Role     string
}

const memberSQL = `
	SELECT
		p.id AS person_id,
		p.name,
		p.email,
		p.language,
		m.role
	FROM membership m
	JOIN person p ON p.id = m.person_id
	WHERE m.collaboratory_id = $1
	  AND m.left_at IS NULL
	  AND p.erased_at IS NULL`

// lockMember finds one member and keeps them a member until the transaction ends; fault.NotFound for anybody else.
func lockMember(ctx context.Context, tx *db.Tx, collaboratory, person id.ID) (memberRow, error) {
	return db.One[memberRow](ctx, tx, memberSQL+`
	  AND p.id = $2
	FOR SHARE OF m`, collaboratory, person)
}

// putAnswer keeps the latest answer of a person.
func putAnswer(ctx context.Context, tx *db.Tx, g Gathering, a Answer) error {
	_, err := tx.Exec(ctx, `
	INSERT INTO answer (
		collaboratory_id, gathering_id, person_id, answer, manner, wants_to_present, needs, answered_at, answered_by
	)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
	ON CONFLICT (collaboratory_id, gathering_id, person_id) DO UPDATE
	SET answer = excluded.answer,
	    manner = excluded.manner,
	    wants_to_present = excluded.wants_to_present,
	    needs = excluded.needs,
	    answered_at = excluded.answered_at,
	    answered_by = excluded.answered_by`,
		g.CollaboratoryID, g.ID, a.PersonID, a.Answer, a.Manner, a.WantsToPresent, a.Needs, a.AnsweredAt, a.AnsweredBy)
	return err
}

const answerSQL = `
	SELECT
		person_id,
		answer,
		manner,
		wants_to_present,
		needs,
		answered_at,
		answered_by
	FROM answer
	WHERE collaboratory_id = $1
	  AND gathering_id = $2
	  AND person_id = $3`

func getAnswer(ctx context.Context, q db.Querier, collaboratory, gathering, person id.ID) (*Answer, error) {
	return db.Maybe[Answer](ctx, q, answerSQL, collaboratory, gathering, person)
}

// insertGuest stores a guest; the request key is the guest's id, so that the same press stores one.
func insertGuest(ctx context.Context, tx *db.Tx, g Gathering, guest id.ID, name, organisation string, by id.ID, now time.Time) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, tx, `
	INSERT INTO guest (collaboratory_id, id, gathering_id, name, organisation, created_by, created_at)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (collaboratory_id, id) DO NOTHING
	RETURNING id`, g.CollaboratoryID, guest, g.ID, name, organisation, by, now)
}

type guestRow struct {
	GatheringID  id.ID
	Name         string
	Organisation string
}

func getGuest(ctx context.Context, q db.Querier, collaboratory, guest id.ID) (guestRow, error) {
	return db.One[guestRow](ctx, q, `
	SELECT
		gathering_id,
		name,
		organisation
	FROM guest
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, guest)
}

// insertNote stores a note to members; nil when this request was stored before.
func insertNote(ctx context.Context, tx *db.Tx, g Gathering, n Writing, note, by id.ID, recipients int, now time.Time, hash []byte) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, tx, `
	INSERT INTO gathering_note (
		collaboratory_id, id, gathering_id, audience, subject, body, sent_by, sent_at, recipients, request_key, request_hash
	)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
	ON CONFLICT ON CONSTRAINT gathering_note_request_once DO NOTHING
	RETURNING id`,
		g.CollaboratoryID, note, g.ID, n.Audience, n.Subject, n.Body, by, now, recipients, n.Key, hash)
}

func noteRequest(ctx context.Context, tx *db.Tx, collaboratory, author, key id.ID) (request, error) {
	return db.One[request](ctx, tx, `
	SELECT
		id,
		request_hash
	FROM gathering_note
	WHERE collaboratory_id = $1
	  AND sent_by = $2
	  AND request_key = $3`, collaboratory, author, key)
}
