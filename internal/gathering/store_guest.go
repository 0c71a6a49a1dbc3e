package gathering

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// doorRow is a gathering with what its collaboratory is called, for somebody who may belong to none.
type doorRow struct {
	CollaboratoryID id.ID
	Slug            string
	Name            string
	ClubZone        string
	Currency        string
	Language        string
	Archived        bool
	ID              id.ID
	Title           string
	Place           string
	Code            string
	When
	StartsAt     time.Time
	EndsAt       time.Time
	State        State
	PledgesUntil *time.Time
	GuestName    string
}

const doorColumns = `
		c.id AS collaboratory_id,
		c.slug,
		c.name,
		c.zone AS club_zone,
		c.currency,
		c.language,
		c.archived_at IS NOT NULL AS archived,
		g.id,
		g.title,
		g.place,
		g.code,
		g.day,
		to_char(g.start_time, 'HH24:MI') AS start_time,
		to_char(g.end_time, 'HH24:MI') AS end_time,
		g.zone,
		g.starts_at,
		g.ends_at,
		g.state,
		g.pledges_until`

func doorByCode(ctx context.Context, q db.Querier, code string) (doorRow, error) {
	return db.One[doorRow](ctx, q, `
	SELECT `+doorColumns+`,
		'' AS guest_name
	FROM gathering g
	JOIN collaboratory c ON c.id = g.collaboratory_id
	-- across: a code is typed by somebody who belongs to no collaboratory yet
	WHERE g.code = $1`, code)
}

// doorOfGuest is the gathering of a guest, with their name; fault.NotFound when that guest is no more.
func doorOfGuest(ctx context.Context, q db.Querier, collaboratory, gathering, guest id.ID) (doorRow, error) {
	return db.One[doorRow](ctx, q, `
	SELECT `+doorColumns+`,
		u.name AS guest_name
	FROM guest u
	JOIN gathering g
	  ON g.collaboratory_id = u.collaboratory_id
	 AND g.id = u.gathering_id
	JOIN collaboratory c ON c.id = g.collaboratory_id
	WHERE u.collaboratory_id = $1
	  AND u.gathering_id = $2
	  AND u.id = $3
	  AND u.purged_at IS NULL`, collaboratory, gathering, guest)
}

// guestEntry is a guest who joins by the code.
type guestEntry struct {
	CollaboratoryID, ID, GatheringID id.ID
	Name, Email, Language            string
	Key                              id.ID
	Hash                             []byte
}

// insertJoined stores a guest; nil when this request was stored before.
func insertJoined(ctx context.Context, tx *db.Tx, in guestEntry, now time.Time) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, tx, `
	INSERT INTO guest (
		collaboratory_id, id, gathering_id, name, email, language, created_at, joined_at, request_key, request_hash
	)
	VALUES ($1, $2, $3, $4, nullif($5, ''), $6, $7, $7, $8, $9)
	ON CONFLICT ON CONSTRAINT guest_request_once DO NOTHING
	RETURNING id`,
		in.CollaboratoryID, in.ID, in.GatheringID, in.Name, in.Email, in.Language, now, in.Key, in.Hash)
}

func guestRequest(ctx context.Context, tx *db.Tx, collaboratory, gathering, key id.ID) (request, error) {
	return db.One[request](ctx, tx, `
	SELECT
		id,
		request_hash
	FROM guest
	WHERE collaboratory_id = $1
	  AND gathering_id = $2
	  AND request_key = $3`, collaboratory, gathering, key)
}

// heldGuest is a guest while a verb is done to them.
type heldGuest struct {
	GatheringID id.ID
	Name        string
	Email       string
	VerifiedAt  *time.Time
	InvitedAt   *time.Time
}

// lockGuest finds a guest who is still remembered and holds them until the transaction ends.
func lockGuest(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID) (heldGuest, error) {
	return db.One[heldGuest](ctx, tx, `
	SELECT
		gathering_id,
		name,
		coalesce(email, '') AS email,
		verified_at,
		invited_at
	FROM guest
	WHERE collaboratory_id = $1
	  AND id = $2
	  AND purged_at IS NULL
	FOR NO KEY UPDATE`, collaboratory, guest)
}

func giveAddress(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID, email string) error {
	_, err := tx.Exec(ctx, `
	UPDATE guest
	SET email = nullif($3, '')
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, guest, email)
	return err
}

func verifyGuest(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID, now time.Time) error {
	_, err := tx.Exec(ctx, `
	UPDATE guest
	SET verified_at = $3
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, guest, now)
	return err
}

func markInvited(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID, now time.Time) error {
	_, err := tx.Exec(ctx, `
	UPDATE guest
	SET invited_at = $3
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, guest, now)
	return err
}

// candidatesSQL are the guests of a gathering who are no members by their address, with how many promises are theirs.
// $3 is whether the reader convenes there: nobody else sees guests.
const candidatesSQL = `
	SELECT
		u.id,
		u.name,
		u.organisation,
		coalesce(u.email, '') AS email,
		u.verified_at,
		u.invited_at,
		(
			SELECT count(*)
			FROM commitment k
			WHERE k.collaboratory_id = u.collaboratory_id
			  AND k.giver_guest_id = u.id
			  AND k.merged_into IS NULL
			  AND k.state NOT IN ('released', 'declined')
		) AS promises
	FROM guest u
	WHERE $3
	  AND u.collaboratory_id = $1
	  AND u.gathering_id = $2
	  AND u.purged_at IS NULL
	  AND NOT EXISTS (
		SELECT
		FROM person p
		JOIN membership m ON m.person_id = p.id
		WHERE p.email = u.email
		  AND m.collaboratory_id = u.collaboratory_id
		  AND m.left_at IS NULL
	)
	ORDER BY promises DESC, u.name, u.id
	LIMIT 500`

func queueCandidates(b *db.Batch, rows *[]Candidate, collaboratory, gathering id.ID, convener bool) {
	db.QueueAll(b, rows, candidatesSQL, collaboratory, gathering, convener)
}

// forgettable is a guest nobody needs to remember, with what they will be called.
type forgettable struct {
	CollaboratoryID id.ID
	ID              id.ID
	Language        string
	Promised        bool // a promise hangs on them
}

// forgettables are guests of gatherings long over for whom nobody spoke: they did not open a letter, and none of their
// promises was vouched for.
func forgettables(ctx context.Context, q db.Querier, before time.Time) ([]forgettable, error) {
	return db.All[forgettable](ctx, q, `
	SELECT
		u.collaboratory_id,
		u.id,
		c.language,
		EXISTS (
			SELECT
			FROM commitment k
			WHERE k.collaboratory_id = u.collaboratory_id
			  AND k.giver_guest_id = u.id
		) AS promised
	FROM guest u
	JOIN gathering g
	  ON g.collaboratory_id = u.collaboratory_id
	 AND g.id = u.gathering_id
	JOIN collaboratory c ON c.id = u.collaboratory_id
	-- across: the house forgets guests of every collaboratory
	WHERE u.verified_at IS NULL
	  AND u.purged_at IS NULL
	  AND g.ends_at < $1
	  AND NOT EXISTS (
		SELECT
		FROM commitment k
		WHERE k.collaboratory_id = u.collaboratory_id
		  AND k.giver_guest_id = u.id
		  AND k.verified_at IS NOT NULL
	)
	ORDER BY g.ends_at, u.id
	LIMIT 500`, before)
}

func deleteGuest(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID) error {
	_, err := tx.Exec(ctx, `
	DELETE FROM guest
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, guest)
	return err
}

// blankGuest leaves a guest without a name of their own.
func blankGuest(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID, name string, now time.Time) error {
	_, err := tx.Exec(ctx, `
	UPDATE guest
	SET name = $3,
	    email = NULL,
	    organisation = '',
	    request_hash = NULL,
	    purged_at = $4
	WHERE collaboratory_id = $1
	  AND id = $2`, collaboratory, guest, name, now)
	return err
}
