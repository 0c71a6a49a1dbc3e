package ui

import (
	"strings"
	"testing"
)

func TestDrawQR(t *testing.T) {
	q := DrawQR("https://pellriver.example/i/abc")
	if q.Side < 29 || !strings.HasPrefix(q.Path, "M4 4h7v1h-7z") {
		t.Errorf("%d %.40s", q.Side, q.Path)
	}
	if DrawQR(strings.Repeat("x", 5000)).Path != "" {
		t.Error("too long for a code")
	}
}
