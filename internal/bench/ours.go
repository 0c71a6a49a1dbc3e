package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"

	"collaboratory/internal/app"
	"collaboratory/internal/db"
)

// openOurs opens the app as it is served in earnest, on the database of the bench.
func openOurs(ctx context.Context, url string) (*app.App, error) {
	a, err := app.Open(ctx, app.Config{
		Addr: "127.0.0.1:0", BaseURL: "http://127.0.0.1", DatabaseURL: url, Dev: true, RateLimits: "off",
		MailFrom: "Bench <bench@localhost>", MetricsAddr: os.Getenv("BENCH_METRICS"),
	})
	if err != nil {
		return nil, err
	}
	// DEV writes no lines of requests; in earnest it does.
	quiet, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(quiet, nil)))
	return a, nil
}

// runOurs serves the app until its starter is gone, and prints where.
func runOurs(ctx context.Context) error {
	a, err := openOurs(ctx, os.Getenv("BENCH_DATABASE"))
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Serve(ctx, func(address string) { fmt.Println(address) })
}

// visitor asks the app within this process, signed in as reader n of the town.
type visitor struct {
	handler http.Handler
	reader  int
}

// ask gives the answer and how often Postgres was asked for it.
func (v visitor) ask(ctx context.Context, method, path string, body io.Reader) (*httptest.ResponseRecorder, int) {
	ctx, trips := db.CountRoundTrips(ctx)
	r := httptest.NewRequestWithContext(ctx, method, path, body)
	r.Header.Set("Cookie", "session="+cookie(v.reader))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	return w, trips()
}
