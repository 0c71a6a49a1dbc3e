package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.of); got != c.want {
			t.Errorf("median(%v) = %v, want %v", c.of, got, c.want)
		}
	}
}

func TestRatiosAreOfTheSameRound(t *testing.T) {
	if got := medianRatio([]float64{100, 10, 1}, []float64{200, 20, 2}); got != 0.5 {
		t.Errorf("a slow minute slows both: %v", got)
	}
	if got := medianRatio([]float64{1}, []float64{0}); got != 0 {
		t.Errorf("a round without an answer says nothing: %v", got)
	}
}

func TestSheet(t *testing.T) {
	var out bytes.Buffer
	s := &sheet{w: &out}
	s.atLeast("page", 0.9, 0.9, "quick")
	s.atMost("cpu", 1.31, 1.2, "slow")
	s.tell("one", 0.5, "so it is")
	s.missing("gone", errors.New("no\nPostgres"))
	s.summary()
	for _, want := range []string{
		"figure page                   value=0.90   goal=0.90   ok ", "figure cpu                    value=1.31   goal=1.20   short",
		"value=0.50   goal=-      told", "missing # no Postgres", "1 ok, 1 short, 1 told, 1 missing", "short: cpu 1.31 of 1.20",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestPreparedNamesBecomeNumbers(t *testing.T) {
	sql, names := numbered("SELECT :person::uuid, x FROM t WHERE y = :person AND z = :turn")
	if sql != "SELECT $1::uuid, x FROM t WHERE y = $1 AND z = $2" || strings.Join(names, " ") != "person turn" {
		t.Errorf("%q %v", sql, names)
	}
}
