package commitment

import (
	"strings"
	"testing"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

func TestPlainPromise(t *testing.T) {
	for _, c := range []struct {
		said, kept string
		readsOn    bool
	}{
		{"I will call people the day before their ride.", "call people the day before their ride", true},
		{"i’ll  lend the van", "lend the van", true},
		{"Lend the van every Tuesday", "lend the van every Tuesday", true},
		{"Me comprometo a prestar la camioneta", "prestar la camioneta", true},
		{"My bakery lends its van", "My bakery lends its van", false},
		{"We can print 200 flyers", "We can print 200 flyers", false},
		{"Will lend my ladder", "lend my ladder", true},
		{"I will I’ll bring rolls", "bring rolls", true},
		{"She will bring rolls", "bring rolls", true},
		{"DJ the evening", "DJ the evening", false},
		{"6 Tuesday mornings", "6 Tuesday mornings", false},
		{"", "", false},
	} {
		got := plainPromise(c.said)
		if got != c.kept || readsOn(got) != c.readsOn {
			t.Errorf("%q: %q, reads on %v; want %q, %v", c.said, got, readsOn(got), c.kept, c.readsOn)
		}
	}
}

func TestSettleSaysEverythingAtOnce(t *testing.T) {
	today := clock.Date(2026, time.December, 3)
	yesterday := today.AddDate(0, 0, -1)
	none := 0.0
	in := PledgeInput{Promise: strings.Repeat("a", 501), PrivateNote: strings.Repeat("b", 1001), Kind: "advice", Amount: &none, Due: &yesterday, Firm: true}
	f := fault.Of(in.settle(today))
	if f == nil || len(f.Fields) != 5 {
		t.Fatalf("want five things to put right, got %v", f)
	}
	in = PledgeInput{Promise: "I will lend the van", Kind: Space, Due: &today, Firm: true}
	if err := in.settle(today); err != nil || in.Promise != "lend the van" {
		t.Errorf("%q, %v", in.Promise, err)
	}
	in.Due = nil
	if f := fault.Of(in.settle(today)); f == nil || f.Fields[0].Name != "due" {
		t.Errorf("firm without a day: %v", f)
	}
	in.Firm = false
	if err := in.settle(today); err != nil {
		t.Errorf("“Let’s talk” without a day: %v", err)
	}
}

func TestRequestHash(t *testing.T) {
	a := PledgeInput{Promise: "lend the van", Kind: Space, Key: id.New()}
	b := a
	b.Key = id.New()
	if string(requestHash(a)) != string(requestHash(b)) {
		t.Error("the key is part of the fingerprint")
	}
	b.Promise = "lend the truck"
	if string(requestHash(a)) == string(requestHash(b)) {
		t.Error("other words have the same fingerprint")
	}
}
