package collaboratory

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/file"
	"collaboratory/internal/id"
)

// errMeanwhile answers the second of two editors.
var errMeanwhile = fault.Conflict("Somebody has changed this meanwhile. See below what stands now; saving again puts yours in its place")

// ChangeSettings changes how a collaboratory is called and what it goes by. seen is the Mark of the settings the editor
// had before them; empty: whatever stood. Somebody else saved others meanwhile: fault.Conflict. A member who is no
// convener: fault.Forbidden.
func (s *Service) ChangeSettings(ctx context.Context, collaboratory id.ID, settings Settings, seen string) error {
	settings = settings.tidy()
	if err := settings.check(); err != nil {
		return err
	}
	return s.changePart(ctx, collaboratory, "collaboratory.changed", func(ctx context.Context, tx *db.Tx, club Collaboratory) (map[string]any, error) {
		stands := club.Settings()
		fields := stands.changed(settings)
		if len(fields) == 0 {
			return nil, nil
		}
		if err := stillSeen(seen, stands.Mark()); err != nil {
			return nil, err
		}
		return map[string]any{"fields": fields}, updateClub(ctx, tx, collaboratory, settings)
	})
}

// ChangeWords changes the words of a topic: adds some, lets some go, and renames some, which carries along the members
// who chose them. seen is WordsMark. The same errors as ChangeSettings.
func (s *Service) ChangeWords(ctx context.Context, collaboratory id.ID, topic Topic, lines []Line, seen string) error {
	if topic != Sectors && topic != Causes {
		return fault.NotFound("That page is not here")
	}
	return s.changePart(ctx, collaboratory, "collaboratory.changed", func(ctx context.Context, tx *db.Tx, club Collaboratory) (map[string]any, error) {
		e, err := edit(club.Words(topic), lines)
		if err != nil {
			return nil, err
		}
		if markOf(e.words...) == club.WordsMark(topic) && len(e.renamed) == 0 {
			return nil, nil
		}
		if err := stillSeen(seen, club.WordsMark(topic)); err != nil {
			return nil, err
		}
		if topic == Sectors {
			err = updateSectors(ctx, tx, collaboratory, e.words)
		} else {
			err = updateIssues(ctx, tx, collaboratory, e.words, e.same(topic))
		}
		if err != nil {
			return nil, err
		}
		return map[string]any{"fields": []string{string(topic)}}, s.carry(ctx, tx, collaboratory, topic, e.renamed)
	})
}

func (s *Service) carry(ctx context.Context, tx *db.Tx, collaboratory id.ID, topic Topic, renamed [][2]string) error {
	if len(renamed) == 0 {
		return nil
	}
	if topic == Sectors {
		return s.members.RenameSectors(ctx, tx, collaboratory, renamed)
	}
	return s.members.RenameIssues(ctx, tx, collaboratory, renamed)
}

// ChangeNorms changes how the members mean to treat each other. seen is NormsMark. The same errors as ChangeSettings.
func (s *Service) ChangeNorms(ctx context.Context, collaboratory id.ID, norms, seen string) error {
	norms = tidyText(norms)
	if err := checkText("norms", norms); err != nil {
		return err
	}
	return s.changePart(ctx, collaboratory, "collaboratory.changed", func(ctx context.Context, tx *db.Tx, club Collaboratory) (map[string]any, error) {
		if norms == club.Norms {
			return nil, nil
		}
		if err := stillSeen(seen, club.NormsMark()); err != nil {
			return nil, err
		}
		return map[string]any{"fields": []string{"norms"}}, updateNorms(ctx, tx, collaboratory, norms)
	})
}

// ChangeParts switches parts on and off. seen is PartsMark. The same errors as ChangeSettings.
func (s *Service) ChangeParts(ctx context.Context, collaboratory id.ID, chosen []Part, seen string) error {
	chosen = tidyParts(chosen)
	return s.changePart(ctx, collaboratory, "collaboratory.changed", func(ctx context.Context, tx *db.Tx, club Collaboratory) (map[string]any, error) {
		wanted := Collaboratory{Parts: chosen}
		if wanted.PartsMark() == club.PartsMark() {
			return nil, nil
		}
		if err := stillSeen(seen, club.PartsMark()); err != nil {
			return nil, err
		}
		return map[string]any{"fields": []string{"parts"}}, updateParts(ctx, tx, collaboratory, chosen)
	})
}

func stillSeen(seen, stands string) error {
	if seen != "" && seen != stands {
		return errMeanwhile
	}
	return nil
}

// changePart runs a change of the settings by a convener and records it; a nil detail says that nothing changed.
func (s *Service) changePart(ctx context.Context, collaboratory id.ID, action string, do func(context.Context, *db.Tx, Collaboratory) (map[string]any, error)) error {
	return s.change(ctx, access.CollaboratoryChange, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if club.Rehearsal {
			return fault.Conflict("This is a practice room: it has no settings of its own")
		}
		detail, err := do(ctx, tx, club)
		if err != nil || detail == nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, action, "collaboratory", collaboratory, id.Nil, detail)
	})
}

// ChangeAddress gives a collaboratory another slug. The old one leads on to it for good, and nobody else gets it. A slug
// that is no slug, or is kept for the house: fault.Invalid; one that is or was somebody else's: fault.Invalid too.
func (s *Service) ChangeAddress(ctx context.Context, collaboratory id.ID, slug string) error {
	slug = cleanSlug(slug)
	if err := checkSlug(slug); err != nil {
		return err
	}
	return s.changePart(ctx, collaboratory, "collaboratory.moved", func(ctx context.Context, tx *db.Tx, club Collaboratory) (map[string]any, error) {
		if slug == club.Slug {
			return nil, nil
		}
		free, err := takeAddress(ctx, tx, collaboratory, slug)
		if err != nil {
			return nil, err
		}
		if !free {
			return nil, fault.Invalid("slug", "This address is taken. Please choose another")
		}
		return map[string]any{"from": club.Slug, "to": slug}, updateSlug(ctx, tx, collaboratory, slug)
	})
}

// logoWide and logoHigh are how large a logo is kept.
const (
	logoWide = 800
	logoHigh = 400
)

// SetLogo keeps the collaboratory's picture, made anew from what was uploaded. What is no picture, or too large a one:
// fault.Invalid. The same errors as ChangeSettings.
func (s *Service) SetLogo(ctx context.Context, collaboratory id.ID, raw []byte) error {
	if err := access.Check(access.From(ctx), access.CollaboratoryChange, access.Scope{Collaboratory: collaboratory}); err != nil {
		return err
	}
	picture, err := file.Whole(ctx, "logo", raw, logoWide, logoHigh)
	if err != nil {
		return err
	}
	return s.changePart(ctx, collaboratory, "collaboratory.changed", func(ctx context.Context, tx *db.Tx, _ Collaboratory) (map[string]any, error) {
		return map[string]any{"fields": []string{"logo"}}, upsertLogo(ctx, tx, collaboratory, picture, s.clock.Now())
	})
}

// RemoveLogo deletes it; nothing to delete is fine.
func (s *Service) RemoveLogo(ctx context.Context, collaboratory id.ID) error {
	return s.changePart(ctx, collaboratory, "collaboratory.changed", func(ctx context.Context, tx *db.Tx, _ Collaboratory) (map[string]any, error) {
		gone, err := deleteLogo(ctx, tx, collaboratory)
		if err != nil || !gone {
			return nil, err
		}
		return map[string]any{"fields": []string{"logo"}}, nil
	})
}

// Logo reads it, for members, and for everybody where the public page is on; fault.NotFound when there is none.
func (s *Service) Logo(ctx context.Context, slug string) (file.Picture, error) {
	if m, belongs := access.From(ctx).MembershipBySlug(slug); belongs {
		return findLogo(ctx, s.db.Pool(), m.CollaboratoryID)
	}
	return findPublicLogo(ctx, s.db.Pool(), slug)
}

// Overview is what the settings' first page tells about them.
type Overview struct {
	Club      Collaboratory
	Agreement Agreement
	Accepted  int // members who accepted the agreement as it stands
	Members   int
	HasLogo   bool
	Conveners []Officer
	Backup    *Officer
	Call      *Call
	Copy      *Copy
}

// Overview reads the settings for a convener; a member who is none: fault.Forbidden.
func (s *Service) Overview(ctx context.Context, collaboratory id.ID) (Overview, error) {
	if err := access.Check(access.From(ctx), access.CollaboratoryRules, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Overview{}, err
	}
	var o Overview
	b := db.NewBatch()
	queueClub(b, &o.Club, collaboratory)
	queueAgreement(b, &o.Agreement, collaboratory, access.From(ctx).PersonID)
	queueAccepted(b, &o.Accepted, &o.Members, collaboratory)
	queueHasLogo(b, &o.HasLogo, collaboratory)
	queueOfficers(b, &o.Conveners, collaboratory)
	queueBackup(b, &o.Backup, collaboratory)
	queueCall(b, &o.Call, collaboratory)
	queueCopy(b, &o.Copy, collaboratory, s.clock.Now().Add(-copyLasts))
	return o, b.Run(ctx, s.db.Pool())
}
