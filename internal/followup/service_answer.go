package followup

import (
	"context"
	"fmt"
	"slices"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Letter is what stands behind a link in a letter: who answers what, how the promise stands, and whether the answer can
// still be given.
type Letter struct {
	facts
	Purpose string
	Open    bool
	Today   time.Time // in the zone of the collaboratory
}

// OpenLetter reads the link in a letter and changes nothing. fault.NotFound for a link that is none of ours or names
// somebody who belongs there no more, fault.Gone 30 days after its date.
func (s *Service) OpenLetter(ctx context.Context, token string) (Letter, error) {
	l, err := s.readLink(token)
	if err != nil {
		return Letter{}, err
	}
	return s.open(ctx, l)
}

func (s *Service) open(ctx context.Context, l link) (Letter, error) {
	now := s.clock.Now()
	f, err := factsOf(ctx, s.db.Pool(), l, clock.Today(now, "UTC"))
	if fault.Is(err, fault.KindNotFound) {
		return Letter{}, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	if err != nil {
		return Letter{}, fmt.Errorf("reading the link of a letter: %w", err)
	}
	return Letter{facts: f, Purpose: l.purpose, Open: l.open(f, now), Today: clock.Today(now, f.ClubZone)}, nil
}

// AnswerFromLetter gives the answer that a link is signed for, as the person it names and with no other right of
// theirs, without signing in; the audit says that it came from a letter. An answer that was given already changes
// nothing and is no error: the page says how it stands. Errors as OpenLetter and as the verb of the commitment.
func (s *Service) AnswerFromLetter(ctx context.Context, token string, in Answer) error {
	l, err := s.readLink(token)
	if err != nil {
		return err
	}
	letter, err := s.open(ctx, l)
	if err != nil || !letter.Open {
		return err
	}
	return s.give(access.With(ctx, letter.actor()), letter, in)
}

// actor is whom a link names: a member of that one collaboratory, or a guest of the evening.
func (l Letter) actor() access.Actor {
	if l.Guest {
		return access.Actor{
			Language: l.Language, Through: "letter",
			Guest: &access.Pass{ID: l.PersonID, Gathering: l.GatheringID, Collaboratory: l.CollaboratoryID, Name: l.PersonName},
		}
	}
	return access.Actor{
		PersonID: l.PersonID, Name: l.PersonName, Language: l.Language, Through: "letter",
		Memberships: []access.Membership{{
			CollaboratoryID: l.CollaboratoryID, Slug: l.ClubSlug, Name: l.ClubName, Role: access.Member,
			Zone: l.ClubZone, Language: l.ClubLanguage, Currency: l.Currency,
			Archived: l.Archived,
		}},
	}
}

// give does the verb of a purpose.
func (s *Service) give(ctx context.Context, l Letter, in Answer) error {
	which := commitment.Which{Collaboratory: l.CollaboratoryID, ID: l.CommitmentID, Seq: in.Seq}
	switch l.Purpose {
	case DidIt:
		if in.Amount != nil || in.Cents != nil {
			return s.commitments.Partly(ctx, which, commitment.PartlyInput{Amount: in.Amount, Cents: in.Cents, Note: in.Note})
		}
		return s.commitments.Deliver(ctx, which, in.Note)
	case MoreTime:
		if in.Due == nil {
			return fault.Invalid("due", "Choose a new day")
		}
		return s.commitments.Redate(ctx, which, *in.Due, in.Note)
	case Cannot:
		return s.commitments.Release(ctx, which, in.Note)
	case Received:
		return s.commitments.Receive(ctx, which, in.Note)
	case NotYet:
		return s.commitments.NotYet(ctx, which, in.Note, in.Due)
	}
	return s.commitments.Disown(ctx, which, in.Note)
}

// sign makes the link for one answer.
func (s *Service) sign(purpose string, it item, person id.ID, about string, until time.Time) string {
	return s.signFor(purpose, it, until, person.String(), about)
}

// signGuest makes the link for one answer of a guest, who is known by the address the letter goes to.
func (s *Service) signGuest(purpose string, it item, guest id.ID, about string, until time.Time) string {
	return s.signFor(purpose, it, until, guest.String(), about, forGuest)
}

// forGuest marks a link whose reader is a guest.
const forGuest = "guest"

func (s *Service) signFor(purpose string, it item, until time.Time, parts ...string) string {
	parts = append([]string{it.CollaboratoryID.String(), it.CommitmentID.String()}, parts...)
	return s.office.URL("/a/" + s.signer.Sign(purpose, until, parts...))
}

func (s *Service) readLink(token string) (link, error) {
	l := link{purpose: s.signer.Purpose(token)}
	notOurs := fault.NotFound("This link is not one of ours, or it did not arrive whole")
	if !slices.Contains(Purposes, l.purpose) {
		return l, notOurs
	}
	parts, err := s.signer.Read(l.purpose, token, s.clock.Now())
	if err != nil {
		return l, err
	}
	l.guest = len(parts) == 5 && parts[4] == forGuest
	if len(parts) != 4 && !l.guest {
		return l, notOurs
	}
	l.collaboratory, l.commitment, l.person, l.about = id.Maybe(parts[0]), id.Maybe(parts[1]), id.Maybe(parts[2]), parts[3]
	return l, nil
}
