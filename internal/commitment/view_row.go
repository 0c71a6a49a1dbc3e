package commitment

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// rowView is one commitment in a tracker, a board or a list of slips.
type rowView struct {
	who, whoOf string
	what, url  string
	by, iso    string
	state      ui.State
	stamp      ui.Stamped
	soft       string // a word of the giver, the former day
	tallyIn    int
	tallyOf    int
	tally      string
	reach      []ui.Link // how to reach the giver
	acts       []actView
	done       string // what was done already, in place of acts
	to         string // the presenter, in a giver’s list
	forTitle   string
	forURL     string
	inTouch    *actView // the tick
	touched    bool
}

// actView is one thing a reader can do about a commitment: a form of one button, or a link to the page that asks more.
type actView struct {
	button ui.Button
	post   string // the address of the form; empty: the button is a link
	hidden []ui.HiddenField
}

// side is from where a list is looked at.
type side struct {
	reader
	is   access.Role // Giver, Presenter or Convener, as the list as a whole is seen
	back string      // where a form of one button comes back to; empty: the commitment’s own page
}

func rowViewOf(ctx context.Context, s side, row listed) rowView {
	v := rowView{
		who: row.Giver, whoOf: row.GiverOf, what: row.Promise, url: s.club.URL("commitments", row.ID.String()),
		by: byDay(ctx, row.Due), iso: isoDay(row.Due), to: row.Presenter, forTitle: row.Title,
		forURL: s.club.URL("presentations", row.PresentationID.String()),
	}
	if row.Organisation != "" {
		v.whoOf = i18n.T(ctx, "on behalf of %s", row.Organisation)
	}
	if row.VerifiedAt == nil {
		v.whoOf = i18n.T(ctx, "guest, not yet verified")
	}
	v.state, v.soft = stateOf(ctx, s, row)
	if row.Band == BandKept {
		v.stamp, v.state = keptStamp(ctx, row)
	}
	v.partly(ctx, row)
	v.acts, v.done = actsOf(ctx, s, row)
	if s.is&(access.Presenter|access.Convener) != 0 && row.State.Open() {
		v.reach = reachOf(row)
		v.touched = row.ContactedAt != nil
		tick := tickOf(ctx, s, row)
		v.inTouch = &tick
	}
	return v
}

// stateOf says how a promise stands, to somebody who may know: word, shape, and a line below.
func stateOf(ctx context.Context, s side, row listed) (ui.State, string) {
	switch row.State {
	case Exploring:
		return ui.StateOf("exploring", i18n.T(ctx, "Let’s talk: not firm, not counted")), ""
	case Delivered:
		return deliveredState(ctx, s, row)
	case Lapsed:
		return ui.StateOf("lapsed", i18n.Capital(i18n.Due(ctx, *row.Due, s.today))), ""
	case Released:
		return ui.StateOf("released", letGoWords(ctx, row)), ""
	case Declined:
		return ui.StateOf("declined", i18n.T(ctx, "Not needed, with thanks")), ""
	case Fulfilled:
		return ui.StateOf("fulfilled", i18n.T(ctx, "Kept")), ""
	}
	return pledgedState(ctx, s, row)
}

func deliveredState(ctx context.Context, s side, row listed) (ui.State, string) {
	soft := quoted(ctx, row.LastNote)
	if s.is&access.Giver != 0 {
		return ui.StateOf("underway", i18n.T(ctx, "You said it is done. %s has the last word.", row.Presenter)), soft
	}
	return ui.StateOf("delivered", i18n.T(ctx, "Says it is done")), soft
}

func letGoWords(ctx context.Context, row listed) string {
	switch {
	case row.LastVerb == TakeBack:
		return i18n.T(ctx, "Taken back that evening")
	case row.EndedAt != nil:
		return i18n.T(ctx, "Let go on %s", i18n.ShortDay(ctx, row.local(*row.EndedAt)))
	}
	return i18n.T(ctx, "Let go")
}

func pledgedState(ctx context.Context, s side, row listed) (ui.State, string) {
	soft := ""
	switch {
	case PastDue(row.Due, s.today):
		return ui.StateOf("past", i18n.Capital(i18n.Due(ctx, *row.Due, s.today))), ""
	case row.LastVerb == NotYet:
		return ui.StateOf("underway", i18n.T(ctx, "Not received yet")), quoted(ctx, row.LastNote)
	case row.DoneAmount != nil || row.DoneCents != nil || row.LastVerb == Partly:
		return ui.StateOf("partly", i18n.T(ctx, "Partly there")), ""
	case row.Redated > 0:
		if row.LastVerb == Redate && row.LastDue != nil {
			soft = i18n.T(ctx, "was %s", i18n.ShortDay(ctx, *row.LastDue))
			if s.is&(access.Giver|access.Presenter) != 0 && row.LastNote != "" {
				soft += ": " + quoted(ctx, row.LastNote)
			}
		}
		return ui.StateOf("redated", i18n.N(ctx, "New day, once", "New day, %d times", row.Redated, row.Redated)), soft
	}
	return ui.StateOf("underway", i18n.T(ctx, "On the way")), ""
}

func quoted(ctx context.Context, text string) string {
	if text == "" {
		return ""
	}
	return i18n.T(ctx, "“%s”", text)
}

// mostStrokes is how many a row shows as strokes; more are words alone.
const mostStrokes = 30

// partly is the tally of what is there so far.
func (v *rowView) partly(ctx context.Context, row listed) {
	switch {
	case row.State != Pledged && row.State != Lapsed:
	case row.DoneCents != nil && row.Cents != nil:
		v.tally = i18n.T(ctx, "%s of %s", i18n.Money(ctx, *row.DoneCents, row.Currency), i18n.Money(ctx, *row.Cents, row.Currency))
	case row.DoneAmount != nil && row.Amount != nil:
		if *row.Amount <= mostStrokes {
			v.tallyIn, v.tallyOf = int(*row.DoneAmount), int(*row.Amount+0.5)
		}
		v.tally = i18n.T(ctx, "%s of %s", i18n.Decimal(ctx, *row.DoneAmount), howMuch(ctx, row.Amount, row.Unit, nil, ""))
	case row.DoneAmount != nil:
		v.tally = i18n.T(ctx, "%s so far", i18n.Decimal(ctx, *row.DoneAmount))
	}
}

// reachOf is how to reach a giver: by mail, and by phone when they share it.
func reachOf(row listed) []ui.Link {
	var links []ui.Link
	if row.GiverEmail != "" {
		links = append(links, ui.Link{Label: row.GiverEmail, URL: "mailto:" + row.GiverEmail, Icon: "mail"})
	}
	if row.GiverPhone != "" && (row.SharePhone || row.GiverEmail == "") {
		links = append(links, ui.Link{Label: row.GiverPhone, URL: "tel:" + row.GiverPhone, Icon: "phone"})
	}
	return links
}

func (s side) post(row listed, noun string, b ui.Button, more ...ui.HiddenField) actView {
	hidden := append([]ui.HiddenField{seqField(row.Seq)}, more...)
	if s.back != "" {
		hidden = append(hidden, ui.HiddenField{Name: "back", Value: s.back})
	}
	return actView{button: b, post: s.club.URL("commitments", row.ID.String(), noun), hidden: hidden}
}

func (s side) link(row listed, noun string, b ui.Button) actView {
	b.URL = s.club.URL("commitments", row.ID.String(), noun)
	return actView{button: b}
}

func tickOf(ctx context.Context, s side, row listed) actView {
	if row.ContactedAt != nil {
		return s.post(row, "contact", ui.Button{Label: i18n.T(ctx, "In touch"), Kind: "quiet", Icon: "check"}, ui.HiddenField{Name: "in_touch", Value: ""})
	}
	return s.post(row, "contact", ui.Button{Label: i18n.T(ctx, "We are in touch"), Kind: "quiet"}, ui.HiddenField{Name: "in_touch", Value: "yes"})
}

// actsOf are the one main act and the quiet ones that fit the promise and the reader.
func actsOf(ctx context.Context, s side, row listed) ([]actView, string) {
	switch {
	case s.is&access.Giver != 0:
		return giverActs(ctx, s, row), ""
	case s.is&access.Presenter != 0:
		return receiverActs(ctx, s, row)
	}
	return nil, ""
}

func giverActs(ctx context.Context, s side, row listed) []actView {
	about := row.Promise
	switch row.State {
	case Pledged, Lapsed:
		return []actView{
			s.link(row, "delivery", ui.Button{Label: i18n.T(ctx, "Did it"), About: about, Kind: "main"}),
			s.link(row, "date", ui.Button{Label: i18n.T(ctx, "Need more time"), About: about, Kind: "quiet"}),
			s.link(row, "release", ui.Button{Label: i18n.T(ctx, "I can’t after all"), About: about, Kind: "quiet"}),
		}
	case Exploring:
		return []actView{
			s.link(row, "promise", ui.Button{Label: i18n.T(ctx, "Make it firm"), About: about, Kind: "pledge"}),
			s.link(row, "release", ui.Button{Label: i18n.T(ctx, "I can’t after all"), About: about, Kind: "quiet"}),
		}
	}
	return nil
}

func receiverActs(ctx context.Context, s side, row listed) ([]actView, string) {
	about := row.Giver
	letGo := s.link(row, "release", ui.Button{Label: i18n.T(ctx, "Let it go"), About: about, Kind: "quiet"})
	switch {
	case row.State == Delivered:
		return []actView{
			s.post(row, "receipt", ui.Button{Label: i18n.T(ctx, "Yes, I received it"), About: about, Kind: "main"}, ui.HiddenField{Name: "answer", Value: "yes"}),
			s.link(row, "receipt", ui.Button{Label: i18n.T(ctx, "Not yet"), About: about, Kind: "quiet"}),
		}, ""
	case row.Band == PastItsDate:
		acts := []actView{letGo}
		if row.GiverEmail != "" {
			acts = []actView{{button: ui.Button{Label: i18n.T(ctx, "Write to %s", firstName(row.Giver)), URL: "mailto:" + row.GiverEmail}}, letGo}
		}
		return acts, ""
	case row.State == Exploring && row.GiverEmail != "":
		return []actView{{button: ui.Button{Label: i18n.T(ctx, "Ask for a day"), About: about, URL: "mailto:" + row.GiverEmail}}, letGo}, ""
	case row.ThankedAt != nil && !row.State.Open():
		return nil, i18n.T(ctx, "You said thanks")
	case row.State == Fulfilled:
		return []actView{s.link(row, "thanks", ui.Button{Label: i18n.T(ctx, "Say thanks"), About: about, Kind: "quiet"})}, ""
	}
	return nil, ""
}
