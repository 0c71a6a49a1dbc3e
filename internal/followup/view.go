package followup

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// mostNote is how long a word along with an answer may be.
const mostNote = 1000

// answerPage is the page behind a link: who answers what, and the one button.
type answerPage struct {
	Club   string
	Title  string
	Lede   string
	Errors []ui.FieldError
	Moved  string // why an answer could not be taken
	As     string
	NotYou ui.Link
	Slip   ui.Slip
	URL    string
	Seq    string
	Fields []field
	Part   string // the summary over “part” fields
	Button ui.Button
	Open   bool
	Stands string // how the promise stands, when there is nothing to answer
	Way    ui.Button
}

// field is one question beside the button.
type field struct {
	ui.Field
	Shape string // “days”, “date”, “lines” or “part”
}

// question is what the page of a purpose asks, and its button.
type question struct{ title, lede, button string }

var questions = map[string]question{
	DidIt:       {i18n.Mark("Is it done?"), i18n.Mark("%s will be asked whether it arrived."), i18n.Mark("Did it")},
	MoreTime:    {i18n.Mark("Need more time?"), i18n.Mark("That happens. Choose a day that you can keep."), i18n.Mark("Keep this day")},
	Cannot:      {i18n.Mark("It will not work out?"), i18n.Mark("That happens too, and nobody is blamed. %s will hear of it at once and can look elsewhere."), i18n.Mark("I can’t after all")},
	Received:    {i18n.Mark("Did you receive it?"), i18n.Mark("%s will hear that it arrived."), i18n.Mark("Yes, I received it")},
	NotYet:      {i18n.Mark("Not there yet?"), i18n.Mark("%s will hear that it is still under way."), i18n.Mark("Not yet")},
	NotWhatSaid: {i18n.Mark("You meant something else?"), i18n.Mark("Then it is no firm promise: it stays as “Let’s talk”, with your words beside it. %s will see them."), i18n.Mark("That is not what I said")},
}

// answerView shows the form while the answer can be given, and how the promise stands otherwise.
func answerView(ctx context.Context, l Letter, path string, f *page.FormData, thanks bool, moved *fault.Error) page.View {
	q := questions[l.Purpose]
	own := page.ClubURL(l.ClubSlug, "commitments", l.CommitmentID.String())
	p := answerPage{
		Club: l.ClubName, Title: i18n.T(ctx, q.title), Slip: slipOf(ctx, l), URL: path, Seq: strconv.Itoa(l.Seq),
		As:     i18n.T(ctx, "You answer as %s.", l.PersonName),
		NotYou: ui.Link{Label: i18n.T(ctx, "Not you?"), URL: signIn(own)},
		Way:    wayOn(ctx, l, own), Open: l.Open && !thanks,
	}
	if l.Guest {
		p.NotYou, p.Way = ui.Link{}, ui.Button{} // a guest has no page here to sign in to
	}
	if moved != nil {
		p.Moved = i18n.T(ctx, moved.Message, moved.Args...) + "."
	}
	if !p.Open {
		p.close(ctx, l, thanks)
		return page.View{Title: p.Title, Form: true, Code: codeOf(moved), Body: answered(p)}
	}
	p.Lede = i18n.T(ctx, q.lede, l.other())
	p.Button = ui.Button{Label: i18n.T(ctx, q.button), Kind: "main", Wide: true}
	if f == nil {
		f = page.Filled(map[string]string{})
	}
	p.Errors, p.Fields, p.Part = f.Errors(ctx), fieldsOf(ctx, l, f), i18n.T(ctx, "Only a part so far?")
	v := page.FormView(f, p.Title, "")
	v.Code, v.Body = codeOf(moved), answerForm(p)
	return v
}

func codeOf(moved *fault.Error) int {
	if moved != nil {
		return 409
	}
	return 0
}

// close turns the page into the one after the answer.
func (p *answerPage) close(ctx context.Context, l Letter, thanks bool) {
	p.Title, p.Stands = i18n.T(ctx, "This is answered"), standing(ctx, l)
	if thanks {
		p.Title = i18n.T(ctx, "Thank you")
	}
}

// other is who is on the other side.
func (l Letter) other() string {
	if l.Purpose == Received || l.Purpose == NotYet {
		return l.GiverName
	}
	return l.PresenterName
}

func signIn(next string) string { return "/sign-in?next=" + url.QueryEscape(next) }

// wayOn leads to all of one’s promises, by way of signing in for those who have not.
func wayOn(ctx context.Context, l Letter, own string) ui.Button {
	if access.From(ctx).PersonID == l.PersonID {
		return ui.Button{Label: i18n.T(ctx, "See this promise"), URL: own}
	}
	return ui.Button{Label: i18n.T(ctx, "Sign in to see all my promises"), URL: signIn("/")}
}

// slipOf is the promise as it lies on the page.
func slipOf(ctx context.Context, l Letter) ui.Slip {
	s := ui.Slip{Class: ui.SlipClass(string(l.State)), Level: 2, Meta: []ui.Meta{{Before: i18n.T(ctx, "for"), Strong: l.Title}}}
	if l.IsGiver {
		s.What = commitment.OwnSentence(ctx, l.Promise)
	} else {
		s.What = commitment.Sentence(ctx, l.GiverName, l.Promise)
	}
	if l.Due != nil {
		s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "by"), Strong: i18n.Day(ctx, *l.Due), Datetime: l.Due.Format(time.DateOnly)})
	}
	return s
}

// standing says in a sentence how a promise stands.
func standing(ctx context.Context, l Letter) string {
	switch {
	case l.Merged:
		return i18n.T(ctx, "This promise was put together with another one.")
	case !l.IsGiver && !l.IsReceiver:
		return i18n.T(ctx, "Somebody else has taken this promise on. Nothing more is asked of you.")
	}
	switch l.State {
	case commitment.Pledged:
		if l.Due != nil {
			return i18n.T(ctx, "This promise is under way, by %s.", i18n.Day(ctx, *l.Due))
		}
	case commitment.Lapsed:
		return i18n.T(ctx, "This promise is past its date. Any word from its giver brings it back.")
	case commitment.Delivered:
		return i18n.T(ctx, "It is said to be done. %s is asked whether it arrived.", l.PresenterName)
	case commitment.Fulfilled:
		return i18n.T(ctx, "It was received, and this promise is kept.")
	case commitment.Released:
		return i18n.T(ctx, "This promise was let go. Nobody is blamed, and a new one is welcome at any time.")
	case commitment.Declined:
		return i18n.T(ctx, "It was not needed after all, with thanks.")
	}
	return i18n.T(ctx, "It is kept as “Let’s talk”.")
}

// fieldsOf are the questions beside the button of a purpose.
func fieldsOf(ctx context.Context, l Letter, f *page.FormData) []field {
	note := func(label string) field {
		n := f.Field(ctx, "note", label, "")
		n.Optional, n.Rows, n.MaxLength = true, 2, mostNote
		return field{n, "lines"}
	}
	switch l.Purpose {
	case DidIt:
		return []field{note(i18n.T(ctx, "A word about it")), amountField(ctx, l, f)}
	case MoreTime:
		why := note(i18n.T(ctx, "Why"))
		why.Hint = i18n.T(ctx, "Only the two of you see it.")
		return append(dayFields(ctx, l, f, false), why)
	case Cannot:
		return []field{note(i18n.T(ctx, "A word to them"))}
	case Received:
		return []field{note(i18n.T(ctx, "A word of thanks"))}
	case NotYet:
		fields := []field{note(i18n.T(ctx, "What is missing"))}
		if commitment.PastDue(l.Due, l.Today) {
			fields = append(fields, dayFields(ctx, l, f, true)...)
		}
		return fields
	}
	return []field{note(i18n.T(ctx, "What you meant, in your words"))}
}

func amountField(ctx context.Context, l Letter, f *page.FormData) field {
	n := f.Field(ctx, "amount", i18n.T(ctx, "How much is there so far?"), i18n.T(ctx, "Leave it empty when all of it is done."))
	if l.Unit != "" {
		n.Label = i18n.T(ctx, "How much is there so far, in %s?", l.Unit)
	}
	n.Optional, n.InputMode, n.Class = true, "decimal", "is-short"
	return field{n, "part"}
}

// dayFields offer a few days that lie near, and any other.
func dayFields(ctx context.Context, l Letter, f *page.FormData, fresh bool) []field {
	days := f.Field(ctx, "day", i18n.T(ctx, "A new day"), "")
	chosen := firstOf(f.Value("day"), l.Today.AddDate(0, 0, 14).Format(time.DateOnly))
	for _, d := range quickDays(ctx, l) {
		value := d.day.Format(time.DateOnly)
		days.Options = append(days.Options, ui.Option{Value: value, Label: d.label + ", " + i18n.QuickDay(ctx, d.day), Selected: value == chosen})
	}
	other := f.Field(ctx, "due", i18n.T(ctx, "Or another day"), "")
	other.Optional, other.Class = true, "is-date"
	if fresh {
		other.Hint = i18n.T(ctx, "Its day is over, so it needs a new one.")
	}
	return []field{{days, "days"}, {other, "date"}}
}

// quickDay is a day that is often meant.
type quickDay struct {
	label string
	day   time.Time
}

func quickDays(ctx context.Context, l Letter) []quickDay {
	days := []quickDay{
		{i18n.T(ctx, "In a week"), l.Today.AddDate(0, 0, 7)},
		{i18n.T(ctx, "In two weeks"), l.Today.AddDate(0, 0, 14)},
		{i18n.T(ctx, "In a month"), l.Today.AddDate(0, 1, 0)},
	}
	if l.NextGathering != nil {
		days = append(days, quickDay{i18n.T(ctx, "Our next gathering"), *l.NextGathering})
	}
	return days
}

// goneView says that a link has run out, and the way on.
func goneView(ctx context.Context) page.View {
	title := i18n.T(ctx, "This letter is from a while ago")
	lede := i18n.T(ctx, "Its links have run out. Your answer is still welcome: sign in, and you find your promises as they stand now.")
	return page.View{Title: title, Code: 410, Body: ui.ErrorPage(title, lede, ui.Button{Label: i18n.T(ctx, "Sign in"), URL: signIn("/")})}
}
