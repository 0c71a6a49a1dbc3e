package member

import (
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// Person is somebody who may sign in, or somebody without an address whom a convener acts for.
type Person struct {
	ID           id.ID
	Name         string // empty until they told us
	Email        string // their own address, in lower case; empty when they have none
	CareOf       string `db:"care_of_email"` // an address they share: letters go there, it never signs in
	Phone        string
	Organisation string
	Sector       string // one of Sectors, or a word of the collaboratory's own
	Language     string // "en" or "es"; empty when never chosen
	Zone         string
	Steward      bool
	CreatedAt    time.Time
}

// Address is where letters for this person go; empty when they have none at all.
func (p Person) Address() string {
	if p.Email != "" {
		return p.Email
	}
	return p.CareOf
}

// Profile is what a person says about themselves.
type Profile struct {
	Name         string
	Phone        string
	Organisation string
	Sector       string
	Language     string
	CareOf       string `db:"care_of_email"` // only for a person without an address of their own
}

// Sectors are the kinds of places people come from, in the order they are offered. A collaboratory may change its list.
var Sectors = []string{
	"nonprofit", "business", "education", "government", "arts", "health",
	"faith", "neighbor", "philanthropy", "media", "youth",
}

var sectorWords = map[string]string{
	"nonprofit":    i18n.Mark("Nonprofit"),
	"business":     i18n.Mark("Business"),
	"education":    i18n.Mark("Education"),
	"government":   i18n.Mark("Government"),
	"arts":         i18n.Mark("Arts and culture"),
	"health":       i18n.Mark("Health"),
	"faith":        i18n.Mark("Faith"),
	"neighbor":     i18n.Mark("Neighbors"),
	"philanthropy": i18n.Mark("Philanthropy"),
	"media":        i18n.Mark("Media"),
	"youth":        i18n.Mark("Youth"),
}

const (
	linkLasts  = 15 * time.Minute
	codeLasts  = 10 * time.Minute
	codeTries  = 5
	codeDigits = 6
)

// IsEmail tells whether a text is one bare address that a letter could be sent to.
func IsEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text || len(text) > 254 {
		return false
	}
	_, domain, _ := strings.Cut(text, "@")
	return strings.Contains(domain, ".") || domain == "localhost"
}

// CleanEmail is an address as it is kept: without spaces around it, in lower case.
func CleanEmail(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// tidy brings a profile into the form it is kept in.
func (p Profile) tidy() Profile {
	p.Name = oneLine(p.Name)
	p.Phone = oneLine(p.Phone)
	p.Organisation = oneLine(p.Organisation)
	p.Sector = oneLine(p.Sector)
	p.CareOf = CleanEmail(p.CareOf)
	return p
}

// check says what of a profile cannot be taken.
func (p Profile) check() error {
	var wrong fault.Fields
	p.checkInto(&wrong)
	return wrong.Err()
}

func (p Profile) checkInto(wrong *fault.Fields) {
	if p.Name == "" {
		wrong.Add("name", "Write a name, as neighbors would say it")
	}
	fits(wrong, "name", p.Name, 200)
	fits(wrong, "phone", p.Phone, 40)
	fits(wrong, "organisation", p.Organisation, 200)
	fits(wrong, "sector", p.Sector, 60)
	if p.CareOf != "" && !IsEmail(p.CareOf) {
		wrong.Add("care-of", "Write an e-mail address like maria@example.org")
	}
	if p.Language != "" && !i18n.Known(p.Language) {
		wrong.Add("language", "Please choose one")
	}
}

func fits(wrong *fault.Fields, field, text string, most int) {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		wrong.Add(field, "There are characters in here that cannot be kept: please type it again")
		return
	}
	if n := utf8.RuneCountInString(text); n > most {
		wrong.Add(field, "Please keep this to %d characters; it has %d", most, n)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// digitsOf keeps only the digits of a code, as people type it with spaces or dashes.
func digitsOf(typed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed)
}

// offered is the list of sectors to choose from, with the one already chosen even if it has left the list.
func offered(sectors []string, chosen string) []string {
	if len(sectors) == 0 {
		sectors = Sectors
	}
	if chosen != "" && !slices.Contains(sectors, chosen) {
		sectors = append(slices.Clone(sectors), chosen)
	}
	return sectors
}
