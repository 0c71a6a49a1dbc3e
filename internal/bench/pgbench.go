package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// pgbench is the program of that name that comes with Postgres, on pledge.sql. Its variables are the same for all
// clients of a process, so each connection is a process.
type pgbench struct {
	program string
	options []string
	town    town
	turnOf  func(worker int) int
}

// newPgbench finds the program beside the server that runs.
func newPgbench(pg *cluster, t town, turnOf func(worker int) int, length time.Duration) (*pgbench, error) {
	bin, err := pg.bin()
	if err != nil {
		return nil, err
	}
	b := &pgbench{program: filepath.Join(bin, "pgbench"), town: t, turnOf: turnOf}
	if _, err := os.Stat(b.program); err != nil {
		return nil, fmt.Errorf("this Postgres came without pgbench: %w", err)
	}
	where, err := url.Parse(pg.url)
	if err != nil {
		return nil, err
	}
	script := filepath.Join(pg.dir, "pledge.sql")
	seconds := 1 + max(2, int(length.Seconds()))
	b.options = []string{"--no-vacuum", "--protocol=prepared", "--progress=1", "--time=" + strconv.Itoa(seconds),
		"--define=club=" + t.club.String(), "--file=" + script, "--host=" + where.Query().Get("host"), "--port=5432", "--username=app"}
	return b, os.WriteFile(script, []byte(pledgeSQL), 0o644)
}

// round runs all connections at once and adds up their rates.
func (b *pgbench) round(ctx context.Context) (result, error) {
	var (
		all  sync.WaitGroup
		got  [connections]float64
		errs [connections]error
		sum  float64
	)
	for worker := range connections {
		all.Go(func() { got[worker], errs[worker] = b.connection(ctx, worker) })
	}
	all.Wait()
	for _, rate := range got {
		sum += rate
	}
	return result{rate: sum}, errors.Join(errs[:]...)
}

var progress = regexp.MustCompile(`progress: [0-9.]+ s, ([0-9.]+) tps`)

// connection gives the rate once it is warm: in the first second a new connection still reads the catalog and plans.
func (b *pgbench) connection(ctx context.Context, worker int) (float64, error) {
	options := append(b.options[:len(b.options):len(b.options)], "--define=session="+tokenHash(cookie(worker+1)),
		"--define=reader="+b.town.readers[worker].String(), "--define=turn="+b.town.turns[b.turnOf(worker)].String(), "bench")
	said, err := exec.CommandContext(ctx, b.program, options...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w: %s", err, strings.TrimSpace(string(said)))
	}
	var sum, n float64
	for i, found := range progress.FindAllSubmatch(said, -1) {
		if rate, err := strconv.ParseFloat(string(found[1]), 64); err == nil && i > 0 {
			sum, n = sum+rate, n+1
		}
	}
	if n == 0 {
		return 0, fmt.Errorf("pgbench did not say how fast it was: %s", said)
	}
	return sum / n, nil
}
