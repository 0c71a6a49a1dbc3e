package private

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// owner is the user Postgres runs as when we are root, which it refuses to be.
// nil means: as ourselves.
type owner struct{ uid, gid int }

func chooseOwner() (*owner, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.Atoi(u.Uid)
		gid, errGID := strconv.Atoi(u.Gid)
		if errUID == nil && errGID == nil && uid > 0 {
			return &owner{uid, gid}, nil
		}
	}
	return nil, fmt.Errorf("Postgres does not run as root, and there is neither a user postgres nor nobody")
}

// attributes: a group of its own, so that Ctrl-C in the terminal reaches us
// first and Postgres only when we have finished.
func (o *owner) attributes() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if o != nil {
		attr.Credential = &syscall.Credential{Uid: uint32(o.uid), Gid: uint32(o.gid)}
	}
	endWithParent(attr)
	return attr
}

// makeDir makes a folder that belongs to the server's user.
func makeDir(dir string, own *owner, mode os.FileMode) error {
	if err := os.MkdirAll(dir, mode); err != nil {
		return fmt.Errorf("making the folder for Postgres: %w", err)
	}
	if own == nil {
		return nil
	}
	if err := os.Chown(dir, own.uid, own.gid); err != nil {
		return fmt.Errorf("giving the folder to Postgres: %w", err)
	}
	return own.reaches(filepath.Dir(dir))
}

// reaches: every folder on the way must let the server's user through, as /root
// does not.
func (o *owner) reaches(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	theirs := ok && int(stat.Uid) == o.uid
	if info.Mode()&0o001 == 0 && !theirs {
		return fmt.Errorf("%s is closed to the user Postgres runs as; choose another folder or set DATABASE_URL", dir)
	}
	if dir == filepath.Dir(dir) {
		return nil
	}
	return o.reaches(filepath.Dir(dir))
}
