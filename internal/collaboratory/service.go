package collaboratory

import (
	"bytes"
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/limit"
	"collaboratory/internal/live"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
	"collaboratory/internal/token"
)

// Service is what people do about a collaboratory and who belongs to it.
type Service struct {
	db      *db.DB
	clock   clock.Clock
	office  *mail.Office
	limiter *limit.Limiter
	members *member.Service
	hub     *live.Hub // hears whose rights changed, so that what they have open changes too
	signer  *token.Signer
	queue   *jobs.Queue
	leaving func(ctx context.Context, tx *db.Tx, collaboratory id.ID) error // see OnLeaving
}

// New makes the service.
func New(database *db.DB, clock clock.Clock, office *mail.Office, limiter *limit.Limiter, members *member.Service, hub *live.Hub, signer *token.Signer, queue *jobs.Queue) *Service {
	return &Service{db: database, clock: clock, office: office, limiter: limiter, members: members, hub: hub, signer: signer, queue: queue}
}

// Created is a collaboratory that has just come to be.
type Created struct {
	ID   id.ID
	Slug string
}

// Create makes a collaboratory with the actor as its convener. Zone, language and currency are guessed, all else has
// its usual value. The same request again answers the same; the same key with other words: fault.Conflict. A name or
// town left out: fault.Invalid.
func (s *Service) Create(ctx context.Context, n Founding) (made Created, err error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratoryCreate, access.Scope{}); err != nil {
		return Created{}, err
	}
	n = n.tidy()
	if err := n.check(); err != nil {
		return Created{}, err
	}
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		made, err = s.create(ctx, tx, actor, n)
		return err
	})
	return made, err
}

func (s *Service) create(ctx context.Context, tx *db.Tx, actor access.Actor, n Founding) (Created, error) {
	person, err := s.members.Person(ctx, tx, actor.PersonID)
	if err != nil {
		return Created{}, err
	}
	now := s.clock.Now()
	zone := guessZone(n.Zone, person.Zone)
	club := Collaboratory{
		ID: id.New(), Name: n.Name, Town: n.Town, Zone: zone, Language: guessLanguage(n.Language, person.Language),
		Currency: guessCurrency(zone), Sectors: member.Sectors, CreatedBy: actor.PersonID, CreatedAt: now,
	}
	before, err := insertUnderFreeSlug(ctx, tx, &club, n)
	if err != nil || before != nil {
		return sentTwice(before, n.hash(), err)
	}
	if _, err := join(ctx, tx, club.ID, actor.PersonID, RoleConvener, nil, now); err != nil {
		return Created{}, err
	}
	err = s.record(ctx, tx, club.ID, "collaboratory.created", "collaboratory", club.ID, id.Nil, nil)
	return Created{ID: club.ID, Slug: club.Slug}, err
}

// insertUnderFreeSlug tries pell-river, pell-river-2 and so on. before is what the same request made earlier.
func insertUnderFreeSlug(ctx context.Context, tx *db.Tx, club *Collaboratory, n Founding) (before *sentBefore, err error) {
	slug := slugOf(n.Name)
	for try := 1; try <= 1000; try++ {
		club.Slug = slugTry(slug, try)
		inserted, err := insertClub(ctx, tx, *club, n.Key, n.hash())
		if err != nil || inserted {
			return nil, err
		}
		before, err := clubOfRequest(ctx, tx, club.CreatedBy, n.Key)
		if err != nil || before != nil {
			return before, err
		}
	}
	return nil, fault.Conflict("Many have this name already. Please choose another")
}

func sentTwice(before *sentBefore, hash []byte, err error) (Created, error) {
	if err != nil {
		return Created{}, err
	}
	if !bytes.Equal(before.RequestHash, hash) {
		return Created{}, fault.Conflict(otherWords)
	}
	return Created{ID: before.ID, Slug: before.Slug}, nil
}

const otherWords = "This form was already sent with other words. Open the page again to send it as a new one"

func guessLanguage(guesses ...string) string {
	for _, language := range guesses {
		if i18n.Known(language) {
			return language
		}
	}
	return i18n.Languages[0].Code
}

// See reads the settings of a collaboratory for one of its members; fault.NotFound for everybody else.
func (s *Service) See(ctx context.Context, collaboratory id.ID) (Collaboratory, error) {
	if err := access.Check(access.From(ctx), access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Collaboratory{}, err
	}
	return findClub(ctx, s.db.Pool(), collaboratory)
}

// change runs a verb of conveners in one transaction, with the collaboratory's row held.
func (s *Service) change(ctx context.Context, action access.Action, collaboratory id.ID, do func(context.Context, *db.Tx, Collaboratory) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		club, err := lockClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		if err := access.Check(access.From(ctx), action, access.Scope{Collaboratory: collaboratory}); err != nil {
			return err
		}
		return do(ctx, tx, club)
	})
}

func (s *Service) record(ctx context.Context, tx *db.Tx, collaboratory id.ID, action, object string, of, forPerson id.ID, detail map[string]any) error {
	return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
		Action: action, Object: object, ObjectID: of, Collaboratory: collaboratory, For: forPerson, Detail: detail,
	})
}
