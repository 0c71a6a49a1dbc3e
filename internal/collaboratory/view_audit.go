package collaboratory

import (
	"context"
	"net/url"
	"strings"
	"time"

	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// historyPage is who did what.
type historyPage struct {
	Back         string
	URL          string
	ExportURL    string
	What, Person ui.Field
	From, Until  ui.Field
	Hidden       []ui.HiddenField
	Lines        []historyLine
	Empty        string
	Paging       ui.Paging
}

type historyLine struct {
	When, Who, What, About string
	URL                    string
}

func historyView(ctx context.Context, c page.Club, h History, f *page.FormData) page.View {
	p := historyPage{Back: c.URL("settings"), URL: c.URL("audit"), ExportURL: c.URL("audit", "export")}
	p.What = f.Field(ctx, "what", i18n.T(ctx, "What"), "")
	p.What.Options = []ui.Option{{Value: "", Label: i18n.T(ctx, "Everything")}}
	for _, k := range deedKinds {
		p.What.Options = append(p.What.Options, ui.Option{Value: string(k.kind), Label: i18n.T(ctx, k.words), Selected: k.kind == h.Looked.Kind})
	}
	p.Person = f.Field(ctx, "person", i18n.T(ctx, "Who"), "")
	p.Person.Options = []ui.Option{{Value: "", Label: i18n.T(ctx, "Everybody")}}
	for _, m := range h.Members {
		p.Person.Options = append(p.Person.Options, ui.Option{Value: m.PersonID.String(), Label: m.Name, Selected: m.PersonID == h.Looked.Person})
	}
	p.From, p.Until = f.Field(ctx, "from", i18n.T(ctx, "From"), ""), f.Field(ctx, "until", i18n.T(ctx, "Until"), "")
	for _, name := range []string{"what", "person", "from", "until"} {
		p.Hidden = append(p.Hidden, ui.HiddenField{Name: name, Value: f.Value(name)})
	}
	for _, d := range h.Deeds {
		p.Lines = append(p.Lines, lineOf(ctx, c, d))
	}
	if len(p.Lines) == 0 {
		p.Empty = i18n.T(ctx, "Nothing is found by that.")
	}
	p.Paging = historyPaging(ctx, c, h, f)
	return page.View{Title: i18n.T(ctx, "Who did what"), Body: historyBody(p)}
}

func historyPaging(ctx context.Context, c page.Club, h History, f *page.FormData) ui.Paging {
	paging := ui.Paging{Label: i18n.T(ctx, "Further back")}
	q := url.Values{}
	for _, name := range []string{"what", "person", "from", "until"} {
		if v := f.Value(name); v != "" {
			q.Set(name, v)
		}
	}
	if h.Looked.Before.ID != id.Nil {
		paging.BeforeURL = c.URL("audit") + query(q)
		paging.Words = i18n.T(ctx, "back to the newest")
	}
	if h.HasNext {
		last := h.Deeds[len(h.Deeds)-1]
		q.Set("before", last.At.UTC().Format(time.RFC3339Nano)+"."+last.ID.String())
		paging.NextURL = c.URL("audit") + query(q)
	}
	return paging
}

func query(q url.Values) string {
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// DeedLine tells one deed: who, what they did, and about what.
func DeedLine(ctx context.Context, d audit.Deed) (who, what, about string) {
	who = d.Actor
	switch {
	case who != "":
	case d.Detail["guest"] != nil:
		who = i18n.T(ctx, "A guest")
	case d.ActorID != nil:
		who = i18n.T(ctx, "Somebody who has left for good")
	default:
		who = i18n.T(ctx, "The house")
	}
	what = d.Action
	if word, has := deedWords[d.Action]; has {
		what = i18n.T(ctx, word.words)
	}
	what += moreOf(ctx, d)
	if d.About != "" && (d.Object != "person" || d.ObjectID == nil || d.ActorID == nil || *d.ObjectID != *d.ActorID) {
		about = d.About
	}
	if d.For != "" && d.For != about {
		about = strings.TrimSpace(about + " " + i18n.T(ctx, "(for %s)", d.For))
	}
	return who, what, about
}

// moreOf is what the detail adds in words.
func moreOf(ctx context.Context, d audit.Deed) string {
	more := ""
	switch d.Detail["role"] {
	case string(RoleConvener):
		more += ": " + i18n.T(ctx, "Convener")
	case string(RoleMember):
		more += ": " + i18n.T(ctx, "Member")
	}
	if fields, ok := d.Detail["fields"].([]any); ok && len(fields) > 0 {
		var all []string
		for _, f := range fields {
			name, _ := f.(string)
			all = append(all, i18n.T(ctx, fieldWords[name]))
		}
		more += ": " + i18n.List(ctx, all)
	}
	if from, ok := d.Detail["from"].(string); ok && d.Action == "collaboratory.moved" {
		more += ": " + from + " → " + text(d.Detail["to"])
	}
	if d.Detail["through"] == "letter" {
		more += " " + i18n.T(ctx, "(by the link of a letter)")
	}
	return more
}

func text(v any) string { s, _ := v.(string); return s }

// fieldWords are the settings as the history names them.
var fieldWords = map[string]string{
	"name": i18n.Mark("Name"), "town": i18n.Mark("Town"), "zone": i18n.Mark("Time zone"), "language": i18n.Mark("Language of letters"),
	"currency": i18n.Mark("Currency"), "reply-to": i18n.Mark("Answers to letters go to"), "sectors": i18n.Mark("Sectors"),
	"causes": i18n.Mark("Causes"), "norms": i18n.Mark("How we treat each other"), "parts": i18n.Mark("What is switched on"), "logo": i18n.Mark("Picture"),
}

func lineOf(ctx context.Context, c page.Club, d audit.Deed) historyLine {
	at := d.At.In(clock.Zone(c.Zone))
	l := historyLine{When: i18n.ShortDayYear(ctx, at) + ", " + i18n.Clock(ctx, at)}
	l.Who, l.What, l.About = DeedLine(ctx, d)
	if d.ObjectID != nil {
		switch d.Object {
		case "gathering":
			l.URL = c.URL("gatherings", d.ObjectID.String())
		case "proposal":
			l.URL = c.URL("proposals", d.ObjectID.String())
		case "presentation":
			l.URL = c.URL("presentations", d.ObjectID.String())
		case "commitment":
			l.URL = c.URL("commitments", d.ObjectID.String())
		}
	}
	return l
}

// historyTable is the history as a table, in the reader's words.
func historyTable(ctx context.Context, c page.Club, deeds []audit.Deed) (header []string, rows [][]string) {
	header = []string{i18n.T(ctx, "When"), i18n.T(ctx, "Who"), i18n.T(ctx, "What"), i18n.T(ctx, "About")}
	for _, d := range deeds {
		who, what, about := DeedLine(ctx, d)
		rows = append(rows, []string{d.At.In(clock.Zone(c.Zone)).Format("2006-01-02 15:04:05"), who, what, about})
	}
	return header, rows
}
