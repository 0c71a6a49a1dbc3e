package followup_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/example"
	"collaboratory/internal/followup"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
	"collaboratory/internal/presentation"
)

// town is Pell River at the first gathering of all, so that every letter in it has its reason in the test, and a second
// collaboratory in Madrid that Walt belongs to as well.
type town struct {
	*example.House
	t       *testing.T
	clock   *mortal
	service *followup.Service

	club, madrid          club
	rideBoard, bicycles   id.ID // the turns: Amina’s with Ruth Ann beside her, and Pilar’s
	people                map[string]id.ID
	promises              map[string]commitment.Which
	gathering, gathering2 id.ID
}

type club struct {
	id   id.ID
	zone string
}

// cast are those of the town who do something here, by the name the tests call them.
var cast = map[string]string{
	"June": example.Convener, "Amina": "Amina Warsame", "Ruth": "Ruth Ann Popovic", "Walt": "Walt Pruitt", "Rosa": "Rosa Villaseñor",
	"Hank": "Hank Lindqvist", "Cal": "Cal Dvorak", "Nell": "Nell Hathaway", "Opal": "Opal Jenkins", "Mabel": "Mabel Quist",
	"Dale": "Dale Ostrander", "Greta": "Greta Holm", "Pilar": "Pilar Nieto",
}

// mortal is a clock that can end the work that asks it for the time: at the call of that number.
type mortal struct {
	*clock.Fixed
	calls atomic.Int64
	die   func()
}

func (m *mortal) Now() time.Time {
	if m.calls.Add(-1) == 0 && m.die != nil {
		m.die()
	}
	return m.Fixed.Now()
}

// dies is a context that ends at the n-th look at the clock.
func (m *mortal) dies(ctx context.Context, n int) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	m.die = cancel
	m.calls.Store(int64(n))
	return ctx, cancel
}

var chicago = clock.Zone("America/Chicago")

// on is an hour of a day, in Pell River.
func on(month time.Month, day, hour int) time.Time {
	year := 2026
	if month < time.July {
		year = 2027
	}
	return time.Date(year, month, day, hour, 0, 0, 0, chicago)
}

func dayOf(month time.Month, day int) *time.Time {
	at := on(month, day, 0)
	d := clock.Date(at.Date())
	return &d
}

// firstGathering is the town that each test copies: built by the verbs, once.
func firstGathering(t *testing.T) dbtest.Template {
	t.Helper()
	text, err := os.ReadFile("town_test.go")
	if err != nil {
		t.Fatal(err)
	}
	return dbtest.Template{
		Name: "followup", Hash: dbtest.SourceHash() + fmt.Sprintf("%x", sha256.Sum256(text)),
		Build: func(ctx context.Context, d *db.DB) error {
			h, err := example.Furnish(ctx, d, clock.At(on(11, 1, 12)), example.Base)
			if err != nil {
				return err
			}
			return (&builder{House: h, ctx: ctx}).build()
		},
	}
}

func pellRiver(t *testing.T) *town {
	t.Helper()
	h, err := example.Furnish(t.Context(), dbtest.NewFrom(t, firstGathering(t)), clock.At(on(12, 3, 19)), example.Base)
	if err != nil {
		t.Fatal(err)
	}
	w := &town{House: h, t: t, clock: &mortal{Fixed: h.Clock}, people: map[string]id.ID{}, promises: map[string]commitment.Which{}}
	w.service = followup.New(h.DB, w.clock, h.Office, h.Signer, h.Commitments)
	w.service.AddJobs(h.Queue)
	for short, name := range cast {
		w.people[short] = h.Person(name)
	}
	w.must(h.FindClub(t.Context()))
	w.club = club{h.Club, example.Zone}
	w.madrid = club{w.find(`SELECT id FROM collaboratory WHERE name = $1`, "Madrid"), "Europe/Madrid"}
	w.rideBoard, w.gathering = w.turn("The Ride Board")
	w.bicycles, w.gathering2 = w.turn("Bicicletas")
	return w
}

func (w *town) turn(title string) (turn, gathering id.ID) {
	w.t.Helper()
	turn = w.find(`SELECT t.id FROM presentation t JOIN proposal p ON p.id = t.proposal_id WHERE p.title = $1`, title)
	return turn, w.find(`SELECT gathering_id FROM presentation WHERE id = $1`, turn)
}

func (w *town) find(sql string, args ...any) id.ID {
	w.t.Helper()
	found, err := db.Value[id.ID](w.t.Context(), w.DB.Pool(), sql, args...)
	w.must(err)
	return found
}

// builder takes one step after the other until one fails.
type builder struct {
	*example.House
	ctx context.Context
	err error
}

func (b *builder) do(step func() error) {
	if b.err == nil {
		b.err = step()
	}
}

func (b *builder) as(name string) context.Context { return b.As(b.ctx, cast[name]) }

func (b *builder) build() error {
	b.do(func() error { return b.Found(b.ctx) })
	b.do(b.awayFromHome)
	madrid := b.foundMadrid()
	b.evening("June", b.Club, on(12, 3, 18), "The Ride Board", "Amina", "Ruth")
	b.evening("Pilar", madrid, on(12, 3, 11), "Bicicletas", "Pilar", "")
	b.do(func() error { return b.Queue.Drain(b.ctx) })
	return b.err
}

// awayFromHome: Nell reads her mail in Auckland. No page asks a person for their zone yet.
func (b *builder) awayFromHome() error {
	_, err := b.DB.Pool().Exec(b.ctx, `UPDATE person SET zone = 'Pacific/Auckland' WHERE name = $1`, cast["Nell"])
	return err
}

// foundMadrid has Pilar found a second collaboratory and Walt accept her invitation.
func (b *builder) foundMadrid() (madrid id.ID) {
	b.do(func() error {
		url, err := b.Members.SignInLink(b.ctx, "pilar@madrid.example", false)
		if err != nil {
			return err
		}
		entry, err := b.Members.UseLink(b.ctx, url[strings.LastIndexByte(url, '/')+1:])
		if err != nil {
			return err
		}
		return b.Members.UpdateProfile(access.With(b.ctx, access.Actor{PersonID: entry.PersonID}), member.Profile{Name: cast["Pilar"], Language: "en"})
	})
	b.do(func() error {
		made, err := b.Collaboratories.Create(b.as("Pilar"), collaboratory.Founding{Key: id.New(), Name: "Madrid", Town: "Madrid", Zone: "Europe/Madrid", Language: "en"})
		madrid = made.ID
		return err
	})
	b.do(func() error {
		_, err := b.Collaboratories.Invite(b.as("Pilar"), madrid, "Walt Pruitt <walt@pellriver.example>")
		return err
	})
	b.do(func() error {
		key, err := b.Key(b.ctx, "walt@pellriver.example", "/i/")
		if err == nil {
			_, err = b.Collaboratories.Accept(b.ctx, key, cast["Walt"], "en")
		}
		return err
	})
	return madrid
}

// evening is a gathering of two and a half hours that is on, with one turn at which promises are welcome.
func (b *builder) evening(convener string, club id.ID, starts time.Time, title, presenter, beside string) {
	var at, proposal, turn id.ID
	b.do(func() (err error) {
		at, err = b.schedule(convener, club, starts)
		return err
	})
	b.do(func() (err error) {
		words := presentation.Words{Key: id.New(), Kind: presentation.Project, Title: title, Summary: "Rides for those who miss their hour.",
			Serves: "Forty neighbors a month.", Stands: "The board hangs.", Asks: []presentation.Ask{{Kind: "time", What: "Drivers, one morning a week"}}, Wish: at}
		proposal, err = b.Presentations.Propose(b.as(presenter), club, words, true)
		return err
	})
	if beside != "" {
		b.do(func() error { return b.Presentations.Join(b.as(presenter), club, proposal, b.Person(cast[beside])) })
	}
	b.do(func() (err error) {
		turn, err = b.Presentations.Accept(b.as(convener), club, proposal, at)
		return err
	})
	b.do(func() error { return b.Presentations.Confirm(b.as(presenter), club, turn) })
	b.do(func() error {
		before := b.Clock.Now()
		defer b.Clock.Set(before)
		b.Clock.Set(starts)
		return b.Gatherings.Start(b.as(convener), club, at)
	})
}

func (b *builder) schedule(convener string, club id.ID, starts time.Time) (id.ID, error) {
	zone := example.Zone
	if convener == "Pilar" {
		zone = "Europe/Madrid"
	}
	local := starts.In(clock.Zone(zone))
	ends := local.Add(150 * time.Minute)
	at, err := b.Gatherings.Schedule(b.as(convener), club, gathering.Scheduling{Key: id.New(), Template: gathering.Evening, Plan: gathering.Plan{
		Title: "The first", When: gathering.When{Day: clock.Date(local.Date()), StartTime: local.Format("15:04"), EndTime: ends.Format("15:04"), Zone: zone},
	}})
	if err == nil {
		_, err = b.Gatherings.Publish(b.as(convener), club, at)
	}
	return at, err
}

func (w *town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// as is a context in which somebody acts.
func (w *town) as(name string) context.Context { return w.As(w.t.Context(), cast[name]) }

func house(ctx context.Context) context.Context { return access.With(ctx, access.AsSystem("test")) }

// pledge makes a promise at Pell River, or at Madrid when the name begins so.
func (w *town) pledge(name, giver string, due *time.Time) commitment.Which {
	w.t.Helper()
	return w.pledgeAt(w.club, w.rideBoard, name, giver, due)
}

func (w *town) pledgeAt(c club, turn id.ID, name, giver string, due *time.Time) commitment.Which {
	w.t.Helper()
	made, err := w.Commitments.Pledge(w.as(giver), c.id, commitment.PledgeInput{
		Presentation: turn, Kind: commitment.Time, Promise: "I will drive " + name, Due: due, Firm: due != nil, Key: id.New(),
	})
	w.must(err)
	w.promises[name] = commitment.Which{Collaboratory: c.id, ID: made}
	return w.promises[name]
}

// close ends the evening at nine.
func (w *town) close() {
	w.t.Helper()
	w.clock.Set(on(12, 3, 21))
	w.must(w.Gatherings.Close(w.as("June"), w.club.id, w.gathering))
}

// pledgeFor has June write down what somebody said.
func (w *town) pledgeFor(name, giver string, source commitment.Source, in commitment.PledgeInput) {
	w.t.Helper()
	in.Presentation, in.Kind, in.Firm, in.Key = w.rideBoard, commitment.Time, true, id.New()
	if in.Promise == "" {
		in.Promise = "I will drive " + name
	}
	made, err := w.Commitments.PledgeFor(w.as("June"), w.club.id, commitment.PledgeForInput{PledgeInput: in, Giver: w.people[giver], Source: source})
	w.must(err)
	w.promises[name] = commitment.Which{Collaboratory: w.club.id, ID: made}
}

// sweepAt is the work of one hour.
func (w *town) sweepAt(at time.Time) {
	w.t.Helper()
	w.clock.Set(at)
	w.must(w.service.Sweep(house(w.t.Context()), at))
}

// sweepTo works every third hour until an instant.
func (w *town) sweepTo(until time.Time) {
	w.t.Helper()
	for at := w.clock.Fixed.Now().Truncate(3 * time.Hour).Add(3 * time.Hour); !at.After(until); at = at.Add(3 * time.Hour) {
		w.sweepAt(at)
	}
	w.clock.Set(until)
}

// written is a letter as it lies in the office.
type written struct {
	PersonID  id.ID
	Name      string
	Email     string
	Kind      string
	Language  string
	Subject   string
	TextBody  string
	CreatedAt time.Time
}

func (w *town) letters(name string, kinds ...string) []written {
	w.t.Helper()
	all, err := db.All[written](w.t.Context(), w.DB.Pool(), `
		SELECT person_id, name, email, kind, language, subject, text_body, created_at
		FROM letter WHERE person_id = $1 AND kind = ANY ($2) ORDER BY created_at`, w.people[name], kinds)
	w.must(err)
	return all
}

type asked struct {
	Step  string
	About time.Time
	At    time.Time
}

// steps are what was asked of somebody about a promise.
func (w *town) steps(promise, name string) []asked {
	w.t.Helper()
	all, err := db.All[asked](w.t.Context(), w.DB.Pool(), `
		SELECT step, about, at FROM followup_step WHERE commitment_id = $1 AND person_id = $2 ORDER BY at`,
		w.promises[promise].ID, w.people[name])
	w.must(err)
	return all
}

// expect holds the steps asked of somebody against the days, in Pell River, on which they should have been.
func (w *town) expect(promise, name string, want ...string) {
	w.t.Helper()
	var got []string
	for _, a := range w.steps(promise, name) {
		got = append(got, a.At.In(chicago).Format("Jan 2 15h ")+a.Step)
	}
	if len(got) != len(want) {
		w.t.Errorf("%s of %s: asked %q, want %q", promise, name, got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			w.t.Errorf("%s of %s: asked %q, want %q", promise, name, got, want)
			return
		}
	}
}

func (w *town) state(promise string) commitment.State {
	w.t.Helper()
	s, err := db.Value[string](w.t.Context(), w.DB.Pool(), `SELECT state FROM commitment WHERE id = $1`, w.promises[promise].ID)
	w.must(err)
	return commitment.State(s)
}

func (w *town) count(sql string, args ...any) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.DB.Pool(), sql, args...)
	w.must(err)
	return n
}
