package collaboratory

import (
	"slices"
	"strings"
	"unicode/utf8"

	"collaboratory/internal/fault"
	"collaboratory/internal/member"
)

// invitee is somebody a convener wants to invite; the name may be empty.
type invitee struct {
	Name  string
	Email string
}

// readPaste reads addresses as people have them at hand: one a line, or with commas or semicolons between them, as
// “Maria Solís <maria@example.org>”, or as two columns of a spreadsheet. Each line that cannot be read is named by its
// number, so that nothing is half done. An address that stands twice counts once.
func readPaste(text string) ([]invitee, error) {
	var all []invitee
	var wrong fault.Fields
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		if heading(line) {
			continue
		}
		found, unread := readLine(line)
		if unread != "" {
			wrong.Add("people", "Line %d: we cannot read an e-mail address in “%s”", i+1, shorten(unread))
		}
		for _, who := range found {
			if !seen[who.Email] {
				seen[who.Email] = true
				all = append(all, who)
			}
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	switch {
	case len(all) == 0:
		return nil, fault.Invalid("people", "Write at least one e-mail address")
	case len(all) > mostAtOnce:
		return nil, fault.Invalid("people", "Please invite at most %d people at once; these are %d", mostAtOnce, len(all))
	}
	return all, nil
}

// readLine reads one line. unread is the first piece of it that is neither an address nor the name before one.
func readLine(line string) (found []invitee, unread string) {
	name := ""
	for _, piece := range pieces(line) {
		who, ok := readPiece(piece)
		switch {
		case ok:
			if who.Name == "" {
				who.Name = name
			}
			found, name = append(found, who), ""
		case strings.Contains(piece, "@") || name != "":
			return found, piece
		default:
			name = unquote(piece)
		}
	}
	return found, name
}

// readPiece reads “maria@example.org” or “Maria Solís <maria@example.org>”.
func readPiece(piece string) (invitee, bool) {
	name, address := "", piece
	if open := strings.LastIndexByte(piece, '<'); open >= 0 && strings.HasSuffix(piece, ">") {
		name, address = unquote(piece[:open]), piece[open+1:len(piece)-1]
	} else if i := strings.LastIndexAny(piece, " \t"); i >= 0 {
		name, address = unquote(piece[:i]), piece[i+1:]
	}
	email := member.CleanEmail(address)
	if !utf8.ValidString(piece) || strings.ContainsRune(name, '@') || utf8.RuneCountInString(name) > 200 || !member.IsEmail(email) {
		return invitee{}, false
	}
	if member.CleanEmail(name) == email {
		name = ""
	}
	return invitee{Name: name, Email: email}, true
}

// pieces parts a line at commas, semicolons and tabs, but not inside quotes: “"Solís, Maria" <maria@example.org>”.
// Addresses with only spaces between them are parted too.
func pieces(line string) []string {
	quoted := false
	split := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && (r == ',' || r == ';' || r == '\t')
	})
	var kept []string
	for _, piece := range split {
		piece = oneLine(piece)
		switch words := strings.Fields(piece); {
		case piece == "":
		case !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(w, "@") }):
			kept = append(kept, words...)
		default:
			kept = append(kept, piece)
		}
	}
	return kept
}

// heading tells whether a line is only the head of a spreadsheet.
func heading(line string) bool {
	line = strings.ToLower(line)
	return !strings.Contains(line, "@") && strings.Contains(line, "mail") && strings.ContainsAny(line, ",;\t")
}

func unquote(name string) string {
	return oneLine(strings.NewReplacer(`"`, "", "“", "", "”", "", "\x00", "").Replace(name))
}

func shorten(text string) string {
	if utf8.RuneCountInString(text) <= 60 {
		return text
	}
	return string([]rune(text)[:59]) + "…"
}
