package followup_test

import (
	"strings"
	"testing"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/followup"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// guest joins the evening by its code and promises to drive.
func (w *town) guest(name, email string) (promise id.ID) {
	w.t.Helper()
	code, err := w.Gatherings.CodeOf(w.as("June"), w.club.id, w.gathering)
	w.must(err)
	pass, err := w.Gatherings.Join(w.t.Context(), code, gathering.Joining{Key: id.New(), Name: name, Email: email, NoEmail: email == ""})
	w.must(err)
	held, _, err := w.Gatherings.Pass(w.t.Context(), pass)
	w.must(err)
	promise, err = w.Commitments.Pledge(access.With(w.t.Context(), access.Actor{Guest: &held}), w.club.id, commitment.PledgeInput{
		Presentation: w.rideBoard, Kind: commitment.Time, Promise: "I will drive on Fridays", Due: dayOf(12, 20), Firm: true, Key: id.New(),
	})
	w.must(err)
	return promise
}

// textsToNadia are the letters to the guest of the evening, oldest first.
func (w *town) textsToNadia() []string {
	w.t.Helper()
	all, err := db.All[string](w.t.Context(), w.DB.Pool(), `SELECT text_body FROM letter WHERE email = 'nadia@guest.example' ORDER BY created_at, id`)
	w.must(err)
	return all
}

// tokens are the links of a letter that are answered at /a/.
func tokens(text string) []string {
	var all []string
	for _, part := range strings.Split(text, "/a/")[1:] {
		all = append(all, strings.Fields(part)[0])
	}
	return all
}

func TestAKnownGuestGetsTheirListAndAnswersFromIt(t *testing.T) {
	w := pellRiver(t)
	promise := w.guest("Nadia Brook", "nadia@guest.example")
	w.must(w.Commitments.AnswerGuestLetter(t.Context(), tokens(w.textsToNadia()[0])[0], true))
	w.close()
	w.sweepAt(on(12, 4, 12))
	w.sweepAt(on(12, 4, 13))
	letters := w.textsToNadia()
	if len(letters) != 2 {
		t.Fatalf("%d letters", len(letters))
	}
	list := letters[1]
	if !strings.Contains(list, "drive on Fridays") || !strings.Contains(list, "amina@pellriver.example") || strings.Contains(list, "Was this you") {
		t.Errorf("the list: %s", list)
	}
	links := tokens(list)
	if len(links) < 3 {
		t.Fatalf("%d links in %s", len(links), list)
	}
	l, err := w.service.OpenLetter(t.Context(), links[0])
	if err != nil || l.PersonName != "Nadia Brook" || !l.Open || l.Purpose != followup.DidIt {
		t.Fatalf("the link opens %+v, %v", l, err)
	}
	if code, body := w.visit("/a/" + links[0]); code != 200 || !strings.Contains(body, "You answer as Nadia Brook") || strings.Contains(body, "/sign-in?next=%2Fc") {
		t.Errorf("the page answers %d: %s", code, body)
	}
	w.must(w.service.AnswerFromLetter(t.Context(), links[1], followup.Answer{Due: dayOf(12, 28)}))
	for range 2 {
		w.must(w.service.AnswerFromLetter(t.Context(), links[0], followup.Answer{Note: "Both Fridays."}))
	}
	if n := w.count(`SELECT count(*) FROM commitment WHERE id = $1 AND state = 'delivered' AND due = '2026-12-28'`, promise); n != 1 {
		t.Error("the answers of a guest are not kept")
	}
	if n := w.count(`SELECT count(*) FROM commitment_event WHERE commitment_id = $1 AND verb = 'deliver'`, promise); n != 1 {
		t.Errorf("delivered %d times", n)
	}
}

func TestAnUnknownGuestIsAskedOnceMore(t *testing.T) {
	w := pellRiver(t)
	w.guest("Nadia Brook", "nadia@guest.example")
	w.guest("Omar Brook", "")
	w.close()
	w.sweepAt(on(12, 4, 12))
	letters := w.textsToNadia()
	if len(letters) != 2 || !strings.Contains(letters[1], "Was this you") || strings.Contains(letters[1], "amina@pellriver.example") {
		t.Fatalf("letters: %q", letters)
	}
	links := tokens(letters[1])
	if len(links) == 0 {
		t.Fatalf("no link in %s", letters[1])
	}
	w.must(w.Commitments.AnswerGuestLetter(t.Context(), links[0], true))
	if n := w.count(`SELECT count(*) FROM guest WHERE verified_at IS NOT NULL`); n != 1 {
		t.Errorf("%d known guests", n)
	}
}

func TestALinkOfAGuestWaitsForTheirWord(t *testing.T) {
	w := pellRiver(t)
	promise := w.guest("Nadia Brook", "nadia@guest.example")
	guest := w.find(`SELECT giver_guest_id FROM commitment WHERE id = $1`, promise)
	link := w.Signer.Sign(followup.DidIt, on(12, 30, 12), w.club.id.String(), promise.String(), guest.String(), "2026-12-20", "guest")
	if _, err := w.service.OpenLetter(t.Context(), link); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("before they said that it was them: %v", err)
	}
	asMember := w.Signer.Sign(followup.DidIt, on(12, 30, 12), w.club.id.String(), promise.String(), guest.String(), "2026-12-20")
	if _, err := w.service.OpenLetter(t.Context(), asMember); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("a guest as a member: %v", err)
	}
}

func TestTheHourlySweepKnowsAGuestWhoBecameAMember(t *testing.T) {
	w := pellRiver(t)
	promise := w.guest("Nadia Brook", "nadia@guest.example")
	w.must(w.Commitments.AnswerGuestLetter(t.Context(), tokens(w.textsToNadia()[0])[0], true))
	_, err := w.Collaboratories.Invite(w.as("June"), w.club.id, "Nadia Brook <nadia@guest.example>")
	w.must(err)
	key, err := w.Key(t.Context(), "nadia@guest.example", "/i/")
	w.must(err)
	_, err = w.Collaboratories.Accept(t.Context(), key, "Nadia Brook", "en")
	w.must(err)
	w.sweepAt(on(12, 3, 20))
	if n := w.count(`SELECT count(*) FROM commitment c JOIN person p ON p.id = c.giver_person_id WHERE c.id = $1 AND p.name = 'Nadia Brook'`, promise); n != 1 {
		t.Error("the promise stays a guest’s")
	}
}
