package coach

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word, number or mark of punctuation. Word is lower case without
// accents; from and to are byte offsets into the text as typed. Words spelled out
// of one clipped form ("i'll") share their offsets.
type token struct {
	word     string
	from, to int
	number   float64
	isNumber bool
	ordinal  bool // "15th"
	money    bool // "$20"
	past     bool // a Spanish past: "habló", not "hablo"
	mark     bool // punctuation or the end of a line
}

// folding takes the accents off the letters that English and Spanish use, since
// people on phones leave them out.
var folding = strings.NewReplacer(
	"á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", "’", "'", "‘", "'")

// fold brings a word to the form the lexicons are written in.
func fold(s string) string { return folding.Replace(strings.ToLower(s)) }

// tokenize cuts text into tokens and spells clipped words out by the lexicon.
func tokenize(text string, lex *lexicon) []token {
	var out []token
	for i := 0; i < len(text); {
		next, size := scan(text[i:])
		if next.word == "" {
			i += size
			continue
		}
		next.from, next.to = i, i+size
		i += size
		if next.word == "." && len(out) > 0 && lex.abbreviations[out[len(out)-1].word] {
			continue
		}
		out = appendSpelled(out, next, lex)
	}
	return out
}

func appendSpelled(out []token, t token, lex *lexicon) []token {
	full, clipped := lex.respell[t.word]
	if !clipped {
		return append(out, t.withNumber(lex))
	}
	for _, w := range strings.Fields(full) {
		part := t
		part.word = w
		out = append(out, part.withNumber(lex))
	}
	return out
}

func (t token) withNumber(lex *lexicon) token {
	if n, ok := lex.numbers[t.word]; ok && !t.isNumber {
		t.number, t.isNumber = n, true
	}
	return t
}

// scan reads one token from the start of s and how many bytes it took; an empty
// word means that there was only space to skip.
func scan(s string) (token, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '$' || r == '€':
		n, used := scanNumber(s[size:])
		n.money = n.isNumber
		return n, size + used
	case r >= '0' && r <= '9':
		return scanNumber(s)
	case unicode.IsLetter(r):
		end := wordEnd(s)
		return token{word: foldWord(s[:end]), past: strings.HasSuffix(s[:end], "ó")}, end
	case strings.ContainsRune(".,;:?!()\n—–", r):
		return token{word: string(r), mark: true}, size
	}
	return token{}, size
}

// foldWord folds a word but keeps the Spanish yes ("sí") apart from if ("si").
func foldWord(w string) string {
	if strings.EqualFold(w, "sí") {
		return "yes-si"
	}
	return fold(w)
}

func wordEnd(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !strings.ContainsRune("'’", r) {
			return i
		}
	}
	return len(s)
}

// scanNumber reads "4,000", "2.50", "12/4", "2026-12-04", "15th" or "5k".
func scanNumber(s string) (token, int) {
	end := 0
	for end < len(s) && (isDigit(s[end]) || strings.IndexByte("/-.,", s[end]) >= 0 && end > 0 && end+1 < len(s) && isDigit(s[end+1])) {
		end++
	}
	t := token{word: s[:end]}
	if n, err := strconv.ParseFloat(strings.ReplaceAll(t.word, ",", ""), 64); err == nil {
		t.number, t.isNumber = n, true
	}
	if end+2 <= len(s) && isOrdinalEnding(strings.ToLower(s[end:end+2])) {
		t.ordinal = true
		return t, end + 2
	}
	if t.isNumber && end < len(s) && (s[end] == 'k' || s[end] == 'K') && wordEnd(s[end:]) == 1 {
		t.number *= 1000
		return t, end + 1
	}
	return t, end
}

func isOrdinalEnding(s string) bool {
	return s == "st" || s == "nd" || s == "rd" || s == "th"
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
