package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Invited is one line of the list of invitations.
type Invited struct {
	ID        id.ID
	Email     string
	Name      string
	State     Stage
	Letter    string // how its newest letter fared: waiting, sent, failed, bounced; empty when unknown
	Inviter   string
	ByLink    bool
	InvitedAt time.Time
	SentCount int
	SentAt    time.Time
	OpenedAt  *time.Time
	JoinedAt  *time.Time
	ExpiresAt time.Time
}

func queueInvitations(b *db.Batch, all *[]Invited, collaboratory id.ID) {
	db.QueueAll(b, all, `
		SELECT i.id,
		       i.email,
		       i.name,
		       i.state,
		       coalesce(l.state, '') AS letter,
		       inviter.name AS inviter,
		       i.by_link,
		       i.invited_at,
		       i.sent_count,
		       i.sent_at,
		       i.opened_at,
		       i.joined_at,
		       i.expires_at
		FROM invitation i
		JOIN person inviter ON inviter.id = i.invited_by
		LEFT JOIN letter l
		       ON l.cause = 'invitation/' || i.id || '/' || i.sent_count
		      AND l.recipient = i.email
		WHERE i.collaboratory_id = $1
		  AND i.state <> 'withdrawn'
		ORDER BY i.sent_at DESC, i.id DESC
		LIMIT 500`, collaboratory)
}

func queueLink(b *db.Batch, link **Link, collaboratory id.ID) {
	db.QueueMaybe(b, link, `
		SELECT token,
		       opened_at
		FROM joining_link
		WHERE collaboratory_id = $1`, collaboratory)
}

// languagesOf are the languages of those addresses that belong to somebody who chose one.
func languagesOf(ctx context.Context, q db.Querier, emails []string) (map[string]string, error) {
	type row struct{ Email, Language string }
	rows, err := db.All[row](ctx, q, `
		SELECT email,
		       language
		FROM person
		WHERE email = ANY($1)
		  AND language <> ''`, emails)
	chosen := map[string]string{}
	for _, r := range rows {
		chosen[r.Email] = r.Language
	}
	return chosen, err
}
