package dbtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"collaboratory/internal/db/private"
)

// How test programs share one server:
//
//	every test program   holds `users` shared for as long as it lives
//	the first of them    finds no server (one at a time, under `door`) and starts
//	                     itself a second time as the guardian
//	the guardian         runs Postgres, and tries every second to hold `users`
//	                     alone. When it can, nobody is there; after idleFor of
//	                     that it ends Postgres, removes the folder, and ends.
//
// The kernel frees the locks of whoever is killed, so nobody has to say goodbye,
// and a killed guardian takes Postgres with it. Whoever comes while the guardian
// cleans up waits at `users`, sees that the file is a new one, and begins again.
const (
	guardianEnv  = "COLLABORATORY_DBTEST_GUARDIAN"
	idleFor      = 30 * time.Second
	startsWithin = 60 * time.Second
)

// init turns a copy of the test program into the guardian before any test runs.
func init() {
	dir := os.Getenv(guardianEnv)
	if dir == "" {
		return
	}
	if err := guard(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// held keeps the lock on `users` until this program ends: nobody reads it, but a file without a holder is closed.
var held *os.File //nolint:unused // see above

// sharedServer gives the address of the server, started if it is not there.
func sharedServer(ctx context.Context) (string, error) {
	dir := sharedDir()
	users, err := lockFile(dir+".users", syscall.LOCK_SH)
	if err != nil {
		return "", err
	}
	held = users
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("making the folder for the test server: %w", err)
	}
	door, err := lockFile(filepath.Join(dir, "door"), syscall.LOCK_EX)
	if err != nil {
		return "", err
	}
	defer door.Close()
	return address(ctx, dir)
}

func address(ctx context.Context, dir string) (string, error) {
	if url := readAddress(dir); url != "" && answers(ctx, url) {
		return url, nil
	}
	_ = os.Remove(addressFile(dir))
	ended, err := startGuardian(dir)
	if err != nil {
		return "", fmt.Errorf("starting the guardian of the test server: %w", err)
	}
	giveUp := time.After(startsWithin)
	for {
		if url := readAddress(dir); url != "" {
			return url, nil
		}
		select {
		case <-ended:
			said, _ := os.ReadFile(logFile(dir))
			return "", fmt.Errorf("the test server did not start: %s", said)
		case <-giveUp:
			return "", errors.New("the test server did not start in time")
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// startGuardian runs this program again, detached: it must outlive us, the
// terminal's Ctrl-C and the pipes that `go test` waits for.
func startGuardian(dir string) (<-chan struct{}, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	log, err := os.Create(logFile(dir))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), guardianEnv+"="+dir)
	cmd.Dir = "/"
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	return ended, nil
}

// guard is the whole life of the guardian.
func guard(dir string) error {
	server, err := private.Start(context.Background(), private.Options{
		Dir: filepath.Join(dir, "pg"), MaxConnections: 300, Log: os.Stderr,
	})
	if err != nil {
		return err
	}
	defer server.Stop()
	if err := writeAddress(dir, server.URL("postgres")); err != nil {
		return err
	}
	alone := waitUntilAlone(dir+".users", server.Done())
	server.Stop()
	if alone == nil { // Postgres ended by itself: leave the folder to be looked at
		return errors.New("the test server ended unasked")
	}
	defer alone.Close()
	return errors.Join(os.RemoveAll(dir), os.Remove(dir+".users"))
}

// waitUntilAlone returns holding `users`, after nobody held it for idleFor; nil
// when the server ended first.
func waitUntilAlone(users string, ended <-chan struct{}) *os.File {
	since := time.Now()
	for {
		select {
		case <-ended:
			return nil
		case <-time.After(time.Second):
		}
		f, err := lockFile(users, syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err != nil:
			since = time.Now()
		case time.Since(since) >= idleFor:
			return f
		default:
			_ = f.Close()
		}
	}
}

// lockFile opens and locks path, and makes sure that what it locked is still
// what the path means.
func lockFile(path string, how int) (*os.File, error) {
	for {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, fmt.Errorf("locking %s: %w", path, err)
		}
		if err := flock(f, how); err != nil {
			_ = f.Close()
			return nil, fmt.Errorf("locking %s: %w", path, err)
		}
		ours, errOurs := f.Stat()
		there, errThere := os.Stat(path)
		if errOurs == nil && errThere == nil && os.SameFile(ours, there) {
			return f, nil
		}
		_ = f.Close()
	}
}

func flock(f *os.File, how int) error {
	for {
		err := syscall.Flock(int(f.Fd()), how)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

// sharedDir is one folder a user and checkout, in memory where there is such a
// place. It is short, because the socket lies in it.
func sharedDir() string {
	place := os.TempDir()
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		place = "/dev/shm"
	}
	sum := sha256.Sum256([]byte(moduleRoot()))
	return filepath.Join(place, fmt.Sprintf("collaboratory-test-%d-%x", os.Getuid(), sum[:4]))
}

func addressFile(dir string) string { return filepath.Join(dir, "address") }
func logFile(dir string) string     { return filepath.Join(dir, "log") }

func readAddress(dir string) string {
	url, _ := os.ReadFile(addressFile(dir))
	return string(url)
}

// writeAddress says that the server is ready, all at once.
func writeAddress(dir, url string) error {
	half := addressFile(dir) + ".half"
	if err := os.WriteFile(half, []byte(url), 0o600); err != nil {
		return err
	}
	return os.Rename(half, addressFile(dir))
}

func answers(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return false
	}
	_ = conn.Close(ctx)
	return true
}
