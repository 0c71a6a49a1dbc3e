package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
)

// oldest is the oldest major version of Postgres the schema works with.
const oldest = 15

// ErrNoPostgres says that no Postgres was found and none could be installed.
var ErrNoPostgres = errors.New("no Postgres to run")

// binaries is the folder with postgres and initdb: one that is here, else one
// that is installed now. A cluster can only be run by the major version that
// made it.
func binaries(ctx context.Context, opts Options, made int) (string, error) {
	if bin := found(ctx, made); bin != "" {
		return bin, nil
	}
	bin, err := install(ctx, opts, made)
	if err == nil {
		return bin, nil
	}
	return "", fmt.Errorf("%w: %w\n%s", ErrNoPostgres, err, waysOut(opts, made))
}

func waysOut(opts Options, made int) string {
	which := fmt.Sprintf("Postgres %d or newer", oldest)
	if made != 0 {
		which = fmt.Sprintf("Postgres %d, which made %s", made, opts.Dir)
	}
	return "This needs " + which + `. Any one of these helps:
  Debian, Ubuntu   sudo apt-get install postgresql
  macOS            brew install postgresql@17
  Docker           docker compose up
  your own server  set DATABASE_URL`
}

func found(ctx context.Context, made int) string {
	for _, dir := range candidates() {
		major := majorVersion(ctx, dir)
		if major >= oldest && (made == 0 || made == major) && executable(filepath.Join(dir, "initdb")) {
			return dir
		}
	}
	return ""
}

// candidates: the one in PATH first, then the usual places, the newest first.
func candidates() []string {
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, behindLinks(path))
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		dirs = append(dirs, behindLinks(path))
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/opt/homebrew/opt/postgresql/bin",
		"/usr/local/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin",
		"/usr/local/pgsql/bin",
	} {
		matches, _ := filepath.Glob(pattern)
		slices.SortFunc(matches, newestFirst)
		dirs = append(dirs, matches...)
	}
	return append(dirs, npmDir()+"/native/bin")
}

// behindLinks: PATH may hold links to only some of the programs, and Postgres
// finds its own files relative to where it really lies.
func behindLinks(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return filepath.Dir(path)
}

var lastNumber = regexp.MustCompile(`\d+`)

func newestFirst(a, b string) int { return numberIn(b) - numberIn(a) }

func numberIn(path string) int {
	all := lastNumber.FindAllString(path, -1)
	if len(all) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(all[len(all)-1])
	return n
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

func majorVersion(ctx context.Context, dir string) int {
	postgres := filepath.Join(dir, "postgres")
	if !executable(postgres) {
		return 0
	}
	out, err := exec.CommandContext(ctx, postgres, "--version").Output()
	if err != nil {
		return 0
	}
	match := versionLine.FindSubmatch(out)
	if match == nil {
		return 0
	}
	major, _ := strconv.Atoi(string(match[1]))
	return major
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}

func debian() bool {
	if runtime.GOOS != "linux" {
		return false
	}
	_, err := os.Stat("/etc/debian_version")
	return err == nil
}
