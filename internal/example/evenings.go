package example

import (
	"context"
	"fmt"
	"slices"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// Zone is the town's time.
const Zone = "America/Chicago"

// The people who run an evening.
const (
	Host   = "Marcus Ellery"
	Scribe = "Greta Holm"
)

// Titles of the town's gatherings, to find them by.
const (
	SpringTitle  = "Spring gathering"
	AutumnTitle  = "Autumn gathering"
	WinterTitle  = "Winter gathering"
	TonightTitle = "A short evening at the library"
)

// moment is something that happens in the town, at its time.
type moment struct {
	at time.Time
	do func(ctx context.Context) error
}

// evenings plays the town's year: two gatherings that are over with all that was promised there, one next week, one that
// can be started now, and two proposals that wait.
func (h *House) evenings(ctx context.Context, now time.Time) error {
	today := clock.Today(now, Zone)
	e := &evening{House: h, now: now}
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error {
			return e.past(ctx, SpringTitle, thursday(today.AddDate(0, 0, -186)), spring)
		},
		func(ctx context.Context) error {
			return e.past(ctx, AutumnTitle, thursday(today.AddDate(0, 0, -70)), autumn)
		},
		func(ctx context.Context) error { return e.ahead(ctx, thursday(today.AddDate(0, 0, 7))) },
		e.tonight,
		e.proposals,
		e.play,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// thursday is the first Thursday on or after a day: the town always meets on Thursdays.
func thursday(day time.Time) time.Time {
	for day.Weekday() != time.Thursday {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// evening builds gatherings and collects what happens after them.
type evening struct {
	*House
	now     time.Time
	moments []moment
}

// past holds a gathering as people would have: scheduled five weeks before, answered, run, and followed since.
func (e *evening) past(ctx context.Context, title string, day time.Time, turns []turn) error {
	start := atHour(day, 18)
	e.Clock.Set(start.AddDate(0, 0, -35))
	plan := gathering.Plan{
		Title: title, When: gathering.When{Day: day, StartTime: "18:00", EndTime: "20:30", Zone: Zone},
		Place: "Grange Hall, 12 Ferry Street", Welcome: "Soup from half past five.",
	}
	at, err := e.schedule(ctx, plan, gathering.Evening)
	if err != nil {
		return err
	}
	if err := e.answers(ctx, at, 26, 4); err != nil {
		return err
	}
	given, err := e.lineUp(ctx, at, turns)
	if err != nil {
		return err
	}
	e.Clock.Set(start)
	if err := e.Gatherings.Start(e.As(ctx, Convener), e.Club, at); err != nil {
		return err
	}
	for i, t := range turns {
		e.Clock.Set(start.Add(time.Duration(35+35*i) * time.Minute))
		if err := e.pledges(ctx, given[i], t, day); err != nil {
			return err
		}
	}
	e.Clock.Set(start.Add(150 * time.Minute))
	return e.Gatherings.Close(e.As(ctx, Convener), e.Club, at)
}

// ahead is next week's gathering: the letters are out, most have answered, the line-up stands.
func (e *evening) ahead(ctx context.Context, day time.Time) error {
	e.Clock.Set(e.now.AddDate(0, 0, -12))
	at, err := e.schedule(ctx, gathering.Plan{
		Title: WinterTitle, When: gathering.When{Day: day, StartTime: "18:00", EndTime: "20:30", Zone: Zone},
		Place: "Grange Hall, 12 Ferry Street. Ramp on the river side", VideoURL: "https://video.pellriver.example/grange",
		Welcome: "Soup from half past five. The video link opens at a quarter to six.",
	}, gathering.Evening)
	if err != nil {
		return err
	}
	if err := e.answers(ctx, at, 24, 5); err != nil {
		return err
	}
	_, err = e.lineUp(ctx, at, winter)
	return err
}

// tonight is a short evening today, invited and ready to start.
func (e *evening) tonight(ctx context.Context) error {
	local := e.now.In(clock.Zone(Zone))
	ends := fmt.Sprintf("%02d:30", local.Hour()+1)
	if local.Hour() >= 22 {
		ends = "23:59"
	}
	e.Clock.Set(e.now.AddDate(0, 0, -8))
	at, err := e.schedule(ctx, gathering.Plan{
		Title: TonightTitle, Place: "Pell River Library, the reading room", Welcome: "Two turns, and tea.",
		When: gathering.When{Day: clock.Today(e.now, Zone), StartTime: fmt.Sprintf("%02d:00", local.Hour()), EndTime: ends, Zone: Zone},
	}, gathering.Short)
	if err != nil {
		return err
	}
	if err := e.answers(ctx, at, 14, 6); err != nil {
		return err
	}
	if _, err := e.lineUp(ctx, at, tonight); err != nil {
		return err
	}
	june := e.As(ctx, Convener)
	if err := e.Gatherings.Hand(june, e.Club, at, gathering.Handing{Person: e.Person(Host), Role: gathering.Host}); err != nil {
		return err
	}
	return e.Gatherings.Hand(june, e.Club, at, gathering.Handing{Person: e.Person(Scribe), Role: gathering.Scribe})
}

// proposals are sent and wait for a turn.
func (e *evening) proposals(ctx context.Context) error {
	for i, t := range waiting {
		e.Clock.Set(e.now.AddDate(0, 0, -6+i))
		if _, err := e.Presentations.Propose(e.As(ctx, t.presenter), e.Club, t.words(), true); err != nil {
			return err
		}
	}
	return nil
}

// play lets everything happen that was planned after the gatherings, in its order.
func (e *evening) play(ctx context.Context) error {
	slices.SortStableFunc(e.moments, func(a, b moment) int { return a.at.Compare(b.at) })
	for _, m := range e.moments {
		if m.at.After(e.now) {
			return fmt.Errorf("the town cannot know what happens on %s", m.at.Format(time.DateOnly))
		}
		e.Clock.Set(m.at)
		if err := m.do(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (e *evening) schedule(ctx context.Context, plan gathering.Plan, agenda gathering.Template) (id.ID, error) {
	june := e.As(ctx, Convener)
	at, err := e.Gatherings.Schedule(june, e.Club, gathering.Scheduling{Key: id.New(), Plan: plan, Template: agenda})
	if err != nil {
		return at, fmt.Errorf("scheduling %s: %w", plan.Title, err)
	}
	_, err = e.Gatherings.Publish(june, e.Club, at)
	return at, err
}

// answers says who comes: the first so many do, a few might, a few cannot, the rest stays silent.
func (e *evening) answers(ctx context.Context, at id.ID, going, not int) error {
	for i, n := range People {
		if n.Email == "" || i >= going+not+2 {
			continue
		}
		reply := gathering.Reply{Answer: gathering.Going, Manner: gathering.InPerson}
		switch {
		case i >= going+not:
			reply.Answer = gathering.Maybe
		case i >= going:
			reply.Answer = gathering.Not
		case n.Name == "Mei Tanaka":
			reply.WantsToPresent = true
		case n.Name == "Ruth Ann Popovic":
			reply.Needs = "A seat near the door, please."
		}
		if err := e.Gatherings.Answer(e.As(ctx, n.Name), e.Club, at, e.Person(n.Name), reply); err != nil {
			return fmt.Errorf("%s answering: %w", n.Name, err)
		}
	}
	return nil
}

// lineUp has each turn proposed, accepted and confirmed, in this order.
func (e *evening) lineUp(ctx context.Context, at id.ID, turns []turn) ([]id.ID, error) {
	var given []id.ID
	for _, t := range turns {
		presenter, june := e.As(ctx, t.presenter), e.As(ctx, Convener)
		words := t.words()
		words.Wish = at
		proposal, err := e.Presentations.Propose(presenter, e.Club, words, true)
		if err != nil {
			return nil, fmt.Errorf("proposing %s: %w", t.title, err)
		}
		if t.with != "" {
			if err := e.Presentations.Join(presenter, e.Club, proposal, e.Person(t.with)); err != nil {
				return nil, err
			}
		}
		turn, err := e.Presentations.Accept(june, e.Club, proposal, at)
		if err != nil {
			return nil, err
		}
		if err := e.Presentations.Confirm(presenter, e.Club, turn); err != nil {
			return nil, err
		}
		given = append(given, turn)
	}
	return given, nil
}

func (t turn) words() presentation.Words {
	w := presentation.Words{
		Key: id.New(), Kind: presentation.Kind(t.kind), Title: t.title, Summary: t.summary, Serves: t.serves, Stands: t.stands,
	}
	if w.Kind == "" {
		w.Kind = presentation.Project
	}
	for _, a := range t.asks {
		asked := presentation.Ask{Kind: a.kind, What: a.what, Unit: a.unit, Amount: orNone(a.amount), Cents: orNone(a.cents)}
		w.Asks = append(w.Asks, asked)
	}
	return w
}

func orNone[T int64 | float64](n T) *T {
	if n == 0 {
		return nil
	}
	return &n
}

func atHour(day time.Time, hour int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, 0, 0, 0, clock.Zone(Zone))
}

// pledges are what was promised at one turn, and what came of each since.
func (e *evening) pledges(ctx context.Context, at id.ID, t turn, day time.Time) error {
	asks, err := e.asksOf(ctx, at)
	if err != nil {
		return err
	}
	for _, p := range t.promises {
		in := p.input(at, day)
		if p.ask > 0 {
			in.Ask = asks[p.ask-1]
		}
		if p.org {
			in.Organisation = e.neighbor(p.giver).Organisation
		}
		made, err := e.promise(ctx, p, in)
		if err != nil {
			return fmt.Errorf("%s promising to %s: %w", p.giver, p.words, err)
		}
		e.follow(p, t, commitment.Which{Collaboratory: e.Club, ID: made}, day)
	}
	return nil
}

func (e *evening) promise(ctx context.Context, p promise, in commitment.PledgeInput) (id.ID, error) {
	e.Clock.Advance(40 * time.Second)
	if !p.aloud {
		return e.Commitments.Pledge(e.As(ctx, p.giver), e.Club, in)
	}
	return e.Commitments.PledgeFor(e.As(ctx, Convener), e.Club, commitment.PledgeForInput{
		PledgeInput: in, Giver: e.Person(p.giver), Source: commitment.ByScribe,
	})
}

func (p promise) input(at id.ID, day time.Time) commitment.PledgeInput {
	in := commitment.PledgeInput{
		Presentation: at, Kind: commitment.Kind(p.kind), Promise: p.words, PrivateNote: p.private, ShownAsMember: p.hidden,
		Amount: orNone(p.amount), Unit: p.unit, Cents: orNone(p.cents), Firm: p.came != talk && p.came != madeFirm, Key: id.New(),
	}
	if in.Firm {
		due := day.AddDate(0, 0, p.days)
		in.Due = &due
		if in.Amount == nil && (p.kind == "time" || p.kind == "materials") {
			in.Amount, in.Unit = orNone(1.0), map[string]string{"time": "day", "materials": "lot"}[p.kind]
		}
	}
	return in
}

func (e *evening) asksOf(ctx context.Context, at id.ID) ([]id.ID, error) {
	return all[id.ID](ctx, e.DB, `
		SELECT k.id
		FROM presentation t
		JOIN ask k ON k.collaboratory_id = t.collaboratory_id AND k.proposal_id = t.proposal_id
		WHERE t.id = $1
		ORDER BY k.position`, at)
}

func (e *evening) neighbor(name string) Neighbor {
	for _, n := range People {
		if n.Name == name {
			return n
		}
	}
	panic("example: nobody is called " + name)
}

// system is the house itself, for what only time does.
func system(ctx context.Context) context.Context { return access.With(ctx, access.AsSystem("example")) }
