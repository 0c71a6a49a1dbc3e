package e2e

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"collaboratory/internal/app"
	"collaboratory/internal/example"
)

// entrance is the house as it is served: it can shut and open again on the same address, over the same database.
type entrance struct {
	address string
	server  *http.Server
	shut    func()
	before  func(http.Handler) http.Handler // stands before every page; nil: nothing does
}

func serve(t testing.TB, house *example.House) *town {
	t.Helper()
	w := &town{House: house, at: &entrance{address: "127.0.0.1:0"}}
	w.Open(t)
	t.Cleanup(func() { w.Shut() })
	return w
}

// Open opens the doors: for the first time on an address of its own, then again on the same.
func (w *town) Open(t testing.TB) {
	t.Helper()
	listener, err := net.Listen("tcp", w.at.address)
	if err != nil {
		t.Fatalf("listening on %s: %v", w.at.address, err)
	}
	w.at.address = listener.Addr().String()
	w.URL = "http://" + w.at.address
	w.App, err = app.Open(context.Background(), app.Config{
		BaseURL: w.URL, DatabaseURL: w.DB.Pool().Config().ConnString(), MailFrom: "Pell River <hello@pellriver.example>",
		Dev: true, RateLimits: "off", Clock: w.Clock,
	})
	if err != nil {
		t.Fatalf("opening the app: %v", err)
	}
	w.at.open(t, w.App, listener)
}

func (d *entrance) open(t testing.TB, a *app.App, listener net.Listener) {
	handler := a.Handler()
	if d.before != nil {
		handler = d.before(handler)
	}
	ctx, end := context.WithCancel(context.Background())
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	served, heard := make(chan error, 1), make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	go func() { heard <- a.Live.Run(ctx, a.DB.Pool().Config().ConnString()) }()
	d.server = server
	d.shut = func() {
		a.Live.Shut()
		end()
		_ = server.Close()
		if err := <-served; err != nil && !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("serving: %v", err)
		}
		if err := <-heard; err != nil {
			t.Errorf("listening to what changes: %v", err)
		}
		a.Close()
		d.shut = func() {}
	}
}

// Shut closes the doors at once; whoever was talking is cut off.
func (w *town) Shut() { w.at.shut() }

// Before puts something before every page, from now on.
func (w *town) Before(t testing.TB, before func(http.Handler) http.Handler) *town {
	t.Helper()
	w.Shut()
	w.at.before = before
	w.Open(t)
	return w
}
