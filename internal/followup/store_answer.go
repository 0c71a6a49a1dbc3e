package followup

import (
	"context"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// facts are all that the page behind a link in a letter needs.
type facts struct {
	PersonID        id.ID
	PersonName      string
	Language        string
	Guest           bool // of the evening, no member
	GatheringID     id.ID
	CollaboratoryID id.ID
	ClubName        string
	ClubSlug        string
	ClubZone        string
	ClubLanguage    string
	Currency        string
	Archived        bool

	CommitmentID  id.ID
	Seq           int
	State         commitment.State
	Kind          commitment.Kind
	Source        commitment.Source
	Promise       string
	Title         string
	Unit          string
	Due           *time.Time
	CreatedAt     time.Time
	DeliveredAt   *time.Time
	Merged        bool
	IsGiver       bool
	IsReceiver    bool
	GiverName     string
	PresenterName string
	NextGathering *time.Time
}

// factsOf finds a commitment for the person a link names; fault.NotFound when they belong there no more. A guest whom
// such a link names must have opened their letter.
func factsOf(ctx context.Context, q db.Querier, l link, today time.Time) (facts, error) {
	who := memberWho
	if l.guest {
		who = guestWho
	}
	return db.One[facts](ctx, q, factsSQL+who+`
		WHERE c.collaboratory_id = $1 AND c.id = $2`, l.collaboratory, l.commitment, l.person, today)
}

const factsSQL = `
		SELECT who.id AS person_id, who.name AS person_name, who.language, who.guest,
		       club.id AS collaboratory_id, club.name AS club_name, club.slug AS club_slug, club.zone AS club_zone,
		       club.language AS club_language, club.currency, club.archived_at IS NOT NULL AS archived, pr.gathering_id,
		       c.id AS commitment_id, c.seq, c.state, c.kind, c.source, c.promise, r.title, c.unit, c.due, c.created_at,
		       c.delivered_at, c.merged_into IS NOT NULL AS merged,
		       coalesce(c.giver_person_id, c.giver_guest_id) = who.id AS is_giver,
		       pr.presenter_id = who.id
		       OR EXISTS (SELECT 1
		                  FROM co_presenter co
		                  WHERE co.collaboratory_id = pr.collaboratory_id AND co.proposal_id = pr.proposal_id
		                    AND co.person_id = who.id) AS is_receiver,
		       coalesce(giver.name, guest.name, '') AS giver_name, presenter.name AS presenter_name,
		       (SELECT g.day
		        FROM gathering g
		        WHERE g.collaboratory_id = club.id AND g.state IN ('draft', 'published') AND g.day > $4
		        ORDER BY g.day
		        LIMIT 1) AS next_gathering
		FROM commitment c
		JOIN collaboratory club ON club.id = c.collaboratory_id
		JOIN presentation pr ON pr.collaboratory_id = c.collaboratory_id AND pr.id = c.presentation_id
		JOIN proposal r ON r.collaboratory_id = pr.collaboratory_id AND r.id = pr.proposal_id
		JOIN person presenter ON presenter.id = pr.presenter_id
		LEFT JOIN person giver ON giver.id = c.giver_person_id
		LEFT JOIN guest ON guest.collaboratory_id = c.collaboratory_id AND guest.id = c.giver_guest_id`

// Whom a link names: a member still, or a guest who is known by their address.
const (
	memberWho = `
		JOIN (SELECT p.id, p.name, p.language, m.collaboratory_id, false AS guest
		      FROM membership m
		      JOIN person p ON p.id = m.person_id
		      WHERE m.left_at IS NULL AND p.erased_at IS NULL) who
		  ON who.collaboratory_id = c.collaboratory_id AND who.id = $3`
	guestWho = `
		JOIN (SELECT u.id, u.name, u.language, u.collaboratory_id, true AS guest
		      FROM guest u
		      WHERE u.verified_at IS NOT NULL AND u.purged_at IS NULL) who
		  ON who.collaboratory_id = c.collaboratory_id AND who.id = $3`
)
