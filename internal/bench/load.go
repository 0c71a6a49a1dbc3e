package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

const connections = 16

// target is what one round drives: a program, what to ask it, and which answer is right.
type target struct {
	name    string
	program *program
	// write appends one request to buf; worker says which connection asks, n how often it did before.
	write func(buf []byte, worker, n int) []byte
	want  int // status
}

// result is one round of one target.
type result struct {
	rate        float64 // right answers a second
	cpu         float64 // milliseconds of the program and Postgres for each answer
	cpuPostgres float64 // of them, those of Postgres
}

// contestant is whoever takes part in the rounds: a target, or pgbench.
type contestant struct {
	name  string
	round func(ctx context.Context) (result, error)
}

// driven makes a contestant of a target.
func driven(pg *cluster, length time.Duration, t target) contestant {
	return contestant{t.name, func(ctx context.Context) (result, error) { return drive(ctx, pg, t, length) }}
}

// compare lets all take their turn, rounds times, after a round that does not count; the order turns about. The answer
// has the results of each in the order of the rounds.
func compare(ctx context.Context, rounds int, all ...contestant) (map[string][]result, error) {
	results := map[string][]result{}
	for round := -1; round < rounds; round++ {
		for i := range all {
			c := all[i]
			if round%2 != 0 {
				c = all[len(all)-1-i]
			}
			r, err := c.round(ctx)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			if round >= 0 {
				results[c.name] = append(results[c.name], r)
			}
		}
	}
	return results, nil
}

func drive(ctx context.Context, pg *cluster, t target, length time.Duration) (result, error) {
	program, postgres := t.program.cpu(), pg.cpu()
	done, took, err := ask(ctx, t, length)
	if err != nil {
		return result{}, err
	}
	postgres = (pg.cpu() - postgres) * 1000 / float64(done)
	program = (t.program.cpu() - program) * 1000 / float64(done)
	return result{rate: float64(done) / took.Seconds(), cpu: program + postgres, cpuPostgres: postgres}, nil
}

// ask keeps all connections busy for the length of a round.
func ask(ctx context.Context, t target, length time.Duration) (done int, took time.Duration, err error) {
	var (
		all   sync.WaitGroup
		mu    sync.Mutex
		began = time.Now()
		end   = began.Add(length)
	)
	for worker := range connections {
		all.Go(func() {
			n, failed := askAgain(ctx, t, worker, end)
			mu.Lock()
			defer mu.Unlock()
			done += n
			if failed != nil {
				err = failed
			}
		})
	}
	all.Wait()
	if err == nil && done == 0 {
		err = fmt.Errorf("no answer within %s", length)
	}
	return done, time.Since(began), err
}

func askAgain(ctx context.Context, t target, worker int, end time.Time) (n int, err error) {
	conn, err := net.Dial("tcp", t.program.address)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	_ = conn.SetDeadline(end.Add(20 * time.Second))
	in := bufio.NewReaderSize(conn, 32<<10)
	var buf []byte
	for time.Now().Before(end) && ctx.Err() == nil {
		buf = t.write(buf[:0], worker, n)
		if _, err := conn.Write(buf); err != nil {
			return n, err
		}
		if err := answered(in, t.want); err != nil {
			return n, err
		}
		n++
	}
	return n, ctx.Err()
}

// answered reads one answer to its end.
func answered(in *bufio.Reader, want int) error {
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != want {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, 20<<10))
		return fmt.Errorf("answered %s, not %d: %s", answer.Status, want, plainText(said))
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

// of gives one number of each result.
func of(rs []result, number func(result) float64) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		out[i] = number(r)
	}
	return out
}

func rates(rs []result) []float64 { return of(rs, func(r result) float64 { return r.rate }) }
func cpus(rs []result) []float64  { return of(rs, func(r result) float64 { return r.cpu }) }

// cpuWords tells how much it takes, and where.
func cpuWords(name string, rs []result) string {
	postgres := median(of(rs, func(r result) float64 { return r.cpuPostgres }))
	return fmt.Sprintf("%s %.2f ms (%.2f in Postgres)", name, median(cpus(rs)), postgres)
}
