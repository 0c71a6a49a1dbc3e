package gathering_test

import (
	"strings"
	"testing"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

type answerRow struct {
	Answer, Manner, Needs string
	WantsToPresent        bool
	AnsweredBy            *id.ID
}

func TestAnswer(t *testing.T) {
	h, june := house(t)
	walt := h.Person("Walt Pruitt")
	g := draft(t, h)
	reply := gathering.Reply{Answer: gathering.Going, Manner: gathering.Remote, WantsToPresent: true, Needs: " A ride "}
	wantKind(t, "before the invitations", h.Gatherings.Answer(h.As(t.Context(), "Walt Pruitt"), h.Club, g, walt, reply), fault.KindConflict)
	g = published(t, h)
	now := func() answerRow {
		row, err := db.One[answerRow](t.Context(), h.DB.Pool(), `
		SELECT answer, manner, needs, wants_to_present, answered_by
		FROM answer
		WHERE gathering_id = $1 AND person_id = $2`, g, walt)
		if err != nil {
			t.Fatal(err)
		}
		return row
	}
	for range 2 {
		if err := h.Gatherings.Answer(h.As(t.Context(), "Walt Pruitt"), h.Club, g, walt, reply); err != nil {
			t.Fatal(err)
		}
	}
	if got := now(); got != (answerRow{"going", "remote", "A ride", true, nil}) {
		t.Errorf("kept as %+v", got)
	}
	if err := h.Gatherings.Answer(june, h.Club, g, walt, gathering.Reply{Answer: gathering.Not}); err != nil {
		t.Fatal("a convener answers on his word:", err)
	}
	if got := now(); got.Answer != "not" || got.AnsweredBy == nil || *got.AnsweredBy != h.Person("June Abernathy") {
		t.Errorf("answered by June: %+v", got)
	}
	wantKind(t, "for somebody else", h.Gatherings.Answer(h.As(t.Context(), "Ruth Ortiz"), h.Club, g, walt, reply), fault.KindForbidden)
	wantKind(t, "a stranger", h.Gatherings.Answer(stranger(t.Context(), h), h.Club, g, walt, reply), fault.KindNotFound)
	wantKind(t, "for no member", h.Gatherings.Answer(june, h.Club, g, id.New(), reply), fault.KindNotFound)
	wantKind(t, "no answer", h.Gatherings.Answer(june, h.Club, g, walt, gathering.Reply{}), fault.KindInvalid)
	if n := count(t, h, `SELECT count(*) FROM audit WHERE action = 'gathering.answered-for' AND for_person_id = $1 AND object_id = $2`, walt, g); n != 1 {
		t.Errorf("%d entries say that June answered for Walt", n)
	}
}

func TestNoVideoToComeTo(t *testing.T) {
	h, june := house(t)
	in := evening()
	in.VideoURL = ""
	g, err := h.Gatherings.Schedule(june, h.Club, in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Gatherings.Publish(june, h.Club, g); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "by video where there is none", h.Gatherings.Answer(june, h.Club, g, h.Person("June Abernathy"), gathering.Reply{Answer: gathering.Going, Manner: gathering.Remote}), fault.KindInvalid)
}

func TestAnswerFromLetter(t *testing.T) {
	h, june := house(t)
	g := published(t, h)
	link, err := h.Key(t.Context(), "ruth@pellriver.example", "/a/")
	if err != nil {
		t.Fatal(err)
	}
	letter, err := h.Gatherings.OpenLetter(t.Context(), link)
	if err != nil || letter.Reader.Name != "Ruth Ortiz" || letter.Answer != nil {
		t.Fatalf("the link opens %+v, %v", letter, err)
	}
	if err := h.Gatherings.AnswerFromLetter(t.Context(), link, gathering.Reply{Answer: gathering.Going}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, h, `SELECT count(*) FROM answer WHERE gathering_id = $1 AND person_id = $2 AND answer = 'going' AND answered_by IS NULL`, g, h.Person("Ruth Ortiz")); n != 1 {
		t.Error("Ruth’s answer is not kept as her own")
	}
	other := h.Signer.Sign("unsubscribe", h.Clock.Now().Add(time.Hour), strings.Split(link, ".")...)
	for name, link := range map[string]string{"of another purpose": other, "cut short": link[:len(link)-2], "empty": ""} {
		wantKind(t, "a link "+name, h.Gatherings.AnswerFromLetter(t.Context(), link, gathering.Reply{Answer: gathering.Not}), fault.KindNotFound)
	}
	if err := h.Gatherings.Cancel(june, h.Club, g, "rain"); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "after the cancellation", h.Gatherings.AnswerFromLetter(t.Context(), link, gathering.Reply{Answer: gathering.Not}), fault.KindConflict)
	h.Clock.Set(letter.EndsAt.Add(30*24*time.Hour + time.Second))
	wantKind(t, "30 days after", second(h.Gatherings.OpenLetter(t.Context(), link)), fault.KindGone)
}
