package mail

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// Refusal is what an address wants no more letters of.
type Refusal struct {
	Collaboratory id.ID  `db:"collaboratory_id"` // Nil: of every one
	Club          string // its name
	Kind          string // a kind of letters or a topic, such as one gathering; empty: all
	RefusedAt     time.Time
}

// Refusals are all that an address has refused, the newest first.
func (o *Office) Refusals(ctx context.Context, q db.Querier, email string) ([]Refusal, error) {
	return refusalsOf(ctx, q, email)
}

// Refuse stops letters of a kind or topic to an address; Nil stands for every collaboratory, an empty kind for all
// kinds. Letters that were asked for come all the same.
func (o *Office) Refuse(ctx context.Context, tx *db.Tx, email string, collaboratory id.ID, kind string) error {
	return insertRefusal(ctx, tx, email, collaboratory, kind, o.clock.Now())
}

// Accept takes a refusal back.
func (o *Office) Accept(ctx context.Context, tx *db.Tx, email string, collaboratory id.ID, kind string) error {
	return deleteRefusal(ctx, tx, email, collaboratory, kind)
}

// Moved takes what an address had refused along to the new one of the same person. The one before is forgotten.
func (o *Office) Moved(ctx context.Context, tx *db.Tx, from, to string) error {
	if from == to {
		return nil
	}
	if err := copyRefusals(ctx, tx, from, to); err != nil {
		return err
	}
	return forgetRefusals(ctx, tx, from)
}

// Waiting tells whether a letter that names somebody is still to leave.
func (o *Office) Waiting(ctx context.Context, q db.Querier, name, email string) (bool, error) {
	return isWaiting(ctx, q, name, email)
}

// Erase blanks the letters to somebody who is being erased, and those to others that name them, and forgets what their
// address had refused. That a letter was sent stays known. Who may erase whom is for the caller to check.
func (o *Office) Erase(ctx context.Context, tx *db.Tx, person id.ID, name, email string) error {
	if err := blankLettersTo(ctx, tx, person, email); err != nil {
		return fmt.Errorf("erasing letters to a person: %w", err)
	}
	if err := blankLettersNaming(ctx, tx, name, email); err != nil {
		return fmt.Errorf("erasing letters that name a person: %w", err)
	}
	return forgetRefusals(ctx, tx, email)
}
