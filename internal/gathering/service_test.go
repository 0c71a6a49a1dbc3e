package gathering_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// evening is what a convener types.
func evening() gathering.Scheduling {
	return gathering.Scheduling{
		Key: id.New(), Template: gathering.Evening,
		Plan: gathering.Plan{
			When:  gathering.When{Day: clock.Date(2026, 12, 3), StartTime: "18:00", EndTime: "20:30"},
			Place: "Grange Hall, 12 Ferry Street", VideoURL: "https://video.example/pell",
		},
	}
}

// house is Pell River with June's context.
func house(t *testing.T) (*example.House, context.Context) {
	t.Helper()
	h := exampletest.OpenTown(t)
	return h, h.As(t.Context(), example.Convener)
}

// draft schedules the evening; published also invites.
func draft(t *testing.T, h *example.House) id.ID {
	t.Helper()
	made, err := h.Gatherings.Schedule(h.As(t.Context(), example.Convener), h.Club, evening())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func published(t *testing.T, h *example.House) id.ID {
	t.Helper()
	g := draft(t, h)
	if _, err := h.Gatherings.Publish(h.As(t.Context(), example.Convener), h.Club, g); err != nil {
		t.Fatal(err)
	}
	return g
}

func read(t *testing.T, h *example.House, g id.ID) gathering.Gathering {
	t.Helper()
	found, err := h.Gatherings.Read(h.As(t.Context(), example.Convener), h.Club, g)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func count(t *testing.T, h *example.House, sql string, args ...any) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), h.DB.Pool(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// lettersAbout counts the letters about one gathering.
func lettersAbout(t *testing.T, h *example.House, g id.ID) int {
	t.Helper()
	return count(t, h, `SELECT count(*) FROM letter WHERE cause LIKE 'gathering/' || $1 || '/%'`, g.String())
}

// freshClub gives June a second collaboratory, with nothing in it yet, and makes it the house's.
func freshClub(t *testing.T, h *example.House) {
	t.Helper()
	made, err := h.Collaboratories.Create(h.As(t.Context(), example.Convener), collaboratory.Founding{
		Key: id.New(), Name: "Mill Creek Collaboratory", Town: "Mill Creek", Zone: "America/Chicago", Language: "en",
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Club = made.ID
	_, err = h.Collaboratories.AddPerson(h.As(t.Context(), example.Convener), h.Club, id.New(), member.Profile{Name: "Fern Holloway"})
	if err != nil {
		t.Fatal(err)
	}
}

func wantKind(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s: got %v, want fault kind %d", what, err, kind)
	}
}

// stranger convenes another collaboratory.
func stranger(ctx context.Context, h *example.House) context.Context {
	return access.With(ctx, access.Actor{PersonID: h.Person("Opal Jenkins"), Memberships: []access.Membership{
		{CollaboratoryID: id.New(), Role: access.Member | access.Convener},
	}})
}

func TestSchedule(t *testing.T) {
	h, june := house(t)
	in := evening()
	first, err := h.Gatherings.Schedule(june, h.Club, in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Gatherings.Schedule(june, h.Club, in)
	if err != nil || again != first {
		t.Errorf("the same form twice: %s, %v; want %s", again, err, first)
	}
	in.Place = "Elsewhere"
	_, err = h.Gatherings.Schedule(june, h.Club, in)
	wantKind(t, "the same key with other words", err, fault.KindConflict)

	g := read(t, h, first)
	if g.Number < 1 || g.Title != "Gathering on 3 December" || g.Zone != "America/Chicago" || g.State != gathering.Draft {
		t.Errorf("scheduled as %+v", g)
	}
	if got := g.StartsAt.Format(time.RFC3339); got != "2026-12-04T00:00:00Z" {
		t.Error("it starts at", got)
	}
	if n := count(t, h, `SELECT sum(minutes) FROM agenda_item WHERE gathering_id = $1`, first); n != 150 {
		t.Errorf("the agenda takes %d minutes", n)
	}
	if n := lettersAbout(t, h, first); n != 0 {
		t.Errorf("%d letters before anybody said so", n)
	}
	if next := draft(t, h); read(t, h, next).Number != g.Number+1 {
		t.Error("the next gathering has the next number")
	}
}

func TestScheduleRefusals(t *testing.T) {
	h, june := house(t)
	_, err := h.Gatherings.Schedule(h.As(t.Context(), "Ruth Ortiz"), h.Club, evening())
	wantKind(t, "a member", err, fault.KindForbidden)
	_, err = h.Gatherings.Schedule(stranger(t.Context(), h), h.Club, evening())
	wantKind(t, "a convener of elsewhere", err, fault.KindNotFound)
	_, err = h.Gatherings.Schedule(t.Context(), h.Club, evening())
	wantKind(t, "nobody", err, fault.KindNotFound)
	past := evening()
	past.Day = clock.Date(2026, 11, 1)
	_, err = h.Gatherings.Schedule(june, h.Club, past)
	wantKind(t, "a day that is over", err, fault.KindInvalid)
	skipped := evening()
	skipped.When = gathering.When{Day: clock.Date(2027, 3, 14), StartTime: "02:30", EndTime: "04:00"}
	_, err = h.Gatherings.Schedule(june, h.Club, skipped)
	wantKind(t, "an hour the clocks skip", err, fault.KindInvalid)
	link := evening()
	link.VideoURL = "javascript:alert(1)"
	_, err = h.Gatherings.Schedule(june, h.Club, link)
	wantKind(t, "a link that is none", err, fault.KindInvalid)
}

func TestADraftIsForConveners(t *testing.T) {
	h, _ := house(t)
	g := draft(t, h)
	_, err := h.Gatherings.Read(h.As(t.Context(), "Ruth Ortiz"), h.Club, g)
	wantKind(t, "a member reads a draft", err, fault.KindNotFound)
	_, err = h.Gatherings.CalendarFile(h.As(t.Context(), "Ruth Ortiz"), h.Club, g)
	if err == nil {
		t.Error("a member has the calendar file of a draft")
	}
	_, err = h.Gatherings.Read(stranger(t.Context(), h), h.Club, g)
	wantKind(t, "a stranger", err, fault.KindNotFound)
}

func TestEditByTwo(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	plan := evening().Plan
	plan.Place = "Library"
	if err := h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: 1, Plan: plan}); err != nil {
		t.Fatal(err)
	}
	plan.Place = "Church"
	wantKind(t, "the second editor", h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: 1, Plan: plan}), fault.KindConflict)
	if now := read(t, h, g); now.Place != "Library" || now.Version != 2 || now.Sequence != 0 {
		t.Errorf("after two editors: %+v", now)
	}
	plan.Day = clock.Date(2026, 12, 10)
	plan.Title = "Gathering on 3 December"
	if err := h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: 2, Plan: plan}); err != nil {
		t.Fatal(err)
	}
	if now := read(t, h, g); now.Title != "Gathering on 10 December" {
		t.Errorf("a gathering named by its day is called %q after it moved", now.Title)
	}
	err := h.Gatherings.Edit(h.As(t.Context(), "Ruth Ortiz"), h.Club, g, gathering.Editing{Version: 3, Plan: plan})
	wantKind(t, "a member", err, fault.KindForbidden)
	err = h.Gatherings.Edit(stranger(t.Context(), h), h.Club, g, gathering.Editing{Version: 3, Plan: plan})
	wantKind(t, "a stranger", err, fault.KindNotFound)
}

func TestSetAgenda(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	items := []gathering.Item{
		{Title: "Soup", Minutes: 30, Kind: gathering.PlainItem},
		{Title: "A turn", Minutes: 30, Kind: gathering.TurnItem},
	}
	if err := h.Gatherings.SetAgenda(june, h.Club, g, 1, items); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "an old version", h.Gatherings.SetAgenda(june, h.Club, g, 1, items[:1]), fault.KindConflict)
	wantKind(t, "minutes without words", h.Gatherings.SetAgenda(june, h.Club, g, 2, []gathering.Item{{Minutes: 10, Kind: gathering.PlainItem}}), fault.KindInvalid)
	if err := h.Gatherings.SetAgenda(june, h.Club, g, 2, items); err != nil {
		t.Error("the same agenda again:", err)
	}
	if n := count(t, h, `SELECT count(*) FROM agenda_item WHERE gathering_id = $1`, g); n != 2 {
		t.Errorf("%d lines, want 2", n)
	}
}

func TestTheEvening(t *testing.T) {
	h, june := house(t)
	g := draft(t, h)
	wantKind(t, "starting a draft", h.Gatherings.Start(june, h.Club, g), fault.KindConflict)
	g = published(t, h)
	ruth := h.As(t.Context(), "Ruth Ortiz")
	wantKind(t, "a member starts it", h.Gatherings.Start(ruth, h.Club, g), fault.KindForbidden)
	if err := h.Gatherings.Hand(june, h.Club, g, gathering.Handing{Person: h.Person("Ruth Ortiz"), Role: gathering.Host}); err != nil {
		t.Fatal(err)
	}
	h.Clock.Set(time.Date(2026, 12, 4, 0, 2, 0, 0, time.UTC))
	for range 2 {
		if err := h.Gatherings.Start(ruth, h.Club, g); err != nil {
			t.Fatal("the host starts, even with a double tap:", err)
		}
	}
	wantKind(t, "canceling what is on", h.Gatherings.Cancel(june, h.Club, g, "rain"), fault.KindConflict)
	h.Clock.Advance(3 * time.Hour)
	for range 2 {
		if err := h.Gatherings.Close(ruth, h.Club, g); err != nil {
			t.Fatal(err)
		}
	}
	now := read(t, h, g)
	if now.State != gathering.Closed || now.PledgesUntil == nil || now.PledgesUntil.Format(time.RFC3339) != "2026-12-04T18:00:00Z" {
		t.Errorf("after closing: %s, pledges until %v", now.State, now.PledgesUntil)
	}
	if err := h.Gatherings.Reopen(june, h.Club, g); err != nil {
		t.Fatal(err)
	}
	if err := h.Gatherings.Close(june, h.Club, g); err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(25 * time.Hour)
	wantKind(t, "opening again after a day", h.Gatherings.Reopen(june, h.Club, g), fault.KindConflict)
}

func TestHand(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	ruth, walt := h.Person("Ruth Ortiz"), h.Person("Walt Pruitt")
	hand := func(ctx context.Context, in gathering.Handing) error { return h.Gatherings.Hand(ctx, h.Club, g, in) }
	wantKind(t, "a member hands a role", hand(h.As(t.Context(), "Ruth Ortiz"), gathering.Handing{Person: ruth, Role: gathering.Host}), fault.KindForbidden)
	wantKind(t, "to nobody of ours", hand(june, gathering.Handing{Person: id.New(), Role: gathering.Host}), fault.KindNotFound)
	wantKind(t, "another role", hand(june, gathering.Handing{Person: ruth, Role: "king"}), fault.KindInvalid)
	for _, in := range []gathering.Handing{{Person: ruth, Role: gathering.Host}, {Person: walt, Role: gathering.Scribe}, {Person: walt, Role: gathering.Scribe}} {
		if err := hand(june, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := hand(h.As(t.Context(), "Ruth Ortiz"), gathering.Handing{Person: walt, Role: gathering.Host}); err != nil {
		t.Fatal("the host hands the room on:", err)
	}
	wantKind(t, "who was host", hand(h.As(t.Context(), "Ruth Ortiz"), gathering.Handing{Person: ruth, Role: gathering.Host}), fault.KindForbidden)
	if err := hand(june, gathering.Handing{Person: walt, Role: gathering.Scribe, Back: true}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, h, `SELECT count(*) FROM gathering_role WHERE gathering_id = $1 AND person_id = $2`, g, walt); n != 1 {
		t.Errorf("Walt has %d roles, want host alone", n)
	}
}

func TestAddGuest(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	if err := h.Gatherings.Hand(june, h.Club, g, gathering.Handing{Person: h.Person("Walt Pruitt"), Role: gathering.Scribe}); err != nil {
		t.Fatal(err)
	}
	walt := h.As(t.Context(), "Walt Pruitt")
	in := gathering.Guest{Key: id.New(), Name: "  Fern   Holloway "}
	for range 2 {
		if made, err := h.Gatherings.AddGuest(walt, h.Club, g, in); err != nil || made != in.Key {
			t.Fatal(made, err)
		}
	}
	in.Name = "Somebody Else"
	_, err := h.Gatherings.AddGuest(walt, h.Club, g, in)
	wantKind(t, "the same key with another name", err, fault.KindConflict)
	_, err = h.Gatherings.AddGuest(h.As(t.Context(), "Ruth Ortiz"), h.Club, g, gathering.Guest{Name: "X"})
	wantKind(t, "a member", err, fault.KindForbidden)
	_, err = h.Gatherings.AddGuest(walt, h.Club, g, gathering.Guest{Name: " "})
	wantKind(t, "no name", err, fault.KindInvalid)
	if n := count(t, h, `SELECT count(*) FROM guest WHERE gathering_id = $1 AND name = 'Fern Holloway'`, g); n != 1 {
		t.Errorf("%d guests, want 1", n)
	}
}
