package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// invitation is a row of the invitations, as verbs need it.
type invitation struct {
	ID        id.ID
	ClubID    id.ID `db:"collaboratory_id"`
	Email     string
	Name      string
	State     Stage
	InvitedBy id.ID
	ByLink    bool
	SentCount int
	SentAt    time.Time
	ExpiresAt time.Time
}

const invitationColumns = `
	id,
	collaboratory_id,
	email,
	name,
	state,
	invited_by,
	by_link,
	sent_count,
	sent_at,
	expires_at`

// upsertInvitation writes a new invitation, or opens an ended one again with a new token. It is nil when one is still
// open: then nothing changed. With again, an open one is sent once more too.
func upsertInvitation(ctx context.Context, q db.Querier, i invitation, tokenHash []byte, again bool, at time.Time) (*invitation, error) {
	return db.Maybe[invitation](ctx, q, `
		INSERT INTO invitation (collaboratory_id, id, email, name, token_hash, invited_by, by_link,
		                        invited_at, sent_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
		ON CONFLICT (collaboratory_id, email) DO UPDATE
		SET name = CASE WHEN excluded.name = '' THEN invitation.name ELSE excluded.name END,
		    token_hash = excluded.token_hash,
		    state = 'invited',
		    invited_by = CASE WHEN $10 THEN invitation.invited_by ELSE excluded.invited_by END,
		    sent_count = invitation.sent_count + 1,
		    sent_at = excluded.sent_at,
		    opened_at = NULL,
		    joined_at = NULL,
		    expires_at = excluded.expires_at
		WHERE $10
		   OR invitation.state IN ('withdrawn', 'joined')
		   OR invitation.expires_at <= $8
		RETURNING `+invitationColumns,
		i.ClubID, i.ID, i.Email, i.Name, tokenHash, i.InvitedBy, i.ByLink, at, i.ExpiresAt, again)
}

func lockInvitation(ctx context.Context, q db.Querier, collaboratory, invited id.ID) (invitation, error) {
	return db.One[invitation](ctx, q, `
		SELECT `+invitationColumns+`
		FROM invitation
		WHERE collaboratory_id = $1
		  AND id = $2
		FOR UPDATE`, collaboratory, invited)
}

func lockInvitationByToken(ctx context.Context, q db.Querier, tokenHash []byte) (invitation, error) {
	return db.One[invitation](ctx, q, `
		SELECT `+invitationColumns+`
		FROM invitation
		WHERE token_hash = $1
		FOR UPDATE`, tokenHash)
}

func renewInvitation(ctx context.Context, q db.Querier, i invitation, tokenHash []byte, at, expires time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE invitation
		SET token_hash = $3,
		    state = 'invited',
		    sent_count = sent_count + 1,
		    sent_at = $4,
		    opened_at = NULL,
		    expires_at = $5
		WHERE collaboratory_id = $1
		  AND id = $2`, i.ClubID, i.ID, tokenHash, at, expires)
	return err
}

func withdrawInvitation(ctx context.Context, q db.Querier, i invitation) error {
	_, err := q.Exec(ctx, `
		UPDATE invitation
		SET state = 'withdrawn'
		WHERE collaboratory_id = $1
		  AND id = $2`, i.ClubID, i.ID)
	return err
}

func invitationJoined(ctx context.Context, q db.Querier, i invitation, person id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE invitation
		SET state = 'joined',
		    opened_at = coalesce(opened_at, $4),
		    joined_at = $4,
		    person_id = $3
		WHERE collaboratory_id = $1
		  AND id = $2`, i.ClubID, i.ID, person, at)
	return err
}

// joinedAnotherWay closes the open invitation of somebody who came in by another door.
func joinedAnotherWay(ctx context.Context, q db.Querier, collaboratory id.ID, email string, person id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE invitation
		SET state = 'joined',
		    joined_at = $4,
		    person_id = $3
		WHERE collaboratory_id = $1
		  AND email = $2
		  AND state IN ('invited', 'opened')`, collaboratory, email, person, at)
	return err
}

func invitationOpened(ctx context.Context, q db.Querier, tokenHash []byte, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE invitation
		SET state = 'opened',
		    opened_at = $2
		WHERE token_hash = $1
		  AND state = 'invited'`, tokenHash, at)
	return err
}

// Door is what somebody sees who holds a token: whose club it is and how they come in.
type Door struct {
	ClubID    id.ID
	Slug      string
	Club      string
	Town      string
	Language  string
	Inviter   string
	Email     string // the mailbox that was proven; empty for the open link
	Name      string // as the inviter wrote it, or as the person is known
	Known     bool   // the mailbox belongs to a person with a name
	State     Stage
	ByLink    bool
	ExpiresAt *time.Time // nil for the open link, which stays open until closed
}

func doorByInvitation(ctx context.Context, q db.Querier, tokenHash []byte) (*Door, error) {
	return db.Maybe[Door](ctx, q, `
		SELECT c.id AS club_id,
		       c.slug,
		       c.name AS club,
		       c.town,
		       c.language,
		       inviter.name AS inviter,
		       i.email,
		       coalesce(nullif(p.name, ''), i.name) AS name,
		       coalesce(p.name, '') <> '' AS known,
		       i.state,
		       i.by_link,
		       i.expires_at
		FROM invitation i
		JOIN collaboratory c ON c.id = i.collaboratory_id
		JOIN person inviter ON inviter.id = i.invited_by
		LEFT JOIN person p ON p.email = i.email
		WHERE i.token_hash = $1`, tokenHash)
}

func doorByLink(ctx context.Context, q db.Querier, token string) (*Door, error) {
	if !keepable(token) {
		return nil, nil
	}
	return db.Maybe[Door](ctx, q, `
		SELECT c.id AS club_id,
		       c.slug,
		       c.name AS club,
		       c.town,
		       c.language,
		       opener.name AS inviter,
		       '' AS email,
		       '' AS name,
		       false AS known,
		       'invited' AS state,
		       true AS by_link,
		       NULL::timestamptz AS expires_at
		FROM joining_link l
		JOIN collaboratory c ON c.id = l.collaboratory_id
		JOIN person opener ON opener.id = l.opened_by
		WHERE l.token = $1`, token)
}

// Link is the open way in, as long as it is open.
type Link struct {
	Token    string
	OpenedAt time.Time
}

func putLink(ctx context.Context, q db.Querier, collaboratory id.ID, token string, by id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO joining_link (collaboratory_id, token, opened_by, opened_at)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (collaboratory_id) DO UPDATE
		SET token = excluded.token,
		    opened_by = excluded.opened_by,
		    opened_at = excluded.opened_at`, collaboratory, token, by, at)
	return err
}

func findLink(ctx context.Context, q db.Querier, collaboratory id.ID) (*Link, error) {
	return db.Maybe[Link](ctx, q, `
		SELECT token,
		       opened_at
		FROM joining_link
		WHERE collaboratory_id = $1`, collaboratory)
}

func dropLink(ctx context.Context, q db.Querier, collaboratory id.ID) (bool, error) {
	tag, err := q.Exec(ctx, `
		DELETE FROM joining_link
		WHERE collaboratory_id = $1`, collaboratory)
	return tag.RowsAffected() == 1, err
}

func findLinkOpener(ctx context.Context, q db.Querier, collaboratory id.ID) (id.ID, error) {
	return db.Value[id.ID](ctx, q, `
		SELECT opened_by
		FROM joining_link
		WHERE collaboratory_id = $1`, collaboratory)
}
