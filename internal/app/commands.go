package app

import (
	"context"
	"fmt"
	"log/slog"

	"collaboratory/internal/access"
)

// RunServe serves people, as the environment says.
func RunServe(ctx context.Context, c Config) error {
	if err := c.Check(); err != nil {
		return err
	}
	a, err := Open(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	return a.Serve(ctx, func(address string) {
		slog.Info("serving", "address", address, "base", a.Config.BaseURL)
	})
}

// RunMigrate brings the database up to date, and ends.
func RunMigrate(ctx context.Context, c Config) error {
	a := &App{Config: c}
	defer a.Close()
	return a.openDatabase(ctx)
}

// RunSignInLink prints a sign-in link for somebody, good for 15 minutes and one use: the way in when no mail arrives.
func RunSignInLink(ctx context.Context, c Config, email string) error {
	a, err := Open(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	link, err := a.Members.SignInLink(access.With(ctx, access.AsSystem("sign-in-link command")), email, false)
	if err != nil {
		return err
	}
	fmt.Println(link)
	return nil
}
