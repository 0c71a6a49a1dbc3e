package followup

import (
	"context"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
)

// guestLetter is what one guest promised at one gathering. A guest who is known by their address reads how to reach the
// presenters and can answer from the letter; of any other it asks, once more, whether it was them.
func (s *Service) guestLetter(ctx context.Context, now time.Time, g over, r guestReader, given []letterItem) mail.Letter {
	language := firstOf(r.Language, g.ClubLanguage)
	ctx = i18n.With(ctx, language)
	l := mail.Letter{
		Cause: g.cause() + "/guest/" + r.ID.String(), Kind: kindPromises, Collaboratory: g.CollaboratoryID, Club: g.ClubName,
		ReplyTo: g.ReplyTo, To: mail.Recipient{Name: r.Name, Email: r.Email, Language: language},
		Greeting: i18n.T(ctx, "Hello %s,", r.Name), Subject: i18n.T(ctx, "Your list from %s", i18n.Day(ctx, g.Day)),
		Blocks: []mail.Block{mail.Paragraph{Text: i18n.T(ctx, "Thank you for being there. Here is what you promised.")}},
		Why:    i18n.T(ctx, "You get this letter because you promised something at a gathering of %s.", g.ClubName),
	}
	firm, talk := split(given)
	l.Blocks = s.guestList(ctx, l.Blocks, now, r, i18n.T(ctx, "What you promised"), firm)
	l.Blocks = s.guestList(ctx, l.Blocks, now, r, i18n.T(ctx, "Let’s talk"), talk)
	if !r.Verified {
		l.Blocks = append(l.Blocks, mail.Paragraph{Text: i18n.T(ctx, "Was this you? Please say so: then they can count on it, and you read how to reach them.")})
		l.Action = &mail.Action{Label: i18n.T(ctx, "Say whether it was me"), URL: s.commitments.GuestLink(g.CollaboratoryID, r.ID)}
	}
	return l
}

// guestList adds a part with what a guest promised; nothing when there is none.
func (s *Service) guestList(ctx context.Context, blocks []mail.Block, now time.Time, r guestReader, title string, promises []letterItem) []mail.Block {
	if len(promises) == 0 {
		return blocks
	}
	var slips mail.Promises
	for _, l := range promises {
		p := l.said(ctx, now)
		if !r.Verified {
			p.Contact = ""
		} else {
			p.Links = s.guestLinks(ctx, now, r, l)
		}
		slips = append(slips, p)
	}
	return append(blocks, mail.Heading{Text: title}, slips)
}

// guestLinks are the answers of a guest who is known by their address: the three of a giver.
func (s *Service) guestLinks(ctx context.Context, now time.Time, r guestReader, l letterItem) []mail.Action {
	sign := func(purpose string) string {
		return s.signGuest(purpose, l.item, r.ID, dateText(l.Due), expires(laterOf(l.Due, l.day(now))))
	}
	release := mail.Action{Label: i18n.T(ctx, "I can’t after all"), URL: sign(Cannot)}
	switch l.State {
	case commitment.Exploring:
		return []mail.Action{release}
	case commitment.Pledged:
		return []mail.Action{
			{Label: i18n.T(ctx, "Did it"), URL: sign(DidIt)}, {Label: i18n.T(ctx, "Need more time"), URL: sign(MoreTime)}, release,
		}
	}
	return nil
}
