package presentation

import (
	"context"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

const proposalColumns = `
	p.collaboratory_id,
	p.id,
	p.author_id,
	p.kind,
	p.title,
	p.summary,
	p.serves,
	p.stands,
	p.time_frame,
	p.website,
	p.state,
	p.wished_gathering,
	p.reason,
	p.version,
	p.submitted_at,
	p.decided_at`

// lockProposal finds a proposal and holds it until the transaction ends.
func lockProposal(ctx context.Context, tx *db.Tx, collaboratory, proposal id.ID) (Proposal, error) {
	return db.One[Proposal](ctx, tx, `
		SELECT `+proposalColumns+`
		FROM proposal p
		WHERE p.collaboratory_id = $1
		  AND p.id = $2
		FOR UPDATE`, collaboratory, proposal)
}

// isAuthor tells whether a person wrote the proposal or presents it with its author.
func isAuthor(ctx context.Context, q db.Querier, collaboratory, proposal, person id.ID) (bool, error) {
	return db.Value[bool](ctx, q, `
		SELECT EXISTS (
			SELECT FROM proposal
			WHERE collaboratory_id = $1 AND id = $2 AND author_id = $3
			UNION ALL
			SELECT FROM co_presenter
			WHERE collaboratory_id = $1 AND proposal_id = $2 AND person_id = $3
		)`, collaboratory, proposal, person)
}

// insertProposal keeps a new draft; false when the same form was sent before.
func insertProposal(ctx context.Context, tx *db.Tx, p Proposal, key id.ID, hash []byte, now time.Time) (bool, error) {
	tag, err := tx.Exec(ctx, `
		INSERT INTO proposal (
			collaboratory_id, id, author_id, kind, title, summary, serves, stands, time_frame, website,
			wished_gathering, created_at, request_key, request_hash
		) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		ON CONFLICT ON CONSTRAINT proposal_request_once DO NOTHING`,
		p.CollaboratoryID, p.ID, p.AuthorID, p.Kind, p.Title, p.Summary, p.Serves, p.Stands, p.TimeFrame, p.Website,
		p.WishedGathering, now, key, hash)
	if db.Conflict(err, "proposal_collaboratory_id_wished_gathering_fkey") {
		return false, fault.Invalid("wish", "That gathering is not here: choose another")
	}
	return tag.RowsAffected() == 1, err
}

type sentProposal struct {
	ID          id.ID
	RequestHash []byte
}

func proposalByKey(ctx context.Context, q db.Querier, collaboratory, author, key id.ID) (sentProposal, error) {
	return db.One[sentProposal](ctx, q, `
		SELECT
			id,
			request_hash
		FROM proposal
		WHERE collaboratory_id = $1
		  AND author_id = $2
		  AND request_key = $3`, collaboratory, author, key)
}

func updateProposal(ctx context.Context, tx *db.Tx, p Proposal) error {
	_, err := tx.Exec(ctx, `
		UPDATE proposal
		SET kind = $3,
			title = $4,
			summary = $5,
			serves = $6,
			stands = $7,
			time_frame = $8,
			website = $9,
			wished_gathering = $10,
			version = version + 1
		WHERE collaboratory_id = $1
		  AND id = $2`,
		p.CollaboratoryID, p.ID, p.Kind, p.Title, p.Summary, p.Serves, p.Stands, p.TimeFrame, p.Website, p.WishedGathering)
	if db.Conflict(err, "proposal_collaboratory_id_wished_gathering_fkey") {
		return fault.Invalid("wish", "That gathering is not here: choose another")
	}
	return err
}

func moveProposal(ctx context.Context, tx *db.Tx, p Proposal, submitted, decided *time.Time, by *id.ID) error {
	_, err := tx.Exec(ctx, `
		UPDATE proposal
		SET state = $3,
			reason = $4,
			submitted_at = coalesce($5, submitted_at),
			decided_at = $6,
			decided_by = $7,
			version = version + 1
		WHERE collaboratory_id = $1
		  AND id = $2`, p.CollaboratoryID, p.ID, p.State, p.Reason, submitted, decided, by)
	return err
}

// replaceAsks writes the asks of a proposal as they now stand. An ask that somebody has pledged to keeps its row.
func replaceAsks(ctx context.Context, tx *db.Tx, collaboratory, proposal id.ID, asks []Ask) error {
	kept := make([]id.ID, len(asks))
	for i, a := range asks {
		kept[i] = a.ID
		_, err := tx.Exec(ctx, `
			INSERT INTO ask (collaboratory_id, id, proposal_id, position, kind, what, amount, unit, cents, due)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
			ON CONFLICT (collaboratory_id, id) DO UPDATE
			SET position = excluded.position,
				kind = excluded.kind,
				what = excluded.what,
				amount = excluded.amount,
				unit = excluded.unit,
				cents = excluded.cents,
				due = excluded.due
			WHERE ask.proposal_id = excluded.proposal_id`,
			collaboratory, a.ID, proposal, i+1, a.Kind, a.What, a.Amount, a.Unit, a.Cents, a.Due)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		DELETE FROM ask
		WHERE collaboratory_id = $1
		  AND proposal_id = $2
		  AND id <> ALL ($3)`, collaboratory, proposal, kept)
	if db.ConstraintOf(err) != "" {
		return fault.Conflict("Somebody has already promised something for one of these asks: change its words, but leave it in")
	}
	return err
}

const asksSQL = `
	SELECT
		id,
		kind,
		what,
		amount::float8 AS amount,
		unit,
		cents,
		due
	FROM ask
	WHERE collaboratory_id = $1
	  AND proposal_id = $2
	ORDER BY position`
