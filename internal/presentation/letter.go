package presentation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/page"
)

// to makes the recipient of a letter.
func (a addressee) to() mail.Recipient {
	return mail.Recipient{PersonID: a.PersonID, Name: a.Name, Email: a.Email, CareOf: a.CareOf, Language: a.Language}
}

// send writes the same letter to each, every one in their own language.
func (s *Service) send(ctx context.Context, tx *db.Tx, collaboratory id.ID, club clubFacts, readers []addressee, write func(ctx context.Context, a addressee) mail.Letter) (told int, err error) {
	for _, reader := range readers {
		letter := write(i18n.With(ctx, reader.Language), reader)
		letter.Collaboratory, letter.Club, letter.To = collaboratory, club.Name, reader.to()
		if letter.ReplyTo == "" {
			letter.ReplyTo = club.ReplyTo
		}
		sent, err := s.office.Send(ctx, tx, letter)
		if err != nil {
			return told, err
		}
		if sent {
			told++
		}
	}
	return told, nil
}

func greeting(ctx context.Context, a addressee) string { return i18n.T(ctx, "Dear %s,", a.Name) }

// tellConveners says that a proposal came in.
func (s *Service) tellConveners(ctx context.Context, tx *db.Tx, p Proposal) error {
	club, err := clubOf(ctx, tx, p.CollaboratoryID)
	if err != nil {
		return err
	}
	conveners, err := convenersReachable(ctx, tx, p.CollaboratoryID)
	if err != nil {
		return err
	}
	author, err := nameOf(ctx, tx, p.AuthorID)
	if err != nil {
		return err
	}
	_, err = s.send(ctx, tx, p.CollaboratoryID, club, conveners, func(ctx context.Context, a addressee) mail.Letter {
		return mail.Letter{
			Cause: fmt.Sprintf("proposal/%s/submitted/%d", p.ID, p.Version), Kind: "proposal",
			Subject:  i18n.T(ctx, "%s proposes “%s”", author, p.Title),
			Greeting: greeting(ctx, a),
			Blocks: []mail.Block{
				mail.Paragraph{Text: i18n.T(ctx, "%s would like a turn with “%s”.", author, p.Title)},
				mail.Paragraph{Text: p.Summary},
			},
			Action: &mail.Action{Label: i18n.T(ctx, "Read it and decide"), URL: s.office.URL(page.ClubURL(club.Slug, "proposals", p.ID.String()))},
			Why:    i18n.T(ctx, "You get this because you are a convener of %s.", club.Name),
		}
	})
	return err
}

// tellAccepted says to the presenters that they have a turn, and asks them to confirm.
func (s *Service) tellAccepted(ctx context.Context, tx *db.Tx, p Proposal, t Turn, at venue) error {
	club, presenters, err := s.presentersAndClub(ctx, tx, p)
	if err != nil {
		return err
	}
	_, err = s.send(ctx, tx, p.CollaboratoryID, club, presenters, func(ctx context.Context, a addressee) mail.Letter {
		return mail.Letter{
			Cause: fmt.Sprintf("presentation/%s/accepted", t.ID), Kind: "proposal", ReplyTo: at.ReplyTo,
			Subject:  i18n.T(ctx, "“%s” has a turn on %s", p.Title, i18n.Day(ctx, at.day())),
			Greeting: greeting(ctx, a),
			Blocks: []mail.Block{
				mail.Paragraph{Text: i18n.T(ctx, "“%s” will be presented at %s.", p.Title, at.Title)},
				mail.Facts{
					{Label: i18n.T(ctx, "When"), Value: i18n.WhenYear(ctx, at.day())},
					{Label: i18n.T(ctx, "Where"), Value: at.Place},
				},
				mail.Paragraph{Text: i18n.T(ctx, "You have five to seven minutes to say what it is and what would help. Then people in the room say what they will do, and by when.")},
			},
			Action: &mail.Action{Label: i18n.T(ctx, "Say that I will be there"), URL: s.office.URL(page.ClubURL(club.Slug, "presentations", t.ID.String()))},
			Why:    i18n.T(ctx, "You get this because you proposed “%s” in %s.", p.Title, club.Name),
		}
	})
	return err
}

// tellDeclined gives the author the conveners' reason.
func (s *Service) tellDeclined(ctx context.Context, tx *db.Tx, p Proposal) error {
	club, presenters, err := s.presentersAndClub(ctx, tx, p)
	if err != nil {
		return err
	}
	_, err = s.send(ctx, tx, p.CollaboratoryID, club, presenters, func(ctx context.Context, a addressee) mail.Letter {
		return mail.Letter{
			Cause: fmt.Sprintf("proposal/%s/declined/%d", p.ID, p.Version), Kind: "proposal",
			Subject:  i18n.T(ctx, "“%s”: not this time", p.Title),
			Greeting: greeting(ctx, a),
			Blocks: []mail.Block{
				mail.Paragraph{Text: i18n.T(ctx, "Thank you for proposing “%s”. It does not get a turn this time. The conveners say why:", p.Title)},
				mail.Paragraph{Text: "“" + p.Reason + "”"},
				mail.Paragraph{Text: i18n.T(ctx, "Your words are kept. You can change them and send them again.")},
			},
			Action: &mail.Action{Label: i18n.T(ctx, "Open the proposal"), URL: s.office.URL(page.ClubURL(club.Slug, "proposals", p.ID.String()))},
			Why:    i18n.T(ctx, "You get this because you proposed “%s” in %s.", p.Title, club.Name),
		}
	})
	return err
}

func (s *Service) presentersAndClub(ctx context.Context, tx *db.Tx, p Proposal) (clubFacts, []addressee, error) {
	club, err := clubOf(ctx, tx, p.CollaboratoryID)
	if err != nil {
		return club, nil, err
	}
	presenters, err := presentersOf(ctx, tx, p.CollaboratoryID, p.ID)
	return club, presenters, err
}

// tellLineUp says to every member who presents. The cause names the turns in their order, so that nobody reads the same
// line-up twice.
func (s *Service) tellLineUp(ctx context.Context, tx *db.Tx, collaboratory id.ID, at venue) (int, error) {
	places, err := lineUpOf(ctx, tx, collaboratory, at.ID)
	if err != nil {
		return 0, err
	}
	if len(places) == 0 {
		return 0, fault.Conflict("Nobody has a turn at this gathering yet")
	}
	club, err := clubOf(ctx, tx, collaboratory)
	if err != nil {
		return 0, err
	}
	members, err := membersReachable(ctx, tx, collaboratory)
	if err != nil {
		return 0, err
	}
	cause := fmt.Sprintf("gathering/%s/line-up/%s", at.ID, fingerprint(places))
	return s.send(ctx, tx, collaboratory, club, members, func(ctx context.Context, a addressee) mail.Letter {
		return mail.Letter{
			Cause: cause, Kind: "gathering", Topic: "gathering/" + at.ID.String(), ReplyTo: at.ReplyTo,
			Subject:  i18n.T(ctx, "Who presents on %s", i18n.Day(ctx, at.day())),
			Greeting: greeting(ctx, a),
			Blocks: []mail.Block{
				mail.Paragraph{Text: i18n.T(ctx, "These neighbors take their turn at %s. Think about what you could do for them.", at.Title)},
				turnLines(ctx, places),
			},
			Action: &mail.Action{Label: i18n.T(ctx, "See what they ask for"), URL: s.office.URL(page.ClubURL(club.Slug, "gatherings", at.ID.String()))},
			Why:    i18n.T(ctx, "You get this because you are a member of %s.", club.Name),
		}
	})
}

func turnLines(ctx context.Context, places []place) mail.List {
	lines := make(mail.List, len(places))
	for i, p := range places {
		lines[i] = i18n.T(ctx, "%s: %s", p.Title, p.presenters(ctx))
	}
	return lines
}

func fingerprint(places []place) string {
	sum := sha256.New()
	for _, p := range places {
		sum.Write(p.ID.Bytes())
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
