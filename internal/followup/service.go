package followup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/token"
)

// Service holds the verbs of this room.
type Service struct {
	db          *db.DB
	clock       clock.Clock
	office      *mail.Office
	signer      *token.Signer
	commitments *commitment.Service
}

// New makes the verbs of following up.
func New(database *db.DB, clock clock.Clock, office *mail.Office, signer *token.Signer, commitments *commitment.Service) *Service {
	return &Service{db: database, clock: clock, office: office, signer: signer, commitments: commitments}
}

// How far a sweep looks: promises lapse long before, gatherings have had their lists long before, unless the house was
// shut for weeks.
const (
	lookBackDays  = 120
	listsWithin   = 14 * 24 * time.Hour
	revivedWithin = 60 * 24 * time.Hour
)

// Sweep does all that is due at an instant: gives the promises of guests to the members they have become, lets promises lapse, sends the lists of gatherings that are over, and
// writes the follow-up letters. It may be ended at any point and run again: what was done is a row, nothing is done
// twice. One person that fails does not keep the others from their letters; what failed is told. Only the house itself
// may sweep.
func (s *Service) Sweep(ctx context.Context, now time.Time) error {
	if err := access.Check(access.From(ctx), access.FollowupSweep, access.Scope{}); err != nil {
		return err
	}
	return errors.Join(s.commitments.ClaimGuests(ctx), s.lapse(ctx, now), s.lists(ctx, now), s.letters(ctx, now))
}

// lapse lets time do to promises what it does 14 days past their date.
func (s *Service) lapse(ctx context.Context, now time.Time) error {
	var failed error
	before := clock.Today(now, "UTC").AddDate(0, 0, 1-commitment.LapseAfterDays)
	since := now.AddDate(0, 0, -commitment.LapseAfterDays)
	for after := (place{}); ; {
		found, err := pastAnywhere(ctx, s.db.Pool(), before, since, after)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("looking for promises past their date: %w", err))
		}
		for _, p := range found {
			err := s.commitments.Lapse(ctx, commitment.Which{Collaboratory: p.CollaboratoryID, ID: p.ID})
			if err != nil && !fault.Is(err, fault.KindConflict) {
				failed = errors.Join(failed, err)
			}
			after = place{sort: p.Due, collaboratory: p.CollaboratoryID, item: p.ID}
		}
		if len(found) < batch || ctx.Err() != nil {
			return errors.Join(failed, ctx.Err())
		}
	}
}

// scan reads one batch of what may be due anywhere.
type scan struct {
	read     func(ctx context.Context, q db.Querier, now, from, to time.Time, after place) ([]looked, error)
	from, to time.Time
}

func scans(now time.Time) []scan {
	today := clock.Today(now, "UTC")
	return []scan{
		{dueAnywhere, today.AddDate(0, 0, -lookBackDays), today.AddDate(0, 0, beforeDays+1)},
		{deliveredAnywhere, now.AddDate(0, 0, -commitment.KeptAfterDays), now.AddDate(0, 0, 1-firstAskDays)},
		{revivedAnywhere, now.Add(-revivedWithin), now},
	}
}

// letters writes to everybody for whom a step is due, each in a transaction of their own.
func (s *Service) letters(ctx context.Context, now time.Time) error {
	var failed error
	written := map[id.ID]bool{}
	for _, scan := range scans(now) {
		if err := s.scan(ctx, now, scan, written); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) scan(ctx context.Context, now time.Time, scan scan, written map[id.ID]bool) error {
	var failed error
	for after := (place{sort: scan.from}); ; {
		found, err := scan.read(ctx, s.db.Pool(), now, scan.from, scan.to, after)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("looking for what is due: %w", err))
		}
		for _, l := range found {
			after = place{l.Sort, l.CollaboratoryID, l.CommitmentID, l.PersonID}
			if written[l.PersonID] || !l.opensLetter(now) {
				continue
			}
			written[l.PersonID] = true
			if err := s.writeTo(ctx, now, l.PersonID); err != nil {
				failed = errors.Join(failed, fmt.Errorf("writing to person %s: %w", l.PersonID, err))
			}
		}
		if len(found) < batch || ctx.Err() != nil {
			return errors.Join(failed, ctx.Err())
		}
	}
}

// opensLetter tells whether an item that a scan found is reason enough to write to its person now.
func (l looked) opensLetter(now time.Time) bool {
	if !mayWrite(now, firstOf(l.PersonZone, l.ClubZone), l.LastLetter) {
		return false
	}
	t, ok := l.tell(now)
	return ok && t.opens
}

// writeTo plans one person's letter anew, while nobody else can write to them, and sends it together with the steps it
// asks.
func (s *Service) writeTo(ctx context.Context, now time.Time, person id.ID) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		r, err := lockReader(ctx, tx, now, person)
		if err != nil || r == nil {
			return err
		}
		today := clock.Today(now, "UTC")
		all, err := itemsOf(ctx, tx, now, today.AddDate(0, 0, -lookBackDays), today.AddDate(0, 0, aheadDays+1), person)
		if err != nil || len(all) == 0 {
			return err
		}
		r.settle(all[0].ClubZone, all[0].ClubLanguage)
		letter := r.choose(now, all)
		if len(letter) == 0 {
			return nil
		}
		l := s.letterTo(ctx, now, *r, letter)
		sent, err := s.office.Send(ctx, tx, l)
		if err != nil || !sent {
			return err
		}
		return insertSteps(ctx, tx, person, l.Cause, now, letter)
	})
}

// settle lets somebody who said nothing about it live in the zone and language of their collaboratory.
func (r *reader) settle(zone, language string) {
	r.Zone, r.Language = firstOf(r.Zone, zone), firstOf(r.Language, language)
}

// choose is what goes into the letter of a reader.
func (r reader) choose(now time.Time, all []letterItem) []letterItem {
	items := make([]item, len(all))
	for i := range all {
		items[i] = all[i].item
	}
	var letter []letterItem
	for _, c := range plan(now, r.Zone, r.LastLetter, items) {
		l := all[c.at]
		l.telling = c.telling
		letter = append(letter, l)
	}
	return letter
}
