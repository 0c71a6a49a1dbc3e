package commitment_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/mail"
	"collaboratory/internal/token"
)

// town is Pell River on the evening of its twelfth gathering: Amina presents The Ride Board, with Ruth beside her, and
// Ximena presents Porch Papers. June convenes, Priya is the scribe, the others promise.
type town struct {
	t       *testing.T
	db      *db.DB
	clock   *clock.Fixed
	service *commitment.Service

	club, gathering         id.ID
	rideBoard, porchPapers  id.ID
	drivers                 id.ID // an ask of The Ride Board: six mornings
	fuel                    id.ID // and $600
	june, amina, ruth       id.ID
	walt, rosa, priya       id.ID
	ximena, stranger, nomad id.ID // nomad belongs to another collaboratory, as its convener
	elsewhere               id.ID
}

var evening = time.Date(2026, 12, 3, 19, 0, 0, 0, clock.Zone("America/Chicago"))

func pellRiver(t *testing.T) *town {
	t.Helper()
	w := &town{t: t, db: dbtest.New(t), clock: clock.At(evening)}
	signer := token.NewSigner([]byte("0123456789abcdef0123456789abcdef"))
	office := w.office(signer)
	w.service = commitment.New(w.db, w.clock, office, gathering.New(w.db, w.clock, office, signer))
	w.people()
	w.turns()
	return w
}

func (w *town) office(signer *token.Signer) *mail.Office {
	w.t.Helper()
	queue, err := jobs.NewQueue(w.db, w.clock)
	w.must(err)
	office, err := mail.NewOffice(w.db, w.clock, queue, signer, mail.Options{BaseURL: "https://town.example", From: "Pell River <mail@town.example>"})
	w.must(err)
	return office
}

func (w *town) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.db.Pool().Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w *town) people() {
	for _, p := range []struct {
		id          *id.ID
		name, email string
	}{
		{&w.june, "June Abernathy", "june@pellriver.example"}, {&w.amina, "Amina Warsame", "amina@pellriver.example"},
		{&w.ruth, "Ruth Ann Popovic", "ruth@pellriver.example"}, {&w.walt, "Walt Pruitt", "walt@pellriver.example"},
		{&w.rosa, "Rosa Villaseñor", "rosa@pellriver.example"}, {&w.priya, "Priya Raman", "priya@pellriver.example"},
		{&w.ximena, "Ximena Duarte", "ximena@pellriver.example"}, {&w.stranger, "Sam Stranger", "sam@far.example"},
		{&w.nomad, "Nell Nomad", "nell@far.example"},
	} {
		*p.id = id.New()
		w.exec(`INSERT INTO person (id, name, email, organisation, created_at) VALUES ($1, $2, $3, 'Pell River', $4)`, *p.id, p.name, p.email, evening)
	}
	w.exec(`UPDATE person SET language = 'es', phone = '555 0101' WHERE id = $1`, w.rosa)
	w.club, w.elsewhere = w.collaboratory("pell-river", w.june), w.collaboratory("far-away", w.nomad)
	for _, p := range []id.ID{w.june, w.amina, w.ruth, w.walt, w.rosa, w.priya, w.ximena} {
		w.member(w.club, p, p == w.june)
	}
	w.member(w.elsewhere, w.nomad, true)
}

func (w *town) collaboratory(slug string, by id.ID) id.ID {
	club := id.New()
	w.exec(`
		INSERT INTO collaboratory (id, slug, name, zone, created_by, created_at, request_key, request_hash)
		VALUES ($1, $2, 'Pell River Collaboratory', 'America/Chicago', $3, $4, $5, '')`, club, slug, by, evening, id.New())
	return club
}

func (w *town) member(club, person id.ID, convener bool) {
	role := "member"
	if convener {
		role = "convener"
	}
	w.exec(`INSERT INTO membership (collaboratory_id, person_id, role, joined_at) VALUES ($1, $2, $3, $4)`, club, person, role, evening)
}

func (w *town) turns() {
	w.gathering = id.New()
	w.exec(`
		INSERT INTO gathering (collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at, state,
		  created_by, created_at, request_key, request_hash)
		VALUES ($1, $2, 12, 'The twelfth gathering', '2026-12-03', '18:00', '20:30', 'America/Chicago', $3, $4, 'live', $5, $3, $6, '')`,
		w.club, w.gathering, evening.Add(-time.Hour), evening.Add(90*time.Minute), w.june, id.New())
	w.exec(`
		INSERT INTO gathering_role (collaboratory_id, gathering_id, person_id, role, given_by, given_at)
		VALUES ($1, $2, $3, 'scribe', $4, $5)`, w.club, w.gathering, w.priya, w.june, evening)
	w.rideBoard = w.turn("The Ride Board", w.amina, 1, "commitments")
	w.porchPapers = w.turn("Porch Papers", w.ximena, 2, "done")
	proposal := w.proposalOf(w.rideBoard)
	w.exec(`INSERT INTO co_presenter (collaboratory_id, proposal_id, person_id, added_at) VALUES ($1, $2, $3, $4)`, w.club, proposal, w.ruth, evening)
	w.drivers, w.fuel = id.New(), id.New()
	w.exec(`INSERT INTO ask (collaboratory_id, id, proposal_id, position, kind, what, amount, unit) VALUES ($1, $2, $3, 1, 'time', 'Drivers, one morning a week', 6, 'mornings')`, w.club, w.drivers, proposal)
	w.exec(`INSERT INTO ask (collaboratory_id, id, proposal_id, position, kind, what, cents) VALUES ($1, $2, $3, 2, 'money', 'Fuel', 60000)`, w.club, w.fuel, proposal)
}

func (w *town) turn(title string, presenter id.ID, position int, phase string) id.ID {
	proposal, turn := id.New(), id.New()
	w.exec(`
		INSERT INTO proposal (collaboratory_id, id, author_id, kind, title, state, created_at, request_key, request_hash)
		VALUES ($1, $2, $3, 'project', $4, 'accepted', $5, $6, '')`, w.club, proposal, presenter, title, evening, id.New())
	w.exec(`
		INSERT INTO presentation (collaboratory_id, id, proposal_id, gathering_collaboratory_id, gathering_id, presenter_id,
		  position, state, accepted_by, accepted_at)
		VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8, $9)`, w.club, turn, proposal, w.gathering, presenter, position, phase, w.june, evening)
	return turn
}

func (w *town) proposalOf(turn id.ID) id.ID {
	w.t.Helper()
	proposal, err := db.Value[id.ID](w.t.Context(), w.db.Pool(), `SELECT proposal_id FROM presentation WHERE id = $1`, turn)
	if err != nil {
		w.t.Fatal(err)
	}
	return proposal
}

// as is a context in which this person acts.
func (w *town) as(person id.ID) context.Context {
	actor := access.Actor{PersonID: person, Language: "en"}
	switch person {
	case w.stranger:
	case w.nomad:
		actor.Memberships = []access.Membership{{CollaboratoryID: w.elsewhere, Slug: "far-away", Role: access.Member | access.Convener}}
	case w.june:
		actor.Memberships = []access.Membership{{CollaboratoryID: w.club, Slug: "pell-river", Role: access.Member | access.Convener}}
	default:
		actor.Memberships = []access.Membership{{CollaboratoryID: w.club, Slug: "pell-river", Role: access.Member}}
	}
	return access.With(w.t.Context(), actor)
}

func (w *town) house() context.Context {
	return access.With(w.t.Context(), access.AsSystem("test"))
}

func day(month time.Month, d int) *time.Time {
	year := 2026
	if month < time.June {
		year = 2027
	}
	date := clock.Date(year, month, d)
	return &date
}

// aPromise is Walt’s, to The Ride Board.
func (w *town) aPromise() commitment.PledgeInput {
	hours := 6.0
	return commitment.PledgeInput{
		Presentation: w.rideBoard, Ask: w.drivers, Kind: commitment.Time, Promise: "I will drive six Wednesday mornings",
		Amount: &hours, Unit: "mornings", Due: day(time.December, 11), Firm: true, Key: id.New(),
	}
}

func (w *town) pledge(giver id.ID, in commitment.PledgeInput) commitment.Which {
	w.t.Helper()
	made, err := w.service.Pledge(w.as(giver), w.club, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return commitment.Which{Collaboratory: w.club, ID: made}
}

// kept is how a commitment stands in the books.
type kept struct {
	State                       commitment.State
	Seq, Redated                int
	Promise                     string
	GiverPersonID, GiverGuestID *id.ID
	Due                         *time.Time
	DoneAmount                  *float64
	MergedInto                  *id.ID
	ContactedAt, ThankedAt      *time.Time
	DeliveredAt, VerifiedAt     *time.Time
	Source                      commitment.Source
	EnteredBy                   *id.ID
}

func (w *town) look(c commitment.Which) kept {
	w.t.Helper()
	k, err := db.One[kept](w.t.Context(), w.db.Pool(), `
		SELECT state, seq, redated, promise, giver_person_id, giver_guest_id, due, done_amount, merged_into, contacted_at,
		  thanked_at, delivered_at, verified_at, source, entered_by
		FROM commitment WHERE collaboratory_id = $1 AND id = $2`, c.Collaboratory, c.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return k
}

type happened struct {
	Verb, FromState, ToState string
	ActorID, ForPersonID     *id.ID
}

func (w *town) lastEvent(c commitment.Which) happened {
	w.t.Helper()
	e, err := db.One[happened](w.t.Context(), w.db.Pool(), `
		SELECT verb, from_state, to_state, actor_id, for_person_id FROM commitment_event
		WHERE collaboratory_id = $1 AND commitment_id = $2 ORDER BY seq DESC LIMIT 1`, c.Collaboratory, c.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

func (w *town) count(sql string, args ...any) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.db.Pool(), sql, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *town) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *town) refused(kind fault.Kind, what string, err error) {
	w.t.Helper()
	if !fault.Is(err, kind) {
		w.t.Errorf("%s: %v, want a fault of kind %d", what, err, kind)
	}
}

func (w *town) stands(c commitment.Which, want commitment.State) {
	w.t.Helper()
	if got := w.look(c).State; got != want {
		w.t.Errorf("it stands at %s, want %s", got, want)
	}
}
