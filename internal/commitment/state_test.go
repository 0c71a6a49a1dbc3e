package commitment

import (
	"slices"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// promised is what the house promises about states, written down a second time and independently of the table:
// for every verb, from where to where. A dash is the state it stood in; “former” is decided by the last answer.
var promised = map[Verb]string{
	MakeFirm: "exploring>pledged",
	Deliver:  "pledged>delivered lapsed>delivered",
	Partly:   "pledged>- lapsed>pledged",
	Redate:   "pledged>- lapsed>pledged",
	Revive:   "lapsed>pledged",
	Release:  "exploring>released pledged>released lapsed>released",
	Decline:  "exploring>declined pledged>declined lapsed>declined",
	Receive:  "delivered>fulfilled",
	NotYet:   "delivered>pledged",
	Lapse:    "pledged>lapsed",
	Correct:  "pledged>former delivered>former fulfilled>former released>former declined>former",
	HandOver: "pledged>- lapsed>pledged",
	Contact:  "exploring>- pledged>- lapsed>- delivered>-",
	Thank:    "pledged>- delivered>- fulfilled>- released>-",
	Edit:     "exploring>- pledged>-",
	TakeBack: "exploring>released pledged>released",
	Merge:    "exploring>- pledged>-",
	Disown:   "pledged>exploring",
	Verify:   "exploring>- pledged>- lapsed>- delivered>- fulfilled>- released>- declined>-",
	NotMine:  "exploring>released pledged>released lapsed>released",
	Claim:    "exploring>- pledged>- lapsed>- delivered>- fulfilled>- released>- declined>-",
}

// mayDo is who may do each verb, by role, written down a second time.
var mayDo = map[Verb]access.Role{
	MakeFirm: access.Giver | access.Convener,
	Deliver:  access.Giver | access.Convener,
	Partly:   access.Giver | access.Convener,
	Redate:   access.Giver | access.Convener,
	Revive:   access.Giver | access.Convener,
	Release:  access.Giver | access.Presenter | access.Convener,
	Decline:  access.Presenter,
	Receive:  access.Presenter | access.Convener,
	NotYet:   access.Presenter | access.Convener,
	Lapse:    access.System,
	Correct:  access.Giver | access.Presenter | access.Convener,
	HandOver: access.Giver | access.Convener,
	Contact:  access.Presenter | access.Convener,
	Thank:    access.Presenter,
	Edit:     access.Giver | access.Host | access.Scribe | access.Convener,
	TakeBack: access.Giver | access.Host | access.Scribe | access.Convener,
	Merge:    access.Host | access.Scribe | access.Convener,
	Disown:   access.Giver | access.Convener,
	Verify:   access.Host | access.Scribe | access.Convener | access.Guest,
	NotMine:  access.Giver | access.Convener,
	Claim:    access.System | access.Guest,
}

// TestEveryCell holds every state against every verb against every role.
func TestEveryCell(t *testing.T) {
	for _, verb := range Verbs {
		for _, from := range States {
			step, err := stepFor(verb, from)
			checkCell(t, verb, from, step, err)
			if err != nil {
				continue
			}
			for role := access.Anyone; role <= access.System; role <<= 1 {
				checkWho(t, verb, from, step, role)
			}
		}
	}
}

func checkCell(t *testing.T, verb Verb, from State, got step, err error) {
	t.Helper()
	want, listed := promisedTo(verb, from)
	switch {
	case !listed && err == nil:
		t.Errorf("%s on %s: allowed, want refused", verb, from)
	case !listed && !fault.Is(err, fault.KindConflict):
		t.Errorf("%s on %s: %v, want a conflict", verb, from, err)
	case !listed && len(strings.Fields(fault.Of(err).Message)) < 5:
		t.Errorf("%s on %s: refused without saying why: %q", verb, from, fault.Of(err).Message)
	case listed && err != nil:
		t.Errorf("%s on %s: refused (%v)", verb, from, err)
	case listed && got.to != want:
		t.Errorf("%s on %s leads to %q, want %q", verb, from, got.to, want)
	}
}

func promisedTo(verb Verb, from State) (State, bool) {
	for _, pair := range strings.Fields(promised[verb]) {
		at, to, _ := strings.Cut(pair, ">")
		if at == string(from) {
			return State(strings.Trim(to, "-")), true
		}
	}
	return "", false
}

func checkWho(t *testing.T, verb Verb, from State, s step, role access.Role) {
	t.Helper()
	club := id.New()
	actor, is := standing(role, club)
	got := s.allows(actor, club, is) == nil
	want := mayDo[verb]&role != 0 || role == access.Convener && mayDo[verb]&access.Host != 0
	if got != want {
		t.Errorf("%s on %s by role %b: allowed = %v, want %v", verb, from, role, got, want)
	}
	if s.never&access.Giver != 0 && s.allows(actor, club, is|access.Giver) == nil {
		t.Errorf("%s on %s by role %b who is also the giver: allowed", verb, from, role)
	}
}

// standing makes an actor who has exactly this role, and what they are to the commitment.
func standing(role access.Role, club id.ID) (access.Actor, access.Role) {
	switch role {
	case access.Anyone:
		return access.Actor{}, 0
	case access.System:
		return access.AsSystem("test"), 0
	case access.SignedIn, access.Steward:
		return access.Actor{PersonID: id.New(), Steward: role == access.Steward}, 0
	}
	actor := access.Actor{PersonID: id.New(), Memberships: []access.Membership{{CollaboratoryID: club, Role: access.Member}}}
	if role == access.Member || role == access.Convener {
		actor.Memberships[0].Role |= role
		return actor, 0
	}
	return actor, role
}

func TestTheGiverNeverConfirms(t *testing.T) {
	club := id.New()
	everything := access.Actor{PersonID: id.New(), Memberships: []access.Membership{{CollaboratoryID: club, Role: access.Member | access.Convener}}}
	for _, verb := range []Verb{Receive, NotYet} {
		s, err := stepFor(verb, Delivered)
		if err != nil {
			t.Fatal(err)
		}
		err = s.allows(everything, club, access.Giver|access.Presenter|access.Host)
		if !fault.Is(err, fault.KindForbidden) {
			t.Errorf("%s by a giver who is convener and presenter too: %v, want forbidden", verb, err)
		}
	}
}

func TestCorrection(t *testing.T) {
	at := time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
	for _, verb := range append([]Verb{Pledge}, Verbs...) {
		back, err := correction(Event{Verb: verb, At: at, FromState: Delivered}, at.Add(CorrectFor))
		if want := slices.Contains(answers, verb); (err == nil) != want || want && back != Delivered {
			t.Errorf("taking back %s: %q, %v", verb, back, err)
		}
	}
	if _, err := correction(Event{Verb: Receive, At: at}, at.Add(CorrectFor+time.Second)); !fault.Is(err, fault.KindConflict) {
		t.Errorf("a day and a second later: %v, want a conflict", err)
	}
}

func TestMayLapse(t *testing.T) {
	due := clock.Date(2026, time.December, 11)
	early := time.Date(2026, 12, 3, 20, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name     string
		due      *time.Time
		lastWord time.Time
		today    time.Time
		want     bool
	}{
		{"fourteen days past", &due, early, clock.Date(2026, time.December, 25), false},
		{"fifteen days past", &due, early, clock.Date(2026, time.December, 26), true},
		{"a word since", &due, time.Date(2026, 12, 20, 9, 0, 0, 0, time.UTC), clock.Date(2026, time.December, 30), false},
		{"long after that word", &due, time.Date(2026, 12, 20, 9, 0, 0, 0, time.UTC), clock.Date(2027, time.January, 4), true},
		{"no day at all", nil, early, clock.Date(2027, time.January, 4), false},
	} {
		if got := MayLapse(c.due, c.lastWord, c.today, "America/Chicago"); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestKept(t *testing.T) {
	told := time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
	c := Commitment{State: Delivered, DeliveredAt: &told}
	if c.Kept(told.AddDate(0, 0, 30).Add(-time.Second)) {
		t.Error("kept before thirty days were over")
	}
	if !c.Kept(told.AddDate(0, 0, 30)) {
		t.Error("not kept after thirty days without an answer")
	}
	if c.State = Fulfilled; !c.Kept(told) {
		t.Error("received is not kept")
	}
}
