package commitment_test

import (
	"context"
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
	"collaboratory/internal/member"
)

// town is Pell River at its winter gathering: Amina presents The Ride Board, with Ruth Ann beside her, and Ximena
// presents Porch Papers. June convenes, Greta is the scribe, the others promise. Two gatherings went before, with
// promises of their own.
type town struct {
	*example.House
	t       *testing.T
	service *commitment.Service

	club, gathering        id.ID
	rideBoard, porchPapers id.ID
	drivers                id.ID // an ask of The Ride Board: six drivers

	names                   map[id.ID]string
	june, amina, ruth       id.ID
	walt, rosa, greta       id.ID
	opal                    id.ID // has no address
	ximena, stranger, nomad id.ID // nomad belongs to another collaboratory, as its convener
	elsewhere               id.ID
}

var evening = time.Date(2026, 12, 3, 19, 0, 0, 0, clock.Zone(example.Zone))

// pellRiver is the town when its gathering has been on for an hour.
func pellRiver(t *testing.T) *town {
	t.Helper()
	w := beforeTheEvening(t)
	w.start()
	return w
}

// beforeTheEvening is the town an hour and a minute earlier.
func beforeTheEvening(t *testing.T) *town {
	t.Helper()
	h := exampletest.OpenTown(t)
	w := &town{House: h, t: t, service: h.Commitments, club: h.Club, names: map[id.ID]string{}}
	for name, known := range map[string]*id.ID{
		example.Convener: &w.june, "Amina Warsame": &w.amina, "Ruth Ann Popovic": &w.ruth, "Walt Pruitt": &w.walt,
		"Rosa Villaseñor": &w.rosa, example.Scribe: &w.greta, "Ximena Duarte": &w.ximena, "Opal Jenkins": &w.opal,
	} {
		w.know(known, name)
	}
	w.elsewheres()
	w.lineUp()
	w.Clock.Set(evening.Add(-61 * time.Minute))
	return w
}

func (w *town) start() {
	w.t.Helper()
	w.Clock.Set(evening.Add(-time.Hour))
	w.must(w.Gatherings.Start(w.as(w.june), w.club, w.gathering))
	w.Clock.Set(evening)
}

func (w *town) close() {
	w.t.Helper()
	w.must(w.Gatherings.Close(w.as(w.june), w.club, w.gathering))
}

func (w *town) know(known *id.ID, name string) {
	*known = w.Person(name)
	w.names[*known] = name
}

// elsewheres are somebody who belongs nowhere, and somebody who convenes another collaboratory.
func (w *town) elsewheres() {
	w.t.Helper()
	w.signUp("Sam Stranger", "sam@far.example")
	w.know(&w.stranger, "Sam Stranger")
	w.signUp("Pilar Nieto", "pilar@madrid.example")
	w.know(&w.nomad, "Pilar Nieto")
	made, err := w.Collaboratories.Create(w.as(w.nomad), collaboratory.Founding{Key: id.New(), Name: "Madrid", Town: "Madrid", Zone: "Europe/Madrid", Language: "es"})
	w.must(err)
	w.elsewhere = made.ID
}

func (w *town) signUp(name, email string) {
	w.t.Helper()
	url, err := w.Members.SignInLink(w.t.Context(), email, false)
	w.must(err)
	entry, err := w.Members.UseLink(w.t.Context(), url[strings.LastIndexByte(url, '/')+1:])
	w.must(err)
	w.must(w.Members.UpdateProfile(access.With(w.t.Context(), access.Actor{PersonID: entry.PersonID}), member.Profile{Name: name, Language: "en"}))
}

// lineUp finds the evening that the town prepared, and puts Ruth Ann beside Amina.
func (w *town) lineUp() {
	w.t.Helper()
	w.gathering = w.find(`SELECT id FROM gathering WHERE title = $1`, example.WinterTitle)
	w.rideBoard, w.porchPapers = w.turn("The Ride Board"), w.turn("Porch Papers")
	w.drivers = w.find(`SELECT id FROM ask WHERE what = $1`, "Six drivers, one morning a week")
	proposal := w.find(`SELECT proposal_id FROM presentation WHERE id = $1`, w.rideBoard)
	w.must(w.Presentations.Join(w.as(w.amina), w.club, proposal, w.ruth))
	w.must(w.Gatherings.Hand(w.as(w.june), w.club, w.gathering, gathering.Handing{Person: w.greta, Role: gathering.Scribe}))
}

func (w *town) turn(title string) id.ID {
	w.t.Helper()
	return w.find(`SELECT t.id FROM presentation t JOIN proposal p ON p.id = t.proposal_id WHERE p.title = $1`, title)
}

func (w *town) find(sql string, args ...any) id.ID {
	w.t.Helper()
	found, err := db.Value[id.ID](w.t.Context(), w.DB.Pool(), sql, args...)
	w.must(err)
	return found
}

// phase puts The Ride Board where the live room will put it: no verb leads a turn through its phases yet.
func (w *town) phase(name string) {
	w.t.Helper()
	_, err := w.DB.Pool().Exec(w.t.Context(), `UPDATE presentation SET state = $1 WHERE id = $2`, name, w.rideBoard)
	w.must(err)
}

// as is a context in which this person acts, with the rights they have at this moment.
func (w *town) as(person id.ID) context.Context {
	return w.As(w.t.Context(), w.names[person])
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

func (w *town) pledgeFor(scribe id.ID, in commitment.PledgeForInput) commitment.Which {
	w.t.Helper()
	made, err := w.service.PledgeFor(w.as(scribe), w.club, in)
	w.must(err)
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
	k, err := db.One[kept](w.t.Context(), w.DB.Pool(), `
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
	e, err := db.One[happened](w.t.Context(), w.DB.Pool(), `
		SELECT verb, from_state, to_state, actor_id, for_person_id FROM commitment_event
		WHERE collaboratory_id = $1 AND commitment_id = $2 ORDER BY seq DESC LIMIT 1`, c.Collaboratory, c.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

// promised counts the promises to The Ride Board, those of which a condition holds.
func (w *town) promised(condition string) int {
	w.t.Helper()
	return w.count(`SELECT count(*) FROM commitment WHERE presentation_id = $1 AND `+condition, w.rideBoard)
}

func (w *town) count(sql string, args ...any) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.DB.Pool(), sql, args...)
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
