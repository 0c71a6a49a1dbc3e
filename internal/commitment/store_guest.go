package commitment

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// guestFacts are a guest with the evening they came to.
type guestFacts struct {
	CollaboratoryID id.ID
	ID              id.ID
	Name            string
	Email           string // empty: they gave none, or it was not theirs
	Language        string
	VerifiedAt      *time.Time
	GatheringID     id.ID
	Gathering       string
	EndsAt          time.Time
	Day             time.Time
	ClubName        string
	ClubSlug        string
	ClubLanguage    string
	ClubReplyTo     string
	Currency        string
}

// guestWho finds a guest who is still remembered.
func guestWho(ctx context.Context, q db.Querier, collaboratory, guest id.ID) (guestFacts, error) {
	return db.One[guestFacts](ctx, q, `
		SELECT u.collaboratory_id, u.id, u.name, coalesce(u.email, '') AS email, u.language, u.verified_at, u.gathering_id,
		  g.title AS gathering, g.ends_at, g.day, club.name AS club_name, club.slug AS club_slug, club.language AS club_language,
		  club.reply_to AS club_reply_to, club.currency
		FROM guest u
		JOIN gathering g ON g.collaboratory_id = u.collaboratory_id AND g.id = u.gathering_id
		JOIN collaboratory club ON club.id = u.collaboratory_id
		WHERE u.collaboratory_id = $1 AND u.id = $2 AND u.purged_at IS NULL`, collaboratory, guest)
}

// guestPromise is what a guest promised, as they read it themselves.
type guestPromise struct {
	ID         id.ID
	State      State
	Title      string
	Presenter  string
	Reach      string // the presenter’s address
	Promise    string
	Due        *time.Time
	Amount     *float64
	Unit       string
	Cents      *int64
	VerifiedAt *time.Time
}

// promisesOfGuest are all that a guest promised, oldest first.
func promisesOfGuest(ctx context.Context, q db.Querier, collaboratory, guest id.ID) ([]guestPromise, error) {
	return db.All[guestPromise](ctx, q, `
		SELECT c.id, c.state, r.title, w.name AS presenter, coalesce(w.email, w.care_of_email, '') AS reach, c.promise, c.due, c.amount::float8 AS amount, c.unit, c.cents, c.verified_at
		FROM commitment c
		JOIN presentation p ON p.collaboratory_id = c.collaboratory_id AND p.id = c.presentation_id
		JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
		JOIN person w ON w.id = p.presenter_id
		WHERE c.collaboratory_id = $1 AND c.giver_guest_id = $2 AND c.merged_into IS NULL
		ORDER BY c.created_at, c.id`, collaboratory, guest)
}

// claimed is a promise of a guest and the member who turned out to have their address.
type claimed struct {
	CollaboratoryID id.ID
	ID              id.ID
	PersonID        id.ID
}

// claimable are the promises of verified guests, of one or of all, whose address a member of the same collaboratory
// has. What was promised to that very member stays as it is: nobody promises themselves anything.
func claimable(ctx context.Context, q db.Querier, guest *id.ID) ([]claimed, error) {
	return db.All[claimed](ctx, q, `
		-- across: the sweep looks at every collaboratory
		SELECT c.collaboratory_id, c.id, o.id AS person_id
		FROM commitment c
		JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
		JOIN person o ON o.email = u.email AND o.erased_at IS NULL
		JOIN membership m ON m.collaboratory_id = c.collaboratory_id AND m.person_id = o.id AND m.left_at IS NULL
		JOIN presentation p ON p.collaboratory_id = c.collaboratory_id AND p.id = c.presentation_id
		WHERE c.giver_guest_id IS NOT NULL AND ($1::uuid IS NULL OR c.giver_guest_id = $1) AND c.merged_into IS NULL
		  AND u.verified_at IS NOT NULL AND p.presenter_id <> o.id
		  AND NOT EXISTS (SELECT 1
		                  FROM collaboratory club
		                  WHERE club.id = c.collaboratory_id AND club.rehearsal_of IS NOT NULL)
		  AND NOT EXISTS (SELECT 1
		                  FROM co_presenter b
		                  WHERE b.collaboratory_id = p.collaboratory_id AND b.proposal_id = p.proposal_id AND b.person_id = o.id)
		ORDER BY c.id
		LIMIT 500`, guest)
}
