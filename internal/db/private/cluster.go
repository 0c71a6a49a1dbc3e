package private

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// madeBy is the major version of Postgres that made the cluster, 0 when there
// is none yet.
func madeBy(dir string) int {
	raw, err := os.ReadFile(filepath.Join(dir, "data", "PG_VERSION"))
	if err != nil {
		return 0
	}
	major, _ := strconv.Atoi(strings.TrimSpace(string(raw)))
	return major
}

// ensureCluster makes the cluster beside its place and then moves it there, so
// that a kill in the middle never leaves half a cluster behind.
func ensureCluster(ctx context.Context, bin string, opts Options, own *owner) error {
	data := filepath.Join(opts.Dir, "data")
	if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	half := filepath.Join(opts.Dir, "data.init")
	if err := os.RemoveAll(half); err != nil {
		return fmt.Errorf("clearing half a cluster: %w", err)
	}
	if err := initdb(ctx, bin, half, opts, own); err != nil {
		return err
	}
	if err := os.Rename(half, data); err != nil {
		return fmt.Errorf("putting the cluster in its place: %w", err)
	}
	return nil
}

func initdb(ctx context.Context, bin, data string, opts Options, own *owner) error {
	locale := "C.UTF-8"
	if runtime.GOOS == "darwin" {
		locale = "C" // there is no C.UTF-8 there
	}
	args := []string{"-D", data, "-U", "app", "--auth=trust", "-E", "UTF8", "--locale=" + locale, "--no-instructions"}
	if !opts.Durable {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), args...)
	cmd.Dir = opts.Dir
	c, err := spawn(cmd, own, io.Discard)
	if err != nil {
		return fmt.Errorf("running initdb: %w", err)
	}
	<-c.done
	if !cmd.ProcessState.Success() {
		return fmt.Errorf("initdb failed (%s): %s", cmd.ProcessState, c.said)
	}
	return nil
}
