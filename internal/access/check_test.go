package access

import (
	"testing"

	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// TestCheckHoldsTheTable asks every action as every single role and holds the answer against the table.
func TestCheckHoldsTheTable(t *testing.T) {
	club := id.New()
	for action, r := range rules {
		for role := Anyone; role <= System; role <<= 1 {
			actor, scope := standing(role, club)
			want := roles(actor, scope)&r.who != 0
			if got := Check(actor, action, scope) == nil; got != want {
				t.Errorf("%s as role %b: allowed = %v, want %v", action, role, got, want)
			}
		}
	}
}

// standing makes an actor who has exactly this role, and a scope that says so.
func standing(role Role, club id.ID) (Actor, Scope) {
	scope := Scope{Collaboratory: club}
	switch role {
	case Anyone:
		return Actor{}, scope
	case System:
		return AsSystem("test"), scope
	case SignedIn:
		return Actor{PersonID: id.New()}, scope
	case Steward:
		return Actor{PersonID: id.New(), Steward: true}, scope
	case Member, Convener:
		return Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: club, Role: Member | role}}}, scope
	}
	scope.Is = role
	if role == Guest {
		return Actor{Guest: &Pass{ID: id.New(), Gathering: id.New(), Collaboratory: club}}, scope
	}
	return Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: club, Role: Member}}}, scope
}

func TestAStrangerNeverLearnsThatItIsThere(t *testing.T) {
	club, elsewhere := id.New(), id.New()
	convenerElsewhere := Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: elsewhere, Role: Member | Convener}}}
	for action := range rules {
		err := Check(convenerElsewhere, action, Scope{Collaboratory: club, Is: Presenter | Giver | Host})
		if rules[action].who&(SignedIn|Anyone) != 0 {
			continue // belongs to no collaboratory, or is open to everybody
		}
		if !fault.Is(err, fault.KindNotFound) {
			t.Errorf("%s by another collaboratory’s convener: %v, want not found", action, err)
		}
	}
}

func TestAnUnknownActionIsRefusedToEverybody(t *testing.T) {
	club := id.New()
	convener := Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: club, Role: Member | Convener}}}
	if err := Check(convener, "room.unheard-of", Scope{Collaboratory: club}); !fault.Is(err, fault.KindNotFound) {
		t.Fatalf("unknown action: %v", err)
	}
}

func TestNobodyConfirmsTheirOwnPledge(t *testing.T) {
	if rules[CommitmentReceive].who&Giver != 0 {
		t.Fatal("the giver may receive their own pledge")
	}
}

func TestAGuestHasTheRoomAndNothingElse(t *testing.T) {
	club, gathering := id.New(), id.New()
	pass := &Pass{ID: id.New(), Gathering: gathering, Collaboratory: club}
	open := map[Action]bool{GatheringRoom: true, GatheringJoin: true, GatheringVerify: true, StageHand: true, CommitmentPledge: true,
		CommitmentVerify: true, CommitmentClaim: true}
	for name, guest := range map[string]Actor{"without an account": {Guest: pass}, "signed in, no member": {PersonID: id.New(), Guest: pass}} {
		for action, r := range rules {
			scope := Scope{Collaboratory: club, Is: guest.GuestAt(gathering) | Host | Presenter}
			err := Check(guest, action, scope)
			if r.who&SignedIn == 0 && (err == nil) != open[action] {
				t.Errorf("%s, guest %s: %v", action, name, err)
			}
			if err != nil && !fault.Is(err, fault.KindNotFound) {
				t.Errorf("%s, guest %s: %v, want not found", action, name, err)
			}
		}
	}
}

func TestAPassOpensOneGathering(t *testing.T) {
	club, gathering := id.New(), id.New()
	guest := Actor{Guest: &Pass{ID: id.New(), Gathering: gathering, Collaboratory: club}}
	elsewhere := Scope{Collaboratory: club, Is: guest.GuestAt(id.New())}
	if err := Check(guest, GatheringRoom, elsewhere); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("another gathering’s room: %v", err)
	}
	if (Actor{}).GuestAt(id.Nil) != 0 || guest.GuestAt(id.Nil) != 0 {
		t.Error("no gathering is nobody’s")
	}
	own := Scope{Collaboratory: club, Is: guest.GuestAt(gathering) | Giver}
	if err := Check(guest, CommitmentEdit, own); err != nil {
		t.Errorf("their own promise: %v", err)
	}
	withoutPass := Actor{PersonID: id.New()}
	if err := Check(withoutPass, GatheringRoom, Scope{Collaboratory: club, Is: Guest}); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("a guest without a pass: %v", err)
	}
}

func TestAnArchivedCollaboratoryIsRead(t *testing.T) {
	club := id.New()
	everybody := Convener | Host | Scribe | Author | Presenter | Giver | Self
	convener := Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: club, Role: Member | Convener, Archived: true}}}
	for action, r := range rules {
		err := Check(convener, action, Scope{Collaboratory: club, Is: everybody})
		if r.who&(everybody|Member|SignedIn|Anyone) != 0 && (err == nil) != goesOn[action] {
			t.Errorf("%s in an archived collaboratory: %v", action, err)
		}
		if err != nil && r.who&(everybody|Member|SignedIn|Anyone) != 0 && !fault.Is(err, fault.KindConflict) {
			t.Errorf("%s: %v, want a conflict in words", action, err)
		}
	}
	if err := Check(convener, CollaboratoryCreate, Scope{}); err != nil {
		t.Errorf("elsewhere nothing has changed: %v", err)
	}
}
