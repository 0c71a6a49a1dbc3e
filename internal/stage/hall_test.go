package stage_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// hall is Pell River on its short evening at the library: Marcus is the host, Greta the scribe, two turns are presented.
type hall struct {
	*example.House
	t         *testing.T
	s         *stage.Service
	at        id.ID // the gathering
	items     []id.ID
	turns     []id.ID
	presenter string // of the first turn
}

const neighbor = "Walt Pruitt" // a member with no part in the evening

func openHall(t *testing.T) *hall {
	t.Helper()
	t.Parallel()
	h := &hall{House: exampletest.OpenTown(t), t: t}
	h.s = h.Stages
	h.at = ask[id.ID](h, `SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	h.items = list[id.ID](h, `SELECT id FROM agenda_item WHERE gathering_id = $1 ORDER BY position`, h.at)
	h.turns = list[id.ID](h, `SELECT id FROM presentation WHERE gathering_id = $1 ORDER BY position`, h.at)
	h.presenter = ask[string](h, `SELECT p.name FROM presentation t JOIN person p ON p.id = t.presenter_id WHERE t.id = $1`, h.turns[0])
	return h
}

// openRoom is the hall with the evening begun.
func openRoom(t *testing.T) *hall {
	t.Helper()
	h := openHall(t)
	h.pressed(stage.DoStart)
	return h
}

func (h *hall) as(name string) context.Context { return h.As(h.t.Context(), name) }

func (h *hall) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// refused checks that a verb answered with this kind of fault, in words.
func (h *hall) refused(what string, err error, kind fault.Kind) {
	h.t.Helper()
	if !fault.Is(err, kind) || fault.Of(err).Error() == "" {
		h.t.Errorf("%s: %v, want a fault of kind %d", what, err, kind)
	}
}

func ask[T any](h *hall, sql string, args ...any) T {
	h.t.Helper()
	v, err := db.Value[T](h.t.Context(), h.DB.Pool(), sql, args...)
	h.must(err)
	return v
}

func list[T any](h *hall, sql string, args ...any) []T {
	h.t.Helper()
	v, err := db.All[T](h.t.Context(), h.DB.Pool(), sql, args...)
	h.must(err)
	return v
}

// version is what a host’s page shows now.
func (h *hall) version() int {
	return ask[int](h, `SELECT coalesce(max(version), 0) FROM stage WHERE gathering_id = $1`, h.at)
}

// press is a press of somebody who sees the room as it is.
func (h *hall) press(name string, do stage.Do, item ...id.ID) error {
	h.t.Helper()
	in := stage.Press{Do: do, Version: h.version()}
	if len(item) > 0 {
		in.Item = item[0]
	}
	return h.s.Press(h.as(name), h.Club, h.at, in)
}

// pressed presses as the host, a minute after the last press.
func (h *hall) pressed(does ...stage.Do) {
	h.t.Helper()
	for _, do := range does {
		h.Clock.Advance(time.Minute)
		h.must(h.press(example.Host, do))
	}
}

// goTo goes straight to a line or a turn.
func (h *hall) goTo(item id.ID) {
	h.t.Helper()
	h.must(h.press(example.Host, stage.DoGoto, item))
}

// place is where the evening stands, in short: the line of the agenda from one on and the phase of its turn, “end” after
// the last, and the state of the gathering while it is not on.
func (h *hall) place() string {
	h.t.Helper()
	if state := ask[string](h, `SELECT state FROM gathering WHERE id = $1`, h.at); state != string(gathering.Live) {
		return state
	}
	type row struct {
		Item, Turn *id.ID
		Finished   bool
		Phase      *string
	}
	rows := list[row](h, `
		SELECT s.item_id AS item, s.presentation_id AS turn, s.finished, t.state AS phase
		FROM stage s
		LEFT JOIN presentation t ON t.id = s.presentation_id
		WHERE s.gathering_id = $1`, h.at)
	if len(rows) == 0 {
		return "nothing"
	}
	r := rows[0]
	if r.Finished {
		return "end"
	}
	for i, item := range h.items {
		if r.Item != nil && *r.Item == item {
			place := fmt.Sprint(i + 1)
			if r.Phase != nil {
				place += " " + *r.Phase
			}
			return place
		}
	}
	return "nowhere"
}

func (h *hall) stands(want string) {
	h.t.Helper()
	if got := h.place(); got != want {
		h.t.Fatalf("the evening stands at %q, want %q", got, want)
	}
}

// phases are where the turns stand, in their order.
func (h *hall) phases() string {
	h.t.Helper()
	return strings.Join(list[string](h, `SELECT state FROM presentation WHERE gathering_id = $1 ORDER BY position`, h.at), " ")
}

// heard is how often the screens were told that something changed.
func (h *hall) heard() int {
	return ask[int](h, `SELECT coalesce(max(seq), 0)::int FROM live_topic WHERE topic = $1`, string(stage.Topic(h.at)))
}

// promise is a neighbor’s firm promise to a turn.
func (h *hall) promise(turn id.ID) id.ID {
	h.t.Helper()
	hours, due := 2.0, clock.Date(2026, 12, 12)
	made, err := h.Commitments.Pledge(h.as(neighbor), h.Club, commitment.PledgeInput{
		Presentation: turn, Kind: commitment.Time, Promise: "I will fold lanterns on Saturday", Amount: &hours, Unit: "hours",
		Due: &due, Firm: true, Key: id.New(),
	})
	h.must(err)
	return made
}

// guest is somebody who joined by the code on the wall.
func (h *hall) guest(name string) context.Context {
	h.t.Helper()
	code := ask[string](h, `SELECT code FROM gathering WHERE id = $1`, h.at)
	pass, err := h.Gatherings.Join(h.t.Context(), code, gathering.Joining{Key: id.New(), Name: name, Email: strings.ToLower(name[:3]) + "@guest.example"})
	h.must(err)
	known, _, err := h.Gatherings.Pass(h.t.Context(), pass)
	h.must(err)
	return access.With(h.t.Context(), access.Actor{Guest: &known})
}

// nomad convenes another collaboratory.
func (h *hall) nomad() (ctx context.Context, elsewhere id.ID) {
	h.t.Helper()
	system := access.With(h.t.Context(), access.AsSystem("test"))
	var person id.ID
	h.must(h.DB.InTx(system, func(ctx context.Context, tx *db.Tx) (err error) {
		person, _, err = h.Members.EnsurePerson(ctx, tx, "Noa Mad", "noa@elsewhere.example")
		return err
	}))
	made, err := h.Collaboratories.Create(access.With(h.t.Context(), access.Actor{PersonID: person, Name: "Noa Mad"}),
		collaboratory.Founding{Key: id.New(), Name: "Elsewhere", Town: "Elsewhere", Zone: example.Zone, Language: "en"})
	h.must(err)
	return h.as("Noa Mad"), made.ID
}
