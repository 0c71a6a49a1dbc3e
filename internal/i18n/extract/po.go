package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
)

// entry is one text of the catalogue.
type entry struct {
	id, plural string
	forms      []string // the translation: one form, or two when plural is set
	notes      []string // comment lines of translators, kept as they are
	files      []string // where the text is said
}

// translated says whether every form the entry needs is there.
func (e *entry) translated() bool {
	need := 1
	if e.plural != "" {
		need = 2
	}
	return len(e.forms) == need && !slices.Contains(e.forms, "")
}

// po is a catalogue file.
type po struct {
	header  *entry
	entries []*entry
}

const usualHeader = "Language: es\n" +
	"MIME-Version: 1.0\n" +
	"Content-Type: text/plain; charset=UTF-8\n" +
	"Content-Transfer-Encoding: 8bit\n" +
	"Plural-Forms: nplurals=2; plural=(n != 1);\n"

// readPO reads a catalogue; one that does not exist yet is empty.
func readPO(name string) (*po, error) {
	content, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && strings.HasSuffix(name, cataloguePath) {
		return &po{}, nil
	}
	if err != nil {
		return nil, err
	}
	catalogue, err := parsePO(string(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return catalogue, nil
}

// parsePO reads the part of the format that we write: no contexts, no
// obsolete entries (they are dropped).
func parsePO(text string) (*po, error) {
	p := &po{}
	var notes []string
	var current *entry
	var into *string // where a continued string goes
	for number, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		keyword, rest, _ := strings.Cut(line, " ")
		if strings.HasPrefix(line, `"`) {
			keyword, rest = "", line
		}
		var err error
		switch {
		case line == "", strings.HasPrefix(line, "#:"), strings.HasPrefix(line, "#~"):
		case line[0] == '#':
			notes = append(notes, line)
		case keyword == "":
			err = extend(into, rest)
		case keyword == "msgid":
			current = &entry{notes: notes}
			notes = nil
			p.entries = append(p.entries, current)
			into = &current.id
			err = extend(into, rest)
		case keyword == "msgid_plural" && current != nil:
			into = &current.plural
			err = extend(into, rest)
		case strings.HasPrefix(keyword, "msgstr") && current != nil:
			current.forms = append(current.forms, "")
			into = &current.forms[len(current.forms)-1]
			err = extend(into, rest)
		default:
			err = fmt.Errorf("%q is not understood", keyword)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number+1, err)
		}
	}
	return p, p.settle()
}

// extend adds a quoted string to what a keyword began.
func extend(into *string, quoted string) error {
	text, err := strconv.Unquote(strings.TrimSpace(quoted))
	if err != nil || into == nil {
		return fmt.Errorf("%s is not a string that belongs here", quoted)
	}
	*into += text
	return nil
}

// settle takes the header out and sees that no text comes twice.
func (p *po) settle() error {
	seen := map[string]bool{}
	var rest []*entry
	for _, e := range p.entries {
		if seen[e.id] {
			return fmt.Errorf("%q comes twice", e.id)
		}
		seen[e.id] = true
		if e.id == "" {
			p.header = e
			continue
		}
		rest = append(rest, e)
	}
	p.entries = rest
	return nil
}

// bytes is the file: by text, without line numbers, so that a change shows
// as little as it is.
func (p *po) bytes() []byte {
	slices.SortFunc(p.entries, func(a, b *entry) int { return cmp.Compare(a.id, b.id) })
	header := usualHeader
	if p.header != nil && len(p.header.forms) == 1 {
		header = p.header.forms[0]
	}
	var b bytes.Buffer
	b.WriteString("msgid \"\"\nmsgstr \"\"\n")
	for line := range strings.Lines(header) {
		fmt.Fprintf(&b, "%s\n", quote(line))
	}
	for _, e := range p.entries {
		e.write(&b)
	}
	return b.Bytes()
}

func (e *entry) write(b *bytes.Buffer) {
	b.WriteByte('\n')
	for _, note := range e.notes {
		fmt.Fprintf(b, "%s\n", note)
	}
	for _, file := range e.files {
		fmt.Fprintf(b, "#: %s\n", file)
	}
	fmt.Fprintf(b, "msgid %s\n", quote(e.id))
	form := func(i int) string {
		if i < len(e.forms) {
			return quote(e.forms[i])
		}
		return `""`
	}
	if e.plural == "" {
		fmt.Fprintf(b, "msgstr %s\n", form(0))
		return
	}
	fmt.Fprintf(b, "msgid_plural %s\nmsgstr[0] %s\nmsgstr[1] %s\n", quote(e.plural), form(0), form(1))
}

// quote writes letters as they are and escapes only what would end the line
// or the string.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text) + `"`
}
