package presentation_test

import (
	"context"
	"testing"

	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// TestWhoMayDoWhat asks every verb as those who may not. That the others may, the tests of each verb show.
func TestWhoMayDoWhat(t *testing.T) {
	w := pellRiver(t)
	winter, proposal := w.gathering(example.WinterTitle), w.sent("Whose is it")
	turn := w.turnAt(winter, 0)
	order := []id.ID{w.turnAt(winter, 1), turn, w.turnAt(winter, 2)}
	stranger, _ := w.nomad()
	visitor := t.Context()
	before := w.lineUp(winter)
	for name, c := range map[string]struct {
		do     func(ctx context.Context) error
		author bool // may the author do it?
	}{
		"rewrite":  {func(ctx context.Context) error { return w.s.Rewrite(ctx, w.Club, proposal, 2, words("Stolen"), false) }, true},
		"withdraw": {func(ctx context.Context) error { return w.s.Withdraw(ctx, w.Club, proposal) }, true},
		"join":     {func(ctx context.Context) error { return w.s.Join(ctx, w.Club, proposal, w.Person(third)) }, true},
		"leave":    {func(ctx context.Context) error { return w.s.Leave(ctx, w.Club, proposal, w.Person(third)) }, true},
		"accept":   {func(ctx context.Context) error { _, err := w.s.Accept(ctx, w.Club, proposal, winter); return err }, false},
		"decline":  {func(ctx context.Context) error { return w.s.Decline(ctx, w.Club, proposal, "No.") }, false},
		"order":    {func(ctx context.Context) error { return w.s.Order(ctx, w.Club, winter, order) }, false},
		"move":     {func(ctx context.Context) error { return w.s.Move(ctx, w.Club, winter, turn, 1) }, false},
		"announce": {func(ctx context.Context) error { _, err := w.s.Announce(ctx, w.Club, winter); return err }, false},
		"confirm":  {func(ctx context.Context) error { return w.s.Confirm(ctx, w.Club, turn) }, true},
		"take off": {func(ctx context.Context) error { return w.s.TakeOff(ctx, w.Club, turn) }, true},
	} {
		w.refused(name+" by a member", c.do(w.as(beside)), fault.KindForbidden)
		w.refused(name+" by another convener", c.do(stranger), fault.KindNotFound)
		w.refused(name+" by nobody", c.do(visitor), fault.KindNotFound)
		if !c.author {
			w.refused(name+" by the author", c.do(w.as(author)), fault.KindForbidden)
		}
	}
	_, err := w.s.Propose(stranger, w.Club, words("From outside"), true)
	w.refused("proposing from outside", err, fault.KindNotFound)
	if got := w.lineUp(winter); len(got) != len(before) || got[0] != before[0] || w.version(proposal) != 2 {
		t.Errorf("a refusal changed something: %v, version %d", got, w.version(proposal))
	}
}

// TestTwoCollaboratoriesDoNotMix: ids of one mean nothing in the other, even for somebody who convenes there.
func TestTwoCollaboratoriesDoNotMix(t *testing.T) {
	w := pellRiver(t)
	winter, ours := w.gathering(example.WinterTitle), w.sent("Ours")
	stranger, elsewhere := w.nomad()
	theirs, err := w.s.Propose(stranger, elsewhere, words("Theirs"), true)
	w.must(err)
	_, err = w.s.Accept(stranger, elsewhere, ours, winter)
	w.refused("our proposal in their name", err, fault.KindNotFound)
	_, err = w.s.Accept(stranger, elsewhere, theirs, winter)
	w.refused("their proposal at our gathering", err, fault.KindNotFound)
	_, err = w.s.Accept(w.as(example.Convener), w.Club, theirs, winter)
	w.refused("their proposal in our name", err, fault.KindNotFound)
	w.refused("our line-up in their name", w.s.Move(stranger, elsewhere, winter, w.turnAt(winter, 0), 1), fault.KindNotFound)
	w.refused("our turn in their name", w.s.TakeOff(stranger, elsewhere, w.turnAt(winter, 0)), fault.KindNotFound)
	form := words("Wished at ours")
	form.Wish = winter
	_, err = w.s.Propose(stranger, elsewhere, form, true)
	w.refused("a wish for our gathering", err, fault.KindInvalid)
}
