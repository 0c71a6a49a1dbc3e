package main

import (
	"context"
	_ "embed"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofrs/uuid/v5"
	"github.com/jackc/pgx/v5"
)

//go:embed pledge.sql
var pledgeSQL string

// sentence is one statement of pledge.sql; those of a pipeline go out together.
type sentence struct {
	sql   string
	names []string // of its values, in the order of their numbers
	piped bool
}

// sentences reads a script of pgbench, leaving out its own commands.
func sentences(script string) []sentence {
	var (
		all   []sentence
		lines []string
		piped bool
	)
	for line := range strings.SplitSeq(script, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, `\`):
			piped = trimmed == `\startpipeline`
		case trimmed == "" || strings.HasPrefix(trimmed, "--"):
		case strings.HasSuffix(trimmed, ";"):
			sql, names := numbered(strings.Join(append(lines, strings.TrimSuffix(trimmed, ";")), "\n"))
			all, lines = append(all, sentence{sql: sql, names: names, piped: piped}), nil
		default:
			lines = append(lines, line)
		}
	}
	return all
}

// roundTrips is how often Postgres is asked for all of it.
func roundTrips(all []sentence) (n int) {
	piped := false
	for _, s := range all {
		if !s.piped || !piped {
			n++
		}
		piped = s.piped
	}
	return n
}

var variable = regexp.MustCompile(`([^:]):([a-z_]+)`)

// numbered turns :name into $1, as pgbench does with -M prepared.
func numbered(sql string) (text string, names []string) {
	text = variable.ReplaceAllStringFunc(sql, func(found string) string {
		before, name, _ := strings.Cut(found, ":")
		at := slices.Index(names, name)
		if at < 0 {
			at, names = len(names), append(names, name)
		}
		return before + "$" + strconv.Itoa(at+1)
	})
	return text, names
}

// values are what stands for the names.
func (s sentence) values(p pledge) []any {
	all := make([]any, len(s.names))
	for i, name := range s.names {
		switch name {
		case "session":
			all[i] = p.session
		case "reader":
			all[i] = p.reader
		case "club":
			all[i] = p.club
		case "turn":
			all[i] = p.turn
		}
	}
	return all
}

// pledge is who promises, and to which turn.
type pledge struct {
	session            string // the hash of the token
	reader, club, turn uuid.UUID
}

// pledge reads the form and sends every statement of pledge.sql in its order.
func (b *bare) pledge(w http.ResponseWriter, r *http.Request) {
	turn, err := uuid.FromString(r.PathValue("turn"))
	if err != nil || r.ParseForm() != nil || r.PostForm.Get("promise") == "" {
		http.Error(w, "not like this", http.StatusBadRequest)
		return
	}
	who, err := b.session(r)
	if err == nil {
		err = b.write(r.Context(), pledge{who.hash, who.PersonID, who.ClubID, turn})
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, "/turns/"+turn.String(), http.StatusSeeOther)
}

func (b *bare) write(ctx context.Context, p pledge) error {
	if err := b.look(ctx, p); err != nil {
		return err
	}
	tx, err := b.pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(ctx) }()
	for _, s := range b.pledging[1:] {
		if s.piped || s.sql == "BEGIN" || s.sql == "COMMIT" {
			continue
		}
		if _, err := tx.Exec(ctx, s.sql, s.values(p)...); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

// look sends the reads of the form in one batch.
func (b *bare) look(ctx context.Context, p pledge) error {
	batch := &pgx.Batch{}
	for _, s := range b.pledging {
		if s.piped {
			batch.Queue(s.sql, s.values(p)...)
		}
	}
	return b.pool.SendBatch(ctx, batch).Close()
}
