// Package app puts the house together: configuration, ground, rooms, addresses, workers. It is the table of contents:
// routes.go is every address, workers.go every job that comes round by itself.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"collaboratory/internal/account"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/db/private"
	"collaboratory/internal/followup"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/limit"
	"collaboratory/internal/live"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
	"collaboratory/internal/presentation"
	"collaboratory/internal/session"
	"collaboratory/internal/stage"
	"collaboratory/internal/token"
)

// App is one install, open and ready to serve.
type App struct {
	Config   Config
	DB       *db.DB
	Clock    clock.Clock
	Queue    *jobs.Queue
	Signer   *token.Signer
	Live     *live.Hub
	Limiter  *limit.Limiter
	Office   *mail.Office
	Sessions *session.Sessions

	Members         *member.Service
	Collaboratories *collaboratory.Service
	Gatherings      *gathering.Service
	Presentations   *presentation.Service
	Commitments     *commitment.Service
	Followups       *followup.Service
	Stages          *stage.Service
	Accounts        *account.Service

	server *private.Server // the app's own Postgres; nil when one was given
	said   *serverLog      // what that Postgres says
}

// Open finds or starts Postgres, brings the schema up to date and opens every room. The caller closes it.
func Open(ctx context.Context, c Config) (*App, error) {
	a := &App{Config: c, Clock: c.Clock}
	if a.Clock == nil {
		a.Clock = clock.Real{}
	}
	slog.SetDefault(newLogger(c.Dev))
	if err := a.openDatabase(ctx); err != nil {
		a.Close()
		return nil, err
	}
	if err := a.openGround(ctx); err != nil {
		a.Close()
		return nil, err
	}
	a.openRooms()
	a.workers()
	return a, nil
}

// openDatabase starts a private Postgres when none is given, migrates and connects.
func (a *App) openDatabase(ctx context.Context) (err error) {
	if a.Config.DatabaseURL == "" {
		if a.Config.DatabaseURL, err = a.startPrivate(ctx); err != nil {
			return err
		}
	}
	if err := db.Migrate(ctx, a.Config.directURL()); err != nil {
		return fmt.Errorf("bringing the database up to date: %w", err)
	}
	a.DB, err = db.Open(ctx, a.Config.DatabaseURL, db.Options{MaxConns: 20, MinConns: 4})
	return err
}

func (a *App) startPrivate(ctx context.Context) (url string, err error) {
	dir := a.Config.DataDir
	if dir == "" {
		dir = private.DefaultDir()
	}
	a.said = newServerLog(dir)
	a.server, err = private.Start(ctx, private.Options{Dir: dir, Durable: true, Log: os.Stderr, ServerLog: a.said})
	if errors.Is(err, private.ErrInUse) {
		return "", fmt.Errorf("collaboratory runs already on %s; stop it first, or set DATA_DIR to another folder", dir)
	}
	if err != nil && a.said.begun() {
		return "", fmt.Errorf("%w\nall that Postgres said is in %s", err, a.said.path)
	}
	if err != nil {
		return "", err
	}
	return a.server.EnsureDatabase(ctx, a.Config.database())
}

func (a *App) openGround(ctx context.Context) (err error) {
	if a.Signer, err = token.LoadSigner(ctx, a.DB.Pool(), a.Clock.Now()); err != nil {
		return err
	}
	if a.Queue, err = jobs.NewQueue(a.DB, a.Clock); err != nil {
		return err
	}
	a.Live = live.NewWith(a.DB, live.Options{Clock: a.Clock})
	a.Limiter = limit.New(a.DB, a.Clock)
	if a.Config.RateLimits == "off" {
		a.Limiter = limit.Off()
	}
	a.Office, err = mail.NewOffice(a.DB, a.Clock, a.Queue, a.Signer, mail.Options{
		BaseURL: a.Config.BaseURL, From: a.Config.MailFrom, SMTPURL: a.Config.SMTPURL,
	})
	return err
}

// openRooms opens every room, from left to right.
func (a *App) openRooms() {
	a.Members = member.New(a.DB, a.Clock, a.Office, a.Limiter, member.Options{Dev: a.Config.Dev})
	a.Sessions = session.New(a.DB, a.Clock, a.Signer, session.Options{
		Secure: a.Config.Secure(), SetLanguage: a.Members.SetLanguage, Ended: a.sessionsEnded,
	})
	a.Collaboratories = collaboratory.New(a.DB, a.Clock, a.Office, a.Limiter, a.Members, a.Live, a.Signer, a.Queue)
	a.Gatherings = gathering.New(a.DB, a.Clock, a.Office, a.Signer, a.Live, a.Collaboratories)
	a.Presentations = presentation.New(a.DB, a.Clock, a.Office)
	a.Commitments = commitment.New(a.DB, a.Clock, a.Office, a.Signer, a.Gatherings, a.Live)
	a.Followups = followup.New(a.DB, a.Clock, a.Office, a.Signer, a.Commitments)
	a.Stages = stage.New(a.DB, a.Clock, a.Live, a.Signer, a.Collaboratories, a.Gatherings, a.Presentations, a.Commitments)
	a.Accounts = account.New(account.Ground{
		DB: a.DB, Clock: a.Clock, Office: a.Office, Signer: a.Signer, Limiter: a.Limiter, Sessions: a.Sessions,
		Queue: a.Queue,
	}, account.Rooms{
		Members: a.Members, Collaboratories: a.Collaboratories, Gatherings: a.Gatherings,
		Presentations: a.Presentations, Commitments: a.Commitments, Stages: a.Stages,
	})
}

// sessionsEnded tells the screens a person has open somewhere to look again whether they still may.
func (a *App) sessionsEnded(_ context.Context, tx *db.Tx, person id.ID) error {
	a.Live.Changed(tx, live.Of("person", person))
	return nil
}

// Close ends what Open began; a private Postgres stops with the app.
func (a *App) Close() {
	if a.Sessions != nil {
		a.Sessions.Wait()
	}
	if a.DB != nil {
		a.DB.Close()
	}
	if a.server != nil {
		a.server.Stop()
	}
	if a.said != nil {
		a.said.Close()
	}
}
