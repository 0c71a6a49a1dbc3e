package commitment

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// oneView is the page of one commitment.
type oneView struct {
	back    ui.Link
	slip    ui.Slip
	soft    string
	facts   []ui.Fact
	reach   []ui.Link
	reachOf string
	private string
	acts    []actView // the main one and the quiet ones
	more    []actView // what is done seldom
	history []historyView
	clash   *conflictView
}

// historyView is one event in words.
type historyView struct{ when, iso, words, note string }

// conflictView is what a reader wrote while somebody else was quicker.
type conflictView struct{ said, wrote string }

func oneViewOf(ctx context.Context, o *opened) oneView {
	v := oneView{back: ui.Link{Label: o.c.Title, URL: o.see.club.URL("presentations", o.c.PresentationID.String())}}
	if o.s.is == 0 {
		v.slip = publicSlip(ctx, o.see, o.row).slip
		v.slip.WhatURL = ""
		return v
	}
	own := ownSlipOf(ctx, o.s, o.row)
	v.slip, v.soft = own.slip, own.soft
	v.slip.WhatURL = ""
	if v.slip.Stamp.Words == "" {
		v.slip.State, v.soft = stateOf(ctx, o.s, o.row)
		if o.row.Band == BandKept {
			_, v.slip.State = keptStamp(ctx, o.row)
		}
	}
	v.facts = factsOf(ctx, o)
	v.contact(ctx, o)
	if o.s.is&(access.Giver|access.Presenter) != 0 {
		v.private = o.c.PrivateNote
	}
	v.acts, v.more = own.acts, moreActs(ctx, o)
	if o.s.is == access.Convener {
		v.acts = nil
	}
	for _, l := range o.history {
		v.history = append(v.history, historyOf(ctx, o, l))
	}
	return v
}

// conflict shows what was written when somebody was quicker.
func (v *oneView) conflict(ctx context.Context, err error, f *page.FormData) {
	said := i18n.T(ctx, "That could not be done")
	if e := fault.Of(err); e != nil {
		said = i18n.T(ctx, e.Message, e.Args...)
	}
	for _, wrong := range f.Errors(ctx) {
		said = wrong.Message
	}
	wrote := f.Value("note")
	for _, name := range []string{"promise", "due"} {
		if f.Value(name) != "" {
			wrote += " " + f.Value(name)
		}
	}
	v.clash = &conflictView{said: said, wrote: oneLine(wrote)}
}

func factsOf(ctx context.Context, o *opened) []ui.Fact {
	c := o.c
	facts := []ui.Fact{{Strong: i18n.T(ctx, "Who"), Text: o.row.Giver}}
	if c.Organisation != "" {
		facts[0].Text = i18n.T(ctx, "%s, for %s", o.row.Giver, c.Organisation)
	}
	facts = append(facts, ui.Fact{Strong: i18n.T(ctx, "To"), Text: o.row.Presenter}, ui.Fact{Strong: i18n.T(ctx, "Kind"), Text: ui.KindWord(ctx, string(c.Kind))})
	if much := howMuch(ctx, c.Amount, c.Unit, c.Cents, o.row.Currency); much != "" {
		facts = append(facts, ui.Fact{Strong: i18n.T(ctx, "How much"), Text: much})
	}
	mover := o.row.Giver
	if c.FirstMove == TheReceiver {
		mover = o.row.Presenter
	}
	facts = append(facts, ui.Fact{Strong: i18n.T(ctx, "Who moves first"), Text: mover})
	switch c.Source {
	case ByScribe:
		facts = append(facts, ui.Fact{Strong: i18n.T(ctx, "Written down"), Text: i18n.T(ctx, "said aloud at the gathering")})
	case ByConvener:
		facts = append(facts, ui.Fact{Strong: i18n.T(ctx, "Written down"), Text: i18n.T(ctx, "told to a convener")})
	case ByCard:
		facts = append(facts, ui.Fact{Strong: i18n.T(ctx, "Written down"), Text: i18n.T(ctx, "from a card")})
	}
	return facts
}

// contact is how to reach the other side.
func (v *oneView) contact(ctx context.Context, o *opened) {
	if o.s.is == access.Giver {
		v.reachOf = i18n.T(ctx, "How to reach %s", o.row.Presenter)
		if o.row.PresenterEmail != "" {
			v.reach = []ui.Link{{Label: o.row.PresenterEmail, URL: "mailto:" + o.row.PresenterEmail, Icon: "mail"}}
		}
		return
	}
	v.reachOf = i18n.T(ctx, "How to reach %s", o.row.Giver)
	v.reach = reachOf(o.row)
}

// can tells whether the table lets the reader do a verb now.
func (o *opened) can(verb Verb) bool {
	s, err := stepFor(verb, o.c.State)
	return err == nil && s.allows(o.see.actor, o.c.CollaboratoryID, o.c.Is(o.see.person)) == nil
}

// moreActs are what is done seldom, and what a convener does on somebody’s word.
func moreActs(ctx context.Context, o *opened) []actView {
	var acts []actView
	add := func(verb Verb, wanted bool, a actView) {
		if wanted && o.can(verb) {
			acts = append(acts, a)
		}
	}
	s, row := o.s, o.row
	onWord, giver, presenter := s.is == access.Convener, s.is == access.Giver, s.is == access.Presenter
	quiet := func(label string) ui.Button { return ui.Button{Label: label, Kind: "quiet"} }
	add(Deliver, onWord, s.link(row, "delivery", quiet(i18n.T(ctx, "%s says it is done", row.Giver))))
	add(Redate, onWord, s.link(row, "date", quiet(i18n.T(ctx, "%s needs more time", row.Giver))))
	add(Receive, onWord, s.post(row, "receipt", quiet(i18n.T(ctx, "%s says it was received", row.Presenter)), ui.HiddenField{Name: "answer", Value: "yes"}))
	add(NotYet, onWord, s.link(row, "receipt", quiet(i18n.T(ctx, "%s says not yet", row.Presenter))))
	add(Release, onWord, s.link(row, "release", quiet(i18n.T(ctx, "%s can’t after all", row.Giver))))
	add(MakeFirm, onWord, s.link(row, "promise", quiet(i18n.T(ctx, "Make it firm"))))
	add(Revive, giver || onWord, s.post(row, "word", quiet(i18n.T(ctx, "Still on it"))))
	add(HandOver, giver || onWord, s.link(row, "giver", quiet(i18n.T(ctx, "Hand it on"))))
	add(Edit, o.mayEdit() && o.c.State == Pledged, s.link(row, "promise", quiet(i18n.T(ctx, "Change my words"))))
	add(TakeBack, o.mayEdit(), s.post(row, "withdrawal", quiet(i18n.T(ctx, "Take it back"))))
	add(Disown, o.c.Source != BySelf && o.see.now.Sub(o.c.CreatedAt) <= DisownFor, s.link(row, "objection", quiet(i18n.T(ctx, "That is not what I said"))))
	add(Release, presenter, s.link(row, "release", quiet(i18n.T(ctx, "Let it go"))))
	add(Decline, presenter, s.link(row, "refusal", quiet(i18n.T(ctx, "Not needed, with thanks"))))
	add(Thank, presenter && o.c.ThankedAt == nil, s.link(row, "thanks", quiet(i18n.T(ctx, "Say thanks"))))
	add(Contact, presenter || onWord, tickOf(ctx, s, row))
	add(Verify, o.c.VerifiedAt == nil, s.post(row, "verification", quiet(i18n.T(ctx, "Yes, this guest said so"))))
	add(Correct, o.mayCorrect(), s.post(row, "correction", quiet(i18n.T(ctx, "Take the last answer back"))))
	return acts
}

func (o *opened) mayEdit() bool {
	return !o.see.now.After(o.c.Until())
}

// mayCorrect tells whether the last answer is the reader’s to take back.
func (o *opened) mayCorrect() bool {
	for _, l := range o.history {
		if l.Verb == Contact || l.Verb == Thank || l.Verb == Verify {
			continue
		}
		_, err := correction(l.Event, o.see.now)
		ch := change{actor: o.see.actor, c: o.c}
		return err == nil && ch.mayCorrect(l.Event) == nil
	}
	return false
}

// historyOf says one event in words; why somebody needed more time is for the two sides only.
func historyOf(ctx context.Context, o *opened, l line) historyView {
	at := l.At.In(clock.Zone(o.c.Zone))
	v := historyView{when: i18n.ShortDayYear(ctx, at) + ", " + i18n.Clock(ctx, at), iso: at.Format("2006-01-02T15:04:05Z07:00"), words: eventWords(ctx, l)}
	if l.For != "" && l.Verb != HandOver && l.Verb != Claim && l.ForPersonID != nil && (l.ActorID == nil || *l.ForPersonID != *l.ActorID) {
		v.words = i18n.T(ctx, "%s (on the word of %s)", v.words, l.For)
	}
	if o.s.is != access.Convener || l.Verb != Redate {
		v.note = quoted(ctx, l.Text)
	}
	return v
}

func eventWords(ctx context.Context, l line) string {
	who := l.Actor
	if l.ActorID == nil {
		who = i18n.T(ctx, "The house")
	} else if who == "" {
		who = i18n.T(ctx, "Somebody who is gone")
	}
	switch {
	case l.DueTo != nil && l.Verb == Redate:
		return i18n.T(ctx, "%s chose a new day: %s", who, i18n.Date(ctx, *l.DueTo))
	case l.Verb == HandOver:
		return i18n.T(ctx, "%s handed it on to %s", who, l.For)
	case l.Verb == Claim:
		return i18n.T(ctx, "%s promised this as a guest and is known as a member now", l.For)
	case l.Verb == Verify && l.ByGuest:
		return i18n.T(ctx, "%s said: yes, that was me", who)
	case l.Verb == Pledge && l.ToState == Exploring:
		return i18n.T(ctx, "%s offered to talk", who)
	}
	if words, ok := happenedWords[l.Verb]; ok {
		return i18n.T(ctx, words, who)
	}
	return who
}

// happenedWords are the events that need no more than a name.
var happenedWords = map[Verb]string{
	Pledge:   i18n.Mark("%s promised it"),
	MakeFirm: i18n.Mark("%s made it firm"),
	Deliver:  i18n.Mark("%s said it is done"),
	Partly:   i18n.Mark("%s said a part of it is there"),
	Redate:   i18n.Mark("%s chose a new day"),
	Revive:   i18n.Mark("%s is still on it"),
	Release:  i18n.Mark("%s let it go"),
	Decline:  i18n.Mark("%s does not need it, with thanks"),
	Receive:  i18n.Mark("%s received it"),
	NotYet:   i18n.Mark("%s has not received it yet"),
	Lapse:    i18n.Mark("%s noted that its date is past"),
	Correct:  i18n.Mark("%s took the last answer back"),
	Contact:  i18n.Mark("%s noted whether they are in touch"),
	Thank:    i18n.Mark("%s said thanks"),
	Edit:     i18n.Mark("%s changed the words"),
	TakeBack: i18n.Mark("%s took it back"),
	Merge:    i18n.Mark("%s put it together with another one"),
	Disown:   i18n.Mark("%s said that it was meant differently"),
	Verify:   i18n.Mark("%s vouched for the guest"),
	NotMine:  i18n.Mark("Withdrawn: the address %s gave was somebody else’s"),
}
