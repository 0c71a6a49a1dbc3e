package app_test

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

var link = regexp.MustCompile(`http://\S+/sign-in/\S+`)

// demo is the town as a newcomer starts it, in a folder that outlives it.
type demo struct {
	*program
	dir, base string
	links     []string
}

func startDemo(t *testing.T, dir string, env ...string) *demo {
	t.Helper()
	address := freeAddress(t)
	d := &demo{dir: dir, base: "http://" + address}
	d.program = run(t, []string{"demo"}, append(env, "DATA_DIR="+dir, "ADDR="+address)...)
	d.until("Ctrl-C")
	d.links = link.FindAllString(d.screen.String(), -1)
	return d
}

// enter opens a link from the welcome and presses its button.
func (d *demo) enter(link string) *http.Client {
	d.t.Helper()
	c := browser(d.t)
	at := d.base + link[strings.Index(link, "/sign-in/"):]
	if code, _ := d.ask(c, http.MethodGet, at, nil); code != http.StatusOK {
		d.t.Errorf("the link opens with %d", code)
	}
	if code, _ := d.ask(c, http.MethodPost, at, url.Values{}); code != http.StatusSeeOther {
		d.t.Errorf("the link lets in with %d", code)
	}
	return c
}

func (d *demo) ask(c *http.Client, method, at string, form url.Values) (code int, body string) {
	d.t.Helper()
	r, err := http.NewRequest(method, at, strings.NewReader(form.Encode()))
	must(d.t, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := c.Do(r)
	must(d.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(d.t, err)
	return answer.StatusCode, string(text)
}

// proposals is what June finds on the page of proposals.
func (d *demo) proposals() string {
	d.t.Helper()
	code, body := d.ask(d.enter(d.links[0]), http.MethodGet, d.base+"/c/pell-river/proposals", nil)
	if code != http.StatusOK {
		d.t.Errorf("the page of proposals answers %d", code)
	}
	return body
}

func (d *demo) postmaster() int {
	d.t.Helper()
	raw, err := os.ReadFile(filepath.Join(d.dir, "data", "postmaster.pid"))
	must(d.t, err)
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	must(d.t, err)
	return pid
}

func (d *demo) exec(sql string) {
	d.t.Helper()
	conn, err := pgx.Connect(d.t.Context(), "postgres://app@/pell_river?sslmode=disable&host="+url.QueryEscape(filepath.Join(d.dir, "sock")))
	must(d.t, err)
	defer conn.Close(d.t.Context())
	_, err = conn.Exec(d.t.Context(), sql)
	must(d.t, err)
}

// TestTheDemo lives through the life of a demo: begun, used, killed, begun again, stopped, left half-built, crashed.
func TestTheDemo(t *testing.T) {
	dir := place(t)
	d := startDemo(t, dir)
	d.welcomes(d.base)
	june := d.enter(d.links[0])
	d.enter(d.links[0]) // as often as wanted
	code, _ := d.ask(june, http.MethodPost, d.base+"/c/pell-river/proposals", url.Values{"kind": {"project"}, "title": {"Done by hand"}, "draft": {"1"}})
	if code != http.StatusSeeOther || !strings.Contains(d.proposals(), "Done by hand") {
		t.Fatalf("nothing can be done in the demo: %d", code)
	}
	d.refusesASecond()

	d.signal(syscall.SIGKILL)
	_ = d.ends()
	began := time.Now()
	d = startDemo(t, dir)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("after a kill it takes %s to come back", took)
	}
	if !strings.Contains(d.proposals(), "Done by hand") {
		t.Error("a kill loses what was done")
	}

	d.exec(`DELETE FROM audit WHERE action = 'town.settled'`)
	d.stops()
	d = startDemo(t, dir)
	if body := d.proposals(); strings.Contains(body, "Done by hand") || !strings.Contains(body, "Canasta de vecinas") {
		t.Error("a town left half-built is not built anew")
	}
	d.stops()
	d = startDemo(t, dir, "LAN=1")
	d.crashes()

	must(t, os.WriteFile(filepath.Join(dir, "data", "postgresql.auto.conf"), []byte("no_such_setting = on\n"), 0o666))
	broken := run(t, []string{"demo"}, "DATA_DIR="+dir, "ADDR="+freeAddress(t))
	if code := broken.ends(); code != 1 || !strings.Contains(broken.errs.String(), "no_such_setting") || !strings.Contains(broken.errs.String(), filepath.Join(dir, "postgres.log")) {
		t.Errorf("when Postgres does not start, it ends with %d: %s", code, &broken.errs)
	}
}

// onANetwork tells whether a phone could reach this machine at all.
func onANetwork() bool {
	conn, err := net.Dial("udp4", "192.0.2.1:9")
	if err == nil {
		conn.Close()
	}
	return err == nil
}

// welcomes: five ways in, and nothing else but the welcome on the screen.
func (d *demo) welcomes(base string) {
	d.t.Helper()
	screen := d.screen.String()
	if len(d.links) != 5 || !strings.Contains(screen, "Pell River is open at "+base) || !strings.Contains(screen, base+"/dev/mail") {
		d.t.Errorf("the welcome has %d links: %s", len(d.links), screen)
	}
	if lines := strings.Count(screen, "\n"); lines > 12 || strings.Contains(screen, "LOG:") {
		d.t.Errorf("more than a welcome: %s", screen)
	}
	log, err := os.ReadFile(filepath.Join(d.dir, "postgres.log"))
	if err != nil || !strings.Contains(string(log), "ready to accept connections") {
		d.t.Errorf("Postgres’s own log is not beside its data: %v", err)
	}
}

func (d *demo) refusesASecond() {
	d.t.Helper()
	second := run(d.t, []string{"demo"}, "DATA_DIR="+d.dir, "ADDR="+freeAddress(d.t))
	if code := second.ends(); code != 1 || !strings.Contains(second.errs.String(), "runs already on "+d.dir) {
		d.t.Errorf("a second copy ends with %d: %s", code, &second.errs)
	}
}

// stops presses Ctrl-C and looks that nothing is left.
func (d *demo) stops() {
	d.t.Helper()
	began := time.Now()
	d.signal(os.Interrupt)
	if code := d.ends(); code != 0 || d.errs.Len() != 0 {
		d.t.Errorf("Ctrl-C ends it with %d: %s", code, &d.errs)
	}
	if took := time.Since(began); took > 10*time.Second {
		d.t.Errorf("Ctrl-C takes %s", took)
	}
	if left := running(d.t, d.dir); len(left) != 0 {
		d.t.Errorf("after Ctrl-C there still run %v", left)
	}
}

// crashes kills Postgres under it: on the network, its screen has an address and a code; its end names the log.
func (d *demo) crashes() {
	d.t.Helper()
	must(d.t, syscall.Kill(d.postmaster(), syscall.SIGKILL))
	if code := d.ends(); code != 1 || !strings.Contains(d.errs.String(), filepath.Join(d.dir, "postgres.log")+" says why") {
		d.t.Errorf("without its Postgres it ends with %d: %s", code, &d.errs)
	}
	if screen := d.screen.String(); onANetwork() && strings.Contains(screen, "127.0.0.1") || !strings.Contains(screen, "█▀") {
		d.t.Errorf("on the network the welcome has no address for a phone, or no code: %s", screen)
	}
}
