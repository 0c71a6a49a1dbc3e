package stage

import (
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// mine is what is one visitor’s own: their promises of this evening, their raised hand, how they can be called.
type mine struct {
	HandUp   bool
	HasPhone bool
	promises []own
}

// own is one of the visitor’s promises of the evening; it carries all they wrote, for them alone.
type own struct {
	ID            id.ID
	Seq           int
	Turn          id.ID
	Title         string // of the turn
	Presenter     string
	Kind          commitment.Kind
	Promise       string
	PrivateNote   string
	Organisation  string
	ShownAsMember bool
	SharePhone    bool
	Amount        *float64
	Unit          string
	Cents         *int64
	Due           *time.Time
	State         commitment.State
	Source        commitment.Source
	ByGuest       bool
	Verified      bool
	Nodded        bool
}

// waits tells whether everybody sees this promise only after a nod.
func (o own) waits(s Settings) bool {
	return s.Nod && o.ByGuest && o.Source == commitment.BySelf && !o.Verified && !o.Nodded && o.State != commitment.Exploring
}

// queueMine reads what is the visitor’s own.
func queueMine(b *db.Batch, m *mine, v visitor) {
	who, guest := whoIs(v.actor, v.club.CollaboratoryID)
	db.QueueOne(b, m, `
		SELECT EXISTS (
		         SELECT FROM stage_hand h
		         WHERE h.collaboratory_id = $1 AND h.gathering_id = $2 AND h.who_id = $3) AS hand_up,
		       EXISTS (SELECT FROM person o WHERE o.id = $3 AND o.phone <> '' AND NOT $4) AS has_phone`,
		v.club.CollaboratoryID, v.gathering, who, guest)
	db.QueueAll(b, &m.promises, `
		SELECT c.id, c.seq, t.id AS turn, p.title, o.name AS presenter, c.kind, c.promise, c.private_note, c.organisation,
		       c.shown_as_member, c.share_phone, c.amount, c.unit, c.cents, c.due, c.state, c.source,
		       c.giver_guest_id IS NOT NULL AS by_guest, c.verified_at IS NOT NULL AS verified, i.nodded_at IS NOT NULL AS nodded
		FROM commitment c
		JOIN presentation t ON t.collaboratory_id = c.collaboratory_id AND t.id = c.presentation_id
		JOIN proposal p ON p.collaboratory_id = t.collaboratory_id AND p.id = t.proposal_id
		JOIN person o ON o.id = t.presenter_id
		LEFT JOIN stage_item i ON i.collaboratory_id = c.collaboratory_id AND i.commitment_id = c.id
		WHERE t.gathering_collaboratory_id = $1
		  AND t.gathering_id = $2
		  AND c.merged_into IS NULL
		  AND c.state NOT IN ('released', 'declined')
		  AND (CASE WHEN $4 THEN c.giver_guest_id ELSE c.giver_person_id END) = $3
		ORDER BY c.created_at DESC, c.id DESC
		LIMIT 50`, v.club.CollaboratoryID, v.gathering, who, guest)
}
