package gathering_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// sentLetter is a letter as it was kept.
type sentLetter struct {
	Cause          string
	Email          string
	Language       string
	Subject        string
	TextBody       string
	Calendar       string
	CalendarMethod string
}

// lettersTo are the letters about one gathering to one person, the newest first.
func lettersTo(t *testing.T, h *example.House, g id.ID, name string) []sentLetter {
	t.Helper()
	all, err := db.All[sentLetter](t.Context(), h.DB.Pool(), `
	SELECT
		cause,
		email,
		language,
		subject,
		text_body,
		coalesce(convert_from(calendar, 'UTF8'), '') AS calendar,
		calendar_method
	FROM letter
	WHERE person_id = $1
	  AND cause LIKE 'gathering/' || $2 || '/%'
	ORDER BY created_at DESC, id DESC`, h.Person(name), g.String())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// property reads one line of a calendar file.
func property(file, name string) string {
	unfolded := strings.ReplaceAll(strings.ReplaceAll(file, "\r\n ", ""), "\r\n", "\n")
	m := regexp.MustCompile(`(?m)^` + name + `[:;](.*)$`).FindStringSubmatch(unfolded)
	if m == nil {
		return ""
	}
	return m[1]
}

func TestPublishInvitesOnce(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	first, err := h.Gatherings.Publish(june, h.Club, g)
	if err != nil || first != len(example.People)-2 {
		t.Fatalf("%d letters, %v; want one to each of the %d with an address", first, err, len(example.People)-2)
	}
	again, err := h.Gatherings.Publish(june, h.Club, g)
	if err != nil || again != 0 {
		t.Errorf("pressed twice: %d more letters, %v", again, err)
	}
	letters := lettersTo(t, h, g, "Ruth Ortiz")
	if len(letters) != 1 || letters[0].CalendarMethod != "REQUEST" || letters[0].Language != "es" {
		t.Fatalf("Ruth has %+v", letters)
	}
	if mabel := lettersTo(t, h, g, "Mabel Quist"); len(mabel) != 1 || mabel[0].Email != "ruthann@pellriver.example" {
		t.Errorf("Mabel’s letter in care of Ruth Ann: %+v", mabel)
	}
	if len(lettersTo(t, h, g, "Ruth Ann Popovic")) != 1 {
		t.Error("Ruth Ann has her own letter beside Mabel’s")
	}
	wantKind(t, "a member publishes", second(h.Gatherings.Publish(h.As(t.Context(), "Ruth Ortiz"), h.Club, g)), fault.KindForbidden)
	wantKind(t, "a stranger publishes", second(h.Gatherings.Publish(stranger(t.Context(), h), h.Club, g)), fault.KindNotFound)
}

func second[T any](_ T, err error) error { return err }

func TestPublishADayThatIsOver(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	h.Clock.Set(time.Date(2026, 12, 24, 12, 0, 0, 0, time.UTC))
	wantKind(t, "publishing the past", second(h.Gatherings.Publish(june, h.Club, g)), fault.KindConflict)
}

// TestTheEntryFollows walks one calendar entry through invitation, change and cancellation: the same UID, a rising
// sequence, and each letter once.
func TestTheEntryFollows(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	plan := evening().Plan
	plan.Welcome = "Soup from half past five."
	if err := h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: 2, Plan: plan}); err != nil {
		t.Fatal(err)
	}
	if n := len(lettersTo(t, h, g, "Walt Pruitt")); n != 1 {
		t.Fatalf("a new welcome moves no calendar, but Walt has %d letters", n)
	}
	plan.StartTime = "18:30"
	for version := 3; version <= 4; version++ { // the second saves what is there already
		if err := h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: version, Plan: plan}); err != nil {
			t.Fatal(err)
		}
	}
	wantKind(t, "canceling without a reason", h.Gatherings.Cancel(june, h.Club, g, " "), fault.KindInvalid)
	for range 2 {
		if err := h.Gatherings.Cancel(june, h.Club, g, "The river is over the road."); err != nil {
			t.Fatal(err)
		}
	}
	letters := lettersTo(t, h, g, "Walt Pruitt")
	if len(letters) != 3 {
		t.Fatalf("Walt has %d letters, want invitation, change and cancellation", len(letters))
	}
	uid := property(letters[2].Calendar, "UID")
	for i, want := range []struct{ method, sequence, status string }{{"CANCEL", "2", "CANCELLED"}, {"REQUEST", "1", "CONFIRMED"}, {"REQUEST", "0", "CONFIRMED"}} {
		file := letters[i].Calendar
		if property(file, "METHOD") != want.method || property(file, "SEQUENCE") != want.sequence || property(file, "STATUS") != want.status || property(file, "UID") != uid || uid == "" {
			t.Errorf("letter %d (%s) carries\n%s", i, letters[i].Subject, file)
		}
		if !strings.Contains(property(file, "ATTENDEE"), "walt@pellriver.example") || !strings.Contains(property(file, "ORGANIZER"), "june@pellriver.example") {
			t.Errorf("letter %d names %s, %s", i, property(file, "ATTENDEE"), property(file, "ORGANIZER"))
		}
	}
	if !strings.Contains(letters[0].TextBody, "The river is over the road.") || !strings.Contains(letters[1].TextBody, "6:30 to 8:30 pm") {
		t.Error("the letters say what happened:", letters[0].TextBody, letters[1].TextBody)
	}
}

func TestCancelADraftQuietly(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	if err := h.Gatherings.Cancel(june, h.Club, g, ""); err != nil {
		t.Fatal(err)
	}
	if n := lettersAbout(t, h, g); n != 0 {
		t.Errorf("%d letters about a gathering nobody knew of", n)
	}
	wantKind(t, "a member cancels", h.Gatherings.Cancel(h.As(t.Context(), "Ruth Ortiz"), h.Club, draft(t, h), ""), fault.KindForbidden)
}

func TestRemind(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	for _, name := range []string{"Walt Pruitt", "Ruth Ortiz"} {
		if err := h.Gatherings.Answer(h.As(t.Context(), name), h.Club, g, h.Person(name), gathering.Reply{Answer: gathering.Going}); err != nil {
			t.Fatal(err)
		}
	}
	h.Gatherings.AddJobs(h.Queue)
	for h.Clock.Now().Before(time.Date(2026, 12, 3, 23, 0, 0, 0, time.UTC)) {
		h.Clock.Advance(3 * time.Hour)
		if err := h.Queue.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := h.Queue.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	causes := func(name string) (all []string) {
		for _, l := range lettersTo(t, h, g, name) {
			all = append(all, strings.Split(l.Cause, "/")[2])
		}
		return all
	}
	if got := strings.Join(causes("Walt Pruitt"), " "); got != "reminder-1 published" {
		t.Errorf("Walt, who comes, has %s", got)
	}
	if got := strings.Join(causes("Cal Dvorak"), " "); got != "reminder-7 published" {
		t.Errorf("Cal, who is silent, has %s", got)
	}
	_, err := h.Gatherings.Remind(june, h.Clock.Now())
	wantKind(t, "a person reminds", err, fault.KindForbidden)
}

func TestNote(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	if err := h.Gatherings.Answer(h.As(t.Context(), "Walt Pruitt"), h.Club, g, h.Person("Walt Pruitt"), gathering.Reply{Answer: gathering.Going}); err != nil {
		t.Fatal(err)
	}
	in := gathering.Writing{Key: id.New(), Audience: gathering.ToGoing, Subject: "Bring a chair", Body: "The hall is short of chairs.\n\nThank you."}
	names, err := h.Gatherings.PreviewNote(june, h.Club, g, &in)
	if err != nil || len(names) != 1 || names[0] != "Walt Pruitt" {
		t.Errorf("the preview names %v, %v", names, err)
	}
	for range 2 {
		if n, err := h.Gatherings.Note(june, h.Club, g, in); err != nil || n != 1 {
			t.Fatal(n, err)
		}
	}
	if n := len(lettersTo(t, h, g, "Walt Pruitt")); n != 2 {
		t.Errorf("Walt has %d letters, want the invitation and one note", n)
	}
	in.Body = "Other words"
	wantKind(t, "the same key with other words", second(h.Gatherings.Note(june, h.Club, g, in)), fault.KindConflict)
	in.Key, in.Audience = id.New(), gathering.Presenters
	wantKind(t, "to presenters, of whom there are none", second(h.Gatherings.Note(june, h.Club, g, in)), fault.KindInvalid)
	in.Audience = gathering.Silent
	if n, err := h.Gatherings.Note(june, h.Club, g, in); err != nil || n != len(example.People)-3 {
		t.Errorf("to the silent: %d, %v", n, err)
	}
	in.Key = id.New()
	wantKind(t, "a member", second(h.Gatherings.Note(h.As(t.Context(), "Walt Pruitt"), h.Club, g, in)), fault.KindForbidden)
	wantKind(t, "a stranger", second(h.Gatherings.Note(stranger(t.Context(), h), h.Club, g, in)), fault.KindNotFound)
}

func TestCalendars(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	file, err := h.Gatherings.CalendarFile(h.As(t.Context(), "Walt Pruitt"), h.Club, g)
	if err != nil || property(string(file), "METHOD") != "PUBLISH" || property(string(file), "ATTENDEE") != "" {
		t.Errorf("the file: %v\n%s", err, file)
	}
	wantKind(t, "a stranger’s file", second(h.Gatherings.CalendarFile(stranger(t.Context(), h), h.Club, g)), fault.KindNotFound)
	url := feedOf(t, h)
	address := strings.TrimSuffix(url[strings.LastIndexByte(url, '/')+1:], ".ics")
	if err := h.Gatherings.Cancel(june, h.Club, g, "rain"); err != nil {
		t.Fatal(err)
	}
	feed, err := h.Gatherings.Feed(t.Context(), address)
	_, entry, found := strings.Cut(string(feed), "UID:gathering-"+g.String())
	if err != nil || !found || property(entry, "STATUS") != "CANCELLED" {
		t.Errorf("the feed: %v\n%s", err, feed)
	}
	wantKind(t, "another address", second(h.Gatherings.Feed(t.Context(), address+"x")), fault.KindNotFound)
	h.Clock.Set(time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
	if feedOf(t, h) != url {
		t.Error("the address of a feed changes from visit to visit")
	}
	if want := "DTSTART;TZID=America/Chicago:20261203T180000"; !strings.Contains(string(feed), want) {
		t.Errorf("the feed does not name the local hour:\n%s", feed)
	}
}

// feedOf is the address of Walt’s calendar.
func feedOf(t *testing.T, h *example.House) string {
	t.Helper()
	url, err := h.Gatherings.FeedURL(h.As(t.Context(), "Walt Pruitt"))
	if err != nil {
		t.Fatal(err)
	}
	return url
}
