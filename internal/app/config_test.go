package app

import (
	"strings"
	"testing"
)

func TestConfigRefusesInWords(t *testing.T) {
	for name, c := range map[string]struct {
		config Config
		want   string // part of the refusal; empty: it is fine
	}{
		"nobody could sign in":        {Config{Addr: "127.0.0.1:8080"}, "SMTP_URL"},
		"a mail server is enough":     {Config{Addr: "0.0.0.0:80", BaseURL: "https://town.example", SMTPURL: "smtp://x"}, ""},
		"development on this machine": {Config{Addr: "127.0.0.1:8080", Dev: true}, ""},
		"development for everybody":   {Config{Addr: "0.0.0.0:8080", Dev: true}, "LAN=1"},
		"development on the network":  {Config{Addr: "0.0.0.0:8080", Dev: true, LAN: true}, ""},
		"development behind a name":   {Config{Addr: "127.0.0.1:8080", BaseURL: "https://town.example", Dev: true}, "LAN=1"},
		"a path in the address":       {Config{Addr: "x:1", BaseURL: "https://town.example/club", SMTPURL: "smtp://x"}, "BASE_URL"},
		"no limits in earnest":        {Config{Addr: "x:1", SMTPURL: "smtp://x", RateLimits: "off"}, "only for DEV"},
		"limits neither on nor off":   {Config{Addr: "x:1", SMTPURL: "smtp://x", RateLimits: "some"}, "on or off"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.config.RateLimits == "" {
				c.config.RateLimits = "on"
			}
			c.config.complete()
			err := c.config.Check()
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("Check() = %v, want %q", err, c.want)
			}
		})
	}
}
