package coach

// deliverable tells whether act k names something that a third person could see was
// done.
func (r *reader) deliverable(k int, s statement) bool {
	switch s.force {
	case offering:
		return s.amount != nil || r.hasThing(k, r.head[k])
	case firmly, hedged:
	default:
		return false
	}
	if r.lex.vague.at(r.lemmas, s.verb) > 0 {
		return r.innerVerb(k, s) || s.amount != nil && s.amount.Unit == UnitMoney
	}
	return r.verbWithThing(k, s.verb)
}

// verbWithThing tells whether the verb at v has something to work on.
func (r *reader) verbWithThing(k, v int) bool {
	v = skipWords(r.tokens, v, r.lex.pronouns)
	if v >= len(r.tokens) || r.owner[v] != k || r.tokens[v].mark {
		return false
	}
	if r.lex.selfEvident.at(r.lemmas, v) > 0 {
		return true
	}
	if r.hasThing(k, v+1) {
		return true
	}
	return r.lex.contact.at(r.lemmas, v) == 0 && r.hasPronoun(k, v)
}

// innerVerb finds a plain verb behind a vague one: "help you paint the fence".
func (r *reader) innerVerb(k int, s statement) bool {
	for i := s.verb + 1; i < len(r.tokens) && r.owner[i] == k; i++ {
		if r.lex.concrete.at(r.lemmas, i) > 0 && r.opensVerb(i) && r.verbWithThing(k, i) {
			return true
		}
	}
	return false
}

func (r *reader) opensVerb(i int) bool {
	switch wordAt(r.tokens, i-1) {
	case "to", "you", "them", "a", "para", "y", "and":
		return true
	}
	return false
}

// hasThing looks among act k's words from token from on for one that names a thing.
func (r *reader) hasThing(k, from int) bool {
	for i := from; i < len(r.tokens) && r.owner[i] == k; i++ {
		inOpening := i >= r.acts[k].from && i < r.acts[k].verb
		if !inOpening && r.namesThing(i) {
			return true
		}
	}
	return false
}

// namesThing tells whether token i is neither a mark, a date, a pronoun, a bare unit
// of time nor one of the words that say nothing.
func (r *reader) namesThing(i int) bool {
	t := r.tokens[i]
	if t.mark || r.dated[i] || r.lex.emptyWords[t.word] || r.lex.pronouns[t.word] {
		return false
	}
	return !r.lex.timeUnits[t.word] || r.counted(i)
}

// counted tells whether a number stands in front of token i.
func (r *reader) counted(i int) bool {
	return i > 0 && (r.tokens[i-1].isNumber || r.lex.single[r.tokens[i-1].word])
}

// hasPronoun tells whether the verb works on something named before: "print them",
// "se los mando".
func (r *reader) hasPronoun(k, v int) bool {
	for i := max(0, v-3); i < len(r.tokens) && i < v+3; i++ {
		if r.owner[i] == k && r.lex.pronouns[r.tokens[i].word] {
			return true
		}
	}
	return r.lemmas[v].word != r.tokens[v].word && hasObjectSuffix(r.tokens[v].word)
}

// isSingle tells whether the first thing behind the verb is one thing: "a tent",
// "our projector".
func (r *reader) isSingle(s statement) bool {
	from := s.verb
	if s.force == offering {
		from = s.from
	}
	for i := from; i < len(r.tokens) && i < from+5; i++ {
		if w := r.tokens[i].word; r.lex.single[w] && i+1 < len(r.tokens) && !r.dated[i+1] {
			return true
		}
	}
	return false
}
