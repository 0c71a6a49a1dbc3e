package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"collaboratory/internal/jobs"
)

// graceful is how long a stop waits for requests and jobs that have begun.
const graceful = 8 * time.Second

// Serve answers requests and works jobs until ctx ends, then lets what has begun come to its end. Listening is told once
// the address is open.
func (a *App) Serve(ctx context.Context, listening func(address string)) error {
	listener, err := net.Listen("tcp", a.Config.Addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", a.Config.Addr, err)
	}
	if err := a.Queue.Start(ctx, jobs.Options{DirectURL: a.Config.directURL()}); err != nil {
		listener.Close()
		return fmt.Errorf("starting the jobs: %w", err)
	}
	server := &http.Server{
		Handler:           a.Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      40 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 3)
	server.RegisterOnShutdown(a.Live.Shut)
	go func() { failed <- a.Live.Run(ctx, a.Config.directURL()) }()
	go func() { failed <- server.Serve(listener) }()
	closeMetrics := a.serveMetrics(failed)
	if listening != nil {
		listening(listener.Addr().String())
	}
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = nil
	case <-a.postgresGone():
		err = fmt.Errorf("the private Postgres stopped by itself; %s says why", a.said.path)
	}
	return errors.Join(err, a.stop(server), closeMetrics())
}

// stop drains the requests, then the jobs.
func (a *App) stop(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), graceful)
	defer cancel()
	err := server.Shutdown(ctx)
	if err != nil {
		_ = server.Close() // a reader who does not finish keeps nobody from going home
	}
	return errors.Join(err, a.Queue.Stop(ctx))
}

func (a *App) postgresGone() <-chan struct{} {
	if a.server == nil {
		return nil
	}
	return a.server.Done()
}

// serveMetrics opens figures and profiles on a port of their own, when asked for.
func (a *App) serveMetrics(failed chan<- error) (stop func() error) {
	if a.Config.MetricsAddr == "" {
		return func() error { return nil }
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	server := &http.Server{Addr: a.Config.MetricsAddr, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			failed <- fmt.Errorf("serving the figures: %w", err)
		}
	}()
	return server.Close
}
