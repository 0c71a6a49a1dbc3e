package gathering

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// listed is a gathering in a list, with how many said they come.
type listed struct {
	Gathering
	Going  int
	Answer *Coming // the reader's own
}

// mostListed bounds the list of gatherings: decades of them.
const mostListed = 200

func queueList(b *db.Batch, rows *[]listed, collaboratory, reader id.ID, drafts bool) {
	db.QueueAll(b, rows, `
	SELECT `+columns+`,
		(
			SELECT count(*)
			FROM answer a
			WHERE a.collaboratory_id = g.collaboratory_id
			  AND a.gathering_id = g.id
			  AND a.answer = 'going'
		) AS going,
		mine.answer
	FROM gathering g
	LEFT JOIN answer mine
	  ON mine.collaboratory_id = g.collaboratory_id
	 AND mine.gathering_id = g.id
	 AND mine.person_id = $2
	WHERE g.collaboratory_id = $1
	  AND ($3 OR g.state <> 'draft')
	ORDER BY g.starts_at DESC, g.id DESC
	LIMIT $4`, collaboratory, reader, drafts, mostListed)
}

func queueGathering(b *db.Batch, row *Gathering, collaboratory, gathering id.ID) {
	db.QueueOne(b, row, gatheringSQL, collaboratory, gathering)
}

func queueAgenda(b *db.Batch, rows *[]Item, collaboratory, gathering id.ID) {
	db.QueueAll(b, rows, agendaSQL, collaboratory, gathering)
}

func queueRoles(b *db.Batch, rows *[]Held, collaboratory, gathering id.ID) {
	db.QueueAll(b, rows, rolesSQL, collaboratory, gathering)
}

func queueAnswer(b *db.Batch, row **Answer, collaboratory, gathering, person id.ID) {
	db.QueueMaybe(b, row, answerSQL, collaboratory, gathering, person)
}

func queueClub(b *db.Batch, row *club, collaboratory id.ID) {
	db.QueueOne(b, row, clubSQL, collaboratory)
}

// turnTitle is what is presented in a turn at the gathering, in the order of the evening.
type turnTitle struct {
	CollaboratoryID id.ID
	ID              id.ID
	Title           string
}

func queueTurns(b *db.Batch, rows *[]turnTitle, collaboratory, gathering id.ID) {
	db.QueueAll(b, rows, `
	SELECT
		t.collaboratory_id,
		t.id,
		p.title
	FROM presentation t
	JOIN proposal p
	  ON p.collaboratory_id = t.collaboratory_id
	 AND p.id = t.proposal_id
	WHERE t.gathering_collaboratory_id = $1
	  AND t.gathering_id = $2
	  AND t.state <> 'withdrawn'
	ORDER BY t.position`, collaboratory, gathering)
}

// comer is a member and what they said, for the list of who comes.
type comer struct {
	PersonID       id.ID
	Name           string
	Organisation   string
	Answer         *Coming
	Manner         *string
	WantsToPresent *bool
	Needs          *string
	Reachable      bool
}

// queueComers reads those who answered, and for a convener or the host the silent members too: they answer for somebody,
// or hand somebody a role.
func queueComers(b *db.Batch, rows *[]comer, collaboratory, gathering, reader id.ID, convener bool) {
	db.QueueAll(b, rows, `
	SELECT
		p.id AS person_id,
		p.name,
		p.organisation,
		a.answer,
		a.manner,
		a.wants_to_present,
		a.needs,
		coalesce(p.email, p.care_of_email) IS NOT NULL AS reachable
	FROM answer a
	JOIN membership m ON m.collaboratory_id = a.collaboratory_id AND m.person_id = a.person_id
	JOIN person p ON p.id = a.person_id
	WHERE a.collaboratory_id = $1
	  AND a.gathering_id = $2
	  AND m.left_at IS NULL
	  AND p.erased_at IS NULL
	UNION ALL
	SELECT
		p.id,
		p.name,
		p.organisation,
		NULL,
		NULL,
		NULL,
		NULL,
		coalesce(p.email, p.care_of_email) IS NOT NULL
	FROM membership m
	JOIN person p ON p.id = m.person_id
	WHERE ($4 OR EXISTS (
		SELECT
		FROM gathering_role
		WHERE collaboratory_id = $1
		  AND gathering_id = $2
		  AND person_id = $3
		  AND role = 'host'
	))
	  AND m.collaboratory_id = $1
	  AND m.left_at IS NULL
	  AND p.erased_at IS NULL
	  AND NOT EXISTS (
		SELECT
		FROM answer
		WHERE collaboratory_id = $1
		  AND gathering_id = $2
		  AND person_id = m.person_id
	)
	ORDER BY name, person_id`, collaboratory, gathering, reader, convener)
}

// queueLast reads the latest gatherings that were really planned, whose hours a new one starts from.
func queueLast(b *db.Batch, rows *[]Gathering, collaboratory id.ID) {
	db.QueueAll(b, rows, `
	SELECT `+columns+`
	FROM gathering g
	WHERE g.collaboratory_id = $1
	  AND g.state <> 'cancelled'
	ORDER BY g.starts_at DESC, g.id DESC
	LIMIT 4`, collaboratory)
}

// upcoming is the next gathering of a collaboratory, with its name.
type upcoming struct {
	listed
	Slug string
	Club string
}

const upcomingSQL = `
	SELECT ` + columns + `,
		0 AS going,
		mine.answer,
		c.slug,
		c.name AS club
	FROM membership m
	JOIN collaboratory c ON c.id = m.collaboratory_id
	JOIN gathering g ON g.collaboratory_id = m.collaboratory_id
	LEFT JOIN answer mine
	  ON mine.collaboratory_id = g.collaboratory_id
	 AND mine.gathering_id = g.id
	 AND mine.person_id = m.person_id
	WHERE m.person_id = $1
	  AND m.left_at IS NULL`

// queueNext reads the next gathering of one collaboratory the reader belongs to.
func queueNext(b *db.Batch, row **upcoming, reader, collaboratory id.ID, now time.Time) {
	db.QueueMaybe(b, row, upcomingSQL+`
	  AND m.collaboratory_id = $3
	  AND g.state IN ('published', 'live')
	  AND (g.state = 'live' OR g.ends_at > $2)
	ORDER BY g.starts_at, g.id
	LIMIT 1`, reader, now, collaboratory)
}

// queueNextOfMine reads the next gatherings in all collaboratories of the reader.
func queueNextOfMine(b *db.Batch, rows *[]upcoming, reader id.ID, now time.Time) {
	db.QueueAll(b, rows, upcomingSQL+`
	  -- across: the front page gathers what is next in all collaboratories of one person, but for practice rooms
	  AND c.rehearsal_of IS NULL
	  AND g.state IN ('published', 'live')
	  AND (g.state = 'live' OR g.ends_at > $2)
	ORDER BY g.starts_at, g.id
	LIMIT 1`, reader, now)
}

// feedOf are the gatherings in the calendar of one person, cancelled ones too so that the calendar can drop them.
func feedOf(ctx context.Context, q db.Querier, person id.ID, since time.Time) ([]upcoming, error) {
	return db.All[upcoming](ctx, q, upcomingSQL+`
	  -- across: a calendar belongs to a person, who may be in several collaboratories; what is only practiced is not in it
	  AND c.rehearsal_of IS NULL
	  AND g.published_at IS NOT NULL
	  AND g.starts_at > $2
	ORDER BY g.starts_at, g.id
	LIMIT 200`, person, since)
}

// soon are the published gatherings anywhere that start between two instants.
func soon(ctx context.Context, q db.Querier, from, to time.Time) ([]Gathering, error) {
	return db.All[Gathering](ctx, q, `
	SELECT `+columns+`
	FROM gathering g
	-- across: the sweep looks at every collaboratory
	WHERE g.state = 'published'
	  AND g.starts_at > $1
	  AND g.starts_at <= $2
	  AND NOT EXISTS (
		SELECT
		FROM collaboratory c
		WHERE c.id = g.collaboratory_id
		  AND (c.rehearsal_of IS NOT NULL OR c.archived_at IS NOT NULL)
	)
	ORDER BY g.starts_at, g.id`, from, to)
}

// letterReader is whom a link in a letter names.
type letterReader struct {
	PersonID     id.ID
	Name         string
	Language     string
	Slug         string
	ClubName     string
	ClubLanguage string
	Zone         string
	Archived     bool
}

func getLetterReader(ctx context.Context, q db.Querier, collaboratory, person id.ID) (letterReader, error) {
	return db.One[letterReader](ctx, q, `
	SELECT
		p.id AS person_id,
		p.name,
		p.language,
		c.slug,
		c.name AS club_name,
		c.language AS club_language,
		c.zone,
		c.archived_at IS NOT NULL AS archived
	FROM membership m
	JOIN person p ON p.id = m.person_id
	JOIN collaboratory c ON c.id = m.collaboratory_id
	WHERE m.collaboratory_id = $1
	  AND m.person_id = $2
	  AND m.left_at IS NULL
	  AND p.erased_at IS NULL`, collaboratory, person)
}
