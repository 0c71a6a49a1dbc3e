package commitment

import (
	"context"
	"fmt"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/page"
)

// kindNews is the kind of all letters that tell one side what the other side did, as people may refuse it.
const kindNews = "commitment"

// news is what a letter about one change needs to know.
type news struct {
	ch      *change
	club    clubFacts
	people  map[id.ID]correspondent
	giver   string // the name of who gives it now
	whose   string // the name of the person whose word it is
	url     string
	reader  id.ID // who gets this letter; Nil: a guest
	toGiver bool
}

// tell writes the letters that the table asks for at once: to the other side, never to the one who acts.
func (s *Service) tell(ctx context.Context, ch *change) error {
	if len(ch.step.letter) == 0 || ch.toldBefore() {
		return nil
	}
	n, err := s.gather(ctx, ch)
	if err != nil {
		return err
	}
	for _, to := range ch.readers() {
		if to == ch.actor.PersonID && to != id.Nil || to == id.Nil && ch.c.VerifiedAt == nil && ch.c.Source == BySelf {
			continue // an address that a guest typed counts once they have opened a letter there
		}
		n.reader, n.toGiver = to, ch.c.GiverPersonID != nil && *ch.c.GiverPersonID == to
		if err := s.send(ctx, ch.tx, n, n.people[to]); err != nil {
			return err
		}
	}
	return nil
}

// thankedKey remembers whom one “thank everyone” has written to: a giver of three promises gets one letter.
type thankedKey struct{ presentation, giver id.ID }

func (ch *change) toldBefore() bool {
	if ch.event.Verb != Thank || ch.c.GiverPersonID == nil {
		return false
	}
	key := thankedKey{ch.c.PresentationID, *ch.c.GiverPersonID}
	before := ch.tx.Kept(key) != nil
	ch.tx.Keep(key, true)
	return before
}

// readers are the people the table names, seen from who acted.
func (ch *change) readers() []id.ID {
	var all []id.ID
	for _, side := range ch.step.letter {
		if side == Either {
			side = ch.otherSide()
		}
		switch {
		case side == TheReceiver:
			all = append(all, ch.c.Receivers()...)
		case ch.c.GiverPersonID != nil:
			all = append(all, *ch.c.GiverPersonID)
		default:
			all = append(all, id.Nil)
		}
	}
	return all
}

// otherSide is who hears when either side may act: a receiver’s word goes to the giver, any other to the receivers.
func (ch *change) otherSide() Side {
	if ch.is&(access.Presenter|access.Giver) == access.Presenter {
		return TheGiver
	}
	return TheReceiver
}

// gather reads the names and addresses of all the letters of a change.
func (s *Service) gather(ctx context.Context, ch *change) (*news, error) {
	club, err := getClub(ctx, ch.tx, ch.c.CollaboratoryID)
	if err != nil {
		return nil, err
	}
	wanted := append(ch.c.Receivers(), ch.actor.PersonID)
	if ch.c.GiverPersonID != nil {
		wanted = append(wanted, *ch.c.GiverPersonID)
	}
	if ch.event.ForPersonID != nil {
		wanted = append(wanted, *ch.event.ForPersonID)
	}
	n := &news{ch: ch, club: club, url: s.office.URL(page.ClubURL(club.Slug, "commitments", ch.c.ID.String()))}
	if n.people, err = correspondents(ctx, ch.tx, club, wanted, ch.c.GiverGuestID); err != nil {
		return nil, err
	}
	n.giver = n.people[orZero(ch.c.GiverPersonID)].Name
	n.whose = n.people[ch.actor.PersonID].Name
	if ch.event.ForPersonID != nil && ch.event.Verb != HandOver {
		n.whose = n.people[*ch.event.ForPersonID].Name
	}
	return n, nil
}

func correspondents(ctx context.Context, q db.Querier, club clubFacts, people []id.ID, guest *id.ID) (map[id.ID]correspondent, error) {
	rows, err := getCorrespondents(ctx, q, club.ID, people, guest)
	if err != nil {
		return nil, err
	}
	all := map[id.ID]correspondent{}
	for _, r := range rows {
		if r.Language == "" {
			r.Language = club.Language
		}
		all[r.PersonID] = r
	}
	return all, nil
}

func orZero(v *id.ID) id.ID {
	if v == nil {
		return id.Nil
	}
	return *v
}

// send writes one letter in the language of who gets it.
func (s *Service) send(ctx context.Context, tx *db.Tx, n *news, to correspondent) error {
	ctx = i18n.With(ctx, to.Language)
	l := n.letter(ctx)
	l.Cause = fmt.Sprintf("commitment/%s/%d", n.ch.c.ID, n.ch.event.Seq)
	l.Kind, l.Collaboratory, l.Club, l.ReplyTo = kindNews, n.club.ID, n.club.Name, n.replyTo()
	l.To = mail.Recipient{PersonID: to.PersonID, Name: to.Name, Email: to.Email, CareOf: to.CareOf, Language: to.Language}
	l.Greeting = i18n.T(ctx, "Hello %s,", to.Name)
	l.Why = i18n.T(ctx, "You get this letter because it is about a promise at %s.", n.club.Name)
	if _, err := s.office.Send(ctx, tx, l); err != nil {
		return fmt.Errorf("writing a letter about a promise: %w", err)
	}
	return nil
}

// replyTo lets an answer reach the other side, who is a person; the collaboratory where there is none.
func (n *news) replyTo() string {
	if n.toGiver {
		if presenter := n.people[n.ch.c.PresenterID]; presenter.Email != "" && !presenter.CareOf {
			return presenter.Email
		}
	}
	if giver := n.people[orZero(n.ch.c.GiverPersonID)]; !n.toGiver && giver.Email != "" && !giver.CareOf {
		return giver.Email
	}
	return n.club.ReplyTo
}

// letter is what a verb says to this reader.
func (n *news) letter(ctx context.Context) mail.Letter {
	said := n.said(ctx)
	l := mail.Letter{Subject: said.subject, Blocks: []mail.Block{mail.Paragraph{Text: said.text}}}
	if n.ch.note != "" {
		l.Blocks = append(l.Blocks, mail.Paragraph{Text: i18n.T(ctx, "“%s”", n.ch.note)})
	}
	l.Blocks = append(l.Blocks, mail.Promises{n.slip(ctx)})
	if said.act != "" && n.reader != id.Nil {
		l.Action = &mail.Action{Label: said.act, URL: n.url}
	}
	return l
}

// slip is the promise as it stands in a letter, with how to reach the other side.
func (n *news) slip(ctx context.Context) mail.Promise {
	c := n.ch.c
	p := mail.Promise{What: sentence(ctx, n.giver, c.Promise), Who: i18n.T(ctx, "for %s", c.Title)}
	if n.toGiver {
		p.What = ownSentence(ctx, c.Promise)
		p.Who = i18n.T(ctx, "to %s, for %s", n.people[c.PresenterID].Name, c.Title)
	}
	if c.Due != nil && c.State.Open() {
		p.When = i18n.T(ctx, "by %s", i18n.DayYear(ctx, *c.Due))
	}
	if n.ch.event.Verb == HandOver {
		p.Contact = n.contact(n.toGiver)
	}
	return p
}

func (n *news) contact(ofReceiver bool) string {
	other := n.people[orZero(n.ch.c.GiverPersonID)]
	if ofReceiver {
		other = n.people[n.ch.c.PresenterID]
	}
	return other.Email
}

// saying is the words of a letter; act is its one button, empty when nothing is asked.
type saying struct {
	subject, text, act string
}

// said chooses the words for the verb and the reader.
func (n *news) said(ctx context.Context) saying {
	who, title := n.whose, n.ch.c.Title
	switch n.ch.event.Verb {
	case Deliver:
		return saying{
			subject: i18n.T(ctx, "%s says it is done. Is it?", n.giver),
			text:    i18n.T(ctx, "%s says that a promise for %s is done. You have the last word.", n.giver, title),
			act:     i18n.T(ctx, "Answer"),
		}
	case Receive:
		return saying{subject: i18n.T(ctx, "Kept: %s received it", who), text: i18n.T(ctx, "%s says: yes, I received it. Your promise is kept.", who)}
	case NotYet:
		return saying{
			subject: i18n.T(ctx, "Not yet: %s", title),
			text:    i18n.T(ctx, "%s has not received it yet. Perhaps a word between you is all it needs.", who),
			act:     i18n.T(ctx, "Open the promise"),
		}
	case Release:
		return n.released(ctx)
	case Decline:
		return saying{
			subject: i18n.T(ctx, "Not needed, with thanks: %s", title),
			text:    i18n.T(ctx, "%s does not need this after all and thanks you for it. You have nothing more to do.", who),
		}
	case HandOver:
		return n.handedOver(ctx)
	case Thank:
		return saying{subject: i18n.T(ctx, "%s thanks you", who), text: i18n.T(ctx, "%s thanks you for what you promised for %s.", who, title)}
	}
	return saying{
		subject: i18n.T(ctx, "%s meant it differently", n.giver),
		text:    i18n.T(ctx, "What was written down for %s is not what was said. It is kept as “Let’s talk” until you two have spoken.", n.giver),
		act:     i18n.T(ctx, "Open the promise"),
	}
}

func (n *news) released(ctx context.Context) saying {
	if n.toGiver || n.reader == id.Nil {
		return saying{
			subject: i18n.T(ctx, "Let go, with thanks: %s", n.ch.c.Title),
			text:    i18n.T(ctx, "%s lets this promise go and thanks you for it. It does not count against anyone.", n.whose),
		}
	}
	return saying{
		subject: i18n.T(ctx, "%s can’t after all", n.giver),
		text:    i18n.T(ctx, "%s has to let this promise go. It does not count against anyone, and you can ask the others.", n.giver),
	}
}

func (n *news) handedOver(ctx context.Context) saying {
	if n.toGiver {
		return saying{
			subject: i18n.T(ctx, "%s hands a promise on to you", n.whose),
			text:    i18n.T(ctx, "%s asks you to take on this promise. If that does not suit you, let it go on its page: nobody minds.", n.whose),
			act:     i18n.T(ctx, "Open the promise"),
		}
	}
	return saying{
		subject: i18n.T(ctx, "%s takes on a promise to you", n.giver),
		text:    i18n.T(ctx, "%s hands a promise for %s on to %s.", n.whose, n.ch.c.Title, n.giver),
	}
}
