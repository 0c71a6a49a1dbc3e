package collaboratory

import (
	"context"
	"strings"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Member is one line of the list of members.
type Member struct {
	ID           id.ID
	Name         string
	Organisation string
	Sector       string
	Role         Role
	HasAddress   bool
}

// Tally is how many members come from one sector.
type Tally struct {
	Sector string
	Count  int
}

// Sought narrows the list of members, and says where on it to stand.
type Sought struct {
	Words  string // part of a name or an organisation
	Sector string
	After  Mark // go on after this line
	Before Mark // or go back before it
}

// Mark is a place in the list: the last or first line seen. The zero Mark is none.
type Mark struct {
	Name string
	ID   id.ID
}

// pageSize is how many members stand on one page.
const pageSize = 50

// queueMembers reads one line more than a page, so that the page knows whether there is a next one.
func queueMembers(b *db.Batch, members *[]Member, collaboratory id.ID, s Sought) {
	mark, compare, order := s.After, ">", "ASC"
	if s.Before.ID != id.Nil {
		mark, compare, order = s.Before, "<", "DESC"
	}
	db.QueueAll(b, members, `
		SELECT p.id,
		       p.name,
		       p.organisation,
		       p.sector,
		       m.role,
		       p.email IS NOT NULL AS has_address
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND ($2 = '' OR p.name ILIKE $2 OR p.organisation ILIKE $2)
		  AND ($3 = '' OR p.sector = $3)
		  AND ($5::uuid = $6::uuid OR (lower(p.name), p.id) `+compare+` (lower($4), $5::uuid))
		ORDER BY lower(p.name) `+order+`, p.id `+order+`
		LIMIT $7`,
		collaboratory, pattern(s.Words), s.Sector, mark.Name, mark.ID, id.Nil, pageSize+1)
}

func queueTally(b *db.Batch, tally *[]Tally, collaboratory id.ID) {
	db.QueueAll(b, tally, `
		SELECT p.sector,
		       count(*)::int AS count
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		GROUP BY p.sector
		ORDER BY count DESC, p.sector`, collaboratory)
}

// Profile is a member as other members may see them; conveners and the member see how to reach them too.
type Profile struct {
	ID           id.ID
	Name         string
	Email        string
	CareOf       string `db:"care_of_email"`
	Phone        string
	Organisation string
	Sector       string
	Language     string
	Role         Role
	JoinedAt     time.Time
	AddedBy      string
}

func queueProfile(b *db.Batch, p *Profile, collaboratory, person id.ID) {
	db.QueueOne(b, p, `
		SELECT p.id,
		       p.name,
		       coalesce(p.email, '') AS email,
		       coalesce(p.care_of_email, '') AS care_of_email,
		       p.phone,
		       p.organisation,
		       p.sector,
		       p.language,
		       m.role,
		       m.joined_at,
		       coalesce(adder.name, '') AS added_by
		FROM membership m
		JOIN person p ON p.id = m.person_id
		LEFT JOIN person adder ON adder.id = m.added_by
		WHERE m.collaboratory_id = $1
		  AND m.person_id = $2
		  AND m.left_at IS NULL`, collaboratory, person)
}

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

// pattern finds words anywhere in a text, taken as they stand; no words find everything.
func pattern(words string) string {
	if words == "" {
		return ""
	}
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(words) + "%"
}
