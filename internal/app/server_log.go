package app

import (
	"os"
	"path/filepath"
	"sync"
)

// largestLog is how long the log of the private Postgres may grow before it is begun anew at the next start.
const largestLog = 8 << 20

// serverLog is where the private Postgres says what it does, beside its data: a screen is for people. It opens with the
// first line, so that a second copy, which is refused, leaves the log of the first alone.
type serverLog struct {
	path string
	mu   sync.Mutex
	file *os.File
}

func newServerLog(dir string) *serverLog { return &serverLog{path: filepath.Join(dir, "postgres.log")} }

// Write never fails: a log that cannot be kept must not stop Postgres.
func (l *serverLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		l.open()
	}
	if l.file != nil {
		_, _ = l.file.Write(p)
	}
	return len(p), nil
}

// open goes on with the log of the last run; one that has grown large is put aside, in place of the one before.
func (l *serverLog) open() {
	if info, err := os.Stat(l.path); err == nil && info.Size() > largestLog {
		_ = os.Rename(l.path, l.path+".old")
	}
	l.file, _ = os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// begun tells whether Postgres has said anything.
func (l *serverLog) begun() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file != nil
}

// Close ends the log; what is said later is lost.
func (l *serverLog) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != nil {
		_ = l.file.Close()
	}
}
