package gathering_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// theEvening is a gathering that was started at six, a quarter past.
func theEvening(t *testing.T) (*example.House, gathering.Gathering) {
	t.Helper()
	h, june := house(t)
	g := published(t, h)
	h.Clock.Set(time.Date(2026, 12, 3, 18, 15, 0, 0, clock.Zone(example.Zone)))
	if err := h.Gatherings.Start(june, h.Club, g); err != nil {
		t.Fatal(err)
	}
	return h, read(t, h, g)
}

func nadia() gathering.Joining {
	return gathering.Joining{Key: id.New(), Name: " Nadia  Brook", Email: "Nadia@Guest.example "}
}

func join(t *testing.T, h *example.House, code string, in gathering.Joining) (string, access.Pass) {
	t.Helper()
	pass, err := h.Gatherings.Join(t.Context(), code, in)
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := h.Gatherings.Pass(t.Context(), pass)
	if err != nil {
		t.Fatal(err)
	}
	return pass, p
}

func wants(t *testing.T, kind fault.Kind, what string, err error) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s: %v, want a fault of kind %d", what, err, kind)
	}
}

func TestEachGatheringHasACode(t *testing.T) {
	h, g := theEvening(t)
	if !regexp.MustCompile(`^[A-HJKMNP-Z2-9]{5}$`).MatchString(g.Code) {
		t.Fatalf("code %q", g.Code)
	}
	typed := " " + strings.ToLower(g.Code[:2]) + " " + strings.ToLower(g.Code[2:]) + " "
	d, err := h.Gatherings.FindByCode(t.Context(), typed)
	if err != nil || d.ID != g.ID || d.Club.CollaboratoryID != h.Club || d.Club.Role != 0 || !d.Open() || d.Title == "" || d.Club.Currency == "" {
		t.Errorf("found %+v, %v", d, err)
	}
	for _, code := range []string{"", "OOOOO", "ABCDEF", "' OR"} {
		_, err := h.Gatherings.FindByCode(t.Context(), code)
		wants(t, fault.KindNotFound, "code "+code, err)
	}
	code, err := h.Gatherings.CodeOf(h.As(t.Context(), example.Scribe), h.Club, g.ID)
	if err != nil || code != g.Code {
		t.Errorf("a member reads %q, %v", code, err)
	}
	_, err = h.Gatherings.CodeOf(t.Context(), h.Club, g.ID)
	wants(t, fault.KindNotFound, "the code for a stranger", err)
}

func TestOldGatheringsHaveCodesToo(t *testing.T) {
	h, _ := house(t)
	if n := count(t, h, `SELECT count(*) FROM (SELECT gathering_code() AS code FROM generate_series(1, 300)) made WHERE code !~ '^[A-HJKMNP-Z2-9]{5}$'`); n != 0 {
		t.Errorf("%d codes of Postgres with a character that is mistaken for another", n)
	}
}

func TestJoinByTheCode(t *testing.T) {
	h, g := theEvening(t)
	first := nadia()
	pass, guest := join(t, h, g.Code, first)
	if guest.Name != "Nadia Brook" || guest.Gathering != g.ID || guest.Collaboratory != h.Club {
		t.Errorf("joined as %+v", guest)
	}
	if again, same := join(t, h, g.Code, first); again != pass || same.ID != guest.ID {
		t.Error("the same form sent twice made another guest")
	}
	other := first
	other.Name = "Nadia Brooks"
	_, err := h.Gatherings.Join(t.Context(), g.Code, other)
	wants(t, fault.KindConflict, "the same form with other words", err)
	if n := count(t, h, `SELECT count(*) FROM guest WHERE email = 'nadia@guest.example' AND joined_at IS NOT NULL`); n != 1 {
		t.Errorf("%d guests", n)
	}
}

func TestTheSameBrowserIsTheSameGuest(t *testing.T) {
	h, g := theEvening(t)
	pass, guest := join(t, h, g.Code, gathering.Joining{Key: id.New(), Name: "Nadia Brook", NoEmail: true})
	again := nadia()
	again.Pass = pass
	if _, same := join(t, h, g.Code, again); same.ID != guest.ID {
		t.Error("the same browser made another guest")
	}
	if n := count(t, h, `SELECT count(*) FROM guest WHERE id = $1 AND email = 'nadia@guest.example'`, guest.ID); n != 1 {
		t.Error("the address given later is not kept")
	}
	neighbor := gathering.Joining{Key: id.New(), Name: "Omar Brook", NoEmail: true, Pass: pass}
	if _, another := join(t, h, g.Code, neighbor); another.ID == guest.ID {
		t.Error("who borrows a phone is somebody else")
	}
	bent := gathering.Joining{Key: id.New(), Name: "Nadia Brook", NoEmail: true, Pass: pass + "x"}
	if _, another := join(t, h, g.Code, bent); another.ID == guest.ID {
		t.Error("a pass that is none of ours is no pass")
	}
}

func TestJoiningSaysWhatIsMissing(t *testing.T) {
	h, g := theEvening(t)
	cases := map[string]gathering.Joining{
		"name":  {Key: id.New(), Name: "  ", NoEmail: true},
		"email": {Key: id.New(), Name: "Nadia"},
		"":      {Name: "Nadia", NoEmail: true},
	}
	for field, in := range cases {
		_, err := h.Gatherings.Join(t.Context(), g.Code, in)
		if e := fault.Of(err); e == nil || e.Kind != fault.KindInvalid || e.Fields[0].Name != field {
			t.Errorf("without %q: %v", field, err)
		}
	}
	_, err := h.Gatherings.Join(t.Context(), g.Code, gathering.Joining{Key: id.New(), Name: strings.Repeat("n", 201), Email: "nowhere"})
	if e := fault.Of(err); e == nil || len(e.Fields) != 2 {
		t.Errorf("two things wrong: %v", err)
	}
	_, err = h.Gatherings.Join(h.As(t.Context(), example.Scribe), g.Code, nadia())
	wants(t, fault.KindConflict, "a member", err)
}

func TestTheRoomIsOpenFromTheStartUntilNoon(t *testing.T) {
	h, june := house(t)
	g := read(t, h, published(t, h))
	_, err := h.Gatherings.Join(t.Context(), g.Code, nadia())
	wants(t, fault.KindConflict, "days before", err)
	h.Clock.Set(g.StartsAt)
	pass, _ := join(t, h, g.Code, nadia())
	if err := h.Gatherings.Start(june, h.Club, g.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.Gatherings.Close(june, h.Club, g.ID); err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, 12, 4, 12, 0, 0, 0, clock.Zone(example.Zone))
	h.Clock.Set(noon)
	join(t, h, g.Code, nadia())
	h.Clock.Set(noon.Add(time.Second))
	_, err = h.Gatherings.Join(t.Context(), g.Code, nadia())
	wants(t, fault.KindConflict, "after noon of the day after", err)
	_, door, err := h.Gatherings.Pass(t.Context(), pass)
	wants(t, fault.KindGone, "the pass after noon", err)
	if door.Title == "" || door.Open() {
		t.Errorf("the door of an evening that is over: %+v", door)
	}
	_, _, err = h.Gatherings.Pass(t.Context(), "nonsense")
	wants(t, fault.KindNotFound, "no pass", err)
}

func TestJoiningIsHeardInTheRoom(t *testing.T) {
	h, g := theEvening(t)
	before := heard(t, h, g.ID)
	join(t, h, g.Code, nadia())
	if after := heard(t, h, g.ID); after != before+1 {
		t.Errorf("the room’s counter went from %d to %d", before, after)
	}
}

// heard is how often the screens of a gathering’s room were told of something new.
func heard(t *testing.T, h *example.House, g id.ID) int {
	t.Helper()
	seq, err := db.Maybe[int](t.Context(), h.DB.Pool(), `SELECT seq FROM live_topic WHERE topic = 'gathering/' || $1`, g)
	if err != nil {
		t.Fatal(err)
	}
	if seq == nil {
		return 0
	}
	return *seq
}

func TestConvenersSeeAndInviteGuests(t *testing.T) {
	h, g := theEvening(t)
	june := h.As(t.Context(), example.Convener)
	_, guest := join(t, h, g.Code, nadia())
	_, silent := join(t, h, g.Code, gathering.Joining{Key: id.New(), Name: "Omar, the “cook” <x>", NoEmail: true})
	all, err := h.Gatherings.Candidates(june, h.Club, g.ID)
	if err != nil || len(all) != 2 || all[0].Name != "Nadia Brook" || all[0].Email != "nadia@guest.example" || all[0].VerifiedAt != nil {
		t.Errorf("candidates %+v, %v", all, err)
	}
	for range 2 {
		if err := h.Gatherings.InviteGuest(june, h.Club, g.ID, guest.ID); err != nil {
			t.Fatal(err)
		}
	}
	letters, err := h.Letters(t.Context(), "nadia@guest.example")
	if err != nil || len(letters) != 1 || !strings.Contains(letters[0], "/i/") {
		t.Errorf("letters %q, %v", letters, err)
	}
	wants(t, fault.KindConflict, "a guest without an address", h.Gatherings.InviteGuest(june, h.Club, g.ID, silent.ID))
	wants(t, fault.KindNotFound, "another gathering’s guest", h.Gatherings.InviteGuest(june, h.Club, id.New(), guest.ID))
	scribe := h.As(t.Context(), example.Scribe)
	wants(t, fault.KindForbidden, "a member", h.Gatherings.InviteGuest(scribe, h.Club, g.ID, guest.ID))
	_, err = h.Gatherings.Candidates(scribe, h.Club, g.ID)
	wants(t, fault.KindForbidden, "a member looking", err)
	_, err = h.Gatherings.Candidates(t.Context(), h.Club, g.ID)
	wants(t, fault.KindNotFound, "a stranger looking", err)
}

func TestAGuestWithAMembersAddressIsNoCandidate(t *testing.T) {
	h, g := theEvening(t)
	june := h.As(t.Context(), example.Convener)
	address, err := db.Value[string](t.Context(), h.DB.Pool(), `SELECT email FROM person WHERE name = $1`, example.Scribe)
	if err != nil {
		t.Fatal(err)
	}
	in := nadia()
	in.Email = address
	_, guest := join(t, h, g.Code, in)
	if all, err := h.Gatherings.Candidates(june, h.Club, g.ID); err != nil || len(all) != 0 {
		t.Errorf("candidates %+v, %v", all, err)
	}
	wants(t, fault.KindConflict, "inviting a member", h.Gatherings.InviteGuest(june, h.Club, g.ID, guest.ID))
}

func TestOnlyTheGuestVerifiesThemselves(t *testing.T) {
	h, g := theEvening(t)
	_, guest := join(t, h, g.Code, nadia())
	_, other := join(t, h, g.Code, nadia())
	with := func(p access.Pass) context.Context { return access.With(t.Context(), access.Actor{Guest: &p}) }
	wants(t, fault.KindNotFound, "another guest", h.Gatherings.VerifyGuest(with(other), h.Club, guest.ID))
	wants(t, fault.KindForbidden, "a convener", h.Gatherings.VerifyGuest(h.As(t.Context(), example.Convener), h.Club, guest.ID))
	for range 2 {
		if err := h.Gatherings.VerifyGuest(with(guest), h.Club, guest.ID); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, h, `SELECT count(*) FROM audit WHERE action = 'gathering.guest-verified' AND detail->>'guest' = $1`, guest.ID.String()); n != 1 {
		t.Errorf("recorded %d times", n)
	}
	forgot, err := h.Gatherings.ForgetAddress(with(guest), h.Club, guest.ID)
	if err != nil || forgot {
		t.Errorf("a verified guest’s address was forgotten: %v, %v", forgot, err)
	}
	forgot, err = h.Gatherings.ForgetAddress(with(other), h.Club, other.ID)
	if err != nil || !forgot || count(t, h, `SELECT count(*) FROM guest WHERE id = $1 AND email IS NULL`, other.ID) != 1 {
		t.Errorf("an address that was somebody else’s stays: %v, %v", forgot, err)
	}
}

func TestGuestsAreForgotten(t *testing.T) {
	h, g := theEvening(t)
	_, stays := join(t, h, g.Code, nadia())
	_, goes := join(t, h, g.Code, nadia())
	if err := h.Gatherings.VerifyGuest(access.With(t.Context(), access.Actor{Guest: &stays}), h.Club, stays.ID); err != nil {
		t.Fatal(err)
	}
	system := access.With(t.Context(), access.AsSystem("test"))
	purge := func(at time.Time) int {
		forgotten, err := h.Gatherings.PurgeGuests(system, at)
		if err != nil {
			t.Fatal(err)
		}
		return forgotten
	}
	if n := purge(g.EndsAt.AddDate(0, 0, 29)); n != 0 {
		t.Errorf("%d forgotten too soon", n)
	}
	if n := purge(g.EndsAt.AddDate(0, 0, 31)); n != 1 {
		t.Errorf("%d forgotten, want one", n)
	}
	if n := purge(g.EndsAt.AddDate(0, 0, 31)); n != 0 {
		t.Errorf("%d forgotten twice", n)
	}
	if count(t, h, `SELECT count(*) FROM guest WHERE id = $1`, goes.ID) != 0 || count(t, h, `SELECT count(*) FROM guest WHERE id = $1 AND name = 'Nadia Brook'`, stays.ID) != 1 {
		t.Error("the wrong one was forgotten")
	}
	_, err := h.Gatherings.PurgeGuests(h.As(t.Context(), example.Convener), g.EndsAt)
	wants(t, fault.KindForbidden, "a convener forgetting guests", err)
}

func TestTheGatheringsPageNamesItsGuestsToConveners(t *testing.T) {
	h, g := theEvening(t)
	address := "/c/pell-river/gatherings/" + g.ID.String()
	if _, doc := pages(t, h, example.Convener).get(address); doc.Find("#guests").Length() != 0 {
		t.Error("an evening without guests has a part for them")
	}
	_, guest := join(t, h, g.Code, nadia())
	if _, doc := pages(t, h, example.Scribe).get(address); strings.Contains(doc.Text(), "Nadia Brook") {
		t.Error("a member sees guests")
	}
	june := pages(t, h, example.Convener)
	_, doc := june.get(address)
	part := doc.Find("#guests")
	if !strings.Contains(part.Text(), "Nadia Brook") || !strings.Contains(part.Text(), "no promise") {
		t.Errorf("the guests: %q", part.Text())
	}
	invite := address + "/guests/" + guest.ID.String() + "/invitation"
	if part.Find(`form[action="`+invite+`"] button`).Length() != 1 {
		t.Error("no button to invite")
	}
	if code, _, _ := june.post(invite, nil); code != 303 {
		t.Errorf("inviting answered %d", code)
	}
	_, doc = june.get(address)
	if part := doc.Find("#guests"); part.Find("button").Length() != 0 || !strings.Contains(part.Text(), "invited") {
		t.Errorf("after the invitation: %q", part.Text())
	}
}

func TestAHallOfPeopleJoinsAtOnce(t *testing.T) {
	h, g := theEvening(t)
	const phones = 30
	passes := make(chan string, 2*phones)
	for i := range phones {
		in := gathering.Joining{Key: id.New(), Name: "Guest " + string(rune('A'+i)), NoEmail: true}
		for range 2 { // a double tap
			go func() {
				pass, err := h.Gatherings.Join(context.WithoutCancel(t.Context()), g.Code, in)
				if err != nil {
					t.Error(err)
				}
				passes <- pass
			}()
		}
	}
	seen := map[string]bool{}
	for range 2 * phones {
		seen[<-passes] = true
	}
	if n := count(t, h, `SELECT count(*) FROM guest WHERE gathering_id = $1`, g.ID); n != phones || len(seen) != phones {
		t.Errorf("%d guests with %d passes, want %d", n, len(seen), phones)
	}
}
