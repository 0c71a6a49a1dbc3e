package stage

import (
	"context"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
)

// deskInView are the promises of the turn that is written under, newest first.
type deskInView struct {
	Count, Turn, Empty string
	Rows               []deskRow
	InPlace            bool // acts are answered with this part alone
}

// deskRow is one promise in the scribe’s feed, with what the scribe can do about it.
type deskRow struct {
	feedLine
	Said      string // the promise and its day, for the script
	Key       string // of the giver
	Waits     bool
	Own       bool // written down here: a slip of the pen can be taken back
	Open      bool
	ChangeURL string
	HideURL   string
	NodURL    string
	BackURL   string
	MergeURL  string
	Twins     []deskTwin
}

// deskTwin is another promise of the same giver that may be the same one.
type deskTwin struct{ ID, Label string }

func deskInOf(ctx context.Context, r *Room, t *Turn, late bool) deskInView {
	firm, talks := t.counts()
	v := deskInView{Turn: t.ID.String(), Count: countWords(ctx, firm, talks), InPlace: !late}
	if len(t.Promises) == 0 {
		v.Count, v.Empty = "", i18n.T(ctx, "Nothing so far. Promises stand here as they come in.")
	}
	to := ""
	if late {
		to = "&turn=" + v.Turn
	}
	for i, p := range t.Promises {
		row := deskRow{
			feedLine: feedLineOf(ctx, p, r.Place.Currency), Key: p.giverKey(), Waits: p.Waits(r.Stage.Settings) && !p.Hidden, Open: p.State.Open(),
			ChangeURL: r.act("scribe", "said", p.ID.String()) + to, HideURL: r.act("scribe", "hidden") + to, NodURL: r.act("scribe", "nods") + to,
			BackURL: r.act("scribe", "said", p.ID.String(), "withdrawal") + to, MergeURL: r.act("scribe", "merges") + to,
			Own: p.Source == commitment.ByScribe || p.Source == commitment.ByCard,
		}
		row.Said = row.Will
		if row.More != "" {
			row.Said += ", " + row.More
		}
		if row.Own && row.Open {
			row.Twins = twinsOf(ctx, p, t.Promises[i+1:])
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// twinsOf are the older open promises of the same giver.
func twinsOf(ctx context.Context, p Promise, older []Promise) []deskTwin {
	var twins []deskTwin
	for _, other := range older {
		if other.giverKey() == p.giverKey() && other.State.Open() && len(twins) < 2 {
			twins = append(twins, deskTwin{other.ID.String(), i18n.T(ctx, "The same as “%s”", other.Promise)})
		}
	}
	return twins
}

// giverKey is the id of the member or guest who promised.
func (p Promise) giverKey() string {
	if p.GiverPersonID != nil {
		return p.GiverPersonID.String()
	}
	return p.GiverGuestID.String()
}
