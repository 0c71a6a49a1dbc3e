package commitment

import (
	"context"
	"fmt"

	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
)

// kindGuest is the kind of the letter that asks a guest whether it was them.
const kindGuest = "guest"

// askWhether writes “Was this you?” to the address a guest gave, at their first promise; later ones write no second
// letter, its page shows all.
func (s *Service) askWhether(ctx context.Context, tx *db.Tx, c *Commitment, guest guestFacts) error {
	if guest.Email == "" {
		return nil
	}
	language := guest.Language
	if language == "" {
		language = guest.ClubLanguage
	}
	ctx = i18n.With(ctx, language)
	promise := mail.Promise{What: ownSentence(ctx, c.Promise), Who: i18n.T(ctx, "for %s", c.Title)}
	if c.Due != nil {
		promise.When = i18n.T(ctx, "by %s", i18n.DayYear(ctx, *c.Due))
	}
	l := mail.Letter{
		Cause: "guest/" + guest.ID.String() + "/was this you", Kind: kindGuest, Asked: true,
		Collaboratory: guest.CollaboratoryID, Club: guest.ClubName, ReplyTo: guest.ClubReplyTo,
		To:       mail.Recipient{Name: guest.Name, Email: guest.Email, Language: language},
		Subject:  i18n.T(ctx, "Was this you? A promise at %s", guest.ClubName),
		Greeting: i18n.T(ctx, "Hello %s,", guest.Name),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "On %s, at “%s” of %s, somebody gave this address and promised:", i18n.Day(ctx, guest.Day), guest.Gathering, guest.ClubName)},
			mail.Promises{promise},
			mail.Paragraph{Text: i18n.T(ctx, "If it was you, please say so: then they can count on it. If not, say that, and it is taken back.")},
		},
		Action: &mail.Action{Label: i18n.T(ctx, "Say whether it was me"), URL: s.GuestLink(guest.CollaboratoryID, guest.ID)},
		Why:    i18n.T(ctx, "You get this letter, once, because your address was given at a gathering of %s.", guest.ClubName),
	}
	if _, err := s.office.Send(ctx, tx, l); err != nil {
		return fmt.Errorf("asking a guest whether it was them: %w", err)
	}
	return nil
}
