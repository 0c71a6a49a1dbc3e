// Package migrations holds the schema: one numbered file a step, one room a file, run by goose in order.
// Once a file has landed it is never edited; a change is a new file that lets the previous version keep running.
package migrations

import "embed"

// FS is every migration file, for db.Migrate.
//
//go:embed *.sql
var FS embed.FS
