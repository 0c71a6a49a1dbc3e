package collaboratory_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

const june, walt, rosa = example.Convener, "Walt Pruitt", "Rosa Villaseñor"

func want(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("got %v, want fault kind %d", err, kind)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func audited(t *testing.T, h *example.House, action string) int {
	t.Helper()
	n, err := db.Value[int](t.Context(), h.DB.Pool(), `SELECT count(*) FROM audit WHERE action = $1`, action)
	must(t, err)
	return n
}

func invite(t *testing.T, h *example.House, pasted string) collaboratory.Outcome {
	t.Helper()
	out, err := h.Collaboratories.Invite(h.As(t.Context(), june), h.Club, pasted)
	must(t, err)
	return out
}

func key(t *testing.T, h *example.House, email string) string {
	t.Helper()
	plain, err := h.Key(t.Context(), email, "/i/")
	must(t, err)
	return plain
}

func founding(name string) collaboratory.Founding {
	return collaboratory.Founding{Key: id.New(), Name: name, Town: "Mill Falls", Zone: "Europe/Madrid", Language: "es"}
}

func TestCreate(t *testing.T) {
	h := exampletest.OpenTown(t)
	n := founding("Mill Falls Collaboratory")
	made, err := h.Collaboratories.Create(h.As(t.Context(), walt), n)
	must(t, err)
	again, err := h.Collaboratories.Create(h.As(t.Context(), walt), n)
	if err != nil || again != made || made.Slug != "mill-falls" {
		t.Errorf("sent twice: %v %v %v", made, again, err)
	}
	n.Name = "Another"
	_, err = h.Collaboratories.Create(h.As(t.Context(), walt), n)
	want(t, err, fault.KindConflict)
	second, err := h.Collaboratories.Create(h.As(t.Context(), rosa), founding("Mill Falls"))
	if err != nil || second.Slug != "mill-falls-2" {
		t.Error(second, err)
	}
	ctx := h.As(t.Context(), walt)
	if !access.From(ctx).Convenes(made.ID) {
		t.Error("who creates it convenes it")
	}
	c, err := h.Collaboratories.See(ctx, made.ID)
	if err != nil || c.Zone != "Europe/Madrid" || c.Currency != "EUR" || c.Language != "es" || len(c.Sectors) == 0 {
		t.Errorf("%+v %v", c, err)
	}
	_, err = h.Collaboratories.See(h.As(t.Context(), june), made.ID)
	want(t, err, fault.KindNotFound)
}

func TestCreateRefuses(t *testing.T) {
	h := exampletest.OpenTown(t)
	_, err := h.Collaboratories.Create(t.Context(), founding("Mill Falls"))
	want(t, err, fault.KindForbidden)
	_, err = h.Collaboratories.Create(h.As(t.Context(), walt), collaboratory.Founding{Key: id.New(), Name: " "})
	if f := fault.Of(err); f == nil || len(f.Fields) != 2 {
		t.Error(err)
	}
}

func TestInvite(t *testing.T) {
	h := exampletest.OpenTown(t)
	out := invite(t, h, "Nora Vance <nora@pellriver.example>, walt@pellriver.example\nomar@pellriver.example")
	if len(out.Sent) != 2 || len(out.Members) != 1 || len(out.Invited) != 0 {
		t.Errorf("%+v", out)
	}
	out = invite(t, h, "nora@pellriver.example")
	if len(out.Sent) != 0 || len(out.Invited) != 1 {
		t.Errorf("nobody gets two: %+v", out)
	}
	letters, err := h.Letters(t.Context(), "nora@pellriver.example")
	if err != nil || len(letters) != 1 || !strings.Contains(letters[0], "June Abernathy") || !strings.Contains(letters[0], "Nora Vance") {
		t.Errorf("%v\n%s", err, letters)
	}
}

func TestInviteIsWholeOrNotAtAll(t *testing.T) {
	h := exampletest.OpenTown(t)
	before := audited(t, h, "member.invited")
	_, err := h.Collaboratories.Invite(h.As(t.Context(), june), h.Club, "nora@pellriver.example\nnot an address")
	want(t, err, fault.KindInvalid)
	_, err = h.Collaboratories.Invite(h.As(t.Context(), walt), h.Club, "nora@pellriver.example")
	want(t, err, fault.KindForbidden)
	if audited(t, h, "member.invited") != before {
		t.Error("nothing may be half done")
	}
	other, err := h.Collaboratories.Create(h.As(t.Context(), walt), founding("Mill Falls"))
	must(t, err)
	_, err = h.Collaboratories.Invite(h.As(t.Context(), june), other.ID, "nora@pellriver.example")
	want(t, err, fault.KindNotFound)
}

func TestTwoConvenersInviteTheSameAtOnce(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if _, err := h.Collaboratories.Invite(ctx, h.Club, "nora@pellriver.example"); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if letters, err := h.Letters(t.Context(), "nora@pellriver.example"); err != nil || len(letters) != 1 {
		t.Errorf("%d letters, %v", len(letters), err)
	}
}

func TestAccept(t *testing.T) {
	h := exampletest.OpenTown(t)
	invite(t, h, "Nora <nora@pellriver.example>")
	plain := key(t, h, "nora@pellriver.example")
	door, err := h.Collaboratories.LookAtDoor(t.Context(), plain)
	if err != nil || door.Inviter != june || door.Email != "nora@pellriver.example" || door.Name != "Nora" || door.Known {
		t.Errorf("%+v %v", door, err)
	}
	must(t, h.Collaboratories.Opened(t.Context(), plain))
	_, err = h.Collaboratories.Accept(t.Context(), plain, " ", "es")
	want(t, err, fault.KindInvalid)
	in, err := h.Collaboratories.Accept(t.Context(), plain, "Nora Vance", "es")
	if err != nil || in.Slug != example.Slug || in.Entry.Next != "/c/pell-river" || in.Entry.Language != "es" {
		t.Fatalf("%+v %v", in, err)
	}
	if _, belongs := access.From(h.As(t.Context(), "Nora Vance")).Membership(h.Club); !belongs {
		t.Error("she belongs")
	}
	_, err = h.Collaboratories.Accept(t.Context(), plain, "Nora Vance", "es")
	want(t, err, fault.KindGone)
	_, err = h.Collaboratories.LookAtDoor(t.Context(), plain)
	want(t, err, fault.KindGone)
	_, err = h.Collaboratories.Accept(t.Context(), "never-made", "Nora", "en")
	want(t, err, fault.KindNotFound)
	if audited(t, h, "member.joined") != 37 {
		t.Error(audited(t, h, "member.joined"), "joined")
	}
}

func TestAcceptKeepsTheNameOfAPerson(t *testing.T) {
	h := exampletest.OpenTown(t)
	other, err := h.Collaboratories.Create(h.As(t.Context(), walt), founding("Mill Falls"))
	must(t, err)
	_, err = h.Collaboratories.Invite(h.As(t.Context(), walt), other.ID, "Somebody <rosa@pellriver.example>")
	must(t, err)
	plain := key(t, h, "rosa@pellriver.example")
	if door, err := h.Collaboratories.LookAtDoor(t.Context(), plain); err != nil || !door.Known || door.Name != rosa {
		t.Errorf("%+v %v", door, err)
	}
	in, err := h.Collaboratories.Accept(t.Context(), plain, "Somebody", "en")
	if err != nil || in.Entry.PersonID != h.Person(rosa) || in.Entry.Language != "es" {
		t.Errorf("%+v %v", in, err)
	}
}

func TestAnInvitationEnds(t *testing.T) {
	h := exampletest.OpenTown(t)
	invite(t, h, "nora@pellriver.example")
	old := key(t, h, "nora@pellriver.example")
	h.Clock.Advance(30 * 24 * time.Hour)
	_, err := h.Collaboratories.Accept(t.Context(), old, "Nora", "en")
	want(t, err, fault.KindGone)
	if out := invite(t, h, "nora@pellriver.example"); len(out.Sent) != 1 {
		t.Errorf("one that ran out is sent anew: %+v", out)
	}
	_, err = h.Collaboratories.LookAtDoor(t.Context(), old)
	want(t, err, fault.KindNotFound)
	if _, err = h.Collaboratories.Accept(t.Context(), key(t, h, "nora@pellriver.example"), "Nora", "en"); err != nil {
		t.Error(err)
	}
}

func invitations(t *testing.T, h *example.House, email string) collaboratory.Invited {
	t.Helper()
	in, err := h.Collaboratories.Invitations(h.As(t.Context(), june), h.Club)
	must(t, err)
	for _, i := range in.All {
		if i.Email == email {
			return i
		}
	}
	return collaboratory.Invited{}
}

func TestResendAndWithdraw(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	invite(t, h, "nora@pellriver.example")
	old := key(t, h, "nora@pellriver.example")
	must(t, h.Collaboratories.Opened(t.Context(), old))
	i := invitations(t, h, "nora@pellriver.example")
	if i.State != collaboratory.StageOpened || i.Letter != "waiting" || i.Inviter != june {
		t.Errorf("%+v", i)
	}
	h.Clock.Advance(time.Minute)
	must(t, h.Collaboratories.Resend(ctx, h.Club, i.ID))
	_, err := h.Collaboratories.LookAtDoor(t.Context(), old)
	want(t, err, fault.KindNotFound)
	if i = invitations(t, h, "nora@pellriver.example"); i.SentCount != 2 || i.State != collaboratory.StageInvited {
		t.Errorf("%+v", i)
	}
	want(t, h.Collaboratories.Resend(h.As(t.Context(), walt), h.Club, i.ID), fault.KindForbidden)
	want(t, h.Collaboratories.Resend(ctx, h.Club, id.New()), fault.KindNotFound)
	want(t, h.Collaboratories.Withdraw(h.As(t.Context(), walt), h.Club, i.ID), fault.KindForbidden)
	must(t, h.Collaboratories.Withdraw(ctx, h.Club, i.ID))
	must(t, h.Collaboratories.Withdraw(ctx, h.Club, i.ID))
	if audited(t, h, "member.invitation-withdrawn") != 1 {
		t.Error("taken back once")
	}
	_, err = h.Collaboratories.Accept(t.Context(), key(t, h, "nora@pellriver.example"), "Nora", "en")
	want(t, err, fault.KindGone)
	joined := invitations(t, h, "rosa@pellriver.example")
	want(t, h.Collaboratories.Resend(ctx, h.Club, joined.ID), fault.KindConflict)
	want(t, h.Collaboratories.Withdraw(ctx, h.Club, joined.ID), fault.KindConflict)
	_, err = h.Collaboratories.Invitations(h.As(t.Context(), walt), h.Club)
	want(t, err, fault.KindForbidden)
}

func TestSendingAgainIsLimited(t *testing.T) {
	h := exampletest.OpenTown(t)
	invite(t, h, "nora@pellriver.example")
	i := invitations(t, h, "nora@pellriver.example")
	for range 5 {
		must(t, h.Collaboratories.Resend(h.As(t.Context(), june), h.Club, i.ID))
	}
	want(t, h.Collaboratories.Resend(h.As(t.Context(), june), h.Club, i.ID), fault.KindTooMany)
}
