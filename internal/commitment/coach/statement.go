package coach

// statement is one act with the words that belong to it.
type statement struct {
	act
	deliverable bool
	amount      *amountWords
	date        *dateWords
	hedged      bool
	conditional bool
}

// reader holds one text while it is read.
type reader struct {
	speech
	lex     *lexicon
	tokens  []token
	lemmas  []token
	dates   []dateWords
	amounts []amountWords
	dated   []bool // tokens claimed by dates
	acts    []act
	owner   []int // the act each token belongs to, -1 for none
	head    []int // the first token that belongs to each act
}

func newReader(text string, s speech, c calendar, onBehalf bool) *reader {
	r := &reader{speech: s, lex: s.lexicon()}
	r.tokens = tokenize(text, r.lex)
	r.lemmas = lemmas(r.tokens, s)
	r.dates = findDates(c, r.tokens, s, r.lex)
	r.dated = claimed(len(r.tokens), r.dates)
	r.amounts = findAmounts(text, r.tokens, r.dates, r.lex)
	r.acts = findActs(r.tokens, s, onBehalf)
	if len(r.acts) == 0 {
		r.acts = r.unspoken()
	}
	r.assign()
	return r
}

// lemmas is t with every verb in its dictionary form.
func lemmas(t []token, s speech) []token {
	out := make([]token, len(t))
	for i := range t {
		out[i] = t[i]
		out[i].word = s.lemma(t[i].word)
	}
	return out
}

// unspoken reads "two hours of phone calls, this Sunday", written behind "I will…":
// an offer that begins with its amount and says no more about it than when; or a
// hedge with nothing else, "quizás encuentre la encuesta".
func (r *reader) unspoken() []act {
	if n := r.lex.hedges.at(r.tokens, 0); n > 0 && !r.judges() {
		return []act{{0, n, hedged}}
	}
	if r.judges() || len(r.dates) == 0 || len(r.amounts) == 0 || r.amounts[0].from > 1 {
		return nil
	}
	return []act{{0, 0, offering}}
}

// judges tells a sentence about something, or a question, from an offer.
func (r *reader) judges() bool {
	for _, t := range r.tokens {
		if r.lex.judging[t.word] || t.word == "?" {
			return true
		}
	}
	return false
}

// assign gives every token to an act. A stretch between marks and turning words
// without an act of its own belongs to the act before it; at the head of a sentence,
// to the act that follows unless that turns away from it ("but").
func (r *reader) assign() {
	r.owner, r.head = make([]int, len(r.tokens)), make([]int, len(r.acts))
	for k := range r.head {
		r.head[k] = len(r.tokens)
	}
	last, next := -1, 0
	for from := 0; from < len(r.tokens); {
		to := r.stretchEnd(from)
		first := next
		for next < len(r.acts) && r.acts[next].from < to {
			next++
		}
		if first == next {
			r.fill(from, to, r.idleOwner(from, to, last, next))
		} else {
			r.share(from, to, first, next)
			last = next - 1
		}
		from = to
	}
}

// stretchEnd is where the stretch that begins at from ends: behind a mark, or in
// front of a turning word.
func (r *reader) stretchEnd(from int) int {
	for i := from; i < len(r.tokens); i++ {
		if r.tokens[i].mark {
			return i + 1
		}
		if w := r.tokens[i].word; i > from && (r.lex.breaks[w] || r.lex.joins[w] && r.actBegins(i+1)) {
			return i
		}
	}
	return len(r.tokens)
}

func (r *reader) actBegins(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	_, ok := r.actAt(r.tokens, i, false)
	return ok
}

func (r *reader) fill(from, to, owner int) {
	for i := from; i < to; i++ {
		r.owner[i] = owner
	}
	if owner >= 0 {
		r.head[owner] = min(r.head[owner], from)
	}
}

// share divides a stretch with acts: each takes the words up to the next.
func (r *reader) share(from, to, first, next int) {
	for k := first; k < next; k++ {
		end := to
		if k+1 < next {
			end = r.acts[k+1].from
		}
		r.fill(from, end, k)
		from = end
	}
}

func (r *reader) idleOwner(from, to, last, next int) int {
	sentenceHead := from == 0 || isSentenceEnd(r.tokens[from-1])
	if sentenceHead && !isSentenceEnd(r.tokens[to-1]) && next < len(r.acts) {
		if to < len(r.tokens) && r.lex.breaks[r.tokens[to].word] {
			return -1
		}
		return next
	}
	return last
}

func isSentenceEnd(t token) bool {
	switch t.word {
	case ".", "?", "!", ";", "\n":
		return t.mark
	}
	return false
}

// statements judges every act with its words.
func (r *reader) statements() []statement {
	out := make([]statement, len(r.acts))
	for k, a := range r.acts {
		out[k].act = a
	}
	for i := range r.dates {
		if k := r.owner[r.dates[i].from]; k >= 0 && out[k].date == nil {
			out[k].date = &r.dates[i]
		}
	}
	for i := range r.amounts {
		if k := r.owner[r.amounts[i].from]; k >= 0 && better(out[k].amount, r.amounts[i]) {
			out[k].amount = &r.amounts[i]
		}
	}
	r.markDoubts(out)
	for k := range out {
		out[k].deliverable = r.deliverable(k, out[k])
	}
	r.markPending(out)
	shareParts(out)
	return out
}

// better prefers money and hours to bare counts, and the first of equals.
func better(had *amountWords, a amountWords) bool {
	return had == nil || had.Unit == UnitThings && (a.Unit == UnitMoney || a.Unit == UnitHours)
}

// markDoubts finds hedges, conditions and questions among each act's words.
func (r *reader) markDoubts(out []statement) {
	question := false
	for i := len(r.tokens) - 1; i >= 0; i-- {
		if isSentenceEnd(r.tokens[i]) {
			question = r.tokens[i].word == "?"
		}
		k := r.owner[i]
		if k < 0 {
			continue
		}
		polite := r.lex.courtesies.at(r.tokens, i) > 0
		out[k].hedged = out[k].hedged || out[k].force == hedged || question || r.lex.hedges.at(r.tokens, i) > 0
		out[k].conditional = out[k].conditional || !polite && r.lex.conditions.at(r.tokens, i) > 0
	}
}

// markPending lets "I have to ask my boss first" hold back the promise before it, or
// the one after it unless that turns away with "but".
func (r *reader) markPending(out []statement) {
	for k := range out {
		if out[k].force != pending {
			continue
		}
		if k > 0 && out[k-1].force == firmly {
			out[k-1].conditional = true
		} else if k+1 < len(out) && !r.turnsAway(out[k+1].from) {
			out[k+1].conditional = true
		}
	}
}

// turnsAway tells whether the stretch of token i opens with a turning word.
func (r *reader) turnsAway(i int) bool {
	for far := i - 40; i >= 0 && i > far && !isSentenceEnd(r.tokens[i]); i-- {
		if r.lex.breaks[r.tokens[i].word] {
			return true
		}
	}
	return false
}

// shareParts lets neighbouring promises lend each other what only one says: "I have
// six boxes and I will drop them off on Monday".
func shareParts(out []statement) {
	for k := 1; k < len(out); k++ {
		a, b := &out[k-1], &out[k]
		if !a.lends() || !b.lends() {
			continue
		}
		if b.amount == nil {
			b.amount = a.amount
		} else if a.amount == nil {
			a.amount = b.amount
		}
		if a.date == nil && b.force != willing {
			a.date = b.date
		} else if b.date == nil && a.force != willing {
			b.date = a.date
		}
	}
}

func (s statement) lends() bool {
	own := s.force == firmly || s.force == offering
	return s.force == willing || own && s.deliverable && !s.hedged && !s.conditional
}
