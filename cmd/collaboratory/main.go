// Command collaboratory runs a Civic Collaboratory: `collaboratory serve`, or `collaboratory demo` to look around.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"collaboratory/internal/app"
)

var version = "unknown"

const usage = `collaboratory: mutual aid clubs that keep their word

  collaboratory demo                   the town of Pell River, to look around (DEV=1, this machine only; LAN=1: your network)
  collaboratory serve                  serve people, as the environment says (see README)
  collaboratory migrate                bring the database up to date, and end
  collaboratory sign-in-link EMAIL     a sign-in link for somebody, good for 15 minutes
  collaboratory version
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "collaboratory:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = []string{"help"}
	}
	switch args[0] {
	case "version":
		fmt.Println(version)
		return nil
	case "help", "-h", "--help":
		fmt.Print(usage)
		return nil
	}
	config, err := app.Load()
	if err != nil {
		return err
	}
	switch {
	case args[0] == "serve" && len(args) == 1:
		return app.RunServe(ctx, config)
	case args[0] == "demo" && len(args) == 1:
		return app.RunDemo(ctx, config)
	case args[0] == "migrate" && len(args) == 1:
		return app.RunMigrate(ctx, config)
	case args[0] == "sign-in-link" && len(args) == 2:
		return app.RunSignInLink(ctx, config, args[1])
	}
	return fmt.Errorf("I do not know that command\n\n%s", usage)
}
