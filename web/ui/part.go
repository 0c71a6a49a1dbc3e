package ui

import "strconv"

// Fact is one thing to know: heavy words, a line under them, perhaps an act.
type Fact struct {
	Strong string
	Text   string
	Act    Button
}

// Figure is a number worth reading and what it counts.
type Figure struct {
	Number string
	Words  string
	Note   string
	URL    string
}

// Bar is one line of a chart: how much of the most.
type Bar struct {
	Label  string
	URL    string
	Value  float64
	Most   float64
	Figure string // the value as it is written
}

// Paging is the way through a long list.
type Paging struct {
	Label     string // names it to those who hear it
	Words     string // “21 to 40 of 300”
	BeforeURL string
	NextURL   string
}

// Table is the head of a table; Class "is-stacked" makes each row a slip on a phone, "tracker"
// gives open bands their card.
type Table struct {
	Caption string
	Class   string
	Columns []string
}

func (t Table) class() string {
	if t.Class == "" {
		return "table"
	}
	return "table " + t.Class
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
