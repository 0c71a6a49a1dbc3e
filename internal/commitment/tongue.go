package commitment

import (
	"slices"
	"strings"
)

// readsIn tells whether a promise reads on after “will” in a language: one written in the other language is quoted,
// because “Rosa will guardar cuarenta frascos” is neither. Spanish promises are known by the infinitive they begin with.
func readsIn(language, promise string) bool {
	return (language == "es") == spanish(promise)
}

// spanish tells whether a promise that reads on is Spanish: it begins with an infinitive, and where English has words
// of that shape too (“deliver”, “repair”), no English little word follows and a Spanish one does.
func spanish(promise string) bool {
	words := strings.FieldsFunc(strings.ToLower(promise), func(r rune) bool { return strings.ContainsRune(" ,;:.()“”«»¿?¡!", r) })
	if len(words) == 0 || !infinitive(words[0]) {
		return false
	}
	said := 0
	for _, word := range words[1:] {
		if slices.Contains(littleEnglish, word) {
			said--
		}
		if slices.Contains(littleSpanish, word) {
			said++
		}
	}
	return said > 0 || said == 0 && !slices.Contains(alsoEnglish, words[0])
}

// infinitive tells whether a word has the shape of a Spanish infinitive, with or without a pronoun at its end.
func infinitive(word string) bool {
	for _, pronoun := range []string{"", "se", "me", "nos", "le", "les", "lo", "los", "la", "las"} {
		stem, ok := strings.CutSuffix(word, pronoun)
		if ok && len(stem) > 2 && (strings.HasSuffix(stem, "ar") || strings.HasSuffix(stem, "er") || strings.HasSuffix(stem, "ir") || strings.HasSuffix(stem, "ír")) {
			return true
		}
	}
	return false
}

var (
	littleSpanish = []string{
		"el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "en", "con", "para", "por", "que", "y", "mi", "mis", "su", "sus",
		"cada", "hasta", "desde", "todos", "todas", "dos", "tres", "cuatro", "cinco", "diez", "quien",
	}
	littleEnglish = []string{
		"the", "an", "to", "of", "and", "for", "with", "my", "our", "your", "their", "his", "her", "at", "on", "in", "by", "from", "into", "every", "each",
		"until", "two", "three", "four", "five", "six", "ten", "up", "out", "over", "it", "them", "you",
	}
	// alsoEnglish are English verbs of the shape of a Spanish infinitive.
	alsoEnglish = []string{
		"administer", "answer", "appear", "bear", "cater", "chair", "cheer", "clear", "color", "consider", "cover", "deliver", "discover", "engineer",
		"enter", "filter", "gather", "hammer", "hear", "hire", "layer", "lower", "master", "number", "offer", "order", "outer", "pair", "plaster",
		"power", "prefer", "recover", "refer", "register", "remember", "render", "repair", "share", "shelter", "shoulder", "steer", "stir", "tear",
		"transfer", "usher", "volunteer", "water", "wear", "whisper", "rehearse", "disperse", "parse", "alter", "monster", "muster", "poster", "foster",
	}
)
