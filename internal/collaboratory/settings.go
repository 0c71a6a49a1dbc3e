package collaboratory

import (
	"encoding/hex"
	"slices"
	"strings"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/member"
)

// Settings is how a collaboratory is called and what it goes by.
type Settings struct {
	Name     string
	Town     string
	Zone     string
	Language string
	Currency string
	ReplyTo  string
}

// Settings of the collaboratory as they stand.
func (c Collaboratory) Settings() Settings {
	return Settings{Name: c.Name, Town: c.Town, Zone: c.Zone, Language: c.Language, Currency: c.Currency, ReplyTo: c.ReplyTo}
}

// Mark names these very settings: a form carries that of what it showed, so that two editors do not undo each other.
func (s Settings) Mark() string {
	return markOf(s.Name, s.Town, s.Zone, s.Language, s.Currency, s.ReplyTo)
}

func (s Settings) tidy() Settings {
	s.Name, s.Town = oneLine(s.Name), oneLine(s.Town)
	s.ReplyTo = member.CleanEmail(s.ReplyTo)
	s.Currency = strings.ToUpper(oneLine(s.Currency))
	return s
}

func (s Settings) check() error {
	var wrong fault.Fields
	checkName(&wrong, s.Name)
	fits(&wrong, "town", s.Town, 200)
	if !knownZone(s.Zone) {
		wrong.Add("zone", "Choose the time zone of your town")
	}
	if !i18n.Known(s.Language) {
		wrong.Add("language", "Please choose one")
	}
	if !isCurrency(s.Currency) {
		wrong.Add("currency", "Write the three letters of a currency, such as USD")
	}
	if s.ReplyTo != "" && !member.IsEmail(s.ReplyTo) {
		wrong.Add("reply-to", "Write an e-mail address like maria@example.org")
	}
	return wrong.Err()
}

// changed names the settings that differ, for the audit.
func (s Settings) changed(to Settings) []string {
	var fields []string
	for _, f := range []struct{ name, was, is string }{
		{"name", s.Name, to.Name},
		{"town", s.Town, to.Town},
		{"zone", s.Zone, to.Zone},
		{"language", s.Language, to.Language},
		{"currency", s.Currency, to.Currency},
		{"reply-to", s.ReplyTo, to.ReplyTo},
	} {
		if f.was != f.is {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// Part is something a collaboratory shows only once its conveners switch it on.
type Part string

// The parts there are to switch on. A new collaboratory has none of them.
const (
	PartPublic      Part = "public"       // strangers see its front page
	PartPublicPlace Part = "public-place" // and where the next gathering is
	PartSums        Part = "sums"         // who its members are, in sums of five and more
)

// Parts are all of them, as they are offered.
var Parts = []Part{PartPublic, PartPublicPlace, PartSums}

// Shows tells whether a part is switched on.
func (c Collaboratory) Shows(p Part) bool { return slices.Contains(c.Parts, p) }

// PartsMark names the parts that are on, as Settings.Mark does the settings.
func (c Collaboratory) PartsMark() string {
	var on []string
	for _, p := range Parts {
		if c.Shows(p) {
			on = append(on, string(p))
		}
	}
	return markOf(on...)
}

// tidyParts keeps those there are, each once and in their order.
func tidyParts(chosen []Part) []Part {
	on := []Part{}
	for _, p := range Parts {
		if slices.Contains(chosen, p) {
			on = append(on, p)
		}
	}
	return on
}

// longText is how long the norms and the agreement may be.
const longText = 8000

func tidyText(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

func checkText(field, text string) error {
	var wrong fault.Fields
	fits(&wrong, field, text, longText)
	return wrong.Err()
}

// NormsMark names the norms as they stand.
func (c Collaboratory) NormsMark() string { return markOf(c.Norms) }

func markOf(parts ...string) string { return hex.EncodeToString(hashOf(parts...)[:8]) }
