package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// sheet prints the figures as they come and counts them.
type sheet struct {
	w                        io.Writer
	good, short, told, blank int
	shorts                   []string
}

// atLeast prints a figure that should not be below its goal.
func (s *sheet) atLeast(name string, value, goal float64, note string) {
	s.judge(name, value, goal, value >= goal, "at least; "+note)
}

// atMost prints a figure that should not be above its goal.
func (s *sheet) atMost(name string, value, goal float64, note string) {
	s.judge(name, value, goal, value <= goal, "at most; "+note)
}

func (s *sheet) judge(name string, value, goal float64, good bool, note string) {
	word := "ok"
	s.good++
	if !good {
		word = "short"
		s.good--
		s.short++
		s.shorts = append(s.shorts, fmt.Sprintf("%s %s of %s", name, number(value), number(goal)))
	}
	s.line(name, number(value), number(goal), word, note)
}

// tell prints a figure that has no goal.
func (s *sheet) tell(name string, value float64, note string) {
	s.told++
	s.line(name, number(value), "-", "told", note)
}

// missing prints that a figure could not be measured, and why.
func (s *sheet) missing(name string, why error) {
	s.blank++
	s.line(name, "-", "-", "missing", strings.Join(strings.Fields(why.Error()), " "))
}

func (s *sheet) line(name, value, goal, word, note string) {
	fmt.Fprintf(s.w, "figure %-22s value=%-6s goal=%-6s %-7s # %s\n", name, value, goal, word, note)
}

// summary ends the sheet.
func (s *sheet) summary() {
	fmt.Fprintf(s.w, "\n%d ok, %d short, %d told, %d missing\n", s.good, s.short, s.told, s.blank)
	for _, short := range s.shorts {
		fmt.Fprintln(s.w, "  short:", short)
	}
}

func number(v float64) string {
	switch {
	case v == float64(int64(v)):
		return fmt.Sprintf("%d", int64(v))
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// median is the middle of the values, or the mean of the two in the middle; 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// medianRatio is the median of a[i]/b[i]: what happened in the same round is compared.
func medianRatio(a, b []float64) float64 {
	ratios := make([]float64, 0, len(a))
	for i := range a {
		if i < len(b) && b[i] > 0 {
			ratios = append(ratios, a[i]/b[i])
		}
	}
	return median(ratios)
}
