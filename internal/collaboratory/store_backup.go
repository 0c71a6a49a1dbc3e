package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

const officerSQL = `
		SELECT m.person_id,
		       p.name,
		       coalesce(p.email, '') AS email
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL`

func queueOfficers(b *db.Batch, all *[]Officer, collaboratory id.ID) {
	db.QueueAll(b, all, officerSQL+`
		  AND m.role = 'convener'
		ORDER BY p.sort_name, p.id`, collaboratory)
}

func queueBackup(b *db.Batch, backup **Officer, collaboratory id.ID) {
	db.QueueMaybe(b, backup, officerSQL+`
		  AND m.backup`, collaboratory)
}

// queueCandidates are the members who could stand in.
func queueCandidates(b *db.Batch, all *[]Officer, collaboratory id.ID) {
	db.QueueAll(b, all, officerSQL+`
		  AND m.role = 'member'
		  AND p.email IS NOT NULL
		ORDER BY p.sort_name, p.id
		LIMIT 1000`, collaboratory)
}

func memberByEmail(ctx context.Context, q db.Querier, collaboratory id.ID, email string) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, q, `
		SELECT m.person_id
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND p.email = $2`, collaboratory, email)
}

// setBackup leaves one backup, and nobody waited for.
func setBackup(ctx context.Context, q db.Querier, collaboratory, person id.ID) error {
	if _, err := clearBackup(ctx, q, collaboratory); err != nil {
		return err
	}
	_, err := q.Exec(ctx, `
		UPDATE membership
		SET backup = true
		WHERE collaboratory_id = $1
		  AND person_id = $2
		  AND left_at IS NULL`, collaboratory, person)
	return err
}

// clearBackup tells whether anybody stood in, or was asked to.
func clearBackup(ctx context.Context, q db.Querier, collaboratory id.ID) (bool, error) {
	stood, err := q.Exec(ctx, `
		UPDATE membership
		SET backup = false
		WHERE collaboratory_id = $1
		  AND backup`, collaboratory)
	if err != nil {
		return false, err
	}
	asked, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET backup_email = ''
		WHERE id = $1
		  AND backup_email <> ''`, collaboratory)
	return stood.RowsAffected()+asked.RowsAffected() > 0, err
}

func setBackupEmail(ctx context.Context, q db.Querier, collaboratory id.ID, email string) error {
	if _, err := clearBackup(ctx, q, collaboratory); err != nil {
		return err
	}
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET backup_email = $2
		WHERE id = $1`, collaboratory, email)
	return err
}

func setBackupAsk(ctx context.Context, q db.Querier, collaboratory id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE collaboratory
		SET backup_ask_at = $2
		WHERE id = $1`, collaboratory, at)
	return err
}

const callSQL = `
		SELECT k.id,
		       k.called_by,
		       p.name AS caller_name,
		       k.called_at
		FROM convener_call k
		JOIN person p ON p.id = k.called_by
		WHERE k.collaboratory_id = $1
		  AND k.ended_at IS NULL`

func openCall(ctx context.Context, q db.Querier, collaboratory id.ID) (*Call, error) {
	return db.Maybe[Call](ctx, q, callSQL, collaboratory)
}

func queueCall(b *db.Batch, call **Call, collaboratory id.ID) {
	db.QueueMaybe(b, call, callSQL, collaboratory)
}

func insertCall(ctx context.Context, q db.Querier, collaboratory id.ID, c Call) error {
	_, err := q.Exec(ctx, `
		INSERT INTO convener_call (collaboratory_id, id, called_by, called_at)
		VALUES ($1, $2, $3, $4)`, collaboratory, c.ID, c.CalledBy, c.CalledAt)
	return err
}

func closeCall(ctx context.Context, q db.Querier, collaboratory id.ID, by *id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE convener_call
		SET ended_at = $3,
		    answered_by = $2
		WHERE collaboratory_id = $1
		  AND ended_at IS NULL`, collaboratory, by, at)
	return err
}

// waitingCall is a call that the sweep has something to say about.
type waitingCall struct {
	CollaboratoryID id.ID
	ID              id.ID
	Over            bool // its days are over and the caller was not told; otherwise conveners are due a second letter
}

func waitingCalls(ctx context.Context, q db.Querier, remind, over time.Time) ([]waitingCall, error) {
	return db.All[waitingCall](ctx, q, `
		-- across: the sweep looks at the calls of every collaboratory
		SELECT collaboratory_id,
		       id,
		       called_at <= $2 AS over
		FROM convener_call
		WHERE ended_at IS NULL
		  AND (called_at <= $2 AND told_at IS NULL OR called_at <= $1 AND called_at > $2 AND reminded_at IS NULL)
		ORDER BY called_at
		LIMIT 200`, remind, over)
}

func markCall(ctx context.Context, q db.Querier, c waitingCall, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE convener_call
		SET reminded_at = coalesce(reminded_at, $3),
		    told_at = CASE WHEN $4 THEN coalesce(told_at, $3) ELSE told_at END
		WHERE collaboratory_id = $1
		  AND id = $2`, c.CollaboratoryID, c.ID, at, c.Over)
	return err
}

// reached are the people letters of the house go to: everybody who belongs, or only who convenes.
func reached(ctx context.Context, q db.Querier, collaboratory id.ID, convenersOnly bool) ([]member.Person, error) {
	return db.All[member.Person](ctx, q, `
		SELECT `+personColumns+`
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND coalesce(p.email, p.care_of_email) IS NOT NULL
		  AND (m.role = 'convener' OR NOT $2)
		ORDER BY p.id`, collaboratory, convenersOnly)
}

// stewards are who looks after the install.
func stewards(ctx context.Context, q db.Querier) ([]member.Person, error) {
	return db.All[member.Person](ctx, q, `
		-- across: a steward belongs to no collaboratory in particular
		SELECT `+personColumns+`
		FROM person p
		WHERE p.steward
		  AND p.erased_at IS NULL
		  AND p.email IS NOT NULL
		ORDER BY p.id`)
}

const personColumns = `
		       p.id,
		       p.name,
		       coalesce(p.email, '') AS email,
		       coalesce(p.care_of_email, '') AS care_of_email,
		       p.phone,
		       p.organisation,
		       p.sector,
		       p.language,
		       p.zone,
		       p.steward,
		       p.created_at`

func findBackup(ctx context.Context, q db.Querier, collaboratory id.ID) (*Officer, error) {
	return db.Maybe[Officer](ctx, q, officerSQL+`
		  AND m.backup`, collaboratory)
}
