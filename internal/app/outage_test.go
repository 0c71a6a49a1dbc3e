package app_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/db/private"
	"collaboratory/internal/example"
)

// place is a folder that the user of Postgres can reach, which a test's usual one is not for everybody but us.
func place(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "app-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestPostgresAway(t *testing.T) {
	t.Parallel()
	opts := private.Options{Dir: place(t)}
	server, err := private.Start(t.Context(), opts)
	must(t, err)
	t.Cleanup(func() { server.Stop() })
	url, err := server.EnsureDatabase(t.Context(), "house")
	must(t, err)
	must(t, db.Migrate(t.Context(), url))
	d, err := db.Open(t.Context(), url, db.Options{MaxConns: 2})
	must(t, err)
	t.Cleanup(d.Close)
	house, err := example.Furnish(t.Context(), d, clock.At(example.Now), example.Base)
	must(t, err)
	s := apptest.Serve(t, house)
	noa := s.With("noa@elsewhere.example")
	if p := noa.Get("/readyz"); p.Code != http.StatusOK {
		t.Fatalf("before: %d", p.Code)
	}

	server.Stop()
	for _, path := range []string{"/readyz", "/", "/me", "/c/pell-river"} {
		began := time.Now()
		p := noa.Get(path)
		if p.Code != http.StatusServiceUnavailable || p.Header.Get("Retry-After") == "" || strings.Contains(p.Body, "sock") {
			t.Errorf("%s: %d, Retry-After %q: %s", path, p.Code, p.Header.Get("Retry-After"), p.Text("main"))
		}
		if path != "/readyz" && !strings.Contains(p.Text("main"), "We cannot reach our records just now") {
			t.Errorf("%s is not calm: %s", path, p.Text("main"))
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s takes %s to say so", path, took)
		}
	}
	if p := s.Visitor().Get("/sign-in"); p.Code != http.StatusOK {
		t.Errorf("the door: %d", p.Code)
	}
	if p := s.Visitor().Get("/healthz"); p.Code != http.StatusOK {
		t.Errorf("healthz: %d", p.Code)
	}

	server, err = private.Start(t.Context(), opts)
	must(t, err)
	began := time.Now()
	for noa.Get("/readyz").Code != http.StatusOK { // each connection the pool still holds is found dead once
		if time.Since(began) > 5*time.Second {
			t.Fatal("Postgres is back, and it is still not ready")
		}
	}
	if p := noa.Get("/me"); p.Code >= 500 || p.To == "/sign-in?next=%2Fme" {
		t.Errorf("back again, whoever was signed in is not: %d %s", p.Code, p.To)
	}
}

// emptyDatabase is the address of one with the current schema.
func emptyDatabase(t *testing.T) string { return dbtest.URL(t) }

// TestAStopLetsRequestsFinish begins a request, asks the server to stop, and only then sends the rest of the request.
func TestAStopLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	a, err := app.Open(t.Context(), app.Config{Addr: "127.0.0.1:0", BaseURL: "http://127.0.0.1", DatabaseURL: emptyDatabase(t), MailFrom: "x <x@pellriver.example>", Dev: true, RateLimits: "off"})
	must(t, err)
	t.Cleanup(a.Close)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	listening, served := make(chan string, 1), make(chan error, 1)
	go func() { served <- a.Serve(ctx, func(address string) { listening <- address }) }()
	address := <-listening

	conn, err := net.Dial("tcp", address)
	must(t, err)
	defer conn.Close()
	const body = "language=es"
	fmt.Fprintf(conn, "POST /language HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", address, len(body))
	answers := bufio.NewReader(conn)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the request did not begin: %q %v", line, err)
	}
	_, _ = answers.ReadString('\n')
	began := time.Now()
	stop()
	for { // until nobody new is let in
		again, err := net.Dial("tcp", address)
		if err != nil {
			break
		}
		again.Close()
	}
	fmt.Fprint(conn, body)
	answer, err := http.ReadResponse(answers, nil)
	must(t, err)
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		t.Errorf("the request in flight got %d", answer.StatusCode)
	}
	select {
	case err := <-served:
		if err != nil || time.Since(began) > 10*time.Second {
			t.Errorf("stopped after %s: %v", time.Since(began), err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not stop")
	}
}
