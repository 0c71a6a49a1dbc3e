package followup

import (
	"context"
	"slices"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/page"
)

// The kinds of letters of this room, as people may refuse them. Both count for the week.
const (
	kindFollowup = "followup"
	kindPromises = "promises"
)

// letterTo is the follow-up letter of one person on one day.
func (s *Service) letterTo(ctx context.Context, now time.Time, r reader, letter []letterItem) mail.Letter {
	ctx = i18n.With(ctx, r.Language)
	day := clock.Today(now, r.Zone)
	l := mail.Letter{
		Cause: "followup/" + r.PersonID.String() + "/" + day.Format(time.DateOnly), Kind: kindFollowup,
		Subject: subject(ctx, letter), Greeting: i18n.T(ctx, "Hello %s,", r.Name), To: r.recipient(),
		Why: i18n.T(ctx, "You get this letter because somebody counts on a promise. There is at most one like it a week."),
	}
	if club, one := oneClub(letter); one {
		l.Collaboratory, l.Club, l.ReplyTo = letter[0].CollaboratoryID, club.ClubName, club.ClubReplyTo
	}
	for _, step := range order {
		for _, side := range []commitment.Side{commitment.TheGiver, commitment.TheReceiver} {
			l.Blocks = append(l.Blocks, s.part(ctx, now, r, step, side, letter)...)
		}
	}
	l.Action = &mail.Action{Label: i18n.T(ctx, "See all my promises"), URL: s.office.URL("/")}
	return l
}

func (r reader) recipient() mail.Recipient {
	return mail.Recipient{PersonID: r.PersonID, Name: r.Name, Email: r.Email, CareOf: r.CareOf, Language: r.Language}
}

// oneClub tells whether all the letter speaks of belongs to one collaboratory.
func oneClub(letter []letterItem) (words, bool) {
	first := letter[0]
	other := slices.ContainsFunc(letter, func(l letterItem) bool { return l.CollaboratoryID != first.CollaboratoryID })
	return first.words, !other
}

// subject says what the letter asks.
func subject(ctx context.Context, letter []letterItem) string {
	given := 0
	for _, l := range letter {
		if l.Side == commitment.TheGiver {
			given++
		}
	}
	switch {
	case given == len(letter):
		return i18n.N(ctx, "How is your promise doing?", "How are your promises doing?", given)
	case given > 0:
		return i18n.T(ctx, "Your promises, and what was promised to you")
	case slices.ContainsFunc(letter, func(l letterItem) bool { return l.State == commitment.Delivered }):
		return i18n.T(ctx, "Did you receive it?")
	}
	return i18n.T(ctx, "About what was promised to you")
}

// heading is what stands above the promises of one step, and the calm word under it.
type heading struct{ title, word string }

var toGivers = map[Step]heading{
	Before:   {i18n.Mark("Coming up"), ""},
	OnTheDay: {i18n.Mark("Today"), ""},
	After:    {i18n.Mark("Did it happen?"), i18n.Mark("If it is done, say so. If not, a new day is as welcome.")},
	Lapsed:   {i18n.Mark("Past its date"), i18n.Mark("Nobody is cross. Any word from you brings it back, and letting go is fine too.")},
}

var toReceivers = map[Step]heading{
	Received7:  {i18n.Mark("Did you receive it?"), i18n.Mark("The one who promised it says that it is done.")},
	Received21: {i18n.Mark("Did you receive it?"), i18n.Mark("The one who promised it says that it is done. If we hear nothing, it counts as kept, on their word.")},
	Lapsed:     {i18n.Mark("Past its date"), i18n.Mark("We asked and heard nothing. A word from you may help; letting go is fine too.")},
	Revived:    {i18n.Mark("On its way again"), ""},
}

// part is what a letter says about one step to one side; nothing when the letter has no such step.
func (s *Service) part(ctx context.Context, now time.Time, r reader, step Step, side commitment.Side, letter []letterItem) []mail.Block {
	var slips mail.Promises
	for _, l := range letter {
		if l.step == step && l.Side == side {
			slips = append(slips, s.slip(ctx, now, r.PersonID, l))
		}
	}
	if slips == nil {
		return nil
	}
	h := toGivers[step]
	if side == commitment.TheReceiver {
		h = toReceivers[step]
	}
	blocks := []mail.Block{mail.Heading{Text: i18n.T(ctx, h.title)}}
	if h.word != "" {
		blocks = append(blocks, mail.Paragraph{Text: i18n.T(ctx, h.word)})
	}
	return append(blocks, slips)
}

// slip is one promise in a letter with the answers that can be given to it.
func (s *Service) slip(ctx context.Context, now time.Time, person id.ID, l letterItem) mail.Promise {
	p := l.said(ctx, now)
	switch {
	case l.Side == commitment.TheGiver:
		p.Links = s.giverLinks(ctx, now, person, l, laterOf(l.Due, l.about))
	case l.State == commitment.Delivered:
		p.Links = s.receiverLinks(ctx, person, l.item, l.about)
	default:
		p.Links = []mail.Action{s.look(l, i18n.T(ctx, "Look at it"))}
	}
	return p
}

// said is a promise as its reader sees it: what, to or from whom, by when, and how to reach them.
func (l letterItem) said(ctx context.Context, now time.Time) mail.Promise {
	p := mail.Promise{When: whenLine(ctx, now, l)}
	if l.Side == commitment.TheGiver {
		p.What = commitment.OwnSentence(ctx, l.Promise)
		p.Who = i18n.T(ctx, "to %s, for %s", l.PresenterName, l.Title)
		p.Contact = contact(ctx, l.PresenterMail, "", l.PresenterCare)
		return p
	}
	p.What = commitment.Sentence(ctx, l.GiverName, l.Promise)
	p.Who = i18n.T(ctx, "for %s", l.Title)
	p.Contact = contact(ctx, l.GiverMail, l.GiverPhone, l.GiverCare)
	return p
}

// look leads to the page of a commitment.
func (s *Service) look(l letterItem, label string) mail.Action {
	return mail.Action{Label: label, URL: s.office.URL(page.ClubURL(l.ClubSlug, "commitments", l.CommitmentID.String()))}
}

// giverLinks are the three answers of a giver, and for a week, to what somebody else wrote down, that it was not said so.
func (s *Service) giverLinks(ctx context.Context, now time.Time, person id.ID, l letterItem, day time.Time) []mail.Action {
	sign := func(purpose string, until time.Time) string {
		return s.sign(purpose, l.item, person, dateText(l.Due), until)
	}
	links := []mail.Action{
		{Label: i18n.T(ctx, "Did it"), URL: sign(DidIt, expires(day))},
		{Label: i18n.T(ctx, "Need more time"), URL: sign(MoreTime, expires(day))},
		{Label: i18n.T(ctx, "I can’t after all"), URL: sign(Cannot, expires(day))},
	}
	if week := l.CreatedAt.Add(commitment.DisownFor); l.State == commitment.Pledged && l.Source != commitment.BySelf && now.Before(week) {
		links = append(links, mail.Action{Label: i18n.T(ctx, "That is not what I said"), URL: sign(NotWhatSaid, week)})
	}
	return links
}

// receiverLinks are the two answers of a receiver.
func (s *Service) receiverLinks(ctx context.Context, person id.ID, it item, day time.Time) []mail.Action {
	sign := func(purpose string) string {
		return s.sign(purpose, it, person, day.Format(time.DateOnly), expires(day))
	}
	return []mail.Action{
		{Label: i18n.T(ctx, "Yes, I received it"), URL: sign(Received)},
		{Label: i18n.T(ctx, "Not yet"), URL: sign(NotYet)},
	}
}

func laterOf(due *time.Time, day time.Time) time.Time {
	if due != nil && due.After(day) {
		return *due
	}
	return day
}

// whenLine says how much is promised by when, and how far that is.
func whenLine(ctx context.Context, now time.Time, l letterItem) string {
	much := commitment.HowMuch(ctx, l.Amount, l.Unit, l.Cents, l.Currency)
	day := ""
	switch {
	case l.State == commitment.Fulfilled:
		day = i18n.T(ctx, "kept already")
	case l.State == commitment.Delivered && l.DeliveredAt != nil:
		day = i18n.T(ctx, "said to be done on %s", i18n.Day(ctx, l.day(*l.DeliveredAt)))
	case l.Due != nil:
		day = i18n.T(ctx, "by %s (%s)", i18n.Day(ctx, *l.Due), i18n.Due(ctx, *l.Due, l.day(now)))
	}
	if much == "" || day == "" {
		return much + day
	}
	return much + ", " + day
}

// contact is how to reach the other side.
func contact(ctx context.Context, email, phone, careOf string) string {
	switch {
	case email != "" && phone != "":
		return i18n.T(ctx, "Reach them: %s, %s", email, phone)
	case email != "" || phone != "":
		return i18n.T(ctx, "Reach them: %s", firstOf(email, phone))
	case careOf != "":
		return i18n.T(ctx, "Reach them by way of %s", careOf)
	}
	return i18n.T(ctx, "They have no e-mail: ask a convener how to reach them")
}
