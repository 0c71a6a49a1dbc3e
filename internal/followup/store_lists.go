package followup

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// over is a gathering that has ended and whose lists have not been sent.
type over struct {
	CollaboratoryID id.ID
	ID              id.ID
	Day             time.Time
	Zone            string
	EndsAt          time.Time
	PledgesUntil    *time.Time
	Number          int
	Title           string
	ReplyTo         string
	ClubName        string
	ClubSlug        string
	ClubLanguage    string
}

// unlisted are the gatherings that ended between from and now and whose lists have not been sent.
func unlisted(ctx context.Context, q db.Querier, from, now time.Time, after place) ([]over, error) {
	return db.All[over](ctx, q, `
		-- across: the sweep sends the lists of every collaboratory
		SELECT g.collaboratory_id, g.id, g.day, g.zone, g.ends_at, g.pledges_until, g.number, g.title,
		       coalesce(nullif(g.reply_to, ''), club.reply_to) AS reply_to,
		       club.name AS club_name, club.slug AS club_slug, club.language AS club_language
		FROM gathering g
		JOIN collaboratory club ON club.id = g.collaboratory_id
		WHERE club.rehearsal_of IS NULL
		  AND club.archived_at IS NULL
		  AND g.state IN ('published', 'live', 'closed') AND g.ends_at >= $1 AND g.ends_at < $2
		  AND (g.ends_at, g.collaboratory_id, g.id) > ($3::timestamptz, $4, $5)
		  AND NOT EXISTS (SELECT 1
		                  FROM followup_gathering f
		                  WHERE f.collaboratory_id = g.collaboratory_id AND f.gathering_id = g.id AND f.step = 'lists')
		ORDER BY g.ends_at, g.collaboratory_id, g.id
		LIMIT $6`, from, now, after.sort, after.collaboratory, after.item, batch)
}

// listed is one promise of an evening with everybody who is to have it on their list.
type listed struct {
	letterItem
	GiverPersonID *id.ID
	GiverGuestID  *id.ID
	Receivers     []id.ID
}

// mostOfAnEvening bounds one gathering.
const mostOfAnEvening = 2000

// promisesOf are the promises of an evening that stand, oldest first.
func promisesOf(ctx context.Context, q db.Querier, now time.Time, collaboratory, gathering id.ID) ([]listed, error) {
	return db.All[listed](ctx, q, `
		-- across: a joint gathering hears presenters of several collaboratories
		SELECT `+itemColumns+wordColumns+`, c.giver_person_id, c.giver_guest_id,
		       pr.presenter_id || array(SELECT co.person_id
		                                FROM co_presenter co
		                                WHERE co.collaboratory_id = pr.collaboratory_id AND co.proposal_id = pr.proposal_id) AS receivers
		FROM (SELECT 'giver' AS side, NULL::uuid AS person_id) who
		CROSS JOIN commitment c`+aroundItem+aroundWords+`
		WHERE pr.gathering_collaboratory_id = $2 AND pr.gathering_id = $3
		  AND c.merged_into IS NULL AND c.state NOT IN ('released', 'declined')
		ORDER BY c.created_at, c.id
		LIMIT $4`, now, collaboratory, gathering, mostOfAnEvening)
}

// unwritten are those of some people who can be written to and do not have the letter of this cause. A zone of their
// own is theirs.
func unwritten(ctx context.Context, q db.Querier, now time.Time, collaboratory id.ID, people []id.ID, cause string) ([]reader, error) {
	return db.All[reader](ctx, q, `
		SELECT p.id AS person_id, p.name, coalesce(p.email, p.care_of_email) AS email, p.email IS NULL AS care_of,
		       p.language, p.zone,`+lastLetter+`
		FROM person p
		WHERE p.id = ANY ($2) AND p.erased_at IS NULL AND coalesce(p.email, p.care_of_email) IS NOT NULL
		  AND NOT EXISTS (SELECT 1
		                  FROM letter
		                  WHERE cause = $3 AND recipient = p.id::text)
		  AND NOT EXISTS (SELECT 1
		                  FROM letter_refusal r
		                  WHERE r.email = coalesce(p.email, p.care_of_email)
		                    AND r.collaboratory_id IN ($4, '00000000-0000-0000-0000-000000000000')
		                    AND r.kind IN ('', 'promises'))
		ORDER BY p.id`, now, people, cause, collaboratory)
}

// guestReader is a guest who gets their list; Verified when they have opened a letter before.
type guestReader struct {
	ID       id.ID
	Name     string
	Email    string
	Language string
	Verified bool
}

// unwrittenGuests are those of some guests who gave an address and do not have their list.
func unwrittenGuests(ctx context.Context, q db.Querier, collaboratory id.ID, guests []id.ID, cause string) ([]guestReader, error) {
	return db.All[guestReader](ctx, q, `
		SELECT u.id, u.name, u.email, u.language, u.verified_at IS NOT NULL AS verified
		FROM guest u
		WHERE u.collaboratory_id = $1 AND u.id = ANY ($2) AND u.email IS NOT NULL
		  AND NOT EXISTS (SELECT 1
		                  FROM letter
		                  WHERE cause = $3 || '/guest/' || u.id)
		ORDER BY u.id`, collaboratory, guests, cause)
}

// markListed keeps that the lists of a gathering have been sent.
func markListed(ctx context.Context, q db.Querier, g over, at time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO followup_gathering (collaboratory_id, gathering_id, step, at)
		VALUES ($1, $2, 'lists', $3)
		ON CONFLICT DO NOTHING`, g.CollaboratoryID, g.ID, at)
	return err
}
