// Package token makes what a stranger must not guess, and checks what comes back.
//
//	New        a random token for a link; only its Hash is stored
//	SixDigits  a code to type, bound to a browser and a few tries by whoever asks for it
//	RoomCode   five characters to read off a wall
//	Slug       eight characters for an address
//	Signer     a token that carries its own meaning: one purpose, some parts, a last day
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"math/big"
)

// New is 192 random bits in letters that fit an address.
func New() string {
	raw := make([]byte, 24)
	_, _ = rand.Read(raw) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(raw)
}

// Hash is what is stored of a token.
func Hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// SixDigits is a code such as “041 873”, without the space.
func SixDigits() string { return pick("0123456789", 6) }

// RoomCode is five letters or digits that cannot be taken for one another, in capitals. Read it without regard to case.
func RoomCode() string { return pick("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 5) }

// Slug is eight letters or digits for an address that is to be hard to guess.
func Slug() string { return pick("abcdefghjkmnpqrstuvwxyz23456789", 8) }

func pick(from string, n int) string {
	picked := make([]byte, n)
	for i := range picked {
		at, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
		if err != nil {
			panic(err)
		}
		picked[i] = from[at.Int64()]
	}
	return string(picked)
}
