package gathering

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
	"collaboratory/internal/token"
)

// Service holds the verbs of gatherings.
type Service struct {
	db     *db.DB
	clock  clock.Clock
	office *mail.Office
	signer *token.Signer
	hub    *live.Hub // hears what changes on the screens of a gathering’s room; nil in a house without any
	clubs  *collaboratory.Service
}

// New makes the verbs of gatherings; clubs sends the ordinary invitation to a guest who came.
func New(database *db.DB, clock clock.Clock, office *mail.Office, signer *token.Signer, hub *live.Hub, clubs *collaboratory.Service) *Service {
	return &Service{db: database, clock: clock, office: office, signer: signer, hub: hub, clubs: clubs}
}

// changed tells the screens of a gathering’s room that something is new there, and those of the people it is about.
func (s *Service) changed(tx *db.Tx, gathering id.ID, people ...id.ID) {
	topics := []live.Topic{live.Of("gathering", gathering)}
	for _, person := range people {
		topics = append(topics, live.Of("person", person))
	}
	s.hub.Changed(tx, topics...)
}

// club is what a gathering needs to know of its collaboratory.
type club struct {
	ID       id.ID
	Slug     string
	Name     string
	Zone     string
	Language string
	ReplyTo  string
}

// Plan is what people decide about a gathering.
type Plan struct {
	Title    string // made of the day when left empty
	When            // Zone is the collaboratory's when left empty
	Place    string
	VideoURL string
	Welcome  string
	ReplyTo  string // where answers to its letters go; the collaboratory’s address when empty
}

// Scheduling is a gathering to be planned.
type Scheduling struct {
	Key id.ID // request key: the same form sent twice plans one gathering
	Plan
	Template Template
}

// Schedule plans a gathering as a draft, with the agenda of a template; nobody hears of it yet. Only conveners may.
// fault.Invalid names what does not fit, fault.Conflict says that this form was sent before with other words.
func (s *Service) Schedule(ctx context.Context, collaboratory id.ID, in Scheduling) (id.ID, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.GatheringSchedule, access.Scope{Collaboratory: collaboratory}); err != nil {
		return id.Nil, err
	}
	hash := requestHash(in.Plan, in.Template)
	for tries := 0; ; tries++ {
		made, err := s.schedule(ctx, collaboratory, in, hash)
		if !db.Conflict(err, "gathering_code_once") || tries == 3 {
			return made, err
		}
	}
}

// schedule is one try at planning: the code it picks may be taken already.
func (s *Service) schedule(ctx context.Context, collaboratory id.ID, in Scheduling, hash []byte) (made id.ID, err error) {
	actor := access.From(ctx)
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		c, err := lockClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		g := Gathering{CollaboratoryID: collaboratory, ID: id.New(), CreatedBy: actor.PersonID, Code: token.RoomCode()}
		if err := g.apply(in.Plan, c, s.clock.Now()); err != nil {
			return err
		}
		stored, err := insertGathering(ctx, tx, g, s.clock.Now(), in.Key, hash)
		if err != nil {
			return fmt.Errorf("scheduling a gathering: %w", err)
		}
		if stored == nil {
			made, err = sentBefore(hash)(gatheringRequest(ctx, tx, collaboratory, actor.PersonID, in.Key))
			return err
		}
		made = g.ID
		if err := replaceAgenda(ctx, tx, collaboratory, g.ID, agendaFrom(ctx, c.Language, in.Template)); err != nil {
			return err
		}
		return s.record(ctx, tx, g, "gathering.scheduled", nil)
	})
	return made, err
}

// apply puts a plan into a gathering and derives its instants; what does not fit is fault.Invalid.
func (g *Gathering) apply(p Plan, c club, now time.Time) error {
	before := g.When
	p.Day = clock.Date(p.Day.Date())
	g.Title, g.When = p.Title, p.When
	g.Place, g.VideoURL, g.Welcome, g.ReplyTo = p.Place, p.VideoURL, p.Welcome, member.CleanEmail(p.ReplyTo)
	if g.Zone == "" {
		g.Zone = c.Zone
	}
	var err error
	if g.StartsAt, g.EndsAt, err = g.Instants(); err != nil {
		return err
	}
	if g.When != before && g.EndsAt.Before(now) {
		return fault.Invalid("day", "That day is over: choose a day to come")
	}
	if g.Title == "" {
		g.Title = titleOf(c.Language, g.Day)
	}
	return p.bounds()
}

func (p Plan) bounds() error {
	var wrong fault.Fields
	for _, text := range []struct {
		field, value string
		most         int
	}{{"title", p.Title, 200}, {"place", p.Place, 300}, {"video", p.VideoURL, 500}, {"welcome", p.Welcome, 2000}} {
		if n := len([]rune(text.value)); n > text.most {
			wrong.Add(text.field, "Please keep this to %d characters; it has %d", text.most, n)
		}
	}
	if p.VideoURL != "" && !strings.HasPrefix(p.VideoURL, "https://") && !strings.HasPrefix(p.VideoURL, "http://") {
		wrong.Add("video", "Write a web address like https://example.org")
	}
	if p.ReplyTo != "" && !member.IsEmail(member.CleanEmail(p.ReplyTo)) {
		wrong.Add("reply_to", "Write an e-mail address like maria@example.org")
	}
	return wrong.Err()
}

// Editing is a changed plan; Version is the one the editor saw.
type Editing struct {
	Version int
	Plan
}

// Edit changes the plan of a gathering that has not begun. Once published, a change of day, time, place or link raises
// the sequence and goes to everybody as a change of the same calendar entry. fault.Conflict when somebody else edited it
// meanwhile, or it has begun; fault.Invalid names what does not fit. Only conveners may.
func (s *Service) Edit(ctx context.Context, collaboratory, gathering id.ID, in Editing) error {
	return s.change(ctx, collaboratory, gathering, access.GatheringChange, StepEdit, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		if g.Version != in.Version {
			return changedMeanwhile()
		}
		c, err := getClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		before := g
		if before.Title == titleOf(c.Language, g.Day) && in.Title == before.Title {
			in.Title = ""
		}
		if err := g.apply(in.Plan, c, s.clock.Now()); err != nil {
			return err
		}
		if g == before {
			return nil
		}
		moved := g.State == Published && before.calendarDiffers(g)
		if moved {
			g.Sequence++
		}
		if err := updateGathering(ctx, tx, g); err != nil {
			return fmt.Errorf("editing a gathering: %w", err)
		}
		if moved {
			if _, err := s.send(ctx, tx, g, c, changedLetter(before), reachable); err != nil {
				return err
			}
		}
		s.changed(tx, g.ID)
		return s.record(ctx, tx, g, "gathering.edited", map[string]any{"sequence": g.Sequence})
	})
}

// calendarDiffers tells whether people's calendars must follow.
func (g Gathering) calendarDiffers(now Gathering) bool {
	return g.When != now.When || g.Place != now.Place || g.VideoURL != now.VideoURL
}

func changedMeanwhile() error {
	return fault.Conflict("Somebody else has changed this gathering meanwhile. Look at what it says now, then send your change again")
}

// change finds a gathering, checks the actor and the step, and lets fn do the rest; all in one transaction.
func (s *Service) change(ctx context.Context, collaboratory, gathering id.ID, action access.Action, step Step, fn func(context.Context, *db.Tx, Gathering) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		g, err := lockGathering(ctx, tx, collaboratory, gathering)
		if err != nil {
			return err
		}
		if err := s.may(ctx, tx, g, action, 0); err != nil {
			return err
		}
		if _, err := g.State.After(step); err != nil {
			return err
		}
		return fn(ctx, tx, g)
	})
}

// may checks the actor against the rules, with what they are at this gathering.
func (s *Service) may(ctx context.Context, q db.Querier, g Gathering, action access.Action, is access.Role) error {
	roles, err := getRoles(ctx, q, g.CollaboratoryID, g.ID)
	if err != nil {
		return err
	}
	actor := access.From(ctx)
	return access.Check(actor, action, scopeOf(g, roles, actor, is))
}

// scopeOf states what the actor is to a gathering.
func scopeOf(g Gathering, roles []Held, actor access.Actor, is access.Role) access.Scope {
	for _, held := range roles {
		if held.PersonID != actor.PersonID {
			continue
		}
		switch held.Role {
		case Host:
			is |= access.Host
		case Scribe:
			is |= access.Scribe
		}
	}
	return access.Scope{Collaboratory: g.CollaboratoryID, Is: is}
}

// record keeps who did what to a gathering.
func (s *Service) record(ctx context.Context, tx *db.Tx, g Gathering, deed string, detail map[string]any) error {
	return s.recordFor(ctx, tx, g, deed, id.Nil, detail)
}

// recordFor is record for something done about one person, who may be another than the actor.
func (s *Service) recordFor(ctx context.Context, tx *db.Tx, g Gathering, deed string, person id.ID, detail map[string]any) error {
	return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
		Action: deed, Object: "gathering", ObjectID: g.ID, Collaboratory: g.CollaboratoryID, For: person, Detail: detail,
	})
}

// requestHash tells two requests with the same key apart.
func requestHash(parts ...any) []byte {
	text, err := json.Marshal(parts)
	if err != nil {
		panic(err) // plain structs of strings and times always encode
	}
	sum := sha256.Sum256(text)
	return sum[:]
}

// sentBefore answers a request that was stored before: the same id again, or fault.Conflict when its words differ.
func sentBefore(hash []byte) func(request, error) (id.ID, error) {
	return func(before request, err error) (id.ID, error) {
		if err == nil && string(before.Hash) != string(hash) {
			err = fault.Conflict("This form was already sent with other words. Open the page again to send it as a new one")
		}
		return before.ID, err
	}
}
