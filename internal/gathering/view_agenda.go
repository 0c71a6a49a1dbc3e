package gathering

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// agendaView is the form of the agenda: the lines there are and a few empty ones.
type agendaView struct {
	URL     string
	Back    ui.Link
	Errors  []ui.FieldError
	Version string
	Lines   []agendaLine
	Sum     string
	Count   templ.Component
}

type agendaLine struct {
	Legend  string
	Hidden  ui.HiddenField
	Title   ui.Field
	Place   ui.Field
	Minutes ui.Field
	Kind    ui.Field
}

// itemField names a field of one line.
func itemField(i int, name string) string { return "line." + strconv.Itoa(i+1) + "." + name }

const emptyLines = 3

func agendaValues(g Gathering, items []Item) map[string]string {
	values := map[string]string{"version": strconv.Itoa(g.Version), "lines": strconv.Itoa(len(items) + emptyLines)}
	for i, item := range items {
		values[itemField(i, "id")] = item.ID.String()
		values[itemField(i, "place")] = strconv.Itoa(i + 1)
		values[itemField(i, "title")] = item.Title
		values[itemField(i, "minutes")] = strconv.Itoa(item.Minutes)
		values[itemField(i, "kind")] = string(item.Kind)
	}
	return values
}

// readAgenda reads the lines in the order of their places; a line without words and minutes is left out. A new line
// that wants the place of another goes before it.
func readAgenda(f *page.FormData) []Item {
	type placed struct {
		Item
		place int
	}
	var lines []placed
	for i := range lineCount(f) {
		title := f.Text(itemField(i, "title"), maxTitle)
		minutes := f.Whole(itemField(i, "minutes"), 0, maxMinutes)
		place := f.Whole(itemField(i, "place"), 1, maxItems)
		if title == "" && (minutes == nil || *minutes == 0) {
			continue
		}
		f.Need(itemField(i, "title"), title, "Say what happens in these minutes")
		line := placed{place: maxItems + 1, Item: Item{ID: f.ID(itemField(i, "id")), Title: title, Kind: kindOr(f.Value(itemField(i, "kind")))}}
		if minutes != nil {
			line.Minutes = *minutes
		}
		if place != nil {
			line.place = *place
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.place, b.place), old(a.Item)-old(b.Item))
	})
	items := make([]Item, len(lines))
	for i, line := range lines {
		items[i] = line.Item
	}
	return items
}

func kindOr(kind string) ItemKind {
	if kind == "" {
		return PlainItem
	}
	return ItemKind(kind)
}

// old is 1 for a line that was there before.
func old(item Item) int {
	if item.ID == id.Nil {
		return 0
	}
	return 1
}

func lineCount(f *page.FormData) int {
	n, _ := strconv.Atoi(f.Value("lines"))
	return min(max(n, 0), maxItems)
}

func newAgendaView(ctx context.Context, c page.Club, g Gathering, f *page.FormData) agendaView {
	v := agendaView{URL: gatheringURL(c, g, "agenda"), Back: backTo(ctx, c, g), Errors: f.Errors(ctx), Version: f.Value("version")}
	v.Count = ui.Hidden("lines", strconv.Itoa(lineCount(f)))
	sum := 0
	for i := range lineCount(f) {
		legend := i18n.T(ctx, "Line %d", i+1)
		line := agendaLine{
			Legend:  legend,
			Hidden:  ui.HiddenField{Name: itemField(i, "id"), Value: f.Value(itemField(i, "id"))},
			Title:   f.Field(ctx, itemField(i, "title"), i18n.T(ctx, "What happens"), ""),
			Place:   f.Field(ctx, itemField(i, "place"), i18n.T(ctx, "Place in the order"), ""),
			Minutes: f.Field(ctx, itemField(i, "minutes"), i18n.T(ctx, "Minutes"), ""),
			Kind:    f.Field(ctx, itemField(i, "kind"), i18n.T(ctx, "What it is"), ""),
		}
		line.Kind.Options = []ui.Option{
			{Value: string(PlainItem), Label: i18n.T(ctx, "Part of the evening")},
			{Value: string(TurnItem), Label: i18n.T(ctx, "Somebody’s turn")},
			{Value: string(ReportItem), Label: i18n.T(ctx, "What we promised")},
		}
		minutes, _ := strconv.Atoi(f.Value(itemField(i, "minutes")))
		sum += minutes
		v.Lines = append(v.Lines, line)
	}
	v.Sum = i18n.T(ctx, "%s in all; from %s there are %s.", span(ctx, sum), i18n.Clock(ctx, g.StartsAt.In(clock.Zone(g.Zone))), span(ctx, int(g.EndsAt.Sub(g.StartsAt).Minutes())))
	return v
}
