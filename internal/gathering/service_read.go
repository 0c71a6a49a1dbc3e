package gathering

import (
	"context"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
)

// list is what the page of all gatherings shows.
type list struct {
	now     time.Time
	rows    []listed
	renewed int // how often the actor renewed the address of their calendar
	convene bool
}

// list reads the gatherings of a collaboratory the actor may see.
func (s *Service) list(ctx context.Context, collaboratory id.ID) (list, error) {
	actor, scope := access.From(ctx), access.Scope{Collaboratory: collaboratory}
	if err := access.Check(actor, access.GatheringSee, scope); err != nil {
		return list{}, err
	}
	l := list{now: s.clock.Now(), convene: access.Allows(actor, access.GatheringSchedule, scope)}
	b := db.NewBatch()
	queueList(b, &l.rows, collaboratory, actor.PersonID, l.convene)
	queueFeedRenewed(b, &l.renewed, actor.PersonID)
	return l, b.Run(ctx, s.db.Pool())
}

// sheet is what the page of one gathering shows.
type sheet struct {
	now                 time.Time
	g                   Gathering
	agenda              []Item
	turns               []turnTitle
	mine                *Answer
	roles               []Held
	people              []comer
	guests              []Candidate // who came without being members; for conveners only
	scope               access.Scope
	convene, run, needs bool // what the actor may do: change it, run the room, see what people need
}

// queueSheet queues what the page of one gathering needs on the page's batch; settle it after the batch has run.
func (s *Service) queueSheet(ctx context.Context, b *db.Batch, collaboratory, gathering id.ID) (*sheet, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.GatheringSee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return nil, err
	}
	sh := &sheet{now: s.clock.Now()}
	queueGathering(b, &sh.g, collaboratory, gathering)
	queueAgenda(b, &sh.agenda, collaboratory, gathering)
	queueTurns(b, &sh.turns, collaboratory, gathering)
	queueAnswer(b, &sh.mine, collaboratory, gathering, actor.PersonID)
	queueRoles(b, &sh.roles, collaboratory, gathering)
	queueComers(b, &sh.people, collaboratory, gathering, actor.PersonID, actor.Convenes(collaboratory))
	if access.Allows(actor, access.GatheringGuests, access.Scope{Collaboratory: collaboratory}) {
		queueCandidates(b, &sh.guests, collaboratory, gathering, true)
	}
	return sh, nil
}

// settle decides what the actor may see and do once the rows are there; a draft is not found by those who may not
// change it, and needs are blanked for those they are not for.
func (sh *sheet) settle(ctx context.Context) error {
	actor := access.From(ctx)
	sh.scope = scopeOf(sh.g, sh.roles, actor, 0)
	sh.convene = access.Allows(actor, access.GatheringChange, sh.scope)
	sh.run = access.Allows(actor, access.GatheringStart, sh.scope)
	sh.needs = access.Allows(actor, access.GatheringNeeds, sh.scope)
	if sh.g.State == Draft && !sh.convene {
		return notHere()
	}
	if !sh.needs {
		for i := range sh.people {
			sh.people[i].Needs = nil
		}
	}
	return nil
}

// settle runs the page's batch and settles the sheet.
func (s *Service) settle(ctx context.Context, b *db.Batch, sh *sheet) error {
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return err
	}
	return sh.settle(ctx)
}

// sheetOf is the same in one go, for pages without slots.
func (s *Service) sheetOf(ctx context.Context, collaboratory, gathering id.ID) (*sheet, error) {
	b := db.NewBatch()
	sh, err := s.queueSheet(ctx, b, collaboratory, gathering)
	if err != nil {
		return nil, err
	}
	return sh, s.settle(ctx, b, sh)
}

// beginning is what a new gathering starts from.
type beginning struct {
	c    club
	last []Gathering
	now  time.Time
}

func (s *Service) beginning(ctx context.Context, collaboratory id.ID) (beginning, error) {
	if err := access.Check(access.From(ctx), access.GatheringSchedule, access.Scope{Collaboratory: collaboratory}); err != nil {
		return beginning{}, err
	}
	st := beginning{now: s.clock.Now()}
	b := db.NewBatch()
	queueClub(b, &st.c, collaboratory)
	queueLast(b, &st.last, collaboratory)
	return st, b.Run(ctx, s.db.Pool())
}

// Upcoming are the gatherings of a collaboratory that are published or on and not over yet, the next one first.
// Members may see them.
func (s *Service) Upcoming(ctx context.Context, collaboratory id.ID) ([]Gathering, error) {
	l, err := s.list(ctx, collaboratory)
	if err != nil {
		return nil, err
	}
	var next []Gathering
	for i := len(l.rows) - 1; i >= 0; i-- {
		if g := l.rows[i].Gathering; g.ahead(l.now) {
			next = append(next, g)
		}
	}
	return next, nil
}

// Read is one gathering, for members; a draft for conveners only.
func (s *Service) Read(ctx context.Context, collaboratory, gathering id.ID) (Gathering, error) {
	sh, err := s.sheetOf(ctx, collaboratory, gathering)
	if err != nil {
		return Gathering{}, err
	}
	return sh.g, nil
}

// ahead tells whether people can still look forward to it, or are there right now.
func (g Gathering) ahead(now time.Time) bool {
	return g.State == Live || g.State == Published && g.EndsAt.After(now)
}

// today is the civil date where the gathering is.
func (sh *sheet) today() time.Time { return clock.Today(sh.now, sh.g.Zone) }

// preview is the invitation before it goes out.
type preview struct {
	g         Gathering
	letter    mail.Letter
	to        int // whom letters can reach
	unreached int // members without any address
}

// previewInvitation writes the invitation as the actor would get it, and sends nothing.
func (s *Service) previewInvitation(ctx context.Context, collaboratory, gathering id.ID) (preview, error) {
	sh, err := s.sheetOf(ctx, collaboratory, gathering)
	if err != nil {
		return preview{}, err
	}
	if err := access.Check(access.From(ctx), access.GatheringChange, sh.scope); err != nil {
		return preview{}, err
	}
	if sh.g.State != Draft {
		return preview{}, fault.Conflict("The invitations are already out")
	}
	c, err := getClub(ctx, s.db.Pool(), collaboratory)
	if err != nil {
		return preview{}, err
	}
	actor := access.From(ctx)
	p := preview{g: sh.g, letter: s.letterTo(ctx, sh.g, c, invitationLetter, recipient{
		PersonID: actor.PersonID, Name: actor.Name, Email: actor.Email, Language: i18n.Lang(ctx),
	})}
	for _, person := range sh.people {
		if person.Reachable {
			p.to++
		} else {
			p.unreached++
		}
	}
	return p, nil
}

// forChange reads a gathering for a form that changes it; fault.Conflict when it can no longer be changed.
func (s *Service) forChange(ctx context.Context, collaboratory, gathering id.ID) (Gathering, error) {
	return s.forStep(ctx, collaboratory, gathering, access.GatheringChange, StepEdit)
}

// forNote reads a gathering for the form of a note.
func (s *Service) forNote(ctx context.Context, collaboratory, gathering id.ID) (Gathering, error) {
	return s.forStep(ctx, collaboratory, gathering, access.GatheringNote, StepNote)
}

func (s *Service) forStep(ctx context.Context, collaboratory, gathering id.ID, action access.Action, step Step) (Gathering, error) {
	g, err := getGathering(ctx, s.db.Pool(), collaboratory, gathering)
	if err != nil {
		return g, err
	}
	if err := s.may(ctx, s.db.Pool(), g, action, 0); err != nil {
		return g, err
	}
	_, err = g.State.After(step)
	return g, err
}

// agendaForChange is forChange with the lines of the agenda.
func (s *Service) agendaForChange(ctx context.Context, collaboratory, gathering id.ID) (Gathering, []Item, error) {
	g, err := s.forChange(ctx, collaboratory, gathering)
	if err != nil {
		return g, nil, err
	}
	items, err := getAgenda(ctx, s.db.Pool(), collaboratory, gathering)
	return g, items, err
}

func notHere() error { return fault.NotFound("That page is not here") }
