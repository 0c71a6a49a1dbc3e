package private

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// ErrInUse says that another running program uses the folder of this server.
var ErrInUse = errors.New("another copy of collaboratory uses this database folder; stop it first, or set DATABASE_URL")

// DefaultDir is where the private server lives when nobody says otherwise: a
// place that the server's own user can reach.
func DefaultDir() string {
	if os.Geteuid() == 0 {
		return "/var/lib/collaboratory"
	}
	if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "collaboratory")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return filepath.Join(os.TempDir(), "collaboratory")
	}
	return filepath.Join(home, ".local", "share", "collaboratory")
}

// lockDir takes the folder for this process; the lock goes with the process.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "app.lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("locking the database folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w (%s)", ErrInUse, dir)
		}
		return nil, fmt.Errorf("locking the database folder: %w", err)
	}
	return f, nil
}

// longestSocketDir leaves room for the name of the socket within what the
// smallest system allows for its path (104 bytes with the end mark).
const longestSocketDir = 103 - len("/.s.PGSQL.5432.lock")

// socketDir makes the folder of the socket, closed to everybody else. A folder
// whose path is too long for a socket gets a short one instead.
func socketDir(dir string, own *owner) (string, error) {
	sock := filepath.Join(dir, "sock")
	if len(sock) > longestSocketDir {
		sum := sha256.Sum256([]byte(dir))
		sock = filepath.Join("/tmp", fmt.Sprintf("collaboratory-%d-%x", os.Getuid(), sum[:6]))
	}
	if err := makeDir(sock, own, 0o700); err != nil {
		return "", err
	}
	info, err := os.Lstat(sock)
	if err != nil {
		return "", fmt.Errorf("making the folder for the socket: %w", err)
	}
	if !info.IsDir() || !ownedBy(info, own) {
		return "", fmt.Errorf("%s belongs to somebody else", sock)
	}
	return sock, os.Chmod(sock, 0o700)
}

func ownedBy(info os.FileInfo, own *owner) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	if own == nil {
		return int(stat.Uid) == os.Geteuid()
	}
	return int(stat.Uid) == own.uid
}
