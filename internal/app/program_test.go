package app_test

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a program may take for what is not measured here: the machine may be busy.
const patience = 3 * time.Minute

// binary is the program as people run it, built once.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "collaboratory-")
	if err != nil {
		return "", err
	}
	builtIn = dir
	file := filepath.Join(dir, "collaboratory")
	said, err := exec.Command("go", "build", "-o", file, "../../cmd/collaboratory").CombinedOutput()
	if err != nil {
		err = &exec.Error{Name: "go build: " + string(said), Err: err}
	}
	return file, err
})

// builtIn is where the binary lies; it goes when the tests are over.
var builtIn string

func TestMain(m *testing.M) {
	code := m.Run()
	if builtIn != "" {
		_ = os.RemoveAll(builtIn)
	}
	os.Exit(code)
}

// program is a running copy of the binary.
type program struct {
	t      *testing.T
	cmd    *exec.Cmd
	out    *bufio.Reader
	screen strings.Builder // what stdout has said so far
	errs   bytes.Buffer    // what stderr has said; read it when the program has ended
}

// run starts the binary with nothing in its environment but what is given.
func run(t *testing.T, args []string, env ...string) *program {
	t.Helper()
	file, err := binary()
	must(t, err)
	p := &program{t: t, cmd: exec.Command(file, args...)}
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, env...)
	p.cmd.Stderr = &p.errs
	out, err := p.cmd.StdoutPipe()
	must(t, err)
	p.out = bufio.NewReader(out)
	must(t, p.cmd.Start())
	tooLong := time.AfterFunc(patience, func() { _ = p.cmd.Process.Kill() })
	t.Cleanup(func() {
		tooLong.Stop()
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	})
	return p
}

// until reads the screen up to a line that begins like this.
func (p *program) until(beginning string) {
	p.t.Helper()
	for {
		line, err := p.out.ReadString('\n')
		p.screen.WriteString(line)
		if strings.HasPrefix(line, beginning) {
			return
		}
		if err != nil {
			_ = p.cmd.Wait()
			p.t.Fatalf("the program ended before it said %q:\n%s\n%s", beginning, &p.screen, &p.errs)
		}
	}
}

// ends waits for the program to end, and gives its exit code.
func (p *program) ends() int {
	_, _ = p.out.WriteTo(&p.screen)
	_ = p.cmd.Wait()
	return p.cmd.ProcessState.ExitCode()
}

func (p *program) signal(s os.Signal) {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(s))
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().String()
}

// browser keeps cookies and follows nothing by itself.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &http.Client{Jar: jar, Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// running are the processes whose command line speaks of this folder.
func running(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	must(t, err)
	for _, file := range files {
		if line, err := os.ReadFile(file); err == nil && bytes.Contains(line, []byte(dir)) {
			found = append(found, strings.ReplaceAll(string(line), "\x00", " "))
		}
	}
	return found
}

func TestTheProgramRefusesInWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		env  []string
		want []string
	}{
		"nobody could sign in":      {[]string{"serve"}, nil, []string{"SMTP_URL", "DEV=1"}},
		"development for the world": {[]string{"serve"}, []string{"DEV=1", "ADDR=0.0.0.0:0"}, []string{"LAN=1"}},
		"a number that is none":     {[]string{"serve"}, []string{"DEV=perhaps"}, []string{"environment", "DEV"}},
		"an unheard-of command":     {[]string{"dance"}, nil, []string{"do not know that command", "collaboratory demo"}},
		"Postgres is not there":     {[]string{"serve"}, []string{"DEV=1", "DATABASE_URL=postgres://app@127.0.0.1:9/x"}, []string{"database"}},
	} {
		p := run(t, c.args, c.env...)
		if code := p.ends(); code != 1 || p.screen.Len() != 0 {
			t.Errorf("%s: exit code %d, on the screen %q", name, code, &p.screen)
		}
		for _, want := range c.want {
			if !strings.Contains(p.errs.String(), want) {
				t.Errorf("%s: it says %q and not a word of %s", name, &p.errs, want)
			}
		}
		if strings.Contains(p.errs.String(), "goroutine") {
			t.Errorf("%s: %s", name, &p.errs)
		}
	}
	help := run(t, nil)
	if code := help.ends(); code != 0 || !strings.Contains(help.screen.String(), "collaboratory demo") {
		t.Errorf("help: %d %s", code, &help.screen)
	}
}

// TestHowSoonItServes prints how long a start takes when Postgres is up and the schema is current.
func TestHowSoonItServes(t *testing.T) {
	url := emptyDatabase(t)
	var took []time.Duration
	for range 5 {
		address := freeAddress(t)
		began := time.Now()
		p := run(t, []string{"serve"}, "DATABASE_URL="+url, "SMTP_URL=smtp://127.0.0.1:9", "ADDR="+address)
		for {
			if answer, err := http.Get("http://" + address + "/readyz"); err == nil {
				answer.Body.Close()
				break
			}
		}
		took = append(took, time.Since(began).Round(time.Millisecond))
		p.signal(syscall.SIGTERM)
		if code := p.ends(); code != 0 {
			t.Errorf("stopped, it ends with %d: %s", code, &p.errs)
		}
	}
	slices.Sort(took)
	t.Logf("from exec to the first answer, Postgres up and the schema current: %v", took)
}
