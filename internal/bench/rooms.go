package main

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/uuid/v5"
	"github.com/jackc/pgx/v5"
)

//go:embed rooms.sql
var roomsSQL string

// hall is one way to fill rooms.
type hall struct {
	name    string // of its figures
	rooms   []int  // which gatherings of rooms.sql
	phones  int    // in each room
	pledges int    // in each room
	every   time.Duration
	lost    int // phones of each room whose line keeps breaking
}

// halls are what is measured: one full hall, and twenty ordinary rooms at once.
func halls(short bool) []hall {
	big := hall{name: "room300", rooms: []int{1}, phones: 300, pledges: 60, every: time.Second, lost: 20}
	many := hall{name: "rooms20", rooms: numbers(2, 21), phones: 50, pledges: 12, every: 5 * time.Second, lost: 2}
	if short {
		big.pledges, big.every = 12, time.Second/2
		many.pledges, many.every = 4, 2*time.Second
	}
	return []hall{big, many}
}

func numbers(from, to int) (all []int) {
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}

// measureRooms fills the rooms of both programs, one program after the other, and prints the figures.
func measureRooms(ctx context.Context, pg *cluster, out *sheet, s settings) error {
	if err := pg.stamped(ctx); err != nil {
		return err
	}
	if err := pg.exec(ctx, roomsSQL+`; ANALYZE`); err != nil {
		return fmt.Errorf("building the rooms: %w", err)
	}
	for _, h := range halls(s.short) {
		bare, err := h.measure(ctx, pg, "bare")
		if err != nil {
			return fmt.Errorf("%s, bare: %w", h.name, err)
		}
		ours, err := h.measure(ctx, pg, "ours")
		if err != nil {
			return fmt.Errorf("%s: %w", h.name, err)
		}
		h.judge(out, ours, bare)
	}
	return nil
}

// filled is what a hall measured.
type filled struct {
	last      []float64 // ms from each commit to the last of the screens whose line was up
	own       []float64 // ms from the press to the answer
	perStream float64   // kB of the program's memory
	cpu       float64   // of one core, of the program, while people promised
	lost      int       // screens that did not end in the truth, and promises some screen never had
	doubled   int
	errors    int
	returned  int // how often a lost line came back
}

// measure fills the rooms of one program, lets people promise, and takes the rooms apart.
func (h hall) measure(ctx context.Context, pg *cluster, part string) (filled, error) {
	if err := pg.exec(ctx, forgetRoomsSQL); err != nil {
		return filled{}, err
	}
	p, err := startProgram(ctx, part, pg.url)
	if err != nil {
		return filled{}, err
	}
	defer p.stop()
	e := &event{hall: h, ours: part == "ours", program: p, pg: pg}
	if err := e.enter(ctx); err != nil {
		return filled{}, err
	}
	defer e.leave()
	before := p.cpu()
	began := time.Now()
	e.promise(ctx)
	e.found.cpu = (p.cpu() - before) / time.Since(began).Seconds()
	return e.found, e.reckon(ctx)
}

//go:embed rooms_forget.sql
var forgetRoomsSQL string

// event is one hall while it is full.
type event struct {
	hall
	ours    bool
	program *program
	pg      *cluster
	screens []*screen
	found   filled

	mu   sync.Mutex
	sent []sent
}

// sent is a promise that was pressed.
type sent struct {
	room, n int
	key     string
}

// enter opens every screen, and weighs them.
func (e *event) enter(ctx context.Context) error {
	before, err := residentKB(e.program.cmd.Process.Pid)
	if err != nil {
		return err
	}
	for i, room := range e.rooms {
		for phone := range e.phones {
			e.screens = append(e.screens, e.screen(room, e.person(i, phone), false, phone < e.lost))
		}
		e.screens = append(e.screens, e.screen(room, 0, true, false))
	}
	if err := e.open(ctx); err != nil {
		return err
	}
	after, err := residentKB(e.program.cmd.Process.Pid)
	e.found.perStream = (after - before) / float64(len(e.screens))
	return err
}

// person is who holds a phone: everybody is in one room only.
func (e *event) person(room, phone int) int {
	if len(e.rooms) == 1 {
		return 1 + phone
	}
	return 301 + room*e.phones + phone
}

// open lets all screens in, thirty at a time, and waits until each has had its first picture.
func (e *event) open(ctx context.Context) error {
	var all sync.WaitGroup
	slots := make(chan struct{}, 30)
	for _, s := range e.screens {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			go s.watch(ctx)
			select {
			case <-s.first:
			case <-time.After(20 * time.Second):
			}
		})
	}
	all.Wait()
	for _, s := range e.screens {
		if !s.begun() {
			return fmt.Errorf("a screen stayed dark: %s: %w", s.url, s.failure())
		}
	}
	return nil
}

// promise lets people press in all rooms, evenly over the time. Every fifth presses twice, as one does when the answer
// does not come.
func (e *event) promise(ctx context.Context) {
	var all sync.WaitGroup
	for n := range e.pledges {
		for i, room := range e.rooms {
			delay := time.Duration(i) * e.every / time.Duration(len(e.rooms))
			all.Go(func() {
				select {
				case <-ctx.Done():
					return
				case <-time.After(delay):
				}
				e.press(ctx, room, e.person(i, e.phones-1-n), n)
			})
		}
		if n%3 == 0 {
			e.breakLines()
		}
		time.Sleep(e.every)
	}
	all.Wait()
	time.Sleep(3 * time.Second) // the last line comes back within two seconds
}

// breakLines cuts the lines of those who have a bad one.
func (e *event) breakLines() {
	for _, s := range e.screens {
		if s.bad {
			s.cut()
		}
	}
}

func (e *event) press(ctx context.Context, room, person, n int) {
	key, _ := uuid.NewV7()
	s := sent{room, n, key.String()}
	e.mu.Lock()
	e.sent = append(e.sent, s)
	e.mu.Unlock()
	times := 1
	if n%5 == 4 {
		times = 2
	}
	for range times {
		began := time.Now()
		err := e.post(ctx, s, person)
		e.mu.Lock()
		e.found.own = append(e.found.own, float64(time.Since(began))/float64(time.Millisecond))
		if err != nil {
			e.found.errors++
		}
		e.mu.Unlock()
	}
}

// post sends a promise that is firm as it stands; its words can be told from all others.
func (e *event) post(ctx context.Context, s sent, person int) error {
	turn := benchID("turn", s.room)
	path := "/rooms/" + turn
	if e.ours {
		path = "/c/bench-rooms/presentations/" + turn + "/commitments"
	}
	form := url.Values{"kind": {"materials"}, "promise": {words(s.room, s.n)}, "amount": {"6"}, "unit": {"boxes"},
		"due": {time.Now().AddDate(0, 0, 14).Format(time.DateOnly)}, "key": {s.key}}
	r, err := postRequest(ctx, "http://"+e.program.address+path, form, person)
	if err != nil {
		return err
	}
	answer, err := presses.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("the promise answered %d", answer.StatusCode)
	}
	return nil
}

// words are what one promise says.
func words(room, n int) string { return fmt.Sprintf("bring 6 boxes of lot-%d-%d", room, n) }

// reckon holds what the screens have against what is stored.
func (e *event) reckon(ctx context.Context) error {
	stored, err := e.stored(ctx)
	if err != nil {
		return err
	}
	e.found.doubled = len(stored) - len(e.sent)
	for _, row := range stored {
		late := 0.0
		for _, s := range e.screens {
			if s.room != row.room || s.bad {
				continue
			}
			at, seen := s.saw(row.mark)
			if !seen {
				e.found.lost++
				continue
			}
			late = max(late, float64(at.Sub(row.at))/float64(time.Millisecond))
		}
		e.found.last = append(e.found.last, late)
	}
	for _, s := range e.screens {
		e.found.returned += max(s.opened()-1, 0)
	}
	e.found.lost += e.strayed(ctx)
	return ctx.Err()
}

// strayed is how many screens show something else than a screen of the same kind that is opened now.
func (e *event) strayed(ctx context.Context) (n int) {
	truth := map[string]map[string]string{}
	for _, s := range e.screens {
		if truth[s.url] == nil {
			fresh := e.screen(s.room, s.person, s.wall, false)
			go fresh.watch(ctx)
			<-fresh.first
			truth[s.url] = fresh.picture()
			fresh.close()
		}
		if !s.shows(truth[s.url]) {
			n++
		}
	}
	return n
}

// storedRow is a promise as it is kept, with the instant its transaction was committed.
type storedRow struct {
	room int
	mark string
	at   time.Time
}

func (e *event) stored(ctx context.Context) ([]storedRow, error) {
	conn, err := pgx.Connect(ctx, e.pg.url)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	rows, err := conn.Query(ctx, `
		SELECT substring(promise FROM 'lot-(\d+)')::integer, substring(promise FROM 'lot-\d+-\d+'), pg_xact_commit_timestamp(xmin)
		FROM commitment
		WHERE collaboratory_id = bench_id('club', 7, 0)`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r storedRow, err error) {
		return r, row.Scan(&r.room, &r.mark, &r.at)
	})
}

func (e *event) leave() {
	for _, s := range e.screens {
		s.close()
	}
}

// judge prints what came of a hall.
func (h hall) judge(out *sheet, ours, bare filled) {
	p50, p99 := percentile(ours.last, 50), percentile(ours.last, 99)
	b50, b99 := percentile(bare.last, 50), percentile(bare.last, 99)
	out.atMost(h.name+".p50", p50/max(b50, 0.1), 1.2, fmt.Sprintf("commit to the last screen, against bare: %.1f ms, bare %.1f ms", p50, b50))
	out.atMost(h.name+".p99", p99/max(b99, 0.1), 1.5, fmt.Sprintf("the same: %.1f ms, bare %.1f ms", p99, b99))
	out.atMost(h.name+".slowest", slices.Max(append(ours.last, 0)), 1000, "ms from commit to the last screen, of all promises")
	out.atMost(h.name+".own", percentile(ours.own, 99), 300, fmt.Sprintf("ms from the press to one’s own confirmation, p99; half within %.0f ms", percentile(ours.own, 50)))
	out.atMost(h.name+".memory", ours.perStream, 32, fmt.Sprintf("kB a stream; bare %.1f kB", bare.perStream))
	out.tell(h.name+".cpu", ours.cpu, fmt.Sprintf("of one core while people promised; bare %.2f", bare.cpu))
	out.atMost(h.name+".errors", float64(ours.errors), 0, fmt.Sprintf("refused or failed promises; %d lines came back", ours.returned))
	out.atMost(h.name+".lost", float64(ours.lost), 0, "promises a screen never showed, and screens that ended in another picture")
	out.atMost(h.name+".doubled", float64(ours.doubled), 0, "promises stored twice, or not at all when below zero")
}

// percentile is the value that p in a hundred stay below; 0 of none.
func percentile(values []float64, p int) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}
