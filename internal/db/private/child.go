package private

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// child is a postgres process started here.
type child struct {
	cmd  *exec.Cmd
	said *tail
	done chan struct{} // closed when it has ended and was waited for
}

// spawn starts cmd and waits for it in a thread of its own: on Linux the signal
// that a child gets when its parent dies follows the parent's thread, so that
// thread must live as long as the child.
func spawn(cmd *exec.Cmd, own *owner, log io.Writer) (*child, error) {
	c := &child{cmd: cmd, said: &tail{}, done: make(chan struct{})}
	cmd.Stdout = io.MultiWriter(c.said, log)
	cmd.Stderr = cmd.Stdout
	cmd.SysProcAttr = own.attributes()
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer close(c.done)
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
	}()
	return c, <-started
}

// ready waits until the server takes connections, or says why it never will.
func (c *child) ready(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	for {
		err := answers(ctx, url)
		if err == nil {
			return nil
		}
		select {
		case <-c.done:
			return fmt.Errorf("%w: %s", errNotReady, c.said)
		case <-ctx.Done():
			return fmt.Errorf("%w: %w: %s", errNotReady, err, c.said)
		case <-time.After(askEvery):
		}
	}
}

func (c *child) gone(within time.Duration) bool {
	select {
	case <-c.done:
		return true
	case <-time.After(within):
		return false
	}
}

func (c *child) signal(sig syscall.Signal) {
	if c.cmd.Process != nil {
		_ = c.cmd.Process.Signal(sig)
	}
}

func (c *child) blockedByRemains() bool {
	said := c.said.String()
	return strings.Contains(said, "postmaster.pid") ||
		strings.Contains(said, "is still in use") ||
		strings.Contains(said, ".lock\" already exists")
}

// tail keeps the last of what was written.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

const tailLength = 4 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, p...)
	if over := len(t.buf) - tailLength; over > 0 {
		t.buf = append([]byte(nil), t.buf[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.buf))
}
