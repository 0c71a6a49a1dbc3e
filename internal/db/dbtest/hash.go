package dbtest

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
)

// SourceHash is the hash of all Go and SQL of this checkout, tests left out: a
// template built by the rooms' own verbs is as new as their code.
var SourceHash = sync.OnceValue(func() string {
	root := moduleRoot()
	h := sha256.New()
	for _, part := range []string{"internal", "migrations"} {
		_ = filepath.WalkDir(filepath.Join(root, part), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isSource(path) {
				return nil
			}
			text, _ := os.ReadFile(path)
			fmt.Fprintf(h, "%s %d\n%s", path, len(text), text)
			return nil
		})
	}
	return fmt.Sprintf("%x", h.Sum(nil))
})

func isSource(path string) bool {
	switch filepath.Ext(path) {
	case ".sql":
		return true
	case ".go":
		return !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "_templ.go")
	}
	return false
}

// moduleRoot goes up from where the test runs, which is its package.
func moduleRoot() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
	}
	return dir
}

// queueVersion is the version of the job queue, which brings tables of its own.
func queueVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, dep := range info.Deps {
		if dep.Path == "github.com/riverqueue/river" {
			return dep.Version
		}
	}
	return ""
}
