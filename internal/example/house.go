package example

import (
	"context"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/followup"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/limit"
	"collaboratory/internal/live"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
	"collaboratory/internal/presentation"
	"collaboratory/internal/stage"
	"collaboratory/internal/token"
)

// Base is the address under which the town's letters link to it.
const Base = "http://localhost:8080"

// Now is when the town's clock stands at the start: a Sunday evening before a gathering.
var Now = time.Date(2026, 11, 22, 17, 0, 0, 0, clock.Zone("America/Chicago"))

// House is an install of its own: a database, a clock that moves when told to, and every room's verbs.
type House struct {
	DB      *db.DB
	Clock   *clock.Fixed
	Queue   *jobs.Queue
	Signer  *token.Signer
	Live    *live.Hub
	Limiter *limit.Limiter
	Office  *mail.Office

	Members         *member.Service
	Collaboratories *collaboratory.Service
	Gatherings      *gathering.Service
	Presentations   *presentation.Service
	Commitments     *commitment.Service
	Followups       *followup.Service
	Stages          *stage.Service

	base string // the address letters link to

	Club id.ID // Pell River Collaboratory, once the town is built
}

// Furnish makes a house of a migrated database whose letters link to base: for the demo, and for tests through Open.
func Furnish(ctx context.Context, d *db.DB, c *clock.Fixed, base string) (*House, error) {
	signer, err := token.LoadSigner(ctx, d.Pool(), c.Now())
	if err != nil {
		return nil, err
	}
	queue, err := jobs.NewQueue(d, c)
	if err != nil {
		return nil, err
	}
	office, err := mail.NewOffice(d, c, queue, signer, mail.Options{BaseURL: base, From: "Pell River <hello@pellriver.example>"})
	if err != nil {
		return nil, err
	}
	h := &House{base: base, DB: d, Clock: c, Queue: queue, Signer: signer, Live: live.New(d), Limiter: limit.New(d, c), Office: office}
	h.rooms()
	return h, nil
}

// rooms opens every room, from left to right.
func (h *House) rooms() {
	h.Members = member.New(h.DB, h.Clock, h.Office, h.Limiter, member.Options{Dev: true})
	h.Collaboratories = collaboratory.New(h.DB, h.Clock, h.Office, h.Limiter, h.Members, h.Live, h.Signer, h.Queue)
	h.Gatherings = gathering.New(h.DB, h.Clock, h.Office, h.Signer, h.Live, h.Collaboratories)
	h.Presentations = presentation.New(h.DB, h.Clock, h.Office)
	h.Commitments = commitment.New(h.DB, h.Clock, h.Office, h.Signer, h.Gatherings, h.Live)
	h.Followups = followup.New(h.DB, h.Clock, h.Office, h.Signer, h.Commitments)
	h.Stages = stage.New(h.DB, h.Clock, h.Live, h.Signer, h.Collaboratories, h.Gatherings, h.Presentations, h.Commitments)
}

// Person is the id of somebody of the town. It panics when nobody has that name: the cast stands in people.go.
func (h *House) Person(name string) id.ID {
	person, err := db.Value[id.ID](context.Background(), h.DB.Pool(), `SELECT id FROM person WHERE name = $1`, name)
	if err != nil {
		panic(fmt.Sprintf("example: nobody is called %s: %v", name, err))
	}
	return person
}

// As is a context in which this person asks, with the rights they have at this moment.
func (h *House) As(ctx context.Context, name string) context.Context {
	actor, err := h.actor(ctx, h.Person(name))
	if err != nil {
		panic(fmt.Sprintf("example: %s cannot act: %v", name, err))
	}
	return access.With(ctx, actor)
}

// Letters are the texts of the letters to an address, the newest first.
func (h *House) Letters(ctx context.Context, email string) ([]string, error) {
	return db.All[string](ctx, h.DB.Pool(), `
		SELECT text_body
		FROM letter
		WHERE email = $1
		ORDER BY created_at DESC, id DESC`, email)
}

// actor reads a person and what they belong to, as the session does.
func (h *House) actor(ctx context.Context, person id.ID) (access.Actor, error) {
	p, err := h.Members.Person(ctx, h.DB.Pool(), person)
	if err != nil {
		return access.Actor{}, err
	}
	type row struct {
		CollaboratoryID                            id.ID
		Slug, Name, Role, Zone, Language, Currency string
		Rehearsal, Archived                        bool
	}
	rows, err := db.All[row](ctx, h.DB.Pool(), `
		SELECT c.id AS collaboratory_id,
		       c.slug,
		       c.name,
		       m.role,
		       c.zone,
		       c.language,
		       c.currency,
		       c.rehearsal_of IS NOT NULL AS rehearsal,
		       c.archived_at IS NOT NULL AS archived
		FROM membership m
		JOIN collaboratory c ON c.id = m.collaboratory_id
		WHERE m.person_id = $1
		  AND m.left_at IS NULL`, person)
	actor := access.Actor{PersonID: p.ID, Name: p.Name, Email: p.Email, Language: p.Language, Steward: p.Steward}
	for _, r := range rows {
		role := access.Member
		if r.Role == string(collaboratory.RoleConvener) {
			role |= access.Convener
		}
		actor.Memberships = append(actor.Memberships, access.Membership{
			CollaboratoryID: r.CollaboratoryID, Slug: r.Slug, Name: r.Name, Role: role, Zone: r.Zone, Language: r.Language, Currency: r.Currency,
			Rehearsal: r.Rehearsal, Archived: r.Archived,
		})
	}
	return actor, err
}
