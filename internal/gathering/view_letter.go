package gathering

import (
	"context"
	"strings"

	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// answerView is the form that answers an invitation.
type answerView struct {
	URL     string
	Errors  []ui.FieldError
	Answer  ui.Field
	Present ui.Field
	Needs   ui.Field
	Count   string
	Kind    string // of the button: main, unless something else on the page is
}

// newAnswerView shows what was answered before, or what was just typed when f is not nil.
func newAnswerView(ctx context.Context, url string, g Gathering, before *Answer, f *page.FormData) *answerView {
	if f == nil {
		f = page.Filled(answerValues(before))
	}
	v := &answerView{URL: url, Kind: "main", Errors: f.Errors(ctx), Answer: answerField(ctx, g, f.Value("answer"))}
	v.Answer.Error = f.Error(ctx, "answer")
	v.Present = f.Field(ctx, "present", i18n.T(ctx, "I would like to present"), "")
	v.Present.Value, v.Present.Checked = "yes", f.Ticked("present")
	v.Needs = f.Field(ctx, "needs", i18n.T(ctx, "What would make it easy for you?"), i18n.T(ctx, "A ride, large print, Spanish, a seat near the door. Only the hosts see this."))
	return v
}

func answerValues(a *Answer) map[string]string {
	values := map[string]string{}
	if a == nil {
		return values
	}
	values["answer"] = string(a.Answer)
	if a.Answer == Going && a.Manner == Remote {
		values["answer"] = "remote"
	}
	if a.WantsToPresent {
		values["present"] = "yes"
	}
	values["needs"] = a.Needs
	return values
}

// answerField is the choice: in the hall or by video where there are both.
func answerField(ctx context.Context, g Gathering, chosen string) ui.Field {
	f := ui.Field{Name: "answer", Label: i18n.T(ctx, "Your answer"), Class: "is-column"}
	add := func(value, label string) {
		f.Options = append(f.Options, ui.Option{Value: value, Label: label, Selected: value == chosen})
	}
	switch {
	case g.Place != "" && g.VideoURL != "":
		add("going", i18n.T(ctx, "Yes, in the room"))
		add("remote", i18n.T(ctx, "Yes, by video"))
	case g.VideoURL != "":
		add("remote", i18n.T(ctx, "Yes, by video"))
	default:
		add("going", i18n.T(ctx, "Yes, I am coming"))
	}
	add("maybe", i18n.T(ctx, "Perhaps"))
	add("not", i18n.T(ctx, "Not this time"))
	return f
}

// readReply reads an answer out of a form.
func readReply(f *page.FormData) Reply {
	r := Reply{Answer: Coming(f.Value("answer")), Manner: InPerson, WantsToPresent: f.Ticked("present"), Needs: f.Lines("needs", maxNeeds)}
	if r.Answer == "remote" {
		r.Answer, r.Manner = Going, Remote
	}
	return r
}

// letterView is the page behind the link in a letter: it names who answers.
type letterView struct {
	Title  string
	Club   string
	Facts  []ui.Fact
	As     string
	NotYou ui.Link
	Answer *answerView
	Said   ui.State
	Over   string // in place of the form, when no answer is taken any more
}

func newLetterView(ctx context.Context, l Letter, url string, f *page.FormData) letterView {
	v := letterView{
		Title: posterDay(ctx, l.Day), Club: l.Reader.ClubName,
		Facts:  []ui.Fact{{Strong: hours(ctx, l.Gathering), Text: zoneLabel(ctx, l.Zone)}, placeFact(ctx, l.Gathering)},
		As:     i18n.T(ctx, "You answer as %s.", l.Reader.Name),
		NotYou: ui.Link{Label: i18n.T(ctx, "Not you?"), URL: "/sign-in?next=" + page.ClubURL(l.Reader.Slug, "gatherings", l.ID.String())},
	}
	if l.Answer != nil {
		v.Said = ui.State{Icon: "check", Words: i18n.T(ctx, "You said: %s", i18n.T(ctx, answerWords[l.Answer.Answer]))}
	}
	if _, err := l.State.After(StepAnswer); err != nil {
		v.Over = i18n.T(ctx, stateRefusals[l.State]) + "."
		if l.State == Cancelled && l.CancelReason != "" {
			v.Over += " " + l.CancelReason
		}
		return v
	}
	v.Answer = newAnswerView(ctx, url, l.Gathering, l.Answer, f)
	return v
}

// invitationView shows the letter before it goes out.
type invitationView struct {
	URL, EditURL string
	Back         ui.Link
	Subject      string
	Lines        []string
	Buttons      []string
	Send         string
	To           string
	Without      string
}

func newInvitationView(ctx context.Context, c page.Club, p preview) invitationView {
	v := invitationView{
		URL: gatheringURL(c, p.g, "invitation"), EditURL: gatheringURL(c, p.g, "edit"), Back: backTo(ctx, c, p.g),
		Subject: p.letter.Subject, Lines: append([]string{p.letter.Greeting}, letterLines(p.letter)...),
		To: i18n.N(ctx, "It reaches one member.", "It reaches %d members.", p.to),
	}
	if p.to == 0 {
		v.To = i18n.T(ctx, "There is nobody to invite yet: add members first.")
	} else {
		v.Send = i18n.N(ctx, "Publish and invite one member", "Publish and invite %d members", p.to)
	}
	if p.unreached > 0 {
		v.Without = i18n.N(ctx, "One member has no address: please tell them yourself.", "%d members have no address: please tell them yourself.", p.unreached)
	}
	v.Buttons = append(v.Buttons, p.letter.Action.Label)
	for _, act := range p.letter.More {
		v.Buttons = append(v.Buttons, act.Label)
	}
	return v
}

// letterLines are the words of a letter, a line a part.
func letterLines(l mail.Letter) []string {
	var lines []string
	for _, block := range l.Blocks {
		switch b := block.(type) {
		case mail.Paragraph:
			lines = append(lines, b.Text)
		case mail.Facts:
			for _, fact := range b {
				lines = append(lines, fact.Label+": "+fact.Value)
			}
		}
	}
	return lines
}

// noteView is the form of a note, and its preview.
type noteView struct {
	URL      string
	Back     ui.Link
	Errors   []ui.FieldError
	Hidden   []ui.HiddenField
	Audience ui.Field
	Subject  ui.Field
	Body     ui.Field
	Preview  *notePreview
}

type notePreview struct {
	Subject string
	Lines   []string
	To      string
	Names   string
	Send    string
	None    bool
}

var audienceWords = map[Audience]string{
	Everyone:   i18n.Mark("All members"),
	ToGoing:    i18n.Mark("Those who are coming"),
	Silent:     i18n.Mark("Those who have not answered"),
	Presenters: i18n.Mark("Those who present"),
}

func newNoteView(ctx context.Context, c page.Club, g Gathering, f *page.FormData) noteView {
	v := noteView{
		URL: gatheringURL(c, g, "note"), Back: backTo(ctx, c, g), Errors: f.Errors(ctx), Hidden: []ui.HiddenField{f.Hidden()},
		Audience: f.Field(ctx, "audience", i18n.T(ctx, "To whom"), ""),
		Subject:  f.Field(ctx, "subject", i18n.T(ctx, "Subject"), ""),
		Body:     f.Field(ctx, "body", i18n.T(ctx, "What you want to say"), i18n.T(ctx, "An empty line begins a new paragraph.")),
	}
	v.Body.Rows = 8
	for _, a := range Audiences {
		v.Audience.Options = append(v.Audience.Options, ui.Option{Value: string(a), Label: i18n.T(ctx, audienceWords[a]), Selected: f.Value("audience") == string(a)})
	}
	return v
}

func (v *noteView) show(ctx context.Context, in Writing, names []string) {
	v.Hidden = append(v.Hidden,
		ui.HiddenField{Name: "audience", Value: string(in.Audience)}, ui.HiddenField{Name: "subject", Value: in.Subject}, ui.HiddenField{Name: "body", Value: in.Body})
	v.Preview = &notePreview{
		Subject: in.Subject, Lines: paragraphs(in.Body), None: len(names) == 0,
		To:    i18n.N(ctx, "This goes to one person.", "This goes to %d people.", len(names)),
		Names: i18n.List(ctx, names),
		Send:  i18n.N(ctx, "Send it to one person", "Send it to %d people", len(names)),
	}
}

// paragraphs are the parts of a text between empty lines.
func paragraphs(text string) []string {
	var all []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
