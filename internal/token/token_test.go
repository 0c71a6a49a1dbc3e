package token_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
	"collaboratory/internal/token"
)

func TestMadeAtRandom(t *testing.T) {
	one, other := token.New(), token.New()
	if len(one) < 27 || one == other {
		t.Error("a token must hold 160 bits or more and differ each time")
	}
	if !regexp.MustCompile(`^\d{6}$`).MatchString(token.SixDigits()) {
		t.Error("a code is six digits")
	}
	for range 200 {
		if code := token.RoomCode(); !regexp.MustCompile(`^[A-HJKMNP-Z2-9]{5}$`).MatchString(code) {
			t.Fatalf("room code %q has a character that is mistaken for another", code)
		}
	}
	if !bytes.Equal(token.Hash("a"), token.Hash("a")) || bytes.Equal(token.Hash("a"), token.Hash("b")) {
		t.Error("Hash must tell tokens apart")
	}
}

var now = time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC)

func TestSignedTokens(t *testing.T) {
	signer := token.NewSigner(bytes.Repeat([]byte{7}, 32))
	signed := signer.Sign("answer", now.Add(time.Hour), "ruth", "")
	other := token.NewSigner(bytes.Repeat([]byte{8}, 32))
	cases := []struct {
		name, purpose, token string
		signer               *token.Signer
		at                   time.Time
		kind                 fault.Kind
	}{
		{"ours", "answer", signed, signer, now, 0},
		{"another purpose", "unsubscribe", signed, signer, now, fault.KindNotFound},
		{"another key", "answer", signed, other, now, fault.KindNotFound},
		{"past its day", "answer", signed, signer, now.Add(time.Hour), fault.KindGone},
		{"changed", "answer", "x" + signed, signer, now, fault.KindNotFound},
		{"cut short", "answer", signed[:len(signed)-3], signer, now, fault.KindNotFound},
		{"no seal", "answer", strings.Split(signed, ".")[0], signer, now, fault.KindNotFound},
		{"empty", "answer", "", signer, now, fault.KindNotFound},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			parts, err := c.signer.Read(c.purpose, c.token, c.at)
			if c.kind == 0 {
				if err != nil || len(parts) != 2 || parts[0] != "ruth" || parts[1] != "" {
					t.Errorf("got %q, %v", parts, err)
				}
				return
			}
			if !fault.Is(err, c.kind) {
				t.Errorf("got %v, want kind %d", err, c.kind)
			}
		})
	}
	if signer.Purpose(signed) != "answer" || other.Purpose(signed) != "" {
		t.Error("only who signed it can tell its purpose")
	}
}

func TestTheKeyIsMadeOnce(t *testing.T) {
	d := dbtest.New(t)
	first, err := token.LoadSigner(t.Context(), d.Pool(), now)
	if err != nil {
		t.Fatal(err)
	}
	second, err := token.LoadSigner(t.Context(), d.Pool(), now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := second.Read("x", first.Sign("x", now.Add(time.Hour)), now); err != nil {
		t.Error("all copies must share one key:", err)
	}
}
