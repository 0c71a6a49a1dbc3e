package followup_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/followup"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/mail"
	"collaboratory/internal/token"
)

// town is Pell River after its twelfth gathering, and a second collaboratory in Madrid that Walt belongs to as well.
type town struct {
	t           *testing.T
	db          *db.DB
	clock       *mortal
	queue       *jobs.Queue
	signer      *token.Signer
	service     *followup.Service
	commitments *commitment.Service

	club, madrid          club
	rideBoard, bicycles   id.ID // the turns: Amina’s with Ruth beside her, and Pilar’s
	people                map[string]id.ID
	promises              map[string]commitment.Which
	gathering, gathering2 id.ID
}

type club struct {
	id         id.ID
	slug, zone string
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

func pellRiver(t *testing.T) *town {
	t.Helper()
	d := dbtest.New(t)
	w := &town{t: t, db: d, clock: &mortal{Fixed: clock.At(on(12, 3, 19))}, people: map[string]id.ID{}, promises: map[string]commitment.Which{}}
	var err error
	w.signer, err = token.LoadSigner(t.Context(), d.Pool(), w.clock.Now())
	w.must(err)
	w.queue, err = jobs.NewQueue(d, w.clock)
	w.must(err)
	office, err := mail.NewOffice(d, w.clock, w.queue, w.signer, mail.Options{BaseURL: "http://town.example", From: "Pell River <hello@pellriver.example>"})
	w.must(err)
	w.commitments = commitment.New(d, w.clock, office, nil)
	w.service = followup.New(d, w.clock, office, w.signer, w.commitments)
	w.service.AddJobs(w.queue)
	w.settle()
	return w
}

func (w *town) settle() {
	for name, email := range map[string]string{"June": "june@pell.example", "Amina": "amina@pell.example", "Ruth": "ruth@pell.example",
		"Walt": "walt@pell.example", "Rosa": "rosa@pell.example", "Hank": "hank@pell.example", "Cal": "cal@pell.example",
		"Nell": "nell@pell.example", "Pilar": "pilar@madrid.example", "Opal": "", "Mabel": "", "Dale": "dale@pell.example", "Greta": "greta@pell.example"} {
		w.person(name, email)
	}
	w.exec(`UPDATE person SET language = 'es' WHERE id = $1`, w.people["Rosa"])
	w.exec(`UPDATE person SET zone = 'Pacific/Auckland' WHERE id = $1`, w.people["Nell"])
	w.exec(`UPDATE person SET care_of_email = 'ruth@pell.example' WHERE id = $1`, w.people["Mabel"])
	w.club = w.collaboratory("pell-river", "America/Chicago", "June")
	w.madrid = w.collaboratory("madrid", "Europe/Madrid", "Pilar")
	for name := range w.people {
		if name != "Pilar" {
			w.member(w.club, name)
		}
	}
	w.member(w.madrid, "Pilar")
	w.member(w.madrid, "Walt")
	w.gathering, w.rideBoard = w.evening(w.club, on(12, 3, 18), "June", "The Ride Board", "Amina")
	w.exec(`INSERT INTO co_presenter (collaboratory_id, proposal_id, person_id, added_at)
		SELECT collaboratory_id, proposal_id, $2, accepted_at FROM presentation WHERE id = $1`, w.rideBoard, w.people["Ruth"])
	w.gathering2, w.bicycles = w.evening(w.madrid, on(12, 3, 11), "Pilar", "Bicicletas", "Pilar")
}

func (w *town) person(name, email string) {
	var address *string
	if email != "" {
		address = &email
	}
	w.people[name] = id.New()
	w.exec(`INSERT INTO person (id, name, email, phone, created_at) VALUES ($1, $2, $3, '555 0101', $4)`, w.people[name], name, address, w.clock.Now())
}

func (w *town) collaboratory(slug, zone, by string) club {
	c := club{id.New(), slug, zone}
	w.exec(`
		INSERT INTO collaboratory (id, slug, name, zone, created_by, created_at, request_key, request_hash)
		VALUES ($1, $2, $2, $3, $4, $5, $6, '')`, c.id, slug, zone, w.people[by], w.clock.Now(), id.New())
	return c
}

func (w *town) member(c club, name string) {
	w.exec(`INSERT INTO membership (collaboratory_id, person_id, role, joined_at) VALUES ($1, $2, 'member', $3)`, c.id, w.people[name], w.clock.Now())
}

// evening is a gathering that is on, with one turn at which promises are welcome.
func (w *town) evening(c club, starts time.Time, by, title, presenter string) (gathering, turn id.ID) {
	gathering, turn = id.New(), id.New()
	proposal := id.New()
	local := starts.In(clock.Zone(c.zone))
	w.exec(`
		INSERT INTO gathering (collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at, state,
		  created_by, created_at, request_key, request_hash)
		VALUES ($1, $2, 12, 'The twelfth', $3, '18:00', '20:30', $4, $5, $6, 'live', $7, $5, $8, '')`,
		c.id, gathering, clock.Date(local.Date()), c.zone, starts, starts.Add(150*time.Minute), w.people[by], id.New())
	w.exec(`
		INSERT INTO proposal (collaboratory_id, id, author_id, kind, title, state, created_at, request_key, request_hash)
		VALUES ($1, $2, $3, 'project', $4, 'accepted', $5, $6, '')`, c.id, proposal, w.people[presenter], title, starts, id.New())
	w.exec(`
		INSERT INTO presentation (collaboratory_id, id, proposal_id, gathering_collaboratory_id, gathering_id, presenter_id,
		  position, state, accepted_by, accepted_at)
		VALUES ($1, $2, $3, $1, $4, $5, 1, 'done', $6, $7)`, c.id, turn, proposal, gathering, w.people[presenter], w.people[by], starts)
	return gathering, turn
}

func (w *town) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.db.Pool().Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w *town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// as is a context in which somebody acts.
func (w *town) as(name string) context.Context {
	actor := access.Actor{PersonID: w.people[name], Name: name}
	for _, c := range []club{w.club, w.madrid} {
		role := access.Member
		if c == w.club && name == "June" {
			role |= access.Convener
		}
		actor.Memberships = append(actor.Memberships, access.Membership{CollaboratoryID: c.id, Slug: c.slug, Role: role, Zone: c.zone})
	}
	return access.With(w.t.Context(), actor)
}

func house(ctx context.Context) context.Context { return access.With(ctx, access.AsSystem("test")) }

// pledge makes a promise at Pell River, or at Madrid when the name begins so.
func (w *town) pledge(name, giver string, due *time.Time) commitment.Which {
	w.t.Helper()
	return w.pledgeAt(w.club, w.rideBoard, name, giver, due)
}

func (w *town) pledgeAt(c club, turn id.ID, name, giver string, due *time.Time) commitment.Which {
	w.t.Helper()
	made, err := w.commitments.Pledge(w.as(giver), c.id, commitment.PledgeInput{
		Presentation: turn, Kind: commitment.Time, Promise: "I will drive " + name, Due: due, Firm: due != nil, Key: id.New(),
	})
	w.must(err)
	w.promises[name] = commitment.Which{Collaboratory: c.id, ID: made}
	return w.promises[name]
}

func (w *town) close() {
	w.exec(`UPDATE gathering SET state = 'closed', closed_at = $1, pledges_until = $2 WHERE id = $3`, on(12, 3, 21), on(12, 4, 12), w.gathering)
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
	all, err := db.All[written](w.t.Context(), w.db.Pool(), `
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
	all, err := db.All[asked](w.t.Context(), w.db.Pool(), `
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
	s, err := db.Value[string](w.t.Context(), w.db.Pool(), `SELECT state FROM commitment WHERE id = $1`, w.promises[promise].ID)
	w.must(err)
	return commitment.State(s)
}

func (w *town) count(sql string, args ...any) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.db.Pool(), sql, args...)
	w.must(err)
	return n
}
