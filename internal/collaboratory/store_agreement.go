package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// currentAgreement is version 0 without words where none was ever written.
func currentAgreement(ctx context.Context, q db.Querier, collaboratory id.ID) (Agreement, error) {
	var a Agreement
	b := db.NewBatch()
	queueAgreement(b, &a, collaboratory, id.Nil)
	return a, b.Run(ctx, q)
}

func queueAgreement(b *db.Batch, a *Agreement, collaboratory, reader id.ID) {
	db.QueueOne(b, a, `
		SELECT coalesce(a.version, 0) AS version,
		       coalesce(a.words, '') AS words,
		       coalesce(a.written_at, c.created_at) AS written_at,
		       y.accepted_at
		FROM collaboratory c
		LEFT JOIN LATERAL (
		  SELECT version,
		         words,
		         written_at
		  FROM agreement
		  WHERE collaboratory_id = c.id
		  ORDER BY version DESC
		  LIMIT 1) a ON true
		LEFT JOIN agreement_acceptance y
		       ON y.collaboratory_id = c.id
		      AND y.version = a.version
		      AND y.person_id = $2
		WHERE c.id = $1`, collaboratory, reader)
}

func insertAgreement(ctx context.Context, q db.Querier, collaboratory id.ID, version int, words string, by id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO agreement (collaboratory_id, version, words, written_by, written_at)
		VALUES ($1, $2, $3, $4, $5)`, collaboratory, version, words, by, at)
	return err
}

func insertAcceptance(ctx context.Context, q db.Querier, collaboratory id.ID, version int, person id.ID, at time.Time) (bool, error) {
	tag, err := q.Exec(ctx, `
		INSERT INTO agreement_acceptance (collaboratory_id, version, person_id, accepted_at)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT DO NOTHING`, collaboratory, version, person, at)
	return tag.RowsAffected() == 1, err
}

// acceptances are all members, those who accepted nothing yet first, with the newest version each accepted.
func acceptances(ctx context.Context, q db.Querier, collaboratory id.ID) ([]Acceptance, error) {
	return db.All[Acceptance](ctx, q, `
		SELECT m.person_id,
		       p.name,
		       y.version,
		       y.accepted_at
		FROM membership m
		JOIN person p ON p.id = m.person_id
		LEFT JOIN LATERAL (
		  SELECT version,
		         accepted_at
		  FROM agreement_acceptance
		  WHERE collaboratory_id = m.collaboratory_id
		    AND person_id = m.person_id
		  ORDER BY version DESC
		  LIMIT 1) y ON true
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		ORDER BY y.version NULLS FIRST, p.sort_name, p.id
		LIMIT 1000`, collaboratory)
}

// queueAccepted counts the members, and those who accepted the newest version.
func queueAccepted(b *db.Batch, accepted, members *int, collaboratory id.ID) {
	db.QueueOne(b, members, `
		SELECT count(*)::int
		FROM membership
		WHERE collaboratory_id = $1
		  AND left_at IS NULL`, collaboratory)
	db.QueueOne(b, accepted, `
		SELECT count(*)::int
		FROM membership m
		JOIN agreement_acceptance y
		  ON y.collaboratory_id = m.collaboratory_id
		 AND y.person_id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND y.version = (
		    SELECT max(version)
		    FROM agreement
		    WHERE collaboratory_id = $1)`, collaboratory)
}
