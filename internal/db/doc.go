// Package db is the way to Postgres: the pool, one transaction per verb, and a
// page's reads in one round trip.
//
//	read for a page      b := db.NewBatch(); db.QueueAll(b, &rows, sql, args…); b.Run(ctx, d.Pool())
//	one read             db.One[row](ctx, q, sql, args…)        missing: fault.NotFound
//	write                d.InTx(ctx, func(ctx, tx) error { … })  all of it or none of it
//	speak afterwards     tx.AfterCommit(func() { … })            only if Postgres kept it
//
// A store takes a Querier, so that the same function reads inside and outside a
// transaction. A struct destination is filled by column name and must match the
// columns exactly (`db:"-"` leaves a field out); any other destination takes
// the single column of the row.
//
// When Postgres is out of reach the answer is fault.Unavailable; a broken
// constraint stays a Postgres error that a store turns into fault.Conflict by
// its name (see Conflict).
package db
