package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

const clubColumns = `
	id,
	slug,
	name,
	town,
	zone,
	language,
	currency,
	reply_to,
	sectors,
	CASE WHEN issues = '{}' THEN $2::text[] ELSE issues END AS issues,
	norms,
	parts,
	created_by,
	created_at,
	rehearsal_of IS NOT NULL AS rehearsal,
	archived_at,
	backup_email,
	backup_ask_at`

func findClub(ctx context.Context, q db.Querier, collaboratory id.ID) (Collaboratory, error) {
	return db.One[Collaboratory](ctx, q, `
		SELECT `+clubColumns+`
		FROM collaboratory
		WHERE id = $1`, collaboratory, member.Issues)
}

func queueClub(b *db.Batch, c *Collaboratory, collaboratory id.ID) {
	db.QueueOne(b, c, `
		SELECT `+clubColumns+`
		FROM collaboratory
		WHERE id = $1`, collaboratory, member.Issues)
}

// lockClub makes changes of who convenes wait for each other: the last convener cannot go while another goes too.
func lockClub(ctx context.Context, q db.Querier, collaboratory id.ID) (Collaboratory, error) {
	return db.One[Collaboratory](ctx, q, `
		SELECT `+clubColumns+`
		FROM collaboratory
		WHERE id = $1
		FOR UPDATE`, collaboratory, member.Issues)
}

// insertClub tells whether the row is new: the slug may be taken or have been somebody's, or the request may have come
// before.
func insertClub(ctx context.Context, q db.Querier, c Collaboratory, key id.ID, hash []byte) (bool, error) {
	free, err := takeAddress(ctx, q, c.ID, c.Slug)
	if err != nil || !free {
		return false, err
	}
	tag, err := q.Exec(ctx, `
		INSERT INTO collaboratory (id, slug, name, town, zone, language, currency, reply_to, sectors,
		                           created_by, created_at, request_key, request_hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		ON CONFLICT DO NOTHING`,
		c.ID, c.Slug, c.Name, c.Town, c.Zone, c.Language, c.Currency, c.ReplyTo, c.Sectors,
		c.CreatedBy, c.CreatedAt, key, hash)
	if err != nil || tag.RowsAffected() == 1 {
		return err == nil, err
	}
	return false, leaveAddress(ctx, q, c.ID, c.Slug)
}

// sentBefore is what an earlier request with the same key created.
type sentBefore struct {
	ID          id.ID
	Slug        string
	RequestHash []byte
}

func clubOfRequest(ctx context.Context, q db.Querier, by, key id.ID) (*sentBefore, error) {
	return db.Maybe[sentBefore](ctx, q, `
		SELECT id,
		       slug,
		       request_hash
		FROM collaboratory
		WHERE created_by = $1
		  AND request_key = $2`, by, key)
}

// place is somebody's membership, with the facts a verb asks about them.
type place struct {
	PersonID id.ID
	Role     Role
	JoinedAt time.Time
	LeftAt   *time.Time
	AddedBy  *id.ID
	Backup   bool
	Name     string
	Email    string
}

func findPlace(ctx context.Context, q db.Querier, collaboratory, person id.ID) (place, error) {
	return db.One[place](ctx, q, `
		SELECT m.person_id,
		       m.role,
		       m.joined_at,
		       m.left_at,
		       m.added_by,
		       m.backup,
		       p.name,
		       coalesce(p.email, '') AS email
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.person_id = $2`, collaboratory, person)
}

// join makes somebody a member, or one again; it tells whether they were not one before. Whoever is a convener stays it.
// Whom the conveners asked by e-mail to stand in for them does so from then on.
func join(ctx context.Context, q db.Querier, collaboratory, person id.ID, role Role, by *id.ID, at time.Time) (bool, error) {
	tag, err := q.Exec(ctx, `
		INSERT INTO membership (collaboratory_id, person_id, role, backup, joined_at, added_by)
		VALUES ($1, $2, $3, $3::text = 'member' AND EXISTS (
		          SELECT
		          FROM collaboratory c
		          JOIN person p ON p.email = c.backup_email
		          WHERE c.id = $1
		            AND p.id = $2), $4, $5)
		ON CONFLICT (collaboratory_id, person_id) DO UPDATE
		SET role = excluded.role,
		    backup = excluded.backup,
		    joined_at = excluded.joined_at,
		    added_by = excluded.added_by,
		    left_at = NULL
		WHERE membership.left_at IS NOT NULL`, collaboratory, person, role, at, by)
	return tag.RowsAffected() == 1, err
}

func endMembership(ctx context.Context, q db.Querier, collaboratory, person id.ID, at time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE membership
		SET left_at = $3,
		    backup = false
		WHERE collaboratory_id = $1
		  AND person_id = $2
		  AND left_at IS NULL`, collaboratory, person, at)
	return err
}

func setRole(ctx context.Context, q db.Querier, collaboratory, person id.ID, role Role) error {
	_, err := q.Exec(ctx, `
		UPDATE membership
		SET role = $3,
		    backup = backup AND $3 = 'member'
		WHERE collaboratory_id = $1
		  AND person_id = $2
		  AND left_at IS NULL`, collaboratory, person, role)
	return err
}

func otherConveners(ctx context.Context, q db.Querier, collaboratory, person id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
		  SELECT 1
		  FROM membership
		  WHERE collaboratory_id = $1
		    AND person_id <> $2
		    AND role = 'convener'
		    AND left_at IS NULL)`, collaboratory, person)
}

// membersAmong are those of the addresses that belong to members.
func membersAmong(ctx context.Context, q db.Querier, collaboratory id.ID, emails []string) ([]string, error) {
	return db.All[string](ctx, q, `
		SELECT p.email
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND p.email = ANY($2)`, collaboratory, emails)
}
