package stage

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// queueStanding reads what a person is to a gathering: its host, its scribe, the presenter of some of its turns.
func queueStanding(b *db.Batch, s *standing, collaboratory, at, person id.ID) {
	db.QueueOne(b, s, `
		SELECT EXISTS (
		         SELECT FROM gathering_role r
		         WHERE r.collaboratory_id = $1 AND r.gathering_id = $2 AND r.person_id = $3 AND r.role = 'host') AS host,
		       EXISTS (
		         SELECT FROM gathering_role r
		         WHERE r.collaboratory_id = $1 AND r.gathering_id = $2 AND r.person_id = $3 AND r.role = 'scribe') AS scribe,
		       coalesce((
		         SELECT array_agg(t.id ORDER BY t.position)
		         FROM presentation t
		         WHERE t.gathering_collaboratory_id = $1
		           AND t.gathering_id = $2
		           AND t.state <> 'withdrawn'
		           AND (t.presenter_id = $3 OR EXISTS (
		             SELECT FROM co_presenter o
		             WHERE o.collaboratory_id = t.collaboratory_id AND o.proposal_id = t.proposal_id AND o.person_id = $3))),
		         '{}') AS presents`, collaboratory, at, person)
}

// queueHere reads whether a visitor who came in a while ago still has a right to be here: the session not ended, the
// membership not over, the guest not gone.
func queueHere(b *db.Batch, here *bool, v visitor, now time.Time) {
	guest := id.Nil
	if v.actor.Guest != nil {
		guest = v.actor.Guest.ID
	}
	db.QueueOne(b, here, `
		SELECT EXISTS (
		  SELECT FROM session s
		  JOIN membership m ON m.person_id = s.person_id AND m.collaboratory_id = $1 AND m.left_at IS NULL
		  WHERE s.id = $3 AND s.person_id = $4 AND s.expires_at > $6)
		OR EXISTS (
		  SELECT FROM guest u
		  JOIN gathering g ON g.collaboratory_id = u.collaboratory_id AND g.id = u.gathering_id
		  WHERE u.collaboratory_id = $1 AND u.gathering_id = $2 AND u.id = $5
		    AND g.state <> 'cancelled' AND (g.pledges_until IS NULL OR g.pledges_until > $6))`,
		v.club.CollaboratoryID, v.gathering, v.actor.SessionID, v.actor.PersonID, guest, now)
}

// queueState reads how a gathering stands; nil when there is none.
func queueState(b *db.Batch, state **gathering.State, collaboratory, at id.ID) {
	db.QueueMaybe(b, state, `
		SELECT state
		FROM gathering
		WHERE collaboratory_id = $1
		  AND id = $2`, collaboratory, at)
}
