package collaboratory

import (
	"strings"
	"unicode/utf8"
)

// vCard is one person as address books read it: version 3.0, which the phones of today all take. It is written here
// because the library at hand leaves semicolons as they stand, so that one in a name would move the rest of it into
// another field, and folds no lines.
func vCard(p Profile, pageURL string) []byte {
	var card strings.Builder
	put := func(name, value string) {
		if strings.Trim(value, ";") != "" {
			fold(&card, name+":"+value)
		}
	}
	put("BEGIN", "VCARD")
	put("VERSION", "3.0")
	given, family := nameParts(p.Name)
	put("N", vText(family)+";"+vText(given)+";;;")
	put("FN", vText(p.Name))
	put("ORG", vText(p.Organisation))
	put("TITLE", vText(p.Job))
	put("EMAIL;TYPE=INTERNET", vText(p.Email))
	put("TEL", vText(p.Phone))
	put("NOTE", vText(p.Reach))
	for _, link := range p.Links {
		put("URL", vText(link))
	}
	put("SOURCE", vText(pageURL))
	put("UID", "urn:uuid:"+p.ID.String())
	put("END", "VCARD")
	return []byte(card.String())
}

// nameParts: the last word is the family’s, for want of better knowledge; FN carries the name as it is said.
func nameParts(name string) (given, family string) {
	if i := strings.LastIndex(name, " "); i > 0 {
		return name[:i], name[i+1:]
	}
	return name, ""
}

var vEscape = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

func vText(text string) string { return vEscape.Replace(text) }

// fold writes a line in pieces of at most 75 bytes, never through the middle of a letter.
func fold(card *strings.Builder, line string) {
	for room := 75; len(line) > room; room = 74 {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		card.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	card.WriteString(line + "\r\n")
}
