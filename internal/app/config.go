package app

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"strings"

	"github.com/caarlos0/env/v11"

	"collaboratory/internal/clock"
)

// Config is everything an install is told, from the environment only. Its zero value is a good one-machine install that
// still needs SMTP_URL, or DEV.
type Config struct {
	// Addr is where the server listens.
	Addr string `env:"ADDR" envDefault:"127.0.0.1:8080"`
	// BaseURL is the address people reach the install at, as it stands in letters; http://ADDR when empty.
	BaseURL string `env:"BASE_URL"`
	// DatabaseURL is the Postgres to use. Empty: a private one, owned by the app, in DataDir.
	DatabaseURL string `env:"DATABASE_URL"`
	// DatabaseDirectURL is the same Postgres without a pooler between, for migrations, locks and listening; DatabaseURL when empty.
	DatabaseDirectURL string `env:"DATABASE_DIRECT_URL"`
	// DataDir holds the private Postgres; a folder of the user's when empty.
	DataDir string `env:"DATA_DIR"`
	// SMTPURL is how letters leave: smtp://user:password@host:587 or smtps://…:465.
	SMTPURL string `env:"SMTP_URL"`
	// MailFrom is who letters come from.
	MailFrom string `env:"MAIL_FROM" envDefault:"Collaboratory <collaboratory@localhost>"`
	// MetricsAddr is where figures and profiles are served, for the keeper of the install only; nowhere when empty.
	MetricsAddr string `env:"METRICS_ADDR"`
	// TrustedProxies are the networks whose X-Forwarded-For is believed, such as 127.0.0.1/32.
	TrustedProxies []netip.Prefix `env:"TRUSTED_PROXIES"`
	// Dev opens /dev/mail and links that may be used again. Only on this machine, or with LAN.
	Dev bool `env:"DEV"`
	// LAN says that DEV may be reached from the local network.
	LAN bool `env:"LAN"`
	// RateLimits is on, or off for tests and benches (only with DEV).
	RateLimits string `env:"RATE_LIMITS" envDefault:"on"`

	// demo keeps the town of the demo apart from a real install on the same private Postgres.
	demo bool
	// Clock tells the time; the machine's when nil. Tests bring one that moves when told to.
	Clock clock.Clock `env:"-"`
}

// Load reads the environment. Err says in words what does not fit together.
func Load() (Config, error) {
	c, err := env.ParseAs[Config]()
	if err != nil {
		return c, inWords(err)
	}
	c.complete()
	return c, nil
}

// inWords names the variable that cannot be read as it stands in the environment, not as a field of ours.
func inWords(err error) error {
	var all env.AggregateError
	var parse env.ParseError
	if errors.As(err, &all) && len(all.Errors) > 0 && errors.As(all.Errors[0], &parse) {
		if field, ok := reflect.TypeFor[Config]().FieldByName(parse.Name); ok {
			return fmt.Errorf("reading the environment: %s cannot be read: %w", field.Tag.Get("env"), parse.Err)
		}
	}
	return fmt.Errorf("reading the environment: %w", err)
}

func (c *Config) complete() {
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Addr
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
}

// Check refuses settings that would not hold, in words; serve asks it before anything starts.
func (c Config) Check() error {
	base, err := url.Parse(c.BaseURL)
	switch {
	case err != nil || base.Host == "" || base.Path != "":
		return fmt.Errorf("BASE_URL must be an address like https://town.example, without a path; it is %q", c.BaseURL)
	case c.Dev && !c.LAN && (!loopback(c.Addr) || !loopback(base.Host)):
		return errors.New("DEV shows everybody's letters: with DEV=1, ADDR and BASE_URL must be on this machine (127.0.0.1), or say LAN=1")
	case !c.Dev && c.SMTPURL == "":
		return errors.New("SMTP_URL is not set: without it nobody could sign in. Set it to your mail server, or DEV=1 to try things out on this machine")
	case c.RateLimits != "on" && c.RateLimits != "off":
		return fmt.Errorf("RATE_LIMITS is on or off; it is %q", c.RateLimits)
	case c.RateLimits == "off" && !c.Dev:
		return errors.New("RATE_LIMITS=off is only for DEV=1")
	}
	return nil
}

// Secure tells whether people reach the install by https.
func (c Config) Secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

func (c Config) directURL() string {
	if c.DatabaseDirectURL != "" {
		return c.DatabaseDirectURL
	}
	return c.DatabaseURL
}

// database is the name of the database on the private Postgres.
func (c Config) database() string {
	if c.demo {
		return "pell_river"
	}
	return "collaboratory"
}

func loopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.IsLoopback()
}
