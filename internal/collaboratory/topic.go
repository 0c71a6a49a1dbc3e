package collaboratory

import (
	"slices"
	"strings"

	"collaboratory/internal/fault"
	"collaboratory/internal/member"
)

// Topic is one of the two lists of words that members choose from.
type Topic string

// The topics: where members come from, and the causes they work for.
const (
	Sectors Topic = "sectors"
	Causes  Topic = "causes"
)

// Words are the words of a topic as they stand.
func (c Collaboratory) Words(t Topic) []string {
	if t == Causes {
		return c.Issues
	}
	return c.Sectors
}

// WordsMark names the words of a topic as they stand.
func (c Collaboratory) WordsMark(t Topic) string { return markOf(c.Words(t)...) }

// Line is one line of a topic's form: a word that stands (Was) and what it is to be. Nothing it was: a new word; nothing
// it is to be: it leaves the list, and members keep it until they choose another.
type Line struct{ Was, Is string }

// mostWords bounds a topic.
const mostWords = 40

// edited is a topic after its form: the words, and those that members take along under a new name.
type edited struct {
	words   []string
	renamed [][2]string
}

// edit reads the lines of a form over the words as they stand. A line about a word that stands no more is a new word.
func edit(words []string, lines []Line) (edited, error) {
	var e edited
	for _, l := range lines {
		l.Is = oneLine(l.Is)
		if l.Is == "" {
			continue
		}
		word := e.spelled(l.Is)
		if slices.Contains(words, l.Was) && word != l.Was {
			e.renamed = append(e.renamed, [2]string{l.Was, word})
		}
		if !slices.Contains(e.words, word) {
			e.words = append(e.words, word)
		}
	}
	return e, e.check()
}

// spelled is the word as the list has it already, whatever its capitals.
func (e edited) spelled(word string) string {
	for _, known := range e.words {
		if strings.EqualFold(known, word) {
			return known
		}
	}
	return word
}

func (e edited) check() error {
	var wrong fault.Fields
	if len(e.words) == 0 {
		wrong.Add("word", "Keep at least one")
	}
	if len(e.words) > mostWords {
		wrong.Add("word", "Please keep this to %d; there are %d", mostWords, len(e.words))
	}
	for _, word := range e.words {
		fits(&wrong, "word", word, 60)
	}
	return wrong.Err()
}

// same tells whether the house's own list is meant, which grows when the house's does.
func (e edited) same(t Topic) bool { return t == Causes && slices.Equal(e.words, member.Issues) }
