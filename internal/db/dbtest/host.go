package dbtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"collaboratory/internal/db"
)

// host is the server that this test program makes its databases on.
type host struct {
	admin   *db.DB
	address string

	mu    sync.Mutex
	built map[string]string // template name to database, as far as this program made sure of it
}

var theHost = sync.OnceValues(func() (*host, error) {
	ctx := context.Background()
	address := os.Getenv("TEST_DATABASE_URL")
	if address == "" {
		shared, err := sharedServer(ctx)
		if err != nil {
			return nil, err
		}
		address = shared
	}
	admin, err := db.Open(ctx, address, db.Options{MaxConns: 4, MinConns: 1, Name: "dbtest"})
	if err != nil {
		return nil, err
	}
	h := &host{admin: admin, address: address, built: map[string]string{}}
	h.dropForgotten(ctx)
	return h, nil
})

func (h *host) url(database string) string {
	u, err := url.Parse(h.address)
	if err != nil || u.Scheme == "" {
		return h.address + " dbname=" + database // the key=value way of writing it
	}
	u.Path = "/" + database
	return u.String()
}

// cloneAs copies the template. Another test program may have thrown the
// template away as old since we last looked: then it is built again.
func (h *host) cloneAs(ctx context.Context, from Template, name string) error {
	for tries := 0; ; tries++ {
		template, err := h.ensure(ctx, from)
		if err != nil {
			return err
		}
		// FILE_COPY is the quick strategy as long as fsync is off.
		_, err = h.admin.Pool().Exec(ctx,
			`CREATE DATABASE `+quoted(name)+` TEMPLATE `+quoted(template)+` STRATEGY FILE_COPY`)
		if err == nil {
			return nil
		}
		if tries == 2 || !strings.Contains(err.Error(), "does not exist") {
			return fmt.Errorf("copying %s: %w", template, err)
		}
		h.forget(from)
	}
}

func (h *host) drop(ctx context.Context, name string) error {
	_, err := h.admin.Pool().Exec(ctx, `DROP DATABASE IF EXISTS `+quoted(name)+` WITH (FORCE)`)
	return err
}

// forgottenAfter is longer than any test program runs.
const forgottenAfter = 2 * time.Hour

// dropForgotten clears away what killed test programs left. Best effort: what
// stays does no harm.
func (h *host) dropForgotten(ctx context.Context) {
	names, err := db.All[string](ctx, h.admin.Pool(), `
		SELECT datname
		FROM pg_database
		WHERE datname LIKE 'test\_%'`)
	if err != nil {
		return
	}
	for _, name := range names {
		parts := strings.Split(name, "_")
		made, err := strconv.ParseInt(parts[1], 10, 64)
		if err == nil && time.Since(time.Unix(made, 0)) > forgottenAfter {
			_ = h.drop(ctx, name)
		}
	}
}
