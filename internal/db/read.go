package db

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"time"

	"github.com/jackc/pgx/v5"
)

// All reads every row; none is an empty slice, not an error.
func All[T any](ctx context.Context, q Querier, sql string, args ...any) ([]T, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, answer(err)
	}
	found, err := pgx.CollectRows(rows, rowTo[T]())
	return found, answer(err)
}

// One reads the first row; fault.NotFound when there is none.
func One[T any](ctx context.Context, q Querier, sql string, args ...any) (T, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		var none T
		return none, answer(err)
	}
	found, err := pgx.CollectOneRow(rows, rowTo[T]())
	return found, answer(err)
}

// Maybe reads the first row, or nil when there is none.
func Maybe[T any](ctx context.Context, q Querier, sql string, args ...any) (*T, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, answer(err)
	}
	return maybe[T](rows)
}

// Value reads a single value, such as a count; fault.NotFound when there is no
// row.
func Value[T any](ctx context.Context, q Querier, sql string, args ...any) (T, error) {
	var v T
	err := q.QueryRow(ctx, sql, args...).Scan(&v)
	return v, answer(err)
}

func maybe[T any](rows pgx.Rows) (*T, error) {
	found, err := pgx.CollectOneRow(rows, rowTo[T]())
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, answer(err)
	}
	return &found, nil
}

// rowTo fills a struct by column name and anything else from the one column.
func rowTo[T any]() pgx.RowToFunc[T] {
	t := reflect.TypeFor[T]()
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() ||
		reflect.PointerTo(t).Implements(reflect.TypeFor[sql.Scanner]()) {
		return pgx.RowTo[T]
	}
	return pgx.RowToStructByName[T]
}
