package coach

import "strings"

// lexicon holds the words of one language that need no grammar.
type lexicon struct {
	respell       map[string]string  // clipped or mistyped word -> the words meant
	abbreviations map[string]bool    // a full stop behind these ends no sentence
	numbers       map[string]float64 // number words
	breaks        map[string]bool    // words that turn away from what was said before: but
	joins         map[string]bool    // words that may open a new clause: and, so
	before, after phrases            // words in front of a date that move it

	hedges       phrases // doubt about one's own act, anywhere beside it
	conditions   phrases // openers of an outside condition
	courtesies   phrases // conditions that are only polite, or a first step of the receiver
	approvals    phrases // somebody else must still say yes
	firstSteps   phrases // the receiver moves first
	vague        phrases // verbs that nobody can see done
	contact      phrases // verbs that are only contact when the thing is "you"
	selfEvident  phrases // verbs that need no thing beside them
	concrete     phrases // verbs that someone can see done
	emptyWords   map[string]bool
	pronouns     map[string]bool // it, them: things named before
	judging      map[string]bool // is, seems: a sentence about something, not an offer
	timeUnits    map[string]bool
	moneyUnits   map[string]bool
	single       map[string]bool // a, an, my: one of a thing
	wholePeriods phrases         // "all day": an amount of time
}

// phrases is a set of word sequences, found by their first word.
type phrases map[string][][]string

// phraseSet reads phrases divided by commas or line ends.
func phraseSet(list string) phrases {
	set := phrases{}
	for _, line := range splitList(list) {
		words := strings.Fields(line)
		set[words[0]] = append(set[words[0]], words)
	}
	return set
}

// wordSet reads single words divided by spaces.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

func splitList(list string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// at returns how many tokens the longest phrase beginning at i takes, or 0.
func (p phrases) at(t []token, i int) int {
	longest := 0
	if i < 0 || i >= len(t) {
		return 0
	}
	for _, words := range p[t[i].word] {
		if len(words) > longest && startsWith(t[i:], words) {
			longest = len(words)
		}
	}
	return longest
}

// endingAt returns how many tokens the longest phrase that ends just before i takes.
func (p phrases) endingAt(t []token, i int) int {
	for n := min(4, i); n > 0; n-- {
		if p.at(t[:i], i-n) == n {
			return n
		}
	}
	return 0
}

// within tells whether any phrase stands in t.
func (p phrases) within(t []token) bool {
	for i := range t {
		if p.at(t, i) > 0 {
			return true
		}
	}
	return false
}

func startsWith(t []token, words []string) bool {
	if len(t) < len(words) {
		return false
	}
	for i, w := range words {
		if t[i].word != w {
			return false
		}
	}
	return true
}

// forms maps phrases to the force they give to the act behind them.
type forms map[string][]form

type form struct {
	words []string
	force force
}

func (f forms) add(fc force, list string) forms {
	for _, line := range splitList(list) {
		words := strings.Fields(line)
		f[words[0]] = append(f[words[0]], form{words, fc})
	}
	return f
}

// at returns the force of the longest form at i and where it ends.
func (f forms) at(t []token, i int) (force, int, bool) {
	var best form
	if i < 0 || i >= len(t) {
		return 0, i, false
	}
	for _, candidate := range f[t[i].word] {
		if len(candidate.words) > len(best.words) && startsWith(t[i:], candidate.words) {
			best = candidate
		}
	}
	return best.force, i + len(best.words), best.words != nil
}

// firstWords joins the first word of each line into a list.
func firstWords(lines []string) string {
	var first []string
	for _, line := range lines {
		first = append(first, strings.Fields(line)[0])
	}
	return strings.Join(first, ", ")
}
