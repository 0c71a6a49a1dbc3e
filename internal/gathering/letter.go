package gathering

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/calendar"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/page"
)

// The kinds of letters, as people may refuse them. A change is a kind of its own: who wants no more invitations may
// still come and must hear of it.
const (
	kindInvitation = "gathering"
	kindChange     = "gathering change"
	kindReminder   = "reminder"
	kindNote       = "gathering note"
)

// writer writes one letter about a gathering; ctx carries the recipient's language.
type writer func(ctx context.Context, s *Service, g Gathering, c club, r recipient) mail.Letter

// send writes to everybody whom who finds, and tells how many letters went out.
func (s *Service) send(ctx context.Context, tx *db.Tx, g Gathering, c club, write writer, who func(context.Context, db.Querier, id.ID, id.ID) ([]recipient, error)) (int, error) {
	people, err := who(ctx, tx, g.CollaboratoryID, g.ID)
	if err != nil {
		return 0, err
	}
	return s.sendEach(ctx, tx, g, c, write, people)
}

func (s *Service) sendEach(ctx context.Context, tx *db.Tx, g Gathering, c club, write writer, people []recipient) (letters int, err error) {
	for _, r := range people {
		sent, err := s.office.Send(ctx, tx, s.letterTo(ctx, g, c, write, r))
		if err != nil {
			return letters, fmt.Errorf("writing letters about a gathering: %w", err)
		}
		if sent {
			letters++
		}
	}
	return letters, nil
}

// letterTo is one letter in the language of who gets it, with what all of them share.
func (s *Service) letterTo(ctx context.Context, g Gathering, c club, write writer, r recipient) mail.Letter {
	if r.Language == "" {
		r.Language = c.Language
	}
	ctx = i18n.With(ctx, r.Language)
	l := write(ctx, s, g, c, r)
	l.Collaboratory, l.Club, l.ReplyTo = c.ID, c.Name, g.replyTo(c)
	l.To = mail.Recipient{PersonID: r.PersonID, Name: r.Name, Email: r.Email, CareOf: r.CareOf, Language: r.Language}
	l.Greeting = i18n.T(ctx, "Hello %s,", r.Name)
	l.Why = i18n.T(ctx, "You get this letter because you belong to %s.", c.Name)
	return l
}

func (g Gathering) replyTo(c club) string {
	if g.ReplyTo != "" {
		return g.ReplyTo
	}
	return c.ReplyTo
}

// invitationLetter invites one member: when, where, and links that answer.
func invitationLetter(ctx context.Context, s *Service, g Gathering, c club, r recipient) mail.Letter {
	l := mail.Letter{
		Cause: cause(g, "published/%d", g.Sequence), Kind: kindInvitation, Topic: topic(g),
		Subject: i18n.T(ctx, "You are invited: %s", whenLine(ctx, g)),
		Blocks:  []mail.Block{mail.Paragraph{Text: i18n.T(ctx, "%s of %s.", ordinal(ctx, g.Number), c.Name)}, factsOf(ctx, g)},
	}
	for _, text := range paragraphs(g.Welcome) {
		l.Blocks = append(l.Blocks, mail.Paragraph{Text: text})
	}
	l.Blocks = append(l.Blocks, mail.Paragraph{Text: i18n.T(ctx, "Would you like to present? You can say so with your answer.")})
	s.addAnswers(ctx, &l, g, r)
	s.addEntry(&l, g, c, r)
	return l
}

// changedLetter tells what changed, with the same calendar entry anew.
func changedLetter(before Gathering) writer {
	return func(ctx context.Context, s *Service, g Gathering, c club, r recipient) mail.Letter {
		l := mail.Letter{
			Cause: cause(g, "changed/%d", g.Sequence), Kind: kindChange,
			Subject: i18n.T(ctx, "Changed: %s", whenLine(ctx, g)),
			Blocks: []mail.Block{
				mail.Paragraph{Text: i18n.T(ctx, "Something about our gathering has changed. This is how it stands now:")}, factsOf(ctx, g),
				mail.Paragraph{Text: i18n.T(ctx, "It was: %s, %s.", whenLine(ctx, before), where(ctx, before))},
			},
		}
		s.addAnswers(ctx, &l, g, r)
		s.addEntry(&l, g, c, r)
		return l
	}
}

// cancelledLetter calls it off and takes the entry out of the calendar.
func cancelledLetter(ctx context.Context, s *Service, g Gathering, c club, r recipient) mail.Letter {
	l := mail.Letter{
		Cause: cause(g, "canceled/%d", g.Sequence), Kind: kindChange,
		Subject: i18n.T(ctx, "Canceled: %s", whenLine(ctx, g)),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "Our gathering on %s will not take place.", whenLine(ctx, g))},
			mail.Paragraph{Text: g.CancelReason},
		},
	}
	l.Calendar, l.CalendarMethod = calendar.Cancel(s.eventFor(g, c, r)), "CANCEL"
	return l
}

// reminderLetter asks the silent once more, or tells those who come that it is tomorrow.
func reminderLetter(due reminder) writer {
	return func(ctx context.Context, s *Service, g Gathering, c club, r recipient) mail.Letter {
		l := mail.Letter{Cause: reminderCause(g, due), Kind: kindReminder, Topic: topic(g), Blocks: []mail.Block{factsOf(ctx, g)}}
		if due.going {
			l.Subject = i18n.T(ctx, "Tomorrow: %s", whenLine(ctx, g))
			l.Blocks = append([]mail.Block{mail.Paragraph{Text: i18n.T(ctx, "See you tomorrow. If you cannot come after all, please say so.")}}, l.Blocks...)
			l.Action = &mail.Action{Label: i18n.T(ctx, "Look at the evening"), URL: s.office.URL(page.ClubURL(c.Slug, "gatherings", g.ID.String()))}
			l.More = []mail.Action{{Label: i18n.T(ctx, "I cannot come after all"), URL: s.answerURL(g, r, "not")}}
			return l
		}
		l.Subject = i18n.T(ctx, "Are you coming? %s", whenLine(ctx, g))
		l.Blocks = append([]mail.Block{mail.Paragraph{Text: i18n.T(ctx, "We have not heard from you yet, and would love to know whether to expect you.")}}, l.Blocks...)
		s.addAnswers(ctx, &l, g, r)
		s.addEntry(&l, g, c, r)
		return l
	}
}

// noteLetter is what a convener wrote, in their own words.
func noteLetter(note id.ID, in Writing, from string) writer {
	return func(ctx context.Context, s *Service, g Gathering, c club, r recipient) mail.Letter {
		l := mail.Letter{Cause: cause(g, "note/%s", note), Kind: kindNote, Topic: topic(g), Subject: in.Subject}
		for _, text := range paragraphs(in.Body) {
			l.Blocks = append(l.Blocks, mail.Paragraph{Text: text})
		}
		if from != "" {
			l.Blocks = append(l.Blocks, mail.Paragraph{Text: from})
		}
		l.Action = &mail.Action{Label: i18n.T(ctx, "See the gathering on %s", i18n.Date(ctx, g.Day)), URL: s.office.URL(page.ClubURL(c.Slug, "gatherings", g.ID.String()))}
		return l
	}
}

func cause(g Gathering, format string, args ...any) string {
	return "gathering/" + g.ID.String() + "/" + fmt.Sprintf(format, args...)
}

// reminderCause names the day, so that a gathering moved to another day is reminded of anew.
func reminderCause(g Gathering, r reminder) string {
	return cause(g, "reminder-%d/%s", r.days, g.Day.Format(time.DateOnly))
}

func topic(g Gathering) string { return "gathering/" + g.ID.String() }

// addAnswers puts the links that answer into a letter; the first is the one clear act.
func (s *Service) addAnswers(ctx context.Context, l *mail.Letter, g Gathering, r recipient) {
	for i, option := range answerField(ctx, g, "").Options {
		act := mail.Action{Label: option.Label, URL: s.answerURL(g, r, option.Value)}
		if i == 0 {
			l.Action = &act
			continue
		}
		l.More = append(l.More, act)
	}
}

func (s *Service) answerURL(g Gathering, r recipient, answer string) string {
	return s.office.URL("/a/" + s.AnswerToken(g, r.PersonID) + "?answer=" + answer)
}

// addEntry adds the gathering as an entry for the recipient's calendar.
func (s *Service) addEntry(l *mail.Letter, g Gathering, c club, r recipient) {
	l.Calendar, l.CalendarMethod = calendar.Invite(s.eventFor(g, c, r)), "REQUEST"
}

func whenLine(ctx context.Context, g Gathering) string {
	return i18n.When(ctx, g.StartsAt.In(clock.Zone(g.Zone)))
}

func factsOf(ctx context.Context, g Gathering) mail.Facts {
	all := mail.Facts{
		{Label: i18n.T(ctx, "When"), Value: i18n.DayYear(ctx, g.Day) + ", " + hours(ctx, g)},
		{Label: i18n.T(ctx, "Where"), Value: where(ctx, g)},
	}
	if g.VideoURL != "" {
		all = append(all, mail.Fact{Label: i18n.T(ctx, "Video link"), Value: g.VideoURL})
	}
	return all
}
