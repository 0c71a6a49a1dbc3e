package commitment

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// bandView is one band of a tracker or one part of a list.
type bandView struct {
	id, class, title, count string
	rows                    []rowView
}

// trackerView is a presenter’s tracker or a convener’s board.
type trackerView struct {
	kicker, title    string
	tallyIn, tallyOf int
	kept, sum        string
	tabs, sorts      []ui.Link
	table            ui.Table
	bands            []bandView
	pages            ui.Paging
	csvURL           string
	thanksURL        string
	writeURL         string
	empty            string
}

func trackerViewOf(ctx context.Context, s side, turn *Around, l *listing, path string) trackerView {
	v := trackerView{
		kicker: i18n.T(ctx, "What was promised on %s", i18n.Date(ctx, turn.Day)), title: turn.Title, csvURL: path + ".csv",
		empty: i18n.T(ctx, "Nothing is promised yet. That is what the gathering is for."),
	}
	v.fill(ctx, s, l, path)
	if s.is == access.Presenter && v.tallyOf > 0 {
		v.thanksURL = s.club.URL("presentations", l.query.Of.String(), "thanks")
	}
	if s.convenes() {
		v.writeURL = s.club.URL("gatherings", turn.GatheringID.String(), "scribe") + "?turn=" + l.query.Of.String()
	}
	return v
}

func boardViewOf(ctx context.Context, s side, at *eveningRow, l *listing, path string) trackerView {
	v := trackerView{
		kicker: i18n.T(ctx, "What was promised on %s", i18n.Date(ctx, at.Day)), title: at.Title, csvURL: path + ".csv",
		writeURL: s.club.URL("gatherings", at.ID.String(), "scribe"),
		empty:    i18n.T(ctx, "Nothing was promised at this gathering yet."),
	}
	v.fill(ctx, s, l, path)
	return v
}

func (v *trackerView) fill(ctx context.Context, s side, l *listing, path string) {
	n := countsOf(l.counts)
	v.tallyIn, v.tallyOf = n[BandKept], n[BandKept]+n[WaitsForWord]+n[PastItsDate]+n[OnTheWay]
	v.kept, v.sum = sumWords(ctx, s, n)
	v.tabs = tabsOf(ctx, s, l, n, path)
	v.sorts = sortsOf(ctx, l, path)
	v.table = ui.Table{
		Caption: i18n.T(ctx, "Promises for %s, by state", v.title), Class: "is-stacked tracker",
		Columns: []string{i18n.T(ctx, "Who"), i18n.T(ctx, "What"), i18n.T(ctx, "By"), i18n.T(ctx, "How it stands"), i18n.T(ctx, "What you can do")},
	}
	next := l.next()
	v.bands = bandsView(ctx, s, l, n)
	v.pages = pagesOf(ctx, l, next, path, shownOf(l, n))
}

func countsOf(counts []bandCount) map[Band]int {
	n := map[Band]int{}
	for _, c := range counts {
		n[c.Band] = c.Count
	}
	return n
}

func shownOf(l *listing, n map[Band]int) int {
	total := 0
	for _, b := range l.query.Bands {
		total += n[b]
	}
	return total
}

// sumWords sums a list up: “9 of 15 kept”, and who waits for a word.
func sumWords(ctx context.Context, s side, n map[Band]int) (kept, rest string) {
	firm := n[BandKept] + n[WaitsForWord] + n[PastItsDate] + n[OnTheWay]
	if firm+n[ToExplore]+n[LetGo] == 0 {
		return "", ""
	}
	kept = i18n.T(ctx, "%d of %d kept", n[BandKept], firm)
	if n[LetGo] > 0 {
		rest = i18n.N(ctx, "%d let go.", "%d let go.", n[LetGo], n[LetGo]) + " "
	}
	if n[WaitsForWord] > 0 && s.is == access.Presenter {
		rest += i18n.N(ctx, "One person waits for your word.", "%d people wait for your word.", n[WaitsForWord], n[WaitsForWord])
	}
	return kept, rest
}

// tabsOf are the ways to show a list, with their counts.
func tabsOf(ctx context.Context, s side, l *listing, n map[Band]int, path string) []ui.Link {
	word := i18n.T(ctx, "Your word, %d", n[WaitsForWord])
	if s.is != access.Presenter {
		word = i18n.T(ctx, "Said done, %d", n[WaitsForWord])
	}
	tabs := []ui.Link{
		{Key: "", Label: i18n.T(ctx, "All")},
		{Key: "word", Label: word},
		{Key: "way", Label: i18n.T(ctx, "On the way, %d", n[PastItsDate]+n[OnTheWay]+n[ToExplore])},
		{Key: "kept", Label: i18n.T(ctx, "Kept, %d", n[BandKept])},
	}
	if n[LetGo] > 0 {
		tabs = append(tabs, ui.Link{Key: "go", Label: i18n.T(ctx, "Let go, %d", n[LetGo])})
	}
	for i := range tabs {
		tabs[i].Current = tabs[i].Key == l.tab
		tabs[i].URL = listURL(path, tabs[i].Key, l.order, "")
	}
	return tabs
}

func sortsOf(ctx context.Context, l *listing, path string) []ui.Link {
	sorts := []ui.Link{
		{Key: "", Label: i18n.T(ctx, "By day")}, {Key: "name", Label: i18n.T(ctx, "By name")}, {Key: "age", Label: i18n.T(ctx, "As they came")},
	}
	for i := range sorts {
		sorts[i].Current = sorts[i].Key == l.order
		sorts[i].URL = listURL(path, l.tab, sorts[i].Key, "")
	}
	return sorts
}

// listURL is the address of a list shown in one way.
func listURL(path, tab, order, after string) string {
	q := url.Values{}
	for name, value := range map[string]string{"show": tab, "sort": order, "after": after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return path
	}
	if strings.Contains(path, "?") {
		return path + "&" + q.Encode()
	}
	return path + "?" + q.Encode()
}

func pagesOf(ctx context.Context, l *listing, next, path string, total int) ui.Paging {
	p := ui.Paging{Words: i18n.T(ctx, "%d of %d shown", len(l.rows), total)}
	if next != "" {
		p.NextURL = listURL(path, l.tab, l.order, next)
	}
	if l.query.After != (cursor{}) {
		p.BeforeURL = listURL(path, l.tab, l.order, "")
	}
	return p
}

// bandsView puts the rows of a page into their bands.
func bandsView(ctx context.Context, s side, l *listing, n map[Band]int) []bandView {
	var bands []bandView
	for i, row := range l.rows {
		if i == 0 || row.Band != l.rows[i-1].Band {
			bands = append(bands, bandOfView(ctx, s, row.Band, n[row.Band]))
		}
		last := &bands[len(bands)-1]
		last.rows = append(last.rows, rowViewOf(ctx, s, row))
	}
	return bands
}

func bandOfView(ctx context.Context, s side, band Band, count int) bandView {
	v := bandView{id: "band-" + strconv.Itoa(int(band)), class: "is-live", count: strconv.Itoa(count)}
	switch band {
	case WaitsForWord:
		v.title = i18n.T(ctx, "Said to be done")
		if s.is == access.Presenter {
			v.title = i18n.T(ctx, "Waiting for your word")
		}
	case PastItsDate:
		v.title = i18n.T(ctx, "Past its date")
	case OnTheWay:
		v.title = i18n.T(ctx, "On the way")
	case ToExplore:
		v.title, v.class = i18n.T(ctx, "Offers to explore"), "is-offer"
	case BandKept:
		v.title, v.class = i18n.T(ctx, "Kept"), ""
	case LetGo:
		v.title, v.class = i18n.T(ctx, "Let go"), ""
	}
	return v
}

// csvHeader and csvRows are the spreadsheet of a list.
func csvHeader(ctx context.Context) []string {
	return []string{
		i18n.T(ctx, "Who"), i18n.T(ctx, "Where from"), i18n.T(ctx, "E-mail"), i18n.T(ctx, "What"), i18n.T(ctx, "Kind"), i18n.T(ctx, "How much"),
		i18n.T(ctx, "By"), i18n.T(ctx, "How it stands"), i18n.T(ctx, "For"), i18n.T(ctx, "Presenter"), i18n.T(ctx, "In touch"), i18n.T(ctx, "Thanked"),
	}
}

func csvRows(ctx context.Context, s side, rows []listed) [][]string {
	var out [][]string
	for _, row := range rows {
		v := rowViewOf(ctx, s, row)
		stands := v.state.Words
		if v.stamp.Words != "" {
			stands = v.stamp.Words + " " + v.stamp.Day
		}
		contacted, thanked := "", ""
		if row.ContactedAt != nil {
			contacted = row.local(*row.ContactedAt).Format(time.DateOnly)
		}
		if row.ThankedAt != nil {
			thanked = row.local(*row.ThankedAt).Format(time.DateOnly)
		}
		out = append(out, []string{
			row.Giver, v.whoOf, row.GiverEmail, row.Promise, ui.KindWord(ctx, string(row.Kind)),
			howMuch(ctx, row.Amount, row.Unit, row.Cents, row.Currency), v.iso, stands, row.Title, row.Presenter, contacted, thanked,
		})
	}
	return out
}
