package limit_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
	"collaboratory/internal/limit"
)

func TestAllowCountsEveryTry(t *testing.T) {
	ctx, c := t.Context(), clock.At(time.Date(2026, 12, 3, 18, 4, 0, 0, time.UTC))
	d := dbtest.New(t)
	// Two copies of the program count together.
	one, two := limit.New(d, c), limit.New(d, c)
	for i, l := range []*limit.Limiter{one, two, one} {
		if err := l.Allow(ctx, "mail ruth@example.org", 3, 10*time.Minute); err != nil {
			t.Fatalf("try %d: %v", i+1, err)
		}
	}
	err := two.Allow(ctx, "mail ruth@example.org", 3, 10*time.Minute)
	if f := fault.Of(err); f == nil || f.Kind != fault.KindTooMany || f.Wait != 6*time.Minute {
		t.Fatalf("the fourth must wait 6 minutes: %v", err)
	}
	if err := one.Allow(ctx, "mail june@example.org", 3, 10*time.Minute); err != nil {
		t.Error("another key is counted by itself:", err)
	}
	c.Advance(6 * time.Minute)
	if err := one.Allow(ctx, "mail ruth@example.org", 3, 10*time.Minute); err != nil {
		t.Error("after the wait it is allowed again:", err)
	}
}

func TestOnlyFailuresCountByAddress(t *testing.T) {
	ctx, c := t.Context(), clock.At(time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC))
	d := dbtest.New(t)
	l := limit.New(d, c)
	for range 100 {
		if err := l.Check(ctx, "address 192.0.2.7", 2, time.Hour); err != nil {
			t.Fatal("what goes well is never refused:", err)
		}
	}
	for range 2 {
		if err := l.Failed(ctx, "address 192.0.2.7", time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Check(ctx, "address 192.0.2.7", 2, time.Hour); !fault.Is(err, fault.KindTooMany) {
		t.Error("two wrong ones are enough:", err)
	}
	c.Advance(2 * time.Hour)
	if err := l.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if left, err := db.Value[int](ctx, d.Pool(), `SELECT count(*) FROM limit_count`); err != nil || left != 0 {
		t.Errorf("%d windows left, %v", left, err)
	}
}

func TestOffNeverRefuses(t *testing.T) {
	for range 5 {
		if err := limit.Off().Allow(t.Context(), "x", 1, time.Hour); err != nil {
			t.Fatal(err)
		}
	}
}

func TestClientIP(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	cases := []struct{ name, remote, forwarded, want string }{
		{"straight", "192.0.2.7:1234", "", "192.0.2.7"},
		{"a stranger who claims another", "192.0.2.7:1234", "198.51.100.1", "192.0.2.7"},
		{"behind our proxy", "10.0.0.2:1234", "198.51.100.1", "198.51.100.1"},
		{"behind two, with a claim in front", "10.0.0.2:1234", "203.0.113.9, 198.51.100.1, 10.0.0.3", "198.51.100.1"},
		{"our proxy without the header", "10.0.0.2:1234", "", "10.0.0.2"},
		{"written as IPv6", "[::ffff:192.0.2.7]:1234", "", "192.0.2.7"},
		{"no address", "pipe", "", "invalid IP"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.remote
			if c.forwarded != "" {
				r.Header.Set("X-Forwarded-For", c.forwarded)
			}
			if got := limit.ClientIP(r, proxies).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if got := limit.AddressKey(netip.MustParseAddr("2001:db8:1:2:3::4")); got != "2001:db8:1:2::/64" {
		t.Errorf("IPv6 is counted by household: %s", got)
	}
}
