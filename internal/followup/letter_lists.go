package followup

import (
	"context"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
)

// listLetter is what one person promised and was promised at one gathering.
func (s *Service) listLetter(ctx context.Context, now time.Time, g over, r reader, given, received []letterItem) mail.Letter {
	ctx = i18n.With(ctx, r.Language)
	l := mail.Letter{
		Cause: g.cause(), Kind: kindPromises, Collaboratory: g.CollaboratoryID, Club: g.ClubName, ReplyTo: g.ReplyTo,
		To: r.recipient(), Greeting: i18n.T(ctx, "Hello %s,", r.Name),
		Subject: i18n.T(ctx, "Your list from %s", i18n.Day(ctx, g.Day)),
		Blocks:  []mail.Block{mail.Paragraph{Text: i18n.T(ctx, "Thank you for being there. Here is what was promised, and how to reach each other.")}},
		Why:     i18n.T(ctx, "You get this letter because you belong to %s.", g.ClubName),
	}
	firm, talk := split(given)
	l.Blocks = s.list(ctx, l.Blocks, now, r, i18n.T(ctx, "What you promised"), "", firm)
	l.Blocks = s.list(ctx, l.Blocks, now, r, i18n.T(ctx, "Let’s talk"), i18n.T(ctx, "A day makes each of these a promise."), talk)
	firm, talk = split(received)
	l.Blocks = s.list(ctx, l.Blocks, now, r, i18n.T(ctx, "What was promised to you"), i18n.T(ctx, "A word of thanks now, and a day to start, help most of these along."), firm)
	l.Blocks = s.list(ctx, l.Blocks, now, r, i18n.T(ctx, "They would like to talk"), "", talk)
	l.Action = &mail.Action{Label: i18n.T(ctx, "See all my promises"), URL: s.office.URL("/")}
	return l
}

// split tells firm promises from “Let’s talk”.
func split(promises []letterItem) (firm, talk []letterItem) {
	for _, p := range promises {
		if p.State == commitment.Exploring {
			talk = append(talk, p)
		} else {
			firm = append(firm, p)
		}
	}
	return firm, talk
}

// list adds a part with promises to a letter; nothing when there are none.
func (s *Service) list(ctx context.Context, blocks []mail.Block, now time.Time, r reader, title, word string, promises []letterItem) []mail.Block {
	if len(promises) == 0 {
		return blocks
	}
	blocks = append(blocks, mail.Heading{Text: title})
	if word != "" {
		blocks = append(blocks, mail.Paragraph{Text: word})
	}
	var slips mail.Promises
	for _, l := range promises {
		p := l.said(ctx, now)
		p.Links = s.listLinks(ctx, now, r.PersonID, l)
		slips = append(slips, p)
	}
	return append(blocks, slips)
}

// listLinks are the answers that make sense on the day after. What is open still is settled on its page.
func (s *Service) listLinks(ctx context.Context, now time.Time, person id.ID, l letterItem) []mail.Action {
	switch {
	case l.Side == commitment.TheReceiver && l.State == commitment.Delivered:
		return s.receiverLinks(ctx, person, l.item, l.day(*l.DeliveredAt))
	case l.Side == commitment.TheReceiver:
		return nil
	case l.State == commitment.Exploring:
		return []mail.Action{s.look(l, i18n.T(ctx, "Make it firm, or let it go"))}
	case l.State == commitment.Pledged:
		return s.giverLinks(ctx, now, person, l, laterOf(l.Due, l.day(now)))
	}
	return nil
}
