package collaboratory

import (
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// Member is one line of the list of members, as its reader may see them.
type Member struct {
	ID id.ID
	member.Portrait
	Role       Role
	HasAddress bool // of their own
}

// Tally is how many members come from one sector.
type Tally struct {
	Sector string
	Count  int
}

// Sought narrows the list of members, and says where on it to stand.
type Sought struct {
	Words  string // of a name, an organisation, a skill, an offer, what somebody looks for
	Sector string
	Place  string
	Issue  string
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

const memberColumns = `
	p.id,` + member.PortraitColumns + `,
	m.role,
	p.email IS NOT NULL AS has_address`

// queueMembers reads one line more than a page, so that the page knows whether there is a next one. Everybody is listed
// to every member; but nobody is found by what its reader may not see.
func queueMembers(b *db.Batch, members *[]Member, collaboratory id.ID, s Sought, convener bool) {
	mark, compare, order := s.After, ">", "ASC"
	if s.Before.ID != id.Nil {
		mark, compare, order = s.Before, "<", "DESC"
	}
	args := []any{collaboratory, s.Sector, s.Place, s.Issue, convener, pageSize + 1}
	arg := func(value any) string {
		args = append(args, value)
		return "$" + strconv.Itoa(len(args))
	}
	narrow := ""
	if mark.ID != id.Nil {
		narrow += `
		  AND (p.sort_name, p.id) ` + compare + ` (plain(` + arg(mark.Name) + `), ` + arg(mark.ID) + `)`
	}
	if s.Words != "" {
		called, words := arg(pattern(s.Words)), arg(s.Words) // each asked once, not for every line
		narrow += told("(SELECT plain("+called+"))", "(SELECT sought("+words+"))", convener)
	}
	db.QueueAll(b, members, `
		SELECT `+memberColumns+`
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND ($2 = '' OR p.sector = $2)
		  AND ($3 = '' OR p.place = $3 AND ($5 OR p.audiences ->> 'place' IN ('all', $1::uuid::text)))
		  AND ($4 = '' OR $4 = ANY (p.issues) AND ($5 OR p.audiences ->> 'issues' IN ('all', $1::uuid::text)))`+narrow+`
		ORDER BY p.sort_name `+order+`, p.id `+order+`
		LIMIT $6`, args...)
}

// told finds by what the reader may see, and by an index. Who shows some fields to this collaboratory alone has a
// document for it; who does so to several is found by all they say, and then asked again.
func told(called, words string, convener bool) string {
	if convener {
		return `
		  AND (p.called LIKE ` + called + `
		       OR p.told_conveners @@ ` + words + `)`
	}
	return `
		  AND (p.called LIKE ` + called + `
		       OR p.told_all @@ ` + words + `
		       OR p.told_limited @@ ` + words + ` AND p.limited_to = $1::uuid::text
		       OR p.told_conveners @@ ` + words + ` AND p.limited_to = 'several'
		          AND told($1::uuid::text, p.audiences, p.name, p.organisation, p.job, p.place, p.skills, p.offers,
		                   p.looking_for, p.languages) @@ ` + words + `)`
}

// queueNearest reads who is called almost like that, for somebody who is not sure how a name is written.
func queueNearest(b *db.Batch, members *[]Member, collaboratory id.ID, words string) {
	db.QueueAll(b, members, `
		SELECT `+memberColumns+`
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND word_similarity(plain($2), p.called) > 0.4
		ORDER BY word_similarity(plain($2), p.called) DESC, p.sort_name, p.id
		LIMIT 5`, collaboratory, words)
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

// queuePlaces reads where members come from, as far as the reader may see it, to choose from.
func queuePlaces(b *db.Batch, places *[]string, collaboratory id.ID, convener bool) {
	db.QueueAll(b, places, `
		SELECT p.place
		FROM membership m
		JOIN person p ON p.id = m.person_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND p.place <> ''
		  AND ($2 OR p.audiences ->> 'place' IN ('all', $1::uuid::text))
		GROUP BY p.place
		ORDER BY count(*) DESC, p.place
		LIMIT 60`, collaboratory, convener)
}

func queueIssues(b *db.Batch, issues *[]string, collaboratory id.ID, convener bool) {
	db.QueueAll(b, issues, `
		SELECT issue
		FROM membership m
		JOIN person p ON p.id = m.person_id
		CROSS JOIN unnest(p.issues) AS issue
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND ($2 OR p.audiences ->> 'issues' IN ('all', $1::uuid::text))
		GROUP BY issue
		ORDER BY count(*) DESC, issue
		LIMIT 60`, collaboratory, convener)
}

// Profile is a member as its reader may see them.
type Profile struct {
	ID id.ID
	member.Portrait
	Role       Role
	HasAddress bool // of their own, whether its reader sees it or not
	JoinedAt   time.Time
	AddedBy    string
}

func queueProfile(b *db.Batch, p *Profile, collaboratory, person id.ID) {
	db.QueueOne(b, p, `
		SELECT `+memberColumns+`,
		       m.joined_at,
		       coalesce(adder.name, '') AS added_by
		FROM membership m
		JOIN person p ON p.id = m.person_id
		LEFT JOIN person adder ON adder.id = m.added_by
		WHERE m.collaboratory_id = $1
		  AND m.person_id = $2
		  AND m.left_at IS NULL`, collaboratory, person)
}

// queueEverybody reads all members with all that is known of them, for conveners.
func queueEverybody(b *db.Batch, all *[]Profile, collaboratory id.ID) {
	db.QueueAll(b, all, `
		SELECT `+memberColumns+`,
		       m.joined_at,
		       coalesce(adder.name, '') AS added_by
		FROM membership m
		JOIN person p ON p.id = m.person_id
		LEFT JOIN person adder ON adder.id = m.added_by
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		ORDER BY p.sort_name, p.id`, collaboratory)
}

// pattern finds words anywhere in a text, taken as they stand.
func pattern(words string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(words) + "%"
}
