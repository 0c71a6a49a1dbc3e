package member

import (
	"slices"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
)

// SelfDescription is what somebody tells of themselves only so that a collaboratory can see, in sums, whom it brings
// together and who is missing. It is shown to nobody but them. Each part may be left out.
type SelfDescription struct {
	AgeBand    string // one of AgeBands
	Ideology   string // in their own words
	Background string // in their own words
}

// AgeBands are the ages to choose from. No date of birth is ever kept.
var AgeBands = []string{"under-18", "18-24", "25-34", "35-49", "50-64", "65-74", "75-up"}

var ageWords = map[string]string{
	"under-18": i18n.Mark("Under 18"),
	"18-24":    i18n.Mark("18 to 24"),
	"25-34":    i18n.Mark("25 to 34"),
	"35-49":    i18n.Mark("35 to 49"),
	"50-64":    i18n.Mark("50 to 64"),
	"65-74":    i18n.Mark("65 to 74"),
	"75-up":    i18n.Mark("75 or older"),
}

// Ideologies are words offered for where one stands; anything else may be written.
var Ideologies = []string{
	i18n.Mark("Progressive"), i18n.Mark("Liberal"), i18n.Mark("Moderate"), i18n.Mark("Conservative"),
	i18n.Mark("Libertarian"), i18n.Mark("None of these"),
}

// Empty tells whether nothing is said.
func (d SelfDescription) Empty() bool { return d == SelfDescription{} }

func (d SelfDescription) tidy() SelfDescription {
	return SelfDescription{AgeBand: oneLine(d.AgeBand), Ideology: oneLine(d.Ideology), Background: oneLine(d.Background)}
}

func (d SelfDescription) check() error {
	var wrong fault.Fields
	if d.AgeBand != "" && !slices.Contains(AgeBands, d.AgeBand) {
		wrong.Add("age-band", "Please choose one")
	}
	fits(&wrong, "ideology", d.Ideology, 60)
	fits(&wrong, "background", d.Background, 60)
	return wrong.Err()
}
