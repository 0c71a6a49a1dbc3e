package collaboratory

import (
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// queueFront reads figures and names of no person.
func queueFront(b *db.Batch, f *Front, collaboratory id.ID, keptSince time.Time) {
	db.QueueOne(b, f, `
		SELECT c.id,
		       c.slug,
		       c.name,
		       c.town,
		       EXISTS (SELECT FROM logo WHERE collaboratory_id = c.id) AS has_logo,
		       (SELECT count(*)
		        FROM gathering g
		        WHERE g.collaboratory_id = c.id
		          AND g.state = 'closed')::int AS held,
		       (SELECT count(*)
		        FROM commitment p
		        WHERE p.collaboratory_id = c.id
		          AND p.merged_into IS NULL
		          AND (p.state = 'fulfilled' OR p.state = 'delivered' AND p.delivered_at <= $2))::int AS kept
		FROM collaboratory c
		WHERE c.id = $1`, collaboratory, keptSince)
}

func queueNextOut(b *db.Batch, next **NextOut, collaboratory id.ID, now time.Time) {
	db.QueueMaybe(b, next, `
		SELECT g.starts_at,
		       g.zone,
		       CASE WHEN 'public-place' = ANY (c.parts) THEN g.place ELSE '' END AS place
		FROM gathering g
		JOIN collaboratory c ON c.id = g.collaboratory_id
		WHERE g.collaboratory_id = $1
		  AND g.state IN ('published', 'live')
		  AND g.ends_at > $2
		ORDER BY g.starts_at, g.id
		LIMIT 1`, collaboratory, now)
}

func queueConcerns(b *db.Batch, all *[]Concern, person, collaboratory id.ID, now time.Time) {
	db.QueueAll(b, all, `
		-- across: the front page of a person gathers what each of their collaboratories asks
		SELECT c.id,
		       c.slug,
		       c.name,
		       c.zone,
		       coalesce((
		         SELECT a.words <> '' AND y.person_id IS NULL
		         FROM agreement a
		         LEFT JOIN agreement_acceptance y
		                ON y.collaboratory_id = a.collaboratory_id
		               AND y.version = a.version
		               AND y.person_id = m.person_id
		         WHERE a.collaboratory_id = c.id
		         ORDER BY a.version DESC
		         LIMIT 1), false) AS agreement,
		       m.role = 'convener'
		         AND c.backup_email = ''
		         AND coalesce(c.backup_ask_at, c.created_at + $4::interval) <= $3
		         AND NOT EXISTS (SELECT FROM membership s WHERE s.collaboratory_id = c.id AND s.backup)
		         AND EXISTS (
		           SELECT
		           FROM membership o
		           WHERE o.collaboratory_id = c.id
		             AND o.left_at IS NULL
		             AND o.role = 'member') AS backup,
		       CASE WHEN m.role = 'convener' THEN coalesce(p.name, '') ELSE '' END AS caller,
		       CASE WHEN m.role = 'convener' THEN k.called_at END AS called_at,
		       m.backup AS stands_in,
		       m.backup AND NOT EXISTS (
		         SELECT
		         FROM membership o
		         WHERE o.collaboratory_id = c.id
		           AND o.left_at IS NULL
		           AND o.role = 'convener') AS unconvened,
		       CASE WHEN m.backup THEN k.called_at END AS mine_at
		FROM membership m
		JOIN collaboratory c ON c.id = m.collaboratory_id
		LEFT JOIN convener_call k ON k.collaboratory_id = c.id AND k.ended_at IS NULL
		LEFT JOIN person p ON p.id = k.called_by
		WHERE m.person_id = $1
		  AND m.left_at IS NULL
		  AND c.rehearsal_of IS NULL
		  AND c.archived_at IS NULL
		  AND ($2::uuid = '00000000-0000-0000-0000-000000000000' OR c.id = $2)
		ORDER BY c.name, c.id`, person, collaboratory, now, backupAskFirst)
}
