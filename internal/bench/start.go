package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

const (
	binary   = "bin/collaboratory"
	startMS  = 60
	idleMB   = 30
	binaryMB = 30
	starts   = 9
)

// measureStart takes the figures of the binary itself: how soon it answers, what it weighs, what it holds when idle.
func measureStart(ctx context.Context, pg *cluster, out *sheet) {
	info, err := os.Stat(binary)
	if err != nil {
		out.missing("start", fmt.Errorf("make build first: %w", err))
		return
	}
	out.atMost("binary-megabytes", float64(info.Size())/1e6, binaryMB, binary+", made "+info.ModTime().Format(time.DateTime))
	var took []float64
	var idle float64
	for range starts {
		ms, kb, err := startOnce(ctx, pg, len(took) == starts-1)
		if err != nil {
			out.missing("start", err)
			return
		}
		took, idle = append(took, ms), kb
	}
	out.atMost("start-milliseconds", median(took), startMS,
		fmt.Sprintf("exec to the first answer; Postgres up, schema current; the quickest of %d: %.0f", starts, slices.Min(took)))
	out.atMost("idle-megabytes", idle*1024/1e6, idleMB, "resident, two quiet seconds after the start")
}

// startOnce gives the time to the first answer, and when asked to the memory held a little later.
func startOnce(ctx context.Context, pg *cluster, quiet bool) (ms, kb float64, err error) {
	address, err := freeAddress()
	if err != nil {
		return 0, 0, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve")
	cmd.Env = append(os.Environ(), "ADDR="+address, "DATABASE_URL="+pg.url, "SMTP_URL=smtp://127.0.0.1:9", "BASE_URL=http://"+address)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	if err := firstAnswer(ctx, "http://"+address+"/healthz"); err != nil {
		return 0, 0, err
	}
	ms = float64(time.Since(began).Microseconds()) / 1000
	if quiet {
		time.Sleep(2 * time.Second)
		kb, err = residentKB(cmd.Process.Pid)
	}
	return ms, kb, err
}

// firstAnswer asks until somebody answers.
func firstAnswer(ctx context.Context, url string) error {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for giveUp := time.Now().Add(10 * time.Second); time.Now().Before(giveUp); time.Sleep(500 * time.Microsecond) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		answer, err := client.Do(r)
		if err != nil {
			continue
		}
		_, _ = io.Copy(io.Discard, bufio.NewReader(answer.Body))
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return nil
		}
	}
	return errors.New("it did not answer within ten seconds")
}
