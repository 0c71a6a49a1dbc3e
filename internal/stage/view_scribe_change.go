package stage

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// inPlace makes an act of the feed come back as the feed alone.
func (v deskInView) inPlace(url string) templ.Attributes {
	if !v.InPlace {
		return nil
	}
	return templ.Attributes{"hx-post": url, "hx-target": "#part-in", "hx-swap": "morph:innerHTML"}
}

// deskChangeView is the page on which one promise that was written down is put right.
type deskChangeView struct {
	ID, Title, Lede, Action, Back, MergeURL string
	Wrong                                   []ui.FieldError
	Hidden                                  []ui.HiddenField
	Promise, Due, Amount, Kind, IntoField   ui.Field
	Into                                    []ui.Option
}

// giverKey is the id of the member or guest who promised.
func (row written) giverKey() string {
	return Promise{GiverPersonID: row.GiverPersonID, GiverGuestID: row.GiverGuestID}.giverKey()
}

// filledWith is the form with the promise as it stands.
func (s sight) filledWith(ctx context.Context, row written) *page.FormData {
	values := map[string]string{
		"promise": row.Promise, "kind": string(row.Kind), "seq": strconv.Itoa(row.Seq),
		"amount": commitment.HowMuch(ctx, row.Amount, row.Unit, row.Cents, s.room.Place.Currency),
	}
	if row.Due != nil {
		values["due"] = s.room.dayWords(ctx, *row.Due)
	}
	return page.Filled(values)
}

func (s sight) changeOf(ctx context.Context, row written, turn *Turn, f *page.FormData) deskChangeView {
	v := deskChangeView{
		ID: row.ID.String(), Title: i18n.T(ctx, "Put it right"), Lede: commitment.Sentence(ctx, row.Giver, row.Promise), Wrong: f.Errors(ctx),
		Action: s.room.act("scribe", "said", row.ID.String()), Back: s.deskURL(), MergeURL: s.room.act("scribe", "merges"),
		Hidden: []ui.HiddenField{{Name: "seq", Value: f.Value("seq")}},
	}
	if s.desk.late {
		v.Action += "&turn=" + s.desk.turn.ID.String()
		v.MergeURL += "&turn=" + s.desk.turn.ID.String()
	}
	v.Promise = f.Field(ctx, "promise", i18n.T(ctx, "will"), "")
	v.Promise.MaxLength = mostSaid
	v.Due = f.Field(ctx, "due", i18n.T(ctx, "by"), "")
	v.Amount = f.Field(ctx, "amount", i18n.T(ctx, "How much"), "")
	v.Amount.Optional = true
	v.Kind = f.Field(ctx, "kind", i18n.T(ctx, "Kind"), "")
	for _, k := range commitment.Kinds {
		v.Kind.Options = append(v.Kind.Options, ui.Option{Value: string(k), Label: ui.KindWord(ctx, string(k)), Selected: f.Value("kind") == string(k)})
	}
	if turn != nil {
		v.twins(ctx, row, turn)
	}
	return v
}

// twins are the other open promises of this turn that may be the same one: first those of the same giver, then those
// with a guest on either side, whose name may have been heard wrong.
func (v *deskChangeView) twins(ctx context.Context, row written, turn *Turn) {
	var own, others []ui.Option
	for _, p := range turn.Promises {
		option := ui.Option{Value: p.ID.String(), Label: commitment.Sentence(ctx, p.Giver, p.Promise)}
		switch {
		case p.ID == row.ID || !p.State.Open():
		case p.giverKey() == row.giverKey():
			own = append(own, option)
		case p.GiverGuestID != nil || row.GiverGuestID != nil:
			others = append(others, option)
		}
	}
	if v.Into = append(own, others...); len(v.Into) > 0 {
		v.Into = append([]ui.Option{{Label: i18n.T(ctx, "Choose one")}}, v.Into...)
	}
	v.IntoField = ui.Field{Name: "into", Label: i18n.T(ctx, "It is the same as"), Options: v.Into}
}
