package coach

import "strings"

// Unit says what an amount counts.
type Unit string

// The units the coach tells apart.
const (
	UnitNone   Unit = ""
	UnitMoney  Unit = "money"
	UnitHours  Unit = "time" // hours, mornings, days: time given
	UnitThings Unit = "things"
)

// Amount is how much a promise says. Text is the number and its unit as typed ("two
// hours", "$20", the "20" of "20 chairs"), Count its value; a whole afternoon counts 1.
type Amount struct {
	Text  string
	Count float64
	Unit  Unit
}

// amountWords is an amount found at tokens from to to (exclusive).
type amountWords struct {
	from, to int
	Amount
}

// findAmounts claims the numbers that are no dates and no times of the day.
func findAmounts(text string, t []token, dates []dateWords, lex *lexicon) []amountWords {
	var found []amountWords
	taken := claimed(len(t), dates)
	for i := 0; i < len(t); i++ {
		if n := lex.wholePeriods.at(t, i); n > 0 {
			found = append(found, newAmount(text, t, i, i+n, 1, UnitHours))
			i += n - 1
			continue
		}
		if a, ok := amountAt(text, t, i, taken, lex); ok {
			found = append(found, a)
			i = a.to - 1
		}
	}
	return found
}

func amountAt(text string, t []token, i int, taken []bool, lex *lexicon) (amountWords, bool) {
	one := lex.single[t[i].word]
	if taken[i] || !t[i].isNumber && !one || t[i].ordinal || isClockTime(t, i) {
		return amountWords{}, false
	}
	count, unit, end := t[i].number, unitAt(t, i+1, lex), i+2
	if one {
		count = 1
	}
	switch {
	case t[i].money:
		return newAmount(text, t, i, i+1, count, UnitMoney), true
	case unit != UnitNone:
		return newAmount(text, t, i, end, count, unit), true
	case one:
		return amountWords{}, false
	}
	return newAmount(text, t, i, i+1, count, UnitThings), true
}

// newAmount keeps the words as they were typed.
func newAmount(text string, t []token, from, to int, count float64, u Unit) amountWords {
	words := text[t[from].from:t[to-1].to]
	return amountWords{from, to, Amount{Text: strings.TrimSpace(words), Count: count, Unit: u}}
}

func unitAt(t []token, i int, lex *lexicon) Unit {
	switch w := wordAt(t, i); {
	case lex.moneyUnits[w]:
		return UnitMoney
	case lex.timeUnits[w]:
		return UnitHours
	}
	return UnitNone
}

var (
	clockWords  = wordSet("at noon from to until a las de")
	clockSuffix = wordSet("am pm a.m p.m o'clock oclock th percent por")
)

// isClockTime tells "at 10", "10 am" and "noon to five" from amounts.
func isClockTime(t []token, i int) bool {
	if clockSuffix[wordAt(t, i+1)] || wordAt(t, i+1) == ":" {
		return true
	}
	w := wordAt(t, i-1)
	return clockWords[w] && w != "from" && w != "de" && w != "a" && w != "to" && !t[i].money
}

// claimed marks the tokens that belong to dates.
func claimed(n int, dates []dateWords) []bool {
	taken := make([]bool, n)
	for _, d := range dates {
		for i := d.from; i < d.to && i < n; i++ {
			taken[i] = true
		}
	}
	return taken
}
