package collaboratory_test

import (
	"context"
	"sync"
	"testing"

	"collaboratory/internal/access"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

func TestAddAndEditPerson(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, form := h.As(t.Context(), june), id.New()
	profile := member.Profile{Name: "Ida Kemp", Phone: "555 0150", CareOf: "Lemuel@pellriver.example"}
	for range 2 {
		if person, err := h.Collaboratories.AddPerson(ctx, h.Club, form, profile); err != nil || person != form {
			t.Fatal(person, err)
		}
	}
	if audited(t, h, "member.added") != 4 {
		t.Error("added once", audited(t, h, "member.added"))
	}
	profile.Name = "Another"
	_, err := h.Collaboratories.AddPerson(ctx, h.Club, form, profile)
	want(t, err, fault.KindConflict)
	_, err = h.Collaboratories.AddPerson(ctx, h.Club, id.New(), member.Profile{CareOf: "x"})
	want(t, err, fault.KindInvalid)
	_, err = h.Collaboratories.AddPerson(h.As(t.Context(), walt), h.Club, id.New(), profile)
	want(t, err, fault.KindForbidden)

	must(t, h.Collaboratories.EditPerson(ctx, h.Club, form, member.Portrait{Profile: member.Profile{Name: "Ida B. Kemp"}}))
	want(t, h.Collaboratories.EditPerson(ctx, h.Club, h.Person(rosa), member.Portrait{Profile: member.Profile{Name: "Rosie"}}), fault.KindForbidden)
	want(t, h.Collaboratories.EditPerson(h.As(t.Context(), walt), h.Club, form, member.Portrait{Profile: profile}), fault.KindForbidden)
	other, err := h.Collaboratories.Create(h.As(t.Context(), walt), founding("Mill Falls"))
	must(t, err)
	want(t, h.Collaboratories.EditPerson(h.As(t.Context(), walt), other.ID, form, member.Portrait{Profile: profile}), fault.KindNotFound)
	_, err = h.Collaboratories.AddPerson(h.As(t.Context(), walt), other.ID, form, member.Profile{Name: "Ida B. Kemp"})
	want(t, err, fault.KindConflict)
}

func TestRoles(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	give := func(ctx context.Context, name string, role collaboratory.Role) error {
		return h.Collaboratories.GiveRole(ctx, h.Club, h.Person(name), role)
	}
	want(t, give(h.As(t.Context(), walt), walt, collaboratory.RoleConvener), fault.KindForbidden)
	want(t, give(ctx, walt, "king"), fault.KindInvalid)
	want(t, give(ctx, "Opal Jenkins", collaboratory.RoleConvener), fault.KindConflict)
	want(t, give(ctx, june, collaboratory.RoleMember), fault.KindConflict)
	must(t, give(ctx, walt, collaboratory.RoleConvener))
	if !access.From(h.As(t.Context(), walt)).Convenes(h.Club) {
		t.Error("Walt convenes now")
	}
	must(t, give(ctx, june, collaboratory.RoleMember))
	want(t, give(h.As(t.Context(), june), june, collaboratory.RoleConvener), fault.KindForbidden)
	if audited(t, h, "member.role") != 2 {
		t.Error(audited(t, h, "member.role"))
	}
}

func TestRemoveAndLeave(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	want(t, h.Collaboratories.Remove(h.As(t.Context(), walt), h.Club, h.Person(rosa)), fault.KindForbidden)
	want(t, h.Collaboratories.Leave(ctx, h.Club), fault.KindConflict)
	want(t, h.Collaboratories.Remove(ctx, h.Club, h.Person(june)), fault.KindConflict)
	must(t, h.Collaboratories.Remove(ctx, h.Club, h.Person(rosa)))
	want(t, h.Collaboratories.Remove(ctx, h.Club, h.Person(rosa)), fault.KindNotFound)
	_, err := h.Collaboratories.Members(h.As(t.Context(), rosa), h.Club, collaboratory.Sought{})
	want(t, err, fault.KindNotFound)
	must(t, h.Collaboratories.Leave(h.As(t.Context(), walt), h.Club))
	want(t, h.Collaboratories.Leave(h.As(t.Context(), walt), h.Club), fault.KindNotFound)
	_, _, err = h.Collaboratories.Member(ctx, h.Club, h.Person(walt))
	want(t, err, fault.KindNotFound)
	if out := invite(t, h, "walt@pellriver.example"); len(out.Sent) != 1 {
		t.Errorf("who left may be invited again: %+v", out)
	}
	_, err = h.Collaboratories.Accept(t.Context(), key(t, h, "walt@pellriver.example"), "", "en")
	must(t, err)
	if _, belongs := access.From(h.As(t.Context(), walt)).Membership(h.Club); !belongs {
		t.Error("Walt is back")
	}
}

func TestTheLastTwoConvenersLeaveAtOnce(t *testing.T) {
	h := exampletest.OpenTown(t)
	must(t, h.Collaboratories.GiveRole(h.As(t.Context(), june), h.Club, h.Person(walt), collaboratory.RoleConvener))
	var wait sync.WaitGroup
	for _, name := range []string{june, walt} {
		ctx := h.As(t.Context(), name)
		wait.Go(func() { _ = h.Collaboratories.Leave(ctx, h.Club) })
	}
	wait.Wait()
	n, err := db.Value[int](t.Context(), h.DB.Pool(), `
		SELECT count(*)
		FROM membership
		WHERE role = 'convener'
		  AND left_at IS NULL`)
	if err != nil || n != 1 {
		t.Errorf("%d conveners left, %v", n, err)
	}
}

func TestSettings(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	s := collaboratory.Settings{
		Name: "Pell River Club", Town: "Pell River", Zone: "America/Denver", Language: "es", Currency: "cad",
		ReplyTo: "Club@pellriver.example",
	}
	must(t, h.Collaboratories.ChangeSettings(ctx, h.Club, s, ""))
	c, err := h.Collaboratories.See(ctx, h.Club)
	if err != nil || c.Name != s.Name || c.Currency != "CAD" || c.ReplyTo != "club@pellriver.example" || c.Slug != example.Slug {
		t.Errorf("%+v %v", c, err)
	}
	want(t, h.Collaboratories.ChangeSettings(h.As(t.Context(), walt), h.Club, s, ""), fault.KindForbidden)
	s.Zone = "Mars/Olympus"
	want(t, h.Collaboratories.ChangeSettings(ctx, h.Club, s, ""), fault.KindInvalid)
}

func TestMembersBySearchAndPage(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	for range 70 {
		_, err := h.Collaboratories.AddPerson(ctx, h.Club, id.New(), member.Profile{Name: "Zed 100%", Sector: "youth"})
		must(t, err)
	}
	seen := map[id.ID]bool{}
	sought, pages := collaboratory.Sought{}, 0
	var last collaboratory.Directory
	for {
		d, err := h.Collaboratories.Members(ctx, h.Club, sought)
		must(t, err)
		for _, m := range d.Members {
			seen[m.ID] = true
		}
		pages++
		end := d.Members[len(d.Members)-1]
		last, sought = d, collaboratory.Sought{After: collaboratory.Mark{Name: end.Name, ID: end.ID}}
		if !d.HasNext {
			break
		}
	}
	if pages != 3 || len(seen) != 110 || !last.HasBefore {
		t.Errorf("%d pages, %d people", pages, len(seen))
	}
	first := last.Members[0]
	back, err := h.Collaboratories.Members(ctx, h.Club, collaboratory.Sought{Before: collaboratory.Mark{Name: first.Name, ID: first.ID}})
	if err != nil || len(back.Members) != 50 || !back.HasBefore || !back.HasNext || back.Members[49].ID == first.ID {
		t.Errorf("%d members before, %v %v, %v", len(back.Members), back.HasBefore, back.HasNext, err)
	}
	for words, n := range map[string]int{"villa": 1, "RIVER": 9, "100%": 50, "%": 50, "nobody at all": 0} {
		d, err := h.Collaboratories.Members(ctx, h.Club, collaboratory.Sought{Words: words})
		if err != nil || len(d.Members) != n {
			t.Errorf("%q finds %d, %v", words, len(d.Members), err)
		}
	}
	d, err := h.Collaboratories.Members(h.As(t.Context(), walt), h.Club, collaboratory.Sought{Sector: "faith"})
	if err != nil || len(d.Members) != 2 || d.MayConvene || d.Tally[0] != (collaboratory.Tally{Sector: "youth", Count: 70}) {
		t.Errorf("%+v %v", d, err)
	}
}

func TestHowToReachSomebodyIsForConveners(t *testing.T) {
	h := exampletest.OpenTown(t)
	for name, sees := range map[string]bool{june: true, rosa: true, walt: false} {
		p, _, err := h.Collaboratories.Member(h.As(t.Context(), name), h.Club, h.Person(rosa))
		if err != nil || (p.Email != "") != sees || (p.Phone != "") != sees {
			t.Errorf("%s sees %q %q, %v", name, p.Email, p.Phone, err)
		}
	}
	_, _, err := h.Collaboratories.Member(t.Context(), h.Club, h.Person(rosa))
	want(t, err, fault.KindNotFound)
}
