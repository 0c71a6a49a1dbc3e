package account

import (
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

const openPromiseColumns = `
		SELECT c.id,
		       c.promise,
		       r.title,
		       c.due,
		       c.seq,
		       c.state <> 'exploring' AS firm,`

const openPromiseTables = `
		FROM commitment c
		JOIN presentation p ON p.collaboratory_id = c.collaboratory_id AND p.id = c.presentation_id
		JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id`

const stillOpen = `
		  AND c.merged_into IS NULL
		  AND c.state IN ('exploring', 'pledged', 'lapsed')`

func queueGiven(b *db.Batch, all *[]OpenPromise, collaboratory, person id.ID) {
	db.QueueAll(b, all, openPromiseColumns+`
		       w.name AS other`+openPromiseTables+`
		JOIN person w ON w.id = p.presenter_id
		WHERE c.collaboratory_id = $1
		  AND c.giver_person_id = $2`+stillOpen+`
		ORDER BY c.due, c.id`, collaboratory, person)
}

// queueReceived leaves out what somebody else who is still there receives too.
func queueReceived(b *db.Batch, all *[]OpenPromise, collaboratory, person id.ID) {
	db.QueueAll(b, all, openPromiseColumns+`
		       coalesce(o.name, u.name) AS other`+openPromiseTables+`
		LEFT JOIN person o ON o.id = c.giver_person_id
		LEFT JOIN guest u ON u.collaboratory_id = c.collaboratory_id AND u.id = c.giver_guest_id
		WHERE c.collaboratory_id = $1
		  AND p.presenter_id = $2
		  AND NOT EXISTS (
		    SELECT
		    FROM co_presenter k
		    JOIN membership m ON m.collaboratory_id = k.collaboratory_id AND m.person_id = k.person_id
		    WHERE k.collaboratory_id = p.collaboratory_id
		      AND k.proposal_id = p.proposal_id
		      AND m.left_at IS NULL)`+stillOpen+`
		ORDER BY c.due, c.id`, collaboratory, person)
}

func queueTurns(b *db.Batch, all *[]OpenTurn, collaboratory, person id.ID) {
	db.QueueAll(b, all, `
		SELECT p.id,
		       r.title,
		       g.day
		FROM presentation p
		JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
		JOIN gathering g ON g.collaboratory_id = p.gathering_collaboratory_id AND g.id = p.gathering_id
		WHERE p.collaboratory_id = $1
		  AND p.presenter_id = $2
		  AND p.state = 'waiting'
		  AND g.state IN ('draft', 'published', 'live')
		ORDER BY g.day, p.id`, collaboratory, person)
}
