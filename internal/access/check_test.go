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
	return Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: club, Role: Member}}}, scope
}

func TestAStrangerNeverLearnsThatItIsThere(t *testing.T) {
	club, elsewhere := id.New(), id.New()
	convenerElsewhere := Actor{PersonID: id.New(), Memberships: []Membership{{CollaboratoryID: elsewhere, Role: Member | Convener}}}
	for action := range rules {
		err := Check(convenerElsewhere, action, Scope{Collaboratory: club, Is: Presenter | Giver | Host})
		if rules[action].who&SignedIn != 0 {
			continue // belongs to no collaboratory
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
