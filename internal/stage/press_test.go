package stage_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

func TestAnEveningFromStartToEnd(t *testing.T) {
	h := openHall(t)
	h.pressed(stage.DoStart)
	h.stands("1")
	for _, want := range []string{
		"2", "3 pitch", "3 questions", "3 writing", "3 commitments", "3 thanks", "4 pitch", "4 questions", "4 writing", "4 commitments", "4 thanks", "5", "6", "end",
	} {
		h.pressed(stage.DoNext)
		h.stands(want)
	}
	h.refused("past the end", h.press(example.Host, stage.DoNext), fault.KindConflict)
	h.pressed(stage.DoClose)
	h.stands("closed")
	if got := h.phases(); got != "done done" {
		t.Errorf("the turns are %s", got)
	}
	minutes := list[string](h, `
		SELECT coalesce(nullif(phase, ''), 'item') || ' ' || round(extract(epoch FROM ended_at - began_at) / 60)
		FROM stage_run WHERE gathering_id = $1 ORDER BY seq`, h.at)
	want := strings.Repeat("item 1,", 2) + strings.Repeat("pitch 1,questions 1,writing 1,commitments 1,thanks 1,", 2) + "item 1,item 1"
	if got := strings.Join(minutes, ","); got != want {
		t.Errorf("the evening went %s, want %s", got, want)
	}
}

// TestEveryPressFromEveryState holds each press in each state of an evening against what is meant: where it leads, or
// that it is refused in words and moves nothing.
func TestEveryPressFromEveryState(t *testing.T) {
	const no = "refused"
	states := []struct {
		name string
		make func(h *hall)
		want map[stage.Do]string
	}{
		{"invited", func(*hall) {}, map[stage.Do]string{
			stage.DoStart: "1", stage.DoNext: no, stage.DoBack: no, stage.DoPause: no, stage.DoResume: no, stage.DoMore: no,
			stage.DoGoto: no, stage.DoClose: no, stage.DoReopen: no, "dance": no,
		}},
		{"begun elsewhere", func(h *hall) { h.must(h.Gatherings.Start(h.as(example.Host), h.Club, h.at)) }, map[stage.Do]string{
			stage.DoStart: "1", stage.DoNext: "1", stage.DoBack: no, stage.DoPause: "nowhere", stage.DoResume: "nowhere", stage.DoMore: "nowhere",
			stage.DoGoto: "4 pitch", stage.DoClose: "closed", stage.DoReopen: "nothing", "dance": no,
		}},
		{"at the welcome", func(h *hall) { h.pressed(stage.DoStart) }, map[stage.Do]string{
			stage.DoStart: "1", stage.DoNext: "2", stage.DoBack: no, stage.DoPause: "1", stage.DoResume: "1", stage.DoMore: "1",
			stage.DoGoto: "4 pitch", stage.DoClose: "closed", stage.DoReopen: "1", "dance": no,
		}},
		{"in a turn", func(h *hall) { h.pressed(stage.DoStart); h.goTo(h.turns[0]); h.pressed(stage.DoNext) }, map[stage.Do]string{
			stage.DoStart: "3 questions", stage.DoNext: "3 writing", stage.DoBack: "3 pitch", stage.DoPause: "3 questions",
			stage.DoResume: "3 questions", stage.DoMore: "3 questions", stage.DoGoto: "4 pitch", stage.DoClose: "closed",
			stage.DoReopen: "3 questions", "dance": no,
		}},
		{"at the end", func(h *hall) { h.pressed(stage.DoStart); h.goTo(h.items[5]); h.pressed(stage.DoNext) }, map[stage.Do]string{
			stage.DoStart: "end", stage.DoNext: no, stage.DoBack: "6", stage.DoPause: "end", stage.DoResume: "end", stage.DoMore: "end",
			stage.DoGoto: "4 pitch", stage.DoClose: "closed", stage.DoReopen: "end", "dance": no,
		}},
		{"closed", func(h *hall) { h.pressed(stage.DoStart, stage.DoClose) }, map[stage.Do]string{
			stage.DoStart: no, stage.DoNext: no, stage.DoBack: no, stage.DoPause: no, stage.DoResume: no, stage.DoMore: no,
			stage.DoGoto: no, stage.DoClose: "closed", stage.DoReopen: "end", "dance": no,
		}},
	}
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			h := openHall(t)
			s.make(h)
			before := h.photograph()
			for do, want := range s.want {
				h.restore(before)
				was, heard := h.place(), h.heard()
				err := h.press(example.Host, do, h.turns[1])
				if want == no {
					if !fault.Is(err, fault.KindConflict) && !fault.Is(err, fault.KindInvalid) {
						t.Errorf("%s: %v, want a refusal", do, err)
					}
					if h.place() != was || h.heard() != heard {
						t.Errorf("%s was refused and yet it stands at %s", do, h.place())
					}
					continue
				}
				if err != nil || h.place() != want {
					t.Errorf("%s leads to %s, %v; want %s", do, h.place(), err, want)
				}
				if h.heard() == heard {
					t.Errorf("%s: no screen was told", do)
				}
			}
		})
	}
}

// photograph keeps the evening as it is, for restore to put back: each press starts from the same place.
func (h *hall) photograph() []string {
	h.t.Helper()
	return list[string](h, `
		SELECT format('UPDATE gathering SET state = %L, started_at = %L, closed_at = %L, pledges_until = %L WHERE id = %L', state, started_at, closed_at, pledges_until, id)
		FROM gathering WHERE id = $1
		UNION ALL
		SELECT format('UPDATE presentation SET state = %L WHERE id = %L', state, id) FROM presentation WHERE gathering_id = $1
		UNION ALL
		SELECT format('INSERT INTO stage SELECT * FROM json_populate_record(NULL::stage, %L)', row_to_json(s)) FROM stage s WHERE gathering_id = $1
		UNION ALL
		SELECT format('INSERT INTO stage_run SELECT * FROM json_populate_record(NULL::stage_run, %L)', row_to_json(r)) FROM stage_run r WHERE gathering_id = $1`, h.at)
}

func (h *hall) restore(before []string) {
	h.t.Helper()
	clear := []string{"DELETE FROM stage_run", "DELETE FROM stage"}
	for _, statement := range slices.Concat(clear, before) {
		_, err := h.DB.Pool().Exec(h.t.Context(), statement)
		h.must(err)
	}
}

func TestTwoHostsSkipNothing(t *testing.T) {
	h := openRoom(t)
	version := h.version()
	var errs [6]error
	var presses sync.WaitGroup
	for i := range errs {
		name := []string{example.Host, example.Convener}[i%2]
		presses.Go(func() {
			errs[i] = h.s.Press(h.as(name), h.Club, h.at, stage.Press{Do: stage.DoNext, Version: version})
		})
	}
	presses.Wait()
	won := 0
	for i, err := range errs {
		if err == nil {
			won++
			continue
		}
		h.refused(fmt.Sprintf("press %d", i), err, fault.KindConflict)
	}
	if won != 1 {
		t.Errorf("%d presses were taken, want one", won)
	}
	h.stands("2")
	for _, do := range []stage.Do{stage.DoNext, stage.DoBack, stage.DoPause, stage.DoResume, stage.DoGoto} {
		h.refused(string(do)+" from an old page", h.s.Press(h.as(example.Host), h.Club, h.at, stage.Press{Do: do, Version: version, Item: h.items[4]}), fault.KindConflict)
	}
	h.must(h.s.Press(h.as(example.Host), h.Club, h.at, stage.Press{Do: stage.DoMore, Version: version})) // means the same whoever pressed before
	h.stands("2")
}

func TestStartedTwiceBeginsOnce(t *testing.T) {
	h := openHall(t)
	var errs [4]error
	var presses sync.WaitGroup
	for i := range errs {
		presses.Go(func() { errs[i] = h.press([]string{example.Host, example.Convener}[i%2], stage.DoStart) })
	}
	presses.Wait()
	h.must(errors.Join(errs[:]...))
	h.stands("1")
	if runs := ask[int](h, `SELECT count(*)::int FROM stage_run WHERE gathering_id = $1`, h.at); runs != 1 {
		t.Errorf("the welcome began %d times", runs)
	}
	h.pressed(stage.DoNext, stage.DoStart)
	h.stands("2")
}

func TestClosingEndsTheTurnAndOpeningGoesOn(t *testing.T) {
	h := openRoom(t)
	h.goTo(h.turns[0])
	h.pressed(stage.DoNext, stage.DoNext, stage.DoNext)
	h.stands("3 commitments")
	h.pressed(stage.DoClose)
	if got := h.phases(); got != "done waiting" {
		t.Errorf("closed in the middle of a turn, the turns are %s", got)
	}
	if open := ask[int](h, `SELECT count(*)::int FROM stage_run WHERE ended_at IS NULL`); open != 0 {
		t.Error("a stretch of the evening never ended")
	}
	h.pressed(stage.DoReopen)
	h.stands("end")
	h.goTo(h.turns[0])
	h.stands("3 thanks")
	h.pressed(stage.DoBack)
	h.stands("3 commitments")
	h.pressed(stage.DoNext, stage.DoNext)
	h.stands("4 pitch")
	h.pressed(stage.DoClose)
	h.Clock.Advance(30 * time.Hour)
	h.refused("opening again a day later", h.press(example.Host, stage.DoReopen), fault.KindConflict)
	h.stands("closed")
}

// TestTheGatheringsOwnButtons: who starts and closes on the gathering’s page finds the room working.
func TestTheGatheringsOwnButtons(t *testing.T) {
	h := openHall(t)
	h.must(h.Gatherings.Start(h.as(example.Host), h.Club, h.at))
	h.pressed(stage.DoNext, stage.DoNext, stage.DoNext)
	h.stands("3 pitch")
	h.must(h.Gatherings.Close(h.as(example.Host), h.Club, h.at))
	h.refused("moving on in a closed gathering", h.press(example.Host, stage.DoNext), fault.KindConflict)
	h.must(h.Gatherings.Reopen(h.as(example.Host), h.Club, h.at))
	h.pressed(stage.DoNext)
	h.stands("3 questions")
}

func TestBackAndForthKeepsPromises(t *testing.T) {
	h := openRoom(t)
	h.goTo(h.turns[0])
	h.pressed(stage.DoNext, stage.DoNext, stage.DoNext)
	made := h.promise(h.turns[0])
	h.pressed(stage.DoBack, stage.DoBack, stage.DoNext, stage.DoNext, stage.DoNext, stage.DoNext)
	h.stands("4 pitch")
	h.pressed(stage.DoBack)
	h.stands("3 thanks")
	if got := h.phases(); got != "thanks waiting" {
		t.Errorf("gone back, the turns are %s", got)
	}
	if state := ask[string](h, `SELECT state FROM commitment WHERE id = $1`, made); state != "pledged" {
		t.Errorf("the promise is %s", state)
	}
}

func TestTheClockIsKept(t *testing.T) {
	h := openRoom(t)
	type row struct {
		EndsAt *time.Time
		LeftMs *int64
	}
	look := func() row {
		rows := list[row](h, `SELECT ends_at, left_ms FROM stage WHERE gathering_id = $1`, h.at)
		return rows[0]
	}
	if r := look(); r.EndsAt == nil || r.EndsAt.Sub(h.Clock.Now()) != 10*time.Minute {
		t.Errorf("the welcome ends at %v", r.EndsAt)
	}
	h.pressed(stage.DoPause)
	if r := look(); r.EndsAt != nil || r.LeftMs == nil || *r.LeftMs != 9*60*1000 {
		t.Errorf("paused it keeps %+v", r)
	}
	h.pressed(stage.DoMore, stage.DoResume)
	if r := look(); r.LeftMs != nil || r.EndsAt == nil || r.EndsAt.Sub(h.Clock.Now()) != 10*time.Minute {
		t.Errorf("going on with a minute more it ends at %v", r.EndsAt)
	}
	h.Clock.Advance(14 * time.Minute)
	h.must(h.press(example.Host, stage.DoMore))
	if r := look(); r.EndsAt.Sub(h.Clock.Now()) != time.Minute {
		t.Errorf("a minute more over time ends at %v", r.EndsAt)
	}
	h.goTo(h.turns[0])
	if r := look(); r.EndsAt.Sub(h.Clock.Now()) != 7*time.Minute {
		t.Errorf("the pitch ends at %v", r.EndsAt)
	}
}

func TestTheAgendaChangesWhileItIsOn(t *testing.T) {
	h := openRoom(t)
	h.pressed(stage.DoNext)
	_, err := h.DB.Pool().Exec(t.Context(), `DELETE FROM agenda_item WHERE id = $1`, h.items[1])
	h.must(err)
	h.items = slices.Delete(h.items, 1, 2)
	h.pressed(stage.DoNext)
	h.stands("1") // what was on is gone: the evening goes on from its beginning, and does not end
	h.refused("a line that is gone", h.press(example.Host, stage.DoGoto, id.New()), fault.KindConflict)
	h.refused("no line at all", h.press(example.Host, stage.DoGoto, id.Nil), fault.KindConflict)
	h.goTo(h.items[3])
	h.stands("4")
}

func TestWhoPresses(t *testing.T) {
	h := openHall(t)
	noa, elsewhere := h.nomad()
	strangers := map[string]context.Context{"a convener of elsewhere": noa, "nobody": t.Context()}
	members, heard := []string{neighbor, example.Scribe, h.presenter}, h.heard()
	for _, do := range []stage.Do{stage.DoStart, stage.DoNext, stage.DoMore, stage.DoClose, stage.DoReopen} {
		for _, name := range members {
			h.refused(name+" "+string(do), h.press(name, do), fault.KindForbidden)
		}
		for who, ctx := range strangers {
			h.refused(who+" "+string(do), h.s.Press(ctx, h.Club, h.at, stage.Press{Do: do}), fault.KindNotFound)
		}
	}
	h.refused("through another collaboratory", h.s.Press(noa, elsewhere, h.at, stage.Press{Do: stage.DoStart}), fault.KindNotFound)
	h.refused("no gathering", h.s.Press(h.as(example.Convener), h.Club, id.New(), stage.Press{Do: stage.DoStart}), fault.KindNotFound)
	if h.place() != "published" || h.heard() != heard {
		t.Errorf("refused presses left it %s", h.place())
	}
	h.must(h.press(example.Convener, stage.DoStart)) // conveners can always step in
	guest := h.guest("Gil Guest")
	h.refused("a guest", h.s.Press(guest, h.Club, h.at, stage.Press{Do: stage.DoNext, Version: h.version()}), fault.KindNotFound)
	h.must(h.Gatherings.Hand(h.as(example.Host), h.Club, h.at, gathering.Handing{Person: h.Person(neighbor), Role: gathering.Host}))
	h.refused("who handed the host’s part on", h.press(example.Host, stage.DoNext), fault.KindForbidden)
	h.must(h.press(neighbor, stage.DoNext))
	h.stands("2")
}

// TestAPressIsWhole: when the turn cannot take its step, the room does not move either.
func TestAPressIsWhole(t *testing.T) {
	h := openRoom(t)
	h.pressed(stage.DoNext)
	_, err := h.DB.Pool().Exec(t.Context(), `UPDATE presentation SET state = 'pitch' WHERE id = $1`, h.turns[1]) // on, and nobody knows
	h.must(err)
	version, heard := h.version(), h.heard()
	h.refused("a turn while another is on", h.press(example.Host, stage.DoNext), fault.KindConflict)
	h.stands("2")
	if h.version() != version || h.heard() != heard || h.phases() != "waiting pitch" {
		t.Errorf("a refused press left version %d, turns %s", h.version(), h.phases())
	}
}
