package token

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
)

// Signer makes tokens that need no row: whoever holds one shows that the house gave it for this purpose.
type Signer struct{ key []byte }

// NewSigner signs with a key of at least 32 bytes.
func NewSigner(key []byte) *Signer { return &Signer{key: key} }

// LoadSigner reads the install's one key, and makes it the first time. All copies share it.
func LoadSigner(ctx context.Context, q db.Querier, now time.Time) (*Signer, error) {
	fresh := make([]byte, 32)
	_, _ = rand.Read(fresh)
	_, err := q.Exec(ctx, `
		INSERT INTO signing_key (id, key, created_at)
		VALUES (1, $1, $2)
		ON CONFLICT (id) DO NOTHING`, fresh, now)
	if err != nil {
		return nil, err
	}
	key, err := db.Value[[]byte](ctx, q, `SELECT key FROM signing_key WHERE id = 1`)
	if err != nil {
		return nil, err
	}
	return NewSigner(key), nil
}

// carried is what stands inside a signed token.
type carried struct {
	Purpose string   `json:"p"`
	Expires int64    `json:"e"`
	Parts   []string `json:"v,omitempty"`
}

// Sign makes a token for one purpose that holds until expires and carries parts. The parts can be read by who has it.
func (s *Signer) Sign(purpose string, expires time.Time, parts ...string) string {
	inside, err := json.Marshal(carried{Purpose: purpose, Expires: expires.Unix(), Parts: parts})
	if err != nil {
		panic(err) // strings and a number always marshal
	}
	body := base64.RawURLEncoding.EncodeToString(inside)
	return body + "." + base64.RawURLEncoding.EncodeToString(s.seal(body))
}

// Read gives the parts back. A token that is not ours, or was made for another purpose, is fault.NotFound; one past
// its day is fault.Gone.
func (s *Signer) Read(purpose, token string, now time.Time) ([]string, error) {
	c, ok := s.open(token)
	if !ok || c.Purpose != purpose {
		return nil, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	if now.Unix() >= c.Expires {
		return nil, fault.Gone("This link has run out. Please ask for a new one")
	}
	return c.Parts, nil
}

// Purpose tells what a token of ours was made for; empty when it is not ours. It does not look at the day.
func (s *Signer) Purpose(token string) string {
	c, _ := s.open(token)
	return c.Purpose
}

func (s *Signer) open(token string) (carried, bool) {
	var c carried
	body, seal, _ := strings.Cut(token, ".")
	given, err := base64.RawURLEncoding.DecodeString(seal)
	if err != nil || !hmac.Equal(given, s.seal(body)) {
		return c, false
	}
	inside, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil || json.Unmarshal(inside, &c) != nil {
		return carried{}, false
	}
	return c, true
}

// seal covers the whole body, and so the purpose. 160 bits keep the address short.
func (s *Signer) seal(body string) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte("collaboratory token 1 " + body))
	return mac.Sum(nil)[:20]
}
