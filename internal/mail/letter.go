package mail

import (
	"strings"

	"collaboratory/internal/id"
)

// Letter is one letter to one person. All its words are in the recipient's language already.
type Letter struct {
	Cause         string // why it is sent, for ever the same for the same news: "gathering/<id>/published/1"
	Kind          string // what sort it is: "invitation", "digest"; a person may refuse a kind
	Topic         string // what one-click unsubscribe refuses instead of the kind: "gathering/<id>"
	Asked         bool   // the person asked for this very letter just now; no refusal holds it back
	Collaboratory id.ID
	Club          string // its name
	To            Recipient
	ReplyTo       string // an address a person reads
	Subject       string
	Greeting      string
	Blocks        []Block
	Action        *Action  // the one clear act
	More          []Action // further acts, each a plain link
	Why           string   // why this person gets it, at the foot
	Unsubscribe   string   // URL; made by the Office when empty, never for a letter that was asked for

	Calendar       []byte // one .ics
	CalendarMethod string // its METHOD: REQUEST, CANCEL, PUBLISH
}

// Recipient is who a letter goes to. One without an address gets none.
type Recipient struct {
	PersonID id.ID
	Name     string
	Email    string
	CareOf   bool   // the address is somebody else's, who hands the news on
	Language string // of the letter; English when empty
}

// key is what makes a recipient the same: two people in the care of one address each get theirs.
func (r Recipient) key() string {
	if r.PersonID != id.Nil {
		return r.PersonID.String()
	}
	return r.address()
}

func (r Recipient) address() string { return strings.ToLower(strings.TrimSpace(r.Email)) }

// Action is something to do by following a link.
type Action struct{ Label, URL string }

// Block is a part of a letter: Paragraph, Heading, Facts, List or Promises.
type Block interface{ block() }

// Paragraph is running text; a line break inside stays one.
type Paragraph struct{ Text string }

// Heading opens a part of a longer letter.
type Heading struct{ Text string }

// Facts are labels with what is so: When, Where.
type Facts []Fact

// Fact is one of them.
type Fact struct{ Label, Value string }

// List is one short line each.
type List []string

// Promises are slips: what was said, by whom or to whom, until when.
type Promises []Promise

// Promise is one slip.
type Promise struct {
	What    string
	Who     string   // “to Ruth Ortiz, Front Porch Books”
	When    string   // “by Friday 11 December”
	Contact string   // how to reach the other: an address, a number
	Links   []Action // what can be said about it, each its own link
}

func (Paragraph) block() {}
func (Heading) block()   {}
func (Facts) block()     {}
func (List) block()      {}
func (Promises) block()  {}

// header makes a text fit for one line of a header: no line break gets through.
func header(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029'
	}), " ")
}

func (p Promise) lines() []string {
	var all []string
	for _, line := range []string{p.Who, p.When, p.Contact} {
		if line != "" {
			all = append(all, line)
		}
	}
	return all
}
