package main

import (
	"bufio"
	"context"
	"crypto/md5"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
)

// screen is one phone or big screen that listens, as a browser does: what it is sent takes the place of what it showed,
// and a broken line is opened again after one to two seconds.
type screen struct {
	url          string
	room, person int
	wall, bad    bool

	first chan struct{}
	mu    sync.Mutex
	parts map[string]string
	seen  map[string]time.Time
	opens int
	line  context.CancelFunc
	stop  context.CancelFunc
	err   error
}

// screen is one that is not open yet.
func (e *event) screen(room, person int, wall, bad bool) *screen {
	path := "/rooms/" + benchID("turn", room)
	if e.ours {
		path = "/c/bench-rooms/gatherings/" + benchID("gathering", room) + "/room/events?view=phone"
		if wall {
			path = "/c/bench-rooms/gatherings/" + benchID("gathering", room) + "/screen/events"
		}
	}
	return &screen{
		url: "http://" + e.program.address + path, room: room, person: person, wall: wall, bad: bad,
		first: make(chan struct{}), parts: map[string]string{}, seen: map[string]time.Time{},
	}
}

// streams and presses are kept apart, so that a promise never waits for a line of the screens.
var (
	streams = &http.Client{Transport: &http.Transport{MaxConnsPerHost: 0, DisableCompression: true, DisableKeepAlives: true}}
	presses = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 32, DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       20 * time.Second,
	}
)

// watch listens until it is closed.
func (s *screen) watch(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	s.mu.Lock()
	s.stop = stop
	s.mu.Unlock()
	for ctx.Err() == nil {
		line, cut := context.WithCancel(ctx)
		s.mu.Lock()
		s.line = cut
		s.mu.Unlock()
		err := s.listen(line)
		cut()
		s.mu.Lock()
		s.err = err
		s.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-time.After(time.Second + time.Duration(s.person%10)*100*time.Millisecond):
		}
	}
}

func (s *screen) listen(ctx context.Context) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Cookie", "session="+cookie(1000+s.person))
	r.Header.Set("Accept", "text/event-stream")
	answer, err := streams.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(answer.Body, 20000))
		return fmt.Errorf("%d: %s", answer.StatusCode, plainText(text))
	}
	return s.read(bufio.NewReaderSize(answer.Body, 8<<10))
}

// read takes events as they come.
func (s *screen) read(lines *bufio.Reader) error {
	var name string
	var data strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return err
		}
		line = strings.TrimRight(line, "\r\n")
		switch field, value, _ := strings.Cut(line, ":"); {
		case line == "":
			s.take(name, data.String(), time.Now())
			name = ""
			data.Reset()
		case field == "event":
			name = strings.TrimPrefix(value, " ")
		case field == "data":
			data.WriteString(strings.TrimPrefix(value, " "))
			data.WriteByte('\n')
		}
	}
}

var mark = regexp.MustCompile(`lot-\d+-\d+`)

func (s *screen) take(name, data string, at time.Time) {
	if name == "" || name == "time" || name == "me" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts[name] = digest(data)
	for _, m := range mark.FindAllString(data, -1) {
		if _, before := s.seen[m]; !before {
			s.seen[m] = at
		}
	}
	if s.opens == 0 {
		close(s.first)
		s.opens++
	}
}

var seed = maphash.MakeSeed()

// face is what a clock showed when its part was drawn; the script counts on from there.
var face = regexp.MustCompile(`(\d+:\d\d|\d+ min)</span>`)

// digest stands for a part, so that a thousand screens fit into memory.
func digest(data string) string {
	return fmt.Sprint(maphash.String(seed, face.ReplaceAllString(data, "</span>")))
}

func (s *screen) begun() bool {
	select {
	case <-s.first:
		return true
	default:
		return false
	}
}

func (s *screen) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		return errors.New("no event came")
	}
	return s.err
}

// cut breaks the line, as a lift does; the screen opens it again by itself.
func (s *screen) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opens++
	if s.line != nil {
		s.line()
	}
}

func (s *screen) opened() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opens
}

func (s *screen) saw(mark string) (time.Time, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, seen := s.seen[mark]
	return at, seen
}

func (s *screen) picture() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]string{}
	for name, part := range s.parts {
		all[name] = part
	}
	return all
}

// shows tells whether the screen shows just this.
func (s *screen) shows(truth map[string]string) bool {
	now := s.picture()
	for name, part := range truth {
		if now[name] != part {
			return false
		}
	}
	return true
}

func (s *screen) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		s.stop()
	}
}

func postRequest(ctx context.Context, address string, form url.Values, person int) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", "session="+cookie(1000+person))
	return r, nil
}

// benchID is bench_id of names.sql, for the club of rooms.sql.
func benchID(kind string, n int) string {
	h := fmt.Sprintf("%012x%x", n, md5.Sum(fmt.Appendf(nil, "%s 7 %d", kind, n)))
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:32]
}
