package collaboratory

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/member"
)

// NameBackup names the member who stands in when no convener answers any more; there is one at a time, and they are told
// by letter. Nobody chosen: fault.Invalid; a convener, and somebody who cannot sign in: fault.Conflict. Named already:
// nothing happens.
func (s *Service) NameBackup(ctx context.Context, collaboratory, person id.ID) error {
	return s.change(ctx, access.BackupName, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		if person == id.Nil {
			return fault.Invalid("person", "Please choose one")
		}
		p, err := presentPlace(ctx, tx, collaboratory, person)
		if err != nil || p.Backup {
			return err
		}
		if p.Role == RoleConvener {
			return fault.Conflict("A convener cannot stand in for the conveners: choose another member")
		}
		if p.Email == "" {
			return fault.Conflict("A backup convener needs an e-mail address to sign in with")
		}
		if err := setBackup(ctx, tx, collaboratory, person); err != nil {
			return err
		}
		if err := s.endCall(ctx, tx, collaboratory, nil); err != nil {
			return err
		}
		if err := s.record(ctx, tx, collaboratory, "backup.named", "person", person, id.Nil, nil); err != nil {
			return err
		}
		return s.tell(ctx, tx, person, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return backupNamedLetter(ctx, club, to, access.From(ctx).Name, id.New(), url)
		})
	})
}

// InviteBackup asks somebody who does not belong yet to join and stand in: they are invited, and stand in from when they
// join. What is no address: fault.Invalid. A member's address names that member.
func (s *Service) InviteBackup(ctx context.Context, collaboratory id.ID, email string) error {
	if err := access.Check(access.From(ctx), access.BackupName, access.Scope{Collaboratory: collaboratory}); err != nil {
		return err
	}
	email = member.CleanEmail(email)
	if !member.IsEmail(email) {
		return fault.Invalid("email", "Write an e-mail address like maria@example.org")
	}
	known, err := memberByEmail(ctx, s.db.Pool(), collaboratory, email)
	if err != nil {
		return err
	}
	if known != nil {
		return s.NameBackup(ctx, collaboratory, *known)
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := s.Invite(ctx, collaboratory, email); err != nil {
			return err
		}
		club, err := lockClub(ctx, tx, collaboratory)
		if err != nil || club.BackupEmail == email {
			return err
		}
		if err := setBackupEmail(ctx, tx, collaboratory, email); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "backup.invited", "collaboratory", collaboratory, id.Nil, nil)
	})
}

// EndBackup ends that anybody stands in: by a convener, or by the backup convener themselves. Nobody does: nothing
// happens.
func (s *Service) EndBackup(ctx context.Context, collaboratory id.ID) error {
	actor := access.From(ctx)
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if _, err := lockClub(ctx, tx, collaboratory); err != nil {
			return err
		}
		p, err := findPlaceOf(ctx, tx, collaboratory, actor.PersonID)
		if err != nil {
			return err
		}
		if !p.Backup {
			if err := access.Check(actor, access.BackupName, access.Scope{Collaboratory: collaboratory}); err != nil {
				return err
			}
		}
		ended, err := clearBackup(ctx, tx, collaboratory)
		if err != nil || !ended {
			return err
		}
		if err := s.endCall(ctx, tx, collaboratory, nil); err != nil {
			return err
		}
		return s.record(ctx, tx, collaboratory, "backup.ended", "collaboratory", collaboratory, id.Nil, nil)
	})
}

// AskBackupLater lets conveners rest for three weeks before they are asked again for somebody to stand in.
func (s *Service) AskBackupLater(ctx context.Context, collaboratory id.ID) error {
	return s.change(ctx, access.BackupName, collaboratory, func(ctx context.Context, tx *db.Tx, _ Collaboratory) error {
		return setBackupAsk(ctx, tx, collaboratory, s.clock.Now().Add(backupAskRest))
	})
}

// CallConveners is the backup convener's “I need to take over”: every convener is written to, and a word of any of them
// ends it. Called already: nothing happens. Anybody else: fault.Forbidden.
func (s *Service) CallConveners(ctx context.Context, collaboratory id.ID) error {
	return s.asBackup(ctx, access.BackupCall, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory, p place) error {
		open, err := openCall(ctx, tx, collaboratory)
		if err != nil || open != nil {
			return err
		}
		call := Call{ID: id.New(), CalledBy: p.PersonID, CallerName: p.Name, CalledAt: s.clock.Now()}
		if err := insertCall(ctx, tx, collaboratory, call); err != nil {
			return err
		}
		if err := s.record(ctx, tx, collaboratory, "backup.called", "person", p.PersonID, id.Nil, nil); err != nil {
			return err
		}
		return s.askConveners(ctx, tx, club, call, false)
	})
}

// AnswerCall is a convener's “I am here”: the call ends and the backup is told. No call: nothing happens.
func (s *Service) AnswerCall(ctx context.Context, collaboratory id.ID) error {
	return s.change(ctx, access.BackupAnswer, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory) error {
		actor := access.From(ctx)
		open, err := openCall(ctx, tx, collaboratory)
		if err != nil || open == nil {
			return err
		}
		if err := s.endCall(ctx, tx, collaboratory, &actor.PersonID); err != nil {
			return err
		}
		if err := s.record(ctx, tx, collaboratory, "backup.answered", "person", actor.PersonID, id.Nil, nil); err != nil {
			return err
		}
		return s.tell(ctx, tx, open.CalledBy, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return callAnsweredLetter(ctx, club, to, actor.Name, open.ID, url)
		})
	})
}

// TakeOver makes the backup convener a convener, once their call has stood for fourteen days without a word; at once
// where no convener is left. Everybody is told by letter. Too early, or without a call: fault.Conflict.
func (s *Service) TakeOver(ctx context.Context, collaboratory id.ID) error {
	return s.asBackup(ctx, access.BackupTakeOver, collaboratory, func(ctx context.Context, tx *db.Tx, club Collaboratory, p place) error {
		convened, err := otherConveners(ctx, tx, collaboratory, p.PersonID)
		if err != nil {
			return err
		}
		if convened {
			if err := s.callIsOver(ctx, tx, collaboratory); err != nil {
				return err
			}
		}
		if err := s.convene(ctx, tx, club, p.PersonID, "backup.took-over"); err != nil {
			return err
		}
		return s.tellEverybody(ctx, tx, club, p.PersonID, func(ctx context.Context, to member.Person, url func(string) string) letterOf {
			return tookOverLetter(ctx, club, to, p.Name, p.PersonID, url)
		})
	})
}

func (s *Service) callIsOver(ctx context.Context, tx *db.Tx, collaboratory id.ID) error {
	open, err := openCall(ctx, tx, collaboratory)
	switch {
	case err != nil:
		return err
	case open == nil:
		return fault.Conflict("First ask the conveners whether they are still there")
	case s.clock.Now().Before(open.Over()):
		return fault.Conflict("The conveners have fourteen days to answer. They are not over yet")
	}
	return nil
}

// convene makes a present member a convener, whoever decided it, and ends what stood in for conveners.
func (s *Service) convene(ctx context.Context, tx *db.Tx, club Collaboratory, person id.ID, action string) error {
	if err := setRole(ctx, tx, club.ID, person, RoleConvener); err != nil {
		return err
	}
	if err := s.endCall(ctx, tx, club.ID, nil); err != nil {
		return err
	}
	s.hub.Changed(tx, live.Of("person", person))
	return s.record(ctx, tx, club.ID, action, "person", person, id.Nil, nil)
}

func (s *Service) endCall(ctx context.Context, tx *db.Tx, collaboratory id.ID, by *id.ID) error {
	return closeCall(ctx, tx, collaboratory, by, s.clock.Now())
}

// asBackup runs a verb of the backup convener, with the collaboratory's row held.
func (s *Service) asBackup(ctx context.Context, action access.Action, collaboratory id.ID, do func(context.Context, *db.Tx, Collaboratory, place) error) error {
	actor := access.From(ctx)
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		club, err := lockClub(ctx, tx, collaboratory)
		if err != nil {
			return err
		}
		p, err := findPlaceOf(ctx, tx, collaboratory, actor.PersonID)
		if err != nil {
			return err
		}
		scope := access.Scope{Collaboratory: collaboratory}
		if p.Backup {
			scope.Is = access.Self
		}
		if err := access.Check(actor, action, scope); err != nil {
			return err
		}
		return do(ctx, tx, club, p)
	})
}

// findPlaceOf is the empty place for somebody who never belonged.
func findPlaceOf(ctx context.Context, tx *db.Tx, collaboratory, person id.ID) (place, error) {
	p, err := findPlace(ctx, tx, collaboratory, person)
	if fault.Is(err, fault.KindNotFound) {
		return place{}, nil
	}
	return p, err
}

// Backup is who stands in, and whether anybody has asked the conveners for a word.
type Backup struct {
	Conveners []Officer
	Backup    *Officer
	Invited   string // who is asked to join for it
	Call      *Call
	Mine      bool      // the actor stands in
	Convenes  bool      // the actor convenes
	Members   []Officer // to choose from
}

// Backup reads it for a member, who sees who would stand in; fault.NotFound for everybody else.
func (s *Service) Backup(ctx context.Context, collaboratory id.ID) (Backup, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Backup{}, err
	}
	var got Backup
	var club Collaboratory
	b := db.NewBatch()
	queueClub(b, &club, collaboratory)
	queueOfficers(b, &got.Conveners, collaboratory)
	queueBackup(b, &got.Backup, collaboratory)
	queueCall(b, &got.Call, collaboratory)
	if actor.Convenes(collaboratory) {
		queueCandidates(b, &got.Members, collaboratory)
	}
	err := b.Run(ctx, s.db.Pool())
	got.Convenes = actor.Convenes(collaboratory)
	got.Mine = got.Backup != nil && got.Backup.PersonID == actor.PersonID
	if got.Backup == nil && got.Convenes {
		got.Invited = club.BackupEmail
	}
	return got, err
}
