package access

import (
	"cmp"
	"maps"
	"slices"
)

// Powers is what a role may do by the one rule table, in the order of their names. It is for telling people; only Check
// decides.
func Powers(role Role) []Action {
	var powers []Action
	for _, action := range Actions() {
		if rules[action].who&role != 0 {
			powers = append(powers, action)
		}
	}
	return powers
}

// Actions is every action there is a rule for.
func Actions() []Action {
	return slices.SortedFunc(maps.Keys(rules), cmp.Compare[Action])
}
