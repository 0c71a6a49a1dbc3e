package member

import (
	"context"
	"slices"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// MyProfile is what a person sees when they change their profile.
type MyProfile struct {
	Portrait Portrait
	Sectors  []string // to choose from
	Issues   []string // to choose from
}

// MyProfile reads the actor's own profile. Nobody signed in: fault.Forbidden.
func (s *Service) MyProfile(ctx context.Context) (MyProfile, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return MyProfile{}, err
	}
	var mine MyProfile
	b := db.NewBatch()
	queuePortrait(b, &mine.Portrait, actor.PersonID)
	queueSectors(b, &mine.Sectors, actor.PersonID)
	queueOffered(b, &mine.Issues, actor.PersonID)
	err := b.Run(ctx, s.db.Pool())
	mine.Issues = ordered(mine.Issues)
	mine.Sectors = offered(mine.Sectors, mine.Portrait.Sector)
	return mine, err
}

// Describe changes all that the actor says about themselves, but not who sees it. What cannot be kept, such as a link
// that is no web address: fault.Invalid. Nobody signed in: fault.Forbidden.
func (s *Service) Describe(ctx context.Context, p Portrait) error {
	actor := access.From(ctx)
	p = p.tidy()
	if err := p.check(); err != nil {
		return err
	}
	return s.changeMe(ctx, actor, func(ctx context.Context, tx *db.Tx) error {
		return updatePortrait(ctx, tx, actor.PersonID, p)
	})
}

// EditPerson changes what is known of a person without an address of their own. Whoever has one keeps their own
// profile: fault.Forbidden. Who may do this is for the collaboratory to check.
func (s *Service) EditPerson(ctx context.Context, tx *db.Tx, person id.ID, p Portrait) error {
	p = p.tidy()
	if err := p.check(); err != nil {
		return err
	}
	if err := lockCaredFor(ctx, tx, person); err != nil {
		return err
	}
	if err := updatePortrait(ctx, tx, person, p); err != nil {
		return err
	}
	return updateCareOf(ctx, tx, person, p.CareOf)
}

// lockCaredFor holds the row of a person whom conveners act for.
func lockCaredFor(ctx context.Context, tx *db.Tx, person id.ID) error {
	p, err := lockPerson(ctx, tx, person)
	if err == nil && p.Email != "" {
		err = fault.Forbidden("People with an e-mail address of their own keep their profile themselves")
	}
	return err
}

// ChangeEmployer is the one small act of somebody who works elsewhere now. What they promised for the old organisation
// stays promised for it: a commitment keeps the name it was made under.
func (s *Service) ChangeEmployer(ctx context.Context, e Employer) error {
	actor := access.From(ctx)
	e = e.tidy()
	if err := e.check(); err != nil {
		return err
	}
	return s.changeMine(ctx, actor, "member.employer", func(ctx context.Context, tx *db.Tx) error {
		return updateEmployer(ctx, tx, actor.PersonID, e)
	})
}

// ChooseAudiences changes who sees what of the actor's profile, field by field. A collaboratory they are not in:
// fault.Invalid.
func (s *Service) ChooseAudiences(ctx context.Context, a Audiences) error {
	actor := access.From(ctx)
	whole := Audiences{}
	for _, f := range Fields {
		whole[f] = a.Of(f)
	}
	if err := whole.check(clubsOf(actor)); err != nil {
		return err
	}
	return s.changeMine(ctx, actor, "member.audiences", func(ctx context.Context, tx *db.Tx) error {
		return updateAudiences(ctx, tx, actor.PersonID, whole)
	})
}

func clubsOf(actor access.Actor) []id.ID {
	var mine []id.ID
	for _, m := range actor.Clubs() {
		mine = append(mine, m.CollaboratoryID)
	}
	return mine
}

// BeCalled changes the actor's name and the language they read; an empty language leaves it as it is.
func (s *Service) BeCalled(ctx context.Context, name, language string) error {
	actor := access.From(ctx)
	name = oneLine(name)
	if err := (Profile{Name: name, Language: language}).check(); err != nil {
		return err
	}
	return s.changeMe(ctx, actor, func(ctx context.Context, tx *db.Tx) error {
		return updateCalled(ctx, tx, actor.PersonID, name, language)
	})
}

// MySelfDescription reads what the actor said only for the sums; nothing said is the zero value.
func (s *Service) MySelfDescription(ctx context.Context) (SelfDescription, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return SelfDescription{}, err
	}
	said, err := findSelf(ctx, s.db.Pool(), actor.PersonID)
	if said == nil {
		said = &SelfDescription{}
	}
	return *said, err
}

// DescribeSelf keeps what the actor says only for the sums; saying nothing is ForgetSelf.
func (s *Service) DescribeSelf(ctx context.Context, d SelfDescription) error {
	actor := access.From(ctx)
	d = d.tidy()
	if err := d.check(); err != nil {
		return err
	}
	if i := slices.IndexFunc(Ideologies, func(word string) bool { return i18n.T(ctx, word) == d.Ideology }); i >= 0 {
		d.Ideology = Ideologies[i] // one word in the sums, whatever language it was chosen in
	}
	if d.Empty() {
		return s.ForgetSelf(ctx)
	}
	return s.changeMine(ctx, actor, "member.self-described", func(ctx context.Context, tx *db.Tx) error {
		return upsertSelf(ctx, tx, actor.PersonID, d)
	})
}

// ForgetSelf deletes it, at once and altogether.
func (s *Service) ForgetSelf(ctx context.Context) error {
	actor := access.From(ctx)
	return s.changeMine(ctx, actor, "member.self-description-deleted", func(ctx context.Context, tx *db.Tx) error {
		return deleteSelf(ctx, tx, actor.PersonID)
	})
}

// changeMine is changeMe under a name of its own in the history.
func (s *Service) changeMine(ctx context.Context, actor access.Actor, action string, change func(context.Context, *db.Tx) error) error {
	if err := access.Check(actor, access.MemberChange, access.Scope{}); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := lockPerson(ctx, tx, actor.PersonID); err != nil {
			return err
		}
		if err := change(ctx, tx); err != nil {
			return err
		}
		return audit.Record(ctx, tx, s.clock.Now(), audit.Entry{Action: action, Object: "person", ObjectID: actor.PersonID})
	})
}
