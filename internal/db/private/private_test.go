package private_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"

	"collaboratory/internal/db/private"
)

func TestAServerKeepsWhatItWasTold(t *testing.T) {
	t.Parallel()
	opts := private.Options{Dir: place(t), Durable: true}

	first := start(t, opts)
	ask(t, house(t, first), `CREATE TABLE note AS SELECT 42 AS answer`)
	first.Stop()
	first.Stop()
	select {
	case <-first.Done():
	default:
		t.Error("Stop returned before the server had ended")
	}

	second := start(t, opts)
	if got := ask(t, house(t, second), `SELECT answer::text FROM note`); got != "42" {
		t.Errorf("the answer is %q", got)
	}
	if got := ask(t, second.URL("postgres"), `SHOW listen_addresses`); got != "" {
		t.Errorf("it listens on %q", got)
	}
}

func TestASecondProgramIsRefused(t *testing.T) {
	t.Parallel()
	opts := private.Options{Dir: place(t)}
	s := start(t, opts)
	_, err := private.Start(context.Background(), opts)
	if !errors.Is(err, private.ErrInUse) {
		t.Errorf("the second start gave %v", err)
	}
	if got := ask(t, s.URL("postgres"), `SELECT 'here'`); got != "here" {
		t.Errorf("the first answers %q", got)
	}
	s.Stop()
	start(t, opts)
}

func TestAKilledServerComesBackWhole(t *testing.T) {
	t.Parallel()
	opts := private.Options{Dir: place(t), Durable: true}
	s := start(t, opts)
	ask(t, house(t, s), `CREATE TABLE note AS SELECT 42 AS answer`)

	if err := syscall.Kill(postmaster(t, opts.Dir), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	s.Stop()
	if _, err := os.Stat(filepath.Join(opts.Dir, "data", "postmaster.pid")); err != nil {
		t.Fatalf("the kill left no pid file to stumble over: %v", err)
	}

	again := start(t, opts)
	if got := ask(t, house(t, again), `SELECT answer::text FROM note`); got != "42" {
		t.Errorf("the answer is %q", got)
	}
}

func TestAKilledProgramLeavesTheFolderUsable(t *testing.T) {
	t.Parallel()
	opts := private.Options{Dir: place(t)}
	program := holdInAnotherProgram(t, opts.Dir)
	if _, err := private.Start(context.Background(), opts); !errors.Is(err, private.ErrInUse) {
		t.Errorf("starting beside it gave %v", err)
	}
	if err := program.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = program.Wait()

	s := start(t, opts)
	if got := ask(t, s.URL("postgres"), `SELECT 'here'`); got != "here" {
		t.Errorf("it answers %q", got)
	}
	s.Stop()
	if _, err := os.Stat(filepath.Join(opts.Dir, "data", "postmaster.pid")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a server still runs: %v", err)
	}
}

func TestHalfAClusterIsMadeAnew(t *testing.T) {
	t.Parallel()
	dir := place(t)
	if err := os.MkdirAll(filepath.Join(dir, "data.init", "base"), 0o755); err != nil {
		t.Fatal(err)
	}
	start(t, private.Options{Dir: dir})
	if _, err := os.Stat(filepath.Join(dir, "data.init")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the half cluster is still there: %v", err)
	}
}

func TestALongPathGetsAShortSocket(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(place(t), strings.Repeat("long", 25))
	s := start(t, private.Options{Dir: dir})
	if got := ask(t, s.URL("postgres"), `SELECT 'here'`); got != "here" {
		t.Errorf("it answers %q", got)
	}
}

func TestAClusterOfAnotherVersionIsNotTouched(t *testing.T) {
	dir := place(t)
	if err := os.MkdirAll(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "data", "PG_VERSION"), []byte("9\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", "/nowhere")
	_, err := private.Start(context.Background(), private.Options{Dir: dir})
	if !errors.Is(err, private.ErrNoPostgres) || !strings.Contains(err.Error(), "DATABASE_URL") {
		t.Errorf("starting gave %v", err)
	}
}

const holdEnv = "PRIVATE_TEST_HOLDS"

// TestMain: started again with a folder in its environment, this program only
// holds a server there until it is killed.
func TestMain(m *testing.M) {
	dir := os.Getenv(holdEnv)
	if dir == "" {
		os.Exit(m.Run())
	}
	if _, err := private.Start(context.Background(), private.Options{Dir: dir}); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ready")
	select {}
}

func holdInAnotherProgram(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), holdEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	if said, _ := bufio.NewReader(out).ReadString('\n'); said != "ready\n" {
		t.Fatalf("it says %q", said)
	}
	return cmd
}

// place is a folder that the server's own user can reach, which a test's usual
// one is not for everybody but us.
func place(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "private-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func start(t *testing.T, opts private.Options) *private.Server {
	t.Helper()
	s, err := private.Start(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func house(t *testing.T, s *private.Server) string {
	t.Helper()
	url, err := s.EnsureDatabase(context.Background(), "house")
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// ask gives the one text the query answers, "" when it answers nothing.
func ask(t *testing.T, url, sql string) string {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var text string
	if err := conn.QueryRow(ctx, sql).Scan(&text); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		t.Fatal(fmt.Errorf("%s: %w", sql, err))
	}
	return text
}

func postmaster(t *testing.T, dir string) int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}
