package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

const profiled = 5 * time.Second

// profile drives ours once more and keeps where its time went. Without -profile it does nothing.
func (m served) profile(name string, t target) error {
	if m.settings.profile == "" {
		return nil
	}
	file := filepath.Join(m.settings.profile, name+".pprof")
	kept := make(chan error, 1)
	go func() { kept <- keepProfile(m.ctx, t.program.metrics, file) }()
	if _, _, err := ask(m.ctx, t, profiled+500*time.Millisecond); err != nil {
		return err
	}
	if err := <-kept; err != nil {
		return fmt.Errorf("profiling %s: %w", name, err)
	}
	top, err := exec.CommandContext(m.ctx, "go", "tool", "pprof", "-top", "-cum", "-nodecount=500", file).Output()
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	fmt.Printf("  what %s costs most, itself and with what it calls (%s):\n%s", name, file, hints(string(top)))
	return nil
}

var (
	telling = regexp.MustCompile(`collaboratory/internal/[a-z]+\.|web/ui\.|pgx/v5\.|gotext|gcBgMarkWorker$|mallocgc$|Syscall6|gzhttp|slog`)
	wrapped = regexp.MustCompile(`\.func\d|ServeHTTP|/app\.|\.Handlers?\)?\.|go\.shape`)
)

// hints are the lines of a profile that name a cause: not the layers that everything runs through.
func hints(top string) string {
	var out strings.Builder
	lines := 0
	for line := range strings.Lines(top) {
		if lines < 25 && telling.MatchString(strings.TrimSpace(line)) && !wrapped.MatchString(line) {
			out.WriteString("  " + line)
			lines++
		}
	}
	return out.String()
}

func keepProfile(ctx context.Context, address, file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	where := fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", address, int(profiled.Seconds()))
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, where, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, answer.Body)
	return err
}
