package collaboratory_test

import (
	"strings"
	"testing"
	"time"

	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
)

func openLink(t *testing.T, h *example.House) string {
	t.Helper()
	ctx := h.As(t.Context(), june)
	must(t, h.Collaboratories.OpenLink(ctx, h.Club))
	in, err := h.Collaboratories.Invitations(ctx, h.Club)
	must(t, err)
	return in.Link.Token
}

func TestTheOpenLink(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	want(t, h.Collaboratories.OpenLink(h.As(t.Context(), walt), h.Club), fault.KindForbidden)
	first := openLink(t, h)
	if openLink(t, h) != first {
		t.Error("open already, it stays as it is")
	}
	if door, err := h.Collaboratories.LookAtDoor(t.Context(), first); err != nil || door.Email != "" || door.Club != "Pell River Collaboratory" {
		t.Errorf("%+v %v", door, err)
	}
	must(t, h.Collaboratories.RenewLink(ctx, h.Club))
	_, err := h.Collaboratories.LookAtDoor(t.Context(), first)
	want(t, err, fault.KindNotFound)
	must(t, h.Collaboratories.CloseLink(ctx, h.Club))
	must(t, h.Collaboratories.CloseLink(ctx, h.Club))
	if audited(t, h, "member.link-closed") != 1 {
		t.Error("closed once")
	}
	in, err := h.Collaboratories.Invitations(ctx, h.Club)
	if err != nil || in.Link != nil {
		t.Error(in.Link, err)
	}
	want(t, h.Collaboratories.AskToJoin(t.Context(), first, "Nora", "nora@pellriver.example", "en"), fault.KindNotFound)
}

func TestJoiningByTheLinkProvesTheMailboxFirst(t *testing.T) {
	h := exampletest.OpenTown(t)
	link := openLink(t, h)
	join := func(name, email string) error {
		return h.Collaboratories.AskToJoin(t.Context(), link, name, email, "en")
	}
	want(t, join("", "x"), fault.KindInvalid)
	must(t, join("Nora Vance", "nora@pellriver.example"))
	if n, _ := db.Value[int](t.Context(), h.DB.Pool(), `SELECT count(*) FROM person WHERE name = 'Nora Vance'`); n != 0 {
		t.Error("nobody joins before their mailbox is proven")
	}
	in, err := h.Collaboratories.Accept(t.Context(), key(t, h, "nora@pellriver.example"), "Nora Vance", "en")
	if err != nil || in.Entry.Name != "Nora Vance" {
		t.Errorf("%+v %v", in, err)
	}
	h.Clock.Advance(time.Minute)
	must(t, join("Somebody", "rosa@pellriver.example"))
	letters, err := h.Letters(t.Context(), "rosa@pellriver.example")
	if err != nil || strings.Contains(letters[0], "/i/") || !strings.Contains(letters[0], "/sign-in") {
		t.Errorf("a member is told by letter that she is one: %v\n%s", err, letters[0])
	}
	for range 4 {
		must(t, join("Somebody", "rosa@pellriver.example"))
	}
	want(t, join("Somebody", "rosa@pellriver.example"), fault.KindTooMany)
}

func TestJoinAsMyself(t *testing.T) {
	h := exampletest.OpenTown(t)
	other, err := h.Collaboratories.Create(h.As(t.Context(), walt), founding("Mill Falls"))
	must(t, err)
	_, err = h.Collaboratories.Invite(h.As(t.Context(), walt), other.ID, "rosa@pellriver.example")
	must(t, err)
	must(t, h.Collaboratories.OpenLink(h.As(t.Context(), walt), other.ID))
	in, err := h.Collaboratories.Invitations(h.As(t.Context(), walt), other.ID)
	must(t, err)
	_, err = h.Collaboratories.JoinAsMyself(t.Context(), in.Link.Token)
	want(t, err, fault.KindForbidden)
	_, err = h.Collaboratories.JoinAsMyself(h.As(t.Context(), rosa), "never-made")
	want(t, err, fault.KindNotFound)
	for range 2 {
		slug, err := h.Collaboratories.JoinAsMyself(h.As(t.Context(), rosa), in.Link.Token)
		if err != nil || slug != other.Slug {
			t.Fatal(slug, err)
		}
	}
	in, err = h.Collaboratories.Invitations(h.As(t.Context(), walt), other.ID)
	if err != nil || in.All[0].State != collaboratory.StageJoined {
		t.Error("her invitation is answered too", in.All, err)
	}
}
