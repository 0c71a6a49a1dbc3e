package member

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// enter uses an asking up and lets in the person whose address it has proven.
func (s *Service) enter(ctx context.Context, tx *db.Tx, a asked, by string) (Entry, error) {
	entry, err := s.letIn(ctx, tx, a.Email, Profile{}, by)
	if err != nil || a.Reusable {
		return entry, err
	}
	entry.Next = ownPath(a.Next)
	return entry, useAsked(ctx, tx, a.ID, entry.PersonID, s.clock.Now())
}

// Enter lets in whoever has proven an address in another way, by an invitation, and makes them a person when they are
// none yet. What they say of themselves counts only where nothing is known; no name at all: fault.Invalid.
func (s *Service) Enter(ctx context.Context, tx *db.Tx, email string, said Profile, by string) (Entry, error) {
	entry, err := s.letIn(ctx, tx, email, said.tidy(), by)
	if err == nil && entry.Name == "" {
		err = fault.Invalid("name", "Write your name, as neighbors say it")
	}
	return entry, err
}

func (s *Service) letIn(ctx context.Context, tx *db.Tx, email string, said Profile, by string) (Entry, error) {
	if said.Name != "" {
		if err := said.check(); err != nil {
			return Entry{}, err
		}
	}
	person, _, err := s.EnsurePerson(ctx, tx, said.Name, email)
	if err != nil {
		return Entry{}, err
	}
	p, err := lockPerson(ctx, tx, person)
	if err != nil {
		return Entry{}, err
	}
	if p.Language == "" && i18n.Known(said.Language) {
		p.Language = said.Language
		if err := updateLanguage(ctx, tx, person, p.Language); err != nil {
			return Entry{}, err
		}
	}
	entry := Entry{PersonID: person, Name: p.Name, Language: p.Language, Next: "/"}
	return entry, s.recordSignIn(ctx, tx, person, by)
}

// recordSignIn notes in the history, which the person sees, that they came in and how: "link", "code", "invitation".
func (s *Service) recordSignIn(ctx context.Context, tx *db.Tx, person id.ID, by string) error {
	ctx = access.With(ctx, access.Actor{PersonID: person})
	return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{
		Action: audit.SignedIn, Object: "person", ObjectID: person, Detail: map[string]any{"by": by},
	})
}
