package private

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	readyWithin = 60 * time.Second // crash recovery of a large cluster takes a while
	staleWithin = 10 * time.Second // how long a dead server may still seem alive
	stopWithin  = 15 * time.Second
	askEvery    = 15 * time.Millisecond
)

// Server is a running Postgres.
type Server struct {
	dir    string
	sock   string
	lock   *os.File
	child  *child // nil when an orphan was taken over
	orphan int    // its process id
	stop   sync.Once
}

// Start runs the Postgres of opts.Dir, making the cluster the first time. It
// returns when the server answers. ErrInUse when another program holds the
// folder; ErrNoPostgres, with the ways out, when there is none to run.
func Start(ctx context.Context, opts Options) (*Server, error) {
	opts = opts.filled()
	own, err := chooseOwner()
	if err != nil {
		return nil, err
	}
	if err := makeDir(opts.Dir, own, 0o755); err != nil {
		return nil, err
	}
	lock, err := lockDir(opts.Dir)
	if err != nil {
		return nil, err
	}
	s := &Server{dir: opts.Dir, lock: lock}
	if err := s.start(ctx, opts, own); err != nil {
		s.clearSocket()
		_ = lock.Close()
		return nil, err
	}
	return s, nil
}

// URL is the address of one database of this server.
func (s *Server) URL(database string) string { return socketURL(s.sock, database) }

// EnsureDatabase makes the database when it is missing and returns its URL.
func (s *Server) EnsureDatabase(ctx context.Context, database string) (string, error) {
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return "", fmt.Errorf("asking the private Postgres: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var there bool
	err = conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, database).Scan(&there)
	if err == nil && !there {
		_, err = conn.Exec(ctx, `CREATE DATABASE `+pgx.Identifier{database}.Sanitize())
	}
	if err != nil {
		return "", fmt.Errorf("making the database %s: %w", database, err)
	}
	return s.URL(database), nil
}

// Done is closed when the server has ended, asked or not. It is nil, and so
// never closed, for an orphan that was taken over.
func (s *Server) Done() <-chan struct{} {
	if s.child == nil {
		return nil
	}
	return s.child.done
}

// Stop ends the server, cutting its connections but losing nothing, and frees
// the folder. Further calls do nothing.
func (s *Server) Stop() {
	s.stop.Do(func() {
		defer s.lock.Close()
		defer s.clearSocket()
		if s.child == nil {
			stopOrphan(s.orphan)
			return
		}
		s.child.signal(syscall.SIGINT) // SIGTERM would wait for every client
		if !s.child.gone(stopWithin) {
			s.child.signal(syscall.SIGQUIT)
			<-s.child.done
		}
	})
}

// clearSocket removes the short folder a long path needed.
func (s *Server) clearSocket() {
	if s.sock != "" && filepath.Dir(s.sock) != s.dir {
		_ = os.Remove(s.sock)
	}
}

func (s *Server) start(ctx context.Context, opts Options, own *owner) error {
	sock, err := socketDir(opts.Dir, own)
	if err != nil {
		return err
	}
	s.sock = sock
	if s.orphan = orphanOf(ctx, opts.Dir, sock); s.orphan != 0 {
		return nil
	}
	bin, err := binaries(ctx, opts, madeBy(opts.Dir))
	if err != nil {
		return err
	}
	if err := ensureCluster(ctx, bin, opts, own); err != nil {
		return err
	}
	return s.launch(ctx, bin, opts, own)
}

// launch tries again while the remains of a killed server are in the way: its
// process may be dead and not yet buried. The pid file is Postgres's own to
// judge, so it is never deleted here.
func (s *Server) launch(ctx context.Context, bin string, opts Options, own *owner) error {
	giveUp := time.Now().Add(staleWithin)
	for {
		c, err := s.attempt(ctx, bin, opts, own)
		if err == nil {
			s.child = c
			return nil
		}
		if ctx.Err() != nil || !c.blockedByRemains() || time.Now().After(giveUp) {
			return err
		}
		if !wait(ctx, 250*time.Millisecond) {
			return ctx.Err()
		}
	}
}

func (s *Server) attempt(ctx context.Context, bin string, opts Options, own *owner) (*child, error) {
	cmd := exec.Command(filepath.Join(bin, "postgres"), arguments(opts, s.sock)...)
	cmd.Dir = filepath.Join(opts.Dir, "data") // where we stand may be closed to the server's user
	c, err := spawn(cmd, own, opts.ServerLog)
	if err != nil {
		return c, fmt.Errorf("starting Postgres: %w", err)
	}
	if err := c.ready(ctx, s.URL("postgres")); err != nil {
		c.signal(syscall.SIGQUIT)
		<-c.done
		return c, fmt.Errorf("starting Postgres: %w", err)
	}
	return c, nil
}

func socketURL(sock, database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.User("app"),
		Path:     "/" + database,
		RawQuery: url.Values{"host": {sock}, "port": {"5432"}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}

func answers(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

var errNotReady = errors.New("it does not answer")

// DropDatabase removes a database with all that is in it.
func (s *Server) DropDatabase(ctx context.Context, database string) error {
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return fmt.Errorf("asking the private Postgres: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	_, err = conn.Exec(ctx, "DROP DATABASE IF EXISTS "+pgx.Identifier{database}.Sanitize()+" WITH (FORCE)")
	return err
}
