package commitment_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// join lets somebody into the evening by its code; without an address they say that they have none.
func (w *town) join(name, email string) (context.Context, id.ID) {
	w.t.Helper()
	code, err := w.Gatherings.CodeOf(w.as(w.june), w.club, w.gathering)
	w.must(err)
	in := gathering.Joining{Key: id.New(), Name: name, Email: email, NoEmail: email == ""}
	pass, err := w.Gatherings.Join(w.t.Context(), code, in)
	w.must(err)
	guest, _, err := w.Gatherings.Pass(w.t.Context(), pass)
	w.must(err)
	return access.With(w.t.Context(), access.Actor{Guest: &guest}), guest.ID
}

func (w *town) pledgeAs(ctx context.Context, in commitment.PledgeInput) commitment.Which {
	w.t.Helper()
	made, err := w.service.Pledge(ctx, w.club, in)
	w.must(err)
	return commitment.Which{Collaboratory: w.club, ID: made}
}

// guestLink is the token in the newest letter to an address.
func (w *town) guestLink(email string) string {
	w.t.Helper()
	letters, err := w.Letters(w.t.Context(), email)
	w.must(err)
	for _, text := range letters {
		if _, after, found := strings.Cut(text, "/a/"); found {
			return strings.Fields(after)[0]
		}
	}
	w.t.Fatalf("no link in %d letters to %s", len(letters), email)
	return ""
}

func TestAGuestPromises(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "nadia@guest.example")
	in := w.aPromise()
	c := w.pledgeAs(nadia, in)
	k := w.look(c)
	if k.State != commitment.Pledged || k.GiverGuestID == nil || *k.GiverGuestID != guest || k.GiverPersonID != nil || k.VerifiedAt != nil || k.Source != commitment.BySelf {
		t.Errorf("kept as %+v", k)
	}
	if e := w.lastEvent(c); e.ActorID == nil || *e.ActorID != guest || e.Verb != "pledge" {
		t.Errorf("event %+v", e)
	}
	if again := w.pledgeAs(nadia, in); again.ID != c.ID {
		t.Error("sent twice it is two promises")
	}
	in.Promise = "something else"
	_, err := w.service.Pledge(nadia, w.club, in)
	w.refused(fault.KindConflict, "the same form with other words", err)
	second := w.aPromise()
	second.Promise = "bring soup"
	w.pledgeAs(nadia, second)
	if letters, err := w.Letters(t.Context(), "nadia@guest.example"); err != nil || len(letters) != 1 || !strings.Contains(letters[0], "drive six Wednesday mornings") {
		t.Errorf("letters %q, %v", letters, err)
	}
}

func TestAGuestChangesOnlyTheirOwn(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "nadia@guest.example")
	omar, _ := w.join("Omar Brook", "")
	c := w.pledgeAs(nadia, w.aPromise())
	edit := commitment.EditInput{Kind: commitment.Time, Promise: "drive twice", PrivateNote: "call me", Due: day(time.December, 12)}
	w.must(w.service.Edit(nadia, w.at(c), edit))
	if k := w.look(c); k.Promise != "drive twice" || *w.lastEvent(c).ActorID != guest {
		t.Errorf("edited to %+v", k)
	}
	for name, verb := range map[string]func(context.Context) error{
		"edit":       func(ctx context.Context) error { return w.service.Edit(ctx, w.at(c), edit) },
		"take back":  func(ctx context.Context) error { return w.service.TakeBack(ctx, w.at(c)) },
		"decline":    func(ctx context.Context) error { return w.service.Decline(ctx, w.at(c), "") },
		"verify":     func(ctx context.Context) error { return w.service.Verify(ctx, w.at(c)) },
		"write down": func(ctx context.Context) error { _, err := w.service.PledgeFor(ctx, w.club, w.said()); return err },
	} {
		w.refused(fault.KindNotFound, name+" by another guest", verb(omar))
	}
	w.refused(fault.KindNotFound, "did it, by the pass alone", w.service.Deliver(nadia, w.at(c), ""))
	w.refused(fault.KindNotFound, "verified by the pass alone", w.service.Verify(nadia, w.at(c)))
	walts := w.pledge(w.walt, w.aPromise())
	w.refused(fault.KindNotFound, "a member’s promise", w.service.Edit(nadia, w.at(walts), edit))
	w.must(w.service.TakeBack(nadia, w.at(c)))
	w.stands(c, commitment.Released)
	if e := w.lastEvent(c); *e.ActorID != guest || e.ForPersonID != nil {
		t.Errorf("taken back by %+v", e)
	}
}

// said is what the scribe would write down.
func (w *town) said() commitment.PledgeForInput {
	return commitment.PledgeForInput{PledgeInput: w.aPromise(), GuestName: "Zed", Source: commitment.ByScribe}
}

func TestATalkOfAGuestBecomesFirm(t *testing.T) {
	w := pellRiver(t)
	nadia, _ := w.join("Nadia Brook", "")
	in := w.aPromise()
	in.Firm = false
	c := w.pledgeAs(nadia, in)
	w.must(w.service.MakeFirm(nadia, w.at(c), commitment.FirmInput{Due: day(time.December, 11)}))
	w.stands(c, commitment.Pledged)
}

func TestAPassIsForOneGatheringAndNeverAboveAMembership(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "")
	elsewhere := access.From(nadia)
	pass := *elsewhere.Guest
	pass.Gathering = id.New()
	_, err := w.service.Pledge(access.With(t.Context(), access.Actor{Guest: &pass}), w.club, w.aPromise())
	w.refused(fault.KindNotFound, "a pass for another evening", err)
	both := access.From(w.as(w.walt))
	both.Guest = access.From(nadia).Guest
	c := w.pledgeAs(access.With(t.Context(), both), w.aPromise())
	if k := w.look(c); k.GiverPersonID == nil || *k.GiverPersonID != w.walt {
		t.Errorf("a member with a pass promised as %+v", k)
	}
	visitor := access.From(w.as(w.nomad))
	visitor.Guest = access.From(nadia).Guest
	c = w.pledgeAs(access.With(t.Context(), visitor), w.aPromise())
	if k := w.look(c); k.GiverGuestID == nil || *k.GiverGuestID != guest {
		t.Errorf("a visitor from elsewhere promised as %+v", k)
	}
	_, err = w.service.Pledge(w.as(w.nomad), w.club, w.aPromise())
	w.refused(fault.KindNotFound, "a stranger without a pass", err)
}

func TestAGuestSaysThatItWasThem(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "nadia@guest.example")
	c := w.pledgeAs(nadia, w.aPromise())
	link := w.guestLink("nadia@guest.example")
	l, err := w.service.OpenGuestLetter(t.Context(), link)
	if err != nil || l.ID != guest || len(l.Promises) != 1 || w.look(c).VerifiedAt != nil {
		t.Fatalf("the letter opens %+v, %v", l, err)
	}
	for range 2 {
		w.must(w.service.AnswerGuestLetter(t.Context(), link, true))
	}
	if k := w.look(c); k.VerifiedAt == nil || k.GiverGuestID == nil || k.Seq != 2 {
		t.Errorf("verified: %+v", k)
	}
	if e := w.lastEvent(c); e.Verb != "verify" || *e.ActorID != guest {
		t.Errorf("event %+v", e)
	}
	w.must(w.service.AnswerGuestLetter(t.Context(), link, false))
	w.stands(c, commitment.Pledged)
	later := w.pledgeAs(nadia, w.aPromise())
	if w.look(later).VerifiedAt == nil {
		t.Error("what a known guest promises is not verified")
	}
	_, err = w.service.OpenGuestLetter(t.Context(), link+"x")
	w.refused(fault.KindNotFound, "a bent link", err)
	w.Clock.Advance(31 * 24 * time.Hour)
	w.refused(fault.KindGone, "after 30 days", w.service.AnswerGuestLetter(t.Context(), link, true))
}

func TestAnAddressOfSomebodyElse(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "mistyped@guest.example")
	c, talk := w.pledgeAs(nadia, w.aPromise()), w.aPromise()
	talk.Firm = false
	t2 := w.pledgeAs(nadia, talk)
	link := w.guestLink("mistyped@guest.example")
	for range 2 {
		w.must(w.service.AnswerGuestLetter(t.Context(), link, false))
	}
	w.stands(c, commitment.Released)
	w.stands(t2, commitment.Released)
	if e := w.lastEvent(c); e.Verb != "not mine" || *e.ActorID != guest || w.look(c).Seq != 2 {
		t.Errorf("event %+v", e)
	}
	if n := w.count(`SELECT count(*) FROM guest WHERE id = $1 AND email IS NULL AND verified_at IS NULL`, guest); n != 1 {
		t.Error("the address is kept")
	}
	w.must(w.service.AnswerGuestLetter(t.Context(), link, true))
	if w.count(`SELECT count(*) FROM guest WHERE id = $1 AND verified_at IS NOT NULL`, guest) != 0 {
		t.Error("an address that was disowned verifies somebody")
	}
}

func (w *town) address(person id.ID) string {
	w.t.Helper()
	email, err := db.Value[string](w.t.Context(), w.DB.Pool(), `SELECT email FROM person WHERE id = $1`, person)
	w.must(err)
	return email
}

func TestAGuestWhoIsAMemberIsKnownByTheirLetterOnly(t *testing.T) {
	w := pellRiver(t)
	address := w.address(w.walt)
	guest, _ := w.join("Walt", address)
	c := w.pledgeAs(guest, w.aPromise())
	w.must(w.service.ClaimGuests(w.house()))
	if w.look(c).GiverPersonID != nil {
		t.Fatal("an address that somebody typed attached a promise to its member")
	}
	w.must(w.service.AnswerGuestLetter(t.Context(), w.guestLink(address), true))
	k := w.look(c)
	if k.GiverPersonID == nil || *k.GiverPersonID != w.walt || k.GiverGuestID != nil || k.State != commitment.Pledged {
		t.Errorf("claimed: %+v", k)
	}
	if e := w.lastEvent(c); e.Verb != "claim" || e.ForPersonID == nil || *e.ForPersonID != w.walt {
		t.Errorf("event %+v", e)
	}
	w.must(w.service.Deliver(w.as(w.walt), w.at(c), ""))
	w.must(w.service.ClaimGuests(w.house()))
	w.refused(fault.KindForbidden, "a convener claiming", w.service.ClaimGuests(w.as(w.june)))
}

func TestAGuestWhoJoinsLaterKeepsTheirPromises(t *testing.T) {
	w := pellRiver(t)
	nadia, _ := w.join("Nadia Brook", "nadia@guest.example")
	c := w.pledgeAs(nadia, w.aPromise())
	w.must(w.service.AnswerGuestLetter(t.Context(), w.guestLink("nadia@guest.example"), true))
	w.signUp("Nadia Brook", "nadia@guest.example")
	w.must(w.service.ClaimGuests(w.house()))
	if w.look(c).GiverPersonID != nil {
		t.Fatal("somebody who is no member yet has it already")
	}
	person := w.Person("Nadia Brook")
	_, err := w.DB.Pool().Exec(t.Context(), `
		INSERT INTO membership (collaboratory_id, person_id, role, joined_at) VALUES ($1, $2, 'member', $3)`, w.club, person, w.Clock.Now())
	w.must(err)
	for range 2 {
		w.must(w.service.ClaimGuests(w.house()))
	}
	if k := w.look(c); k.GiverPersonID == nil || *k.GiverPersonID != person || k.Seq != 3 {
		t.Errorf("claimed: %+v", k)
	}
	if e := w.lastEvent(c); e.ActorID != nil {
		t.Errorf("the house did it: %+v", e)
	}
}

func TestNobodyPromisesThemselvesAnythingAsAGuest(t *testing.T) {
	w := pellRiver(t)
	guest, _ := w.join("Ruth", w.address(w.ruth))
	c := w.pledgeAs(guest, w.aPromise())
	w.must(w.service.AnswerGuestLetter(t.Context(), w.guestLink(w.address(w.ruth)), true))
	if k := w.look(c); k.GiverPersonID != nil || k.VerifiedAt == nil {
		t.Errorf("a presenter beside the turn claims a promise to themselves: %+v", k)
	}
}

func TestForgettingAGuestKeepsThePromise(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "nadia@guest.example")
	c := w.pledgeAs(nadia, w.aPromise())
	vouched, known := w.join("Omar Brook", "")
	w.must(w.service.Verify(w.as(w.greta), w.pledgeAs(vouched, w.aPromise())))
	_, err := w.Gatherings.PurgeGuests(w.house(), evening.AddDate(0, 0, 31))
	w.must(err)
	if w.count(`SELECT count(*) FROM guest WHERE id = $1 AND name = 'A guest' AND email IS NULL`, guest) != 1 {
		t.Error("the guest is remembered")
	}
	if w.count(`SELECT count(*) FROM guest WHERE id = $1 AND name = 'Omar Brook'`, known) != 1 {
		t.Error("a guest for whom the scribe vouched is forgotten")
	}
	w.stands(c, commitment.Pledged)
	_, err = w.service.OpenGuestLetter(t.Context(), w.guestLink("nadia@guest.example"))
	w.refused(fault.KindNotFound, "a forgotten guest", err)
}

func TestTheLiveRoomOpensOneTurnAfterTheOther(t *testing.T) {
	w := pellRiver(t)
	later := w.aPromise()
	later.Presentation, later.Ask = w.porchPapers, id.Nil
	w.phase("commitments")
	w.pledge(w.walt, w.aPromise())
	_, err := w.service.Pledge(w.as(w.walt), w.club, later)
	if e := fault.Of(err); e == nil || e.Kind != fault.KindConflict || !strings.HasPrefix(e.Message, "This turn comes later") {
		t.Errorf("a turn to come: %v", err)
	}
	w.close()
	if _, err := w.service.Pledge(w.as(w.walt), w.club, later); err != nil {
		t.Errorf("once the evening is over: %v", err)
	}
}

func TestTheRoomHearsOfPromises(t *testing.T) {
	w := pellRiver(t)
	nadia, guest := w.join("Nadia Brook", "nadia@guest.example")
	heard := func(topic string) int {
		return w.count(`SELECT coalesce(max(seq), 0) FROM live_topic WHERE topic = $1`, topic)
	}
	room, own := "gathering/"+w.gathering.String(), "guest/"+guest.String()
	before := heard(room)
	c := w.pledgeAs(nadia, w.aPromise())
	w.must(w.service.TakeBack(nadia, w.at(c)))
	if heard(room) != before+2 || heard(own) != 2 {
		t.Errorf("heard %d in the room and %d on the phone", heard(room)-before, heard(own))
	}
	walts := heard("person/" + w.walt.String())
	w.pledge(w.walt, w.aPromise())
	if heard("person/"+w.walt.String()) != walts+1 {
		t.Error("the giver’s own screen heard nothing")
	}
}
