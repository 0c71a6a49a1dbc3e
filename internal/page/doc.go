// Package page turns what a handler returns into an answer of HTTP.
//
// A handler is a func that returns an error; page is the only place that knows status codes. It renders into a buffer
// first, so that a page is sent whole or not at all. A form keeps what was typed and gathers what is wrong with it.
// A slot is a piece of a page that belongs to a room further right: it queues its read on the page's batch and renders
// when the batch has run.
package page
