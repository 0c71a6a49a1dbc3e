package db

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Batch is what a page wants to know, asked in one round trip: the page and its
// slots queue their reads, one Run fills all destinations. The first read that
// fails fails the batch.
type Batch struct {
	queries pgx.Batch
}

// NewBatch is a batch with nothing asked yet.
func NewBatch() *Batch { return &Batch{} }

// QueueAll puts every row into dst; none leaves an empty slice.
func QueueAll[T any](b *Batch, dst *[]T, sql string, args ...any) {
	b.queries.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) {
		*dst, err = pgx.CollectRows(rows, rowTo[T]())
		return err
	})
}

// QueueOne puts the first row into dst; without one, Run says fault.NotFound.
func QueueOne[T any](b *Batch, dst *T, sql string, args ...any) {
	b.queries.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) {
		*dst, err = pgx.CollectOneRow(rows, rowTo[T]())
		return err
	})
}

// QueueMaybe points dst at the first row, or at nil when there is none.
func QueueMaybe[T any](b *Batch, dst **T, sql string, args ...any) {
	b.queries.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) {
		*dst, err = maybe[T](rows)
		return err
	})
}

// Len is how many reads are queued.
func (b *Batch) Len() int { return b.queries.Len() }

// Run asks everything at once and empties the batch. It does nothing when
// nothing was asked.
func (b *Batch) Run(ctx context.Context, q Querier) error {
	if b.Len() == 0 {
		return nil
	}
	queries := b.queries
	b.queries = pgx.Batch{}
	return answer(q.SendBatch(ctx, &queries).Close())
}
