package commitment

import (
	"context"
	"strconv"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// mineView is what a person promised, or what was promised to them.
type mineView struct {
	title, sum string
	sides      []ui.Link
	tabs       []ui.Link
	bands      []slipBand
	pages      ui.Paging
	empty      string
	emptyLabel string
	emptyURL   string
}

// slipBand is a part of the list, as slips.
type slipBand struct {
	id, title, count string
	slips            []ownSlip
}

// ownSlip is a slip with what its reader can do.
type ownSlip struct {
	slip ui.Slip
	acts []actView
	soft string
}

func mineViewOf(ctx context.Context, s side, l *listing) mineView {
	path := s.club.URL("commitments")
	v := mineView{title: i18n.T(ctx, "What I promised"), empty: i18n.T(ctx, "You have not promised anything yet. At the next gathering somebody will ask.")}
	v.sides = sidesOf(ctx, s, path)
	v.emptyLabel, v.emptyURL = i18n.T(ctx, "See the gatherings"), s.club.URL("gatherings")
	listPath := path
	if s.is == access.Presenter {
		v.title, listPath = i18n.T(ctx, "What was promised to me"), path+"?to=me"
		v.empty = i18n.T(ctx, "Nobody has promised you anything yet. Propose a project, and the room answers.")
		v.emptyLabel, v.emptyURL = i18n.T(ctx, "Propose a project"), s.club.URL("proposals", "new")
	}
	n := countsOf(l.counts)
	if kept, rest := sumWords(ctx, s, n); kept != "" {
		v.sum = kept + ". " + rest
		v.tabs = tabsOf(ctx, s, l, n, listPath)
	}
	next := l.next()
	v.pages = pagesOf(ctx, l, next, listPath, shownOf(l, n))
	for i, row := range l.rows {
		if i == 0 || row.Band != l.rows[i-1].Band {
			b := bandOfView(ctx, s, row.Band, n[row.Band])
			v.bands = append(v.bands, slipBand{id: b.id, title: b.title, count: b.count})
		}
		last := &v.bands[len(v.bands)-1]
		last.slips = append(last.slips, ownSlipOf(ctx, s, row))
	}
	return v
}

// sidesOf are the lists a person has: given, received, and everyone’s for a convener.
func sidesOf(ctx context.Context, s side, path string) []ui.Link {
	links := []ui.Link{
		{Label: i18n.T(ctx, "What I promised"), URL: path, Current: s.is == access.Giver},
		{Label: i18n.T(ctx, "What was promised to me"), URL: path + "?to=me", Current: s.is == access.Presenter},
	}
	if s.convenes() {
		links = append(links, ui.Link{Label: i18n.T(ctx, "Everyone’s promises"), URL: path + "/everyone", Current: s.is == access.Convener})
	}
	return links
}

func ownSlipOf(ctx context.Context, s side, row listed) ownSlip {
	v := rowViewOf(ctx, s, row)
	o := ownSlip{acts: v.acts, soft: v.soft, slip: ui.Slip{
		Class: slipClass(row), Stamp: v.stamp, What: ownSentence(ctx, row.Promise), WhatURL: v.url,
		Meta: []ui.Meta{{Before: i18n.T(ctx, "for"), Strong: row.Title, URL: v.forURL}},
	}}
	if row.State != Pledged || row.Band == PastItsDate || row.Redated > 0 || row.LastVerb == NotYet || v.tally != "" {
		o.slip.State = v.state
	}
	if s.is == access.Giver {
		o.slip.Meta = append([]ui.Meta{{Before: i18n.T(ctx, "to"), Strong: row.Presenter}}, o.slip.Meta...)
	} else {
		o.slip.What = sentence(ctx, row.Giver, row.Promise)
	}
	if row.Due != nil && row.State.Open() && row.Band != BandKept {
		by := ui.Meta{Before: i18n.T(ctx, "by"), Strong: i18n.Day(ctx, *row.Due), Datetime: v.iso}
		if !PastDue(row.Due, s.today) {
			by.After = ", " + i18n.Relative(ctx, *row.Due, s.today)
		}
		o.slip.Meta = append(o.slip.Meta, by)
	}
	if v.tally != "" {
		o.slip.Meta = append(o.slip.Meta, ui.Meta{Strong: v.tally})
	}
	return o
}

// slipClass is the surface of a slip: yellow card while it is open, paper once it is over.
func slipClass(row listed) string {
	if row.Band == BandKept || row.Band == LetGo {
		return "is-done"
	}
	return ui.SlipClass(string(row.State))
}

// everyoneView is the convener’s board of the whole collaboratory.
type everyoneView struct {
	title string
	sides []ui.Link
	tabs  []ui.Link
	table ui.Table
	rows  []rowView
	pages ui.Paging
	calls []callView
	empty string
}

// callView is somebody to call.
type callView struct {
	name, phone, phoneURL, words, url string
}

func everyoneViewOf(ctx context.Context, s side, tab string, rows []listed, calls []caller) everyoneView {
	path := s.club.URL("commitments", "everyone")
	v := everyoneView{title: i18n.T(ctx, "Everyone’s promises"), sides: sidesOf(ctx, s, s.club.URL("commitments")), empty: i18n.T(ctx, "Nothing is promised yet. That is what the next gathering is for.")}
	for _, t := range []ui.Link{{Key: "", Label: i18n.T(ctx, "Open, by day")}, {Key: "talk", Label: i18n.T(ctx, "Let’s talk")}, {Key: "all", Label: i18n.T(ctx, "All, newest first")}} {
		t.URL, t.Current = listURL(path, t.Key, "", ""), t.Key == tab
		v.tabs = append(v.tabs, t)
	}
	v.table = ui.Table{Caption: v.title, Class: "is-stacked tracker", Columns: []string{i18n.T(ctx, "Who"), i18n.T(ctx, "What"), i18n.T(ctx, "By"), i18n.T(ctx, "How it stands"), i18n.T(ctx, "For")}}
	if len(rows) > perPage {
		rows = rows[:perPage]
		last := rows[perPage-1]
		v.pages = ui.Paging{Words: i18n.T(ctx, "%d shown", perPage), NextURL: listURL(path, tab, "", isoDay(last.Due)+"~"+last.ID.String())}
	}
	for _, row := range rows {
		v.rows = append(v.rows, rowViewOf(ctx, s, row))
	}
	for _, c := range calls {
		v.calls = append(v.calls, callViewOf(ctx, s.club.URL("members", c.ID.String()), c))
	}
	return v
}

func callViewOf(ctx context.Context, url string, c caller) callView {
	v := callView{name: c.Name, phone: c.Phone, url: url, words: i18n.N(ctx, "one open", "%d open", c.Open, c.Open)}
	if c.Phone != "" {
		v.phoneURL = "tel:" + c.Phone
	}
	return v
}

func seqField(seq int) ui.HiddenField {
	return ui.HiddenField{Name: "seq", Value: strconv.Itoa(seq)}
}
