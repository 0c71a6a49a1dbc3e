package example

import (
	"context"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
)

// follow plans what comes of a promise after its gathering: each step a moment in somebody's name.
func (e *evening) follow(p promise, t turn, w commitment.Which, day time.Time) {
	due := atHour(day.AddDate(0, 0, p.days), 10)
	giver := func(at time.Time, do func(ctx context.Context) error) { e.later(at, e.by(p.giver, do)) }
	receiver := func(at time.Time, do func(ctx context.Context) error) { e.later(at, e.by(t.presenter, do)) }
	switch p.came {
	case kept:
		giver(due.AddDate(0, 0, -2), e.deliver(w, p.note))
		receiver(due.AddDate(0, 0, 1), e.receive(w))
	case saidDone:
		giver(e.ago(3), e.deliver(w, p.note))
	case longAgo:
		giver(due.AddDate(0, 0, -1), e.deliver(w, p.note))
	case lapsed:
		e.later(due.AddDate(0, 0, 15), e.lapse(w))
	case letGo:
		giver(due.AddDate(0, 0, -6), func(ctx context.Context) error { return e.Commitments.Release(ctx, w, p.note) })
	case notNeed:
		receiver(atHour(day.AddDate(0, 0, 5), 9), func(ctx context.Context) error { return e.Commitments.Decline(ctx, w, p.note) })
	case madeFirm:
		e.makeFirm(p, w, due, giver, receiver)
	case partly:
		giver(e.ago(9), func(ctx context.Context) error {
			return e.Commitments.Partly(ctx, w, commitment.PartlyInput{Amount: orNone(max(1, float64(int(p.amount*2/3)))), Note: p.note})
		})
	case redated:
		giver(e.ago(5), func(ctx context.Context) error {
			return e.Commitments.Redate(ctx, w, day.AddDate(0, 0, p.days+21), p.note)
		})
	case notYet:
		giver(e.ago(12), e.deliver(w, ""))
		receiver(e.ago(8), func(ctx context.Context) error {
			again := clock.Today(e.now, Zone).AddDate(0, 0, 14)
			return e.Commitments.NotYet(ctx, w, p.note, &again)
		})
	case revived:
		e.later(due.AddDate(0, 0, 15), e.lapse(w))
		giver(due.AddDate(0, 0, 24), e.deliver(w, "Sorry it took so long."))
		receiver(due.AddDate(0, 0, 26), e.receive(w))
	}
}

// makeFirm turns “Let’s talk” into a promise three days later, and has it kept.
func (e *evening) makeFirm(p promise, w commitment.Which, due time.Time, giver, receiver func(time.Time, func(context.Context) error)) {
	giver(due.AddDate(0, 0, 3-p.days), func(ctx context.Context) error {
		return e.Commitments.MakeFirm(ctx, w, commitment.FirmInput{Promise: p.words, Due: &due})
	})
	giver(due.AddDate(0, 0, -1), e.deliver(w, ""))
	receiver(due.AddDate(0, 0, 2), e.receive(w))
}

func (e *evening) later(at time.Time, do func(ctx context.Context) error) {
	e.moments = append(e.moments, moment{at: at, do: do})
}

// by does something in somebody's name, with the rights they have by then.
func (e *evening) by(name string, do func(ctx context.Context) error) func(ctx context.Context) error {
	return func(ctx context.Context) error { return do(e.As(ctx, name)) }
}

// ago is ten in the morning so many days before today; before today, or after it when days is negative.
func (e *evening) ago(days int) time.Time { return atHour(e.now.AddDate(0, 0, -days), 10) }

func (e *evening) deliver(w commitment.Which, note string) func(context.Context) error {
	return func(ctx context.Context) error { return e.Commitments.Deliver(ctx, w, note) }
}

func (e *evening) receive(w commitment.Which) func(context.Context) error {
	return func(ctx context.Context) error {
		return e.Commitments.Receive(ctx, w, "Thank you. It made the difference.")
	}
}

func (e *evening) lapse(w commitment.Which) func(context.Context) error {
	return func(ctx context.Context) error { return e.Commitments.Lapse(system(ctx), w) }
}

func all[T any](ctx context.Context, d *db.DB, sql string, args ...any) ([]T, error) {
	return db.All[T](ctx, d.Pool(), sql, args...)
}
