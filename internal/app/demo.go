package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/boombuler/barcode/qr"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
)

// RunDemo serves the town of Pell River on this machine, or with LAN=1 on the local network, and prints a way in for one
// person of each role. What people do there stays until the data folder is removed.
func RunDemo(ctx context.Context, c Config) error {
	c.Dev, c.demo = true, true
	if c.LAN {
		onTheNetwork(&c)
	}
	if err := c.Check(); err != nil {
		return err
	}
	a, err := openTown(ctx, c)
	if err != nil {
		return err
	}
	defer a.Close()
	links, err := a.waysIn(ctx)
	if err != nil {
		return err
	}
	return a.Serve(ctx, func(string) { welcome(os.Stdout, a.Config, links) })
}

// openTown opens the install with the town in it. A town whose building was cut short is cleared away and built anew:
// nobody has been in it yet.
func openTown(ctx context.Context, c Config) (*App, error) {
	a, err := Open(ctx, c)
	if err != nil {
		return nil, err
	}
	err = a.settle(ctx)
	if errors.Is(err, example.ErrHalfBuilt) && a.server != nil {
		if err = a.clearAway(ctx); err == nil {
			a.Close()
			return openTown(ctx, c)
		}
	}
	if err != nil {
		a.Close()
		return nil, fmt.Errorf("building the demo town: %w", err)
	}
	return a, nil
}

// settle builds the town unless it stands. On our own Postgres its many small steps do not wait for the disk one by one:
// what a power cut takes is the end of them, which leaves a town half-built, and that is built anew.
func (a *App) settle(ctx context.Context) error {
	d := a.DB
	if a.server != nil {
		quick, err := db.Open(ctx, a.Config.DatabaseURL+"&synchronous_commit=off", db.Options{MaxConns: 2})
		if err != nil {
			return err
		}
		defer quick.Close()
		d = quick
	}
	return example.Settle(ctx, d, a.Clock.Now(), a.Config.BaseURL)
}

func (a *App) clearAway(ctx context.Context) error {
	a.DB.Close()
	return a.server.DropDatabase(ctx, a.Config.database())
}

// wayIn is a link that signs somebody of the town in, as often as wanted while the demo runs.
type wayIn struct{ Role, Name, Link string }

func (a *App) waysIn(ctx context.Context) ([]wayIn, error) {
	ctx = access.With(ctx, access.AsSystem("demo"))
	var links []wayIn
	for _, p := range example.Guides {
		link, err := a.Members.SignInLink(ctx, p.Email, true)
		if err != nil {
			return nil, err
		}
		links = append(links, wayIn{Role: p.Role, Name: p.Name, Link: link})
	}
	return links, nil
}

// onTheNetwork listens to everybody near, under the address they can reach.
func onTheNetwork(c *Config) {
	_, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		port = "8080"
	}
	c.Addr = net.JoinHostPort("0.0.0.0", port)
	if strings.HasPrefix(c.BaseURL, "http://127.0.0.1") {
		c.BaseURL = "http://" + net.JoinHostPort(ownAddress(), port)
	}
}

// ownAddress is this machine's address on the network it would use to reach the world. Nothing is sent.
func ownAddress() string {
	conn, err := net.Dial("udp4", "192.0.2.1:9")
	if err != nil {
		return "127.0.0.1"
	}
	defer conn.Close()
	host, _, _ := net.SplitHostPort(conn.LocalAddr().String())
	return host
}

func welcome(w io.Writer, c Config, links []wayIn) {
	fmt.Fprintf(w, "\nPell River is open at %s\n\n", c.BaseURL)
	table := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	for _, l := range links {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", l.Role, l.Name, l.Link)
	}
	_ = table.Flush()
	fmt.Fprintf(w, "\nLetters the town sends: %s/dev/mail\nCtrl-C stops everything; what you did is kept.\n", c.BaseURL)
	if c.LAN {
		fmt.Fprintln(w)
		printQR(w, c.BaseURL)
	}
}

// printQR draws a QR code in half blocks, dark on light, so that a phone can read it off a terminal.
func printQR(w io.Writer, text string) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return
	}
	size := code.Bounds().Dx()
	dark := func(x, y int) bool {
		if x < 0 || y < 0 || x >= size || y >= size {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	for y := -2; y < size+2; y += 2 {
		var line strings.Builder
		for x := -2; x < size+2; x++ {
			line.WriteString(halfBlock(!dark(x, y), !dark(x, y+1)))
		}
		fmt.Fprintln(w, line.String())
	}
}

func halfBlock(top, bottom bool) string {
	switch {
	case top && bottom:
		return "█"
	case top:
		return "▀"
	case bottom:
		return "▄"
	}
	return " "
}
