package gathering

import (
	"context"
	"fmt"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
)

// FindByCode finds the gathering whose code somebody typed, in capitals or not; anybody may ask. Whether its room is
// open stands in Door.Shut. A code that no gathering has is fault.NotFound: whoever asks should count those by address.
func (s *Service) FindByCode(ctx context.Context, code string) (Door, error) {
	code = strings.ToUpper(strings.Join(strings.Fields(code), ""))
	if len(code) != codeLength {
		return Door{}, unknownCode()
	}
	row, err := doorByCode(ctx, s.db.Pool(), code)
	if fault.Is(err, fault.KindNotFound) {
		return Door{}, unknownCode()
	}
	return row.door(s.clock.Now()), err
}

const codeLength = 5

func unknownCode() error {
	return fault.NotFound("No gathering has this code. Look at the five characters on the screen once more")
}

// CodeOf is the code of a gathering, for those who may be in its room.
func (s *Service) CodeOf(ctx context.Context, collaboratory, gathering id.ID) (string, error) {
	actor := access.From(ctx)
	scope := access.Scope{Collaboratory: collaboratory, Is: actor.GuestAt(gathering)}
	if err := access.Check(actor, access.GatheringRoom, scope); err != nil {
		return "", err
	}
	g, err := getGathering(ctx, s.db.Pool(), collaboratory, gathering)
	return g.Code, err
}

// Join lets somebody into the room of one gathering by its code and gives the pass their browser keeps. The same form
// sent twice, and the same browser with the same name, is the same guest with the same pass. fault.Invalid says what is
// missing; fault.Conflict that the room is not open, that the reader is a member who needs no pass, or that the same
// form came with other words; fault.NotFound that no gathering has this code.
func (s *Service) Join(ctx context.Context, code string, in Joining) (pass string, err error) {
	actor := access.From(ctx)
	d, err := s.FindByCode(ctx, code)
	if err != nil {
		return "", err
	}
	if err := access.Check(actor, access.GatheringJoin, access.Scope{Collaboratory: d.Club.CollaboratoryID}); err != nil {
		return "", err
	}
	if _, member := actor.Membership(d.Club.CollaboratoryID); member {
		return "", fault.Conflict("You are a member here: the room is open to you without a code")
	}
	if err := in.settle(); err != nil {
		return "", err
	}
	if d.Shut != nil {
		return "", d.Shut
	}
	var guest id.ID
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) (err error) {
		guest, err = s.join(ctx, tx, d, in)
		return err
	})
	if err != nil {
		return "", err
	}
	return s.passFor(d, guest), nil
}

// join stores the guest, or finds the one this form or this browser made before.
func (s *Service) join(ctx context.Context, tx *db.Tx, d Door, in Joining) (id.ID, error) {
	known, err := s.sameGuest(ctx, tx, d, in)
	if err != nil || known != id.Nil {
		return known, err
	}
	hash := requestHash(in.Name, in.Email)
	joined := guestEntry{
		CollaboratoryID: d.Club.CollaboratoryID, ID: id.New(), GatheringID: d.ID, Name: in.Name, Email: in.Email,
		Language: i18n.Lang(ctx), Key: in.Key, Hash: hash,
	}
	stored, err := insertJoined(ctx, tx, joined, s.clock.Now())
	if err != nil {
		return id.Nil, fmt.Errorf("joining a gathering: %w", err)
	}
	if stored == nil {
		return sentBefore(hash)(guestRequest(ctx, tx, d.Club.CollaboratoryID, d.ID, in.Key))
	}
	g := Gathering{CollaboratoryID: d.Club.CollaboratoryID, ID: d.ID}
	s.changed(tx, d.ID)
	return joined.ID, s.record(ctx, tx, g, "gathering.guest-joined", map[string]any{"guest": joined.ID.String()})
}

// sameGuest is who this browser joined as before, when it is the same person: an address given only now is kept. Nil
// when they are new here.
func (s *Service) sameGuest(ctx context.Context, tx *db.Tx, d Door, in Joining) (id.ID, error) {
	pass, _ := s.readPass(in.Pass) // one that cannot be read is of no gathering
	if pass.Gathering != d.ID {
		return id.Nil, nil
	}
	row, err := lockGuest(ctx, tx, pass.Collaboratory, pass.ID)
	if fault.Is(err, fault.KindNotFound) {
		return id.Nil, nil
	}
	if err != nil || row.Name != in.Name || row.Email != "" && in.Email != "" && row.Email != in.Email {
		return id.Nil, err
	}
	if row.Email == "" && in.Email != "" {
		if err := giveAddress(ctx, tx, pass.Collaboratory, pass.ID, in.Email); err != nil {
			return id.Nil, err
		}
	}
	return pass.ID, nil
}

// GuestPurpose is what the pass of a guest is signed for.
const GuestPurpose = "guest"

// passLasts is how long after a gathering a pass can still be read: its rights end before, at noon of the day after,
// but until then it can say which gathering it was for.
const passLasts = 14 * 24 * time.Hour

func (s *Service) passFor(d Door, guest id.ID) string {
	return s.signer.Sign(GuestPurpose, d.EndsAt.Add(passLasts), d.Club.CollaboratoryID.String(), d.ID.String(), guest.String())
}

func (s *Service) readPass(pass string) (access.Pass, error) {
	parts, err := s.signer.Read(GuestPurpose, pass, s.clock.Now())
	if err != nil {
		return access.Pass{}, err
	}
	if len(parts) != 3 {
		return access.Pass{}, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	return access.Pass{Collaboratory: id.Maybe(parts[0]), Gathering: id.Maybe(parts[1]), ID: id.Maybe(parts[2])}, nil
}

// Pass reads what the browser of a guest keeps, and says for which gathering it is. fault.NotFound when it is none of
// ours or that guest is no more; fault.Gone once the room has closed to guests, with the Door of the gathering it was.
func (s *Service) Pass(ctx context.Context, pass string) (access.Pass, Door, error) {
	p, err := s.readPass(pass)
	if err != nil {
		return access.Pass{}, Door{}, err
	}
	row, err := doorOfGuest(ctx, s.db.Pool(), p.Collaboratory, p.Gathering, p.ID)
	if err != nil {
		return access.Pass{}, Door{}, err
	}
	p.Name = row.GuestName
	d := row.door(s.clock.Now())
	if d.over(s.clock.Now()) {
		return access.Pass{}, d, fault.Gone("This gathering is over. Its room was open until noon of the day after")
	}
	return p, d, d.Shut
}

// VerifyGuest keeps that a guest opened the letter sent to their address. Only they may, with a pass for this one guest.
// fault.NotFound for anybody else.
func (s *Service) VerifyGuest(ctx context.Context, collaboratory, guest id.ID) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		row, err := asGuest(ctx, tx, collaboratory, guest)
		if err != nil {
			return err
		}
		if row.VerifiedAt != nil || row.Email == "" {
			return nil
		}
		if err := verifyGuest(ctx, tx, collaboratory, guest, s.clock.Now()); err != nil {
			return fmt.Errorf("verifying a guest: %w", err)
		}
		g := Gathering{CollaboratoryID: collaboratory, ID: row.GatheringID}
		return s.record(ctx, tx, g, "gathering.guest-verified", map[string]any{"guest": guest.String()})
	})
}

// asGuest finds a guest who acts for themselves, and holds them until the transaction ends; fault.NotFound for anybody
// else.
func asGuest(ctx context.Context, tx *db.Tx, collaboratory, guest id.ID) (heldGuest, error) {
	row, err := lockGuest(ctx, tx, collaboratory, guest)
	if err != nil {
		return row, err
	}
	actor, scope := access.From(ctx), access.Scope{Collaboratory: collaboratory}
	if actor.Guest != nil && actor.Guest.ID == guest {
		scope.Is = actor.GuestAt(row.GatheringID)
	}
	return row, access.Check(actor, access.GatheringVerify, scope)
}

// ForgetAddress drops the address a guest gave, because it was somebody else’s, and tells whether it did: a guest who
// opened their letter before keeps it. Only who got that letter may; fault.NotFound for anybody else.
func (s *Service) ForgetAddress(ctx context.Context, collaboratory, guest id.ID) (forgot bool, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		row, err := asGuest(ctx, tx, collaboratory, guest)
		if err != nil || row.VerifiedAt != nil || row.Email == "" {
			return err
		}
		forgot = true
		if err := giveAddress(ctx, tx, collaboratory, guest, ""); err != nil {
			return fmt.Errorf("forgetting the address of a guest: %w", err)
		}
		g := Gathering{CollaboratoryID: collaboratory, ID: row.GatheringID}
		return s.record(ctx, tx, g, "gathering.guest-address-forgotten", map[string]any{"guest": guest.String()})
	})
	return forgot, err
}
