package collaboratory

import (
	"context"

	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
)

// letterOf is a letter of the house about who convenes; it goes to whoever it is about or holds an office, and is never
// refused, because nobody else would know.
type letterOf = mail.Letter

// write makes the letter to one person; url makes addresses of the install.
type write func(ctx context.Context, to member.Person, url func(string) string) letterOf

// tell sends one person a letter.
func (s *Service) tell(ctx context.Context, tx *db.Tx, person id.ID, w write) error {
	to, err := s.members.Person(ctx, tx, person)
	if err != nil {
		return err
	}
	return s.tellAll(ctx, tx, []member.Person{to}, w)
}

// tellEverybody sends the letter to everybody who belongs, but for one.
func (s *Service) tellEverybody(ctx context.Context, tx *db.Tx, club Collaboratory, but id.ID, w write) error {
	all, err := reached(ctx, tx, club.ID, false)
	if err != nil {
		return err
	}
	var others []member.Person
	for _, p := range all {
		if p.ID != but {
			others = append(others, p)
		}
	}
	return s.tellAll(ctx, tx, others, w)
}

func (s *Service) tellAll(ctx context.Context, tx *db.Tx, people []member.Person, w write) error {
	for _, to := range people {
		letter := w(i18n.With(ctx, guessLanguage(to.Language, i18n.Lang(ctx))), to, s.office.URL)
		if _, err := s.office.Send(ctx, tx, letter); err != nil {
			return err
		}
	}
	return nil
}

// officeLetter is what those letters share.
func officeLetter(ctx context.Context, c Collaboratory, to member.Person, cause string) mail.Letter {
	return mail.Letter{
		Cause: cause, Kind: "conveners", Asked: true, Collaboratory: c.ID, Club: c.Name, ReplyTo: c.ReplyTo,
		To: mail.Recipient{
			PersonID: to.ID, Name: to.Name, Email: to.Address(), CareOf: to.Email == "", Language: guessLanguage(to.Language, c.Language),
		},
		Greeting: i18n.T(ctx, "Hello %s,", to.Name),
		Why:      i18n.T(ctx, "You get this letter because you belong to %s.", c.Name),
	}
}

func paragraphs(texts ...string) []mail.Block {
	var blocks []mail.Block
	for _, text := range texts {
		blocks = append(blocks, mail.Paragraph{Text: text})
	}
	return blocks
}

func (c Collaboratory) at(url func(string) string, path string) string {
	return url("/c/" + c.Slug + path)
}

func backupNamedLetter(ctx context.Context, c Collaboratory, to member.Person, by string, cause id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "backup-named/"+cause.String())
	l.Subject = i18n.T(ctx, "You stand in for the conveners of %s", c.Name)
	l.Blocks = paragraphs(
		i18n.T(ctx, "%s named you backup convener of %s. There is nothing to do now.", by, c.Name),
		i18n.T(ctx, "Should the conveners ever fall silent, you can ask them for a word. When none of them has answered after fourteen days, you can take over. If you would rather not, say so on the page."),
	)
	l.Action = &mail.Action{Label: i18n.T(ctx, "See the page"), URL: c.at(url, "/backup")}
	return l
}

// callLetter asks a convener for a word, with a link that says it in one press.
func callLetter(ctx context.Context, c Collaboratory, to member.Person, call Call, again bool, here string) mail.Letter {
	cause := "backup-call/" + call.ID.String()
	if again {
		cause += "/again"
	}
	l := officeLetter(ctx, c, to, cause)
	l.Subject = i18n.T(ctx, "%s asks: are you still there for %s?", call.CallerName, c.Name)
	l.Blocks = paragraphs(
		i18n.T(ctx, "%s stands in for the conveners of %s and has not heard from you in a while. One press says that you are here, and all stays as it is.", call.CallerName, c.Name),
		i18n.T(ctx, "When no convener has answered by %s, %s can take over. You stay a convener then, too.", i18n.DateYear(ctx, call.Over()), call.CallerName),
	)
	l.Action = &mail.Action{Label: i18n.T(ctx, "I am here"), URL: here}
	return l
}

func callAnsweredLetter(ctx context.Context, c Collaboratory, to member.Person, by string, call id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "backup-answered/"+call.String())
	l.Subject = i18n.T(ctx, "%s is here for %s", by, c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "%s has answered you. You do not need to take over.", by))
	l.Action = &mail.Action{Label: i18n.T(ctx, "See the page"), URL: c.at(url, "/backup")}
	return l
}

func callOverLetter(ctx context.Context, c Collaboratory, to member.Person, call id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "backup-over/"+call.String())
	l.Subject = i18n.T(ctx, "You can take over %s now", c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "Fourteen days have passed, and no convener has answered. If you want to, you can take over now. Everybody will be told."))
	l.Action = &mail.Action{Label: i18n.T(ctx, "See the page"), URL: c.at(url, "/backup")}
	return l
}

func tookOverLetter(ctx context.Context, c Collaboratory, to member.Person, who string, person id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "backup-took-over/"+person.String()+"/"+id.New().String())
	l.Subject = i18n.T(ctx, "%s convenes %s now", who, c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "%s stood in for the conveners of %s and has taken over. Whatever you planned and promised stays as it is.", who, c.Name))
	l.Action = &mail.Action{Label: i18n.T(ctx, "See the members"), URL: c.at(url, "/members")}
	return l
}

// appointedLetter tells somebody that they convene now, whoever decided it.
func appointedLetter(ctx context.Context, c Collaboratory, to member.Person, cause id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "convener-appointed/"+cause.String())
	l.Subject = i18n.T(ctx, "You convene %s now", c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "You were made a convener of %s: you invite members, schedule gatherings and look after the settings.", c.Name))
	l.Action = &mail.Action{Label: i18n.T(ctx, "Open %s", c.Name), URL: c.at(url, "")}
	return l
}

// handedOnLetter tells the backup convener that the last convener has left.
func handedOnLetter(ctx context.Context, c Collaboratory, to member.Person, who string, cause id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "convener-handed-on/"+cause.String())
	l.Subject = i18n.T(ctx, "You convene %s now", c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "%s was the last convener and has left. You stood in, and convene now. All members are told.", who))
	l.Action = &mail.Action{Label: i18n.T(ctx, "Open %s", c.Name), URL: c.at(url, "")}
	return l
}

// orphanedLetter tells a steward that nobody convenes any more.
func orphanedLetter(ctx context.Context, c Collaboratory, to member.Person, who string, cause id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "convener-none/"+cause.String())
	l.Subject = i18n.T(ctx, "%s has no convener any more", c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "%s was the last convener and has left, and nobody stood in. Please appoint somebody.", who))
	l.Action = &mail.Action{Label: i18n.T(ctx, "Open the page of the stewards"), URL: url("/steward")}
	l.Why = i18n.T(ctx, "You get this letter because you look after this install.")
	return l
}

func archivedLetter(ctx context.Context, c Collaboratory, to member.Person, by string, cause id.ID, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "archived/"+cause.String())
	l.Subject = i18n.T(ctx, "%s is archived", c.Name)
	l.Blocks = paragraphs(
		i18n.T(ctx, "%s has archived %s. Everything can still be read, and nothing changes any more: no gatherings, no promises, no letters.", by, c.Name),
		i18n.T(ctx, "What you promised each other outside of it is yours, as before. Its conveners can bring it back."),
	)
	l.Action = &mail.Action{Label: i18n.T(ctx, "Read %s", c.Name), URL: c.at(url, "")}
	return l
}

func copyReadyLetter(ctx context.Context, c Collaboratory, to member.Person, made Copy, url func(string) string) mail.Letter {
	l := officeLetter(ctx, c, to, "copy/"+made.ID.String())
	l.Subject = i18n.T(ctx, "The copy of %s is ready", c.Name)
	l.Blocks = paragraphs(i18n.T(ctx, "You asked for everything that %s keeps, in one file. It waits on the page for a day, and only for conveners who are signed in.", c.Name))
	l.Action = &mail.Action{Label: i18n.T(ctx, "Get the file"), URL: c.at(url, "/settings/archive")}
	l.Why = i18n.T(ctx, "You get this letter because you asked for it.")
	return l
}
