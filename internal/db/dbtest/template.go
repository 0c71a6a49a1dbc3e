package dbtest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"collaboratory/internal/db"
	"collaboratory/migrations"
)

// empty is the template with the migrations and nothing else.
var empty = Template{Name: "empty"}

// unusedAfter is when a template of an older hash may go. Not at once: another
// test program, built before the last edit, may still be copying it.
const unusedAfter = 10 * time.Minute

// buildLock is the advisory lock of the test program that builds a template.
const buildLock int64 = 0x64627465737431

// ensure gives the database of the template, built if it is not there yet.
func (h *host) ensure(ctx context.Context, from Template) (string, error) {
	base := ""
	if from.Name != empty.Name {
		var err error
		if base, err = h.ensure(ctx, empty); err != nil {
			return "", err
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if name, ok := h.built[from.Name]; ok {
		return name, nil
	}
	name := "tpl_" + from.Name + "_" + hash(from)
	if err := h.underLock(ctx, func(conn *pgx.Conn) error { return h.build(ctx, conn, from, base, name) }); err != nil {
		return "", fmt.Errorf("building the template %s: %w", from.Name, err)
	}
	h.built[from.Name] = name
	return name, nil
}

func (h *host) forget(from Template) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.built, from.Name)
	delete(h.built, empty.Name)
}

func (h *host) underLock(ctx context.Context, do func(conn *pgx.Conn) error) error {
	conn, err := h.admin.Pool().Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, buildLock); err != nil {
		return err
	}
	defer func() { _, _ = conn.Exec(ctx, `SELECT pg_advisory_unlock($1)`, buildLock) }()
	return do(conn.Conn())
}

// build fills a database under another name and renames it at the end: what
// carries the template's name is always whole.
func (h *host) build(ctx context.Context, conn *pgx.Conn, from Template, base, name string) error {
	var there bool
	if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil {
		return err
	}
	if !there {
		half := "half_" + from.Name
		if err := h.fill(ctx, conn, from, base, half); err != nil {
			return err
		}
		if err := each(ctx, conn,
			`ALTER DATABASE `+quoted(half)+` RENAME TO `+quoted(name),
			`ALTER DATABASE `+quoted(name)+` IS_TEMPLATE true ALLOW_CONNECTIONS false`); err != nil {
			return err
		}
	}
	if _, err := conn.Exec(ctx, fmt.Sprintf(`COMMENT ON DATABASE %s IS '%d'`, quoted(name), time.Now().Unix())); err != nil {
		return err
	}
	h.dropOld(ctx, conn, from, name)
	return nil
}

func (h *host) fill(ctx context.Context, conn *pgx.Conn, from Template, base, half string) error {
	source := "template0"
	if base != "" {
		source = base
	}
	if err := each(ctx, conn,
		`DROP DATABASE IF EXISTS `+quoted(half)+` WITH (FORCE)`,
		`CREATE DATABASE `+quoted(half)+` TEMPLATE `+quoted(source)+` STRATEGY FILE_COPY`); err != nil {
		return err
	}
	if from.Build == nil {
		return db.Migrate(ctx, h.url(half))
	}
	d, err := db.Open(ctx, h.url(half), db.Options{MaxConns: 4, Name: "dbtest"})
	if err != nil {
		return err
	}
	defer d.Close()
	return from.Build(ctx, d)
}

// dropOld drops the templates of this name that nobody has asked for lately.
func (h *host) dropOld(ctx context.Context, conn *pgx.Conn, from Template, name string) {
	rows, _ := conn.Query(ctx, `
		SELECT datname, coalesce(shobj_description(oid, 'pg_database'), '0')
		FROM pg_database
		WHERE starts_with(datname, 'tpl_' || $1 || '_')
		  AND datname <> $2`, from.Name, name)
	used := map[string]string{}
	var old, when string
	if _, err := pgx.ForEachRow(rows, []any{&old, &when}, func() error { used[old] = when; return nil }); err != nil {
		return
	}
	for old, when := range used {
		at, _ := strconv.ParseInt(when, 10, 64)
		if time.Since(time.Unix(at, 0)) > unusedAfter {
			_ = each(ctx, conn,
				`ALTER DATABASE `+quoted(old)+` IS_TEMPLATE false`,
				`DROP DATABASE `+quoted(old)+` WITH (FORCE)`)
		}
	}
}

func each(ctx context.Context, conn *pgx.Conn, statements ...string) error {
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// hash is that of the template together with the migrations under it.
func hash(from Template) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(schemaHash()+from.Hash)))[:12]
}

var schemaHash = sync.OnceValue(func() string {
	h := sha256.New()
	names, _ := fs.Glob(migrations.FS, "*.sql")
	for _, name := range names {
		text, _ := fs.ReadFile(migrations.FS, name)
		fmt.Fprintf(h, "%s %d\n%s", name, len(text), text)
	}
	return fmt.Sprintf("%x %s", h.Sum(nil), queueVersion())
})
