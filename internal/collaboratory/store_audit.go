package collaboratory

import (
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// queueEveryName reads everybody who belongs or belonged.
func queueEveryName(b *db.Batch, all *[]Officer, collaboratory id.ID) {
	db.QueueAll(b, all, `
		SELECT m.person_id,
		       p.name,
		       '' AS email
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		ORDER BY m.left_at IS NOT NULL, p.sort_name, p.id
		LIMIT 2000`, collaboratory)
}
