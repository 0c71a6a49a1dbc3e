package collaboratory

import (
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// The questions, as columns of self_description.
const (
	askedAge        = "age_band"
	askedIdeology   = "ideology"
	askedBackground = "background"
)

// queueGroups counts the answers of present members; the same words with other accents or capitals are one answer,
// written as most write it.
func queueGroups(b *db.Batch, groups *[]Group, collaboratory id.ID, asked string) {
	db.QueueAll(b, groups, `
		SELECT coalesce(mode() WITHIN GROUP (ORDER BY d.`+asked+`), '') AS answer,
		       count(*)::int AS count
		FROM membership m
		LEFT JOIN self_description d ON d.person_id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		GROUP BY plain(coalesce(d.`+asked+`, ''))
		ORDER BY count DESC, answer`, collaboratory)
}

func queueDescribed(b *db.Batch, described *bool, person id.ID) {
	db.QueueOne(b, described, `
		SELECT EXISTS (
		  SELECT
		  FROM self_description
		  WHERE person_id = $1)`, person)
}
