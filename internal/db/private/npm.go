package private

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// The npm package carries a plain Postgres; "beta" is the packaging, not the
// Postgres. To move to another version, change these and take the new sums
// from `npm view NAME@VERSION dist.integrity`.
const (
	npmVersion = "18.4.0-beta.17"
	npmMajor   = 18
)

var npmPackages = map[string]struct{ name, sha512 string }{
	"linux/amd64":  {"linux-x64", "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="},
	"linux/arm64":  {"linux-arm64", "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=="},
	"darwin/arm64": {"darwin-arm64", "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=="},
	"darwin/amd64": {"darwin-x64", "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=="},
}

// npmDir is where the package is kept, reachable by the server's user.
func npmDir() string {
	name := "postgres-" + npmVersion
	if os.Geteuid() == 0 {
		return filepath.Join("/var/cache/collaboratory", name)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return filepath.Join(cache, "collaboratory", name)
}

func installNpm(ctx context.Context, opts Options) (string, error) {
	pkg, ok := npmPackages[runtime.GOOS+"/"+runtime.GOARCH]
	if !ok {
		return "", fmt.Errorf("there is no packed Postgres for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return "", errors.New("npm is not here either")
	}
	dir := npmDir()
	fmt.Fprintln(opts.Log, "No Postgres here: fetching one (24 MB) with npm into "+dir+". This happens once.")
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", fmt.Errorf("making the folder for Postgres: %w", err)
	}
	half, err := os.MkdirTemp(filepath.Dir(dir), "half-")
	if err != nil {
		return "", fmt.Errorf("making the folder for Postgres: %w", err)
	}
	defer os.RemoveAll(half)
	if err := fetchNpm(ctx, npm, "@embedded-postgres/"+pkg.name+"@"+npmVersion, pkg.sha512, half); err != nil {
		return "", err
	}
	return settleNpm(ctx, half, dir)
}

// fetchNpm packs the package into half, checks it against the pinned sum and
// unfolds it there.
func fetchNpm(ctx context.Context, npm, spec, sum, half string) error {
	cmd := exec.CommandContext(ctx, npm, "pack", spec, "--pack-destination", half)
	cmd.Dir = half
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm pack: %w: %s", err, out)
	}
	packed, err := filepath.Glob(filepath.Join(half, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return errors.New("npm pack left no package")
	}
	if err := checkSum(packed[0], sum); err != nil {
		return err
	}
	return unfold(packed[0], filepath.Join(half, "package"))
}

func settleNpm(ctx context.Context, half, dir string) (string, error) {
	unfolded := filepath.Join(half, "package")
	if err := os.RemoveAll(dir); err != nil {
		return "", fmt.Errorf("clearing the old package: %w", err)
	}
	if err := os.Rename(unfolded, dir); err != nil {
		return "", fmt.Errorf("putting Postgres in its place: %w", err)
	}
	bin := filepath.Join(dir, "native", "bin")
	if majorVersion(ctx, bin) != npmMajor {
		return "", errors.New("the packed Postgres does not run on this system")
	}
	return bin, nil
}

func checkSum(path, want string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha512.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if base64.StdEncoding.EncodeToString(h.Sum(nil)) != want {
		return fmt.Errorf("%s is not the package we know: its checksum differs", filepath.Base(path))
	}
	return nil
}
