package stage_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// hands are the raised hands, in their order.
func (h *hall) hands() string {
	h.t.Helper()
	return strings.Join(list[string](h, `
		SELECT coalesce(p.name, g.name) FROM stage_hand s
		LEFT JOIN person p ON p.id = s.who_id
		LEFT JOIN guest g ON g.id = s.who_id
		WHERE s.gathering_id = $1 ORDER BY s.raised_at, s.who_id`, h.at), ", ")
}

func TestHandsGoUpAndDown(t *testing.T) {
	h := openRoom(t)
	gil := h.guest("Gil Guest")
	raise := func(who context.Context) { h.Clock.Advance(time.Second); h.must(h.s.Raise(who, h.Club, h.at)) }
	raise(h.as(neighbor))
	raise(gil)
	raise(h.as("Delia Moss"))
	raise(h.as(neighbor)) // keeps the place it has
	if got := h.hands(); got != neighbor+", Gil Guest, Delia Moss" {
		t.Errorf("the hands are %s", got)
	}
	host := h.as(example.Host)
	h.must(h.s.Called(host, h.Club, h.at, h.Person(neighbor)))
	h.must(h.s.Called(host, h.Club, h.at, h.Person(neighbor)))
	h.must(h.s.Lower(h.as("Delia Moss"), h.Club, h.at))
	h.must(h.s.Lower(h.as("Delia Moss"), h.Club, h.at))
	if got := h.hands(); got != "Gil Guest" {
		t.Errorf("after two had the word the hands are %q", got)
	}
	h.must(h.s.Lower(h.as(neighbor), h.Club, h.at)) // never anybody else’s
	if got := h.hands(); got != "Gil Guest" {
		t.Errorf("somebody lowered another’s hand: %q", got)
	}
	raise(h.as(neighbor))
	h.must(h.s.Called(host, h.Club, h.at, id.Nil))
	if got := h.hands(); got != "" {
		t.Errorf("all down, and yet %s", got)
	}
}

func TestHandsThatAreRefused(t *testing.T) {
	h := openHall(t)
	h.refused("before the start", h.s.Raise(h.as(neighbor), h.Club, h.at), fault.KindConflict)
	h.pressed(stage.DoStart)
	noa, _ := h.nomad()
	for who, ctx := range map[string]context.Context{"a stranger": noa, "nobody": t.Context()} {
		h.refused(who+" raising", h.s.Raise(ctx, h.Club, h.at), fault.KindNotFound)
		h.refused(who+" lowering", h.s.Lower(ctx, h.Club, h.at), fault.KindNotFound)
		h.refused(who+" calling", h.s.Called(ctx, h.Club, h.at, id.Nil), fault.KindNotFound)
	}
	for _, name := range []string{neighbor, example.Scribe, h.presenter} {
		h.refused(name+" calling", h.s.Called(h.as(name), h.Club, h.at, id.Nil), fault.KindForbidden)
	}
	h.pressed(stage.DoClose)
	h.refused("after the end", h.s.Raise(h.as(neighbor), h.Club, h.at), fault.KindConflict)
}

// marks are what was done to a promise on the screens.
type marks struct{ Hidden, Nodded bool }

func (h *hall) marks(promise id.ID) marks {
	h.t.Helper()
	rows := list[marks](h, `SELECT hidden_at IS NOT NULL AS hidden, nodded_at IS NOT NULL AS nodded FROM stage_item WHERE commitment_id = $1`, promise)
	if len(rows) == 0 {
		return marks{}
	}
	return rows[0]
}

func TestHideAndNod(t *testing.T) {
	h := openRoom(t)
	h.goTo(h.turns[0])
	h.pressed(stage.DoNext, stage.DoNext, stage.DoNext)
	made := h.promise(h.turns[0])
	host, scribe := h.as(example.Host), h.as(example.Scribe)
	h.must(h.s.Hide(host, h.Club, h.at, made, true))
	h.must(h.s.Nod(scribe, h.Club, h.at, made))
	if got := h.marks(made); got != (marks{true, true}) {
		t.Errorf("hidden and nodded it is %+v", got)
	}
	first := ask[id.ID](h, `SELECT nodded_by FROM stage_item WHERE commitment_id = $1`, made)
	h.must(h.s.Nod(host, h.Club, h.at, made))
	if second := ask[id.ID](h, `SELECT nodded_by FROM stage_item WHERE commitment_id = $1`, made); second != first {
		t.Error("nodding twice is another’s nod")
	}
	h.must(h.s.Hide(scribe, h.Club, h.at, made, false))
	if got := h.marks(made); got != (marks{false, true}) {
		t.Errorf("shown again it is %+v", got)
	}
	if state := ask[string](h, `SELECT state FROM commitment WHERE id = $1`, made); state != string(commitment.Pledged) {
		t.Errorf("the promise itself is %s", state)
	}
}

func TestHidingThatIsRefused(t *testing.T) {
	h := openRoom(t)
	h.goTo(h.turns[0])
	h.pressed(stage.DoNext, stage.DoNext)
	made := h.promise(h.turns[0])
	other := ask[id.ID](h, `SELECT c.id FROM commitment c JOIN presentation t ON t.id = c.presentation_id WHERE t.gathering_id <> $1 LIMIT 1`, h.at)
	noa, elsewhere := h.nomad()
	type try struct {
		ctx   context.Context
		club  id.ID
		made  id.ID
		fault fault.Kind
	}
	for what, c := range map[string]try{
		"the giver":                    {h.as(neighbor), h.Club, made, fault.KindForbidden},
		"the presenter":                {h.as(h.presenter), h.Club, made, fault.KindForbidden},
		"a guest":                      {h.guest("Gil Guest"), h.Club, made, fault.KindNotFound},
		"a stranger":                   {noa, h.Club, made, fault.KindNotFound},
		"through another club":         {noa, elsewhere, made, fault.KindNotFound},
		"a promise of another evening": {h.as(example.Host), h.Club, other, fault.KindNotFound},
		"no promise":                   {h.as(example.Host), h.Club, id.New(), fault.KindNotFound},
	} {
		h.refused(what+" hiding", h.s.Hide(c.ctx, c.club, h.at, c.made, true), c.fault)
		h.refused(what+" nodding", h.s.Nod(c.ctx, c.club, h.at, c.made), c.fault)
	}
	if marked := ask[int](h, `SELECT count(*)::int FROM stage_item`); marked != 0 {
		t.Errorf("%d promises were marked", marked)
	}
}

func TestSettingTheRoomUp(t *testing.T) {
	h := openHall(t)
	other := stage.Settings{Sound: true, Motion: true}
	for _, name := range []string{neighbor, example.Scribe, h.presenter} {
		h.refused(name, h.s.SetUp(h.as(name), h.Club, h.at, other), fault.KindForbidden)
	}
	h.must(h.s.SetUp(h.as(example.Host), h.Club, h.at, other)) // before it begins
	h.pressed(stage.DoStart)
	h.stands("1")
	type row struct{ AloudFirst, Nod, Amounts, Sound, Motion bool }
	rows := list[row](h, `SELECT aloud_first, nod, amounts, sound, motion FROM stage WHERE gathering_id = $1`, h.at)
	if rows[0] != (row{Sound: true, Motion: true}) {
		t.Errorf("the room is set up as %+v", rows[0])
	}
	version := h.version()
	h.must(h.s.SetUp(h.as(example.Convener), h.Club, h.at, stage.Settings{Nod: true}))
	h.refused("a press from before", h.s.Press(h.as(example.Host), h.Club, h.at, stage.Press{Do: stage.DoNext, Version: version}), fault.KindConflict)
	h.stands("1")
}

func TestNotesOfPresenters(t *testing.T) {
	h := openHall(t)
	presenter, turn := h.as(h.presenter), h.turns[0]
	heard := h.heard()
	h.must(h.s.WriteNote(presenter, h.Club, turn, "  Thank Bea’s mother.\n"))
	h.must(h.s.WriteNote(presenter, h.Club, turn, "  Thank everybody. "))
	if got := list[string](h, `SELECT text FROM stage_note`); len(got) != 1 || got[0] != "Thank everybody." {
		t.Errorf("the notes are %q", got)
	}
	h.must(h.s.WriteNote(presenter, h.Club, turn, strings.Repeat("ñ", 4000)))
	h.refused("too long", h.s.WriteNote(presenter, h.Club, turn, strings.Repeat("ñ", 4001)), fault.KindInvalid)
	for _, name := range []string{neighbor, example.Host, example.Convener} {
		h.refused(name, h.s.WriteNote(h.as(name), h.Club, turn, "Mine."), fault.KindForbidden)
	}
	noa, elsewhere := h.nomad()
	h.refused("a stranger", h.s.WriteNote(noa, h.Club, turn, "Mine."), fault.KindNotFound)
	h.refused("through another club", h.s.WriteNote(noa, elsewhere, turn, "Mine."), fault.KindNotFound)
	h.refused("no turn", h.s.WriteNote(presenter, h.Club, id.New(), "Mine."), fault.KindNotFound)
	if h.heard() != heard {
		t.Error("a private note was told to the screens")
	}
}
