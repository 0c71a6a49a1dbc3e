package db

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"collaboratory/internal/fault"
)

// ConstraintOf is the name of the constraint (or unique index) that err says was
// broken, or "" when err is about something else. A store turns the name into a
// sentence:
//
//	if db.Conflict(err, "rsvp_one_per_person") {
//		return fault.Conflict("You have answered this invitation already.")
//	}
//
// A broken constraint ends the transaction for Postgres: use ON CONFLICT where
// the verb wants to go on.
func ConstraintOf(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && strings.HasPrefix(pg.Code, "23") {
		return pg.ConstraintName
	}
	return ""
}

// Conflict reports whether err says that the constraint of that name was broken.
func Conflict(err error, constraint string) bool {
	return constraint != "" && ConstraintOf(err) == constraint
}

// answer turns what pgx says about one read into our own faults.
func answer(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return notFound(err)
	}
	return outage(err)
}

// outage turns a lost or refused connection into fault.Unavailable and leaves
// every other error as it is.
func outage(err error) error {
	if err == nil || fault.Of(err) != nil || errors.Is(err, context.Canceled) || !connectionLost(err) {
		return err
	}
	return unavailable(err)
}

func notFound(cause error) error {
	return fault.NotFound("We could not find what you were looking for").Because(cause)
}

func unavailable(cause error) error {
	return fault.Unavailable(cause, "We cannot reach our records just now. Please try again in a moment")
}

func connectionLost(err error) bool {
	if state := sqlState(err); state != "" {
		return lostState(state)
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) ||
		errors.As(err, &network) ||
		errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) ||
		pgconn.SafeToRetry(err)
}

// lostState: connection exceptions, too many connections, and the server going
// down or coming up.
func lostState(state string) bool {
	switch state {
	case "53300", "57P01", "57P02", "57P03":
		return true
	}
	return strings.HasPrefix(state, "08")
}

func sqlState(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
