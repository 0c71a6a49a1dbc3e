package presentation_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"collaboratory/internal/access"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// The people of these tests: neither of the first two has had a turn, Mei would like one.
const (
	author = "Walt Pruitt"
	beside = "Gordon Teague"
	third  = "Carmen Rivas"
)

// town is Pell River with its year played.
type town struct {
	*example.House
	t *testing.T
	s *presentation.Service
}

func pellRiver(t *testing.T) town {
	t.Helper()
	t.Parallel()
	h := exampletest.OpenTown(t)
	return town{h, t, h.Presentations}
}

func (w town) as(name string) context.Context { return w.As(w.t.Context(), name) }

func (w town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// refused checks that a verb answered with this kind of fault, in words.
func (w town) refused(what string, err error, kind fault.Kind) {
	w.t.Helper()
	if !fault.Is(err, kind) || fault.Of(err).Error() == "" {
		w.t.Errorf("%s: %v, want a fault of kind %d", what, err, kind)
	}
}

func (w town) gathering(title string) id.ID {
	w.t.Helper()
	return value[id.ID](w, `SELECT id FROM gathering WHERE title = $1`, title)
}

func value[T any](w town, sql string, args ...any) T {
	w.t.Helper()
	v, err := db.Value[T](w.t.Context(), w.DB.Pool(), sql, args...)
	w.must(err)
	return v
}

func all[T any](w town, sql string, args ...any) []T {
	w.t.Helper()
	v, err := db.All[T](w.t.Context(), w.DB.Pool(), sql, args...)
	w.must(err)
	return v
}

func (w town) state(proposal id.ID) presentation.State {
	w.t.Helper()
	return value[presentation.State](w, `SELECT state FROM proposal WHERE id = $1`, proposal)
}

func (w town) version(proposal id.ID) int {
	w.t.Helper()
	return value[int](w, `SELECT version FROM proposal WHERE id = $1`, proposal)
}

// lineUp is what is presented at a gathering, in its order.
func (w town) lineUp(gathering id.ID) []string {
	w.t.Helper()
	return all[string](w, `
		SELECT r.title
		FROM presentation t
		JOIN proposal r ON r.id = t.proposal_id
		WHERE t.gathering_id = $1 AND t.state <> 'withdrawn'
		ORDER BY t.position`, gathering)
}

func (w town) turnAt(gathering id.ID, place int) id.ID {
	w.t.Helper()
	turns := all[id.ID](w, `SELECT id FROM presentation WHERE gathering_id = $1 AND state <> 'withdrawn' ORDER BY position`, gathering)
	return turns[place]
}

// letters are the addresses that got a letter with this in its subject.
func (w town) letters(subject string) []string {
	w.t.Helper()
	return all[string](w, `SELECT email FROM letter WHERE subject LIKE '%' || $1 || '%' ORDER BY email`, subject)
}

func (w town) wrote(subject string, want ...string) {
	w.t.Helper()
	for i := range want {
		want[i] += "@pellriver.example"
	}
	if got := w.letters(subject); !slices.Equal(got, want) {
		w.t.Errorf("letters about %q went to %v, want %v", subject, got, want)
	}
}

func words(title string) presentation.Words {
	six, cents := 6.0, int64(60000)
	return presentation.Words{
		Key: id.New(), Kind: presentation.Project, Title: title, Summary: "What it is.", Serves: "Everybody.", Stands: "It has begun.",
		Asks: []presentation.Ask{
			{Kind: "time", What: "Six drivers", Amount: &six, Unit: "drivers"},
			{Kind: "money", What: "Fuel", Cents: &cents},
		},
	}
}

// sent is a proposal of the author that waits for the conveners.
func (w town) sent(title string) id.ID {
	w.t.Helper()
	proposal, err := w.s.Propose(w.as(author), w.Club, words(title), true)
	w.must(err)
	return proposal
}

// nomad convenes a collaboratory of their own, with a proposal and a gathering there.
func (w town) nomad() (ctx context.Context, elsewhere id.ID) {
	w.t.Helper()
	system := access.With(w.t.Context(), access.AsSystem("test"))
	var person id.ID
	w.must(w.DB.InTx(system, func(ctx context.Context, tx *db.Tx) (err error) {
		person, _, err = w.Members.EnsurePerson(ctx, tx, "Noa Mad", "noa@elsewhere.example")
		return err
	}))
	ctx = access.With(w.t.Context(), access.Actor{PersonID: person, Name: "Noa Mad"})
	made, err := w.Collaboratories.Create(ctx, collaboratory.Founding{Key: id.New(), Name: "Elsewhere", Town: "Elsewhere", Zone: example.Zone, Language: "en"})
	w.must(err)
	return w.as("Noa Mad"), made.ID
}

func (w town) asksOf(proposal id.ID) []string {
	w.t.Helper()
	var said []string
	for _, a := range w.rows(proposal) {
		said = append(said, fmt.Sprintf("%s: %s", a.Kind, a.What))
	}
	return said
}

type askRow struct {
	ID   id.ID
	Kind string
	What string
}

func (w town) rows(proposal id.ID) []askRow {
	w.t.Helper()
	return all[askRow](w, `SELECT id, kind, what FROM ask WHERE proposal_id = $1 ORDER BY position`, proposal)
}
