package commitment_test

import (
	"slices"
	"strings"
	"testing"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
)

// posted is a letter as it lies in the office.
type posted struct{ Email, Language, Subject, TextBody, ReplyTo string }

// letters are those of the evening and after it.
func (w *town) letters() []posted {
	w.t.Helper()
	all, err := db.All[posted](w.t.Context(), w.DB.Pool(), `
		SELECT email, language, subject, text_body, reply_to
		FROM letter
		WHERE created_at >= $1
		ORDER BY created_at, id`, evening)
	w.must(err)
	return all
}

// TestLettersOfEachStep holds against each verb who gets a letter at once.
func TestLettersOfEachStep(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	s, first := w.service, w.pledge(w.walt, w.aPromise())
	for _, c := range []struct {
		name string
		do   func(c commitment.Which) error
		want string
	}{
		{"done: both receivers", func(c commitment.Which) error { return s.Deliver(w.as(w.walt), c, "No dents.") }, "amina ruthann"},
		{"received: the giver", func(c commitment.Which) error { return s.Receive(w.as(w.amina), c, "Thank you.") }, "walt"},
		{"a new day: nobody at once", func(commitment.Which) error {
			return s.Redate(w.as(w.walt), w.pledge(w.walt, w.aPromise()), *day(12, 18), "")
		}, ""},
		{"let go by the giver: the receivers", func(commitment.Which) error { return s.Release(w.as(w.walt), w.pledge(w.walt, w.aPromise()), "") }, "amina ruthann"},
		{"let go by a receiver: the giver", func(commitment.Which) error { return s.Release(w.as(w.ruth), w.pledge(w.walt, w.aPromise()), "") }, "walt"},
		{"let go on the giver’s word: the receivers", func(commitment.Which) error {
			return s.Release(w.as(w.june), w.pledge(w.walt, w.aPromise()), "")
		}, "amina ruthann"},
		{"declined: the giver", func(commitment.Which) error { return s.Decline(w.as(w.amina), w.pledge(w.walt, w.aPromise()), "") }, "walt"},
		{"handed on: the new giver and the receivers", func(commitment.Which) error {
			return s.HandOver(w.as(w.walt), w.pledge(w.walt, w.aPromise()), w.rosa, "")
		}, "amina rosa ruthann"},
		{"thanks: the giver", func(commitment.Which) error {
			return s.Thank(w.as(w.amina), w.pledge(w.walt, w.aPromise()), "You are a rock.")
		}, "walt"},
	} {
		before := len(w.letters())
		w.must(c.do(first))
		var got []string
		for _, l := range w.letters()[before:] {
			name, _, _ := strings.Cut(l.Email, "@")
			got = append(got, name)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: written to %v, want %q", c.name, got, c.want)
		}
	}
}

func TestALetterSpeaksItsReadersLanguage(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	c := w.pledge(w.walt, w.aPromise())
	w.must(w.service.HandOver(w.as(w.walt), c, w.rosa, "Rosa has the van."))
	for _, l := range w.letters() {
		want := "en"
		if l.Email == "rosa@pellriver.example" {
			want = "es"
			if !strings.Contains(l.TextBody, "amina@pellriver.example") || l.ReplyTo != "amina@pellriver.example" {
				t.Errorf("the new giver cannot reach the presenter: %s", l.TextBody)
			}
		}
		if l.Language != want {
			t.Errorf("%s is written to in %s, want %s", l.Email, l.Language, want)
		}
		if !strings.Contains(l.TextBody, "Rosa has the van.") || !strings.Contains(l.TextBody, c.ID.String()) && l.Email == "rosa@pellriver.example" {
			t.Errorf("no word of the giver, or no link: %s", l.TextBody)
		}
	}
}

func TestAGuestWithAnAddressHears(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	made, err := w.service.PledgeFor(w.as(w.greta), w.club, commitment.PledgeForInput{PledgeInput: w.aPromise(), GuestName: "Delia Frost", Source: commitment.ByScribe})
	w.must(err)
	w.email("Delia Frost", "delia@far.example")
	w.must(w.service.Thank(w.as(w.amina), commitment.Which{Collaboratory: w.club, ID: made}, "Come again."))
	if all := w.letters(); len(all) != 1 || all[0].Email != "delia@far.example" {
		t.Errorf("letters: %+v", all)
	}
}

// email gives a guest an address: no verb does yet, it will come with joining a gathering by its code.
func (w *town) email(guest, address string) {
	w.t.Helper()
	_, err := w.DB.Pool().Exec(w.t.Context(), `UPDATE guest SET email = $1 WHERE name = $2`, address, guest)
	w.must(err)
}
