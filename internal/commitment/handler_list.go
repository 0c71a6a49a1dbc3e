package commitment

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/csv"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

// How many commitments a page of a list holds, and a spreadsheet at most.
const (
	perPage  = 40
	mostRows = 5000
)

// listing is one page of a list as it was asked for.
type listing struct {
	tab, order string
	query      query
	rows       []listed
	counts     []bandCount
}

// orders are the ways a list can be sorted, by their name in the address.
var orders = map[string]string{"": byDate, "name": byName, "age": byAge}

// listingOf reads what the address asks for; anything unknown is the plain list.
func listingOf(q url.Values, see reader, scope string, of id.ID) *listing {
	l := &listing{tab: q.Get("show"), order: q.Get("sort")}
	if bandsOf[l.tab] == nil {
		l.tab = ""
	}
	if orders[l.order] == "" {
		l.order = ""
	}
	l.query = query{
		Scope: scope, Of: of, Order: orders[l.order], Bands: bandsOf[l.tab], After: cursorOf(q.Get("after")),
		Limit: perPage + 1, Today: see.today, Kept: see.kept,
	}
	return l
}

func (l *listing) queue(b *db.Batch, collaboratory id.ID) {
	queueList(b, &l.rows, collaboratory, l.query)
	queueCounts(b, &l.counts, collaboratory, l.query)
}

// next is the place after the last row shown; empty when everything is shown.
func (l *listing) next() string {
	if len(l.rows) <= perPage {
		return ""
	}
	l.rows = l.rows[:perPage]
	last := l.rows[perPage-1]
	return strconv.Itoa(int(last.Band)) + "~" + last.SortKey + "~" + last.ID.String()
}

func cursorOf(text string) cursor {
	first, last := strings.Index(text, "~"), strings.LastIndex(text, "~")
	if first < 0 || first == last {
		return cursor{}
	}
	band, err := strconv.Atoi(text[:first])
	if err != nil {
		return cursor{}
	}
	return cursor{Band: Band(band), Key: text[first+1 : last], ID: id.Maybe(text[last+1:])}
}

// mine is “what I promised” or, on the other tab, “what was promised to me”.
func (h *Handlers) mine(w http.ResponseWriter, r *http.Request) error {
	ctx, see := r.Context(), h.readerOf(r.Context())
	if r.URL.Query().Has("all") && see.convenes() {
		return page.Redirect(w, r, see.club.URL("commitments", "everyone"))
	}
	s := side{reader: see, is: access.Giver, back: r.URL.RequestURI()}
	scope := ofGiver
	if r.URL.Query().Get("to") == "me" {
		s.is, scope = access.Presenter, ofReceiver
	}
	l := listingOf(r.URL.Query(), see, scope, see.person)
	b := db.NewBatch()
	l.queue(b, see.club.CollaboratoryID)
	if err := h.run(ctx, b); err != nil {
		return err
	}
	v := mineViewOf(ctx, s, l)
	return page.Render(w, r, page.View{Title: v.title, Section: "commitments", Body: minePage(v)})
}

// tracker is where a presenter follows what was promised.
func (h *Handlers) tracker(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	s, turn, l, err := h.track(r, perPage+1)
	if err != nil {
		return err
	}
	v := trackerViewOf(ctx, s, turn, l, r.URL.Path)
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "Promises for %s", turn.Title), Section: "commitments", Body: trackerPage(v)})
}

func (h *Handlers) track(r *http.Request, limit int) (side, *Around, *listing, error) {
	presentation, err := idOf(r)
	if err != nil {
		return side{}, nil, nil, err
	}
	see := h.readerOf(r.Context())
	var turn *Around
	l := listingOf(r.URL.Query(), see, ofPresentation, presentation)
	l.query.Limit = limit
	b := db.NewBatch()
	queueTurn(b, &turn, see.club.CollaboratoryID, presentation, see.person)
	l.queue(b, see.club.CollaboratoryID)
	if err := h.run(r.Context(), b); err != nil {
		return side{}, nil, nil, err
	}
	if turn == nil {
		return side{}, nil, nil, fault.NotFound("That page is not here")
	}
	is := turn.Is(see.person)
	return side{reader: see, is: asReceiver(is), back: r.URL.RequestURI()}, turn, l, see.may(access.CommitmentTrack, is)
}

// asReceiver is how a tracker is seen: as its presenter, or else as a convener.
func asReceiver(is access.Role) access.Role {
	if is&access.Presenter != 0 {
		return access.Presenter
	}
	return access.Convener
}

// board is all that was promised at a gathering, for its conveners.
func (h *Handlers) board(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	s, at, l, err := h.boardOf(r, perPage+1)
	if err != nil {
		return err
	}
	v := boardViewOf(ctx, s, at, l, r.URL.Path)
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "What was promised"), Section: "commitments", Body: trackerPage(v)})
}

func (h *Handlers) boardOf(r *http.Request, limit int) (side, *eveningRow, *listing, error) {
	gathering, err := idOf(r)
	if err != nil {
		return side{}, nil, nil, err
	}
	see := h.readerOf(r.Context())
	if err := see.may(access.CommitmentBoard, 0); err != nil {
		return side{}, nil, nil, err
	}
	var at *eveningRow
	l := listingOf(r.URL.Query(), see, ofGathering, gathering)
	l.query.Limit = limit
	b := db.NewBatch()
	queueEvening(b, &at, see.club.CollaboratoryID, gathering, see.person)
	l.queue(b, see.club.CollaboratoryID)
	if err := h.run(r.Context(), b); err != nil {
		return side{}, nil, nil, err
	}
	if at == nil {
		return side{}, nil, nil, fault.NotFound("That page is not here")
	}
	return side{reader: see, is: access.Convener, back: r.URL.RequestURI()}, at, l, nil
}

// boards are the tabs of the collaboratory’s board, each along an index of its own.
var boards = map[string]string{"": boardOpen, "talk": boardTalk, "all": boardAll}

// everyone is everything promised in the collaboratory, for its conveners, with the people to call.
func (h *Handlers) everyone(w http.ResponseWriter, r *http.Request) error {
	ctx, see := r.Context(), h.readerOf(r.Context())
	if err := see.may(access.CommitmentBoard, 0); err != nil {
		return err
	}
	tab := r.URL.Query().Get("show")
	if boards[tab] == "" {
		tab = ""
	}
	var rows []listed
	var calls []caller
	due, after := boardPlace(r.URL.Query().Get("after"), tab)
	b := db.NewBatch()
	queueBoard(b, &rows, see.club.CollaboratoryID, boards[tab], due, after, see.today, see.kept, perPage+1)
	queueCallList(b, &calls, see.club.CollaboratoryID, 200)
	if err := h.run(ctx, b); err != nil {
		return err
	}
	v := everyoneViewOf(ctx, side{reader: see, is: access.Convener}, tab, rows, calls)
	return page.Render(w, r, page.View{Title: v.title, Section: "commitments", Body: everyonePage(v)})
}

// boardPlace reads where a board goes on: a day and an id.
func boardPlace(text, tab string) (time.Time, id.ID) {
	day, rest, _ := strings.Cut(text, "~")
	due, err := time.Parse(time.DateOnly, day)
	after := id.Maybe(rest)
	if err != nil {
		due = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if after == id.Nil && tab == "all" {
		after = id.Maybe("ffffffff-ffff-ffff-ffff-ffffffffffff")
	}
	return due, after
}

func (h *Handlers) trackerCSV(w http.ResponseWriter, r *http.Request) error {
	s, turn, l, err := h.track(r, mostRows)
	if err != nil {
		return err
	}
	return spreadsheet(w, r.Context(), s, l.rows, fileName(turn.Title))
}

func (h *Handlers) boardCSV(w http.ResponseWriter, r *http.Request) error {
	s, at, l, err := h.boardOf(r, mostRows)
	if err != nil {
		return err
	}
	return spreadsheet(w, r.Context(), s, l.rows, fileName(at.Title))
}

func spreadsheet(w http.ResponseWriter, ctx context.Context, s side, rows []listed, name string) error {
	var file bytes.Buffer
	if err := csv.Write(&file, csvHeader(ctx), csvRows(ctx, s, rows)); err != nil {
		return err
	}
	return page.Download(w, name, "text/csv; charset=utf-8", file.Bytes())
}

// fileName makes a plain name for a download.
func fileName(title string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, strings.ToLower(title))
	return strings.Trim(plain, "-") + ".csv"
}
