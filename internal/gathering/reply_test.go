package gathering_test

import (
	"testing"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
)

// TestAnswersToLettersGoWhereTheGatheringSays: its own address goes before the collaboratory's, until it is taken out.
func TestAnswersToLettersGoWhereTheGatheringSays(t *testing.T) {
	t.Parallel()
	h := exampletest.OpenTown(t)
	june := h.As(t.Context(), example.Convener)
	plan := gathering.Plan{
		When:  gathering.When{Day: clock.Date(2027, 1, 21), StartTime: "18:00", EndTime: "20:00", Zone: example.Zone},
		Place: "Grange Hall", ReplyTo: "not an address",
	}
	_, err := h.Gatherings.Schedule(june, h.Club, gathering.Scheduling{Key: id.New(), Plan: plan, Template: gathering.Short})
	wantKind(t, "no address", err, fault.KindInvalid)
	plan.ReplyTo = "Evening@PellRiver.example"
	g, err := h.Gatherings.Schedule(june, h.Club, gathering.Scheduling{Key: id.New(), Plan: plan, Template: gathering.Short})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Gatherings.Publish(june, h.Club, g); err != nil {
		t.Fatal(err)
	}
	if got := replyTo(t, h, g); got != "evening@pellriver.example" {
		t.Errorf("answers go to %q", got)
	}
	now, err := h.Gatherings.Read(june, h.Club, g)
	if err != nil {
		t.Fatal(err)
	}
	plan.Title, plan.ReplyTo, plan.Place = now.Title, "", "Pell River Library"
	if err := h.Gatherings.Edit(june, h.Club, g, gathering.Editing{Version: now.Version, Plan: plan}); err != nil {
		t.Fatal(err)
	}
	if got := replyTo(t, h, g); got == "evening@pellriver.example" {
		t.Errorf("the address was taken out, and answers still go to %q", got)
	}
}

// replyTo is where an answer to the newest letter about a gathering goes.
func replyTo(t *testing.T, h *example.House, g id.ID) string {
	t.Helper()
	address, err := db.Value[string](t.Context(), h.DB.Pool(), `
	SELECT reply_to
	FROM letter
	WHERE cause LIKE 'gathering/' || $1 || '/%'
	  AND person_id = $2
	ORDER BY created_at DESC, id DESC
	LIMIT 1`, g.String(), h.Person("Walt Pruitt"))
	if err != nil {
		t.Fatal(err)
	}
	return address
}
