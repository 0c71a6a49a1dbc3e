package commitment

import (
	"context"
	"time"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// scribeView is the page on which what is said aloud is written down.
type scribeView struct {
	title, lede string
	tabs        []ui.Link
	empty       string
	action      string
	wrong       []ui.FieldError
	hidden      []ui.HiddenField
	giver       ui.Field
	members     []string
	promise     ui.Field
	due         ui.Field
	kind        ui.Field
	amount      ui.Field
	unit        ui.Field
	money       ui.Field
	source      ui.Field
	count       string
	feed        []fedView
}

// fedView is one promise of this turn in the scribe’s feed.
type fedView struct {
	who, will, by string
	guest, talk   bool
	verify        *actView
	mergeURL      string
	mergeHidden   []ui.HiddenField
	mergeInto     []ui.Option
	openURL       string
}

// byDefault is the day a promise is due when nobody says one: the next gathering, or four weeks on.
func (d *writing) byDefault() *time.Time {
	if d.who != nil && d.who.NextGathering != nil {
		return d.who.NextGathering
	}
	day := d.see.today.AddDate(0, 0, 28)
	return &day
}

func scribeViewOf(ctx context.Context, d *writing, f *page.FormData) scribeView {
	v := scribeView{
		title: i18n.T(ctx, "Write down what is said aloud"), wrong: f.Errors(ctx),
		action: d.see.club.URL("gatherings", d.at.ID.String(), "scribe"), empty: i18n.T(ctx, "Nobody has a turn at this gathering yet."),
	}
	for _, t := range d.turns {
		v.tabs = append(v.tabs, ui.Link{Label: t.Title, URL: v.action + "?turn=" + t.ID.String(), Current: d.turn != nil && t.ID == d.turn.ID})
	}
	if d.turn == nil {
		return v
	}
	v.empty, v.lede = "", i18n.T(ctx, "%s, %s", d.turn.Title, d.turn.Presenter)
	v.hidden = []ui.HiddenField{f.Hidden(), {Name: "turn", Value: d.turn.ID.String()}}
	v.fields(ctx, d, f)
	v.feedOf(ctx, d)
	return v
}

func (v *scribeView) fields(ctx context.Context, d *writing, f *page.FormData) {
	v.giver = f.Field(ctx, "giver", i18n.T(ctx, "Said aloud by"), i18n.T(ctx, "A name that is no member’s is written down as a guest."))
	v.giver.Autocomplete, v.giver.Attrs = "off", map[string]any{"list": "members", "autofocus": len(v.wrong) == 0}
	for _, m := range d.members {
		v.members = append(v.members, m.Name)
	}
	v.promise = f.Field(ctx, "promise", i18n.T(ctx, "will"), "")
	v.promise.Autocomplete, v.promise.MaxLength = "off", mostPromise
	v.due = f.Field(ctx, "due", i18n.T(ctx, "by"), "")
	if v.due.Value == "" && v.due.Error == "" {
		v.due.Value = isoDay(d.byDefault())
	}
	v.kind = f.Field(ctx, "kind", i18n.T(ctx, "Kind"), "")
	v.kind.Options = kindOptions(ctx, Kind(f.Value("kind")))[1:]
	if f.Value("kind") == "" {
		v.kind.Options[len(v.kind.Options)-1].Selected = true
	}
	v.amount = f.Field(ctx, "amount", i18n.T(ctx, "How much or how many"), "")
	v.amount.Optional, v.amount.InputMode = true, "decimal"
	v.unit = f.Field(ctx, "unit", i18n.T(ctx, "of what"), "")
	v.unit.Optional, v.unit.MaxLength = true, mostUnit
	v.money = f.Field(ctx, "cents", i18n.T(ctx, "How much money"), "")
	v.money.Optional, v.money.InputMode = true, "decimal"
	v.source = f.Field(ctx, "source", i18n.T(ctx, "How do you know?"), "")
	v.source.Options = sourceOptions(ctx, d, Source(f.Value("source")))
}

// sourceOptions: a convener may also write down what they were told by phone; after the evening that is the first.
func sourceOptions(ctx context.Context, d *writing, chosen Source) []ui.Option {
	all := []ui.Option{{Value: string(ByScribe), Label: i18n.T(ctx, "Said aloud")}, {Value: string(ByCard), Label: i18n.T(ctx, "From a card")}}
	if d.see.convenes() {
		all = append(all, ui.Option{Value: string(ByConvener), Label: i18n.T(ctx, "Told me by phone")})
	}
	if chosen == "" {
		chosen = ByScribe
		if d.at.GatheringState == "closed" && d.see.convenes() && d.see.now.After(d.at.Until()) {
			chosen = ByConvener
		}
	}
	for i := range all {
		all[i].Selected = all[i].Value == string(chosen)
	}
	return all
}

// feedOf are the promises of this turn, newest first; people with more than one can have two put together.
func (v *scribeView) feedOf(ctx context.Context, d *writing) {
	v.count = i18n.N(ctx, "one so far", "%d so far", len(d.rows), len(d.rows))
	if len(d.rows) == 0 {
		v.count = ""
	}
	for _, row := range d.rows {
		v.feed = append(v.feed, fedOf(ctx, d, row))
	}
}

func fedOf(ctx context.Context, d *writing, row listed) fedView {
	s := side{reader: d.see}
	v := fedView{who: row.Giver, will: row.Promise, by: byDay(ctx, row.Due), guest: row.GiverPersonID == nil, talk: row.State == Exploring, openURL: d.see.club.URL("commitments", row.ID.String())}
	if row.Due != nil {
		v.by = i18n.T(ctx, "by %s", v.by)
	}
	if readsOn(row.Promise) && readsIn(i18n.Lang(ctx), row.Promise) {
		v.will = i18n.T(ctx, "will") + " " + v.will
	}
	base := d.see.club.URL("gatherings", d.at.ID.String(), "scribe", row.ID.String())
	turn := ui.HiddenField{Name: "turn", Value: d.turn.ID.String()}
	if row.VerifiedAt == nil {
		a := s.post(row, "verification", ui.Button{Label: i18n.T(ctx, "Yes, this guest said so"), Kind: "quiet", About: row.Giver}, turn)
		a.post = base + "/verification"
		v.verify = &a
	}
	for _, other := range d.rows {
		if other.ID != row.ID && other.Giver == row.Giver && other.State.Open() && row.State.Open() {
			v.mergeInto = append(v.mergeInto, ui.Option{Value: other.ID.String(), Label: other.Promise})
		}
	}
	if len(v.mergeInto) > 0 {
		v.mergeURL, v.mergeHidden = base+"/merger", []ui.HiddenField{seqField(row.Seq), turn}
	}
	return v
}
