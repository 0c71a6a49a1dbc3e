package session

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// row is a session with its person and one membership; a person of three collaboratories has three.
type row struct {
	SessionID    id.ID
	Data         []byte
	LastSeenAt   time.Time
	PersonID     *id.ID
	Name         *string
	Email        *string
	Language     *string
	Steward      *bool
	ClubID       *id.ID
	ClubSlug     *string
	ClubName     *string
	ClubZone     *string
	ClubLanguage *string
	ClubCurrency *string
	Role         *string
	Rehearsal    bool
	Archived     bool
}

type rows []row

// findSession reads who a token hash is, with all they belong to, in one query.
// across: a person belongs to many collaboratories.
func findSession(ctx context.Context, q db.Querier, hash string, now time.Time) (rows, error) {
	found, err := db.All[row](ctx, q, `
		-- across: a person belongs to many collaboratories
		SELECT s.id AS session_id,
		       s.data,
		       s.last_seen_at,
		       p.id AS person_id,
		       p.name,
		       p.email,
		       p.language,
		       p.steward,
		       c.id AS club_id,
		       c.slug AS club_slug,
		       c.name AS club_name,
		       c.zone AS club_zone,
		       c.language AS club_language,
		       c.currency AS club_currency,
		       m.role,
		       c.rehearsal_of IS NOT NULL AS rehearsal,
		       c.archived_at IS NOT NULL AS archived
		FROM session s
		LEFT JOIN person p ON p.id = s.person_id AND p.erased_at IS NULL
		LEFT JOIN membership m ON m.person_id = p.id AND m.left_at IS NULL
		LEFT JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE s.token_hash = $1
		  AND s.expires_at > $2
		ORDER BY c.name, c.id`, hash, now)
	return found, err
}

// actor is who the session belongs to: nobody when the person has been erased.
func (rs rows) actor() access.Actor {
	first := rs[0]
	a := access.Actor{SessionID: first.SessionID}
	if first.PersonID == nil {
		return a
	}
	a.PersonID, a.Name, a.Language, a.Steward = *first.PersonID, *first.Name, *first.Language, *first.Steward
	if first.Email != nil {
		a.Email = *first.Email
	}
	for _, r := range rs {
		if r.ClubID != nil {
			a.Memberships = append(a.Memberships, r.membership())
		}
	}
	return a
}

func (r row) membership() access.Membership {
	role := access.Member
	if *r.Role == "convener" {
		role |= access.Convener
	}
	return access.Membership{
		CollaboratoryID: *r.ClubID, Slug: *r.ClubSlug, Name: *r.ClubName, Role: role, Zone: *r.ClubZone,
		Language: *r.ClubLanguage, Currency: *r.ClubCurrency,
		Rehearsal: r.Rehearsal, Archived: r.Archived,
	}
}

func insertSession(ctx context.Context, q db.Querier, hash string, data []byte, person id.ID, agent string, now, expires time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO session (token_hash, id, data, person_id, agent, created_at, last_seen_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
		ON CONFLICT (token_hash) DO NOTHING`, hash, id.New(), data, person, agent, now, expires)
	return err
}

func touch(ctx context.Context, q db.Querier, session id.ID, now time.Time) error {
	_, err := q.Exec(ctx, `
		UPDATE session
		SET last_seen_at = $2
		WHERE id = $1
		  AND last_seen_at < $2`, session, now)
	return err
}

func sessionsOf(ctx context.Context, q db.Querier, person, current id.ID, now time.Time) ([]Session, error) {
	return db.All[Session](ctx, q, `
		SELECT id, agent, created_at, last_seen_at, id = $2 AS current
		FROM session
		WHERE person_id = $1
		  AND expires_at > $3
		ORDER BY last_seen_at DESC, id DESC`, person, current, now)
}

func deleteSession(ctx context.Context, q db.Querier, person, session id.ID) error {
	_, err := q.Exec(ctx, `
		DELETE FROM session
		WHERE id = $1
		  AND person_id = $2`, session, person)
	return err
}

func deleteSessionsOf(ctx context.Context, q db.Querier, person, but id.ID) error {
	_, err := q.Exec(ctx, `
		DELETE FROM session
		WHERE person_id = $1
		  AND id <> $2`, person, but)
	return err
}

func deleteByHash(ctx context.Context, q db.Querier, hash string) error {
	_, err := q.Exec(ctx, `
		DELETE FROM session
		WHERE token_hash = $1`, hash)
	return err
}

func deleteExpired(ctx context.Context, q db.Querier, now time.Time) error {
	_, err := q.Exec(ctx, `
		DELETE FROM session
		WHERE expires_at <= $1`, now)
	return err
}
