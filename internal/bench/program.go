package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// program is a server in a process of its own: ours, or the bare one.
type program struct {
	address string
	metrics string // where ours gives its profiles
	cmd     *exec.Cmd
	stdin   io.Closer
}

// startProgram runs this very program in another part, and waits until it listens.
func startProgram(ctx context.Context, part, url string, env ...string) (*program, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	metrics, err := freeAddress()
	if err != nil {
		return nil, err
	}
	p := &program{metrics: metrics, cmd: exec.CommandContext(ctx, self)}
	p.cmd.Env = append(os.Environ(), append(env, "BENCH_PART="+part, "BENCH_DATABASE="+url, "BENCH_METRICS="+metrics)...)
	p.cmd.Stderr = os.Stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	p.address = strings.TrimSpace(line)
	if err != nil || p.address == "" {
		p.stop()
		return nil, fmt.Errorf("the program %s did not start: %w", part, err)
	}
	return p, nil
}

// stop closes its stdin, which ends it, and waits.
func (p *program) stop() {
	_ = p.stdin.Close()
	timer := time.AfterFunc(12*time.Second, func() { _ = p.cmd.Process.Kill() })
	defer timer.Stop()
	_ = p.cmd.Wait()
}

func (p *program) cpu() float64 { return readStat(p.cmd.Process.Pid).used }

// untilStdinCloses is the context of a part: it ends with the program that started it.
func untilStdinCloses() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		defer cancel()
		_, _ = io.Copy(io.Discard, os.Stdin)
	}()
	return ctx
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

var (
	tags   = regexp.MustCompile(`(?s)<head>.*?</head>|<nav.*?</nav>|<footer.*?</footer>|<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// plainText is the words of a page, shortened, for an error.
func plainText(html []byte) string {
	text := strings.TrimSpace(spaces.ReplaceAllString(tags.ReplaceAllString(string(html), " "), " "))
	if len(text) > 300 {
		text = text[:300] + "…"
	}
	return text
}
