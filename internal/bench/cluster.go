package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"collaboratory/internal/db"
	"collaboratory/internal/db/private"
)

// cluster is a Postgres of our own that flushes every commit, in a folder on disk.
type cluster struct {
	dir    string
	server *private.Server
	url    string
	pid    int
	log    *bytes.Buffer
}

// openCluster starts it with an up-to-date database of that name.
func openCluster(ctx context.Context, dir, database string) (*cluster, error) {
	c := &cluster{dir: dir, log: &bytes.Buffer{}}
	return c, c.start(ctx, database)
}

func (c *cluster) start(ctx context.Context, database string) (err error) {
	if c.server, err = private.Start(ctx, private.Options{Dir: c.dir, Durable: true, MaxConnections: 120}); err != nil {
		return err
	}
	if c.url, err = c.server.EnsureDatabase(ctx, database); err != nil {
		return err
	}
	if c.pid, err = postmaster(c.dir); err != nil {
		return err
	}
	return db.Migrate(ctx, c.url)
}

// again restarts it, with a library that Postgres must load first.
func (c *cluster) again(ctx context.Context, library, database string) error {
	if err := c.exec(ctx, `ALTER SYSTEM SET shared_preload_libraries = '`+library+`'`); err != nil {
		return err
	}
	c.server.Stop()
	return c.start(ctx, database)
}

// stamped restarts it so that Postgres keeps the instant of every commit.
func (c *cluster) stamped(ctx context.Context) error {
	if err := c.exec(ctx, `ALTER SYSTEM SET track_commit_timestamp = on`); err != nil {
		return err
	}
	c.server.Stop()
	return c.start(ctx, "bench")
}

func (c *cluster) stop() {
	if c.server != nil {
		c.server.Stop()
	}
}

// exec runs statements over a connection of their own; several may be separated by semicolons.
func (c *cluster) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, c.url)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	_, err = conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

// bin is the folder of the Postgres that runs.
func (c *cluster) bin() (string, error) {
	program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", c.pid))
	return filepath.Dir(program), err
}

// cpu is what Postgres has used so far, in seconds: the server, its children, and those that have ended.
func (c *cluster) cpu() float64 {
	own := readStat(c.pid)
	sum := own.used + own.ofEnded
	entries, _ := os.ReadDir("/proc")
	for _, entry := range entries {
		if pid, err := strconv.Atoi(entry.Name()); err == nil {
			if s := readStat(pid); s.parent == c.pid {
				sum += s.used
			}
		}
	}
	return sum
}

func postmaster(dir string) (int, error) {
	text, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strconv.Atoi(strings.TrimSpace(first))
}

// stat is what /proc tells of a process.
type stat struct {
	parent        int
	used, ofEnded float64 // seconds of CPU: its own, and of children that have ended
}

const ticks = 100 // a second; the same on every Linux that Go runs on

func readStat(pid int) stat {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return stat{}
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 15 {
		return stat{}
	}
	at := func(i int) float64 { n, _ := strconv.ParseFloat(fields[i], 64); return n }
	return stat{parent: int(at(1)), used: (at(11) + at(12)) / ticks, ofEnded: (at(13) + at(14)) / ticks}
}

// residentKB is how much memory of a process is in use, in kB.
func residentKB(pid int) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, found := strings.Cut(string(text), "VmRSS:")
	if !found {
		return 0, fmt.Errorf("no VmRSS of process %d", pid)
	}
	return strconv.ParseFloat(strings.Fields(rest)[0], 64)
}
