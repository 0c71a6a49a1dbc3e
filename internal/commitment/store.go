package commitment

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// columns are those of a commitment itself.
const columns = `
	c.collaboratory_id, c.id, c.presentation_id, c.ask_id, c.giver_person_id, c.giver_guest_id,
	c.organisation, c.shown_as_member, c.kind, c.promise, c.private_note, c.share_phone,
	c.amount, c.unit, c.cents, c.due, c.first_move, c.state, c.seq, c.redated, c.done_amount, c.done_cents,
	c.source, c.entered_by, c.verified_at, c.merged_into, c.pledged_at, c.delivered_at, c.fulfilled_at, c.ended_at,
	c.contacted_at, c.thanked_at, c.created_at, `

// around are the turn it helps, who receives it, and what the reader ($3) does in that gathering’s room.
const around = `
	r.title, p.presenter_id, club.zone, p.gathering_id,
	array(SELECT person_id
	      FROM co_presenter
	      WHERE collaboratory_id = p.collaboratory_id AND proposal_id = p.proposal_id) AS beside,
	EXISTS (SELECT 1
	        FROM gathering_role
	        WHERE collaboratory_id = p.gathering_collaboratory_id AND gathering_id = p.gathering_id
	          AND person_id = $3 AND role = 'host') AS host,
	EXISTS (SELECT 1
	        FROM gathering_role
	        WHERE collaboratory_id = p.gathering_collaboratory_id AND gathering_id = p.gathering_id
	          AND person_id = $3 AND role = 'scribe') AS scribe,
	p.state AS phase, g.state AS gathering_state, g.day, g.zone AS gathering_zone, g.starts_at, g.ends_at, g.pledges_until,
	EXISTS (SELECT 1
	        FROM presentation other
	        WHERE other.gathering_collaboratory_id = p.gathering_collaboratory_id AND other.gathering_id = p.gathering_id
	          AND other.state NOT IN ('waiting', 'withdrawn')) AS staged`

const aroundTables = `
	JOIN proposal r ON r.collaboratory_id = p.collaboratory_id AND r.id = p.proposal_id
	JOIN gathering g ON g.collaboratory_id = p.gathering_collaboratory_id AND g.id = p.gathering_id
	JOIN collaboratory club ON club.id = p.collaboratory_id`

const commitmentByID = `
	SELECT ` + columns + around + `
	FROM commitment c
	JOIN presentation p ON p.collaboratory_id = c.collaboratory_id AND p.id = c.presentation_id` + aroundTables + `
	WHERE c.collaboratory_id = $1 AND c.id = $2`

// lockCommitment finds a commitment for its reader and holds it until the transaction ends.
func lockCommitment(ctx context.Context, tx *db.Tx, collaboratory, commitment, reader id.ID) (Commitment, error) {
	return db.One[Commitment](ctx, tx, commitmentByID+` FOR UPDATE OF c`, collaboratory, commitment, reader)
}

const turnByID = `
	SELECT ` + around + `
	FROM presentation p` + aroundTables + `
	WHERE p.collaboratory_id = $1 AND p.id = $2`

func getTurn(ctx context.Context, q db.Querier, collaboratory, presentation, reader id.ID) (Around, error) {
	return db.One[Around](ctx, q, turnByID, collaboratory, presentation, reader)
}

// insertPledge keeps a new commitment with the first event of its history; nil when its request is known already.
func insertPledge(ctx context.Context, tx *db.Tx, c *Commitment, author, key id.ID, hash []byte, forPerson *id.ID) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, tx, `
		WITH new AS (
		  INSERT INTO commitment (
		    collaboratory_id, id, presentation_id, ask_id, giver_person_id, giver_guest_id, organisation, shown_as_member,
		    kind, promise, private_note, share_phone, amount, unit, cents, due, first_move, state, seq, source, entered_by,
		    verified_at, pledged_at, author_id, created_at, changed_at, request_key, request_hash)
		  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, $19, $20,
		    $21, $22, $23, $24, $24, $25, $26)
		  ON CONFLICT ON CONSTRAINT commitment_request_once DO NOTHING
		  RETURNING collaboratory_id, id, created_at, author_id, state, due, amount, cents)
		INSERT INTO commitment_event (
		  collaboratory_id, commitment_id, seq, at, actor_id, for_person_id, verb, from_state, to_state, due_to, amount, cents)
		SELECT collaboratory_id, id, 1, created_at, author_id, $27, 'pledge', '', state, due, amount, cents
		FROM new
		RETURNING commitment_id`,
		c.CollaboratoryID, c.ID, c.PresentationID, c.AskID, c.GiverPersonID, c.GiverGuestID, c.Organisation, c.ShownAsMember,
		c.Kind, c.Promise, c.PrivateNote, c.SharePhone, c.Amount, c.Unit, c.Cents, c.Due, c.FirstMove, c.State, c.Source, c.EnteredBy,
		c.VerifiedAt, c.PledgedAt, author, c.CreatedAt, key, hash, forPerson)
}

// request is what is known of a form that arrived before.
type request struct {
	ID          id.ID
	RequestHash []byte
}

func getRequest(ctx context.Context, q db.Querier, collaboratory, author, key id.ID) (*request, error) {
	return db.Maybe[request](ctx, q, `
		SELECT id, request_hash
		FROM commitment
		WHERE collaboratory_id = $1 AND author_id = $2 AND request_key = $3`, collaboratory, author, key)
}

// saveChange keeps a changed commitment together with the event that changed it.
func saveChange(ctx context.Context, tx *db.Tx, c *Commitment, e Event) error {
	_, err := db.Value[int](ctx, tx, `
		WITH changed AS (
		  UPDATE commitment
		  SET giver_person_id = $3, organisation = $4, shown_as_member = $5, kind = $6, promise = $7, private_note = $8,
		      share_phone = $9, amount = $10, unit = $11, cents = $12, due = $13, state = $14, seq = $15, redated = $16,
		      done_amount = $17, done_cents = $18, verified_at = $19, merged_into = $20, pledged_at = $21, delivered_at = $22,
		      fulfilled_at = $23, ended_at = $24, contacted_at = $25, thanked_at = $26, changed_at = $27, giver_guest_id = $37
		  WHERE collaboratory_id = $1 AND id = $2
		  RETURNING collaboratory_id, id)
		INSERT INTO commitment_event (
		  collaboratory_id, commitment_id, seq, at, actor_id, for_person_id, verb, from_state, to_state, due_from, due_to, amount, cents)
		SELECT collaboratory_id, id, $15, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36
		FROM changed
		RETURNING seq`,
		c.CollaboratoryID, c.ID, c.GiverPersonID, c.Organisation, c.ShownAsMember, c.Kind, c.Promise, c.PrivateNote,
		c.SharePhone, c.Amount, c.Unit, c.Cents, c.Due, c.State, e.Seq, c.Redated,
		c.DoneAmount, c.DoneCents, c.VerifiedAt, c.MergedInto, c.PledgedAt, c.DeliveredAt,
		c.FulfilledAt, c.EndedAt, c.ContactedAt, c.ThankedAt, e.At,
		e.ActorID, e.ForPersonID, e.Verb, e.FromState, e.ToState, e.DueFrom, e.DueTo, e.Amount, e.Cents, c.GiverGuestID)
	return err
}

func insertNote(ctx context.Context, tx *db.Tx, c *Commitment, seq int, author *id.ID, text string) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO commitment_note (collaboratory_id, commitment_id, seq, author_id, text)
		VALUES ($1, $2, $3, $4, $5)`, c.CollaboratoryID, c.ID, seq, author, text)
	return err
}

const eventColumns = `
	SELECT seq, at, actor_id, for_person_id, verb, from_state, to_state, due_from, due_to, amount, cents
	FROM commitment_event
	WHERE collaboratory_id = $1 AND commitment_id = $2`

// eventsSince are the events a reader who saw seq has not seen, oldest first.
func eventsSince(ctx context.Context, tx *db.Tx, c *Commitment, seq int) ([]Event, error) {
	return db.All[Event](ctx, tx, eventColumns+`
		  AND seq > $3
		ORDER BY seq`, c.CollaboratoryID, c.ID, seq)
}

// lastBut is the newest event that is none of these verbs.
func lastBut(ctx context.Context, tx *db.Tx, c *Commitment, not []Verb) (Event, error) {
	return db.One[Event](ctx, tx, eventColumns+`
		  AND verb <> ALL ($3::text[])
		ORDER BY seq DESC
		LIMIT 1`, c.CollaboratoryID, c.ID, not)
}

// lastOf is when one of these verbs was last done.
func lastOf(ctx context.Context, tx *db.Tx, c *Commitment, verbs []Verb) (time.Time, error) {
	return db.Value[time.Time](ctx, tx, `
		SELECT max(at)
		FROM commitment_event
		WHERE collaboratory_id = $1 AND commitment_id = $2 AND verb = ANY ($3::text[])`, c.CollaboratoryID, c.ID, verbs)
}

// isMember tells whether somebody belongs to the collaboratory now.
func isMember(ctx context.Context, q db.Querier, collaboratory, person id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (SELECT 1
		               FROM membership
		               WHERE collaboratory_id = $1 AND person_id = $2 AND left_at IS NULL)`, collaboratory, person)
}

// askFits tells whether an ask belongs to the proposal of a presentation.
func askFits(ctx context.Context, q db.Querier, collaboratory, presentation, ask id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (SELECT 1
		               FROM ask a
		               JOIN presentation p ON p.collaboratory_id = a.collaboratory_id AND p.proposal_id = a.proposal_id
		               WHERE a.collaboratory_id = $1 AND a.id = $3 AND p.id = $2)`, collaboratory, presentation, ask)
}

// unthanked are the promises of a turn whose givers have not been thanked, held until the transaction ends.
func unthanked(ctx context.Context, tx *db.Tx, collaboratory, presentation id.ID) ([]id.ID, error) {
	return db.All[id.ID](ctx, tx, `
		SELECT id
		FROM commitment
		WHERE collaboratory_id = $1 AND presentation_id = $2 AND merged_into IS NULL AND thanked_at IS NULL
		  AND state IN ('pledged', 'delivered', 'fulfilled')
		ORDER BY id
		FOR UPDATE`, collaboratory, presentation)
}

// membersNamed are the current members of exactly this name.
func membersNamed(ctx context.Context, q db.Querier, collaboratory id.ID, name string) ([]id.ID, error) {
	return db.All[id.ID](ctx, q, `
		SELECT m.person_id
		FROM membership m
		JOIN person o ON o.id = m.person_id
		WHERE m.collaboratory_id = $1 AND m.left_at IS NULL AND lower(o.name) = lower($2)
		LIMIT 2`, collaboratory, name)
}

// guestNamed is the guest of this name at a gathering; nil when nobody has it.
func guestNamed(ctx context.Context, q db.Querier, collaboratory, gathering id.ID, name string) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, q, `
		SELECT id
		FROM guest
		WHERE collaboratory_id = $1 AND gathering_id = $2 AND lower(name) = lower($3)
		ORDER BY id
		LIMIT 1`, collaboratory, gathering, name)
}

// clubFacts are what a letter says of the collaboratory.
type clubFacts struct {
	ID       id.ID
	Slug     string
	Name     string
	Language string
	ReplyTo  string
}

func getClub(ctx context.Context, q db.Querier, collaboratory id.ID) (clubFacts, error) {
	return db.One[clubFacts](ctx, q, `
		SELECT id, slug, name, language, reply_to
		FROM collaboratory
		WHERE id = $1`, collaboratory)
}

// correspondent is somebody a letter names or goes to; a guest has no PersonID.
type correspondent struct {
	PersonID id.ID
	Name     string
	Email    string
	CareOf   bool
	Language string
}

func getCorrespondents(ctx context.Context, q db.Querier, collaboratory id.ID, people []id.ID, guest *id.ID) ([]correspondent, error) {
	return db.All[correspondent](ctx, q, `
		SELECT id AS person_id, name, coalesce(email, care_of_email, '') AS email,
		  email IS NULL AND care_of_email IS NOT NULL AS care_of, language
		FROM person
		WHERE id = ANY ($2)
		UNION ALL
		SELECT '00000000-0000-0000-0000-000000000000', name, coalesce(email, ''), false, ''
		FROM guest
		WHERE collaboratory_id = $1 AND id = $3`, collaboratory, people, guest)
}
