package coach

// force is what the speaker does with the words that follow.
type force int

const (
	judging  force = iota // advice, opinion, doubt: no act of the speaker's own
	firmly                // a plain yes in front of a verb
	hedged                // a yes with a way out
	offering              // a yes without a verb: "put me down for", "you can use our"
	willing               // good will without a promise: "count me in", "we have chairs"
	refusing              // a no
	another               // somebody else's act
	pending               // somebody else must still agree
)

// act is a place where the words begin to do something: from is its first token,
// verb the first behind its opening ("i will" | "bring").
type act struct {
	from, verb int
	force      force
}

// speech is the grammar of one language.
type speech interface {
	dateReader
	lexicon() *lexicon
	// actAt finds an act beginning at token i.
	actAt(t []token, i int, onBehalf bool) (act, bool)
	// lemma is the dictionary form of a verb, or the word itself.
	lemma(word string) string
}

// speechOf is the grammar of a language; what is not Spanish is read as English.
func speechOf(l Language) speech {
	if l == Spanish {
		return spanish{}
	}
	return english{}
}

// findActs finds every act in order. What stands in a condition ("if I can get…")
// is no act.
func findActs(t []token, s speech, onBehalf bool) []act {
	var acts []act
	lex := s.lexicon()
	for i := 0; i < len(t); {
		if n := lex.courtesies.at(t, i); n > 0 {
			i += n
			continue
		}
		if n := lex.conditions.at(t, i); n > 0 {
			if i += n; i < len(t) {
				i = pastAct(t, i, s, onBehalf)
			}
			continue
		}
		a, ok := s.actAt(t, i, onBehalf)
		if !ok {
			i++
			continue
		}
		acts = append(acts, a)
		i = max(i+1, a.verb)
	}
	return acts
}

// pastAct is the first token behind the opening of an act at i, or i without one.
func pastAct(t []token, i int, s speech, onBehalf bool) int {
	if a, ok := s.actAt(t, i, onBehalf); ok {
		return max(i+1, a.verb)
	}
	return i
}

// skipWords is the first token from i on that is not in set.
func skipWords(t []token, i int, set map[string]bool) int {
	for i < len(t) && set[t[i].word] {
		i++
	}
	return i
}
