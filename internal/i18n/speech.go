package i18n

import (
	_ "embed"

	"github.com/leonelquinteros/gotext"
)

// speech is one language: its words and its manner.
type speech struct {
	code    string
	words   map[string]string    // English → translation
	plurals map[string][2]string // English singular → one, many
	manner
}

var (
	english  = &speech{code: "en", manner: englishManner}
	spanish  = newSpeech("es", spanishPO, spanishManner)
	speeches = []*speech{english, spanish}
)

//go:embed locales/es.po
var spanishPO []byte

// newSpeech copies a catalogue into plain maps once: gotext locks and
// formats on each look-up, and a page asks for hundreds of words.
func newSpeech(code string, po []byte, m manner) *speech {
	s := &speech{code: code, words: map[string]string{}, plurals: map[string][2]string{}, manner: m}
	catalogue := gotext.NewPo()
	catalogue.Parse(po)
	for id, entry := range catalogue.GetDomain().GetTranslations() {
		switch {
		case id == "":
		case entry.Trs[0] == "":
		case entry.PluralID == "":
			s.words[id] = entry.Trs[0]
		case entry.Trs[1] != "":
			s.words[id] = entry.Trs[0]
			s.plurals[id] = [2]string{entry.Trs[0], entry.Trs[1]}
		}
	}
	return s
}

// word is the translation of text, or text itself.
func (s *speech) word(text string) string {
	if translated, ok := s.words[text]; ok {
		return translated
	}
	return text
}

// count is the form for n. English and Spanish share the rule: one is one,
// everything else (zero too) is many.
func (s *speech) count(one, many string, n int) string {
	forms, ok := s.plurals[one]
	if !ok {
		forms = [2]string{one, many}
	}
	if n == 1 {
		return forms[0]
	}
	return forms[1]
}
