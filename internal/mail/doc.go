// Package mail writes and sends letters.
//
// A room fills a Letter in its letter.go, in the recipient's language, and gives it to the Office inside the
// transaction that causes it. The Office renders it once as HTML and once as text, keeps it as a row and enqueues its
// delivery. A cause reaches a recipient once, whatever is run twice: UNIQUE (cause, recipient) holds that.
//
//	waiting ──▶ sent
//	   └──────▶ failed      the server refused it, or could not be reached for some fifteen hours
//
// Every letter can be refused by who gets it, by kind or all of a collaboratory's; letters a person asked for just now
// (Asked) come all the same. Without SMTP, in development, a letter counts as sent at once and is read at /dev/mail.
package mail
