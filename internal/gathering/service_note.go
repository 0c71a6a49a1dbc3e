package gathering

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Writing is a note to members about a gathering.
type Writing struct {
	Key      id.ID // request key: the same form sent twice is one note
	Audience Audience
	Subject  string
	Body     string
}

func (w *Writing) check() error {
	w.Subject = strings.Join(strings.Fields(w.Subject), " ")
	w.Body = strings.TrimSpace(w.Body)
	var wrong fault.Fields
	if !w.Audience.known() {
		wrong.Add("audience", "Please choose one")
	}
	if w.Subject == "" || len([]rune(w.Subject)) > 150 {
		wrong.Add("subject", "Write a subject of at most %d characters", 150)
	}
	if w.Body == "" || len([]rune(w.Body)) > 5000 {
		wrong.Add("body", "Write what you want to say, in at most %d characters", 5000)
	}
	return wrong.Err()
}

// PreviewNote says what a note would be and whom it would reach, and sends nothing. Errors as Note.
func (s *Service) PreviewNote(ctx context.Context, collaboratory, gathering id.ID, in *Writing) (names []string, err error) {
	q := s.db.Pool()
	g, err := getGathering(ctx, q, collaboratory, gathering)
	if err != nil {
		return nil, err
	}
	if err := s.may(ctx, q, g, access.GatheringNote, 0); err != nil {
		return nil, err
	}
	if _, err := g.State.After(StepNote); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	people, err := audienceOf(ctx, q, collaboratory, gathering, in.Audience)
	for _, p := range people {
		names = append(names, p.Name)
	}
	return names, err
}

// Note sends a note to those it is for and tells how many letters went out; the same request sends it once and answers
// the same. fault.Invalid names what is missing, fault.Conflict while nobody is invited. Only conveners may.
func (s *Service) Note(ctx context.Context, collaboratory, gathering id.ID, in Writing) (letters int, err error) {
	err = s.change(ctx, collaboratory, gathering, access.GatheringNote, StepNote, func(ctx context.Context, tx *db.Tx, g Gathering) error {
		if err := in.check(); err != nil {
			return err
		}
		people, err := audienceOf(ctx, tx, collaboratory, gathering, in.Audience)
		if err != nil {
			return err
		}
		if len(people) == 0 {
			return fault.Invalid("audience", "A letter reaches nobody of those: choose somebody else")
		}
		letters = len(people)
		by, note := access.From(ctx).PersonID, id.New()
		hash := requestHash(gathering, in.Audience, in.Subject, in.Body)
		stored, err := insertNote(ctx, tx, g, in, note, by, letters, s.clock.Now(), hash)
		if err != nil {
			return fmt.Errorf("sending a note: %w", err)
		}
		if stored == nil {
			_, err := sentBefore(hash)(noteRequest(ctx, tx, collaboratory, by, in.Key))
			return err
		}
		c, err := getClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		if _, err := s.sendEach(ctx, tx, g, c, noteLetter(note, in, access.From(ctx).Name), people); err != nil {
			return err
		}
		return s.record(ctx, tx, g, "gathering.note-sent", map[string]any{"audience": in.Audience, "letters": letters})
	})
	return letters, err
}

// audienceOf are the members a note would reach.
func audienceOf(ctx context.Context, q db.Querier, collaboratory, gathering id.ID, a Audience) ([]recipient, error) {
	people, err := reachable(ctx, q, collaboratory, gathering)
	if err != nil {
		return nil, err
	}
	var turn []id.ID
	if a == Presenters {
		if turn, err = presenters(ctx, q, collaboratory, gathering); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(people, func(r recipient) bool {
		switch a {
		case ToGoing:
			return r.Answer == nil || *r.Answer != Going
		case Silent:
			return r.Answer != nil
		case Presenters:
			return !slices.Contains(turn, r.PersonID)
		}
		return false
	}), nil
}
