package private

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// orphanOf is the process id of a server that outlived the program that started
// it, 0 when there is none. Only the holder of the folder's lock may ask: then
// nobody else can be using it.
func orphanOf(ctx context.Context, dir, sock string) int {
	raw, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 0 || answers(ctx, socketURL(sock, "postgres")) != nil {
		return 0
	}
	return pid
}

// stopOrphan cannot wait for a process that is not its child, so it looks.
func stopOrphan(pid int) {
	giveUp := time.Now().Add(stopWithin)
	_ = syscall.Kill(pid, syscall.SIGINT)
	for alive(pid) && time.Now().Before(giveUp) {
		wait(context.Background(), askEvery)
	}
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }
