package mail

import (
	"context"

	"collaboratory/internal/id"
)

// Sent is a letter as it was written.
type Sent struct {
	ID       id.ID
	Cause    string
	Kind     string
	Email    string
	Language string
	Subject  string
	Text     string
	HTML     string
	State    string // waiting, sent, failed, bounced
	Error    string
	Calendar []byte
	Method   string // of the calendar
}

// Letters are the last letters to an address, the newest first; to every address when it is empty. It asks for no
// rights: it is for tests and for development.
func (o *Office) Letters(ctx context.Context, email string) ([]Sent, error) {
	letters, err := newestLetters(ctx, o.db.Pool(), email, 1000)
	var all []Sent
	for _, l := range letters {
		all = append(all, Sent{
			ID: l.ID, Cause: l.Cause, Kind: l.Kind, Email: l.Email, Language: l.Language, Subject: l.Subject,
			Text: l.Text, HTML: l.HTML, State: l.State, Error: l.Error, Calendar: l.Calendar, Method: l.CalendarMethod,
		})
	}
	return all, err
}
