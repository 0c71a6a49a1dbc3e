package followup_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/followup"
	"collaboratory/internal/id"
	"collaboratory/internal/session"
)

// door is the address /a/{token} as people reach it, signed in or not.
func (w *town) door() http.Handler {
	sessions := session.New(w.DB, w.clock, w.Signer, session.Options{})
	get, post := followup.NewHandlers(w.service).Answers()
	r := chi.NewRouter()
	r.Use(sessions.Load)
	r.Method(http.MethodGet, "/a/{token}", get)
	r.Method(http.MethodPost, "/a/{token}", post)
	return r
}

func (w *town) visit(link string) (int, string) {
	w.t.Helper()
	answer := httptest.NewRecorder()
	w.door().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, link, nil))
	return answer.Code, answer.Body.String()
}

func (w *town) press(link string, form url.Values) (int, string) {
	w.t.Helper()
	r := httptest.NewRequest(http.MethodPost, link, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	w.door().ServeHTTP(answer, r)
	return answer.Code, answer.Body.String() + answer.Header().Get("Location")
}

// linkFor finds the link for an answer in the newest letter to somebody.
func (w *town) linkFor(name, purpose string) string {
	w.t.Helper()
	letters := w.letters(name, "followup", "promises")
	for _, l := range regexp.MustCompile(`/a/[A-Za-z0-9_.-]+`).FindAllString(letters[len(letters)-1].TextBody, -1) {
		if w.Signer.Purpose(strings.TrimPrefix(l, "/a/")) == purpose {
			return l
		}
	}
	w.t.Fatalf("no link to answer %q in the letter to %s:\n%s", purpose, name, letters[len(letters)-1].TextBody)
	return ""
}

func (w *town) seq(promise string) string {
	w.t.Helper()
	return fmt.Sprint(w.count(`SELECT seq FROM commitment WHERE id = $1`, w.promises[promise].ID))
}

// reminded is the town when Walt has the letter about a promise due in three days.
func reminded(t *testing.T) *town {
	t.Helper()
	t.Parallel()
	w := pellRiver(t)
	w.pledge("six mornings", "Walt", dayOf(12, 20))
	w.close()
	w.sweepTo(on(12, 17, 12))
	return w
}

func TestDidItFromALetter(t *testing.T) {
	w := reminded(t)
	link := w.linkFor("Walt", followup.DidIt)
	events := w.count(`SELECT count(*) FROM commitment_event`)
	for range 3 { // a mail scanner looks, too
		code, page := w.visit(link)
		if code != http.StatusOK {
			t.Fatalf("%d: %s", code, page)
		}
		contains(t, page, "You answer as Walt Pruitt.", "Not you?", "I will drive six mornings", "The Ride Board", `name="seq"`)
	}
	if n := w.count(`SELECT count(*) FROM commitment_event`); n != events || w.state("six mornings") != commitment.Pledged {
		t.Fatal("looking changed something")
	}
	form := url.Values{"seq": {w.seq("six mornings")}, "note": {"All six."}}
	if code, to := w.press(link, form); code != http.StatusSeeOther || !strings.HasSuffix(to, "?thanks") {
		t.Fatalf("%d %s", code, to)
	}
	if w.state("six mornings") != commitment.Delivered {
		t.Fatalf("it stands at %s", w.state("six mornings"))
	}
	by, err := db.One[struct {
		ActorID id.ID
		Through string
	}](t.Context(), w.DB.Pool(), `SELECT actor_id, detail ->> 'through' AS through FROM audit WHERE action = 'commitment.deliver'`)
	if err != nil || by.ActorID != w.people["Walt"] || by.Through != "letter" {
		t.Errorf("the audit says %+v (%v)", by, err)
	}
	_, page := w.visit(link + "?thanks")
	contains(t, page, "Thank you", "It is said to be done. Amina Warsame is asked whether it arrived.", "Sign in to see all my promises")
}

func TestAnAnswerUsedTwiceChangesNothing(t *testing.T) {
	w := reminded(t)
	for _, purpose := range []string{followup.DidIt, followup.DidIt, followup.Cannot, followup.MoreTime} {
		code, to := w.press(w.linkFor("Walt", purpose), url.Values{"seq": {"1"}, "day": {"2027-01-10"}})
		if code != http.StatusSeeOther {
			t.Errorf("%s: %d %s", purpose, code, to)
		}
	}
	if n := w.count(`SELECT count(*) FROM commitment_event`); n != 2 || w.state("six mornings") != commitment.Delivered {
		t.Errorf("%d events, it stands at %s", n, w.state("six mornings"))
	}
	_, page := w.visit(w.linkFor("Walt", followup.Cannot))
	contains(t, page, "This is answered", "It is said to be done.")
	if strings.Contains(page, "<button") && strings.Contains(page, `name="seq"`) {
		t.Error("there is a form still")
	}
}

func TestPartOfItFromALetter(t *testing.T) {
	w := reminded(t)
	w.press(w.linkFor("Walt", followup.DidIt), url.Values{"seq": {"1"}, "amount": {"2.5"}})
	if n := w.count(`SELECT count(*) FROM commitment WHERE done_amount = 2.5 AND state = 'pledged'`); n != 1 {
		t.Error("the part that is there was not kept")
	}
}

func TestMoreTimeFromALetter(t *testing.T) {
	w := reminded(t)
	link := w.linkFor("Walt", followup.MoreTime)
	_, page := w.visit(link)
	contains(t, page, "2026-12-24", "2026-12-31", "2027-01-17", `name="due"`)
	if code, page := w.press(link, url.Values{"seq": {"1"}}); code != http.StatusUnprocessableEntity {
		t.Errorf("without a day: %d %s", code, page)
	}
	if code, page := w.press(link, url.Values{"seq": {"1"}, "due": {"2026-12-01"}}); code != http.StatusUnprocessableEntity {
		t.Errorf("a day that is over: %d %s", code, page)
	}
	w.press(link, url.Values{"seq": {"1"}, "day": {"2026-12-31"}, "due": {"2027-01-08"}})
	w.press(link, url.Values{"seq": {"2"}, "due": {"2027-02-08"}})
	if n := w.count(`SELECT count(*) FROM commitment WHERE due = '2027-01-08' AND redated = 1`); n != 1 {
		t.Error("the new day was not kept, once")
	}
	_, page = w.visit(link)
	contains(t, page, "This promise is under way, by Friday 8 January.")
}

func TestAnAnswerToAnOlderPageIsToldSo(t *testing.T) {
	w := reminded(t)
	half := 3.0
	w.must(w.Commitments.Partly(w.as("Walt"), w.promises["six mornings"], commitment.PartlyInput{Amount: &half}))
	code, page := w.press(w.linkFor("Walt", followup.Cannot), url.Values{"seq": {"1"}})
	if code != http.StatusConflict {
		t.Errorf("%d", code)
	}
	contains(t, page, "This has changed meanwhile", `value="2"`)
	if w.state("six mornings") != commitment.Pledged {
		t.Error("it was let go all the same")
	}
}

func TestTheReceiverAnswersFromALetter(t *testing.T) {
	w := reminded(t)
	w.must(w.Commitments.Deliver(w.as("Walt"), w.promises["six mornings"], ""))
	w.sweepTo(on(12, 26, 12))
	notYet := w.linkFor("Ruth", followup.NotYet)
	_, page := w.visit(notYet)
	contains(t, page, "You answer as Ruth Ann Popovic.", "Walt Pruitt will drive six mornings", "Its day is over")
	if code, _ := w.press(notYet, url.Values{"seq": {"2"}}); code != http.StatusUnprocessableEntity {
		t.Errorf("not yet without a new day: %d", code)
	}
	w.press(w.linkFor("Amina", followup.Received), url.Values{"seq": {"2"}, "note": {"Thank you, Walt."}})
	if w.state("six mornings") != commitment.Fulfilled {
		t.Errorf("it stands at %s", w.state("six mornings"))
	}
	_, page = w.visit(notYet)
	contains(t, page, "It was received, and this promise is kept.")
}

func TestThatIsNotWhatISaid(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledgeFor("six mornings", "Walt", commitment.ByScribe, commitment.PledgeInput{Due: dayOf(12, 20)})
	w.close()
	w.sweepAt(on(12, 4, 12))
	link := w.linkFor("Walt", followup.NotWhatSaid)
	w.press(link, url.Values{"seq": {"1"}, "note": {"One morning, perhaps."}})
	if w.state("six mornings") != commitment.Exploring {
		t.Errorf("it stands at %s", w.state("six mornings"))
	}
	w.clock.Set(on(12, 11, 20))
	if code, page := w.visit(link); code != http.StatusGone {
		t.Errorf("after a week: %d %s", code, page)
	}
}

func TestLinksOpenOnlyWhatTheyAreFor(t *testing.T) {
	w := reminded(t)
	promise := w.promises["six mornings"]
	sign := func(purpose, person string, until time.Time) string {
		return "/a/" + w.Signer.Sign(purpose, until, promise.Collaboratory.String(), promise.ID.String(), w.people[person].String(), "2026-12-20")
	}
	later := on(1, 30, 0)
	for name, link := range map[string]string{
		"another purpose":      sign("answer", "Walt", later),
		"a stranger":           sign(followup.DidIt, "Pilar", later),
		"a letter changed":     strings.Replace(sign(followup.DidIt, "Walt", later), "/a/e", "/a/f", 1),
		"nothing":              "/a/nothing",
		"another house’s seal": "/a/" + strings.Split(strings.TrimPrefix(sign(followup.DidIt, "Walt", later), "/a/"), ".")[0] + ".AAAAAAAAAAAAAAAAAAAAAAAAAAA",
	} {
		if code, _ := w.visit(link); code != http.StatusNotFound {
			t.Errorf("%s: GET %d", name, code)
		}
		if code, _ := w.press(link, url.Values{"seq": {"1"}}); code != http.StatusNotFound {
			t.Errorf("%s: POST %d", name, code)
		}
	}
	for _, purpose := range followup.Purposes {
		link := sign(purpose, "Hank", later) // a member, but neither side
		if code, page := w.visit(link); code != http.StatusOK || strings.Contains(page, `name="seq"`) {
			t.Errorf("%s by neither side: %d", purpose, code)
		}
		w.press(link, url.Values{"seq": {"1"}, "day": {"2027-01-10"}})
	}
	if w.count(`SELECT count(*) FROM commitment_event`) != 1 {
		t.Error("somebody else answered")
	}
}

func TestALinkRunsOut(t *testing.T) {
	w := reminded(t)
	link := w.linkFor("Walt", followup.DidIt)
	w.clock.Set(on(1, 19, 20))
	if code, _ := w.visit(link); code != http.StatusOK {
		t.Errorf("30 days after its date: %d", code)
	}
	w.clock.Set(on(1, 22, 12))
	code, page := w.visit(link)
	if code != http.StatusGone {
		t.Errorf("33 days after its date: %d", code)
	}
	contains(t, page, "This letter is from a while ago", "/sign-in")
	if code, _ := w.press(link, url.Values{"seq": {"1"}}); code != http.StatusGone {
		t.Errorf("POST: %d", code)
	}
}

func TestWhoLeftAnswersNoMore(t *testing.T) {
	w := reminded(t)
	link := w.linkFor("Walt", followup.DidIt)
	w.must(w.Collaboratories.Leave(w.as("Walt"), w.club.id))
	_, err := w.service.OpenLetter(t.Context(), strings.TrimPrefix(link, "/a/"))
	if !fault.Is(err, fault.KindNotFound) {
		t.Errorf("%v", err)
	}
}

func TestThePageSpeaksTheLanguageOfItsLetter(t *testing.T) {
	t.Parallel()
	w := pellRiver(t)
	w.pledge("the van", "Rosa", dayOf(12, 20))
	w.close()
	w.sweepAt(on(12, 4, 12))
	_, page := w.visit(w.linkFor("Rosa", followup.DidIt))
	contains(t, page, `lang="es"`)
}
