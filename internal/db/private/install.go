package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// install fetches a Postgres by the ways this machine has: the system's own
// packages when we may, else an npm package that only we use.
func install(ctx context.Context, opts Options, made int) (string, error) {
	var failed []error
	if os.Geteuid() == 0 && debian() {
		bin, err := installApt(ctx, opts, made)
		if err == nil {
			return bin, nil
		}
		failed = append(failed, err)
	}
	if made == 0 || made == npmMajor {
		bin, err := installNpm(ctx, opts)
		if err == nil {
			return bin, nil
		}
		failed = append(failed, err)
	}
	if failed == nil {
		return "", fmt.Errorf("nothing here can install version %d", made)
	}
	return "", errors.Join(failed...)
}

func installApt(ctx context.Context, opts Options, made int) (string, error) {
	apt, err := exec.LookPath("apt-get")
	if err != nil {
		return "", err
	}
	fmt.Fprintln(opts.Log, "No Postgres here: installing it with apt-get. This happens once.")
	if err := run(ctx, opts, apt, "install", "-y", "--no-install-recommends", "postgresql"); err != nil {
		// The list of packages may be older than what is on offer.
		if err := run(ctx, opts, apt, "update"); err != nil {
			return "", err
		}
		if err := run(ctx, opts, apt, "install", "-y", "--no-install-recommends", "postgresql"); err != nil {
			return "", err
		}
	}
	if bin := found(ctx, made); bin != "" {
		return bin, nil
	}
	return "", errors.New("apt-get installed a Postgres of another version")
}

func run(ctx context.Context, opts Options, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	said := &tail{}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Run(); err != nil {
		fmt.Fprintln(opts.Log, said)
		return fmt.Errorf("%s %s: %w: %s", name, args[0], err, said)
	}
	return nil
}
