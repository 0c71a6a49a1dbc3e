package commitment

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// PledgeInput is a promise as its giver writes it.
type PledgeInput struct {
	Presentation       id.ID
	Ask                id.ID // Nil: help nobody asked for
	Kind               Kind
	Promise            string // what I will do; everyone sees it
	PrivateNote        string // only the presenter sees it
	Organisation       string // on its behalf; empty: as myself
	ShownAsMember      bool   // others read “a member” in place of my name
	SharePhone         bool
	Amount             *float64
	Unit               string
	Cents              *int64
	Due                *time.Time
	ReceiverMovesFirst bool
	Firm               bool  // the giver’s choice: a firm promise, or “Let’s talk”
	Key                id.ID `json:"-"`
}

// PledgeForInput is a promise that somebody else writes down: the scribe what is said aloud, a convener what they
// were told. The giver is a member, or a guest of the gathering by name.
type PledgeForInput struct {
	PledgeInput
	Giver     id.ID  // Nil: whoever has this name
	GuestName string // a member’s name, or a guest’s
	Source    Source // ByScribe, ByConvener or ByCard
}

// FirmInput makes “Let’s talk” a firm promise, in the words it is meant.
type FirmInput struct {
	Promise string // unchanged when empty
	Amount  *float64
	Unit    string
	Cents   *int64
	Due     *time.Time
}

// EditInput is a promise in new words, while the evening’s window is open.
type EditInput struct {
	Kind          Kind
	Promise       string
	PrivateNote   string
	Organisation  string
	ShownAsMember bool
	SharePhone    bool
	Amount        *float64
	Unit          string
	Cents         *int64
	Due           *time.Time
}

// PartlyInput is how much of a promise is there so far.
type PartlyInput struct {
	Amount *float64
	Cents  *int64
	Note   string
}

const (
	mostPromise = 500
	mostNote    = 1000
	mostUnit    = 40
)

// settle brings a promise into the shape it is kept in and says everything that is wrong with it.
func (in *PledgeInput) settle(today time.Time) error {
	in.Promise = plainPromise(in.Promise)
	in.PrivateNote = strings.TrimSpace(in.PrivateNote)
	in.Organisation = oneLine(in.Organisation)
	in.Unit = oneLine(in.Unit)
	var wrong fault.Fields
	checkWords(&wrong, in.Promise, in.PrivateNote)
	if !in.Kind.Known() {
		wrong.Add("kind", "Choose what kind of help it is")
	}
	checkAmount(&wrong, in.Unit, in.Amount, in.Cents)
	if in.Due == nil && in.Firm {
		wrong.Add("due", "Say by when: a day makes it easy to count on")
	}
	if in.Due != nil {
		if err := future(*in.Due, today); err != nil {
			wrong.Add("due", fault.Of(err).Fields[0].Message)
		}
	}
	return wrong.Err()
}

func checkWords(wrong *fault.Fields, promise, note string) {
	switch {
	case promise == "":
		wrong.Add("promise", "Write what you will do")
	case utf8.RuneCountInString(promise) > mostPromise:
		wrong.Add("promise", "Please keep this to %d characters; it has %d", mostPromise, utf8.RuneCountInString(promise))
	}
	if utf8.RuneCountInString(note) > mostNote {
		wrong.Add("private_note", "Please keep this to %d characters; it has %d", mostNote, utf8.RuneCountInString(note))
	}
}

func checkAmount(wrong *fault.Fields, unit string, amount *float64, cents *int64) {
	if amount != nil && *amount <= 0 || cents != nil && *cents <= 0 {
		wrong.Add("amount", "Write a number, such as 6")
	}
	if utf8.RuneCountInString(unit) > mostUnit {
		wrong.Add("unit", "Please keep this to %d characters; it has %d", mostUnit, utf8.RuneCountInString(unit))
	}
}

// settle does for a promise written down for somebody what PledgeInput.settle does for one’s own.
func (in *PledgeForInput) settle(today time.Time) error {
	in.GuestName = oneLine(in.GuestName)
	err := in.PledgeInput.settle(today)
	if in.Giver == id.Nil && in.GuestName == "" {
		if f := fault.Of(err); f != nil {
			return f.And("giver", "Write who said it")
		}
		return fault.Invalid("giver", "Write who said it")
	}
	return err
}

// checkNote bounds what is said with a verb.
func checkNote(note string) error {
	if n := utf8.RuneCountInString(note); n > mostNote {
		return fault.Invalid("note", "Please keep this to %d characters; it has %d", mostNote, n)
	}
	return nil
}

// requestHash is the fingerprint of a request: the same form sent twice has the same.
func requestHash(input any) []byte {
	text, err := json.Marshal(input)
	if err != nil {
		panic("commitment: an input that cannot be written down: " + err.Error())
	}
	sum := sha256.Sum256(text)
	return sum[:]
}

// leads are how people begin a promise; the page says “I will” already.
var leads = []string{
	"i will ", "i’ll ", "i'll ", "i shall ", "i promise to ", "i pledge to ", "i commit to ", "i am going to ", "i’m going to ", "i'm going to ",
	"he will ", "she will ", "they will ", "will ", "to ",
	"yo me comprometo a ", "me comprometo a ", "se compromete a ", "yo voy a ", "voy a ", "va a ", "prometo ",
}

// plainPromise takes the lead off a promise, so that it reads on after “Walt will…”; a whole sentence of another
// shape keeps its capital letter and is shown as a quotation.
func plainPromise(text string) string {
	text = strings.TrimRight(oneLine(text), ". ")
	lower := strings.ToLower(text)
	for _, lead := range leads {
		if rest, ok := strings.CutPrefix(lower, lead); ok && rest != "" && len(lower) == len(text) {
			return plainPromise(text[len(lead):])
		}
	}
	first, _, _ := strings.Cut(lower, " ")
	if slices.Contains(sentenceStarts, strings.Trim(first, ",")) {
		return text
	}
	return uncapital(text)
}

// sentenceStarts begin a sentence that “will” does not fit before.
var sentenceStarts = []string{
	"i", "we", "my", "our", "the", "you", "i’d", "i'd", "i’m", "i'm", "i’ve", "i can", "happy", "yes", "if", "maybe", "perhaps", "a", "an", "one", "two",
	"yo", "mi", "mis", "nuestro", "nuestra", "nosotros", "nosotras", "el", "la", "los", "las", "puedo", "podría", "sí", "si", "quizás", "tal", "un", "una", "con",
}

// readsOn tells whether a kept promise can be read on after “will”.
func readsOn(promise string) bool {
	first, _ := utf8.DecodeRuneInString(promise)
	if !unicode.IsLower(first) {
		return false
	}
	word, _, _ := strings.Cut(promise, " ")
	return !slices.Contains(sentenceStarts, strings.Trim(word, ","))
}

func uncapital(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
