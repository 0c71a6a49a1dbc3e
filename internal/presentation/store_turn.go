package presentation

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// venue is what the verbs need to know of a gathering: a turn is only given at one that is still to come.
type venue struct {
	ID       id.ID
	Title    string
	State    string
	StartsAt time.Time
	Zone     string
	Place    string
	ReplyTo  string
}

// lockVenue holds the gathering's row, so that places in its line-up are given one after the other.
func lockVenue(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) (venue, error) {
	return db.One[venue](ctx, tx, `
		SELECT
			g.id,
			g.title,
			g.state,
			g.starts_at,
			g.zone,
			g.place,
			coalesce(nullif(g.reply_to, ''), c.reply_to) AS reply_to
		FROM gathering g
		JOIN collaboratory c ON c.id = g.collaboratory_id
		WHERE g.collaboratory_id = $1
		  AND g.id = $2
		FOR UPDATE OF g`, collaboratory, gathering)
}

const turnColumns = `
	t.collaboratory_id,
	t.id,
	t.proposal_id,
	t.gathering_id,
	t.presenter_id,
	t.position,
	t.state,
	t.confirmed_at`

const turnSQL = `
	SELECT ` + turnColumns + `
	FROM presentation t
	WHERE t.collaboratory_id = $1
	  AND t.id = $2
	  AND t.state <> 'withdrawn'`

func getTurn(ctx context.Context, q db.Querier, collaboratory, presentation id.ID) (Turn, error) {
	return db.One[Turn](ctx, q, turnSQL, collaboratory, presentation)
}

func lockTurn(ctx context.Context, tx *db.Tx, collaboratory, presentation id.ID) (Turn, error) {
	return db.One[Turn](ctx, tx, turnSQL+`
	FOR UPDATE`, collaboratory, presentation)
}

// turnOf is the turn a proposal already has at this gathering; nil when it has none there.
func turnOf(ctx context.Context, q db.Querier, p Proposal, gathering id.ID) (*id.ID, error) {
	return db.Maybe[id.ID](ctx, q, `
		SELECT id
		FROM presentation
		WHERE collaboratory_id = $1
		  AND proposal_id = $2
		  AND gathering_id = $3
		  AND state <> 'withdrawn'`, p.CollaboratoryID, p.ID, gathering)
}

// belongs tells whether a person is a member at this moment.
func belongs(ctx context.Context, q db.Querier, collaboratory, person id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
			SELECT
			FROM membership
			WHERE collaboratory_id = $1
			  AND person_id = $2
			  AND left_at IS NULL
		)`, collaboratory, person)
}

// turnsAt are the turns of a gathering in order, held until the transaction ends.
func turnsAt(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) ([]Turn, error) {
	return db.All[Turn](ctx, tx, `
		SELECT `+turnColumns+`
		FROM presentation t
		WHERE t.gathering_collaboratory_id = $1
		  AND t.gathering_id = $2
		  AND t.state <> 'withdrawn'
		ORDER BY t.position
		FOR UPDATE`, collaboratory, gathering)
}

func insertTurn(ctx context.Context, tx *db.Tx, t Turn, by id.ID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO presentation (
			collaboratory_id, id, proposal_id, gathering_collaboratory_id, gathering_id, presenter_id,
			position, state, accepted_by, accepted_at
		) VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8, $9)`,
		t.CollaboratoryID, t.ID, t.ProposalID, t.GatheringID, t.PresenterID, t.Position, t.State, by, now)
	return err
}

// nextPosition is the place after the last ever given at this gathering; a place that was taken off is not given again.
func nextPosition(ctx context.Context, tx *db.Tx, collaboratory, gathering id.ID) (int, error) {
	return db.Value[int](ctx, tx, `
		SELECT coalesce(max(position), 0) + 1
		FROM presentation
		WHERE gathering_collaboratory_id = $1
		  AND gathering_id = $2`, collaboratory, gathering)
}

func placeTurn(ctx context.Context, tx *db.Tx, t Turn) error {
	_, err := tx.Exec(ctx, `
		UPDATE presentation
		SET position = $3
		WHERE collaboratory_id = $1
		  AND id = $2`, t.CollaboratoryID, t.ID, t.Position)
	return err
}

func moveTurn(ctx context.Context, tx *db.Tx, t Turn) error {
	_, err := tx.Exec(ctx, `
		UPDATE presentation
		SET state = $3,
			confirmed_at = $4
		WHERE collaboratory_id = $1
		  AND id = $2`, t.CollaboratoryID, t.ID, t.State, t.ConfirmedAt)
	return err
}

// insertCoPresenter names a member beside the author, once; false when this is no member.
func insertCoPresenter(ctx context.Context, tx *db.Tx, collaboratory, proposal, person id.ID, now time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO co_presenter (collaboratory_id, proposal_id, person_id, added_at)
		SELECT m.collaboratory_id, $2, m.person_id, $4
		FROM membership m
		WHERE m.collaboratory_id = $1
		  AND m.person_id = $3
		  AND m.left_at IS NULL
		ON CONFLICT (collaboratory_id, proposal_id, person_id) DO UPDATE
		SET added_at = co_presenter.added_at`, collaboratory, proposal, person, now)
	return tag.RowsAffected() == 1, err
}

func deleteCoPresenter(ctx context.Context, tx *db.Tx, collaboratory, proposal, person id.ID) error {
	_, err := tx.Exec(ctx, `
		DELETE FROM co_presenter
		WHERE collaboratory_id = $1
		  AND proposal_id = $2
		  AND person_id = $3`, collaboratory, proposal, person)
	return err
}

// addressee is somebody a letter about a turn goes to.
type addressee struct {
	PersonID id.ID
	Name     string
	Email    string
	CareOf   bool
	Language string
}

const addresseeColumns = `
	p.id AS person_id,
	p.name,
	coalesce(p.email, p.care_of_email) AS email,
	p.email IS NULL AS care_of,
	coalesce(nullif(p.language, ''), c.language) AS language`

// presentersOf are the author and co-presenters of a proposal whom a letter can reach; who has left is not told.
func presentersOf(ctx context.Context, q db.Querier, collaboratory, proposal id.ID) ([]addressee, error) {
	return db.All[addressee](ctx, q, `
		SELECT `+addresseeColumns+`
		FROM proposal r
		JOIN collaboratory c ON c.id = r.collaboratory_id
		JOIN person p
		  ON p.id = r.author_id
		  OR p.id IN (
			SELECT person_id
			FROM co_presenter
			WHERE collaboratory_id = $1 AND proposal_id = $2
		  )
		JOIN membership m
		  ON m.collaboratory_id = r.collaboratory_id
		 AND m.person_id = p.id
		 AND m.left_at IS NULL
		WHERE r.collaboratory_id = $1
		  AND r.id = $2
		  AND p.erased_at IS NULL
		  AND coalesce(p.email, p.care_of_email) IS NOT NULL`, collaboratory, proposal)
}

// membersReachable are all members a letter can reach.
func membersReachable(ctx context.Context, q db.Querier, collaboratory id.ID) ([]addressee, error) {
	return db.All[addressee](ctx, q, `
		SELECT `+addresseeColumns+`
		FROM membership m
		JOIN person p ON p.id = m.person_id
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.collaboratory_id = $1
		  AND m.left_at IS NULL
		  AND p.erased_at IS NULL
		  AND coalesce(p.email, p.care_of_email) IS NOT NULL
		ORDER BY p.id`, collaboratory)
}

// convenersReachable are the conveners, who hear of a new proposal.
func convenersReachable(ctx context.Context, q db.Querier, collaboratory id.ID) ([]addressee, error) {
	return db.All[addressee](ctx, q, `
		SELECT `+addresseeColumns+`
		FROM membership m
		JOIN person p ON p.id = m.person_id
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.collaboratory_id = $1
		  AND m.role = 'convener'
		  AND m.left_at IS NULL
		  AND p.erased_at IS NULL
		  AND coalesce(p.email, p.care_of_email) IS NOT NULL
		ORDER BY p.id`, collaboratory)
}

func nameOf(ctx context.Context, q db.Querier, person id.ID) (string, error) {
	return db.Value[string](ctx, q, `
		SELECT name
		FROM person
		WHERE id = $1`, person)
}

// clubFacts is the collaboratory's name and where answers to its letters go.
type clubFacts struct {
	Name    string
	Slug    string
	ReplyTo string
}

func clubOf(ctx context.Context, q db.Querier, collaboratory id.ID) (clubFacts, error) {
	return db.One[clubFacts](ctx, q, `
		SELECT
			name,
			slug,
			reply_to
		FROM collaboratory
		WHERE id = $1`, collaboratory)
}

// hosts tells whether the room of a gathering was handed to this person.
func hosts(ctx context.Context, q db.Querier, collaboratory, gathering, person id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
			SELECT
			FROM gathering_role
			WHERE collaboratory_id = $1
			  AND gathering_id = $2
			  AND person_id = $3
			  AND role = 'host'
		)`, collaboratory, gathering, person)
}
