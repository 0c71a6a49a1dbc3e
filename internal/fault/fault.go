// Package fault holds the few kinds of error a verb may answer with, each with a sentence for the reader.
//
// The sentence is English source text and its arguments; page translates it and is the only place that knows status codes:
//
//	NotFound     the thing is not there, or not there for you      404
//	Forbidden    you may see it but not do this                    403
//	Invalid      what was typed cannot be taken, field by field    422
//	Conflict     somebody was quicker, or it no longer fits        409
//	Gone         it was there and has ended (a used link)          410
//	TooMany      too often; Wait says when to come back            429
//	Unavailable  the house itself cannot answer just now           503
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind tells what went wrong, in the few ways that make a difference to the reader.
type Kind int

// The kinds of fault; see the package comment for what each means.
const (
	KindNotFound Kind = iota + 1
	KindForbidden
	KindInvalid
	KindConflict
	KindGone
	KindTooMany
	KindUnavailable
)

// Error is a fault with its sentence.
type Error struct {
	Kind    Kind
	Message string        // English source text, translated by page
	Args    []any         // for the verbs in Message; never translated
	Fields  []Field       // only with KindInvalid, at least one
	Wait    time.Duration // only with KindTooMany and KindUnavailable
	cause   error
}

// Field is what is wrong with one field of a form. An empty Name means the form as a whole.
type Field struct {
	Name    string
	Message string
	Args    []any
}

// Error gives the English sentence and the cause, for logs.
func (e *Error) Error() string {
	message := fmt.Sprintf(e.Message, e.Args...)
	for _, f := range e.Fields {
		message += fmt.Sprintf(" (%s: %s)", f.Name, fmt.Sprintf(f.Message, f.Args...))
	}
	if e.cause != nil {
		message += ": " + e.cause.Error()
	}
	return message
}

// Unwrap gives the cause, so that errors.Is still finds it.
func (e *Error) Unwrap() error { return e.cause }

// NotFound says that the thing is not there for this reader.
func NotFound(message string, args ...any) *Error {
	return &Error{Kind: KindNotFound, Message: message, Args: args}
}

// Forbidden says that this reader may not do it, and who may.
func Forbidden(message string, args ...any) *Error {
	return &Error{Kind: KindForbidden, Message: message, Args: args}
}

// Conflict says that the state of things no longer allows it.
func Conflict(message string, args ...any) *Error {
	return &Error{Kind: KindConflict, Message: message, Args: args}
}

// Gone says that it was there and has ended.
func Gone(message string, args ...any) *Error {
	return &Error{Kind: KindGone, Message: message, Args: args}
}

// TooMany says that it was tried too often, and how long to wait.
func TooMany(wait time.Duration, message string, args ...any) *Error {
	return &Error{Kind: KindTooMany, Message: message, Args: args, Wait: wait}
}

// Unavailable says that the house cannot answer now; cause is for the log.
func Unavailable(cause error, message string, args ...any) *Error {
	return &Error{Kind: KindUnavailable, Message: message, Args: args, Wait: 5 * time.Second, cause: cause}
}

// Invalid says that one field cannot be taken as typed.
func Invalid(field, message string, args ...any) *Error {
	return (&Error{Kind: KindInvalid, Message: invalidMessage}).And(field, message, args...)
}

const invalidMessage = "Something is not right yet"

// And adds a further field to an Invalid.
func (e *Error) And(field, message string, args ...any) *Error {
	e.Fields = append(e.Fields, Field{Name: field, Message: message, Args: args})
	return e
}

// Because keeps the cause for the log; the reader sees only the sentence.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// Fields gathers what is wrong with a form, to be answered all at once.
type Fields struct{ fault *Error }

// Add notes that a field cannot be taken.
func (f *Fields) Add(field, message string, args ...any) {
	if f.fault == nil {
		f.fault = Invalid(field, message, args...)
		return
	}
	f.fault = f.fault.And(field, message, args...)
}

// Err is the Invalid of all that was added, or nil.
func (f *Fields) Err() error {
	if f.fault == nil {
		return nil
	}
	return f.fault
}

// Of gives the fault inside err, or nil.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is tells whether err is a fault of this kind.
func Is(err error, kind Kind) bool {
	e := Of(err)
	return e != nil && e.Kind == kind
}
