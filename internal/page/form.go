package page

import (
	"context"
	"errors"
	"net/http"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/web/ui"
)

// maxBody bounds a form that carries no file: 1 MB.
const maxBody = 1 << 20

// FormData is what was typed into a form: it keeps the raw input, so that the form can be shown again as it was, and
// gathers what is wrong with it, field by field.
type FormData struct {
	values url.Values
	fields []fault.Field
}

// Form reads the form of a request. A body that is no form, or too large, is fault.Invalid.
func Form(w http.ResponseWriter, r *http.Request) (*FormData, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, fault.Invalid("", "That is more than fits: please send less at once")
		}
		return nil, fault.Invalid("", "The form did not arrive whole: please send it again")
	}
	return &FormData{values: r.PostForm}, nil
}

// Filled is a form as it is first shown, with what is already known and a fresh request key.
func Filled(values map[string]string) *FormData {
	f := &FormData{values: url.Values{"key": {id.New().String()}}}
	for name, value := range values {
		f.values.Set(name, value)
	}
	return f
}

// Value is what was typed, untouched.
func (f *FormData) Value(name string) string { return f.values.Get(name) }

// Values is all that was typed or chosen under one name.
func (f *FormData) Values(name string) []string { return f.values[name] }

// Set replaces what a field shows, as when a coach has mended it.
func (f *FormData) Set(name, value string) { f.values.Set(name, value) }

// Has tells whether the field was sent at all (a pressed button, a ticked box).
func (f *FormData) Has(name string) bool { return f.values.Has(name) }

// Text reads one line of at most max characters; line breaks become spaces, so that none reaches a header.
func (f *FormData) Text(name string, max int) string {
	text := strings.Join(strings.Fields(f.Value(name)), " ")
	f.bound(name, text, max)
	return text
}

// Lines reads a text of several lines.
func (f *FormData) Lines(name string, max int) string {
	text := strings.TrimSpace(strings.ReplaceAll(f.Value(name), "\r\n", "\n"))
	f.bound(name, text, max)
	return text
}

func (f *FormData) bound(name, text string, max int) {
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		f.Wrong(name, "There are characters in here that cannot be kept: please type it again")
	case utf8.RuneCountInString(text) > max:
		f.Wrong(name, "Please keep this to %d characters; it has %d", max, utf8.RuneCountInString(text))
	}
}

// Email reads an e-mail address in lower case; empty stays empty.
func (f *FormData) Email(name string) string {
	text := strings.ToLower(strings.TrimSpace(f.Value(name)))
	if text == "" {
		return ""
	}
	if !IsEmail(text) {
		f.Wrong(name, "Write an e-mail address like maria@example.org")
	}
	return text
}

// IsEmail tells whether a text is one bare address that a letter could be sent to.
func IsEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text || len(text) > 254 {
		return false
	}
	_, domain, _ := strings.Cut(text, "@")
	return strings.Contains(domain, ".") || domain == "localhost"
}

// Link reads an http(s) address; a bare "example.org" gets its https. Empty stays empty.
func (f *FormData) Link(name string, max int) string {
	before := len(f.fields)
	text := f.Text(name, max)
	if text == "" || len(f.fields) > before {
		return text
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(u.Hostname(), ".") {
		f.Wrong(name, "Write a web address like https://example.org")
	}
	return text
}

// Date reads a civil date; nil when the field was left empty.
func (f *FormData) Date(name string) *time.Time {
	text := strings.TrimSpace(f.Value(name))
	if text == "" {
		return nil
	}
	for _, layout := range []string{time.DateOnly, "1/2/2006", "1/2/06"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 && t.Year() <= 2200 {
			day := clock.Date(t.Date())
			return &day
		}
	}
	f.Wrong(name, "Write a day like 2026-12-03, or pick one")
	return nil
}

// Time reads an hour of the day as "15:04"; empty when the field was left empty.
func (f *FormData) Time(name string) string {
	text := strings.ToLower(strings.ReplaceAll(f.Value(name), " ", ""))
	if text == "" {
		return ""
	}
	text = strings.NewReplacer("a.m.", "am", "p.m.", "pm", "\u00a0", "").Replace(text)
	for _, layout := range []string{"15:04", "15:04:05", "3:04pm", "3pm"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format("15:04")
		}
	}
	f.Wrong(name, "Write a time like 18:00")
	return ""
}

// Whole reads a whole number between min and max; nil when left empty.
func (f *FormData) Whole(name string, min, max int) *int {
	text := strings.TrimSpace(f.Value(name))
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	if err != nil || n < min || n > max {
		f.Wrong(name, "Write a whole number from %d to %d", min, max)
		return nil
	}
	return &n
}

// Amount reads how much, with at most two decimals; nil when left empty.
func (f *FormData) Amount(name string) *float64 {
	cents := f.hundredths(name, "Write a number, such as 6")
	if cents == nil {
		return nil
	}
	amount := float64(*cents) / 100
	return &amount
}

// Cents reads a sum of money, in cents; nil when left empty.
func (f *FormData) Cents(name string) *int64 {
	return f.hundredths(name, "Write a sum, such as 250")
}

// Choice reads one of the allowed values; anything else is the first, unless nothing was chosen and fallback is empty.
func (f *FormData) Choice(name, fallback string, allowed ...string) string {
	value := f.Value(name)
	if slices.Contains(allowed, value) {
		return value
	}
	if value != "" || fallback == "" {
		f.Wrong(name, "Please choose one")
	}
	return fallback
}

// Ticked tells whether a box was ticked.
func (f *FormData) Ticked(name string) bool { return f.Value(name) != "" }

// ID reads an id that the form itself offered; Nil when empty or unreadable.
func (f *FormData) ID(name string) id.ID { return id.Maybe(f.Value(name)) }

// Key is the request key: the same form sent twice carries the same key. A form without one gets its own.
func (f *FormData) Key() id.ID {
	if key := f.ID("key"); key != id.Nil {
		return key
	}
	key := id.New()
	f.Set("key", key.String())
	return key
}

// Wrong notes what is wrong with a field.
func (f *FormData) Wrong(name, message string, args ...any) {
	f.fields = append(f.fields, fault.Field{Name: name, Message: message, Args: args})
}

// Need notes a message when a text that must be there is empty.
func (f *FormData) Need(name, value, message string) {
	if value == "" {
		f.Wrong(name, message)
	}
}

// OK tells whether nothing is wrong so far.
func (f *FormData) OK() bool { return len(f.fields) == 0 }

// Take takes what a verb said about the form: true for fault.Invalid, whose fields are kept to show beside the fields;
// false for any other error.
func (f *FormData) Take(err error) bool {
	e := fault.Of(err)
	if e == nil || e.Kind != fault.KindInvalid {
		return false
	}
	f.fields = append(f.fields, e.Fields...)
	return true
}

// TakeConflict takes a fault.Conflict as something about the form as a whole, so that what was typed is shown again
// instead of being lost with the page; false for any other error.
func (f *FormData) TakeConflict(err error) bool {
	if !fault.Is(err, fault.KindConflict) {
		return false
	}
	e := fault.Of(err)
	f.Wrong("", e.Message, e.Args...)
	return true
}

// Error is the translated sentence for a field; empty when it is fine.
func (f *FormData) Error(ctx context.Context, name string) string {
	for _, field := range f.fields {
		if field.Name == name {
			return i18n.T(ctx, field.Message, field.Args...)
		}
	}
	return ""
}

// Errors is everything to put right, for the summary at the top.
func (f *FormData) Errors(ctx context.Context) []ui.FieldError {
	var errs []ui.FieldError
	for _, field := range f.fields {
		errs = append(errs, ui.FieldError{Field: field.Name, Message: i18n.T(ctx, field.Message, field.Args...)})
	}
	return errs
}

// Field is a field of the form with what was typed and what is wrong, ready for ui.
func (f *FormData) Field(ctx context.Context, name, label, hint string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint, Value: f.Value(name), Error: f.Error(ctx, name)}
}

// Hidden is the request key as the form carries it.
func (f *FormData) Hidden() ui.HiddenField {
	return ui.HiddenField{Name: "key", Value: f.Key().String()}
}

// FormView is a page around a form: 422 and "Error:" in the title when something is wrong with it.
func FormView(f *FormData, title, section string) View {
	return View{Title: title, Section: section, Form: true, Wrong: !f.OK()}
}
