package coach

import "strings"

// spanish finds acts by the endings of the verbs, since the subject mostly goes
// unsaid.
type spanish struct{ datesEs }

func (spanish) lexicon() *lexicon { return lexiconEs }

func (spanish) lemma(word string) string {
	if f, ok := formsEs[word]; ok {
		return f.infinitive
	}
	return infinitiveEs(word)
}

func (s spanish) actAt(t []token, i int, onBehalf bool) (act, bool) {
	if n := lexiconEs.approvals.at(t, i); n > 0 {
		return act{i, i + n, pending}, true
	}
	if f, end, ok := openersEs.at(t, i); ok {
		return act{i, end, f}, true
	}
	switch w := t[i].word; {
	case w == "no":
		return act{i, i + 1, judging}, i+1 < len(t) && !t[i+1].mark
	case othersEs[w]:
		return s.other(t, i, i+1)
	case possessivesEs[w] || onBehalf && (w == "la" || w == "el"):
		if a, ok := s.named(t, i); ok {
			return a, true
		}
	}
	return s.ownVerb(t, i)
}

// ownVerb reads a verb in the first person, or an infinitive at the head of the text
// ("llevar 20 sillas").
func (spanish) ownVerb(t []token, i int) (act, bool) {
	w := t[i].word
	if f, ok := formsEs[w]; ok && f.first && !t[i].past && !isNoun(t, i) {
		from := i
		for from > 0 && cliticsEs[t[from-1].word] {
			from--
		}
		if f.conditional {
			return act{from, i, hedged}, true
		}
		return act{from, i, firmly}, true
	}
	if i == 0 && lexiconEs.concrete.at(lemmas(t[:1], spanish{}), 0) > 0 && isInfinitive(infinitiveEs(w)) {
		return act{0, 0, firmly}, true
	}
	return act{}, false
}

// isNoun tells "la llamo" (I call her) from "el cambio" (the change): a verb form
// behind an article is a noun, unless it can only be "we" or the article is a pronoun.
func isNoun(t []token, i int) bool {
	if !articlesEs[wordAt(t, i-1)] || strings.HasSuffix(t[i].word, "mos") {
		return false
	}
	pronoun := cliticsEs[wordAt(t, i-1)] && (cliticsEs[wordAt(t, i-2)] || wordAt(t, i-2) == "yo")
	return !pronoun
}

// other reads what she or they do.
func (spanish) other(t []token, from, at int) (act, bool) {
	at = skipWords(t, at, cliticsEs)
	if othersWillEs[wordAt(t, at)] {
		return act{from, at + 1, another}, true
	}
	return act{}, false
}

// named reads "mi hermano puede", which is another's act, and "nuestra clínica
// firma", which is the speaker's own.
func (s spanish) named(t []token, i int) (act, bool) {
	person := false
	for at := i + 1; at < len(t) && at < i+7 && !t[at].mark; at++ {
		w := t[at].word
		f, isVerb := formsEs[w]
		isVerb = isVerb && !f.first && !articlesEs[wordAt(t, at-1)]
		person = person || peopleEs[w]
		switch {
		case w == "y" && wordAt(t, at+1) == "yo":
			return act{}, false
		case person && (othersWillEs[w] || isVerb):
			return act{i, at + 1, another}, true
		case w == "yo":
			return act{}, false
		case !person && at > i+1 && t[i].word != "una" && t[i].word != "un":
			if fc, verb, ok := orgVerb(t, at, isVerb, f); ok {
				return act{i, verb, fc}, true
			}
		}
	}
	return act{}, false
}

// orgVerb reads what one's own organization does: "va a donar", "puede", "firma".
func orgVerb(t []token, at int, isVerb bool, f verbForm) (force, int, bool) {
	switch w := t[at].word; {
	case isVerb && f.conditional, w == "podria" || w == "podrian":
		return hedged, at, true
	case (w == "va" || w == "van") && wordAt(t, at+1) == "a":
		return firmly, at + 2, true
	case w == "puede" || w == "pueden":
		return firmly, at + 1, true
	case isVerb:
		return firmly, at, true
	}
	return 0, 0, false
}
