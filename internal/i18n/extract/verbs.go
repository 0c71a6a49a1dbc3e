package main

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// verbs are the values a text asks for, by position from 1.
type verbs struct {
	kinds   map[int]string // position → "s", "d", "v"
	indexed bool           // positions are written out, as in %[2]s
	stray   bool           // a % that is neither a verb nor %%
}

var verbForm = regexp.MustCompile(`%%|%[-+#0]*\d*(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z])`)

// verbsOf reads a text as fmt would.
func verbsOf(text string) verbs {
	v := verbs{kinds: map[int]string{}}
	next := 1
	for _, found := range verbForm.FindAllStringSubmatch(text, -1) {
		if found[0] == "%%" {
			continue
		}
		if found[1] != "" {
			v.indexed = true
			next, _ = strconv.Atoi(found[1])
		}
		v.kinds[next] = found[2]
		next++
	}
	v.stray = strings.Contains(verbForm.ReplaceAllString(text, ""), "%")
	return v
}

// highest is the number of values the text needs.
func (v verbs) highest() int {
	n := 0
	for position := range v.kinds {
		n = max(n, position)
	}
	return n
}

func (v verbs) same(w verbs) bool { return maps.Equal(v.kinds, w.kinds) && v.stray == w.stray }

// verbProblems says when a translation shows other values than its source.
// The singular may leave the number out: “queda un lugar”.
func (e *entry) verbProblems() []string {
	one, first := verbsOf(e.id), verbsOf(e.forms[0])
	if e.plural == "" {
		if !first.same(one) {
			return []string{fmt.Sprintf("other verbs: %q, %q", e.id, e.forms[0])}
		}
		return nil
	}
	var problems []string
	many, rest := verbsOf(e.plural), verbsOf(e.forms[1])
	if !first.same(one) && !first.same(many) && len(first.kinds) != 0 {
		problems = append(problems, fmt.Sprintf("other verbs: %q, %q", e.id, e.forms[0]))
	}
	if !rest.same(many) {
		problems = append(problems, fmt.Sprintf("other verbs: %q, %q", e.plural, e.forms[1]))
	}
	for position, kind := range one.kinds {
		if other, ok := many.kinds[position]; ok && other != kind {
			problems = append(problems, fmt.Sprintf("one and many put other values at %d: %q, %q", position, e.id, e.plural))
		}
	}
	return problems
}
