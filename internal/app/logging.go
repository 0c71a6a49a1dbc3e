package app

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"collaboratory/internal/page"
)

// newLogger writes JSON for machines in production and lines for people in development.
func newLogger(dev bool) *slog.Logger {
	if dev {
		return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, nil))
}

// logRequests writes one line a request: the route's pattern, not its address, since addresses carry tokens.
func logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		answer := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(answer, r)
		slog.InfoContext(r.Context(), "request",
			"request", middleware.GetReqID(r.Context()),
			"method", r.Method,
			"route", chi.RouteContext(r.Context()).RoutePattern(),
			"status", answer.Status(),
			"bytes", answer.BytesWritten(),
			"ms", time.Since(began).Milliseconds(),
		)
	})
}

// calm turns a panic into the page for a fault on our side, and keeps its trace for the log.
func calm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch cause := recover(); cause {
			case nil:
			case http.ErrAbortHandler:
				panic(cause)
			default:
				slog.ErrorContext(r.Context(), "panic", "cause", cause, "trace", string(debug.Stack()))
				page.Fail(w, r, fmt.Errorf("panic: %v", cause))
			}
		}()
		next.ServeHTTP(w, r)
	})
}
