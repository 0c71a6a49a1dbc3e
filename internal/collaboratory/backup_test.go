package collaboratory_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
)

const ruth, day = "Ruth Ann Popovic", 24 * time.Hour

// told is what all letters to an address say.
func told(t *testing.T, h *example.House, email string) string {
	t.Helper()
	letters, err := h.Letters(t.Context(), email)
	must(t, err)
	return strings.Join(letters, "\n")
}

func letters(t *testing.T, h *example.House, cause string) int {
	t.Helper()
	return value[int](t, h, `SELECT count(*) FROM letter WHERE cause LIKE $1 || '%'`, cause)
}

func sweep(t *testing.T, h *example.House) {
	t.Helper()
	must(t, h.Collaboratories.SweepCalls(access.With(t.Context(), access.AsSystem("test"))))
}

func TestNamingABackup(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, c := h.As(t.Context(), june), h.Collaboratories
	want(t, c.NameBackup(h.As(t.Context(), walt), h.Club, h.Person(ruth)), fault.KindForbidden)
	want(t, c.NameBackup(ctx, h.Club, h.Person(june)), fault.KindConflict)
	want(t, c.NameBackup(ctx, h.Club, h.Person("Opal Jenkins")), fault.KindConflict)
	must(t, c.NameBackup(ctx, h.Club, h.Person(walt)))
	must(t, c.NameBackup(ctx, h.Club, h.Person(ruth)))
	must(t, c.NameBackup(ctx, h.Club, h.Person(ruth)))
	if audited(t, h, "backup.named") != 2 || letters(t, h, "backup-named/") != 2 {
		t.Error("sent twice is named once")
	}
	b, err := c.Backup(h.As(t.Context(), walt), h.Club)
	if err != nil || b.Backup == nil || b.Backup.Name != ruth || b.Mine || len(b.Members) != 0 {
		t.Errorf("every member sees who stands in: %+v %v", b, err)
	}
	want(t, c.EndBackup(h.As(t.Context(), walt), h.Club), fault.KindForbidden)
	must(t, c.EndBackup(h.As(t.Context(), ruth), h.Club)) // she may decline
	must(t, c.EndBackup(ctx, h.Club))
	if audited(t, h, "backup.ended") != 1 {
		t.Error("ended once")
	}
}

func TestInvitingABackup(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, c := h.As(t.Context(), june), h.Collaboratories
	want(t, c.InviteBackup(ctx, h.Club, "nobody"), fault.KindInvalid)
	want(t, c.InviteBackup(h.As(t.Context(), walt), h.Club, "nora@pellriver.example"), fault.KindForbidden)
	before := letters(t, h, "invitation/")
	must(t, c.InviteBackup(ctx, h.Club, " Nora@pellriver.example"))
	must(t, c.InviteBackup(ctx, h.Club, "nora@pellriver.example"))
	if letters(t, h, "invitation/") != before+1 || audited(t, h, "backup.invited") != 1 {
		t.Error("invited once:", letters(t, h, "invitation/"))
	}
	_, err := c.Accept(t.Context(), key(t, h, "nora@pellriver.example"), "Nora Vance", "en")
	must(t, err)
	if b, err := c.Backup(ctx, h.Club); err != nil || b.Backup == nil || b.Backup.Name != "Nora Vance" || b.Invited != "" {
		t.Errorf("%+v %v", b, err)
	}
	must(t, c.InviteBackup(ctx, h.Club, "walt@pellriver.example")) // a member is named
	if b, err := c.Backup(ctx, h.Club); err != nil || b.Backup.Name != walt {
		t.Errorf("%+v %v", b, err)
	}
}

func TestABackupTakesOver(t *testing.T) {
	h := exampletest.OpenTown(t)
	c := h.Collaboratories
	must(t, c.NameBackup(h.As(t.Context(), june), h.Club, h.Person(ruth)))
	her := h.As(t.Context(), ruth)
	want(t, c.CallConveners(h.As(t.Context(), walt), h.Club), fault.KindForbidden)
	want(t, c.CallConveners(h.As(t.Context(), june), h.Club), fault.KindForbidden)
	want(t, c.TakeOver(her, h.Club), fault.KindConflict)
	must(t, c.CallConveners(her, h.Club))
	must(t, c.CallConveners(her, h.Club))
	if !strings.Contains(told(t, h, "june@pellriver.example"), "I am here") || letters(t, h, "backup-call/") != 1 {
		t.Error("June is asked once")
	}
	h.Clock.Advance(7 * day)
	sweep(t, h)
	sweep(t, h)
	if letters(t, h, "backup-call/") != 2 {
		t.Error("and once more after a week")
	}
	h.Clock.Advance(7*day - time.Minute)
	want(t, c.TakeOver(her, h.Club), fault.KindConflict)
	h.Clock.Advance(time.Minute)
	sweep(t, h)
	sweep(t, h)
	if letters(t, h, "backup-over/") != 1 {
		t.Error("Ruth Ann is told when the days are over")
	}
	want(t, c.TakeOver(h.As(t.Context(), walt), h.Club), fault.KindForbidden)
	must(t, c.TakeOver(her, h.Club))
	if her = h.As(t.Context(), ruth); !access.From(her).Convenes(h.Club) || !access.From(h.As(t.Context(), june)).Convenes(h.Club) {
		t.Error("she convenes now, and June still does")
	}
	if n := letters(t, h, "backup-took-over/"); n != 37 { // all who have an address or share one, but for her
		t.Error("everybody is told:", n)
	}
	want(t, c.TakeOver(her, h.Club), fault.KindForbidden)
}

func TestOneWordOfAConvenerIsEnough(t *testing.T) {
	h := exampletest.OpenTown(t)
	c := h.Collaboratories
	must(t, c.NameBackup(h.As(t.Context(), june), h.Club, h.Person(ruth)))
	must(t, c.CallConveners(h.As(t.Context(), ruth), h.Club))
	plain, err := h.Key(t.Context(), "june@pellriver.example", "/a/")
	must(t, err)
	s := apptest.Serve(t, h)
	visitor := s.Visitor()
	p := visitor.Get("/a/" + plain)
	if !strings.Contains(p.Text("main"), "You answer as June Abernathy.") || audited(t, h, "backup.answered") != 0 {
		t.Error("the page names her and changes nothing:", p.Code, p.Text("main"))
	}
	for range 2 {
		if p := visitor.Post("/a/"+plain, nil); p.Code != http.StatusSeeOther {
			t.Error(p.Code, p.Text("main"))
		}
	}
	if audited(t, h, "backup.answered") != 1 || !strings.Contains(told(t, h, "ruthann@pellriver.example"), "has answered you") {
		t.Error("the word is written down once, and Ruth Ann is told")
	}
	h.Clock.Advance(20 * day)
	want(t, c.TakeOver(h.As(t.Context(), ruth), h.Club), fault.KindConflict)

	must(t, c.CallConveners(h.As(t.Context(), ruth), h.Club)) // the second call is another one
	if a, err := c.OpenCallLetter(t.Context(), plain); err != nil || a.Call != nil {
		t.Error("an old link answers nothing new", err)
	}
	if p := s.As(june).Get("/"); !strings.Contains(p.Text("main"), "Are you still here?") {
		t.Error("she is asked on her page")
	}
	must(t, c.AnswerCall(h.As(t.Context(), june), h.Club))
	must(t, c.AnswerCall(h.As(t.Context(), june), h.Club))
	want(t, c.AnswerCall(h.As(t.Context(), walt), h.Club), fault.KindForbidden)
	_, err = c.OpenCallLetter(t.Context(), "made.up")
	want(t, err, fault.KindNotFound)
}

func TestTheLastConvenerLeaves(t *testing.T) {
	h := exampletest.OpenTown(t)
	c := h.Collaboratories
	want(t, c.Leave(h.As(t.Context(), june), h.Club), fault.KindConflict)
	want(t, c.LeaveAnyway(h.As(t.Context(), june), h.Club), fault.KindConflict) // there is no steward
	p := apptest.Serve(t, h).As(june).Post("/c/pell-river/members/leave", nil)
	if p.Code != http.StatusConflict || p.Find("a[href='/c/pell-river/backup']").Length() != 1 {
		t.Error("the page says what to do first:", p.Code, p.Text("main"))
	}
	must(t, c.NameBackup(h.As(t.Context(), june), h.Club, h.Person(ruth)))
	must(t, c.Leave(h.As(t.Context(), june), h.Club))
	if !access.From(h.As(t.Context(), ruth)).Convenes(h.Club) || !strings.Contains(told(t, h, "ruthann@pellriver.example"), "was the last convener") {
		t.Error("the backup convener takes over at once")
	}
	_, err := h.DB.Pool().Exec(t.Context(), `UPDATE person SET steward = true WHERE name = $1`, "Paula Whitcomb")
	must(t, err)
	must(t, c.LeaveAnyway(h.As(t.Context(), ruth), h.Club))
	if !strings.Contains(told(t, h, "paula@pellriver.example"), "Please appoint somebody") {
		t.Error("the stewards are told")
	}
}

func TestAppointing(t *testing.T) {
	h := exampletest.OpenTown(t)
	c := h.Collaboratories
	want(t, c.AppointConvener(h.As(t.Context(), june), h.Club, h.Person(walt)), fault.KindForbidden)
	house := access.With(t.Context(), access.AsSystem("convener"))
	want(t, c.AppointConvener(house, h.Club, h.Person("Opal Jenkins")), fault.KindConflict)
	must(t, c.AppointConvener(house, h.Club, h.Person(walt)))
	must(t, c.AppointConvener(house, h.Club, h.Person(walt)))
	if !access.From(h.As(t.Context(), walt)).Convenes(h.Club) || letters(t, h, "convener-appointed/") != 1 {
		t.Error("he convenes, and is told once")
	}
	made, err := c.Create(h.As(t.Context(), rosa), founding("Mill Falls"))
	must(t, err)
	steward := access.From(h.As(t.Context(), "Paula Whitcomb"))
	want(t, c.AppointConvener(access.With(t.Context(), steward), made.ID, h.Person(walt)), fault.KindNotFound)
	steward.Steward = true
	must(t, c.AppointConvener(access.With(t.Context(), steward), made.ID, h.Person(walt))) // who was no member
}

func TestThePagesOfABackup(t *testing.T) {
	h := exampletest.OpenTown(t)
	s := apptest.Serve(t, h)
	her, him := s.As(june), s.As(walt)
	if p := her.Get("/c/pell-river"); !strings.Contains(p.Text("main"), "Who stands in for you?") {
		t.Error("conveners are asked gently")
	}
	her.Post("/c/pell-river/backup/later", nil)
	if p := her.Get("/c/pell-river"); strings.Contains(p.Text("main"), "Who stands in for you?") || p.Trips != 2 {
		t.Error("and rest from it:", p.Trips)
	}
	if p := her.Post("/c/pell-river/backup", url.Values{"person": {""}}); p.Code != http.StatusUnprocessableEntity {
		t.Error(p.Code)
	}
	if p := her.Post("/c/pell-river/backup", url.Values{"person": {h.Person(walt).String()}}); p.To != "/c/pell-river/backup" {
		t.Error(p.Code, p.Text("main"))
	}
	if p := him.Get("/c/pell-river/backup"); p.Find("form[action$='/backup/call']").Length() != 1 || p.Find("form[action='/c/pell-river/backup']").Length() != 0 {
		t.Error(p.Text("main"))
	}
	him.Post("/c/pell-river/backup/call", nil)
	if p := her.Get("/c/pell-river/backup"); p.Find("form[action$='/backup/answer']").Length() != 1 {
		t.Error(p.Text("main"))
	}
	h.Clock.Advance(14 * day)
	if p := him.Get("/c/pell-river/backup"); p.Find("form[action$='/backup/succession']").Length() != 1 {
		t.Error(p.Text("main"))
	}
	if p := him.Get("/"); !strings.Contains(p.Text("main"), "You can take over") {
		t.Error("he sees it on his page")
	}
	if p := him.Post("/c/pell-river/backup/succession", nil); p.To != "/c/pell-river" {
		t.Error(p.Code)
	}
}

func TestCallsAreSweptByTheHouseAlone(t *testing.T) {
	h := exampletest.OpenTown(t)
	want(t, h.Collaboratories.SweepCalls(h.As(t.Context(), june)), fault.KindForbidden)
	want(t, h.Collaboratories.SweepCopies(h.As(t.Context(), june)), fault.KindForbidden)
	h.Collaboratories.AddJobs(h.Queue)
	must(t, h.Collaboratories.NameBackup(h.As(t.Context(), june), h.Club, h.Person(ruth)))
	must(t, h.Collaboratories.CallConveners(h.As(t.Context(), ruth), h.Club))
	for range 30 { // days
		must(t, h.Queue.Tick(t.Context()))
		must(t, h.Queue.DrainTwice(t.Context()))
		h.Clock.Advance(day)
	}
	if letters(t, h, "backup-call/") != 2 || letters(t, h, "backup-over/") != 1 {
		t.Error(letters(t, h, "backup-call/"), letters(t, h, "backup-over/"))
	}
}

func TestWhoTakesOverAtOnce(t *testing.T) {
	h := exampletest.OpenTown(t)
	must(t, h.Collaboratories.NameBackup(h.As(t.Context(), june), h.Club, h.Person(ruth)))
	must(t, h.DB.InTx(t.Context(), func(ctx context.Context, tx *db.Tx) error { // as after an account that ended
		_, err := tx.Exec(ctx, `UPDATE membership SET left_at = $1 WHERE role = 'convener'`, h.Clock.Now())
		return err
	}))
	must(t, h.Collaboratories.TakeOver(h.As(t.Context(), ruth), h.Club))
}
