package member

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/limit"
	"collaboratory/internal/mail"
)

// Options are what an install decides about signing in.
type Options struct {
	Dev bool // development: links made to be used again may be

	// How often, in an hour; zero means the default.
	LettersAnHour int // sign-in letters to one address (5)
	UnknownAnHour int // letters to unknown addresses, asked for from one client (200)
	WrongAnHour   int // wrong codes from one client (60)
}

// Service is what people do about themselves.
type Service struct {
	db      *db.DB
	clock   clock.Clock
	office  *mail.Office
	limiter *limit.Limiter
	options Options
}

// New makes the service.
func New(database *db.DB, clock clock.Clock, office *mail.Office, limiter *limit.Limiter, options Options) *Service {
	options.LettersAnHour = either(options.LettersAnHour, 5)
	options.UnknownAnHour = either(options.UnknownAnHour, 200)
	options.WrongAnHour = either(options.WrongAnHour, 60)
	return &Service{db: database, clock: clock, office: office, limiter: limiter, options: options}
}

func either(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

// EnsurePerson finds the person of an address, or makes one; created tells which. A person who has no name yet takes
// this one; a name once given is never changed by others. Only call it when the address has been proven.
func (s *Service) EnsurePerson(ctx context.Context, tx *db.Tx, name, email string) (person id.ID, created bool, err error) {
	name, email = oneLine(name), CleanEmail(email)
	if !IsEmail(email) {
		return id.Nil, false, fault.Invalid("email", "Write an e-mail address like maria@example.org")
	}
	p := Person{ID: id.New(), Name: name, Email: email, CreatedAt: s.clock.Now()}
	created, err = insertPerson(ctx, tx, p)
	if err != nil || created {
		return p.ID, created, err
	}
	known, err := personByEmail(ctx, tx, email)
	if err != nil {
		return id.Nil, false, err
	}
	if known == nil {
		return id.Nil, false, fault.Conflict("That did not work this time. Please send it again")
	}
	if known.Name == "" && name != "" {
		err = nameNameless(ctx, tx, known.ID, name)
	}
	return known.ID, false, err
}

// AddPerson makes a person without an address of their own, whom a convener acts for. person is the request key: the
// same form sent twice makes one person. created is false when they were made before. Who may do this is for the
// collaboratory to check.
func (s *Service) AddPerson(ctx context.Context, tx *db.Tx, person id.ID, profile Profile) (created bool, err error) {
	profile = profile.tidy()
	if err := profile.check(); err != nil {
		return false, err
	}
	return insertPerson(ctx, tx, Person{
		ID: person, Name: profile.Name, CareOf: profile.CareOf, Phone: profile.Phone,
		Organisation: profile.Organisation, Sector: profile.Sector, Language: profile.Language, CreatedAt: s.clock.Now(),
	})
}

// Person reads one person; fault.NotFound when there is none. It asks nobody's leave: show only what its reader may see.
func (s *Service) Person(ctx context.Context, q db.Querier, person id.ID) (Person, error) {
	return findPerson(ctx, q, person)
}

// UpdateProfile changes what the actor says about themselves. Nobody signed in: fault.Forbidden.
func (s *Service) UpdateProfile(ctx context.Context, profile Profile) error {
	actor := access.From(ctx)
	profile = profile.tidy()
	profile.CareOf = ""
	if err := profile.check(); err != nil {
		return err
	}
	return s.changeMe(ctx, actor, func(ctx context.Context, tx *db.Tx) error {
		return updatePerson(ctx, tx, actor.PersonID, profile)
	})
}

// GiveName is UpdateProfile for the one thing we ask everybody: their name.
func (s *Service) GiveName(ctx context.Context, name string) error {
	actor := access.From(ctx)
	name = oneLine(name)
	if err := (Profile{Name: name}).check(); err != nil {
		return err
	}
	return s.changeMe(ctx, actor, func(ctx context.Context, tx *db.Tx) error {
		return nameNameless(ctx, tx, actor.PersonID, name)
	})
}

// SetLanguage keeps the language a person reads; only their own is theirs to change: fault.Forbidden. An unknown one:
// fault.Invalid.
func (s *Service) SetLanguage(ctx context.Context, person id.ID, language string) error {
	actor := access.From(ctx)
	if actor.PersonID != person {
		return fault.Forbidden("Only you yourself can change that")
	}
	if !i18n.Known(language) {
		return fault.Invalid("language", "Please choose one")
	}
	return s.changeMe(ctx, actor, func(ctx context.Context, tx *db.Tx) error {
		return updateLanguage(ctx, tx, actor.PersonID, language)
	})
}

func (s *Service) changeMe(ctx context.Context, actor access.Actor, change func(context.Context, *db.Tx) error) error {
	return s.changeMine(ctx, actor, "member.changed", change)
}

// Me is what a person sees about themselves.
type Me struct {
	Person   Person
	Portrait Portrait
	Visits   []Visit // the last times they signed in
}

// Me reads the actor's own page. Nobody signed in: fault.Forbidden.
func (s *Service) Me(ctx context.Context) (Me, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return Me{}, err
	}
	var me Me
	b := db.NewBatch()
	queueMe(b, &me.Person, &me.Visits, actor.PersonID)
	queuePortrait(b, &me.Portrait, actor.PersonID)
	err := b.Run(ctx, s.db.Pool())
	return me, err
}
