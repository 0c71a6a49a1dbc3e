package coach

import "strings"

// english finds acts by their subject and the words right behind it.
type english struct{ datesEn }

func (english) lexicon() *lexicon { return lexiconEn }

// lemma takes a bare "-ing" off the verbs the lexicon knows: bringing, donating.
func (english) lemma(word string) string {
	stem, ok := strings.CutSuffix(word, "ing")
	if !ok || len(stem) < 2 {
		return word
	}
	for _, base := range []string{stem, stem + "e", stem[:len(stem)-1]} {
		if len(concreteEn[base]) > 0 {
			return base
		}
	}
	return word
}

func (e english) actAt(t []token, i int, onBehalf bool) (act, bool) {
	if n := lexiconEn.approvals.at(t, i); n > 0 {
		return act{i, i + n, pending}, true
	}
	if f, end, ok := openersEn.at(t, i); ok {
		return act{i, end, f}, true
	}
	switch w := t[i].word; {
	case w == "i" || w == "we":
		return e.own(t, i, i+1), true
	case othersEn[w]:
		return e.other(t, i, i+1)
	case w == "my" || w == "our" || w == "a" || w == "the" && onBehalf:
		return e.named(t, i)
	}
	return e.bare(t, i)
}

// own reads what "I" or "we" do.
func (e english) own(t []token, from, at int) act {
	at = skipWords(t, at, adverbsEn)
	if n := lexiconEn.approvals.at(t, at); n > 0 {
		return act{from, at + n, pending}
	}
	if f, end, ok := modalsEn.at(t, at); ok {
		return act{from, skipWords(t, end, adverbsEn), f}
	}
	verb := skipWords(t, at, helpersEn)
	switch {
	case verb >= len(t) || concreteEn.at(lemmas(t[verb:verb+1], e), 0) == 0:
		return act{from, at, judging}
	case wordAt(t, at) == "would":
		return act{from, verb, hedged}
	}
	return act{from, verb, firmly}
}

// other reads what he, she or they do: an act only with a word of willing.
func (english) other(t []token, from, at int) (act, bool) {
	at = skipWords(t, at, adverbsEn)
	if othersWill[wordAt(t, at)] {
		return act{from, at + 1, another}, true
	}
	return act{}, false
}

// named reads "my brother might", which is another's act, and "our clinic will",
// which is the speaker's own.
func (e english) named(t []token, i int) (act, bool) {
	person := false
	for at := i + 1; at < len(t) && at < i+6 && !t[at].mark; at++ {
		w := t[at].word
		person = person || peopleEn[w]
		switch {
		case w == "and" && (wordAt(t, at+1) == "i" || wordAt(t, at+1) == "me"):
			return act{}, false
		case person && othersWill[w]:
			return act{i, at + 1, another}, true
		case w == "i" || w == "you":
			return act{}, false
		case !person && t[i].word != "a" && at > i+1:
			if f, end, ok := modalsEn.at(t, at); ok && othersWill[w] {
				return act{i, skipWords(t, end, adverbsEn), f}, true
			}
		}
	}
	return act{}, false
}

// bare reads a text that begins with its verb, as people answer "I will…".
func (e english) bare(t []token, i int) (act, bool) {
	if i == 0 && startsWith(t, []string{"going", "to"}) {
		return act{0, 2, firmly}, true
	}
	if i > 0 || concreteEn.at(lemmas(t[:1], e), 0) == 0 {
		return act{}, false
	}
	if to := wordAt(t, 1); to == "me" || to == "your" {
		return act{}, false
	}
	return act{0, 0, firmly}, true
}
